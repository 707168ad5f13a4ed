"""Counts of few people in tables, from which single persons can be told (W58, W60)."""

import re
from collections.abc import Iterator

from kwalicode.deid.masked_text import Hit, MaskedText
from kwalicode.model.file_leaks import FileLeakKind

SMALLEST = 7
"""Groups under it are too small to be shown (W60)."""
_COUNT = re.compile(r"\d{1,6}")
_SEPARATOR = re.compile(r"[-:\s|]+")
# Columns that count no persons.
_NO_COUNT = re.compile(
    r"%|\b(?:nr|no|nummer|number|blz|pag\w*|page|jaar|year|score|gemiddeld\w*|mean|average|sd|"
    r"cijfer|percentage|procent|dag|day|maand|month|week|volgorde|bijlage|artikel)\b",
    re.IGNORECASE,
)
Row = list[tuple[int, str]]


def find_small_cells(text: MaskedText) -> Iterator[Hit]:
    """Find tables with counts from 1 to 6: one hit for each column that has any."""
    table: list[Row] = []
    for start, row in [*text.rows, (len(text.filled), "")]:
        cells = _cells(start, row)
        if cells and table and len(cells) != len(table[0]):
            yield from _small(table)
            table = []
        if cells:
            table.append(cells)
        elif table and not _SEPARATOR.fullmatch(row):
            yield from _small(table)
            table = []


def _cells(start: int, row: str) -> Row:
    """Give the cells of a row of a table, each with where it starts."""
    if _SEPARATOR.fullmatch(row.replace("\t", "|")):
        return []
    sign = "\t" if "\t" in row else "|"
    if sign not in row:
        return []
    inner = row.rstrip().removesuffix("|") if sign == "|" else row
    cells: Row = []
    for cell in inner.split(sign):
        cells.append((start, cell))
        start += len(cell) + 1
    return cells[1:] if sign == "|" and row.lstrip().startswith("|") else cells


def _small(table: list[Row]) -> Iterator[Hit]:
    head, *body = table
    for column, (_, title) in enumerate(head):
        values = [row[column] for row in body if row[column][1].strip()]
        counts = [_COUNT.fullmatch(value.strip()) is not None for _, value in values]
        is_count = len(values) > 1 and all(counts) and not _COUNT.fullmatch(title.strip())
        if not is_count or _NO_COUNT.search(title) or _is_running(values):
            continue
        small = [(start, value) for start, value in values if 0 < int(value) < SMALLEST]
        if small:
            start, value = small[0]
            start += len(value) - len(value.lstrip())
            yield Hit(FileLeakKind.SMALL_CELL, start, start + len(value.strip()))


def _is_running(values: Row) -> bool:
    """Numbers of rows: 1, 2, 3."""
    numbers = [int(value) for _, value in values]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
