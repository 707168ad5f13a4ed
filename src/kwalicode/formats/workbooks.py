"""Everything that stands in a workbook: all sheets, what is hidden in them, notes and names."""

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, NamedTuple

from kwalicode.errors import InputError
from kwalicode.formats.beside import Hidden
from kwalicode.formats.containers import (
    ARCHIVE_ERRORS,
    check_content,
    open_archive,
    unreadable,
)
from kwalicode.formats.tables import as_text

_MAX_SHEET = 200_000_000
_MOST_CELLS = 3_000_000
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576


class Sheet(NamedTuple):
    """A sheet of a workbook.

    Attributes:
        text: Name of the sheet, then its rows; cells are parted by tabs, formulas stand as such.
        hidden: Comments, and rows, columns and whole sheets that are not shown.
    """

    text: str
    hidden: tuple[Hidden, ...]


def read_workbook(content: bytes) -> tuple[list[Sheet], list[Hidden]]:
    """Read a workbook whole.

    Args:
        content: An .xlsx; it is not trusted.

    Returns:
        Its sheets in order, and the names that were defined in it; see `office_parts` for more.

    Raises:
        InputError: It is damaged, unsafe to unpack or too large.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    check_content(content, ".xlsx")
    with open_archive(content, ".xlsx", most_xml=_MAX_SHEET) as archive:
        if sum(_merged(archive, name) for name in archive.namelist()) > _MOST_CELLS:
            raise _too_large()
    try:
        workbook = load_workbook(BytesIO(content), keep_links=False)
        sheets = [_sheet(sheet) for sheet in workbook.worksheets]
        names = [Hidden("property", f"{name}: {one.value}") for name, one in _names(workbook)]
    except (*ARCHIVE_ERRORS, InvalidFileException, SyntaxError, TypeError, AttributeError) as error:
        raise unreadable(".xlsx") from error
    return sheets, names


def _too_large() -> InputError:
    return InputError(
        "A sheet of this workbook has more than {most} million cells; split it.",
        most=_MOST_CELLS // 1_000_000,
    )


class _Merged:
    """Counts the cells of merged ranges: openpyxl makes every one of them, a bomb of one line."""

    def __init__(self) -> None:
        self.n = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Look at a tag that opens."""
        from openpyxl.utils import range_boundaries

        if tag.rpartition("}")[2] == "mergeCell":
            left, top, right, bottom = range_boundaries(attributes.get("ref", "A1"))
            width = (right or _LAST_COLUMN) - (left or 1) + 1
            self.n += width * ((bottom or _LAST_ROW) - (top or 1) + 1)

    def close(self) -> int:
        """Give the number."""
        return self.n


def _merged(archive: zipfile.ZipFile, name: str) -> int:
    from lxml import etree

    parser = etree.XMLParser(target=_Merged(), resolve_entities=False, no_network=True)
    try:
        return int(etree.fromstring(archive.read(name), parser))
    except etree.XMLSyntaxError:
        return 0  # no sheet, or one that cannot be read at all
    except ARCHIVE_ERRORS as error:
        raise unreadable(".xlsx") from error


def _names(workbook: Any) -> Iterator[tuple[str, Any]]:
    for holder in (workbook, *workbook.worksheets):
        for name, one in holder.defined_names.items():
            if not name.startswith("_xlnm"):  # ranges to print and to filter
                yield name, one


def _sheet(sheet: Any) -> Sheet:
    if sheet.max_row * sheet.max_column > _MOST_CELLS:
        raise _too_large()
    unseen = _unseen_columns(sheet)
    is_hidden = sheet.sheet_state != "visible"
    rows: list[str] = []
    away: list[tuple[int, str]] = []
    comments: list[Hidden] = []
    for cells in sheet.iter_rows():
        values = [" ".join(as_text(cell.value).split()) for cell in cells]
        rows.append("\t".join(values).rstrip("\t"))
        row = sheet.row_dimensions[cells[0].row]
        row_hidden = is_hidden or row.hidden or row.height == 0
        away += [
            (cell.row, value)
            for cell, value in zip(cells, values, strict=True)
            if value and (row_hidden or cell.column in unseen or _is_unseen(cell))
        ]
        comments += [_comment(cell) for cell in cells if cell.comment]
    # One that many rows share: who is told of the first one shows them all.
    hidden = [Hidden("hidden", " ".join(words for _row, words in away), away[0][0])] if away else []
    text = "\n".join([sheet.title, "", *rows])
    return Sheet(text, (*hidden, *comments, *_edges(sheet)))


def _unseen_columns(sheet: Any) -> set[int]:
    """Give the columns that are not shown; one entry of the file may tell of many."""
    columns = [one for one in sheet.column_dimensions.values() if one.hidden or one.width == 0]
    ends = ((one.min or 0, min(one.max or 0, _LAST_COLUMN)) for one in columns)
    return {n for first, last in ends for n in range(first, last + 1)}


def _is_unseen(cell: Any) -> bool:
    """Tell whether the letters of a cell are white on white, or its format shows nothing."""
    if not cell.has_style:
        return False
    ink, fill = cell.font.color, cell.fill
    is_white = ink is not None and ink.type == "rgb" and str(ink.rgb)[-6:].upper() == "FFFFFF"
    is_filled = fill.fill_type is not None and str(fill.fgColor.rgb)[-6:].upper() != "FFFFFF"
    return (is_white and not is_filled) or cell.number_format.strip() == ";;;"


def _edges(sheet: Any) -> Iterator[Hidden]:
    """Give the heads and feet of printed pages, and what a cell says when it is chosen."""
    both = (("odd", "even", "first"), ("Header", "Footer"))
    for edge in (getattr(sheet, f"{page}{part}") for page in both[0] for part in both[1]):
        words = " ".join(filter(None, (edge.left.text, edge.center.text, edge.right.text)))
        if words:
            yield Hidden("aside", words)
    for rule in sheet.data_validations.dataValidation:
        said = (rule.promptTitle, rule.prompt, rule.errorTitle, rule.error, rule.formula1)
        if words := " ".join(filter(None, said)):
            yield Hidden("aside", words)


def _comment(cell: Any) -> Hidden:
    said = (cell.comment.author or "", cell.comment.text or "")
    return Hidden("comment", ": ".join(filter(None, said)), cell.row)


def members(content: bytes, ending: str) -> Iterator[tuple[str, bytes]]:
    """Give every member of the zip file that a document is, unpacked.

    Raises:
        InputError: It is damaged or unsafe to unpack.
    """
    with open_archive(content, ending) as archive:
        for member in archive.infolist():
            yield member.filename, _unpacked(archive, member, ending)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, ending: str) -> bytes:
    try:
        return archive.read(member)
    except ARCHIVE_ERRORS as error:
        raise unreadable(ending) from error
