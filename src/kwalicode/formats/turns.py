"""Lines become a transcript: turns that cover the text, with who speaks and who asks."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kwalicode.errors import InputError
from kwalicode.formats.labels import Label
from kwalicode.formats.language import guess_language
from kwalicode.formats.lines import Line, tidy
from kwalicode.formats.questions import find_questions
from kwalicode.formats.speakers import find_interviewers, find_speakers
from kwalicode.formats.stamps import is_stamp, without_stamps
from kwalicode.model import DocumentKind, Transcript, Turn

# A cue ends where a line of the screen does; this many characters make a paragraph of them.
_PARAGRAPH = 300


class _Passage(NamedTuple):
    speaker: str
    parts: list[str]
    part: str = ""


class _Body(NamedTuple):
    speaker: str
    text: str
    part: str


def build_transcript(lines: Sequence[Line], *, are_cues: bool = False) -> Transcript:
    """Find the speakers in lines and build the transcript.

    Args:
        lines: What a format read, in reading order, not yet in normal form.
        are_cues: The lines were cut to fit a screen, wherever a sentence happened to be: joined
            by a blank and not by a line end, and one turn as long as the same person speaks.

    Raises:
        InputError: There is no text.
    """
    lines, glue = tidy(lines), " " if are_cues else "\n"
    spoken = find_speakers(lines)
    bodies = _bodies(_by_speaker(lines, spoken, are_cues=are_cues), glue)
    # Headings that come back look like speakers, but nothing is said below them.
    if not any(body.speaker for body in bodies):
        lines = lines if are_cues else find_questions(lines) or lines
        bodies = _bodies(_by_sentence(lines) if are_cues else _by_paragraph(lines), glue)
    if not bodies:
        raise InputError("This file holds no text; choose another one.")
    asking = find_interviewers((body.speaker, body.text) for body in bodies)
    turns, start = [], 0
    for speaker, body, part in bodies:
        turns.append(Turn(start, start + len(body), speaker, speaker in asking, part))
        start += len(body) + 1
    text = "\n".join(body.text for body in bodies)
    kind: DocumentKind = "interview" if any(turn.speaker for turn in turns) else "document"
    return Transcript(text, tuple(turns), guess_language(text), kind)


def _bodies(passages: Iterable[_Passage], glue: str) -> list[_Body]:
    bodies = [_Body(one.speaker, glue.join(filter(None, one.parts)), one.part) for one in passages]
    return [body for body in bodies if body.text]


def _by_speaker(
    lines: Sequence[Line], spoken: Sequence[Label | None], *, are_cues: bool
) -> Iterator[_Passage]:
    passage = _Passage("", [])
    for line, label in zip(lines, spoken, strict=True):
        if label and not (are_cues and label.name == passage.speaker):
            yield passage
            passage = _Passage(label.name, [])
        text = label.rest if label else line.text
        if not is_stamp(text):
            passage.parts.append(without_stamps(text))
    yield passage


def _by_paragraph(lines: Sequence[Line]) -> Iterator[_Passage]:
    parts: list[str] = []
    part = ""
    for line in lines:
        if not line.continues or line.part != part:
            yield _Passage("", parts, part)
            parts, part = [], line.part
        parts.append(line.text)
    yield _Passage("", parts, part)


def _by_sentence(lines: Sequence[Line]) -> Iterator[_Passage]:
    parts: list[str] = []
    for line in lines:
        parts.append(line.text)
        if sum(map(len, parts)) >= _PARAGRAPH and line.text.endswith((".", "?", "!", "…")):
            yield _Passage("", parts)
            parts = []
    yield _Passage("", parts)
