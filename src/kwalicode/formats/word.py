"""Word: paragraphs, tables and content controls of a .docx, as who reads it sees them.

The XML is walked directly: paragraphs of python-docx leave out tracked insertions, content controls
and text boxes. Elements are those of ECMA-376, part 1, chapter 17.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from kwalicode.errors import InputError
from kwalicode.formats.containers import open_archive, read_xml, unreadable
from kwalicode.formats.lines import Line, bold_names, break_lines, row_lines

# Deleted or moved away, the reading of a ruby, or a second way to show the same picture or box.
_SKIPPED = frozenset({"del", "moveFrom", "delText", "instrText", "Fallback", "rt", "pPr", "rPr"})
# A no-break hyphen becomes a plain one: with U+2011 no list of names would know 'Jansen-Bakker'.
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(content: bytes) -> list[Line]:
    """Read the body of a Word document, without comments, deletions, notes, heads and feet.

    Raises:
        InputError: It is not a Word document, damaged, locked or unsafe to unpack.
    """
    with open_archive(content, ".docx") as archive:
        root = read_xml(archive, _main_part(archive), ".docx")
        bold_styles = _bold_styles(archive)
    body = _child(root, "body")
    if body is None:
        raise unreadable(".docx")
    return list(_Walk(bold_styles).blocks(body))


def read_tables(content: bytes) -> list[list[list[str]]]:
    r"""Read the tables of a Word document that stand in no other table: rows of cells of text.

    Deletions are left out and insertions taken in; paragraphs of a cell are parted by `\n`.

    Raises:
        InputError: It is not a Word document, damaged, locked, holds macros or is unsafe to unpack.
    """
    with open_archive(content, ".docx") as archive:
        if any(name.lower().endswith("vbaproject.bin") for name in archive.namelist()):
            raise InputError(
                "This file holds macros, so it was not read; save it as .docx without them and "
                "choose that."
            )
        root = read_xml(archive, _main_part(archive), ".docx")
    body = _child(root, "body")
    if body is None:
        raise unreadable(".docx")
    return [[_cells(row) for row in _within(table, "tr")] for table in _within(body, "tbl")]


def _cells(row: Any) -> list[str]:
    walk = _Walk(frozenset())
    cells = []
    for cell in _within(row, "tc"):
        # Each paragraph of a cell is one text, however it is broken.
        lines = ("\n".join(line.text for line in walk.blocks([one])) for one in _within(cell, "p"))
        cells.append("\n".join(filter(None, lines)))
    return cells


def _within(parent: Any, name: str) -> Iterator[Any]:
    """Give the elements of a name inside another one, however they are wrapped, but not nested."""
    for child in parent:
        if _name(child) == name:
            yield child
        elif _name(child) not in _SKIPPED:
            yield from _within(child, name)


def _main_part(archive: zipfile.ZipFile) -> str:
    for relation in read_xml(archive, "_rels/.rels", ".docx"):
        if str(relation.get("Type")).endswith("/officeDocument"):
            return posixpath.normpath(str(relation.get("Target")).lstrip("/"))
    raise unreadable(".docx")


def _name(element: Any) -> str:
    # Strict and transitional documents differ in namespace only; comments have no text as tag.
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: Any, name: str) -> Any:
    return next((child for child in element if _name(child) == name), None)


def _attribute(element: Any, name: str) -> str:
    values = (v for k, v in element.attrib.items() if k.rpartition("}")[2] == name)
    return str(next(values, ""))


def _bold(properties: Any) -> bool | None:
    """Whether run properties say bold; None when they say nothing."""
    bold = None if properties is None else _child(properties, "b")
    return None if bold is None else _attribute(bold, "val") not in {"0", "false", "off"}


def _style(properties: Any, name: str) -> str:
    style = None if properties is None else _child(properties, name)
    return "" if style is None else _attribute(style, "val")


def _bold_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    if "word/styles.xml" not in archive.namelist():
        return frozenset()
    return bold_names(
        {
            _attribute(style, "styleId"): (_bold(_child(style, "rPr")), _style(style, "basedOn"))
            for style in read_xml(archive, "word/styles.xml", ".docx")
            if _name(style) == "style"
        }
    )


class _Walk:
    """Reads blocks and paragraphs, knowing which styles are bold."""

    def __init__(self, bold_styles: frozenset[str]) -> None:
        self._bold_styles = bold_styles

    def blocks(self, parent: Any) -> Iterator[Line]:
        for child in parent:
            name = _name(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tr":
                yield from self._row(child)
            elif name not in _SKIPPED:
                yield from self.blocks(child)

    def _row(self, row: Any) -> Iterator[Line]:
        properties = _child(row, "trPr")
        if properties is not None and _child(properties, "del") is not None:
            return
        cells = [lines for cell in row if (lines := list(self.blocks(cell)))]
        yield from row_lines(cells)

    def _paragraph(self, paragraph: Any) -> Iterator[Line]:
        style = _style(_child(paragraph, "pPr"), "pStyle")
        pieces: list[tuple[str, bool]] = []
        boxes: list[Any] = []
        self._collect(paragraph, pieces, boxes, is_bold=style in self._bold_styles)
        yield from break_lines(pieces)
        for box in boxes:
            yield from self.blocks(box)

    def _collect(
        self, parent: Any, pieces: list[tuple[str, bool]], boxes: list[Any], *, is_bold: bool
    ) -> None:
        for child in parent:
            name = _name(child)
            if name == "t":
                pieces.append(((child.text or "").replace("\n", " "), is_bold))
            elif name in _CHARACTERS:
                pieces.append((_CHARACTERS[name], is_bold))
            elif name == "r":
                is_bold_run = self._run_is_bold(child, inherited=is_bold)
                self._collect(child, pieces, boxes, is_bold=is_bold_run)
            elif name == "txbxContent":
                boxes.append(child)
            elif name not in _SKIPPED and len(child):
                self._collect(child, pieces, boxes, is_bold=is_bold)

    def _run_is_bold(self, run: Any, *, inherited: bool) -> bool:
        properties = _child(run, "rPr")
        own = _bold(properties)
        if own is None:
            return inherited or _style(properties, "rStyle") in self._bold_styles
        return own
