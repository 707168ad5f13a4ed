"""Tables with one row a person or answer, CSV and XLSX: all cells as text, or one sentence.

Nothing is calculated. Text that begins like a formula stays text: people do write '=)' or '- no'.
What leaves the study is made harmless where it is written. A cell of a workbook that is a formula
is refused, for the file does not say in words what it stands for.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from io import BytesIO, StringIO
from pathlib import PurePath
from typing import Any, NamedTuple

from kwalicode.errors import InputError
from kwalicode.formats.containers import (
    ARCHIVE_ERRORS,
    MAX_BYTES,
    check_content,
    open_archive,
    unreadable,
)
from kwalicode.formats.encodings import decode

SUFFIXES = (".csv", ".tsv", ".xlsx")
MAX_ROWS, MAX_COLUMNS = 250_000, 2_000
_MAX_SHEET = 200_000_000
_DELIMITERS = ",;\t|"


class Row(NamedTuple):
    """A row of a table.

    Attributes:
        number: Where it stands, from 1, as a spreadsheet counts.
    """

    number: int
    cells: list[str]


def check_size(n_bytes: int) -> None:
    """Refuse a file by its size alone, before it is read.

    Raises:
        InputError: It is larger than any table that is read here.
    """
    if n_bytes > MAX_BYTES:
        raise InputError(
            "This file is larger than {most} MB; take out columns that are not needed or split it.",
            most=MAX_BYTES // 1_000_000,
        )


def read_rows(file_name: str, content: bytes) -> list[Row]:
    """Read a table with its heading; every row has as many cells as the first.

    Args:
        file_name: Its ending says the format.
        content: The file; it is not trusted.

    Raises:
        InputError: It is no such table, has ragged rows, formulas or macros, or is too large.
    """
    check_size(len(content))
    ending = PurePath(file_name).suffix.lower()
    if ending not in SUFFIXES:
        raise InputError(
            "kwalicode does not read this kind of table; it reads {endings}.",
            endings=", ".join(SUFFIXES),
        )
    check_content(content, ending)
    rows = workbook_rows(content) if ending == ".xlsx" else csv_rows(decode(content))
    if not rows:
        raise InputError("This table is empty; choose another file.")
    return _squared(rows)


def csv_rows(text: str) -> list[Row]:
    """Read a table of any width; empty rows are left out.

    Raises:
        InputError: It is broken, or too large.
    """
    return list(_filled(_read_csv(text)))


def workbook_rows(content: bytes) -> list[Row]:
    """Read the first sheet of a workbook; empty rows are left out.

    Raises:
        InputError: It is no workbook, has formulas or macros, or is too large.
    """
    return list(_filled(_read_xlsx(content)))


def _filled(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        if row.number > MAX_ROWS or len(row.cells) > MAX_COLUMNS:
            raise InputError(
                "The table has more than {rows} rows or {columns} columns; split the file.",
                rows=MAX_ROWS,
                columns=MAX_COLUMNS,
            )
        if any(cell.strip() for cell in row.cells):
            yield row


def _squared(rows: list[Row]) -> list[Row]:
    """Give all rows the width of the heading; only empty cells may be missing or too many."""
    head = rows[0].cells
    while head and not head[-1].strip():
        head.pop()
    width = len(head)
    for row in rows:
        cells = row.cells
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if len(cells) != width:
            raise InputError(
                "Row {row} has {n} cells where the first row has {width}; mend the file.",
                row=row.number,
                n=len(cells),
                width=width,
            )
    return rows


def _read_csv(text: str) -> Iterator[Row]:
    start = text.split("\n", 1)[0]
    declared = start.strip().lower().removeprefix("\ufeff")
    if declared.startswith("sep="):  # a line that Excel alone understands
        text = text.partition("\n")[2]
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield Row(number, cells)
    except csv.Error as error:
        raise InputError(
            "Row {row}: the table is broken there, perhaps by a quotation mark; mend the file.",
            row=number + 1,
        ) from error


def _delimiter(text: str) -> str:
    """Take the sign that gives the heading the most cells: a question may hold commas itself."""

    def n_cells(sign: str) -> int:
        try:
            return len(next(csv.reader(StringIO(text[:100_000], newline=""), delimiter=sign), []))
        except csv.Error:
            return 0

    return max(_DELIMITERS, key=n_cells)


def _read_xlsx(content: bytes) -> Iterator[Row]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    with open_archive(content, ".xlsx", most_xml=_MAX_SHEET) as archive:
        if any(name.lower().endswith("vbaproject.bin") for name in archive.namelist()):
            raise InputError("This workbook holds macros; save it as .xlsx and choose that file.")
    try:
        workbook = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its size need not be so
        width = 0
        for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1), 1):
            found = _trimmed([_cell(cell, number) for cell in cells])
            width = width or len(found)
            yield Row(number, found + [""] * (width - len(found)))
    except (*ARCHIVE_ERRORS, InvalidFileException, SyntaxError, TypeError, AttributeError) as error:
        raise unreadable(".xlsx") from error


def _trimmed(cells: list[str]) -> list[str]:
    """Take off empty cells at the end, of which a workbook may name any number."""
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _cell(cell: Any, row: int) -> str:
    if cell.data_type == "f":
        raise InputError(
            "Row {row}, column {column}: this cell is a formula; put its value there instead.",
            row=row,
            column=cell.column,
        )
    return as_text(cell.value)


def as_text(value: object) -> str:
    """Give a value of a workbook or of SPSS as text: whole numbers without a point, ISO dates.

    >>> as_text(3.0), as_text(None), as_text(True), as_text(date(2022, 9, 28))
    ('3', '', 'true', '2022-09-28')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date().isoformat()
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return str(value)
