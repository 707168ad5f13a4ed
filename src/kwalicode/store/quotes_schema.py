"""Tables for the register of quotes in the study file."""

from kwalicode.store.files import Database
from kwalicode.store.history import track

_TABLES = """
CREATE TABLE quotes (
  id TEXT PRIMARY KEY, role_label TEXT NOT NULL,
  style TEXT NOT NULL CHECK (style IN ('running', 'pull', 'composite', 'paraphrase')),
  state TEXT NOT NULL CHECK (state IN ('candidate', 'adapted', 'sent', 'approved', 'objected',
  'changed', 'removed', 'evidence')), used_in TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL CHECK (language IN ('nl', 'en')), created_by TEXT NOT NULL,
  created_at TEXT NOT NULL) STRICT;
CREATE TABLE quote_segments (
  id TEXT PRIMARY KEY, quote_id TEXT NOT NULL REFERENCES quotes(id) ON DELETE CASCADE,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, position INTEGER NOT NULL,
  CHECK (start >= 0 AND "end" > start)) STRICT;
CREATE INDEX quote_segments_by_quote ON quote_segments(quote_id, position);
CREATE INDEX quote_segments_by_document ON quote_segments(document_id, start);
CREATE TABLE quote_changes (
  id TEXT PRIMARY KEY, quote_id TEXT NOT NULL REFERENCES quotes(id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'event', 'time', 'grammar',
  'omission', 'paraphrase')), reason TEXT NOT NULL DEFAULT '',
  CHECK (start >= 0 AND "end" > start)) STRICT;
CREATE INDEX quote_changes_by_quote ON quote_changes(quote_id, start);
CREATE TABLE quote_accepted (
  id TEXT PRIMARY KEY, quote_id TEXT NOT NULL REFERENCES quotes(id) ON DELETE CASCADE,
  "check" TEXT NOT NULL, surface TEXT NOT NULL, reason TEXT NOT NULL,
  accepted_by TEXT NOT NULL, accepted_at TEXT NOT NULL,
  UNIQUE (quote_id, "check", surface)) STRICT
"""
TABLES = ("quotes", "quote_segments", "quote_changes", "quote_accepted")


def m004_quotes(db: Database) -> None:
    """Add the register of quotes."""
    for statement in _TABLES.strip().split(";\n"):
        db.execute(statement)
    # A quote of which one document goes is no quote any more.
    db.execute(
        "CREATE TRIGGER quotes_of_document BEFORE DELETE ON documents BEGIN DELETE FROM quotes "
        "WHERE id IN (SELECT quote_id FROM quote_segments WHERE document_id = OLD.id); END"
    )
    for table in TABLES:
        track(db, table)
