"""Codebooks as tables, CSV and XLSX: one row a category or code.

A row without a code describes its category. Nothing is calculated here; a cell that a spreadsheet
would calculate is refused, and what is written cannot be calculated elsewhere.
"""

import re
from collections.abc import Mapping

from kwalicode.errors import InputError
from kwalicode.formats.codebook_draft import CODE_FIELDS, CODE_TEXTS, Draft, Value
from kwalicode.formats.tables import csv_rows, workbook_rows
from kwalicode.model import BETWEEN, Codebook, split_path
from kwalicode.text import folded, normalise

COLUMNS = (
    *("category", "code"),
    *CODE_TEXTS,
    *("origin", "valence", "synonyms", "also_in", "colour", "retired", "parent"),
)

Row = Mapping[str, Value]


def read_csv(text: str) -> Codebook:
    """Read a table with one of the usual signs between cells; see `read_codebook`."""
    return _build([(row.number, _texts(row.cells, row.number)) for row in csv_rows(text)])


def read_xlsx(content: bytes) -> Codebook:
    """Read the first sheet of a workbook; see `read_codebook`."""
    return _build([(row.number, row.cells) for row in workbook_rows(content)])


_A, _N = r"\$?[a-z]{1,3}\$?\d+", r"\d+(?:[.,]\d+)?%?"
_FORMULA = re.compile(
    rf"""\s*+(?:
        =\s*\S
      | [+@-][\s+@-]*(?:[\w.\\]+\||'[^']+'\||(?:[\w.]+|'[^']+')!)
      | [+@-]+(?:[({{"]|[\w.]+\(|{_A}\s*(?:[-+*/^&=<>:%]|$)|{_N}\s*[-+*/^&=<>])
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would run the text of a cell as a formula.

    It would where the text begins, after white space, with:
    - `=`, and something follows it;
    - `+`, `-` or `@`, and what follows names a program or another sheet: `cmd|`, `Sheet1!`;
    - `+`, `-` or `@`, and at once a bracket, a call such as `SUM(`, a cell such as `A1`, or a
      number that is calculated with.

    A dash alone, an item of a list, a number and a name are no formulas. Source of the signs:
    OWASP, 'CSV Injection'.

    >>> [is_formula(text) for text in ("=1+1", "@SUM(A1)", "-1+1", "- cmd|' /C calc'!A0")]
    [True, True, True, True]
    >>> [is_formula(text) for text in ("-", "- zwijgen (lang)", "-5", "+31 6", "-ex-partner")]
    [False, False, False, False, False]
    """
    return _FORMULA.match(cell) is not None


def _texts(cells: list[str], row: int) -> list[str]:
    for column, cell in enumerate(cells, start=1):
        if is_formula(cell):
            raise InputError(
                "Row {row}, column {column}: this cell is a formula, which a spreadsheet would "
                "run; write it as text or empty it.",
                row=row,
                column=column,
            )
    return [_bare(cell) for cell in cells]


def _bare(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from calculating."""
    return (
        cell[1:] if cell.startswith("'") and cell[1:].lstrip()[:1] in {*"=+-@'\t\r", ""} else cell
    )


def _build(rows: list[tuple[int, list[str]]]) -> Codebook:
    if not rows:
        return Codebook()
    columns = _columns(*rows[0])
    table = [_row(number, cells, columns) for number, cells in rows[1:]]
    draft = Draft()
    places = _Places(draft, table)
    for row in table:
        if row["code"].text.strip():
            _read_code(draft, row, places)
    return draft.finish()


def _columns(number: int, cells: list[str]) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    for place, name in enumerate(names):
        if name not in COLUMNS or name in names[:place]:
            raise InputError(
                "Row {row}, column {column}: this is no column of a codebook, or stands there "
                "twice; the columns are {allowed}.",
                row=number,
                column=place + 1,
                allowed=", ".join(COLUMNS),
            )
    if "code" not in names:
        raise InputError(
            "Row {row}: the table has no column 'code'; the columns are {allowed}.",
            row=number,
            allowed=", ".join(COLUMNS),
        )
    return names


def _row(number: int, cells: list[str], columns: list[str]) -> Row:
    for place, cell in enumerate(cells[len(columns) :], start=len(columns) + 1):
        if cell.strip():
            raise InputError(
                "Row {row}, column {column}: this cell has no column name above it; mend the file.",
                row=number,
                column=place,
            )
    given = dict(zip(columns, cells, strict=False))
    return {name: Value(given.get(name, ""), number, name) for name in COLUMNS}


def _read_code(draft: Draft, row: Row, places: "_Places") -> None:
    if row["parent"].text.strip():
        raise InputError(
            "Row {row}, column {column}: only a row without a code says what its category stands "
            "under; empty the cell.",
            row=row["parent"].row,
            column="parent",
        )
    fields = {field: row[field] for field in CODE_FIELDS if field in row}
    draft.add_code(
        fields | {"name": row["code"]},
        places.find(row["category"]),
        synonyms=_many(row["synonyms"]),
        also_in=_many(row["also_in"]),
    )


def _many(cell: Value) -> list[Value]:
    parts = cell.text.split("\n") if "\n" in cell.text else cell.text.split(";")
    return [cell._replace(text=part) for part in parts if part.strip()]


class _Places:
    """The tree of categories, in the order in which the table names them."""

    def __init__(self, draft: Draft, table: list[Row]) -> None:
        self.draft = draft
        self.rows: dict[str, Row] = {}
        self.ids: dict[str, str] = {}
        self.paths: dict[str, str] = {}
        for row in table:
            if not row["code"].text.strip():
                self._describe(row)
        for row in table:
            self.find(row["category"])

    def _describe(self, row: Row) -> None:
        value = row["category"]
        name = folded(normalise(value.text))
        if not name or name in self.rows:
            raise InputError(
                "Row {row}, column {column}: a row without a code describes a category, once; "
                "fill in its name or take the row out.",
                row=value.row,
                column="category",
            )
        self.rows[name] = row

    def find(self, value: Value, above: tuple[str, ...] = ()) -> str | None:
        """Give the id of a category, which comes into being where it is named first."""
        key = folded(normalise(value.text))
        if not key:
            return None
        if key in above:
            raise InputError(
                "Row {row}, column {column}: this category would stand under itself; mend the "
                "file.",
                row=value.row,
                column=value.column,
            )
        if key not in self.ids:
            self.ids[key] = self._make(value, key, (*above, key))
        return self.ids[key]

    def _make(self, value: Value, key: str, above: tuple[str, ...]) -> str:
        row = self.rows.get(key)
        names = split_path(value.text)
        parent = value._replace(text=BETWEEN.join(names[:-1]))
        if row and row["parent"].text.strip():
            parent = row["parent"]
        fields = {"name": value._replace(text=names[-1])}
        if row:
            fields |= {"description": row["description"], "colour": row["colour"]}
        parent_id = self.find(parent, above)
        category_id = self.draft.add_category(fields, parent_id)
        own = fields["name"].name().replace(BETWEEN, " \\> ")
        path = BETWEEN.join((self.paths[parent_id], own)) if parent_id else own
        self.paths[category_id] = path
        self.ids.setdefault(folded(path), category_id)
        return category_id
