"""Review: what a person decides about findings, in one source or everywhere in the study."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from kwalicode import deid
from kwalicode.errors import InputError
from kwalicode.model import Finding, IdentifierKind, Language, Pseudonym, Reviewed, Source
from kwalicode.store import findings, sources
from kwalicode.store.documents import versions_signed_off
from kwalicode.store.files import Database
from kwalicode.store.history import can_redo, can_undo, revision
from kwalicode.store.key import Key
from kwalicode.store.pseudonyms import (
    find_pseudonyms,
    get_pseudonym,
    names_by_pseudonym,
    new_pseudonym,
)
from kwalicode.store.study import Study
from kwalicode.text import folded
from kwalicode.workflows.operations import (
    Act,
    Operation,
    Outcome,
    apply_operations,
    number_of,
    text_of,
)

BY_HAND = "reviewer"


def apply_review(
    study: Study, key: Key, source_id: str, operations: Sequence[Operation], *, coder: str
) -> Outcome:
    """Store what a reviewer did in one source; see `apply_operations`.

    A decision about a source that was signed off starts its next review: the text in the study
    stays as it is until that one is signed off too.
    """
    with study.read() as db:
        signed_off = versions_signed_off(db)
    acts: dict[str, Callable[[Database, Operation], Iterable[str]]] = {
        "add": partial(_add, source_id=source_id),
        "accept": _accept,
        "refuse": _refuse,
        "recode": _relabel,
        "assign": _assign,
        "accept_all": partial(_accept_all, source_id=source_id),
    }
    reviewing: dict[str, Act] = {
        name: partial(_act_and_reopen, act=act, signed_off=signed_off) for name, act in acts.items()
    }
    return apply_operations(key, operations, reviewing, coder=coder)


def _act_and_reopen(
    db: Database,
    operation: Operation,
    *,
    act: Callable[[Database, Operation], Iterable[str]],
    signed_off: Mapping[str, int],
) -> None:
    for source_id in set(act(db, operation)):
        if sources.get_source(db, source_id).review_number == signed_off.get(source_id):
            sources.reopen_review(db, source_id)


def _add(db: Database, operation: Operation, *, source_id: str) -> set[str]:
    source = sources.get_source(db, source_id)
    start, end = number_of(operation, "start"), number_of(operation, "end")
    if source.text[start:end] != text_of(operation, "text") or not 0 <= start < end:
        raise InputError(
            "The words at {start} to {end} are others than those selected; reload the page.",
            start=start,
            end=end,
        )
    kind = _kind(operation)
    _add_accepted(db, source, (start, end), kind, finding_id=text_of(operation, "mark_id"))
    if operation.get("everywhere"):
        return {source_id, *_accept_everywhere(db, source.text[start:end], kind)}
    return {source_id}


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
    finding_id: str = "",
) -> None:
    findings.delete_overlapping(db, source.source_id, *span)
    found = Finding(*span, kind, score=1.0, recognizer=BY_HAND)
    ids = [finding_id] if finding_id else []
    ids = findings.add_findings(db, source.source_id, source.text, [found], ids=ids)
    accept(db, [findings.get_finding(db, ids[0])])


def _accept(db: Database, operation: Operation) -> set[str]:
    finding = findings.get_finding(db, text_of(operation, "mark_id"))
    accept(db, [finding])
    if operation.get("everywhere"):
        return {finding.source_id, *_accept_everywhere(db, finding.surface, finding.kind)}
    return {finding.source_id}


def _refuse(db: Database, operation: Operation) -> set[str]:
    finding = findings.get_finding(db, text_of(operation, "mark_id"))
    same = findings.find_same(db, finding.surface) if operation.get("everywhere") else [finding]
    touched = set()
    for finding in same:
        findings.decide(db, finding.finding_id, "refused")
        touched.add(finding.source_id)
    return touched


def _relabel(db: Database, operation: Operation) -> set[str]:
    finding = findings.get_finding(db, text_of(operation, "mark_id"))
    findings.relabel(db, finding.finding_id, _kind(operation))
    if finding.state == "accepted":
        accept(db, [findings.get_finding(db, finding.finding_id)])
    return {finding.source_id}


def _assign(db: Database, operation: Operation) -> set[str]:
    """Say who is meant: an existing pseudonym, or a new one where no id is given."""
    finding = findings.get_finding(db, text_of(operation, "mark_id"))
    if operation.get("pseudonym_id") is None:
        series = deid.SERIES_OF.get(finding.kind)
        if series is None:
            raise InputError("This kind of identifying text has no numbered pseudonyms.")
        pseudonym = new_pseudonym(db, series)
    else:
        pseudonym = get_pseudonym(db, number_of(operation, "pseudonym_id"))
    findings.decide(db, finding.finding_id, "accepted", pseudonym.pseudonym_id)
    return {finding.source_id}


def _accept_all(db: Database, _: Operation, *, source_id: str) -> set[str]:
    accept(db, [f for f in findings.find_findings(db, source_id) if f.state == "proposed"])
    return {source_id}


def _accept_everywhere(db: Database, surface: str, kind: IdentifierKind) -> set[str]:
    """Accept a surface wherever it stands as a whole word, found before or not."""
    return {
        source.source_id
        for source in sources.find_sources(db)
        if accept_surface(db, source, surface, kind)
    }


def accept_surface(db: Database, source: Source, surface: str, kind: IdentifierKind) -> bool:
    """Accept a surface wherever it stands in one source; tell whether it stands there."""
    pattern = re.compile(rf"(?<!\w){re.escape(surface)}(?!\w)")
    present = findings.find_findings(db, source.source_id)
    is_there = False
    for match in pattern.finditer(source.text):
        overlapping = [f for f in present if f.start < match.end() and match.start() < f.end]
        if any(_is_settled(finding, match) for finding in overlapping):
            continue
        exact = [f.finding_id for f in overlapping if (f.start, f.end) == match.span()]
        if exact:
            findings.relabel(db, exact[0], kind)
            accept(db, [findings.get_finding(db, exact[0])])
        else:
            _add_accepted(db, source, match.span(), kind)
        is_there = True
    return is_there


def _is_settled(finding: Reviewed, match: re.Match[str]) -> bool:
    covers = finding.start <= match.start() and match.end() <= finding.end
    is_longer = (finding.start, finding.end) != match.span()
    return covers and (finding.state == "accepted" or is_longer)


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
        self._people = names_by_pseudonym(db, ("respondent", "interviewer", "subject"))
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
        else:
            known = self._things.get((series, folded(deid.base_name(finding.surface))))
        pseudonym_id = known or new_pseudonym(self._db, series).pseudonym_id
        self._remember(finding, pseudonym_id)
        return pseudonym_id

    def _remember(self, finding: Reviewed, pseudonym_id: int) -> None:
        if finding.kind == IdentifierKind.PERSON:
            self._people.setdefault(pseudonym_id, set()).add(finding.surface)
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
