"""Search in the de-identified text: words by the FTS5 table of turns, patterns turn by turn."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import regex

from kwalicode.errors import InputError
from kwalicode.model import DocumentKind, Language
from kwalicode.store.barred import barred_spans, blanked
from kwalicode.store.files import Database
from kwalicode.store.passes import VISIBLE
from kwalicode.store.search_query import match_expression

MAX_PATTERN = 500
PATTERN_SECONDS = 3.0

# Characters that no text of a study holds (`text.normalise`) stand around what was found.
_OPEN, _CLOSE = "\x01", "\x02"

Span = tuple[int, int]
Speakers = Literal["participants", "interviewers"]


class Where(NamedTuple):
    """Where to search; what is empty lets all pass.

    Attributes:
        role_label: Of who speaks.
        coded_with: Id of a code that must stand on what is found.
        not_coded_with: Id of a code that must not.
    """

    document_ids: tuple[str, ...] = ()
    kind: DocumentKind | None = None
    language: Language | None = None
    role_label: str | None = None
    speakers: Speakers | None = None
    coded_with: str | None = None
    not_coded_with: str | None = None


EVERYWHERE = Where()


class FoundTurn(NamedTuple):
    """A turn in which something was found.

    Attributes:
        start: First code point of the turn in its document.
        text: Its words.
        speaker: Pseudonym; empty where no one is named.
        spans: What was found, in code points of the document; none overlaps another.
    """

    document_id: str
    document: str
    language: Language
    start: int
    text: str
    speaker: str
    role_label: str
    is_interviewer: bool
    spans: tuple[Span, ...]


def find_words(
    db: Database,
    query: str,
    where: Where = EVERYWHERE,
    *,
    coder: str,
) -> Iterator[FoundTurn]:
    """Find the turns that fit a query, in the order in which they were stored.

    Args:
        db: The study, read while the turns are taken.
        query: See `search_query`.
        where: Where to search.
        coder: Who asks; codings hidden from them do not count as coded.

    Raises:
        InputError: The query cannot be understood.
    """
    match = {"match": match_expression(query), "open": _OPEN, "close": _CLOSE}
    shown = "highlight(turn_texts, 0, :open, :close)"
    barred = barred_spans(db)
    for row in _rows(db, shown, "turn_texts MATCH :match", where, match, coder):
        text, spans = _unmarked(row[4], row[3])
        clean = blanked(text, row[3], barred.get(row[0], ()))
        if clean != text:
            text, spans = _unmarked(_found_again(db, clean, match), row[3])
        if spans:
            yield _turn(row, text, spans)


def _found_again(db: Database, text: str, match: Mapping[str, str]) -> str:
    """Mark what fits a query in a text that is not indexed; empty where nothing does."""
    db.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.one_text USING fts5(text, "
        'tokenize = "unicode61 remove_diacritics 2")'
    )
    db.execute("DELETE FROM temp.one_text")
    db.execute("INSERT INTO temp.one_text VALUES (?)", [text])
    marked = "SELECT highlight(one_text, 0, :open, :close) FROM temp.one_text"
    row = db.execute(f"{marked} WHERE one_text MATCH :match", dict(match)).fetchone()
    return str(row[0]) if row else ""


def find_pattern(
    db: Database,
    pattern: str,
    where: Where = EVERYWHERE,
    *,
    coder: str,
) -> Iterator[FoundTurn]:
    """Find the turns that a regular expression fits somewhere, ignoring case; see `find_words`.

    Raises:
        InputError: The pattern cannot be read, or all of it takes longer than three seconds.
    """
    compiled = _compiled(pattern)
    end = time.monotonic() + PATTERN_SECONDS
    barred = barred_spans(db)
    for row in _rows(db, "turn_texts.text", "TRUE", where, {}, coder):
        text = blanked(row[4], row[3], barred.get(row[0], ()))
        spans = _matches(compiled, text, row[3], end)
        if spans:
            yield _turn(row, text, spans)


def find_code_spans(db: Database, code_id: str, *, coder: str) -> dict[str, list[Span]]:
    """Give where a code stands, as far as a coder may see it, in reading order by document."""
    spans: dict[str, list[Span]] = {}
    for document_id, start, end in db.execute(
        'SELECT document_id, start, "end" FROM codings WHERE code_id = ? '  # noqa: S608  ours
        f"AND {VISIBLE} ORDER BY document_id, start",
        [code_id, coder],
    ):
        spans.setdefault(document_id, []).append((start, end))
    return spans


def find_codes_at(
    db: Database, places: Sequence[tuple[str, int, int]], *, coder: str
) -> list[tuple[str, ...]]:
    """Give the ids of the codes on each of some places, as far as a coder may see them.

    Args:
        db: The study.
        places: Document, start and end of each.
        coder: Who asks.
    """
    found: list[list[str]] = [[] for _ in places]
    for place, code_id in db.execute(_CODES_AT, {"places": json.dumps(places), "coder": coder}):
        found[place].append(code_id)
    return [tuple(codes) for codes in found]


# The longest coding of a document tells how far before a place one can begin that reaches it.
_CODES_AT = f"""
WITH places AS MATERIALIZED (SELECT key, value ->> 0 AS document_id, value ->> 1 AS first,
  value ->> 2 AS last FROM json_each(:places)),
longest AS MATERIALIZED (SELECT document_id, max("end" - start) AS length FROM codings
  WHERE document_id IN (SELECT document_id FROM places) GROUP BY 1)
SELECT places.key, code_id FROM places CROSS JOIN longest USING (document_id) CROSS JOIN codings
ON codings.document_id = places.document_id AND start < last AND start > first - length
WHERE "end" > first AND code_id IS NOT NULL AND {VISIBLE.replace("?", ":coder")}
GROUP BY 1, 2 ORDER BY 1, min(codings.rowid)"""  # noqa: S608  ours


class Choices(NamedTuple):
    """What a search can be limited to.

    Attributes:
        documents: Title by id, in the order of the study.
        role_labels: In the order of the alphabet.
    """

    documents: dict[str, str]
    kinds: tuple[DocumentKind, ...]
    languages: tuple[Language, ...]
    role_labels: tuple[str, ...]


def find_choices(db: Database) -> Choices:
    """List what the documents of the study differ in."""
    rows = db.execute("SELECT id, title, kind, language FROM documents ORDER BY position")
    documents = rows.fetchall()
    labels = db.execute(
        "SELECT DISTINCT role_label FROM cases WHERE role_label <> '' ORDER BY 1 COLLATE NOCASE"
    )
    return Choices(
        {row[0]: row[1] for row in documents},
        tuple(dict.fromkeys(row[2] for row in documents)),
        tuple(dict.fromkeys(row[3] for row in documents)),
        tuple(row[0] for row in labels),
    )


_FILTERS: Mapping[str, str] = {
    "document_ids": "documents.id IN (SELECT value FROM json_each(:document_ids))",
    "kind": "documents.kind = :kind",
    "language": "documents.language = :language",
    "role_label": "cases.role_label = :role_label",
    "coded_with": "turns.id IN coded",
}
_SPEAKERS: Mapping[Speakers | None, str] = {
    "participants": "coalesce(NOT is_interviewer, 1)",
    "interviewers": "is_interviewer",
}
_NEWEST = "SELECT max(number), id, document_id FROM versions GROUP BY document_id"
# Turns on which a code stands; sentences are looked at one by one after that. Turns follow each
# other, so none before the last one that begins at or before a coding can hold any of it.
_CODED = f"""
WITH newest AS MATERIALIZED ({_NEWEST}), coded AS MATERIALIZED (SELECT turns.id FROM codings
JOIN newest USING (document_id) JOIN turns ON turns.version_id = newest.id
AND turns.start < codings."end" AND turns."end" > codings.start AND turns.start >= coalesce(
(SELECT max(before.start) FROM turns AS before WHERE before.version_id = newest.id
AND before.start <= codings.start), 0)
WHERE code_id = :coded_with AND {VISIBLE.replace("?", ":coder")})"""  # noqa: S608  names are ours


def _rows(
    db: Database,
    shown: str,
    match: str,
    where: Where,
    values: Mapping[str, object],
    coder: str,
) -> Iterable[Sequence[Any]]:
    given = {name: value for name, value in where._asdict().items() if value}
    conditions = [match, *(sql for name, sql in _FILTERS.items() if name in given)]
    conditions += [_SPEAKERS[where.speakers]] if where.speakers else []
    # CROSS JOIN lets the index of words lead: the marks are set only in what passes the filters.
    return db.execute(
        f"{_CODED} SELECT documents.id, documents.title, documents.language, turns.start, "  # noqa: S608  ours
        f"{shown}, coalesce(pseudonym, ''), coalesce(role_label, ''), coalesce(is_interviewer, 0) "
        "FROM turn_texts CROSS JOIN turns ON turns.id = turn_texts.rowid "
        "CROSS JOIN newest ON newest.id = turns.version_id "
        "CROSS JOIN documents ON documents.id = newest.document_id "
        f"LEFT JOIN cases ON cases.id = turns.case_id WHERE {' AND '.join(conditions)}",
        {
            **values,
            "kind": where.kind,
            "language": where.language,
            "role_label": where.role_label,
            "document_ids": json.dumps(where.document_ids),
            "coded_with": where.coded_with,
            "coder": coder,
        },
    )


def _turn(row: Sequence[Any], text: str, spans: Iterable[Span]) -> FoundTurn:
    document_id, title, language, start, _, speaker, role_label, asks = row
    who = (speaker, role_label, bool(asks))
    return FoundTurn(document_id, title, language, start, text, *who, tuple(spans))


def _unmarked(marked: str, start: int) -> tuple[str, list[Span]]:
    """Take out the marks that FTS5 put around what it found, and tell where they stood."""
    pieces, spans, place = [], [], start
    for n, piece in enumerate(marked.replace(_CLOSE, _OPEN).split(_OPEN)):
        if n % 2:
            spans.append((place, place + len(piece)))
        pieces.append(piece)
        place += len(piece)
    return "".join(pieces), spans


def _compiled(pattern: str) -> regex.Pattern[str]:
    if not pattern.strip():
        raise InputError("Type a pattern to search for.")
    if len(pattern) > MAX_PATTERN:
        raise InputError("A pattern has at most {most} characters; shorten it.", most=MAX_PATTERN)
    try:
        return regex.compile(pattern, regex.IGNORECASE | regex.MULTILINE)
    except regex.error as error:
        place = getattr(error, "pos", None)
        raise InputError(
            "The pattern cannot be read at character {place}; check its brackets and backslashes.",
            place=len(pattern) if place is None else place + 1,
        ) from error


def _matches(pattern: regex.Pattern[str], text: str, start: int, end: float) -> list[Span]:
    left = max(end - time.monotonic(), 1e-6)  # a limit of 0 would be none
    try:
        found = [match.span() for match in pattern.finditer(text, timeout=left)]
    except (TimeoutError, MemoryError) as error:
        raise InputError(
            "This pattern takes longer than {seconds} seconds; make it simpler or search in fewer "
            "documents.",
            seconds=round(PATTERN_SECONDS),
        ) from error
    return [(start + first, start + last) for first, last in found if last > first]
