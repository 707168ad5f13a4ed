"""Tables with one row a case: a column names who it is about, the others hold attributes."""

from io import BytesIO
from pathlib import PurePath
from typing import NamedTuple

from kwalicode.errors import InputError
from kwalicode.formats import tables
from kwalicode.formats.codebook_tables import is_formula
from kwalicode.text import folded, normalise

CASE_TABLE_SUFFIXES = (*tables.SUFFIXES, ".sav")
"""Endings of the files that a table of cases can be read from, in lower case."""


class CaseTable(NamedTuple):
    """A table with a name above every column.

    Attributes:
        columns: The names, each once.
        rows: The number of each row in the file, from 1, and a cell for each column.
    """

    columns: tuple[str, ...]
    rows: list[tuple[int, list[str]]]


def read_case_table(file_name: str, content: bytes) -> CaseTable:
    """Read a table of cases: all of it, or not at all.

    Args:
        file_name: Its ending says the format, in any case.
        content: The bytes of the file; they are not trusted.

    Raises:
        InputError: It is empty or too large, not of its format, ragged, holds macros or a formula,
            or a column has no name or one that stands there twice; the sentence says where.
    """
    if PurePath(file_name).suffix.lower() == ".sav":
        return _read_sav(content)
    first, *rest = tables.read_rows(file_name, content)
    columns = _names(first.number, first.cells)
    return CaseTable(columns, [(number, _cells(number, cells)) for number, cells in rest])


def _names(number: int, cells: list[str]) -> tuple[str, ...]:
    names = [" ".join(normalise(cell.removeprefix("\ufeff")).split()) for cell in cells]
    keys = [folded(name) for name in names]
    for place, key in enumerate(keys):
        if not key or key in keys[:place]:
            raise InputError(
                "Row {row}, column {column}: the name of this column is missing or stands there "
                "twice; the first row of a table names its columns.",
                row=number,
                column=place + 1,
            )
    return tuple(names)


def _cells(number: int, cells: list[str]) -> list[str]:
    for column, cell in enumerate(cells, start=1):
        if is_formula(cell):
            raise InputError(
                "Row {row}, column {column}: this cell is a formula, which a spreadsheet would "
                "run; write it as text or empty it.",
                row=number,
                column=column,
            )
    return [" ".join(normalise(cell).split()) for cell in cells]


def _read_sav(content: bytes) -> CaseTable:
    """Read an SPSS file; the labels of values stand for the values, its first case is row 1."""
    import pyreadstat

    tables.check_size(len(content))
    try:
        frame, meta = pyreadstat.read_sav(
            BytesIO(content), apply_value_formats=True, formats_as_category=False
        )
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, OverflowError) as error:
        raise InputError(
            "This file of SPSS is damaged or holds signs of another alphabet than it says; save it "
            "from SPSS once more, as Unicode."
        ) from error
    filled = frame.astype(object).where(frame.notna(), None)
    rows = filled.itertuples(index=False, name=None)
    return CaseTable(
        _names(0, meta.column_names),
        [
            (number, _cells(number, [tables.as_text(cell) for cell in row]))
            for number, row in enumerate(rows, start=1)
        ],
    )
