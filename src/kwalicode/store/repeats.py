"""Sources that repeat another one, and what was decided about them."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from kwalicode.errors import NotFoundError
from kwalicode.store.files import Database

Decision = Literal["", "repeat", "keep both"]


class RepeatPair(NamedTuple):
    """Two sources of which one repeats the other.

    Attributes:
        source_id: The one that repeats: the shorter, or of two alike the later.
        share: How much of it stands in the other, 0 to 1.
        decision: Empty while nobody decided.
    """

    repeat_id: int
    source_id: str
    other_id: str
    share: float
    decision: Decision


def add_repeats(db: Database, pairs: Iterable[tuple[str, str, float, Decision]]) -> None:
    """Keep pairs of source, other source, share and decision; a known pair stays as it is."""
    db.conn.executemany(
        "INSERT INTO repeats(source_id, other_id, share, decision) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        list(pairs),
    )


def find_repeats(db: Database) -> list[RepeatPair]:
    """List all pairs, undecided ones first."""
    rows = db.execute(
        "SELECT id, source_id, other_id, share, decision FROM repeats "
        "ORDER BY decision <> '', share DESC, id"
    )
    return [RepeatPair(*row) for row in rows]


def decide_repeat(db: Database, repeat_id: int, decision: Decision) -> str:
    """Store what was decided about a pair, and return the id of the source that repeats.

    Raises:
        NotFoundError: The pair is not there any more.
    """
    row = db.execute("SELECT source_id FROM repeats WHERE id = ?", [repeat_id]).fetchone()
    if not row:
        raise NotFoundError("One of these two sources was removed; reload the page.")
    db.execute("UPDATE repeats SET decision = ? WHERE id = ?", [decision, repeat_id])
    return str(row[0])


def is_repeat(db: Database, source_id: str) -> bool:
    """Tell whether a source was decided to repeat another one."""
    query = "SELECT 1 FROM repeats WHERE source_id = ? AND decision = 'repeat'"
    return db.execute(query, [source_id]).fetchone() is not None
