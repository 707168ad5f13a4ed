"""Fields of a form that went to a participant, as people and programs fill them in.

Fields are known by their words, not by hidden marks, so that any program may have saved the file.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from kwalicode.errors import InputError
from kwalicode.model import EMPTY_BOX
from kwalicode.text import folded, normalise

Rows = Sequence[Sequence[str]]
Field = TypeVar("Field", bound=str)

_TEXT_CELL = 1
_LABEL = re.compile(r"\s*(\d{1,6})\W+(.+?)\s*")
_FULL, _BOXES = "☒☑✓✔✗✘", EMPTY_BOX
_MARKS = frozenset(("x", "v", "ja", "yes", "ok", "j", "y"))
_NO = frozenset(("nee", "no", "n", "-", "–", "nvt", "n.v.t."))


def code_in(rows: Rows, labels: Collection[str]) -> str:
    """Give what stands beside one of some labels (folded) in a table; '' where none stands."""
    pairs = (row for row in rows if len(row) > 1)
    return next((row[1].strip() for row in pairs if folded(row[0]) in labels), "")


def number_of(rows: Rows, fields: Mapping[str, Field]) -> int:
    """Give the number that a table with fields begins with, else 0."""
    first = re.match(r"\s*(\d{1,6})\b", rows[0][0]) if rows and rows[0] else None
    return int(first[1]) if first and any(fields_in(row, fields) for row in rows[1:]) else 0


def text_beside(rows: Rows) -> str:
    """Give the words that a table with fields is about: they stand beside its number."""
    return normalise(rows[0][_TEXT_CELL]) if len(rows[0]) > _TEXT_CELL else ""


def filled(
    rows: Rows, fields: Mapping[str, Field], *, number: int, changed: InputError
) -> dict[Field, str]:
    """Give what was filled in, by field.

    Args:
        rows: Of a table with fields.
        fields: Each field by its label (folded).
        number: Of the table; see `number_of`.
        changed: What is wrong where a field has another number.

    Raises:
        InputError: `changed`.
    """
    found: dict[Field, str] = {}
    for row in rows[1:]:
        for labelled, field, content in fields_in(row, fields):
            if labelled != number:
                raise changed
            found[field] = normalise(content).strip()
    return found


def fields_in(row: Sequence[str], fields: Mapping[str, Field]) -> list[tuple[int, Field, str]]:
    """Give number, field and content of the fields of a row.

    Args:
        row: Texts of its cells.
        fields: Each field by its label (folded).
    """
    return list(_fields(row, fields))


def _fields(row: Sequence[str], fields: Mapping[str, Field]) -> Iterator[tuple[int, Field, str]]:
    for label, content in pairwise(row):
        found = _LABEL.fullmatch(label)
        field = fields.get(folded(found[2])) if found else None
        if found and field:
            yield int(found[1]), field, content


def ticked(content: str) -> str | None:
    """Give the words that stand in a box that is ticked, '' for none; None where it is not."""
    words = content.translate(dict.fromkeys(map(ord, _FULL + _BOXES))).strip()
    is_ticked = any(mark in content for mark in _FULL)
    if folded(words) in _NO:
        words = ""
    if folded(words) in _MARKS:
        is_ticked, words = True, ""
    if words:
        return words
    return "" if is_ticked else None
