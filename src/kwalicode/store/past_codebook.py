"""The codebook as it stood at an earlier moment, told by the history of all changes.

A row as it was at a revision is what the first change after that revision calls `old`; a row that
was not changed since is as it is now.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from kwalicode.model import Category, Code, Codebook, Relation, Theme
from kwalicode.store.codings import count_by_code
from kwalicode.store.files import Database
from kwalicode.store.passes import COUNTED
from kwalicode.store.whole_codebook import parents_first

Row = Mapping[str, Any]


class PastCodebook(NamedTuple):
    """The codebook of one moment.

    Attributes:
        counts: Number of codings by code id; a code without any is not in it.
    """

    book: Codebook
    counts: Mapping[str, int]


def revision_at(db: Database, when: datetime) -> int:
    """Give the number of the last change that was made up to a moment; 0 if there is none."""
    moment = when.astimezone(UTC).isoformat(timespec="seconds")
    row = db.execute(
        "SELECT max(id) FROM changes WHERE change_set_id <= "
        "(SELECT max(id) FROM change_sets WHERE at <= ?)",
        [moment],
    ).fetchone()
    return int(row[0] or 0)


def codebook_at(db: Database, revision: int) -> PastCodebook:
    """Build the codebook as it stood when a change had been made.

    Args:
        db: The study.
        revision: Number of the last change that counts.
    """
    return PastCodebook(book_at(db, revision), counts_at(db, revision))


def book_at(db: Database, revision: int) -> Codebook:
    """Build the codebook as it stood at a revision, without the numbers of codings."""
    rows = {table: _rows_at(db, table, revision) for table in _TABLES}
    return Codebook(
        tuple(parents_first([_category(row) for row in rows["categories"]])),
        tuple(_code(row) for row in rows["codes"]),
        _grouped(rows["synonyms"], "code_id", "name"),
        _grouped(rows["code_categories"], "code_id", "category_id"),
        tuple(_themes(rows)),
        tuple(_relations(rows)),
    )


_TABLES = (
    *("categories", "codes", "synonyms", "code_categories"),
    *("themes", "theme_categories", "theme_codes", "relations", "relation_codings"),
)


def _rows_at(db: Database, table: str, revision: int) -> list[Row]:
    rows: dict[str, Row] = {row["id"]: row for row in db.table(table).rows_where(order_by="rowid")}
    for row_id, old in db.execute(_FIRST_SINCE, [table, revision]).fetchall():
        if old is None:
            rows.pop(row_id, None)
        else:
            rows[row_id] = json.loads(old)
    return sorted(rows.values(), key=lambda row: (row.get("position", 0), row.get("name", "")))


_FIRST_SINCE = (
    "SELECT row_id, old FROM changes WHERE id IN "
    "(SELECT min(id) FROM changes WHERE table_name = ? AND id > ? GROUP BY row_id)"
)


def _fields(row: Row, names: Iterable[str]) -> dict[str, Any]:
    # What history kept before a column came has it not; the noun says what it is then.
    return {name: row[name] for name in names if name in row}


def _category(row: Row) -> Category:
    fields = _fields(row, ("name", "parent_id", "colour", "description"))
    return Category(row["id"], **fields)


_OF_CODE = (
    *("name", "category_id", "colour", "description", "origin", "include_when", "exclude_when"),
    *("example", "literature", "valence"),
)


def _code(row: Row) -> Code:
    return Code(row["id"], **_fields(row, _OF_CODE), is_retired=bool(row.get("is_retired")))


def _grouped(rows: Iterable[Row], key: str, value: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row[value])
    return {owner: tuple(values) for owner, values in found.items()}


def _themes(rows: Mapping[str, list[Row]]) -> list[Theme]:
    categories = _grouped(rows["theme_categories"], "theme_id", "category_id")
    codes = _grouped(rows["theme_codes"], "theme_id", "code_id")
    names = ("name", "claim", "concept", "scope", "recommendations")
    return [
        Theme(
            row["id"],
            **_fields(row, names),
            category_ids=categories.get(row["id"], ()),
            code_ids=codes.get(row["id"], ()),
        )
        for row in rows["themes"]
        if not row.get("is_dropped")
    ]


def _relations(rows: Mapping[str, list[Row]]) -> list[Relation]:
    names = ("from_kind", "from_id", "to_kind", "to_id", "type", "strength", "note")
    cited: list[dict[str, tuple[str, ...]]] = [
        _grouped(
            [row for row in rows["relation_codings"] if bool(row["supports"]) is supports],
            "relation_id",
            "coding_id",
        )
        for supports in (True, False)
    ]
    return [
        Relation(
            row["id"],
            **_fields(row, names),
            supports=cited[0].get(row["id"], ()),
            contradicts=cited[1].get(row["id"], ()),
        )
        for row in rows["relations"]
    ]


class Flow(NamedTuple):
    """Codings that had one code at a moment and another one, or none, at a later moment.

    Attributes:
        before: Id of the code; empty for a highlight without one, None where there was no coding.
        after: The same, later.
    """

    before: str | None
    after: str | None
    n: int


def coding_flows(db: Database, since: int, until: int) -> list[Flow]:
    """Count the codings that came, went or got another code between two revisions."""
    before: dict[str, str | None] = {}
    after: dict[str, str | None] = {}
    for row_id, old, new in db.execute(_CODES_OF_CODINGS, [since, until]):
        before.setdefault(row_id, old)
        after[row_id] = new
    counts = Counter((old, after[row_id]) for row_id, old in before.items())
    return [Flow(old, new, n) for (old, new), n in counts.items() if old != new]


# One reading from front to back: to look up the first and last change of each coding costs more.
_CODES_OF_CODINGS = (
    "SELECT row_id, iif(old IS NULL, NULL, coalesce(json_extract(old, '$.code_id'), '')), "  # noqa: S608  ours
    "iif(new IS NULL, NULL, coalesce(json_extract(new, '$.code_id'), '')) "
    "FROM changes NOT INDEXED WHERE id > ? AND id <= ? AND table_name = 'codings' "
    f"AND row_id NOT IN (SELECT id FROM codings WHERE NOT ({COUNTED})) ORDER BY id"
)


def counts_at(db: Database, revision: int) -> dict[str, int]:
    """Count the codings of each code as they stood at a revision, by code id."""
    counts = count_by_code(db)
    newest = int(db.execute("SELECT coalesce(max(id), 0) FROM changes").fetchone()[0])
    for before, after, n in coding_flows(db, revision, newest):
        if before:
            counts[before] = counts.get(before, 0) + n
        if after:
            counts[after] = counts.get(after, 0) - n
    return {code_id: n for code_id, n in counts.items() if n}
