"""The study file: de-identified text, codebook, codings, and their history."""

from pathlib import Path
from uuid import uuid4

from kwalicode.store.exports_schema import m006_exports
from kwalicode.store.files import Database, EncryptedFile, add_row
from kwalicode.store.history import create_history, track, untrack
from kwalicode.store.interviews_schema import m008_interviews
from kwalicode.store.quote_sheets_schema import m007_quote_sheets
from kwalicode.store.quotes_schema import m004_quotes
from kwalicode.store.sources_schema import m003_sources
from kwalicode.store.standing_texts import m009_standing_texts
from kwalicode.store.suggestions_schema import m005_suggestions
from kwalicode.store.survey_restriction import m010_restricted_forms

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


_PASSES = """
ALTER TABLE passes ADD COLUMN opened_by TEXT NOT NULL DEFAULT '';
ALTER TABLE passes ADD COLUMN opened_at TEXT NOT NULL DEFAULT '';
ALTER TABLE passes ADD COLUMN closed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE passes ADD COLUMN closed_at TEXT NOT NULL DEFAULT '';
ALTER TABLE passes ADD COLUMN is_blind INTEGER NOT NULL DEFAULT 0;
CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY, pass_id INTEGER NOT NULL REFERENCES passes(id), revision INTEGER NOT NULL,
  taken_by TEXT NOT NULL, taken_at TEXT NOT NULL, content TEXT NOT NULL) STRICT;
ALTER TABLE documents ADD COLUMN in_open_pass INTEGER NOT NULL DEFAULT 1;
ALTER TABLE codes ADD COLUMN include_when TEXT NOT NULL DEFAULT '';
ALTER TABLE codes ADD COLUMN exclude_when TEXT NOT NULL DEFAULT '';
ALTER TABLE codes ADD COLUMN example TEXT NOT NULL DEFAULT '';
ALTER TABLE codes ADD COLUMN literature TEXT NOT NULL DEFAULT '';
ALTER TABLE codes ADD COLUMN valence TEXT NOT NULL DEFAULT ''
  CHECK (valence IN ('', 'increases', 'decreases', 'ambivalent'));
ALTER TABLE codes ADD COLUMN is_retired INTEGER NOT NULL DEFAULT 0;
ALTER TABLE codes ADD COLUMN filed_in INTEGER NOT NULL DEFAULT 1 REFERENCES passes(id);
ALTER TABLE codes ADD COLUMN filed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE codes ADD COLUMN filed_at TEXT NOT NULL DEFAULT '';
CREATE TABLE synonyms (
  id TEXT PRIMARY KEY, code_id TEXT NOT NULL REFERENCES codes(id) ON DELETE CASCADE,
  name TEXT NOT NULL, name_key TEXT NOT NULL, UNIQUE (code_id, name_key)) STRICT;
ALTER TABLE categories ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE categories ADD COLUMN pass_id INTEGER NOT NULL DEFAULT 1 REFERENCES passes(id);
ALTER TABLE categories ADD COLUMN created_by TEXT NOT NULL DEFAULT '';
ALTER TABLE categories ADD COLUMN created_at TEXT NOT NULL DEFAULT '';
CREATE TABLE code_categories (
  id TEXT PRIMARY KEY, code_id TEXT NOT NULL REFERENCES codes(id) ON DELETE CASCADE,
  category_id TEXT NOT NULL REFERENCES categories(id) ON DELETE CASCADE,
  pass_id INTEGER NOT NULL REFERENCES passes(id), created_by TEXT NOT NULL,
  created_at TEXT NOT NULL, UNIQUE (code_id, category_id)) STRICT;
CREATE INDEX code_categories_by_category ON code_categories(category_id);
ALTER TABLE themes ADD COLUMN concept TEXT NOT NULL DEFAULT '';
ALTER TABLE themes ADD COLUMN scope TEXT NOT NULL DEFAULT '';
ALTER TABLE themes ADD COLUMN recommendations TEXT NOT NULL DEFAULT '';
ALTER TABLE themes ADD COLUMN is_dropped INTEGER NOT NULL DEFAULT 0;
ALTER TABLE themes ADD COLUMN pass_id INTEGER NOT NULL DEFAULT 1 REFERENCES passes(id);
ALTER TABLE themes ADD COLUMN created_by TEXT NOT NULL DEFAULT '';
ALTER TABLE themes ADD COLUMN created_at TEXT NOT NULL DEFAULT '';
ALTER TABLE theme_categories ADD COLUMN pass_id INTEGER NOT NULL DEFAULT 1 REFERENCES passes(id);
ALTER TABLE theme_categories ADD COLUMN created_by TEXT NOT NULL DEFAULT '';
ALTER TABLE theme_categories ADD COLUMN created_at TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX theme_categories_once ON theme_categories(theme_id, category_id);
CREATE TABLE theme_codes (
  id TEXT PRIMARY KEY, theme_id TEXT NOT NULL REFERENCES themes(id) ON DELETE CASCADE,
  code_id TEXT NOT NULL REFERENCES codes(id) ON DELETE CASCADE,
  pass_id INTEGER NOT NULL REFERENCES passes(id), created_by TEXT NOT NULL,
  created_at TEXT NOT NULL, UNIQUE (theme_id, code_id)) STRICT;
CREATE TABLE theme_codings (
  id TEXT PRIMARY KEY, theme_id TEXT NOT NULL REFERENCES themes(id) ON DELETE CASCADE,
  coding_id TEXT NOT NULL REFERENCES codings(id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('quote', 'counter-case')), created_by TEXT NOT NULL,
  created_at TEXT NOT NULL, UNIQUE (theme_id, coding_id)) STRICT;
CREATE TABLE relations (
  id TEXT PRIMARY KEY,
  from_kind TEXT NOT NULL CHECK (from_kind IN ('code', 'category')), from_id TEXT NOT NULL,
  to_kind TEXT NOT NULL CHECK (to_kind IN ('code', 'category')), to_id TEXT NOT NULL,
  type TEXT NOT NULL, strength TEXT NOT NULL
  CHECK (strength IN ('claimed', 'plausible', 'supported', 'not supported')),
  note TEXT NOT NULL DEFAULT '', pass_id INTEGER NOT NULL REFERENCES passes(id),
  created_by TEXT NOT NULL, created_at TEXT NOT NULL,
  UNIQUE (from_kind, from_id, to_kind, to_id, type)) STRICT;
CREATE TABLE relation_codings (
  id TEXT PRIMARY KEY, relation_id TEXT NOT NULL REFERENCES relations(id) ON DELETE CASCADE,
  coding_id TEXT NOT NULL REFERENCES codings(id) ON DELETE CASCADE, supports INTEGER NOT NULL,
  UNIQUE (relation_id, coding_id)) STRICT;
CREATE TABLE board_places (
  id TEXT PRIMARY KEY, board TEXT NOT NULL, node_kind TEXT NOT NULL, node_id TEXT NOT NULL,
  x REAL NOT NULL, y REAL NOT NULL, UNIQUE (board, node_kind, node_id)) STRICT;
CREATE TABLE memos (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL
  CHECK (kind IN ('analytic', 'method', 'reflexive', 'question')),
  target_kind TEXT NOT NULL CHECK (target_kind IN
  ('study', 'document', 'case', 'category', 'code', 'coding', 'theme', 'relation')),
  target_id TEXT NOT NULL, text TEXT NOT NULL, is_done INTEGER NOT NULL DEFAULT 0,
  created_by TEXT NOT NULL, created_at TEXT NOT NULL, changed_at TEXT NOT NULL) STRICT;
CREATE INDEX memos_by_target ON memos(target_kind, target_id);
ALTER TABLE codings ADD COLUMN actor TEXT NOT NULL DEFAULT '';
ALTER TABLE codings ADD COLUMN target TEXT NOT NULL DEFAULT '';
ALTER TABLE codings ADD COLUMN perspective TEXT NOT NULL DEFAULT ''
  CHECK (perspective IN ('', 'self', 'witnessed', 'heard'));
CREATE INDEX codings_by_coder ON codings(coder_id);
CREATE INDEX codings_by_actor ON codings(actor) WHERE actor <> '';
CREATE INDEX codings_by_target ON codings(target) WHERE target <> '';
CREATE INDEX theme_codings_by_coding ON theme_codings(coding_id);
CREATE INDEX relation_codings_by_coding ON relation_codings(coding_id);
CREATE INDEX changes_by_row ON changes(table_name, row_id);
CREATE VIRTUAL TABLE turn_texts USING fts5(text, tokenize = "unicode61 remove_diacritics 2")
"""
_KEEP_INDEXED = (
    # Words that were masked later must leave the index too, not only be marked as gone.
    "INSERT INTO turn_texts(turn_texts, rank) VALUES ('secure-delete', 1)",
    "CREATE TRIGGER turn_texts_insert AFTER INSERT ON turns BEGIN "
    "INSERT INTO turn_texts(rowid, text) SELECT NEW.id, substr(text, NEW.start + 1, "
    'NEW."end" - NEW.start) FROM versions WHERE versions.id = NEW.version_id; END',
    "CREATE TRIGGER turn_texts_delete AFTER DELETE ON turns BEGIN "
    "DELETE FROM turn_texts WHERE rowid = OLD.id; END",
    "INSERT INTO turn_texts(rowid, text) SELECT turns.id, substr(text, start + 1, "
    '"end" - start) FROM turns JOIN versions ON versions.id = version_id',
)


def _go_along(kind: str, rows: str) -> tuple[str, ...]:
    """Let what points at a row by kind and id go first, as a cascade does: redo works then."""
    ends = f"(from_kind = '{kind}' AND from_id = OLD.id)"
    conditions = {
        "relations": f"{ends} OR {ends.replace('from_', 'to_')}",
        "board_places": f"node_kind = '{kind}' AND node_id = OLD.id",
        "memos": f"target_kind = '{kind}' AND target_id = OLD.id",
    }
    return tuple(
        f"CREATE TRIGGER {table}_of_{kind} BEFORE DELETE ON {rows} BEGIN "  # noqa: S608  names are ours
        f"DELETE FROM {table} WHERE {condition}; END"
        for table, condition in conditions.items()
    )


def m002_passes(db: Database) -> None:
    """Add what the three passes need: relations, themes in full, memos, snapshots, search."""
    go_along = (*_go_along("code", "codes"), *_go_along("category", "categories"))
    for statement in (*_PASSES.strip().split(";\n"), *_KEEP_INDEXED, *go_along):
        db.execute(statement)
    for table in ("categories", "codes", "themes", "theme_categories", "codings"):
        untrack(db, table)
        track(db, table)
    for table in (
        *("passes", "synonyms", "code_categories", "theme_codes", "theme_codings"),
        *("relations", "relation_codings", "board_places", "memos", "snapshots"),
    ):
        track(db, table)
    db.execute("UPDATE codes SET filed_by = created_by, filed_at = created_at")


class Study(EncryptedFile):
    """An open study file; everyone on the team may hold its passphrase."""

    not_ours = "{file} is not a kwalicode study; choose another file."
    application_id = 0x6B77616C
    migrations = (
        *(m001_study, m002_passes, m003_sources, m004_quotes),
        *(m005_suggestions, m006_exports, m007_quote_sheets, m008_interviews),
        *(m009_standing_texts, m010_restricted_forms),
    )


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
