"""Coded segments for suggestions, all at once, and what tells whether texts are still the same."""

from typing import NamedTuple

from kwalicode.store.answers import UNIT, WITH_ANSWERS
from kwalicode.store.files import Database
from kwalicode.store.passes import VISIBLE, hides_codings


class CodedRow(NamedTuple):
    """A segment with a code.

    Attributes:
        unit: The document or, of a survey, the answer.
        language: Of the document.
        text: De-identified.
    """

    coding_id: str
    code_id: str
    document_id: str
    unit: str
    language: str
    start: int
    end: int
    text: str


def find_coded(db: Database, *, coder: str, code_id: str | None = None) -> list[CodedRow]:
    """List segments with codes that are in use, as far as a coder may see, in reading order.

    Args:
        db: The study.
        coder: Who looks.
        code_id: Of this code alone.
    """
    seen, values = (f"AND {VISIBLE}", [coder]) if hides_codings(db) else ("", [])
    rows = db.execute(_CODED.format(seen=seen), [*values, code_id, code_id])
    # A coding that runs over several answers of a survey counts as in the first.
    found: dict[str, CodedRow] = {}
    for row in rows:
        found.setdefault(row[0], CodedRow(*row))
    return list(found.values())


_CODED = f"""
SELECT codings.id, code_id, codings.document_id, {UNIT}, documents.language, codings.start,
  codings."end", codings.text FROM codings {WITH_ANSWERS}
JOIN codes ON codes.id = code_id WHERE NOT is_retired {{seen}} AND (? IS NULL OR code_id = ?)
ORDER BY documents.position, codings.start, codings."end", codings.id"""  # noqa: S608  ours


def text_state(db: Database) -> tuple[int, ...]:
    """Give numbers that differ where the texts, who speaks or what is barred in them differ."""
    return tuple(db.execute(_STATE).fetchone())


_STATE = """
SELECT (SELECT coalesce(max(id), 0) FROM versions), (SELECT count(*) FROM versions),
  (SELECT count(*) FROM barred), (SELECT coalesce(sum(start * 31 + "end"), 0) FROM barred),
  (SELECT count(*) FROM cases WHERE is_interviewer)"""
