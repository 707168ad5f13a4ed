"""Groups of codes that share words and passages: proposals for categories."""

from collections.abc import Collection, Sequence
from functools import partial
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from kwalicode.errors import InputError
from kwalicode.store import categories, codebook
from kwalicode.store.files import Database
from kwalicode.store.study import Study
from kwalicode.store.suggestions import (
    Suggested,
    Target,
    find_refused_codes,
    refuse,
    take,
)
from kwalicode.suggest.code_groups import CodeGroup, group_codes, likeness
from kwalicode.suggest.names import typical_words
from kwalicode.workflows.code_words import CodeWords, read_code_words
from kwalicode.workflows.operations import Act, Operation, text_of
from kwalicode.workflows.suggestions.kinds import require

ENGINE, VERSION = "words and passages of codes, average linkage", "1"
LEAST_ALIKE = 0.15
_MOST_CODES, _SAME = 200, 0.5


class ProposedGroup(NamedTuple):
    """Codes that could stand under one category.

    Attributes:
        code_ids: Two to twelve.
        names: Of the codes.
        words: Typical of their names and segments; no name, which is for a person to give.
        n_shared: Passages on which two of them stand together.
        score: Mean likeness of its pairs, 0 to 1.
    """

    code_ids: tuple[str, ...]
    names: tuple[str, ...]
    words: tuple[str, ...]
    n_shared: int
    score: float


def propose_code_groups(
    study: Study, *, coder: str, least: float = LEAST_ALIKE, only_loose: bool = True
) -> list[ProposedGroup]:
    """Propose groups of codes; those that were refused stay away.

    A group is left out where it holds at least half of a refused one and little else, so that one
    code more or less does not bring it back.

    Args:
        study: The study.
        coder: Who looks.
        least: How alike the codes of a group are at least, 0 to 1.
        only_loose: Whether only codes that stand in no category are grouped.

    Raises:
        AccessError: The study does not want these suggestions.
    """
    with study.read() as db:
        require(db, "code group")
        words = read_code_words(db, coder=coder, only_loose=only_loose)
        refused = find_refused_codes(db, "code group")
    if len(words.codes) < 2:
        return []
    together = words.together()
    groups = group_codes(likeness(words.alike(with_names=True), together.coefficients), least)
    told = _told(words, groups, together.counts)
    return [one for one in told if not _is_refused(set(one.code_ids), refused)]


def _told(words: CodeWords, groups: Sequence[CodeGroup], counts: np.ndarray) -> list[ProposedGroup]:
    labels = np.full(len(words.codes), -1)
    for number, one in enumerate(groups):
        labels[list(one.codes)] = number
    typical = typical_words(words.with_names(), labels)
    return [
        ProposedGroup(
            tuple(words.codes[code].code_id for code in one.codes),
            tuple(words.codes[code].name for code in one.codes),
            tuple(own),
            sum(int(counts[a, b]) for a, b in combinations(one.codes, 2)),
            one.score,
        )
        for one, own in zip(groups, typical, strict=False)
    ]


def _is_refused(codes: set[str], refused: Collection[frozenset[str]]) -> bool:
    return any(len(codes & one) > _SAME * len(codes | one) for one in refused)


def accept_code_group(
    study: Study, category_id: str, name: str, code_ids: Sequence[str], score: float, *, coder: str
) -> None:
    """Make a category of a proposed group, or of some of its codes, as one step.

    Raises:
        AccessError: The study does not want these suggestions.
        InputError: There is no code, or the name is empty or too long.
        ConflictError: A category of this name stands there already.
    """
    with study.write(coder, "group") as db:
        _accept(db, (category_id, name), code_ids, score, coder=coder)


def _accept(
    db: Database, made: tuple[str, str], code_ids: Sequence[str], score: float, *, coder: str
) -> None:
    require(db, "code group")
    if not code_ids:
        raise InputError("No code is ticked; tick those that belong together.")
    category_id, name = made
    categories.add_category(db, name, category_id=category_id, parent_id=None)
    for code_id in code_ids:
        # One that has a home, perhaps since a moment ago, keeps it and stands here too.
        if codebook.get_code(db, code_id).category_id:
            categories.link_code(db, code_id, category_id)
        else:
            codebook.move_code(db, code_id, category_id)
    target = Target(category_id=category_id, others=tuple(code_ids))
    take(db, Suggested("code group", ENGINE, VERSION, score), target, coder=coder)


def refuse_code_group(study: Study, code_ids: Sequence[str], score: float, *, coder: str) -> None:
    """Refuse a proposed group; it does not come back, nor does one much like it."""
    with study.write(coder, "refuse suggestion") as db:
        _refuse(db, code_ids, score, coder=coder)


def _refuse(db: Database, code_ids: Sequence[str], score: float, *, coder: str) -> None:
    require(db, "code group")
    target = Target(others=tuple(code_ids))
    refuse(db, Suggested("code group", ENGINE, VERSION, score), target, coder=coder)


def code_group_acts(coder: str) -> dict[str, Act]:
    """Give what the board does with proposed groups."""
    return {
        "accept_group": partial(_accept_sent, coder=coder),
        "refuse_group": partial(_refuse_sent, coder=coder),
    }


def _accept_sent(db: Database, operation: Operation, *, coder: str) -> None:
    made = (text_of(operation, "category_id"), text_of(operation, "name"))
    _accept(db, made, *_sent(operation), coder=coder)


def _refuse_sent(db: Database, operation: Operation, *, coder: str) -> None:
    _refuse(db, *_sent(operation), coder=coder)


def _sent(operation: Operation) -> tuple[list[str], float]:
    code_ids: Any = operation.get("code_ids")
    score: Any = operation.get("score")
    is_list = isinstance(code_ids, list) and len(code_ids) <= _MOST_CODES
    if not is_list or not all(isinstance(one, str) for one in code_ids):
        raise InputError("The page sent no proper '{field}'; reload it.", field="code_ids")
    if not isinstance(score, int | float) or not 0 <= score <= 1:
        raise InputError("The page sent no proper '{field}'; reload it.", field="score")
    return code_ids, float(score)
