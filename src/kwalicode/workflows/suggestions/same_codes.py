"""Codes that may be one: proposed with reasons, merged by a person or kept apart for good."""

from typing import NamedTuple

from kwalicode.model import Code
from kwalicode.store import merging
from kwalicode.store.study import Study
from kwalicode.store.suggestions import (
    Suggested,
    Target,
    find_refused_codes,
    refuse,
    take,
)
from kwalicode.suggest import near_duplicates as near
from kwalicode.text import folded
from kwalicode.workflows.code_words import CodeWords, lemmas_of, read_code_words
from kwalicode.workflows.suggestions.kinds import require

ENGINE, VERSION = "names, passages and words of codes", "1"


class SameCodes(NamedTuple):
    """Two codes that may be one.

    Attributes:
        kept: The one with more segments, which stays unless the coder chooses otherwise.
        path: Of the one that stays.
        other_path: Of the other.
        n_kept: Segments of the first.
        n_other: Segments of the second.
        n_shared: Passages on which both stand.
        pair: How alike they are, and by what.
        examples: A segment of each, empty where a code has none.
    """

    kept: Code
    other: Code
    path: str
    other_path: str
    n_kept: int
    n_other: int
    n_shared: int
    pair: near.Pair
    examples: tuple[str, str]


def find_same_codes(study: Study, *, coder: str) -> list[SameCodes]:
    """List pairs of codes that may be one and that nobody refused, the most alike first.

    Raises:
        AccessError: The study does not want these suggestions.
    """
    with study.read() as db:
        require(db, "same code")
        words = read_code_words(db, coder=coder)
        refused = set(find_refused_codes(db, "same code"))
    if len(words.codes) < 2:
        return []
    together = words.together()
    told = [
        near.CodeWords(
            folded(code.name),
            tuple(sorted(lemmas_of(code.name, words.language))),
            len(own),
        )
        for code, own in zip(words.codes, words.passages, strict=True)
    ]
    pairs = near.near_duplicates(told, together.coefficients, words.alike(with_names=False))
    found = [_told(words, pair, int(together.counts[pair.first, pair.second])) for pair in pairs]
    return [one for one in found if {one.kept.code_id, one.other.code_id} not in refused]


def _told(words: CodeWords, pair: near.Pair, n_shared: int) -> SameCodes:
    one, other = pair.first, pair.second
    passages = words.passages
    examples = tuple(passages[i][0].text if passages[i] else "" for i in (one, other))
    return SameCodes(
        words.codes[one],
        words.codes[other],
        words.paths[one],
        words.paths[other],
        len(passages[one]),
        len(passages[other]),
        n_shared,
        pair,
        (examples[0], examples[1]),
    )


def merge_same_codes(study: Study, kept_id: str, other_id: str, score: float, *, coder: str) -> int:
    """Let the second code go up in the first as one step; see `store.merging.merge_codes`.

    Returns:
        How many codings moved.
    """
    with study.write(coder, "merge_codes") as db:
        require(db, "same code")
        recoded = merging.merge_codes(db, [other_id], kept_id)
        target = Target(code_id=kept_id, others=(other_id,))
        take(db, Suggested("same code", ENGINE, VERSION, score), target, coder=coder)
    return recoded.n_moved


def keep_apart(study: Study, kept_id: str, other_id: str, score: float, *, coder: str) -> None:
    """Refuse that two codes are one; the pair does not come back."""
    with study.write(coder, "refuse suggestion") as db:
        require(db, "same code")
        target = Target(code_id=kept_id, others=(other_id,))
        refuse(db, Suggested("same code", ENGINE, VERSION, score), target, coder=coder)
