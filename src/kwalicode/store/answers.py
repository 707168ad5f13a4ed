"""A document of survey answers holds those of many: where documents are counted, each is one."""

from kwalicode.store.files import Database

WITH_ANSWERS = """
JOIN documents ON documents.id = codings.document_id
LEFT JOIN versions ON documents.kind = 'survey answer' AND versions.document_id = documents.id
LEFT JOIN turns ON turns.version_id = versions.id AND turns.start < codings."end"
  AND turns."end" > codings.start"""
"""What `UNIT` needs beside `codings`; a coding over several answers comes once for each."""

UNIT = "codings.document_id || coalesce('/' || turns.case_id, '')"
"""What counts as one document: the document of a coding or, of a survey, the answer it is in."""


def unit_of(document_id: str, case_id: str) -> str:
    """Give in Python what `UNIT` gives of an answer in SQL."""
    return f"{document_id}/{case_id}"


def answer_documents(db: Database) -> frozenset[str]:
    """Give the ids of the documents that hold survey answers."""
    rows = db.execute("SELECT id FROM documents WHERE kind = 'survey answer'")
    return frozenset(row[0] for row in rows)


def count_units(db: Database) -> int:
    """Count the documents of the study, each answer of a survey as one."""
    return int(db.execute(_UNITS).fetchone()[0])


def count_usable_units(db: Database) -> int:
    """Count them but for those of which nothing may be used: every turn is barred (W34)."""
    return int(db.execute(_USABLE).fetchone()[0])


WHOLLY_BARRED = """
EXISTS (SELECT 1 FROM barred WHERE bars = 'analysis' AND barred.document_id = versions.document_id
  AND barred.start <= turns.start AND barred."end" >= turns."end")"""
"""Of a turn, beside `versions` and `turns`: nothing of it may be used."""

_USABLE = f"""
SELECT count(*) FROM (
  SELECT DISTINCT documents.id, CASE kind WHEN 'survey answer' THEN turns.case_id END
  FROM documents JOIN versions ON versions.document_id = documents.id
  LEFT JOIN (SELECT turns.* FROM turns LEFT JOIN cases ON cases.id = case_id
    WHERE coalesce(is_interviewer, 0) = 0) AS turns ON turns.version_id = versions.id
  WHERE CASE WHEN turns.id IS NULL THEN kind <> 'survey answer' ELSE NOT {WHOLLY_BARRED} END)"""  # noqa: S608  ours


_UNITS = """
SELECT (SELECT count(*) FROM documents WHERE kind <> 'survey answer') + (
  SELECT count(*) FROM (SELECT DISTINCT document_id, case_id FROM turns
  JOIN versions ON versions.id = version_id JOIN documents ON documents.id = document_id
  WHERE kind = 'survey answer'))"""
