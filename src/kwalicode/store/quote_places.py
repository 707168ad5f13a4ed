"""Where quotes of the register stand, who speaks in them, and how they go with a document."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kwalicode.errors import ConflictError
from kwalicode.model import Language
from kwalicode.model.quotes import QuoteSegment
from kwalicode.store.documents import check_segment, document_text
from kwalicode.store.files import Database
from kwalicode.store.history import close_steps, forget_rows, forget_words
from kwalicode.store.quotes_schema import TABLES

Span = tuple[int, int]

BARRED_QUOTES = """
SELECT quote_id FROM quote_segments JOIN barred ON barred.document_id = quote_segments.document_id
AND barred.start < quote_segments."end" AND barred."end" > quote_segments.start"""
"""A query for the quotes with a passage that is barred from analysis or from quotes."""


def barred_quotes(db: Database) -> set[str]:
    """Give the ids of the quotes with a passage that is barred from analysis or quotes."""
    return {row[0] for row in db.execute(BARRED_QUOTES)}


def quotable_segment(
    db: Database, document_id: str, start: int, end: int
) -> tuple[QuoteSegment, Language]:
    """Give a segment of a document that may be quoted, and the language of the document.

    Raises:
        NotFoundError: The document is not in the study.
        InputError: The segment lies outside the document.
        ConflictError: A part of it is barred from analysis or from quotes.
    """
    text = document_text(db, document_id)
    check_segment(text, start, end, text[start:end])
    is_barred = db.execute(
        'SELECT 1 FROM barred WHERE document_id = ? AND start < ? AND "end" > ?',
        [document_id, end, start],
    ).fetchone()
    if is_barred:
        raise ConflictError("These words are barred from quotes; select others.")
    row = db.execute("SELECT language FROM documents WHERE id = ?", [document_id]).fetchone()
    return QuoteSegment(document_id, start, end, text[start:end]), row[0]


def speakers_of_quotes(db: Database, quote_id: str | None = None) -> dict[str, set[str]]:
    """Give the pseudonyms of the participants who speak in each quote, or in one."""
    found: dict[str, set[str]] = {}
    for one, pseudonym in db.execute(_SPEAKERS, [quote_id]):
        found.setdefault(one, set()).add(pseudonym)
    return found


_SPEAKERS = """
SELECT DISTINCT quote_id, pseudonym FROM quote_segments AS own
JOIN versions ON versions.document_id = own.document_id
JOIN turns ON turns.version_id = versions.id AND turns.start < own."end"
  AND own.start < turns."end"
JOIN cases ON cases.id = case_id AND NOT is_interviewer WHERE ?1 IS NULL OR quote_id = ?1"""


def quotes_of_codings(db: Database) -> dict[str, str]:
    """Give the quote that stands on exactly the segment of a coding alone, by coding id."""
    return dict(db.execute(_OF_CODINGS).fetchall())


_OF_CODINGS = """
SELECT codings.id, quote_id FROM quote_segments AS own
JOIN codings ON codings.document_id = own.document_id
  AND codings.start = own.start AND codings."end" = own."end"
WHERE NOT EXISTS (SELECT 1 FROM quote_segments AS other
  WHERE other.quote_id = own.quote_id AND other.id <> own.id)"""


@dataclass(frozen=True, slots=True)
class StandingSegment:
    """A segment of a quote as it stands in a document."""

    segment_id: str
    start: int
    end: int


def segments_in(db: Database, document_id: str) -> list[StandingSegment]:
    """List the segments of quotes in a document."""
    rows = db.execute(
        'SELECT id, start, "end" FROM quote_segments WHERE document_id = ? ORDER BY start',
        [document_id],
    )
    return [StandingSegment(*row) for row in rows]


def move_segments(db: Database, document_id: str, text: str, places: Mapping[str, Span]) -> None:
    """Let the segments of a document stand at new places of a new text.

    A quote whose words changed loses its changes and is a candidate again, since nobody saw it
    so; one of whose segments nothing is left goes. History forgets the old words.

    Args:
        db: Inside a write.
        document_id: The document.
        text: Its new text.
        places: New segment of every one, by its id; one that is missing or empty is gone.
    """
    rows = db.execute(
        "SELECT id, quote_id, text FROM quote_segments WHERE document_id = ?", [document_id]
    ).fetchall()
    for segment_id, quote_id, words in rows:
        start, end = places.get(segment_id, (0, 0))
        if start >= end:
            db.execute("DELETE FROM quotes WHERE id = ?", [quote_id])
            continue
        if text[start:end] != words:
            db.execute("DELETE FROM quote_changes WHERE quote_id = ?", [quote_id])
            db.execute("UPDATE quotes SET state = 'candidate' WHERE id = ?", [quote_id])
        db.execute(
            'UPDATE quote_segments SET start = ?, "end" = ?, text = ? WHERE id = ?',
            [start, end, text[start:end], segment_id],
        )
    close_steps(db, "quote_segments", "document_id", document_id)
    forget_words(db, "quote_segments", "document_id", document_id, words="text")


def quotes_of(db: Database, document_ids: Iterable[str], case_id: str) -> set[str]:
    """Give the ids of the quotes from some documents, and of those that a case speaks in."""
    return {row[0] for row in db.execute(_OF, [json.dumps(list(document_ids)), case_id])}


_OF = """
SELECT quote_id FROM quote_segments WHERE document_id IN (SELECT value FROM json_each(?1))
UNION SELECT quote_id FROM quote_segments AS own
  JOIN versions ON versions.document_id = own.document_id
  JOIN turns ON turns.version_id = versions.id AND turns.start < own."end"
    AND own.start < turns."end" WHERE case_id = ?2"""


def forget_quotes(db: Database, document_ids: Sequence[str], case_id: str) -> None:
    """Remove the quotes from some documents and of a participant, with all history of them.

    History forgets those quotes too that were in the register before.

    Args:
        db: Inside a write, while the turns still stand.
        document_ids: Documents that go whole.
        case_id: Whose turns no quote may touch any more.
    """
    past = db.execute(
        "SELECT DISTINCT json_extract(coalesce(new, old), '$.quote_id') FROM changes "
        "WHERE table_name = 'quote_segments' AND row_id NOT IN (SELECT id FROM quote_segments)"
    ).fetchall()
    for quote_id in quotes_of(db, document_ids, case_id) | {row[0] for row in past}:
        db.execute("DELETE FROM quotes WHERE id = ?", [quote_id])
        for table in TABLES:
            forget_rows(db, table, "id" if table == "quotes" else "quote_id", quote_id)
        forget_rows(db, "sheet_quotes", "quote_id", quote_id)
