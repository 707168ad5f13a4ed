"""De-identify: look for findings, let a person decide, sign off what may be coded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kwalicode import deid
from kwalicode.errors import ConflictError, NotFoundError
from kwalicode.model import (
    DeidSettings,
    Document,
    Finding,
    IdentifierKind,
    Reviewed,
    Source,
    Speaker,
    Turn,
)
from kwalicode.store import findings, sources
from kwalicode.store.approvals import approve, approvers, withdraw_approvals
from kwalicode.store.consents import find_limits
from kwalicode.store.documents import add_version, update_role_label, versions_signed_off
from kwalicode.store.facts import facts_of, update_document_facts
from kwalicode.store.files import Database
from kwalicode.store.forms import question_of_source
from kwalicode.store.key import Key
from kwalicode.store.pseudonyms import accepted_names, get_pseudonym, new_pseudonym
from kwalicode.store.repeats import is_repeat
from kwalicode.store.settings import get_settings
from kwalicode.store.source_versions import text_at
from kwalicode.store.study import Study
from kwalicode.store.surveys import set_question
from kwalicode.text import OffsetMap, Replacement, folded, replace_spans, uncovered
from kwalicode.workflows.anchoring import Trail, move_marks
from kwalicode.workflows.consent import bar_limits, refuse_without_consent
from kwalicode.workflows.edits import edits_between
from kwalicode.workflows.leak_scan import add_missed, refuse_leaks, reopen_leaky
from kwalicode.workflows.lists import study_layer
from kwalicode.workflows.naming import accept_open, give_aliases
from kwalicode.workflows.repeats import bar_repeat
from kwalicode.workflows.restriction import keep_restricted
from kwalicode.workflows.review import within_turns


def detect_findings(key: Key, source_id: str, *, coder: str) -> int:
    """Look for identifying text in one source and propose it to the reviewer.

    What was decided before stays; names accepted anywhere in the study are found here too, and
    what was refused is not proposed again.

    Returns:
        The number of new findings.
    """
    with key.read() as db:
        source = sources.get_source(db, source_id)
        decided = [
            f
            for f in findings.find_findings(db, source_id)
            if f.state != "proposed" or f.recognizer in findings.KEPT
        ]
        layer = study_layer(db)
    layer = layer._replace(layers=layer.layers._replace(special=True))
    found = deid.detect(source.text, source.language, **layer._asdict())
    new = [
        replace(finding, start=start, end=end)
        for finding in found
        for span in within_turns((finding.start, finding.end), source.turns)
        for start, end in uncovered(span, source.text, _covers(finding, decided))
        if (start, end) == span or deid.is_telling(source.text[start:end])
    ]
    with key.write(coder, "detect", undoable=False) as db:
        findings.delete_proposed(db, source_id)
        findings.add_findings(db, source_id, source.text, new)
        sources.mark_detected(db, source_id)
    return len(new)


def _covers(finding: Finding, decided: Iterable[Reviewed]) -> list[tuple[int, int]]:
    """Give the places where a finding is not proposed.

    A name inside a sensitive passage that may stay as it is has to be masked all the same.
    """
    is_flag = finding.kind == IdentifierKind.SENSITIVE
    return [
        (d.start, d.end)
        for d in decided
        if is_flag or d.kind != IdentifierKind.SENSITIVE or d.state == "accepted"
    ]


def sign_off(
    study: Study, key: Key, source_id: str, *, coder: str, look_elsewhere: bool = True
) -> Document | None:
    """Let the de-identified text of a source into the study; open findings count as accepted.

    Passages flagged as sensitive are left as they are unless somebody accepted them. Names that
    were accepted elsewhere since are looked for once more, and the text that comes out is
    scanned for names of the key. Codings and barred passages of an earlier version move along by
    way of the raw text; those whose words a correction changed are listed for a person to look at
    (`anchoring.move_marks`). Words that this review masked are forgotten by the history too, so
    what was done to those codings cannot be undone any more. Other documents in which a name of
    this one is found now go into review again, unless the caller sees to that (`look_elsewhere`).

    Returns:
        The document; None when the study asks for two persons and this was the first.

    Raises:
        ConflictError: No findings were looked for yet, this review was signed off already, or
            consent of a participant is missing.
        LeakError: A name of the key is left; it stands among the findings now.
    """
    with study.read() as db:
        version = versions_signed_off(db).get(source_id, 0)
    with key.read() as db:
        _check_can_sign_off(db, sources.get_source(db, source_id), version)
    detect_findings(key, source_id, coder=coder)
    with key.write(coder, "sign off", undoable=False) as db:
        accept_open(db, source_id)
    add_missed(key, source_id, coder=coder)
    with key.write(coder, "sign off", undoable=False) as db:
        accept_open(db, source_id)
        if not _is_agreed(db, source_id, coder):
            return None
        release = _release(db, source_id, version)
        sources.add_release(db, source_id, release.document.version, release.replacements)
        limits, question_id = find_limits(db, source_id), question_of_source(db, source_id)
        facts, repeats = facts_of(db, source_id), is_repeat(db, source_id)
    refuse_leaks(key, release.document, release.replacements, coder=coder)
    with study.write(coder, "sign off", undoable=False) as db:
        if versions_signed_off(db).get(source_id, 0) != version:
            raise ConflictError("Someone else just signed this off; reload the page.")
        add_version(db, release.document, coder=coder, role_labels=release.role_labels)
        set_question(db, source_id, question_id)
        update_document_facts(db, {source_id: facts})
        move_marks(db, source_id, release.trail, release.masked, coder=coder)
        bar_limits(db, limits, [source_id], coder=coder)
        keep_restricted(db, source_id, coder=coder)
        bar_repeat(db, source_id, is_barred=repeats, coder=coder)
    if look_elsewhere:
        reopen_leaky(study, key, coder=coder)
    return release.document


def _is_agreed(db: Database, source_id: str, coder: str) -> bool:
    """Tell whether all who have to sign off did so, this coder included."""
    if not get_settings(db).two_reviewers:
        return True
    review_number = sources.get_source(db, source_id).review_number
    approve(db, source_id, review_number, coder)
    # 'Ana' and 'ana' are one person who typed the name twice.
    return len({folded(name) for name in approvers(db, source_id, review_number)}) > 1


class _Release(NamedTuple):
    """A source as it goes into the study, with its replacements.

    Attributes:
        trail: The way from the text of the version before, if there was one, to this one.
        masked: All words that are masked in it or are names elsewhere.
    """

    document: Document
    replacements: list[Replacement]
    trail: Trail
    masked: frozenset[str]
    role_labels: dict[str, str]


def _release(db: Database, source_id: str, version: int) -> _Release:
    source = sources.get_source(db, source_id)
    give_aliases(db, get_settings(db))
    replacements = released_now(db, source_id)
    role_labels = {
        _name(db, pseudonym_id): sources.role_label_of(db, pseudonym_id)
        for _, pseudonym_id in sources.find_speakers(db, source_id).values()
    }
    document = _document(source, replacements, _speaker_names(db, source_id))
    trail = _trail(db, source, version, replacements, document.text)
    masked = frozenset(source.text[one.start : one.end] for one in replacements)
    masked |= accepted_names(db).keys()
    return _Release(document, replacements, trail, masked, role_labels)


def _trail(
    db: Database, source: Source, version: int, later: list[Replacement], text: str
) -> Trail:
    earlier = sources.get_release(db, source.source_id, version) if version else []
    old_raw = text_at(db, source.source_id, version) if version else source.text
    edits = [] if old_raw == source.text else edits_between(old_raw, source.text)
    return Trail(earlier, edits, later, old_raw, source.text, text)


def released_now(db: Database, source_id: str) -> list[Replacement]:
    """Give the replacements of a source as a sign-off would make them at this moment."""
    source = sources.get_source(db, source_id)
    return _replacements(source, findings.find_findings(db, source_id), get_settings(db))


def _check_can_sign_off(db: Database, source: Source, version: int) -> None:
    if not source.is_detected:
        raise ConflictError(
            "'{title}' was not looked through yet; find names in it first.", title=source.title
        )
    if version >= source.review_number:
        raise ConflictError(
            "'{title}' is signed off already; there is nothing to do.", title=source.title
        )
    refuse_without_consent(db, source)


def _name(db: Database, pseudonym_id: int) -> str:
    return deid.pseudonym_name(get_pseudonym(db, pseudonym_id))


def _speaker_names(db: Database, source_id: str) -> dict[str, tuple[str, bool]]:
    """Give pseudonym and whether someone asks, by the label in the file."""
    return {
        label: (_name(db, pseudonym_id), speaker.is_interviewer)
        for label, (speaker, pseudonym_id) in sources.find_speakers(db, source_id).items()
    }


def _replacements(
    source: Source, reviewed: Iterable[Reviewed], settings: DeidSettings
) -> list[Replacement]:
    """Give what replaces the accepted findings; where two overlap, each covers its own part."""
    accepted: list[deid.Accepted] = []
    done = 0
    for f in sorted(reviewed, key=lambda f: (f.start, -f.end)):
        if f.state == "accepted":
            for start, end in uncovered((f.start, f.end), source.text, [(0, done)]):
                accepted.append(deid.Accepted(start, end, f.kind, f.pseudonym))
            done = max(done, f.end)
    return deid.replacements_for(source.text, accepted, source.language, settings)


def _document(
    source: Source,
    replacements: Sequence[Replacement],
    names: Mapping[str, tuple[str, bool]],
) -> Document:
    moved = OffsetMap(replacements)
    turns = tuple(
        Turn(*moved.forward(turn.start, turn.end), *names.get(turn.speaker, ("", False)), turn.part)
        for turn in source.turns
    )
    text = replace_spans(source.text, replacements)
    head = (source.source_id, source.title, source.kind, source.language)
    return Document(*head, text, turns, version=source.review_number)


def preview_text(key: Key, source_id: str, *, coder: str) -> Document:
    """Give a source with what was accepted so far replaced; open findings stand as they are."""
    with key.write(coder, "preview", undoable=False) as db:
        return _release(db, source_id, 0).document


def update_speaker(study: Study, key: Key, source_id: str, speaker: Speaker, *, coder: str) -> None:
    """Change who asks and how a participant may be named outside, in both files.

    Someone who turns out to ask gets another pseudonym, so a source that was signed off goes
    into review again.

    Raises:
        NotFoundError: Nobody speaks under this label.
    """
    with study.read() as db:
        version = versions_signed_off(db).get(source_id)
    with key.write(coder, "speaker", undoable=False) as db:
        speakers = sources.find_speakers(db, source_id)
        if speaker.label not in speakers:
            raise NotFoundError("Nobody speaks under this label; reload the page.")
        old, pseudonym_id = speakers[speaker.label]
        if old.is_interviewer != speaker.is_interviewer:
            series = sources.speaker_series(speaker)
            pseudonym_id = new_pseudonym(db, series).pseudonym_id
            withdraw_approvals(db, source_id)
            if sources.get_source(db, source_id).review_number == version:
                sources.reopen_review(db, source_id)
        sources.update_speaker(db, source_id, speaker, pseudonym_id)
        name = _name(db, pseudonym_id)
    with study.write(coder, "role label", undoable=False) as db:
        update_role_label(db, name, speaker.role_label)
