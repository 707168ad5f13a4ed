"""One history for all: triggers keep every change; undo, redo and live updates read it."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from kwalicode.errors import ConflictError
from kwalicode.store.files import Database, EncryptedFile, add_row

UNDO, REDO = "undo", "redo"

_TABLES = """
CREATE TABLE change_sets (
  id INTEGER PRIMARY KEY AUTOINCREMENT, coder TEXT NOT NULL, act TEXT NOT NULL, at TEXT NOT NULL,
  op_id TEXT UNIQUE, undoable INTEGER NOT NULL DEFAULT 1,
  undoes INTEGER REFERENCES change_sets(id), undone INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX change_sets_by_coder ON change_sets(coder, id);
CREATE TABLE changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  change_set_id INTEGER NOT NULL REFERENCES change_sets(id),
  table_name TEXT NOT NULL, row_id TEXT NOT NULL, old TEXT, new TEXT) STRICT;
CREATE INDEX changes_by_set ON changes(change_set_id);
"""


class Change(NamedTuple):
    """One row of one table before and after; `old` is None for a new row, `new` for a lost one."""

    revision: int
    op_id: str | None
    table: str
    row_id: str
    old: dict[str, Any] | None
    new: dict[str, Any] | None


def create_history(db: Database) -> None:
    """Make the two tables of history; part of the first migration of both files."""
    for statement in _TABLES.strip().split(";\n"):
        db.execute(statement)


def track(db: Database, table: str, *, leave_out: Iterable[str] = ()) -> None:
    """Let triggers keep every change of a table whose primary key is `id`.

    Args:
        db: Inside a migration.
        table: Name of the table.
        leave_out: Columns that must not be copied into history.
    """
    left_out = set(leave_out)
    columns = [column.name for column in db.table(table).columns if column.name not in left_out]
    old, new = (
        "json_object(" + ", ".join(f"'{name}', {side}.\"{name}\"" for name in columns) + ")"
        for side in ("OLD", "NEW")
    )
    for event, row, before, after in (
        ("INSERT", "NEW", "NULL", new),
        ("UPDATE", "NEW", old, new),
        ("DELETE", "OLD", old, "NULL"),
    ):
        db.execute(
            f"CREATE TRIGGER history_{table}_{event.lower()} AFTER {event} ON {table} BEGIN "  # noqa: S608  names are ours
            "INSERT INTO changes(change_set_id, table_name, row_id, old, new) VALUES ("
            f"(SELECT max(id) FROM change_sets), '{table}', {row}.id, {before}, {after}); END"
        )


def untrack(db: Database, table: str) -> None:
    """Drop the triggers of a table, so that `track` can make them for its new columns."""
    for event in ("insert", "update", "delete"):
        db.execute(f"DROP TRIGGER history_{table}_{event}")


def revision(db: Database) -> int:
    """Give the number of the newest change: what a browser that is up to date has seen."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM changes").fetchone()[0])


def find_changes(db: Database, *, since: int, tables: Iterable[str]) -> list[Change]:
    """List the changes of some tables after a revision, oldest first."""
    names = list(tables)
    marks = ",".join("?" * len(names))
    rows = db.execute(
        "SELECT changes.id, op_id, table_name, row_id, old, new FROM changes "  # noqa: S608  only ? marks
        "JOIN change_sets ON change_sets.id = change_set_id "
        f"WHERE changes.id > ? AND table_name IN ({marks}) ORDER BY changes.id",
        [since, *names],
    )
    return [Change(row[0], row[1], row[2], row[3], _row(row[4]), _row(row[5])) for row in rows]


def next_undo(db: Database, coder: str) -> int:
    """Give the number of the step of this coder that `undo` would take back; 0 if there is none."""
    return _undo_target(db, coder) or 0


def can_undo(db: Database, coder: str) -> bool:
    """Tell whether this coder has a step to take back."""
    return _undo_target(db, coder) is not None


def can_redo(db: Database, coder: str) -> bool:
    """Tell whether this coder took back a step and did nothing new since."""
    return _redo_target(db, coder) is not None


def undo(file: EncryptedFile, coder: str) -> bool:
    """Take back this coder's last step.

    Returns:
        Whether there was a step to take back.

    Raises:
        ConflictError: Someone changed the same rows since.
    """
    with file.write(coder, UNDO) as db:
        return undo_step(db, coder)


def redo(file: EncryptedFile, coder: str) -> bool:
    """Do this coder's last undone step again; see `undo`."""
    with file.write(coder, REDO) as db:
        return redo_step(db, coder)


def undo_step(db: Database, coder: str) -> bool:
    """Take back this coder's last step inside a write whose act is `UNDO`; see `undo`."""
    return _invert(db, _undo_target(db, coder))


def redo_step(db: Database, coder: str) -> bool:
    """Do this coder's last undone step again inside a write whose act is `REDO`."""
    return _invert(db, _redo_target(db, coder))


def rows_touched(db: Database, table: str) -> list[dict[str, Any]]:
    """Give the rows of a table that the present write has changed, as they are or were."""
    rows = db.execute(
        "SELECT coalesce(new, old) FROM changes WHERE table_name = ? "
        "AND change_set_id = (SELECT max(id) FROM change_sets)",
        [table],
    )
    return [json.loads(row[0]) for row in rows]


def close_steps(db: Database, table: str, column: str, value: str | int) -> None:
    """Let no one undo or redo what was done so far to rows with this value in a column."""
    db.execute(
        f"UPDATE change_sets SET undoable = 0 WHERE id IN ({_CHANGE_SETS})",  # noqa: S608
        [table, column, value],
    )


def forget_words(db: Database, table: str, column: str, value: str, *, words: str) -> None:
    """Blank one column in all that history keeps of rows with this value in another column."""
    path = f"$.{words}"
    db.execute(
        "UPDATE changes SET old = json_set(old, ?, ''), new = json_set(new, ?, '') "  # noqa: S608
        f"WHERE {_OF_ROWS}",
        [path, path, table, column, value],
    )


def forget_rows(db: Database, table: str, column: str, value: str | int) -> None:
    """Take out of history all it keeps of rows with this value in a column."""
    db.execute(f"DELETE FROM changes WHERE {_OF_ROWS}", [table, column, value])  # noqa: S608


_OF_ROWS = "table_name = ? AND json_extract(coalesce(new, old), '$.' || ?) = ?"
_CHANGE_SETS = f"SELECT change_set_id FROM changes WHERE {_OF_ROWS}"  # noqa: S608


def _undo_target(db: Database, coder: str) -> int | None:
    row = db.execute(
        "SELECT max(id) FROM change_sets WHERE coder = ? AND undoable AND NOT undone AND act <> ? "
        "AND EXISTS (SELECT 1 FROM changes WHERE change_set_id = change_sets.id)",
        [coder, UNDO],
    ).fetchone()
    return row[0] if row else None


def _redo_target(db: Database, coder: str) -> int | None:
    row = db.execute(
        "SELECT max(id) FROM change_sets AS undos WHERE coder = ? AND act = ? AND NOT undone "
        "AND undoable "
        "AND undoes IS NOT NULL AND NOT EXISTS (SELECT 1 FROM change_sets AS later WHERE "
        "later.coder = undos.coder AND later.id > undos.id AND later.act NOT IN (?, ?))",
        [coder, UNDO, UNDO, REDO],
    ).fetchone()
    return row[0] if row else None


def _invert(db: Database, target: int | None) -> bool:
    if target is None:
        return False
    # Cascades come back in an order that need not suit the foreign keys until the end.
    db.execute("PRAGMA defer_foreign_keys = ON")
    changes = db.execute(
        "SELECT table_name, row_id, old, new FROM changes WHERE change_set_id = ? ORDER BY id DESC",
        [target],
    ).fetchall()
    for table, row_id, old, new in changes:
        _put_back(db, table, row_id, _row(old), _row(new))
    db.execute("UPDATE change_sets SET undone = 1 WHERE id = ?", [target])
    db.execute(
        "UPDATE change_sets SET undoes = ? WHERE id = (SELECT max(id) FROM change_sets)",
        [target],
    )
    return True


def _put_back(
    db: Database,
    table: str,
    row_id: str,
    old: dict[str, Any] | None,
    new: dict[str, Any] | None,
) -> None:
    wanted = new or {}
    columns = list(wanted or old or {})
    listed = ", ".join(f'"{name}"' for name in columns)
    found = db.execute(f'SELECT {listed} FROM "{table}" WHERE id = ?', [row_id]).fetchone()  # noqa: S608  names are ours
    is_as_left = found is None if new is None else found == tuple(wanted.values())
    if not is_as_left:
        raise ConflictError("This was changed again since, so it cannot be taken back any more.")
    if old is None:
        db.execute(f'DELETE FROM "{table}" WHERE id = ?', [row_id])  # noqa: S608  names are ours
    elif new is None:
        add_row(db, table, **old)
    # A column that is set costs its indices and references, also where it stays the same.
    elif back := {name: value for name, value in old.items() if value != new[name]}:
        pairs = ", ".join(f'"{name}" = ?' for name in back)
        db.execute(f'UPDATE "{table}" SET {pairs} WHERE id = ?', [*back.values(), row_id])  # noqa: S608  names are ours


def _row(text: str | None) -> dict[str, Any] | None:
    return json.loads(text) if text else None
