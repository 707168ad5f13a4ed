"""The codebook and its numbers as they stood when a pass was closed."""

import json
from dataclasses import asdict
from typing import Any, NamedTuple

from kwalicode.errors import NotFoundError
from kwalicode.model import Category, Code, Codebook, Relation, Theme
from kwalicode.store.codings import count_by_code
from kwalicode.store.files import Database, add_row, now
from kwalicode.store.history import revision
from kwalicode.store.passes import Made, count_made
from kwalicode.store.past_codebook import PastCodebook
from kwalicode.store.whole_codebook import find_codebook


class Snapshot(NamedTuple):
    """What is known of a snapshot without reading it.

    Attributes:
        revision: The last change that is in it.
        taken_at: ISO 8601, UTC.
    """

    snapshot_id: int
    pass_id: int
    revision: int
    taken_by: str
    taken_at: str


def add_snapshot(db: Database, pass_id: int, *, coder: str) -> int:
    """Keep the codebook as it is now, and what came of a pass; return the id."""
    newest = revision(db)
    book = find_codebook(db)
    content = {
        "book": {field: _plain(getattr(book, field)) for field in _PARTS},
        "counts": count_by_code(db),
        "made": count_made(db).get(pass_id, Made())._asdict(),
    }
    taken = {"revision": newest, "taken_by": coder, "taken_at": now()}
    text = json.dumps(content, ensure_ascii=False)
    return add_row(db, "snapshots", pass_id=pass_id, content=text, **taken)


_PARTS = ("categories", "codes", "synonyms", "also_in", "themes", "relations")


def _plain(part: Any) -> Any:
    return part if isinstance(part, dict) else [asdict(one) for one in part]


def find_snapshots(db: Database) -> list[Snapshot]:
    """List the snapshots, oldest first."""
    rows = db.execute("SELECT id, pass_id, revision, taken_by, taken_at FROM snapshots ORDER BY id")
    return [Snapshot(*row) for row in rows]


def get_snapshot(db: Database, snapshot_id: int) -> tuple[PastCodebook, Made]:
    """Read the codebook of a snapshot, and what had come of its pass.

    Raises:
        NotFoundError: It is gone, for instance because someone took back the closing.
    """
    row = db.execute("SELECT content FROM snapshots WHERE id = ?", [snapshot_id]).fetchone()
    if not row:
        raise NotFoundError("This snapshot is not in the study any more; choose another one.")
    content = json.loads(row[0])
    book = content["book"]
    made = content["made"]
    return (
        PastCodebook(
            Codebook(
                tuple(Category(**one) for one in book["categories"]),
                tuple(Code(**one) for one in book["codes"]),
                _tuples(book["synonyms"]),
                _tuples(book["also_in"]),
                tuple(Theme(**_with_tuples(one)) for one in book["themes"]),
                tuple(Relation(**_with_tuples(one)) for one in book["relations"]),
            ),
            content["counts"],
        ),
        Made(**made | {"coders": tuple(made["coders"])}),
    )


def _tuples(lists: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in lists.items()}


def _with_tuples(fields: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in fields.items()}
