"""Tables for participants, surveys, bundles, corrections and rights, in both files."""

from kwalicode.store.files import Database
from kwalicode.store.history import track, untrack

_STUDY = """
ALTER TABLE documents ADD COLUMN type TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN dated TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN route TEXT NOT NULL DEFAULT ''
  CHECK (route IN ('', 'own initiative', 'on request', 'by participants', 'public'));
ALTER TABLE documents ADD COLUMN visibility TEXT NOT NULL DEFAULT 'full title'
  CHECK (visibility IN ('full title', 'type only', 'hidden'));
ALTER TABLE documents ADD COLUMN confidentiality TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN question_id TEXT REFERENCES survey_questions(id);
ALTER TABLE turns ADD COLUMN part TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN analytic_role TEXT NOT NULL DEFAULT '';
CREATE TABLE case_documents (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  UNIQUE (case_id, document_id)) STRICT;
CREATE TABLE roles (
  id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, label TEXT NOT NULL,
  is_protected INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE attributes (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL CHECK (type IN ('text', 'number', 'choice', 'date', 'yes/no')),
  choices TEXT NOT NULL DEFAULT '[]', is_confidential INTEGER NOT NULL DEFAULT 0,
  is_forbidden INTEGER NOT NULL DEFAULT 0, position INTEGER NOT NULL) STRICT;
CREATE TABLE attribute_values (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  attribute_id TEXT NOT NULL REFERENCES attributes(id) ON DELETE CASCADE, value TEXT NOT NULL,
  UNIQUE (case_id, attribute_id)) STRICT;
CREATE INDEX attribute_values_by_attribute ON attribute_values(attribute_id, value);
CREATE TABLE targets (
  id TEXT PRIMARY KEY, attribute_id TEXT NOT NULL REFERENCES attributes(id) ON DELETE CASCADE,
  value TEXT NOT NULL, n INTEGER NOT NULL CHECK (n >= 0), UNIQUE (attribute_id, value)) STRICT;
CREATE TABLE surveys (
  id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, imported_by TEXT NOT NULL,
  imported_at TEXT NOT NULL) STRICT;
CREATE TABLE survey_questions (
  id TEXT PRIMARY KEY, survey_id TEXT NOT NULL REFERENCES surveys(id) ON DELETE CASCADE,
  name TEXT NOT NULL, wording TEXT NOT NULL,
  use TEXT NOT NULL CHECK (use IN ('open', 'closed', 'multiple', 'loop')),
  is_reversed INTEGER NOT NULL DEFAULT 0, labels TEXT NOT NULL DEFAULT '{}',
  position INTEGER NOT NULL, UNIQUE (survey_id, name)) STRICT;
CREATE TABLE survey_rows (
  id INTEGER PRIMARY KEY, survey_id TEXT NOT NULL REFERENCES surveys(id) ON DELETE CASCADE,
  case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE, origin TEXT NOT NULL,
  answers TEXT NOT NULL, UNIQUE (survey_id, case_id)) STRICT;
CREATE TABLE barred (
  id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
  bars TEXT NOT NULL CHECK (bars IN ('analysis', 'quotes')), reason TEXT NOT NULL
  CHECK (reason IN ('member check', 'restriction', 'repeat', 'consent')), created_by TEXT NOT NULL,
  created_at TEXT NOT NULL, CHECK (start >= 0 AND "end" > start)) STRICT;
CREATE INDEX barred_by_document ON barred(document_id, bars, start);
CREATE TABLE anchor_checks (
  id TEXT PRIMARY KEY, coding_id TEXT NOT NULL UNIQUE REFERENCES codings(id) ON DELETE CASCADE,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, before TEXT NOT NULL,
  is_lost INTEGER NOT NULL, created_at TEXT NOT NULL) STRICT;
CREATE TABLE summaries (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  theme_id TEXT NOT NULL REFERENCES themes(id) ON DELETE CASCADE, text TEXT NOT NULL,
  changed_by TEXT NOT NULL, changed_at TEXT NOT NULL, UNIQUE (case_id, theme_id)) STRICT;
CREATE INDEX summaries_by_theme ON summaries(theme_id);
CREATE TABLE log (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, coder TEXT NOT NULL, act TEXT NOT NULL,
  details TEXT NOT NULL DEFAULT '{}') STRICT
"""

_KEY = """
CREATE TABLE bundles (
  id TEXT PRIMARY KEY, file_name TEXT NOT NULL, content BLOB NOT NULL,
  sha256 TEXT NOT NULL UNIQUE, imported_by TEXT NOT NULL, imported_at TEXT NOT NULL) STRICT;
ALTER TABLE sources ADD COLUMN bundle_id TEXT REFERENCES bundles(id) ON DELETE SET NULL;
ALTER TABLE sources ADD COLUMN facts TEXT NOT NULL DEFAULT '{}';
CREATE TABLE source_versions (
  id INTEGER PRIMARY KEY, source_id TEXT NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
  number INTEGER NOT NULL, text TEXT NOT NULL, turns TEXT NOT NULL, reason TEXT NOT NULL,
  replaced_by TEXT NOT NULL, replaced_at TEXT NOT NULL, UNIQUE (source_id, number)) STRICT;
CREATE TABLE repeats (
  id INTEGER PRIMARY KEY, source_id TEXT NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
  other_id TEXT NOT NULL REFERENCES sources(id) ON DELETE CASCADE, share REAL NOT NULL,
  decision TEXT NOT NULL DEFAULT '' CHECK (decision IN ('', 'repeat', 'keep both')),
  UNIQUE (source_id, other_id)) STRICT;
CREATE TABLE candidates (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, contact TEXT NOT NULL DEFAULT '',
  route TEXT NOT NULL CHECK (route IN ('selected', 'self-registered')),
  n_persons INTEGER NOT NULL DEFAULT 1 CHECK (n_persons > 0), note TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE recruitment (
  id TEXT PRIMARY KEY, candidate_id TEXT NOT NULL REFERENCES candidates(id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('approached', 'reminded', 'no answer', 'declined', 'agreed',
  'scheduled', 'held', 'report sent', 'checked', 'quotes sent', 'approved', 'withdrawn')),
  reason TEXT NOT NULL DEFAULT '', on_date TEXT NOT NULL, entered_by TEXT NOT NULL,
  entered_at TEXT NOT NULL) STRICT;
CREATE INDEX recruitment_by_candidate ON recruitment(candidate_id);
CREATE TABLE participants (
  id TEXT PRIMARY KEY, pseudonym_id INTEGER UNIQUE REFERENCES pseudonyms(id),
  candidate_id TEXT REFERENCES candidates(id) ON DELETE SET NULL, name TEXT NOT NULL DEFAULT '',
  contact TEXT NOT NULL DEFAULT '', withdrawal_code TEXT UNIQUE) STRICT;
CREATE INDEX speakers_by_pseudonym ON speakers(pseudonym_id);
CREATE INDEX participants_by_candidate ON participants(candidate_id);
CREATE TABLE consents (
  id TEXT PRIMARY KEY, participant_id TEXT NOT NULL REFERENCES participants(id) ON DELETE CASCADE,
  form_version TEXT NOT NULL, given_on TEXT NOT NULL, covers_analysis INTEGER NOT NULL,
  covers_quotes INTEGER NOT NULL, entered_by TEXT NOT NULL, entered_at TEXT NOT NULL) STRICT;
CREATE INDEX consents_by_participant ON consents(participant_id);
CREATE TABLE confidential_values (
  id TEXT PRIMARY KEY, participant_id TEXT NOT NULL REFERENCES participants(id) ON DELETE CASCADE,
  attribute_id TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (participant_id, attribute_id)) STRICT;
CREATE TABLE reports (
  id TEXT PRIMARY KEY, source_id TEXT NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
  participant_id TEXT NOT NULL REFERENCES participants(id) ON DELETE CASCADE,
  version INTEGER NOT NULL, paragraphs TEXT NOT NULL, sent_on TEXT NOT NULL, due_on TEXT NOT NULL,
  reminded_on TEXT NOT NULL DEFAULT '', answered_on TEXT NOT NULL DEFAULT '',
  UNIQUE (source_id, participant_id, version)) STRICT
"""


def m003_sources(db: Database) -> None:
    """Add cases with attributes, surveys, barred passages and facts of documents to a study."""
    for statement in _STUDY.strip().split(";\n"):
        db.execute(statement)
    untrack(db, "cases")
    for table in (
        *("cases", "case_documents", "roles", "attributes", "attribute_values", "targets"),
        *("barred", "anchor_checks", "summaries"),
    ):
        track(db, table)


def m003_participants(db: Database) -> None:
    """Add bundles, corrections, recruitment, consent and member checks to a key file."""
    for statement in _KEY.strip().split(";\n"):
        db.execute(statement)
    for table in ("candidates", "recruitment", "participants", "consents", "confidential_values"):
        track(db, table)
    for table in ("reports", "repeats"):
        track(db, table)
    untrack(db, "sources")
    # When findings were looked for changes by itself, so no undo may depend on it.
    left_out = ("content", "text", "turns", "review_number", "detected_at")
    track(db, "sources", leave_out=left_out)
