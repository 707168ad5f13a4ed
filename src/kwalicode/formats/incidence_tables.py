"""A plain table of codes by interview, CSV or XLSX: a row an interview, a column a code."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kwalicode.errors import InputError
from kwalicode.formats.tables import Row, read_rows

_LEAST_ROWS = 2


class IncidenceTable(NamedTuple):
    """Which interview holds which code.

    Attributes:
        interviews: Names in the order of the file.
        codes: Names of the columns.
        holds: For each interview, whether it holds each code.
    """

    interviews: tuple[str, ...]
    codes: tuple[str, ...]
    holds: tuple[tuple[bool, ...], ...]


def read_incidence(file_name: str, content: bytes) -> IncidenceTable:
    """Read a table whose first row names the codes and whose first column names the interviews.

    A cell holds 0 where the code does not occur, and 1 or how often it does where it does.

    Args:
        file_name: Its ending says the format.
        content: The file; it is not trusted.

    Raises:
        InputError: A cell is empty or no whole number from 0, a name is missing or comes twice,
            there is one interview, or as `formats.tables.read_rows`.
    """
    head, *rows = read_rows(file_name, content)
    codes = [cell.strip() for cell in head.cells[1:]]
    interviews = [row.cells[0].strip() for row in rows]
    if len(rows) < _LEAST_ROWS or not codes:
        raise InputError(
            "The table needs a row for each of two or more interviews and a column for each code; "
            "choose another file."
        )
    for names in (codes, interviews):
        if "" in names or len(set(names)) < len(names):
            raise InputError(
                "In the first row and the first column each code and each interview needs a name "
                "of its own; mend the file."
            )
    return IncidenceTable(tuple(interviews), tuple(codes), tuple(map(_holds, rows)))


def _holds(row: Row) -> tuple[bool, ...]:
    cells: Sequence[str] = [cell.strip() for cell in row.cells[1:]]
    for column, cell in enumerate(cells, 2):
        if not re.fullmatch(r"[0-9]{1,6}", cell):
            raise InputError(
                "Row {row}, column {column}: a cell holds a whole number, 0 where the code does "
                "not occur; mend the file.",
                row=row.number,
                column=column,
            )
    return tuple(int(cell) > 0 for cell in cells)
