"""Captions (.vtt, .srt) as Teams, Zoom and transcription services write them."""

import html
import io
import re
from collections.abc import Iterator

from kwalicode.formats.containers import unreadable
from kwalicode.formats.encodings import decode
from kwalicode.formats.lines import Line

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,80})>|</v>")
_TAG = re.compile(r"</?[a-z0-9.:][^<>]{0,80}>", re.IGNORECASE)


def read_vtt(content: bytes) -> list[Line]:
    """Read WebVTT; `<v Anna>` says who speaks.

    Raises:
        InputError: It is no WebVTT.
    """
    return _read(content, "vtt")


def read_srt(content: bytes) -> list[Line]:
    """Read SubRip captions.

    Raises:
        InputError: It is no SubRip.
    """
    return _read(content, "srt")


def _read(content: bytes, kind: str) -> list[Line]:
    import webvtt
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    text = decode(content).lstrip("\ufeff")
    try:
        cues = webvtt.WebVTT.from_buffer(io.StringIO(text), format=kind).captions
    except (MalformedCaptionError, MalformedFileError, ValueError) as error:
        raise unreadable(f".{kind}") from error
    return [line for cue in cues for line in _lines(cue.raw_text)]


def _lines(raw: str) -> Iterator[Line]:
    # One cue may hold two voices; what stands before a voice or after its end has none.
    speaker, position = "", 0
    for voice in [*_VOICE.finditer(raw), None]:
        passage = raw[position : voice.start() if voice else len(raw)]
        for row in passage.split("\n"):
            text = html.unescape(_TAG.sub("", row))
            if text.strip():
                yield Line(text, speaker=speaker)
        if voice:
            speaker, position = html.unescape(voice[1] or ""), voice.end()
