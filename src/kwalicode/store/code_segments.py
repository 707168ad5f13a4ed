"""The segments of one code, to look at and to deal out over other codes."""

from typing import NamedTuple

from kwalicode.store.answers import UNIT, WITH_ANSWERS
from kwalicode.store.codings import count_by_code
from kwalicode.store.files import Database
from kwalicode.store.passes import VISIBLE, hides_codings

MAX_SEGMENTS = 200


class CodedSegment(NamedTuple):
    """A coding as a list of segments shows it.

    Attributes:
        text: Its words.
    """

    coding_id: str
    document: str
    coder: str
    text: str
    comment: str


def find_coded_segments(
    db: Database, code_id: str, *, coder: str, skip: int = 0
) -> list[CodedSegment]:
    """List segments of a code, at most `MAX_SEGMENTS`, as they stand in the documents.

    Args:
        db: A connection.
        code_id: The code.
        coder: Who looks; in a blind pass others' codings are left out.
        skip: How many of the first to leave out.
    """
    rows = db.execute(
        "SELECT codings.id, documents.title, coders.name, codings.text, comment FROM codings "  # noqa: S608  our own condition
        "JOIN documents ON documents.id = document_id JOIN coders ON coders.id = coder_id "
        f"WHERE code_id = ? AND {VISIBLE} "
        "ORDER BY documents.position, codings.start, codings.id LIMIT ? OFFSET ?",
        [code_id, coder, MAX_SEGMENTS, skip],
    )
    return [CodedSegment(*row) for row in rows]


def count_visible(db: Database, *, coder: str) -> dict[str, int]:
    """Give the number of codings of each code that someone may see, by code id."""
    if not hides_codings(db):
        return count_by_code(db)
    rows = db.execute(
        f"SELECT code_id, count(*) FROM codings WHERE code_id IS NOT NULL AND {VISIBLE} GROUP BY 1",  # noqa: S608
        [coder],
    )
    return dict(rows.fetchall())


class Uses(NamedTuple):
    """How often a code was used, and by how much of the material (W04, W87).

    Attributes:
        n_documents: Each answer of a survey counts as one.
    """

    n_codings: int
    n_documents: int
    n_participants: int


def count_uses(db: Database, code_id: str, *, coder: str) -> Uses:
    """Count the codings, documents and participants of a code that a coder may see.

    A participant counts who speaks in a segment; an interviewer never does.
    """
    n_codings, n_documents = db.execute(
        f"SELECT count(DISTINCT codings.id), count(DISTINCT {UNIT}) FROM codings {WITH_ANSWERS} "  # noqa: S608  our own
        f"WHERE code_id = ? AND {VISIBLE}",
        [code_id, coder],
    ).fetchone()
    n_participants = db.execute(_PARTICIPANTS, [code_id, coder]).fetchone()[0]
    return Uses(n_codings, n_documents, n_participants)


_PARTICIPANTS = f"""
SELECT count(DISTINCT turns.case_id) FROM codings
JOIN versions ON versions.document_id = codings.document_id AND versions.number = (
  SELECT max(number) FROM versions AS newer WHERE newer.document_id = codings.document_id)
JOIN turns ON turns.version_id = versions.id AND turns.start < codings."end"
  AND turns."end" > codings.start
JOIN cases ON cases.id = turns.case_id
WHERE codings.code_id = ? AND {VISIBLE} AND NOT cases.is_interviewer"""  # noqa: S608  our own condition
