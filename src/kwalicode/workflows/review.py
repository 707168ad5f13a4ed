"""Review: what a person decides about findings, in one source or everywhere in the study."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from kwalicode import deid
from kwalicode.errors import InputError
from kwalicode.model import Finding, IdentifierKind, Reviewed, Source, Turn
from kwalicode.store import findings, sources
from kwalicode.store.approvals import withdraw_approvals
from kwalicode.store.documents import versions_signed_off
from kwalicode.store.files import Database
from kwalicode.store.history import can_redo, can_undo, revision, rows_touched
from kwalicode.store.key import Key
from kwalicode.store.pseudonyms import get_pseudonym, new_pseudonym
from kwalicode.store.study import Study
from kwalicode.text import uncovered
from kwalicode.workflows.naming import PEOPLE, Namer, accept, accept_open
from kwalicode.workflows.operations import (
    Act,
    Operation,
    Outcome,
    apply_operations,
    number_of,
    text_of,
)


def apply_review(
    study: Study, key: Key, source_id: str, operations: Sequence[Operation], *, coder: str
) -> Outcome:
    """Store what a reviewer did in one source; see `apply_operations`.

    A decision about a source that was signed off starts its next review: the text in the study
    stays as it is until that one is signed off too.
    """
    with study.read() as db:
        signed_off = versions_signed_off(db)
    acts: dict[str, Act] = {
        "add": partial(_add, source_id=source_id),
        "accept": _accept,
        "refuse": _refuse,
        "recode": _relabel,
        "assign": _assign,
        "accept_all": partial(_accept_all, source_id=source_id),
    }
    after = partial(reopen_changed, signed_off=signed_off)
    return apply_operations(key, operations, acts, coder=coder, after=after)


def reopen_changed(db: Database, *, signed_off: Mapping[str, int]) -> None:
    """Start the next review of every signed-off source whose findings were just changed.

    Who signed off a review before has to look at it once more.
    """
    for source_id in {row["source_id"] for row in rows_touched(db, "findings")}:
        withdraw_approvals(db, source_id)
        if sources.get_source(db, source_id).review_number == signed_off.get(source_id):
            sources.reopen_review(db, source_id)


def _add(db: Database, operation: Operation, *, source_id: str) -> None:
    source = sources.get_source(db, source_id)
    start, end = number_of(operation, "start"), number_of(operation, "end")
    words = text_of(operation, "text")
    if not start < end <= len(source.text) or source.text[start:end] != words:
        raise InputError(
            "The words at {start} to {end} are others than those selected; reload the page.",
            start=start,
            end=end,
        )
    kind, ids, namer = _kind(operation), [text_of(operation, "mark_id")], Namer(db)
    for span in within_turns((start, end), source.turns):
        _add_accepted(namer, source, span, kind, ids=ids)
        ids = []
    if operation.get("everywhere"):
        _accept_everywhere(namer, words, kind)


def within_turns(span: tuple[int, int], turns: Sequence[Turn]) -> list[tuple[int, int]]:
    """Cut a span where the speaker changes; the line end between turns must stay."""
    start, end = span
    return [
        (max(start, turn.start), min(end, turn.end))
        for turn in turns
        if start < turn.end and turn.start < end
    ]


def _kind(operation: Operation) -> IdentifierKind:
    try:
        return IdentifierKind(text_of(operation, "code_id"))
    except ValueError as error:
        raise InputError("This kind of identifying text is not known; reload the page.") from error


def _add_accepted(
    namer: Namer,
    source: Source,
    span: tuple[int, int],
    kind: IdentifierKind,
    *,
    ids: Sequence[str] = (),
) -> None:
    """Accept a span as a finding; what it only partly takes the place of keeps its other part."""
    db = namer.db
    shorter = [
        (finding, start, end)
        for finding in findings.find_overlapping(db, source.source_id, *span)
        if finding.state != "refused"
        for start, end in uncovered((finding.start, finding.end), source.text, [span])
    ]
    findings.delete_overlapping(db, source.source_id, *span)
    found = Finding(*span, kind, score=1.0, recognizer=findings.BY_HAND)
    (finding_id,) = findings.add_findings(db, source.source_id, source.text, [found], ids=ids)
    namer.accept(findings.get_finding(db, finding_id), source.language)
    for old, start, end in shorter:
        rest = Finding(start, end, old.kind, old.score, old.recognizer)
        (rest_id,) = findings.add_findings(db, source.source_id, source.text, [rest])
        pseudonym_id = old.pseudonym.pseudonym_id if old.pseudonym else None
        findings.decide(db, rest_id, old.state, pseudonym_id)


def _accept(db: Database, operation: Operation) -> None:
    finding = findings.get_finding(db, text_of(operation, "mark_id"))
    namer = Namer(db)
    namer.accept(finding, sources.get_source(db, finding.source_id).language)
    if operation.get("everywhere"):
        _accept_everywhere(namer, finding.surface, finding.kind)


def _refuse(db: Database, operation: Operation) -> None:
    finding = findings.get_finding(db, text_of(operation, "mark_id"))
    same = findings.find_same(db, finding.surface) if operation.get("everywhere") else [finding]
    for finding in same:
        findings.decide(db, finding.finding_id, "refused")


def _relabel(db: Database, operation: Operation) -> None:
    finding = findings.get_finding(db, text_of(operation, "mark_id"))
    findings.relabel(db, finding.finding_id, _kind(operation))
    if finding.state == "accepted":
        accept(db, [findings.get_finding(db, finding.finding_id)])


def _assign(db: Database, operation: Operation) -> None:
    """Say who is meant: an existing pseudonym, or a new one where no id is given."""
    finding = findings.get_finding(db, text_of(operation, "mark_id"))
    if finding.kind == IdentifierKind.NAME_LIKE:  # who is somebody is a person
        findings.relabel(db, finding.finding_id, IdentifierKind.PERSON)
        finding = findings.get_finding(db, finding.finding_id)
    series = deid.SERIES_OF.get(finding.kind)
    if series is None:
        raise InputError("This kind of identifying text has no numbered pseudonyms.")
    if operation.get("pseudonym_id") is None:
        pseudonym = new_pseudonym(db, series)
    else:
        pseudonym = get_pseudonym(db, number_of(operation, "pseudonym_id"))
    allowed = PEOPLE if finding.kind == IdentifierKind.PERSON else (series,)
    if pseudonym.series not in allowed:
        raise InputError("This pseudonym stands for something of another kind; choose another one.")
    findings.decide(db, finding.finding_id, "accepted", pseudonym.pseudonym_id, reason="by hand")


def _accept_all(db: Database, _: Operation, *, source_id: str) -> None:
    accept_open(db, source_id)


def _accept_everywhere(namer: Namer, surface: str, kind: IdentifierKind) -> None:
    """Accept a surface wherever it stands as a whole word, found before or not."""
    for source in sources.find_sources(namer.db):
        accept_surface(namer, source, surface, kind)


def accept_surface(namer: Namer, source: Source, surface: str, kind: IdentifierKind) -> None:
    """Accept a surface wherever it stands in one source as a whole word."""
    db = namer.db
    pattern = re.compile(rf"(?<!\w){re.escape(surface)}(?!\w)")
    for match in pattern.finditer(source.text):
        overlapping = findings.find_overlapping(db, source.source_id, *match.span())
        if any(_is_settled(finding, match) for finding in overlapping):
            continue
        exact = [f.finding_id for f in overlapping if (f.start, f.end) == match.span()]
        if exact:
            findings.relabel(db, exact[0], kind)
            namer.accept(findings.get_finding(db, exact[0]), source.language)
        else:
            _add_accepted(namer, source, match.span(), kind)


def _is_settled(finding: Reviewed, match: re.Match[str]) -> bool:
    """Tell whether a finding masks a place already and leaves no part out.

    A longer one that waits for its own decision, as 'Jan de Vries' around 'Jan', is left whole.
    """
    covers = finding.start <= match.start() and match.end() <= finding.end
    is_longer = (finding.start, finding.end) != match.span()
    waits = is_longer and finding.state == "proposed"
    return covers and (finding.state == "accepted" or waits)


class ReviewState(NamedTuple):
    """Everything the review shows of one source beside its text.

    Attributes:
        revision: The newest change of the key file that this state holds.
        can_undo: Whether this reviewer has a step to take back.
        can_redo: Whether this reviewer can do an undone step again.
    """

    revision: int
    findings: list[Reviewed]
    can_undo: bool
    can_redo: bool


def review_state(key: Key, source_id: str, *, coder: str) -> ReviewState:
    """Read the findings of a source as they stand now."""
    with key.read() as db:
        found = findings.find_findings(db, source_id)
        return ReviewState(revision(db), found, can_undo(db, coder), can_redo(db, coder))


def is_signed_off(study: Study, key: Key, source_id: str) -> bool:
    """Tell whether the study holds the text of the last review of a source."""
    with study.read() as db:
        version = versions_signed_off(db).get(source_id)
    with key.read() as db:
        return sources.get_source(db, source_id).review_number == version
