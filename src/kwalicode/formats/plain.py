"""Plain text and Markdown."""

import re

from kwalicode.formats.encodings import decode
from kwalicode.formats.labels import find_label
from kwalicode.formats.lines import Line, break_lines, tidy, unwrap
from kwalicode.text import normalise

_HEADING = re.compile(r"#{1,6}\s+(.*)")
_RULE = re.compile(r"\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|={3,})")
_BOLD = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+)(?<=\S)\1")
_ITALIC = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)([^_]+?)_(?!\w)"
)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!<>|~-])")


def read_txt(content: bytes) -> list[Line]:
    """Read a text file; lines that were cut at a fixed width are joined to paragraphs.

    Raises:
        InputError: It is no text.
    """
    return unwrap([Line(row) for row in _rows(content)], starts_turn)


def read_md(content: bytes) -> list[Line]:
    """Read Markdown: marks of headings and emphasis fall away, all other text stays as it is.

    Raises:
        InputError: It is no text.
    """
    lines: list[Line] = []
    for row in _rows(content):
        read = [] if _RULE.fullmatch(row) else list(break_lines(_pieces(row)))
        lines += read or [Line("")]
    return unwrap(lines, starts_turn)


def starts_turn(text: str) -> bool:
    """Whether a text begins with what may be the label of a speaker."""
    lines = tidy([Line(text)])
    return bool(lines) and find_label(lines[0]) is not None


def _rows(content: bytes) -> list[str]:
    return normalise(decode(content)).split("\n")


def _pieces(row: str) -> list[tuple[str, bool]]:
    row = re.sub(r"^\s{0,3}(?:>\s?)+", "", row)
    if heading := _HEADING.fullmatch(row.strip()):
        return [(_plain(_BOLD.sub(r"\2", heading[1].rstrip("# "))), True)]
    pieces, position = [], 0
    for bold in _BOLD.finditer(row):
        pieces += [(_plain(row[position : bold.start()]), False), (_plain(bold[2]), True)]
        position = bold.end()
    # A backslash at the end is a soft line end, which the row has anyway.
    return [*pieces, (_plain(row[position:].removesuffix("\\")), False)]


def _plain(text: str) -> str:
    text = _ITALIC.sub(lambda match: match[1] or match[2], text)
    return _ESCAPED.sub(r"\1", text)
