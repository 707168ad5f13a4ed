"""Tables for quotes that participants were asked about in the study file."""

from kwalicode.store.files import Database
from kwalicode.store.history import track

# Of a quote as it was shown a digest is kept and not the words: what is masked later is then gone.
_TABLES = """
CREATE TABLE quote_sheets (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  language TEXT NOT NULL CHECK (language IN ('nl', 'en')), answer_to TEXT NOT NULL,
  n_quotes INTEGER NOT NULL, sent_on TEXT NOT NULL, due_on TEXT NOT NULL,
  is_replaced INTEGER NOT NULL DEFAULT 0, sent_by TEXT NOT NULL) STRICT;
CREATE INDEX quote_sheets_by_case ON quote_sheets(case_id);
CREATE TABLE sheet_quotes (
  id TEXT PRIMARY KEY, sheet_id TEXT NOT NULL REFERENCES quote_sheets(id) ON DELETE CASCADE,
  quote_id TEXT NOT NULL REFERENCES quotes(id) ON DELETE CASCADE, number INTEGER NOT NULL,
  shown_sha256 TEXT NOT NULL,
  answer TEXT NOT NULL DEFAULT '' CHECK (answer IN ('', 'agree', 'change', 'refuse')),
  words TEXT NOT NULL DEFAULT '', answered_on TEXT NOT NULL DEFAULT '',
  UNIQUE (sheet_id, number)) STRICT;
CREATE INDEX sheet_quotes_by_quote ON sheet_quotes(quote_id);
CREATE TABLE sheet_reminders (
  id TEXT PRIMARY KEY, sheet_id TEXT NOT NULL REFERENCES quote_sheets(id) ON DELETE CASCADE,
  reminded_on TEXT NOT NULL) STRICT;
CREATE INDEX sheet_reminders_by_sheet ON sheet_reminders(sheet_id)
"""
TABLES = ("quote_sheets", "sheet_quotes", "sheet_reminders")


def m007_quote_sheets(db: Database) -> None:
    """Add the sheets that went to participants with their quotes, and the answers."""
    for statement in _TABLES.strip().split(";\n"):
        db.execute(statement)
    for table in TABLES:
        track(db, table)
