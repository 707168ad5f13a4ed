"""Corrections of a source: a new raw text, with the old one kept, and another review (W42)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Finding, Reviewed, Source, Turn
from kwalicode.store import findings, sources
from kwalicode.store.approvals import withdraw_approvals
from kwalicode.store.files import Database
from kwalicode.store.history import close_steps
from kwalicode.store.key import Key
from kwalicode.store.source_versions import replace_text
from kwalicode.text import OffsetMap, Replacement, normalise, replace_spans
from kwalicode.workflows.deidentify import detect_findings
from kwalicode.workflows.edits import edits_between

MOST_WORDS = 100_000
"""Characters of one correction or addition."""


class Change(NamedTuple):
    """What becomes of a stretch `[start, end)` of the raw text of a source.

    Attributes:
        words: What stood there when it was looked at.
        correction: What should stand there; the same words where nothing is wrong.
        addition: What should be added after it, in the words of `speaker`.
        speaker: Label of who adds; nobody's where it is empty.
    """

    start: int
    end: int
    words: str
    correction: str
    addition: str = ""
    speaker: str = ""


def correct_source(
    key: Key, source_id: str, changes: Sequence[Change], *, reason: str, coder: str
) -> None:
    """Give a source a corrected raw text and look through it again.

    What was decided about its findings stays where their words stayed. Where something was masked
    and a correction changed it, it is proposed again. Nothing changes in the study until the next
    sign-off, which moves its codings along.

    Args:
        key: The open key file.
        source_id: The source.
        changes: Not overlapping.
        reason: Why, in a few words without any content.
        coder: Who stores it.

    Raises:
        InputError: Nothing is changed, a stretch is left without words, or it is too long.
        ConflictError: Other words stand there by now.
    """
    with key.write(coder, "correct source", undoable=False) as db:
        write_correction(db, source_id, changes, reason=reason, coder=coder)
    detect_findings(key, source_id, coder=coder)


def write_correction(
    db: Database, source_id: str, changes: Sequence[Change], *, reason: str, coder: str
) -> None:
    """Store a correction inside a write on the key file; see `correct_source`."""
    source = sources.get_source(db, source_id)
    text, turns = _corrected(source, changes)
    if text == source.text:
        raise InputError("Nothing is different from the text as it is; change something first.")
    replace_text(db, source_id, text, turns, reason=reason, coder=coder)
    withdraw_approvals(db, source_id)
    _move_findings(db, source, text)
    close_steps(db, "findings", "source_id", source_id)


def check_changes(source: Source, changes: Sequence[Change]) -> None:
    """Refuse what `write_correction` would refuse, before anything is stored."""
    _corrected(source, changes)


def _corrected(source: Source, changes: Iterable[Change]) -> tuple[str, list[Turn]]:
    """Give the new text and its turns."""
    cleaned = [_cleaned(source, change) for change in changes]
    bodies: list[tuple[str, Turn]] = []
    for turn in source.turns:
        inside = [one for one in cleaned if turn.start <= one.start and one.end <= turn.end]
        own = [one for one in inside if one.speaker == turn.speaker]
        replacements = [
            Replacement(
                one.start - turn.start,
                one.end - turn.start,
                "\n".join(filter(None, [one.correction, one.addition if one in own else ""])),
            )
            for one in inside
        ]
        bodies.append((replace_spans(source.text[turn.start : turn.end], replacements), turn))
        for one in inside:
            if one.addition and one not in own:
                said = replace(turn, speaker=one.speaker, is_interviewer=False)
                bodies.append((one.addition, said))
    turns, place = [], 0
    for body, turn in bodies:
        turns.append(replace(turn, start=place, end=place + len(body)))
        place += len(body) + 1
    return "\n".join(body for body, _ in bodies), turns


def _cleaned(source: Source, change: Change) -> Change:
    if source.text[change.start : change.end] != change.words:
        raise ConflictError(
            "A passage was changed by somebody else meanwhile; look at it again and correct it "
            "then."
        )
    correction = change.correction
    if correction != change.words:
        correction = normalise(correction).strip()
    addition = normalise(change.addition).strip()
    if not correction:
        raise InputError(
            "A correction cannot take away a whole passage; bar it from analysis instead."
        )
    if max(len(correction), len(addition)) > MOST_WORDS:
        raise InputError(
            "A correction or addition has at most {most} characters; shorten it.", most=MOST_WORDS
        )
    return change._replace(correction=correction, addition=addition)


def _move_findings(db: Database, source: Source, text: str) -> None:
    way = OffsetMap(edits_between(source.text, text))
    for found in findings.find_findings(db, source.source_id):
        start, end = way.forward(found.start, found.end)
        if text[start:end] == found.surface:
            findings.move_finding(db, found.finding_id, start, end)
            continue
        findings.delete_finding(db, found.finding_id)
        if found.state == "accepted" and _is_about(found, text[start:end]):
            again = Finding(start, end, found.kind, found.score, findings.CORRECTED)
            findings.add_findings(db, source.source_id, text, [again])


def _is_about(found: Reviewed, words: str) -> bool:
    """Tell whether new words may mean what was masked; a whole rewritten passage may not."""
    return bool(words.strip()) and "\n" not in words and len(words) <= 2 * len(found.surface) + 10
