"""What groups are made of: where each code stands, and what is said without a code yet."""

from collections.abc import Mapping
from typing import NamedTuple

from kwalicode.model import Language
from kwalicode.store.files import Database
from kwalicode.store.passes import VISIBLE, hides_codings


class CodedPassage(NamedTuple):
    """A segment of a code."""

    document_id: str
    start: int
    end: int
    text: str


def find_coded_passages(db: Database, *, coder: str) -> dict[str, list[CodedPassage]]:
    """Give where each code stands, by code id, as far as a coder may see it; each segment once."""
    where, values = (f"AND {VISIBLE}", [coder]) if hides_codings(db) else ("", [])
    rows = db.execute(
        'SELECT DISTINCT code_id, document_id, start, "end", text FROM codings '  # noqa: S608  ours
        f'WHERE code_id IS NOT NULL {where} ORDER BY document_id, start, "end"',
        values,
    )
    found: dict[str, list[CodedPassage]] = {}
    for code_id, *passage in rows:
        found.setdefault(code_id, []).append(CodedPassage(*passage))
    return found


def find_languages(db: Database) -> Mapping[str, Language]:
    """Give the language of each document, by id."""
    return dict(db.execute("SELECT id, language FROM documents").fetchall())


class Listed(NamedTuple):
    """A document whose passages can be grouped.

    Attributes:
        source: What is grouped together: '' for interviews and documents, else a question.
        wording: Of the question, or the title of answers to none.
    """

    document_id: str
    title: str
    language: str
    source: str
    wording: str


def find_listed(db: Database) -> list[Listed]:
    """List the documents in their order."""
    return [Listed(*row) for row in db.execute(_LISTED)]


_LISTED = """
SELECT documents.id, title, language,
  CASE WHEN kind = 'survey answer' THEN coalesce(question_id, documents.id) ELSE '' END,
  CASE WHEN kind = 'survey answer' THEN coalesce(wording, title) ELSE '' END
FROM documents LEFT JOIN survey_questions ON survey_questions.id = question_id
ORDER BY documents.position"""


def find_covered(db: Database, *, coder: str) -> dict[str, list[tuple[int, int]]]:
    """Give what is coded, as far as a coder may see, or barred: spans by document and start."""
    where, values = (f"WHERE {VISIBLE}", [coder]) if hides_codings(db) else ("", [])
    rows = db.execute(
        f'SELECT document_id, start, "end" FROM codings {where} '  # noqa: S608  ours
        "UNION SELECT document_id, start, \"end\" FROM barred WHERE bars = 'analysis' "
        "ORDER BY 1, 2, 3",
        values,
    )
    found: dict[str, list[tuple[int, int]]] = {}
    for document_id, start, end in rows:
        found.setdefault(document_id, []).append((start, end))
    return found
