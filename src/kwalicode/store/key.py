"""The key file: raw text, findings, pseudonyms. Destroying it makes the study anonymous (W52)."""

from pathlib import Path

from kwalicode.errors import AccessError, NotFoundError
from kwalicode.store.files import Database, EncryptedFile, add_row
from kwalicode.store.history import create_history, track, untrack
from kwalicode.store.sources_schema import m003_participants
from kwalicode.store.study import Study, with_suffix

SUFFIX = ".kwalikey"

_TABLES = """
CREATE TABLE settings (id TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE sources (
  id TEXT PRIMARY KEY, title TEXT NOT NULL UNIQUE, file_name TEXT NOT NULL,
  content BLOB NOT NULL, sha256 TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('nl', 'en')), text TEXT NOT NULL,
  turns TEXT NOT NULL, position INTEGER NOT NULL, review_number INTEGER NOT NULL DEFAULT 1,
  detected_at TEXT, imported_by TEXT NOT NULL, imported_at TEXT NOT NULL) STRICT;
CREATE TABLE pseudonyms (
  id INTEGER PRIMARY KEY, series TEXT NOT NULL, number INTEGER NOT NULL,
  UNIQUE (series, number)) STRICT;
CREATE TABLE speakers (
  id INTEGER PRIMARY KEY, source_id TEXT NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
  label TEXT NOT NULL, is_interviewer INTEGER NOT NULL, role_label TEXT NOT NULL,
  pseudonym_id INTEGER NOT NULL REFERENCES pseudonyms(id), UNIQUE (source_id, label)) STRICT;
CREATE TABLE findings (
  id TEXT PRIMARY KEY, source_id TEXT NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, surface TEXT NOT NULL, kind TEXT NOT NULL,
  score REAL NOT NULL, recognizer TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'accepted', 'refused')),
  pseudonym_id INTEGER REFERENCES pseudonyms(id), CHECK (start >= 0 AND "end" > start)) STRICT;
CREATE INDEX findings_by_source ON findings(source_id, start);
CREATE INDEX findings_by_surface ON findings(surface);
CREATE TABLE releases (
  id INTEGER PRIMARY KEY, source_id TEXT NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
  review_number INTEGER NOT NULL, replacements TEXT NOT NULL,
  UNIQUE (source_id, review_number)) STRICT;
"""


def m001_key(db: Database) -> None:
    """Make the tables of the first version."""
    create_history(db)
    for statement in _TABLES.strip().split(";\n"):
        db.execute(statement)
    # A review that was signed off stays so: undo must not count reviews back.
    track(db, "sources", leave_out=("content", "text", "turns", "review_number"))
    for table in ("pseudonyms", "speakers", "findings"):
        track(db, table)


_DEIDENTIFICATION = """
ALTER TABLE pseudonyms ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE pseudonyms ADD COLUMN alias TEXT NOT NULL DEFAULT '';
ALTER TABLE findings ADD COLUMN link_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE findings ADD COLUMN is_link_sure INTEGER NOT NULL DEFAULT 1;
CREATE INDEX findings_by_pseudonym ON findings(pseudonym_id);
CREATE TABLE listed (
  id INTEGER PRIMARY KEY, text TEXT NOT NULL, kind TEXT NOT NULL, level TEXT NOT NULL,
  stays INTEGER NOT NULL, UNIQUE (text, kind)) STRICT;
CREATE TABLE approvals (
  id INTEGER PRIMARY KEY, source_id TEXT NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
  review_number INTEGER NOT NULL, coder TEXT NOT NULL, at TEXT NOT NULL,
  UNIQUE (source_id, review_number, coder)) STRICT;
"""


def m002_deidentification(db: Database) -> None:
    """Add study lists, roles and aliases, reasons of links, and the sign-off by two."""
    for statement in _DEIDENTIFICATION.strip().split(";\n"):
        db.execute(statement)
    for table in ("pseudonyms", "findings"):
        untrack(db, table)
        track(db, table)
    track(db, "listed")
    untrack(db, "sources")
    # When findings were looked for changes by itself, so no undo may depend on it.
    left_out = ("content", "text", "turns", "review_number", "detected_at")
    track(db, "sources", leave_out=left_out)


class Key(EncryptedFile):
    """An open key file; only who may de-identify holds its passphrase."""

    not_ours = "{file} is not a kwalicode key file; choose another file."
    application_id = 0x6B776B79
    migrations = (m001_key, m002_deidentification, m003_participants)


def key_path(study: Study) -> Path:
    """Give the place of the key file when it lies beside the study."""
    return study.path.with_suffix(SUFFIX)


def create_key(study: Study, passphrase: str, *, path: Path | None = None) -> Key:
    """Make the key file of a study.

    Args:
        study: The study it belongs to.
        passphrase: At least eight characters; another one than that of the study.
        path: Where; beside the study if left out. May lie on another disk.
    """
    key = Key.create(with_suffix(path or key_path(study), SUFFIX), passphrase)
    with key.write("kwalicode", "create key file", undoable=False) as db:
        add_row(db, "settings", id="study", value=study_id(study))
    return key


def open_key(study: Study, passphrase: str, *, path: Path | None = None) -> Key:
    """Open the key file of a study; see `EncryptedFile.open` for what can go wrong.

    Raises:
        AccessError: The key file belongs to another study.
    """
    key = Key.open(with_suffix(path or key_path(study), SUFFIX), passphrase)
    with key.read() as db:
        row = db.execute("SELECT value FROM settings WHERE id = 'study'").fetchone()
    if not row or row[0] != study_id(study):
        key.close()
        raise AccessError(
            "{file} is the key of another study; choose the right one.", file=key.path.name
        )
    return key


def study_id(study: Study) -> str:
    """Give the id by which a key file knows its study."""
    with study.read() as db:
        row = db.execute("SELECT value FROM settings WHERE id = 'study'").fetchone()
    if not row:
        raise NotFoundError("{file} has no id; restore it from a copy.", file=study.path.name)
    return str(row[0])
