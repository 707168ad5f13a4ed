"""What the tests of formats ask of a transcript."""

from kwalicode.formats import read_document
from kwalicode.model import Transcript


def said(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, transcript.text[turn.start : turn.end]) for turn in transcript.turns]


def read(ending: str, content: bytes | str) -> list[tuple[str, str]]:
    """Speaker and text of each turn of a file."""
    encoded = content.encode() if isinstance(content, str) else content
    return said(read_document(f"a{ending}", encoded))


def asking(transcript: Transcript) -> set[str]:
    return {turn.speaker for turn in transcript.turns if turn.is_interviewer}


def tiles(transcript: Transcript) -> bool:
    """Whether the turns cover the text except one line end between each two."""
    ends = [-1, *(turn.end for turn in transcript.turns)]
    starts = [*(turn.start for turn in transcript.turns), len(transcript.text) + 1]
    gaps = [start - end for start, end in zip(starts, ends, strict=True)]
    return set(gaps) == {1} and all(turn.start < turn.end for turn in transcript.turns)
