"""De-identify: look for findings, let a person decide, sign off what may be coded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kwalicode import deid
from kwalicode.errors import ConflictError
from kwalicode.model import Document, Finding, Reviewed, Source, Speaker, Turn
from kwalicode.store import codings, findings, sources
from kwalicode.store.documents import add_version, update_role_label, versions_signed_off
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.pseudonyms import (
    accepted_names,
    get_pseudonym,
    new_pseudonym,
    refused_surfaces,
)
from kwalicode.store.study import Study
from kwalicode.text import OffsetMap, Replacement, replace_spans
from kwalicode.workflows.review import accept


def detect_findings(key: Key, source_id: str, *, coder: str) -> int:
    """Look for identifying text in one source and propose it to the reviewer.

    What was decided before stays; names accepted anywhere in the study are found here too, and
    what was refused is not proposed again.

    Returns:
        The number of new findings.
    """
    with key.read() as db:
        source = sources.get_source(db, source_id)
        decided = [f for f in findings.find_findings(db, source_id) if f.state != "proposed"]
        known, refused = deid.real_names(accepted_names(db)), refused_surfaces(db)
    found = deid.detect(source.text, source.language, known=known, refused=refused)
    inside = [part for finding in found for part in _within_turns(finding, source.turns)]
    new = [
        finding
        for finding in inside
        if not any(d.start < finding.end and finding.start < d.end for d in decided)
    ]
    with key.write(coder, "detect", undoable=False) as db:
        findings.delete_proposed(db, source_id)
        findings.add_findings(db, source_id, source.text, new)
        sources.mark_detected(db, source_id)
    return len(new)


def _within_turns(finding: Finding, turns: Sequence[Turn]) -> list[Finding]:
    """Cut a finding where the speaker changes; the line end between turns must stay."""
    return [
        replace(finding, start=max(finding.start, turn.start), end=min(finding.end, turn.end))
        for turn in turns
        if finding.start < turn.end and turn.start < finding.end
    ]


def sign_off(study: Study, key: Key, source_id: str, *, coder: str) -> Document:
    """Let the de-identified text of a source into the study; open findings count as accepted.

    Codings of an earlier version move along exactly, by way of the raw text.

    Raises:
        ConflictError: No findings were looked for yet, or this review was signed off already.
    """
    with study.read() as db:
        version = versions_signed_off(db).get(source_id, 0)
    with key.write(coder, "sign off", undoable=False) as db:
        source = sources.get_source(db, source_id)
        _check_can_sign_off(source, version)
        accept(db, [f for f in findings.find_findings(db, source_id) if f.state == "proposed"])
        replacements = _replacements(source, findings.find_findings(db, source_id))
        sources.add_release(db, source_id, source.review_number, replacements)
        earlier = sources.get_release(db, source_id, version) if version else []
        speakers = sources.find_speakers(db, source_id)
        names = {label: _name(db, pseudonym) for label, (_, pseudonym) in speakers.items()}
    document = _document(source, replacements, names)
    role_labels = {names[label]: speaker.role_label for label, (speaker, _) in speakers.items()}
    with study.write(coder, "sign off", undoable=False) as db:
        before, after = OffsetMap(earlier), OffsetMap(replacements)
        add_version(db, document, coder=coder, role_labels=role_labels)
        for coding in codings.find_codings(db, source_id) if version else []:
            segment = after.forward(*before.back(coding.start, coding.end))
            codings.place(db, coding.coding_id, document.text, *segment)
    return document


def _check_can_sign_off(source: Source, version: int) -> None:
    if not source.is_detected:
        raise ConflictError(
            "'{title}' was not looked through yet; find names in it first.", title=source.title
        )
    if version >= source.review_number:
        raise ConflictError(
            "'{title}' is signed off already; there is nothing to do.", title=source.title
        )


def _name(db: Database, pseudonym_id: int) -> str:
    return deid.pseudonym_name(get_pseudonym(db, pseudonym_id))


def _replacements(source: Source, reviewed: Iterable[Reviewed]) -> list[Replacement]:
    return [
        deid.replacement_for(source.text, f.start, f.end, f.kind, f.pseudonym, source.language)
        for f in reviewed
        if f.state == "accepted"
    ]


def _document(
    source: Source, replacements: Sequence[Replacement], names: Mapping[str, str]
) -> Document:
    moved = OffsetMap(replacements)
    turns = tuple(
        Turn(*moved.forward(turn.start, turn.end), names.get(turn.speaker, ""), turn.is_interviewer)
        for turn in source.turns
    )
    text = replace_spans(source.text, replacements)
    head = (source.source_id, source.title, source.kind, source.language)
    return Document(*head, text, turns, version=source.review_number)


def preview_text(key: Key, source_id: str) -> Document:
    """Give a source as it would be signed off now, with open findings accepted as they stand."""
    with key.read() as db:
        source = sources.get_source(db, source_id)
        kept = [f for f in findings.find_findings(db, source_id) if f.state == "accepted"]
        speakers = sources.find_speakers(db, source_id)
        names = {label: _name(db, pseudonym) for label, (_, pseudonym) in speakers.items()}
    return _document(source, _replacements(source, kept), names)


def update_speaker(study: Study, key: Key, source_id: str, speaker: Speaker, *, coder: str) -> None:
    """Change who asks and how a participant may be named outside, in both files."""
    with key.write(coder, "speaker", undoable=False) as db:
        old, pseudonym_id = sources.find_speakers(db, source_id)[speaker.label]
        if old.is_interviewer != speaker.is_interviewer:
            series = sources.speaker_series(speaker)
            pseudonym_id = new_pseudonym(db, series).pseudonym_id
        sources.update_speaker(db, source_id, speaker, pseudonym_id)
        name = _name(db, pseudonym_id)
    with study.write(coder, "role label", undoable=False) as db:
        update_role_label(db, name, speaker.role_label)
