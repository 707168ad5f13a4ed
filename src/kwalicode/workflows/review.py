"""Review: what a person decides about findings, in one source or everywhere in the study."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from kwalicode import deid
from kwalicode.errors import InputError
from kwalicode.model import (
    Finding,
    IdentifierKind,
    Language,
    Pseudonym,
    PseudonymSeries,
    Reviewed,
    Source,
    Turn,
)
from kwalicode.store import findings, sources
from kwalicode.store.documents import versions_signed_off
from kwalicode.store.files import Database
from kwalicode.store.history import can_redo, can_undo, revision, rows_touched
from kwalicode.store.key import Key
from kwalicode.store.pseudonyms import (
    find_pseudonyms,
    get_pseudonym,
    names_by_pseudonym,
    new_pseudonym,
)
from kwalicode.store.study import Study
from kwalicode.text import folded, uncovered
from kwalicode.workflows.operations import (
    Act,
    Operation,
    Outcome,
    apply_operations,
    number_of,
    text_of,
)

PEOPLE: tuple[PseudonymSeries, ...] = ("respondent", "interviewer", "subject")


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
    after = partial(_reopen, signed_off=signed_off)
    return apply_operations(key, operations, acts, coder=coder, after=after)


def _reopen(db: Database, *, signed_off: Mapping[str, int]) -> None:
    """Start the next review of every signed-off source whose findings were just changed."""
    for source_id in {row["source_id"] for row in rows_touched(db, "findings")}:
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
    kind, ids = _kind(operation), [text_of(operation, "mark_id")]
    for span in within_turns((start, end), source.turns):
        _add_accepted(db, source, span, kind, ids=ids)
        ids = []
    if operation.get("everywhere"):
        _accept_everywhere(db, words, kind)


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
    db: Database,
    source: Source,
    span: tuple[int, int],
    kind: IdentifierKind,
    *,
    ids: Sequence[str] = (),
) -> None:
    """Accept a span as a finding; what it only partly takes the place of keeps its other part."""
    shorter = [
        (finding, start, end)
        for finding in findings.find_overlapping(db, source.source_id, *span)
        if finding.state != "refused"
        for start, end in uncovered((finding.start, finding.end), source.text, [span])
    ]
    findings.delete_overlapping(db, source.source_id, *span)
    found = Finding(*span, kind, score=1.0, recognizer=findings.BY_HAND)
    (finding_id,) = findings.add_findings(db, source.source_id, source.text, [found], ids=ids)
    accept(db, [findings.get_finding(db, finding_id)])
    for old, start, end in shorter:
        rest = Finding(start, end, old.kind, old.score, old.recognizer)
        (rest_id,) = findings.add_findings(db, source.source_id, source.text, [rest])
        pseudonym_id = old.pseudonym.pseudonym_id if old.pseudonym else None
        findings.decide(db, rest_id, old.state, pseudonym_id)


def _accept(db: Database, operation: Operation) -> None:
    finding = findings.get_finding(db, text_of(operation, "mark_id"))
    accept(db, [finding])
    if operation.get("everywhere"):
        _accept_everywhere(db, finding.surface, finding.kind)


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
    findings.decide(db, finding.finding_id, "accepted", pseudonym.pseudonym_id)


def _accept_all(db: Database, _: Operation, *, source_id: str) -> None:
    accept(db, [f for f in findings.find_findings(db, source_id) if f.state == "proposed"])


def _accept_everywhere(db: Database, surface: str, kind: IdentifierKind) -> None:
    """Accept a surface wherever it stands as a whole word, found before or not."""
    for source in sources.find_sources(db):
        accept_surface(db, source, surface, kind)


def accept_surface(db: Database, source: Source, surface: str, kind: IdentifierKind) -> None:
    """Accept a surface wherever it stands in one source as a whole word."""
    pattern = re.compile(rf"(?<!\w){re.escape(surface)}(?!\w)")
    for match in pattern.finditer(source.text):
        overlapping = findings.find_overlapping(db, source.source_id, *match.span())
        if any(_is_settled(finding, match) for finding in overlapping):
            continue
        exact = [f.finding_id for f in overlapping if (f.start, f.end) == match.span()]
        if exact:
            findings.relabel(db, exact[0], kind)
            accept(db, [findings.get_finding(db, exact[0])])
        else:
            _add_accepted(db, source, match.span(), kind)


def _is_settled(finding: Reviewed, match: re.Match[str]) -> bool:
    """Tell whether a finding masks a place already: it was accepted and leaves no part out."""
    covers = finding.start <= match.start() and match.end() <= finding.end
    return covers and finding.state == "accepted"


def accept(db: Database, accepted: Sequence[Reviewed]) -> None:
    """Accept findings and give each the pseudonym of whom or what it names."""
    namer = Namer(db)
    languages: dict[str, Language] = {}
    for finding in accepted:
        if finding.source_id not in languages:
            languages[finding.source_id] = sources.get_source(db, finding.source_id).language
        pseudonym_id = namer.pseudonym_id(finding, languages[finding.source_id])
        findings.decide(db, finding.finding_id, "accepted", pseudonym_id)


class Namer:
    """Knows whom the names accepted so far stand for, so that one person keeps one pseudonym."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._people = names_by_pseudonym(db, PEOPLE)
        # Whoever is known by one name alone: a 'Roos' who may be one of several.
        self._alone = {
            folded(deid.base_name(next(iter(names)))): pseudonym_id
            for pseudonym_id, names in names_by_pseudonym(db, ("subject",)).items()
            if len(names) == 1
        }
        self._things = {
            (pseudonym.series, folded(deid.base_name(name))): pseudonym.pseudonym_id
            for pseudonym, names in find_pseudonyms(db)
            for name in names
        }

    def pseudonym_id(self, finding: Reviewed, language: Language) -> int | None:
        """Give the pseudonym for a finding: a known one, a new one, or none for its kind."""
        if finding.pseudonym:
            return finding.pseudonym.pseudonym_id
        series = deid.SERIES_OF.get(finding.kind)
        if series is None:
            return None
        if finding.kind == IdentifierKind.PERSON:
            known = deid.link_person(finding.surface, self._people, language=language)
            known = known or self._alone.get(folded(deid.base_name(finding.surface)))
        else:
            known = self._things.get((series, folded(deid.base_name(finding.surface))))
        pseudonym_id = known or new_pseudonym(self._db, series).pseudonym_id
        self._remember(finding, pseudonym_id)
        return pseudonym_id

    def _remember(self, finding: Reviewed, pseudonym_id: int) -> None:
        if finding.kind == IdentifierKind.PERSON:
            names = self._people.setdefault(pseudonym_id, set())
            if not names:
                self._alone[folded(deid.base_name(finding.surface))] = pseudonym_id
            names.add(finding.surface)
        elif series := deid.SERIES_OF.get(finding.kind):
            self._things[series, folded(deid.base_name(finding.surface))] = pseudonym_id


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


def known_pseudonyms(key: Key) -> list[tuple[Pseudonym, set[str]]]:
    """List every pseudonym in use with the names it stands for."""
    with key.read() as db:
        return find_pseudonyms(db)


def is_signed_off(study: Study, key: Key, source_id: str) -> bool:
    """Tell whether the study holds the text of the last review of a source."""
    with study.read() as db:
        version = versions_signed_off(db).get(source_id)
    with key.read() as db:
        return sources.get_source(db, source_id).review_number == version
