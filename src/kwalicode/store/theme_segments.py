"""Segments that may be quoted for a theme, or that speak against it."""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kwalicode.model import Language
from kwalicode.store.files import Database
from kwalicode.store.passes import QUOTABLE, VISIBLE


class Passage(NamedTuple):
    """A coded place in a document, without its words.

    Attributes:
        n_codes: How many of the codes that were asked for stand on it.
    """

    coding_id: str
    document_id: str
    start: int
    end: int
    n_codes: int


class Words(NamedTuple):
    """What stands at a coding."""

    coding_id: str
    document_id: str
    start: int
    end: int
    text: str
    code: str
    document: str
    language: Language


def find_passages(
    db: Database, code_ids: Iterable[str], *, inside: bool, words: str, coder: str
) -> list[Passage]:
    """List passages in reading order; one that has several codings is listed once.

    Args:
        db: The study.
        code_ids: The codes of a theme.
        inside: Whether passages with one of these codes are wanted, or those with another one.
        words: Only passages that hold these; empty for all.
        coder: Who looks; a blind pass hides the work of others.
    """
    which = "IN" if inside else "NOT IN"
    sql = _PASSAGES.format(which=which, visible=VISIBLE)
    rows = db.execute(sql, [json.dumps(sorted(code_ids)), coder, words, words])
    return [Passage(*row) for row in rows]


_PASSAGES = """
SELECT min(codings.id), document_id, start, "end", count(DISTINCT code_id) FROM codings
JOIN documents ON documents.id = document_id
WHERE code_id {which} (SELECT value FROM json_each(?)) AND {visible}
AND (? = '' OR instr(lower(codings.text), lower(?)) > 0)
GROUP BY document_id, start, "end" ORDER BY documents.position, start, "end" """


def find_words(
    db: Database, coding_ids: Sequence[str], *, coder: str, to_quote: bool = False
) -> list[Words]:
    """Give what stands at codings, in the order asked; what is gone or hidden is left out.

    With `to_quote` also what may not be quoted.
    """
    sql = _WORDS.format(visible=f"{VISIBLE} AND {QUOTABLE}" if to_quote else VISIBLE)
    rows = db.execute(sql, [json.dumps(list(coding_ids)), coder])
    return [Words(*row) for row in rows]


_WORDS = """
SELECT codings.id, document_id, start, "end", codings.text, coalesce(codes.name, ''),
  documents.title, documents.language
FROM json_each(?) AS asked JOIN codings ON codings.id = asked.value
JOIN documents ON documents.id = document_id LEFT JOIN codes ON codes.id = code_id
WHERE {visible} ORDER BY asked.key"""
