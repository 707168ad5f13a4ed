"""How far two or more coders of one pass agree, code by code and in all."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kwalicode.analysis.tallies import Measure
from kwalicode.errors import InputError, UndefinedError
from kwalicode.store.agreement import ComparedDocument, find_code_groups, find_compared
from kwalicode.store.agreement_choice import UNITS, Choice, add_choice, find_choices
from kwalicode.store.codebook import find_codes
from kwalicode.store.files import Database
from kwalicode.store.pass_codings import find_pass_coders
from kwalicode.store.passes import get_pass
from kwalicode.store.study import Study
from kwalicode.store.suggestions import codings_from_suggestions
from kwalicode.workflows.agreement.numbers import CodeAgreement, count_codes, means_over_codes
from kwalicode.workflows.agreement.passages import Passages, compare_passages
from kwalicode.workflows.agreement.units import Units, cut_into_units

N_RESAMPLES = 1000
FEW_DOCUMENTS, LEAST_DOCUMENTS = 20, 5
"""Below the first an interval is too narrow, below the second it is none; see docs/methods.md."""


class Unaided(NamedTuple):
    """How far coders agree by what they coded without a suggestion.

    A coder who took a suggestion might have given the same code unaided, so agreement that rests on
    no suggestion at all may be higher.

    Attributes:
        n_codings: Codings that were taken from suggestions, left out here.
        total: Of all codes together, in the same units.
    """

    n_codings: int
    total: CodeAgreement


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree.

    Attributes:
        coders: Their names, in the order of the choice.
        n_documents: Documents in which all of them coded.
        n_left_out: Documents in which only some of them did.
        n_texts: Documents, each answer of a survey as one.
        n_units: Units in all of these.
        n_clusters: What is drawn for intervals: documents, and who answered.
        was_blind: Whether the pass hid their work from each other.
        total: Of all codes, their tables added up.
        codes: In the order of the codebook, those that somebody gave.
        means: Mean over the codes that have a value, and how many these are.
        passages: The u-alpha family of the codes of the category that was chosen.
        unaided: The same without codings taken from suggestions; None where there are none.
    """

    choice: Choice
    coders: tuple[str, ...]
    n_documents: int
    n_left_out: int
    n_texts: int
    n_units: int
    n_clusters: int
    was_blind: bool
    total: CodeAgreement
    codes: list[CodeAgreement]
    means: Mapping[Measure, tuple[float, int]]
    passages: Passages | UndefinedError
    unaided: Unaided | None


def agreement(study: Study, choice: Choice, *, n_resamples: int = N_RESAMPLES) -> Agreement:
    """Tell how far coders agree in the documents that all of them coded in.

    Args:
        study: The study.
        choice: What is compared.
        n_resamples: How often documents are drawn for the intervals.

    Raises:
        InputError: The unit is none of four, or the share is no share.
        AccessError: The pass is blind and not closed yet.
        UndefinedError: There are fewer than two coders, or no document that all of them coded in.
    """
    _check(choice)
    with study.read() as db:
        documents, n_left_out = find_compared(db, choice.pass_id, choice.coders)
        names = find_pass_coders(db, choice.pass_id)
        was_blind = get_pass(db, choice.pass_id).is_blind
        domain = _domain(db, choice.category_id)
        used = {one.code_id for document in documents for one in document.marked}
        codes = {one.code_id: one.name for one in find_codes(db) if one.code_id in used}
        suggested = codings_from_suggestions(db)
    if not codes:
        raise UndefinedError(
            "There is no document in which all of these coders gave a code, so there is nothing to "
            "compare; choose other coders."
        )
    letters, units = _cut(documents, choice, codes)
    n_coders = len(choice.coders)
    total, *each = count_codes(
        units, letters, codes, n_coders=n_coders, share=choice.share, n=n_resamples
    )
    compared = [n for n, code_id in enumerate(codes) if domain is None or code_id in domain]
    try:
        passages: Passages | UndefinedError = compare_passages(letters, compared, n_coders)
    except UndefinedError as error:
        passages = error
    return Agreement(
        choice,
        tuple(names[coder_id] for coder_id in choice.coders),
        len(documents),
        n_left_out,
        len(units.n_units),
        int(units.n_units.sum()),
        units.n_clusters,
        was_blind,
        total,
        each,
        means_over_codes(each),
        passages,
        _unaided(documents, suggested, choice, codes, n_resamples),
    )


def _unaided(
    documents: Sequence[ComparedDocument],
    suggested: Collection[str],
    choice: Choice,
    codes: Mapping[str, str],
    n_resamples: int,
) -> Unaided | None:
    n_codings = sum(one.coding_id in suggested for each in documents for one in each.marked)
    if not n_codings:
        return None
    own = [
        each._replace(marked=[one for one in each.marked if one.coding_id not in suggested])
        for each in documents
    ]
    letters, units = _cut(own, choice, codes)
    n = len(choice.coders)
    found = count_codes(units, letters, codes, n_coders=n, share=choice.share, n=n_resamples)
    return Unaided(n_codings, found[0])


def _cut(
    documents: Sequence[ComparedDocument], choice: Choice, codes: Mapping[str, str]
) -> tuple[Units, Units]:
    """Say what coders marked in characters, and in the unit that was chosen."""
    coders = {coder_id: number for number, coder_id in enumerate(choice.coders)}
    places = {code_id: number for number, code_id in enumerate(codes)}
    letters = cut_into_units(documents, "character", coders, places)
    if choice.unit == "character":
        return letters, letters
    return letters, cut_into_units(documents, choice.unit, coders, places)


def choose(study: Study, choice: Choice, *, coder: str) -> None:
    """Let the methods section tell the agreement of a choice; earlier choices are kept.

    Raises:
        UndefinedError: There are fewer than two coders.
        InputError: The unit is none of four, or the share is no share.
    """
    _check(choice)
    with study.write(coder, "choose agreement", undoable=False) as db:
        add_choice(db, choice._replace(category_id=""), coder=coder)


def chosen(study: Study, pass_id: int) -> list[Choice]:
    """List what was chosen for the methods section, the choice that holds now last."""
    with study.read() as db:
        return find_choices(db, pass_id)


def code_groups(study: Study) -> dict[str, str]:
    """Give the categories that codes are at home in, by id."""
    with study.read() as db:
        return {category_id: name for category_id, name, _codes in find_code_groups(db)}


def _domain(db: Database, category_id: str) -> set[str] | None:
    """Give the codes of a category; None for all."""
    if not category_id:
        return None
    return {
        code_id
        for group_id, _, codes in find_code_groups(db)
        if group_id == category_id
        for code_id in codes
    }


def _check(choice: Choice) -> None:
    if len(set(choice.coders)) < 2:
        raise UndefinedError("Agreement needs two coders at least; choose another one.")
    if choice.unit not in UNITS:
        raise InputError("A unit is character, turn, paragraph or document; choose one of these.")
    if not 0 < choice.share <= 1:
        raise InputError("Segments match from an overlap of more than 0 up to 100%; choose one.")
