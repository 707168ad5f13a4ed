"""Tables for what left the study in the study file."""

import json

from kwalicode.store.files import Database, add_row
from kwalicode.store.history import track

_TABLES = """
CREATE TABLE exports (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('survey table', 'quotes', 'counts')),
  exported_by TEXT NOT NULL, exported_at TEXT NOT NULL, cells TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE exported_words (
  quote_id TEXT PRIMARY KEY, words TEXT NOT NULL,
  export_id INTEGER NOT NULL REFERENCES exports(id) ON DELETE CASCADE) STRICT;
CREATE TABLE accepted_labels (
  id TEXT PRIMARY KEY, export_id INTEGER REFERENCES exports(id) ON DELETE CASCADE,
  name TEXT NOT NULL, n INTEGER NOT NULL, reason TEXT NOT NULL, accepted_by TEXT NOT NULL,
  accepted_at TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX accepted_labels_once ON accepted_labels(coalesce(export_id, 0), name, n)
"""
_OLD_LEDGER = "survey tables"


def m006_exports(db: Database) -> None:
    """Add the ledger of what was exported; that of survey tables, a setting before, moves there."""
    for statement in _TABLES.strip().split(";\n"):
        db.execute(statement)
    # Not even a fingerprint is left of words that go, for instance by a withdrawal.
    for table in ("codings", "quotes"):
        db.execute(
            f"CREATE TRIGGER exported_words_of_{table} AFTER DELETE ON {table} BEGIN "  # noqa: S608  names are ours
            "DELETE FROM exported_words WHERE quote_id = OLD.id; END"
        )
    track(db, "accepted_labels")
    row = db.execute("SELECT value FROM settings WHERE id = ?", [_OLD_LEDGER]).fetchone()
    for exported_by, exported_at, cells in json.loads(row[0]) if row else ():
        told = json.dumps(cells, ensure_ascii=False)
        who = {"exported_by": exported_by, "exported_at": exported_at}
        add_row(db, "exports", kind="survey table", cells=told, **who)
    db.execute("DELETE FROM settings WHERE id = ?", [_OLD_LEDGER])
