"""How far codes and themes reach: over which participants and documents, not only how often.

One event may be told by several people and one told event coded many times, so a number of
segments alone says little (W04, W87).
"""

from collections.abc import Iterable
from typing import NamedTuple

from kwalicode.store.answers import answer_documents, unit_of
from kwalicode.store.files import Database
from kwalicode.store.passes import VISIBLE, hides_codings
from kwalicode.store.voices import Voices

Segment = tuple[str, int, int]


class Reach(NamedTuple):
    """Where codes were used.

    Attributes:
        cases: Ids of the participants who speak in the turns of the segments.
        documents: Ids of the documents; each answer of a survey counts as one.
        segments: Document, start and end of every passage; one that has several codings is one.
    """

    cases: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    segments: frozenset[Segment] = frozenset()


def joined(reaches: Iterable[Reach]) -> Reach:
    """Give the reach of several codes together; what they share counts once."""
    parts = list(reaches)
    return Reach(
        frozenset().union(*(part.cases for part in parts)),
        frozenset().union(*(part.documents for part in parts)),
        frozenset().union(*(part.segments for part in parts)),
    )


def find_reach(db: Database, voices: Voices, *, coder: str) -> dict[str, Reach]:
    """Give the reach of every code that has codings which a coder may see, by code id."""
    where, values = (f"AND {VISIBLE}", [coder]) if hides_codings(db) else ("", [])
    segments: dict[str, set[Segment]] = {}
    # As the index of what is equal has the code, so that the codings themselves are not read.
    for code_id, document_id, start, end in db.execute(
        "SELECT coalesce(code_id, '') AS code, document_id, start, \"end\" FROM codings "  # noqa: S608  no values
        f"WHERE code <> '' {where}",
        values,
    ):
        segments.setdefault(code_id, set()).add((document_id, start, end))
    answers = answer_documents(db)
    return {
        code_id: Reach(
            frozenset(case_id for place in places for case_id in voices.speakers(*place)),
            _units(places, answers, voices),
            frozenset(places),
        )
        for code_id, places in segments.items()
    }


def _units(places: set[Segment], answers: frozenset[str], voices: Voices) -> frozenset[str]:
    documents = {place[0] for place in places}
    split = documents & answers
    inside = (place for place in places if place[0] in split) if split else ()
    parts = {unit_of(place[0], one) for place in inside for one in voices.speakers(*place)}
    return frozenset(documents - split | parts)


def codes_of_categories(db: Database) -> dict[str, frozenset[str]]:
    """Give the codes under each category that has any, by category id.

    They are at home there or in a category below, or stand there by a further link.
    """
    found: dict[str, set[str]] = {}
    for category_id, code_id in db.execute(_CODES):
        found.setdefault(category_id, set()).add(code_id)
    return {category_id: frozenset(codes) for category_id, codes in found.items()}


_CODES = """
WITH RECURSIVE below(above_id, category_id) AS (
  SELECT id, id FROM categories UNION
  SELECT above_id, categories.id FROM categories JOIN below ON parent_id = category_id)
SELECT above_id, codes.id FROM below JOIN codes USING (category_id)
UNION SELECT above_id, code_id FROM below JOIN code_categories USING (category_id)"""


def codes_of_themes(db: Database) -> dict[str, frozenset[str]]:
    """Give the codes each theme rests on, by theme id; a theme without any is left out.

    These are its own codes, and those under its categories.
    """
    under = codes_of_categories(db)
    found: dict[str, set[str]] = {}
    for theme_id, code_id in db.execute("SELECT theme_id, code_id FROM theme_codes"):
        found.setdefault(theme_id, set()).add(code_id)
    for theme_id, category_id in db.execute("SELECT theme_id, category_id FROM theme_categories"):
        if category_id in under:
            found.setdefault(theme_id, set()).update(under[category_id])
    return {theme_id: frozenset(codes) for theme_id, codes in found.items()}
