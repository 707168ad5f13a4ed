"""Files become transcripts: text without labels, and who says which part of it."""

from collections.abc import Callable
from pathlib import PurePath

from kwalicode.errors import InputError
from kwalicode.formats.captions import read_srt, read_vtt
from kwalicode.formats.containers import check_content
from kwalicode.formats.lines import Line
from kwalicode.formats.opendocument import read_odt
from kwalicode.formats.pdf import read_pdf
from kwalicode.formats.plain import read_md, read_txt
from kwalicode.formats.redactions import opaque
from kwalicode.formats.rich_text import read_rtf
from kwalicode.formats.turns import build_transcript
from kwalicode.formats.web import read_html
from kwalicode.formats.word import read_docx
from kwalicode.model import Transcript

_READERS: dict[str, Callable[[bytes], list[Line]]] = {
    ".txt": read_txt,
    ".md": read_md,
    ".docx": read_docx,
    ".odt": read_odt,
    ".rtf": read_rtf,
    ".pdf": read_pdf,
    ".html": read_html,
    ".htm": read_html,
    ".vtt": read_vtt,
    ".srt": read_srt,
}
_CUES = frozenset({".vtt", ".srt"})

SUFFIXES: tuple[str, ...] = tuple(_READERS)
"""Endings of the files that can be read, in lower case."""


def read_document(file_name: str, content: bytes) -> Transcript:
    """Read a file as a transcript: all of it, or not at all.

    Args:
        file_name: Its ending says the format, in any case.
        content: The bytes of the file; they are not trusted.

    Returns:
        The text in normal form, its turns, and the guessed language and kind.

    Raises:
        InputError: The file cannot be read; the sentence says why and what to do.
    """
    ending = PurePath(file_name).suffix.lower()
    return build_transcript(opaque(read_lines(file_name, content)), are_cues=ending in _CUES)


def read_lines(file_name: str, content: bytes) -> list[Line]:
    """Read the lines of a file; see `read_document`."""
    ending = PurePath(file_name).suffix.lower()
    if ending not in _READERS:
        raise InputError(
            "kwalicode does not read this kind of file; it reads {endings}.",
            endings=", ".join(SUFFIXES),
        )
    check_content(content, ending)
    return _READERS[ending](content)
