"""How far codes and themes reach: over which participants and documents, not only how often.

One event may be told by several people and one told event coded many times, so a number of
segments alone says little (W04, W87).
"""

from collections.abc import Iterable
from typing import NamedTuple

from kwalicode.store.files import Database
from kwalicode.store.passes import VISIBLE, blind_passes
from kwalicode.store.voices import Voices

Segment = tuple[str, int, int]


class Reach(NamedTuple):
    """Where codes were used.

    Attributes:
        cases: Ids of the participants who speak in the turns of the segments.
        documents: Ids of the documents.
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
    where, values = (f"AND {VISIBLE}", [coder]) if blind_passes(db) else ("", [])
    segments: dict[str, set[Segment]] = {}
    for code_id, *segment in db.execute(
        f'SELECT code_id, document_id, start, "end" FROM codings WHERE code_id IS NOT NULL {where}',  # noqa: S608  no values
        values,
    ):
        segments.setdefault(code_id, set()).add((segment[0], segment[1], segment[2]))
    found = {}
    for code_id, places in segments.items():
        cases = frozenset(case_id for place in places for case_id in voices.speakers(*place))
        found[code_id] = Reach(cases, frozenset(place[0] for place in places), frozenset(places))
    return found


def codes_of_themes(db: Database) -> dict[str, frozenset[str]]:
    """Give the codes each theme rests on, by theme id.

    These are its own codes, and those under its categories: at home there, in a category below, or
    by a further link.
    """
    found: dict[str, set[str]] = {}
    for theme_id, code_id in db.execute(_CODES):
        found.setdefault(theme_id, set()).add(code_id)
    return {theme_id: frozenset(codes) for theme_id, codes in found.items()}


_CODES = """
WITH RECURSIVE below(theme_id, category_id) AS (
  SELECT theme_id, category_id FROM theme_categories UNION
  SELECT theme_id, categories.id FROM categories JOIN below ON parent_id = category_id)
SELECT theme_id, codes.id FROM below JOIN codes USING (category_id)
UNION SELECT theme_id, code_id FROM below JOIN code_categories USING (category_id)
UNION SELECT theme_id, code_id FROM theme_codes"""
