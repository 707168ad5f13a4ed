"""Everything that stands in a workbook: all sheets, what is hidden in them, notes and names."""

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, NamedTuple

from kwalicode.errors import InputError
from kwalicode.formats.containers import (
    ARCHIVE_ERRORS,
    check_content,
    open_archive,
    unreadable,
)
from kwalicode.formats.hidden import Hidden
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
    unseen = {letter for letter, column in sheet.column_dimensions.items() if column.hidden}
    is_hidden = sheet.sheet_state != "visible"
    rows, hidden = [], []
    for cells in sheet.iter_rows():
        values = [" ".join(as_text(cell.value).split()) for cell in cells]
        rows.append("\t".join(values).rstrip("\t"))
        row_hidden = is_hidden or sheet.row_dimensions[cells[0].row].hidden
        away = [v for c, v in zip(cells, values, strict=True) if row_hidden or _in(c, unseen)]
        words = " ".join(filter(None, away))
        hidden += [Hidden("hidden", words)] if words else []
        hidden += [_comment(cell.comment) for cell in cells if cell.comment]
    return Sheet("\n".join([sheet.title, "", *rows]), (*hidden, *_edges(sheet)))


def _edges(sheet: Any) -> Iterator[Hidden]:
    """Give the heads and feet of printed pages."""
    for edge in (sheet.oddHeader, sheet.oddFooter, sheet.evenHeader, sheet.evenFooter):
        words = " ".join(filter(None, (edge.left.text, edge.center.text, edge.right.text)))
        if words:
            yield Hidden("aside", words)


def _in(cell: Any, letters: set[str]) -> bool:
    return bool(letters) and cell.column_letter in letters


def _comment(comment: Any) -> Hidden:
    return Hidden("comment", ": ".join(filter(None, (comment.author or "", comment.text or ""))))


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
