"""OpenDocument: paragraphs, lists and tables of an .odt.

The XML is walked directly, in the same way as that of Word. Elements are those of OpenDocument 1.3,
part 3, chapters 4 to 9.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from kwalicode.formats.containers import locked, open_archive, read_xml, unreadable
from kwalicode.formats.lines import Line, bold_names, break_lines, row_lines

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_WEIGHT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}font-weight"
# Deleted text, comments, notes, and what the program makes up: numbers, indexes, readings.
_SKIPPED = frozenset(
    {
        f"{_TEXT}tracked-changes",
        f"{_OFFICE}annotation",
        f"{_TEXT}note",
        f"{_TEXT}ruby-text",
        f"{_TEXT}sequence-decls",
        f"{_TEXT}table-of-content",
    }
)
_CHARACTERS = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_HEAVY = frozenset({"bold", "600", "700", "800", "900"})
_BLANKS = re.compile(r"[ \t\r\n]+")
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})


def read_odt(content: bytes) -> list[Line]:
    """Read the body of an OpenDocument text, without comments, deletions and notes.

    Raises:
        InputError: It is not an OpenDocument text, damaged, locked or unsafe to unpack.
    """
    with open_archive(content, ".odt") as archive:
        _refuse_locked(archive)
        root = read_xml(archive, "content.xml", ".odt")
        roots = [root, *_styles(archive)]
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise unreadable(".odt")
    return list(_Walk(_bold_styles(roots)).blocks(body))


def _styles(archive: zipfile.ZipFile) -> Iterator[Any]:
    if "styles.xml" in archive.namelist():
        yield read_xml(archive, "styles.xml", ".odt")


def _refuse_locked(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    manifest = "META-INF/manifest.xml"
    if "encrypted-package" in names:
        raise locked()
    if manifest in names:
        entries = read_xml(archive, manifest, ".odt").iter()
        if any(str(entry.tag).endswith("}encryption-data") for entry in entries):
            raise locked()


def _bold_styles(roots: list[Any]) -> frozenset[str]:
    styles: dict[str, tuple[bool | None, str]] = {}
    for style in (style for root in roots for style in root.iter(f"{_STYLE}style")):
        properties = style.find(f"{_STYLE}text-properties")
        weight = "" if properties is None else properties.get(_WEIGHT, "")
        own = weight in _HEAVY if weight else None
        styles[style.get(f"{_STYLE}name", "")] = own, style.get(f"{_STYLE}parent-style-name", "")
    return bold_names(styles)


class _Walk:
    """Reads blocks and paragraphs, knowing which styles are bold."""

    def __init__(self, bold_styles: frozenset[str]) -> None:
        self._bold_styles = bold_styles

    def blocks(self, parent: Any) -> Iterator[Line]:
        for child in parent:
            if child.tag in _PARAGRAPHS:
                yield from self._paragraph(child)
            elif child.tag == f"{_TABLE}table-row":
                yield from self._row(child)
            elif child.tag not in _SKIPPED:
                yield from self.blocks(child)

    def _row(self, row: Any) -> Iterator[Line]:
        cells = [lines for cell in row if (lines := list(self.blocks(cell)))]
        yield from row_lines(cells)

    def _paragraph(self, paragraph: Any) -> Iterator[Line]:
        pieces: list[tuple[str, bool]] = []
        boxes: list[Any] = []
        is_heading = paragraph.tag == f"{_TEXT}h"
        self._collect(paragraph, pieces, boxes, is_bold=is_heading or self._is_bold(paragraph))
        yield from break_lines(pieces)
        for box in boxes:
            yield from self.blocks(box)

    def _collect(
        self, parent: Any, pieces: list[tuple[str, bool]], boxes: list[Any], *, is_bold: bool
    ) -> None:
        # Blanks and line ends of the XML itself are one blank; true ones are elements.
        pieces.append((_BLANKS.sub(" ", parent.text or ""), is_bold))
        for child in parent:
            if child.tag in _CHARACTERS:
                count = child.get(f"{_TEXT}c", "1")
                times = int(count) if count.isdecimal() and len(count) < 4 else 1
                pieces.append((_CHARACTERS[child.tag] * times, is_bold))
            elif child.tag == f"{_DRAW}text-box":
                boxes.append(child)
            elif child.tag not in _SKIPPED:
                own = is_bold or self._is_bold(child)
                self._collect(child, pieces, boxes, is_bold=own)
            pieces.append((_BLANKS.sub(" ", child.tail or ""), is_bold))

    def _is_bold(self, element: Any) -> bool:
        return element.get(f"{_TEXT}style-name") in self._bold_styles
