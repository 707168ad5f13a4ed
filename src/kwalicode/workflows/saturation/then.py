"""Saturation by the codebook as it was when a pass was closed, beside that of now.

All other numbers follow the codebook as it is now: where codes were merged since, an interview that
brought a new code then may bring none now.
"""

from typing import NamedTuple

from kwalicode.analysis.incidence import Incidence
from kwalicode.errors import InputError, UndefinedError
from kwalicode.model import Codebook, Pass, path_of
from kwalicode.store.files import Database
from kwalicode.store.history import revision
from kwalicode.store.incidence import find_past_occurrences, find_units
from kwalicode.store.passes import find_passes
from kwalicode.store.past_codebook import book_at
from kwalicode.store.past_merges import find_code_merges
from kwalicode.store.saturation import Choice
from kwalicode.store.snapshots import Snapshot, find_snapshots
from kwalicode.store.study import Study
from kwalicode.store.whole_codebook import find_codebook
from kwalicode.workflows.saturation.counting import in_order, tabulate
from kwalicode.workflows.saturation.numbers import Summary, new_codes, summarise


class Moment(NamedTuple):
    """A pass that was closed, and the snapshot that was kept then."""

    closed: Pass
    snapshot: Snapshot


class Gone(NamedTuple):
    """A code that occurred then and is not in the codebook any more.

    Attributes:
        path: Its name then, under its category of then.
        into: Name of the code in which it went up; empty where it was deleted.
        n_interviews: In how many interviews it stood.
    """

    path: str
    into: str
    n_interviews: int


class SaturationThen(NamedTuple):
    """What was told of a moment, by its own codes.

    Attributes:
        titles: Of the interviews in which something was coded then, in the order of now.
        new_codes: Per interview.
        cumulative: Codes seen up to and with each.
        gone: Codes that went since.
    """

    titles: tuple[str, ...]
    new_codes: tuple[int, ...]
    cumulative: tuple[int, ...]
    summary: Summary
    gone: tuple[Gone, ...]


def moments(study: Study) -> list[Moment]:
    """List the moments at which a codebook was kept, the first one first."""
    with study.read() as db:
        passes = {one.pass_id: one for one in find_passes(db)}
        return [Moment(passes[one.pass_id], one) for one in find_snapshots(db)]


def saturation_then(study: Study, choice: Choice, at: int, *, coder: str) -> SaturationThen:
    """Count codes as they stood at a revision.

    Args:
        study: The study.
        choice: What is counted, in which order, and how it is judged; that of now.
        at: Number of the last change that counts.
        coder: Who looks.

    Raises:
        InputError: The respondents of a survey are counted: their answers have moved since.
        UndefinedError: Nothing was coded then.
    """
    if choice.kind == "survey answer":
        raise InputError(
            "Respondents of a survey are counted by the codebook as it is now; to see an earlier "
            "one, count interviews or documents."
        )
    with study.read() as db:
        occurrences = find_past_occurrences(db, choice.kind, at, coder=coder)
        coded = [one for one in find_units(db, choice.kind) if one.unit_id in occurrences]
        units = in_order(coded, choice)
        book, now = book_at(db, at), find_codebook(db)
        code_ids, table = tabulate(
            [occurrences[one.unit_id] for one in units], [one.code_id for one in book.codes]
        )
        if not table.any():
            raise UndefinedError("Nothing was coded yet at that moment; choose another one.")
        incidence = Incidence(table)
        counts = dict(zip(code_ids, table.sum(axis=0).tolist(), strict=True))
        return SaturationThen(
            tuple(one.title for one in units),
            new_codes(incidence),
            tuple(incidence.cumulative.tolist()),
            summarise(incidence, choice),
            tuple(_gone(db, book, now, counts, at)),
        )


def _gone(
    db: Database, then: Codebook, now: Codebook, counts: dict[str, int], at: int
) -> list[Gone]:
    went = find_code_merges(db, then, now, at, revision(db))
    paths, names = then.paths(), {one.code_id: one.name for one in now.codes}
    return [
        Gone(path_of(code, paths), names.get(went[code.code_id].into, ""), counts[code.code_id])
        for code in then.codes
        if code.code_id in went and code.code_id in counts
    ]
