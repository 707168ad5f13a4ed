"""What became of one code since it was made, read from the history of all changes."""

import json
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from kwalicode.store.files import Database

ChangeKind = Literal[
    "created", "renamed", "moved", "edited", "retired", "restored", "linked", "unlinked", "merged"
]


class CodeChange(NamedTuple):
    """One thing that happened to a code.

    Attributes:
        at: ISO 8601, UTC.
        old: Name before, id of the category before, or the name of the code that went up in it.
        new: Name or id of the category after; the field that was edited.
        n_codings: How many codings came along with a merge.
    """

    at: str
    coder: str
    kind: ChangeKind
    old: str | None = None
    new: str | None = None
    n_codings: int = 0


def find_code_changes(db: Database, code_id: str) -> list[CodeChange]:
    """List what happened to a code, oldest first; what was undone stands there twice."""
    return [
        CodeChange(at, coder, *what)
        for revision, set_id, at, coder, table, old, new in db.execute(_CHANGES, [code_id])
        for what in _read(db, table, _row(old), _row(new), (set_id, revision))
    ]


_CHANGES = """
SELECT changes.id, change_set_id, at, coder, table_name, old, new FROM changes
JOIN change_sets ON change_sets.id = change_set_id
WHERE (table_name = 'codes' AND row_id = ?1) OR (table_name IN ('synonyms', 'code_categories')
  AND json_extract(coalesce(new, old), '$.code_id') = ?1)
ORDER BY changes.id"""

Row = dict[str, Any]
What = tuple[ChangeKind, str | None, str | None, int]


def _read(db: Database, table: str, old: Row, new: Row, place: tuple[int, int]) -> Iterator[What]:
    if table == "codes":
        for kind, before, after in _of_code(old, new):
            yield kind, before, after, 0
    elif table == "code_categories":
        yield ("linked" if new else "unlinked"), None, (new or old)["category_id"], 0
    elif new and (lost := _merged(db, *place, new["name"])):
        n = db.execute(
            "SELECT count(*) FROM changes WHERE change_set_id = ? AND table_name = 'codings' "
            "AND json_extract(old, '$.code_id') = ?",
            [place[0], lost],
        ).fetchone()[0]
        yield "merged", new["name"], None, n


def _row(text: str | None) -> Row:
    return json.loads(text) if text else {}


_EDITED = (
    *("description", "include_when", "exclude_when", "example", "literature"),
    *("origin", "valence", "colour"),
)


def _of_code(old: Row, new: Row) -> Iterator[tuple[ChangeKind, str | None, str | None]]:
    if not old or not new:
        if new:
            yield "created", None, new["name"]
        return
    if old["name"] != new["name"]:
        yield "renamed", old["name"], new["name"]
    if old["category_id"] != new["category_id"]:
        yield "moved", old["category_id"], new["category_id"]
    if old.get("is_retired") != new.get("is_retired"):
        yield ("retired" if new["is_retired"] else "restored"), None, None
    is_moved = old["category_id"] != new["category_id"]
    for field in _EDITED:
        if old.get(field) != new.get(field) and not (is_moved and field == "colour"):
            yield "edited", old.get(field) and str(old[field]), field


def _merged(db: Database, set_id: int, revision: int, name: str) -> str | None:
    """Give the id of the code of this name that went in the same step, after this change."""
    row = db.execute(
        "SELECT row_id FROM changes WHERE change_set_id = ? AND id > ? AND table_name = 'codes' "
        "AND new IS NULL AND json_extract(old, '$.name') = ?",
        [set_id, revision, name],
    ).fetchone()
    return row[0] if row else None
