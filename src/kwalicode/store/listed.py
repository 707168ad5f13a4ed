"""The study's own lists in the key file: who and what is known beforehand, and what may stay."""

from collections.abc import Iterable

from kwalicode.errors import ConflictError
from kwalicode.model import IdentifierKind, ListedName
from kwalicode.store.files import Database, add_row


def find_listed(db: Database) -> list[ListedName]:
    """List the entries by kind and text."""
    rows = db.execute("SELECT id, text, kind, level, stays FROM listed ORDER BY kind, text")
    return [
        ListedName(row[0], row[1], IdentifierKind(row[2]), row[3], bool(row[4])) for row in rows
    ]


def add_listed(db: Database, names: Iterable[ListedName]) -> int:
    """Add entries, whatever their ids; one that is there already takes the new level.

    Returns:
        How many were new.
    """
    before = _count(db)
    for name in names:
        db.execute(
            "INSERT INTO listed(text, kind, level, stays) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET level = excluded.level, stays = excluded.stays",
            [name.text, str(name.kind), name.level, int(name.stays)],
        )
    return _count(db) - before


def _count(db: Database) -> int:
    return int(db.execute("SELECT count(*) FROM listed").fetchone()[0])


def replace_listed(db: Database, names: Iterable[ListedName]) -> None:
    """Make the lists hold exactly these entries; those whose id is 0 are new.

    Raises:
        ConflictError: Two of them have the same text and kind.
    """
    old = {name.listed_id: name for name in find_listed(db)}
    wanted = list(names)
    if len({(name.text, name.kind) for name in wanted}) < len(wanted):
        raise ConflictError("The same words stand in the list twice; remove one of them.")
    kept = {name.listed_id for name in wanted}
    for listed_id in old.keys() - kept:
        db.execute("DELETE FROM listed WHERE id = ?", [listed_id])
    changed = [name for name in wanted if name.listed_id and name != old.get(name.listed_id)]
    for name in changed:  # two entries may have changed places
        db.execute(
            "UPDATE listed SET text = ? WHERE id = ?", [f"\0{name.listed_id}", name.listed_id]
        )
    for name in changed:
        db.execute(
            "UPDATE listed SET text = ?, kind = ?, level = ?, stays = ? WHERE id = ?",
            [name.text, str(name.kind), name.level, int(name.stays), name.listed_id],
        )
    for name in wanted:
        if not name.listed_id:
            add_row(
                db,
                "listed",
                text=name.text,
                kind=str(name.kind),
                level=name.level,
                stays=int(name.stays),
            )
