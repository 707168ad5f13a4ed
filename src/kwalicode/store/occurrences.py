"""Where codes stand and who speaks there, as columns of numbers: what is counted reads all at once.

An answer of a survey is a document of its own wherever documents are counted; see `answers`.
"""

import json
from array import array
from collections.abc import Sequence
from typing import NamedTuple

from kwalicode.store.answers import unit_of
from kwalicode.store.barred import barred_spans, blanked
from kwalicode.store.files import Database
from kwalicode.store.passes import VISIBLE, hides_codings


class Occurrences(NamedTuple):
    """The codings with a code that somebody may see; four columns of one length.

    Attributes:
        code_ids: The code by its number.
        documents: Number of the document of each coding: its place in the list of documents.
        codes: Number of its code.
        starts: First code point.
        ends: One past the last.
    """

    code_ids: tuple[str, ...]
    documents: "array[int]"
    codes: "array[int]"
    starts: "array[int]"
    ends: "array[int]"


class ListedDocument(NamedTuple):
    """A document as what is counted shows it; `dated` is an ISO date or empty."""

    document_id: str
    title: str
    kind: str
    language: str
    dated: str


class SpokenTurns(NamedTuple):
    """The turns of the newest versions, but for those of interviewers, in order of their place.

    Attributes:
        documents: Number of the document of each.
        cases: Number of who speaks; -1 where nobody does, as in a report.
        starts: First code point.
        ends: One past the last.
        case_ids: The case by its number.
        pseudonyms: Its pseudonym.
        role_labels: Its role label, or ''.
        kept_out: Numbers of the documents of which every turn is barred from analysis.
    """

    documents: "array[int]"
    cases: "array[int]"
    starts: "array[int]"
    ends: "array[int]"
    case_ids: tuple[str, ...]
    pseudonyms: tuple[str, ...]
    role_labels: tuple[str, ...]
    kept_out: frozenset[int] = frozenset()


def last_write(db: Database) -> int:
    """Give the number of the last step of anybody: what was counted before it may be old."""
    return int(db.execute("SELECT coalesce(max(id), 0) FROM change_sets").fetchone()[0])


def find_documents(db: Database) -> list[ListedDocument]:
    """List the documents in their order."""
    rows = db.execute("SELECT id, title, kind, language, dated FROM documents ORDER BY position")
    return [ListedDocument(*row) for row in rows]


def find_occurrences(
    db: Database, documents: Sequence[ListedDocument], *, coder: str
) -> Occurrences:
    """Read where codes stand, as far as a coder may see it and it is not barred.

    Args:
        db: The study.
        documents: As `find_documents` gives them.
        coder: Who looks.
    """
    where, values = (f"AND {VISIBLE}", [coder]) if hides_codings(db) else ("", [])
    numbers: dict[str, int] = {}
    places = {one.document_id: number for number, one in enumerate(documents)}
    found = Occurrences((), array("q"), array("q"), array("q"), array("q"))
    # One row a document: a row a coding takes four times as long where there are a million.
    for document_id, codes, starts, ends in db.execute(_CODINGS.format(where=where), values):
        names = codes.split("\n")
        for name in dict.fromkeys(names):
            numbers.setdefault(name, len(numbers))
        found.codes.extend(map(numbers.__getitem__, names))
        found.starts.extend(map(int, starts.split(",")))
        found.ends.extend(map(int, ends.split(",")))
        found.documents.extend([places[document_id]] * len(names))
    return found._replace(code_ids=tuple(numbers))


_CODINGS = """
SELECT document_id, group_concat(coalesce(code_id, ''), char(10)), group_concat(start),
  group_concat("end") FROM codings WHERE coalesce(code_id, '') <> '' {where} GROUP BY document_id"""


def find_spoken_turns(db: Database, documents: Sequence[ListedDocument]) -> SpokenTurns:
    """Read the turns of all but interviewers; `documents` are as `find_documents` gives them.

    Turns that are barred from analysis as wholes are left out: who is restricted is in no
    denominator either, nor is a document in which nobody else speaks (W34).
    """
    places = {one.document_id: number for number, one in enumerate(documents)}
    numbers: dict[str, int] = {"": -1}
    columns = array("q"), array("q"), array("q"), array("q")
    words: dict[str, tuple[str, str]] = {}
    barred: set[int] = set()
    for document_id, start, end, case_id, is_barred, *named in db.execute(_TURNS):
        if is_barred:
            barred.add(places[document_id])
            continue
        if case_id not in numbers:
            numbers[case_id] = len(numbers) - 1
            words[case_id] = (named[0], named[1])
        row = (places[document_id], numbers[case_id], start, end)
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    ids = tuple(words)
    names, labels = (tuple(words[one][part] for one in ids) for part in (0, 1))
    return SpokenTurns(*columns, ids, names, labels, frozenset(barred.difference(columns[0])))


_TURNS = """
SELECT documents.id, turns.start, turns."end", coalesce(case_id, ''),
  EXISTS (SELECT 1 FROM barred WHERE bars = 'analysis' AND barred.document_id = documents.id
    AND barred.start <= turns.start AND barred."end" >= turns."end"), pseudonym, role_label
FROM documents JOIN (SELECT max(number), id AS version_id, document_id FROM versions
  GROUP BY document_id) AS newest ON newest.document_id = documents.id
JOIN turns USING (version_id) LEFT JOIN cases ON cases.id = case_id
WHERE coalesce(is_interviewer, 0) = 0 ORDER BY position, turns.start"""


def find_words(db: Database, places: Sequence[tuple[str, int, int]]) -> list[str]:
    """Give the words of segments, each a document, start and end, in their order."""
    rows = db.execute(_WORDS, [json.dumps(list(places))])
    return [row[0] for row in rows]


_WORDS = """
SELECT substr(text, (value ->> 1) + 1, (value ->> 2) - (value ->> 1)) FROM json_each(?)
JOIN versions ON versions.document_id = value ->> 0 AND number = (
  SELECT max(number) FROM versions AS newer WHERE newer.document_id = value ->> 0)
ORDER BY key"""


class SpokenText(NamedTuple):
    """What somebody says in one turn; passages that are barred from analysis are blanked.

    Attributes:
        unit: The document or, of a survey, the answer.
        start: Where the turn begins in the document.
    """

    unit: str
    document_id: str
    language: str
    start: int
    text: str


def find_texts(db: Database, *, kind: str = "") -> list[SpokenText]:
    """Give the words of all but interviewers in their order, of one kind of source or of all."""
    barred = barred_spans(db)
    found = []
    for document_id, its_kind, language, text, turns in db.execute(_TEXTS, [kind, kind]):
        for start, end, case_id in sorted(json.loads(turns)):
            is_answer = its_kind == "survey answer" and case_id
            unit = unit_of(document_id, case_id) if is_answer else document_id
            # Cut here: SQLite would count from the start of a long text for each turn anew.
            clean = blanked(text[start:end], start, barred.get(document_id, ()))
            found.append(SpokenText(unit, document_id, language, start, clean))
    return found


_TEXTS = """
SELECT documents.id, kind, language, text, (
  SELECT json_group_array(json_array(turns.start, turns."end", coalesce(case_id, '')))
  FROM turns LEFT JOIN cases ON cases.id = case_id
  WHERE turns.version_id = newest.version_id AND coalesce(is_interviewer, 0) = 0)
FROM documents JOIN (SELECT max(number), id AS version_id, document_id, text FROM versions
  GROUP BY document_id) AS newest ON newest.document_id = documents.id
WHERE (? = '' OR kind = ?) ORDER BY position"""


def find_attribute(db: Database, attribute_id: str) -> dict[str, str]:
    """Give the value of an attribute of each case that has one, by case id."""
    rows = db.execute(
        "SELECT case_id, value FROM attribute_values WHERE attribute_id = ?", [attribute_id]
    )
    return dict(rows.fetchall())
