"""Take words out of everything a file holds, its history included, and leave nothing behind."""

from collections.abc import Callable, Collection, Mapping

from kwalicode.errors import ConflictError
from kwalicode.store.files import Database, EncryptedFile

Clean = Callable[[str], str]

_OURS = frozenset(
    ("id", "series", "kind", "type", "state", "route", "use", "act", "coder", "op_id", "title")
)
_ENDINGS = ("_id", "_at", "_by", "_on", "_kind", "_key", "sha256", "surroundings")
_NOT_HERE = frozenset(("coders", "change_sets", "log", "settings"))


def scrub(db: Database, clean: Clean, *, spared: Mapping[str, Collection[str]]) -> None:
    """Let a function take words out of every text that somebody typed or that history keeps.

    Args:
        db: Inside a write.
        clean: Gives a text without the words; the same text where they do not stand in it.
        spared: Columns by table that are not looked at, such as what others said.
    """
    # A text is looked at once; it is written only where it changes.
    _teach(db, clean)
    for table, columns in _texts(db, spared).items():
        for column in columns:
            db.execute(
                f'UPDATE "{table}" SET "{column}" = cleaned("{column}") '  # noqa: S608  names are ours
                f'WHERE "{column}" <> cleaned("{column}")'
            )


def count_texts(db: Database, clean: Clean, *, spared: Mapping[str, Collection[str]]) -> int:
    """Count the texts that `scrub` would change, those of the history left aside."""
    _teach(db, clean)
    return sum(
        db.execute(
            f'SELECT count(*) FROM "{table}" WHERE "{column}" <> cleaned("{column}")'  # noqa: S608
        ).fetchone()[0]
        for table, columns in _texts(db, spared).items()
        for column in columns
        if table != "changes"
    )


def _teach(db: Database, clean: Clean) -> None:
    def cleaned(text: str | None) -> str | None:
        return clean(text) if text else text

    db.conn.create_function("cleaned", 1, cleaned, deterministic=True)


def _texts(db: Database, spared: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    return {
        name: [
            column.name
            for column in db.table(name).columns
            if column.type == "TEXT"
            and column.name not in {*_OURS, *spared.get(name, ())}
            and not column.name.endswith(_ENDINGS)
        ]
        for name in db.table_names()
        if name not in _NOT_HERE and not name.startswith(("turn_texts", "sqlite_"))
    }


def forget_removed(db: Database) -> None:
    """Let history know nothing any more of the rows that this write removes or changes.

    Call it last: what the triggers kept of this write goes with it.
    """
    db.execute(
        "DELETE FROM changes WHERE (table_name, row_id) IN (SELECT table_name, row_id "  # noqa: S608  ours
        f"FROM changes WHERE change_set_id = {_THIS} AND new IS NULL)"
    )
    db.execute(f"DELETE FROM changes WHERE change_set_id = {_THIS}")  # noqa: S608  ours


_THIS = "(SELECT max(id) FROM change_sets)"


def compact(file: EncryptedFile) -> None:
    """Write a file anew, so that no page of it and of its log holds what was deleted.

    Raises:
        ConflictError: Somebody reads it at this moment.
    """
    with file.alone() as db:
        db.execute("VACUUM")
        is_busy = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if is_busy:
        raise ConflictError(
            "It is removed, but somebody reads {file}, so its log may still hold what was "
            "deleted; close the study everywhere, and the log goes.",
            file=file.path.name,
        )
