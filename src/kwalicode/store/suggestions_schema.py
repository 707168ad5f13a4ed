"""Tables for what was proposed, taken and refused in the study file."""

from kwalicode.store.files import Database
from kwalicode.store.history import track

_TABLES = """
CREATE TABLE suggestions (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('alike', 'code', 'group', 'code group', 'same code')),
  decision TEXT NOT NULL CHECK (decision IN ('taken', 'refused')),
  engine TEXT NOT NULL, version TEXT NOT NULL, score REAL NOT NULL,
  coding_id TEXT REFERENCES codings(id) ON DELETE CASCADE,
  code_id TEXT REFERENCES codes(id) ON DELETE CASCADE,
  category_id TEXT REFERENCES categories(id) ON DELETE CASCADE,
  document_id TEXT REFERENCES documents(id) ON DELETE CASCADE,
  number INTEGER, start INTEGER, "end" INTEGER, others TEXT NOT NULL DEFAULT '[]',
  decided_by TEXT NOT NULL, decided_at TEXT NOT NULL) STRICT;
CREATE INDEX suggestions_by_coding ON suggestions(coding_id);
CREATE INDEX suggestions_by_code ON suggestions(code_id);
CREATE INDEX suggestions_by_category ON suggestions(category_id);
CREATE INDEX suggestions_by_document ON suggestions(document_id, start)
"""


def m005_suggestions(db: Database) -> None:
    """Add what came of suggestions: no words, only what they were about and who decided.

    `number` is the version of the document that a refused segment stands in: in another version
    its offsets may be those of other words, so the refusal holds no more.
    """
    for statement in _TABLES.strip().split(";\n"):
        db.execute(statement)
    track(db, "suggestions")
