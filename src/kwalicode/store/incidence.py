"""Which code stands in which interview, by the codebook as it is now: for saturation.

What is counted over is an interview or document; of a survey it is who answered, over all
questions. A code counts once in each, however often and by however many coders it was given.
"""

from typing import Any, NamedTuple

from kwalicode.model import DocumentKind
from kwalicode.store.files import Database
from kwalicode.store.history import revision
from kwalicode.store.passes import VISIBLE, hides_codings
from kwalicode.store.past_merges import find_lost


class Unit(NamedTuple):
    """An interview, a document, or who answered a survey.

    Attributes:
        title: Of the document; of who answered, the pseudonym.
        dated: ISO date, or empty.
        n_letters: Length of its text in code points.
    """

    unit_id: str
    title: str
    dated: str
    n_letters: int


def find_units(db: Database, kind: DocumentKind) -> list[Unit]:
    """List the units of a kind of source in order of import, coded or not."""
    query = _ANSWERED if kind == "survey answer" else _DOCUMENTS
    return [Unit(*row) for row in db.execute(query, [kind])]


_NEWEST = (
    "JOIN (SELECT max(number), id AS version_id, document_id, text FROM versions "
    "GROUP BY document_id) AS newest ON newest.document_id = documents.id"
)
_DOCUMENTS = (
    f"SELECT documents.id, title, dated, length(text) FROM documents {_NEWEST} "  # noqa: S608  ours
    "WHERE kind = ? ORDER BY position"
)
_ANSWERED = (
    f'SELECT case_id, pseudonym, max(dated), sum("end" - start) FROM documents {_NEWEST} '  # noqa: S608  ours
    "JOIN turns USING (version_id) JOIN cases ON cases.id = case_id "
    "WHERE kind = ? AND NOT is_interviewer GROUP BY case_id ORDER BY min(position), min(start)"
)


def find_occurrences(db: Database, kind: DocumentKind, *, coder: str) -> dict[str, frozenset[str]]:
    """Give the codes in each unit of a kind of source that has a coding, by unit id.

    Args:
        db: The study.
        kind: Of the documents.
        coder: Who looks; codings that are hidden from them do not count, nor do barred passages.

    Returns:
        Ids of codes; a unit in which there are only highlights without a code has none.
    """
    found: dict[str, set[str]] = {}
    for unit_id, code_id in _rows(db, kind, "coalesce(code_id, '')", coder):
        found.setdefault(unit_id, set()).add(code_id)
    return {unit_id: frozenset(codes - {""}) for unit_id, codes in found.items()}


def find_past_occurrences(
    db: Database, kind: DocumentKind, at: int, *, coder: str
) -> dict[str, frozenset[str]]:
    """Give the codes in each document of a kind as its codings stood at a revision.

    Args:
        db: The study.
        kind: Of the documents; the respondents of a survey are not told.
        at: Number of the last change that counts.
        coder: Who looks; what is hidden from them now did not count then either.

    Returns:
        Ids of codes by id of the document, as `find_occurrences`.
    """
    found: dict[str, set[str]] = {}
    for document_id, code_id in db.execute(_THEN, [at, at, coder, coder, kind]):
        found.setdefault(document_id, set()).add(code_id)
    return {document_id: frozenset(codes - {""}) for document_id, codes in found.items()}


# A coding that is still there may have moved since, so whether it is hidden is asked of it as it
# is; one that is gone has no other place than the one it had.
_THEN = f"""
WITH past AS (
  SELECT id, document_id, code_id, coder_id, pass_id, start, "end" FROM codings
  WHERE id NOT IN (SELECT row_id FROM changes WHERE table_name = 'codings' AND id > ?)
  UNION ALL
  SELECT row_id, old ->> '$.document_id', old ->> '$.code_id', old ->> '$.coder_id',
    old ->> '$.pass_id', old ->> '$.start', old ->> '$.end' FROM changes
  WHERE old IS NOT NULL AND id IN
    (SELECT min(id) FROM changes WHERE table_name = 'codings' AND id > ? GROUP BY row_id))
SELECT DISTINCT document_id, coalesce(code_id, '') FROM past AS codings
JOIN documents ON documents.id = document_id
WHERE CASE WHEN codings.id IN (SELECT id FROM main.codings)
  THEN codings.id NOT IN (SELECT id FROM main.codings WHERE NOT {VISIBLE}) ELSE {VISIBLE} END
AND documents.kind = ?"""  # noqa: S608  ours


def find_unit_coders(db: Database, kind: DocumentKind, *, coder: str) -> dict[str, frozenset[int]]:
    """Give who coded in each unit of a kind of source, as ids of coders, by unit id."""
    found: dict[str, set[int]] = {}
    for unit_id, coder_id in _rows(db, kind, "coder_id", coder):
        found.setdefault(unit_id, set()).add(coder_id)
    return {unit_id: frozenset(coders) for unit_id, coders in found.items()}


def _rows(db: Database, kind: DocumentKind, column: str, coder: str) -> list[tuple[str, Any]]:
    unit, within = "codings.document_id", ""
    if kind == "survey answer":
        unit = "case_id"
        within = (
            f'{_NEWEST} JOIN turns ON turns.version_id = newest.version_id AND turns."end" > '
            'codings.start AND turns.start < codings."end" '
            "JOIN cases ON cases.id = case_id AND NOT is_interviewer"
        )
    where, values = (f"AND {VISIBLE}", [kind, coder]) if hides_codings(db) else ("", [kind])
    return db.execute(
        f"SELECT DISTINCT {unit}, {column} FROM codings "  # noqa: S608  names and conditions are ours
        f"JOIN documents ON documents.id = codings.document_id {within} "
        f"WHERE documents.kind = ? {where}",
        values,
    ).fetchall()


def count_repeats(db: Database, kind: DocumentKind) -> int:
    """Count the documents of a kind that hold a passage which repeats another document."""
    row = db.execute(
        "SELECT count(DISTINCT document_id) FROM barred JOIN documents ON documents.id = "
        "document_id WHERE reason = 'repeat' AND bars = 'analysis' AND kind = ?",
        [kind],
    ).fetchone()
    return int(row[0])


def find_barred_units(db: Database, kind: DocumentKind) -> set[str]:
    """Give the ids of the units of a kind of source of which anything is barred from analysis."""
    query = _BARRED_ANSWERS if kind == "survey answer" else _BARRED_DOCUMENTS
    return {row[0] for row in db.execute(query, [kind])}


_BARRED_DOCUMENTS = (
    "SELECT document_id FROM barred JOIN documents ON documents.id = document_id "
    "WHERE bars = 'analysis' AND kind = ?"
)
_BARRED_ANSWERS = (
    f"SELECT case_id FROM documents {_NEWEST} JOIN turns USING (version_id) "  # noqa: S608  ours
    "JOIN barred ON barred.document_id = documents.id AND bars = 'analysis' "
    'AND barred.start < turns."end" AND barred."end" > turns.start WHERE kind = ?'
)


def count_merged_codes(db: Database) -> int:
    """Count the codes that went up in another one, so that its numbers hold theirs now."""
    kept = {row[0] for row in db.execute("SELECT id FROM codes")}
    lost = find_lost(db, "codes", 0, revision(db))
    return sum(one.act.startswith("merge") for key, one in lost.items() if key not in kept)
