"""Codebooks written to YAML, CSV and XLSX, so that reading them gives the same again."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

import yaml

from kwalicode.formats.codebook_draft import CODE_TEXTS, THEME_FIELDS
from kwalicode.formats.codebook_tables import COLUMNS
from kwalicode.model import BETWEEN, Category, Code, Codebook, NodeKind, Relation, Theme, path_of
from kwalicode.text import folded


def write_yaml(book: Codebook) -> bytes:
    """Write a codebook; what `read_yaml` reads back is the same."""
    names = _Names(book)
    content: dict[str, Any] = {
        "themes": [_theme(theme, names) for theme in book.themes],
        "categories": [_category(c, book, names) for c in book.categories if not c.parent_id],
        "codes": [_code(code, book, names) for code in book.codes if not code.category_id],
        "relations": [_relation(relation, names) for relation in book.relations],
    }
    filled = {part: entries for part, entries in content.items() if entries}
    text: str = yaml.dump(
        filled,
        Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper),
        allow_unicode=True,
        sort_keys=False,
        width=100,
    )
    return text.encode() if filled else b""


class _Names:
    """How parts of a codebook name each other: by name, or by path where that is not enough."""

    def __init__(self, book: Codebook) -> None:
        paths = book.paths()
        code_paths = {code.code_id: path_of(code, paths) for code in book.codes}
        self.names = {
            "category": _shortest({c.category_id: c.name for c in book.categories}, paths),
            "code": _shortest({code.code_id: code.name for code in book.codes}, code_paths),
        }

    def all(self, kind: NodeKind, ids: Sequence[str]) -> list[str]:
        return [self.names[kind][node_id] for node_id in ids if node_id in self.names[kind]]


def _shortest(names: Mapping[str, str], paths: Mapping[str, str]) -> dict[str, str]:
    used = Counter(folded(name) for name in names.values())
    used.update(folded(path) for path in paths.values() if BETWEEN in path)
    return {
        node_id: paths[node_id] if used[folded(name)] > 1 else name
        for node_id, name in names.items()
    }


def _category(category: Category, book: Codebook, names: _Names) -> dict[str, Any]:
    inside = [code for code in book.codes if code.category_id == category.category_id]
    children = [c for c in book.categories if c.parent_id == category.category_id]
    entry = {
        "name": category.name,
        "description": category.description,
        "colour": category.colour,
        "codes": [_code(code, book, names) for code in inside],
        "categories": [_category(child, book, names) for child in children],
    }
    return _filled(entry)


def _code(code: Code, book: Codebook, names: _Names) -> dict[str, Any] | str:
    home = next((c for c in book.categories if c.category_id == code.category_id), None)
    entry: dict[str, Any] = {"name": code.name}
    entry |= {field: getattr(code, field) for field in CODE_TEXTS}
    entry |= {
        "origin": "" if code.origin == "data" else code.origin,
        "valence": code.valence,
        "colour": None if home and home.colour == code.colour else code.colour,
        "retired": code.is_retired or None,
        "synonyms": list(book.synonyms.get(code.code_id, ())),
        "also_in": names.all("category", book.also_in.get(code.code_id, ())),
    }
    filled = _filled(entry)
    return code.name if len(filled) == 1 else filled


def _theme(theme: Theme, names: _Names) -> dict[str, Any]:
    entry: dict[str, Any] = {field: getattr(theme, field) for field in THEME_FIELDS}
    entry["categories"] = names.all("category", theme.category_ids)
    entry["codes"] = names.all("code", theme.code_ids)
    return _filled(entry)


def _relation(relation: Relation, names: _Names) -> dict[str, Any]:
    return _filled(
        {
            f"from_{relation.from_kind}": names.names[relation.from_kind][relation.from_id],
            f"to_{relation.to_kind}": names.names[relation.to_kind][relation.to_id],
            "type": relation.type,
            "strength": relation.strength,
            "note": relation.note,
        }
    )


def _filled(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in entry.items() if value not in ("", None, [])}


# ---------- tables

# What spreadsheets calculate: OWASP, 'CSV Injection'.
_FORMULA = re.compile(r"\s*[=+\-@\t\r]")


def write_csv(book: Codebook) -> bytes:
    """Write categories and codes as a table; a cell like a formula starts with an apostrophe."""
    table = StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    writer.writerows([_plain(cell) for cell in row] for row in _rows(book))
    return table.getvalue().encode("utf-8-sig")


def _plain(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) or cell.startswith("'") else cell


def write_xlsx(book: Codebook) -> bytes:
    """Write categories and codes as a workbook of one sheet; every cell is text."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("codebook")
    sheet.freeze_panes = "C2"
    for place, width in enumerate((28, 32, 44, 32, 32, 40)):
        sheet.column_dimensions["ABCDEF"[place]].width = width
    for number, row in enumerate((COLUMNS, *_rows(book))):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=_NOT_IN_XML.sub("", value))
            cell.data_type = "s"  # never a formula, whatever it begins with
            cell.quotePrefix = True
            cell.font = Font(bold=not number)
            cells.append(cell)
        sheet.append(cells)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _rows(book: Codebook) -> Iterator[tuple[str, ...]]:
    names = _Names(book)
    for category in book.categories:
        yield _category_row(category, names)
        for code in book.codes:
            if code.category_id == category.category_id:
                yield _code_row(code, category, book, names)
    for code in book.codes:
        if not code.category_id:
            yield _code_row(code, None, book, names)


def _category_row(category: Category, names: _Names) -> tuple[str, ...]:
    own = names.names["category"][category.category_id]
    parent = names.names["category"].get(category.parent_id or "", "")
    row = {"category": own, "parent": "" if BETWEEN in own else parent}
    row |= {"description": category.description, "colour": str(category.colour)}
    return tuple(row.get(column, "") for column in COLUMNS)


def _code_row(code: Code, home: Category | None, book: Codebook, names: _Names) -> tuple[str, ...]:
    row = {"category": names.names["category"][home.category_id] if home else "", "code": code.name}
    row |= {field: getattr(code, field) for field in (*CODE_TEXTS, "origin", "valence")}
    row |= {"retired": "yes" if code.is_retired else ""}
    row |= {"colour": "" if home and home.colour == code.colour else str(code.colour)}
    row |= {"synonyms": _lines(book.synonyms.get(code.code_id, ()))}
    also = names.all("category", book.also_in.get(code.code_id, ()))
    return tuple((row | {"also_in": _lines(also)}).get(column, "") for column in COLUMNS)


def _lines(values: Sequence[str]) -> str:
    """Put values one a line; a line end after a single one keeps what it holds together."""
    joined = "\n".join(values)
    return f"{joined}\n" if len(values) == 1 and ";" in joined else joined
