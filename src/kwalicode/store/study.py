"""The study file: de-identified text, codebook, codings, and their history."""

from pathlib import Path
from uuid import uuid4

from kwalicode.store.files import Database, EncryptedFile, add_row
from kwalicode.store.history import create_history, track

SUFFIX = ".kwali"

_TABLES = """
CREATE TABLE settings (id TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE coders (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE passes (id INTEGER PRIMARY KEY, kind TEXT NOT NULL
  CHECK (kind IN ('open', 'axial', 'thematic')), name TEXT NOT NULL) STRICT;
CREATE TABLE documents (
  id TEXT PRIMARY KEY, title TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('nl', 'en')), position INTEGER NOT NULL) STRICT;
CREATE TABLE versions (
  id INTEGER PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  number INTEGER NOT NULL, text TEXT NOT NULL, sha256 TEXT NOT NULL,
  signed_off_by TEXT NOT NULL, signed_off_at TEXT NOT NULL, UNIQUE (document_id, number)) STRICT;
CREATE TABLE cases (
  id TEXT PRIMARY KEY, pseudonym TEXT NOT NULL UNIQUE, role_label TEXT NOT NULL,
  is_interviewer INTEGER NOT NULL) STRICT;
CREATE TABLE turns (
  id INTEGER PRIMARY KEY, version_id INTEGER NOT NULL REFERENCES versions(id) ON DELETE CASCADE,
  case_id TEXT REFERENCES cases(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL) STRICT;
CREATE INDEX turns_by_version ON turns(version_id, start);
CREATE TABLE categories (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, parent_id TEXT REFERENCES categories(id),
  colour INTEGER NOT NULL, position INTEGER NOT NULL) STRICT;
CREATE TABLE codes (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL,
  category_id TEXT REFERENCES categories(id) ON DELETE SET NULL, colour INTEGER NOT NULL,
  description TEXT NOT NULL DEFAULT '', origin TEXT NOT NULL DEFAULT 'data'
  CHECK (origin IN ('data', 'in vivo', 'theory')), position INTEGER NOT NULL,
  created_by TEXT NOT NULL, created_at TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX codes_by_name ON codes(coalesce(category_id, ''), name_key);
CREATE TABLE themes (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, claim TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
CREATE TABLE theme_categories (
  id TEXT PRIMARY KEY, theme_id TEXT NOT NULL REFERENCES themes(id) ON DELETE CASCADE,
  category_id TEXT NOT NULL REFERENCES categories(id) ON DELETE CASCADE) STRICT;
CREATE TABLE codings (
  id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  code_id TEXT REFERENCES codes(id) ON DELETE CASCADE,
  coder_id INTEGER NOT NULL REFERENCES coders(id), pass_id INTEGER NOT NULL REFERENCES passes(id),
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, surroundings TEXT NOT NULL,
  comment TEXT NOT NULL DEFAULT '', created_at TEXT NOT NULL,
  CHECK (start >= 0 AND "end" > start)) STRICT;
CREATE UNIQUE INDEX codings_once ON codings(
  document_id, start, "end", coalesce(code_id, ''), coder_id, pass_id);
CREATE INDEX codings_by_code ON codings(code_id);
"""


def m001_study(db: Database) -> None:
    """Make the tables of the first version."""
    create_history(db)
    for statement in _TABLES.strip().split(";\n"):
        db.execute(statement)
    for table in ("categories", "codes", "themes", "theme_categories", "codings", "cases"):
        track(db, table)
    add_row(db, "passes", id=1, kind="open", name="open")


class Study(EncryptedFile):
    """An open study file; everyone on the team may hold its passphrase."""

    not_ours = "{file} is not a kwalicode study; choose another file."
    application_id = 0x6B77616C
    migrations = (m001_study,)


def create_study(path: Path, passphrase: str, *, name: str) -> Study:
    """Make a new study file; see `EncryptedFile.create` for what can go wrong.

    Args:
        path: Where; the ending `.kwali` is added if missing.
        passphrase: At least eight characters.
        name: How the team calls the study.
    """
    study = Study.create(with_suffix(path, SUFFIX), passphrase)
    with study.write("kwalicode", "create study", undoable=False) as db:
        add_row(db, "settings", id="name", value=name)
        add_row(db, "settings", id="study", value=str(uuid4()))
    return study


def open_study(path: Path, passphrase: str) -> Study:
    """Open a study file; see `EncryptedFile.open` for what can go wrong."""
    return Study.open(with_suffix(path, SUFFIX), passphrase)


def study_name(study: Study) -> str:
    """Give the name the team chose."""
    with study.read() as db:
        row = db.execute("SELECT value FROM settings WHERE id = 'name'").fetchone()
    return str(row[0]) if row else study.path.stem


def with_suffix(path: Path, suffix: str) -> Path:
    """Add an ending to a path that lacks it, keeping dots in the name."""
    return path if path.suffix == suffix else path.with_name(path.name + suffix)
