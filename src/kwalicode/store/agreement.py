"""What coders marked in the documents that all of them coded in, to tell how far they agree."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from kwalicode.errors import AccessError
from kwalicode.model import DocumentKind
from kwalicode.store.files import Database
from kwalicode.store.passes import blind_passes, counted

Span = tuple[int, int]


class Marked(NamedTuple):
    """A segment that a coder gave a code."""

    coder_id: int
    code_id: str
    start: int
    end: int
    coding_id: str = ""


class ComparedDocument(NamedTuple):
    """A document in which each of the coders who are compared coded something.

    Attributes:
        turns: Segments of its turns, each with the id of who speaks; empty where nobody is named.
        barred: Segments that may not be used; nothing in `marked` touches them.
        marked: In reading order. Highlights without a code are left out.
    """

    document_id: str
    kind: DocumentKind
    text: str
    turns: list[tuple[int, int, str]]
    barred: list[Span]
    marked: list[Marked]


def find_compared(
    db: Database, pass_id: int, coders: Sequence[int]
) -> tuple[list[ComparedDocument], int]:
    """Give the documents that all of some coders coded in in one pass, in order of sign-off.

    What one of them has not read yet is no difference, so other documents are only counted.

    Args:
        db: The study.
        pass_id: The pass in which they coded.
        coders: Their ids.

    Returns:
        The documents, and how many there are in which only some of them coded.

    Raises:
        AccessError: The pass is blind and not closed yet.
    """
    if pass_id in blind_passes(db):
        raise AccessError("Coders do not see each other's work until this pass is closed.")
    marked: dict[str, list[Marked]] = {}
    by: dict[str, set[int]] = {}
    query = _MARKED.format(counted=counted(db))
    for document_id, *row in db.execute(query, [pass_id, json.dumps(list(coders))]):
        by.setdefault(document_id, set()).add(row[0])
        found = marked.setdefault(document_id, [])
        if row[1] is not None:
            found.append(Marked(*row))
    both = [document_id for document_id, who in by.items() if who == set(coders)]
    turns = _by_document(db, _TURNS, both)
    barred = _by_document(db, _BARRED, both)
    documents = [
        ComparedDocument(
            document_id,
            kind,
            text,
            turns.get(document_id, []),
            [one[:2] for one in barred.get(document_id, [])],
            marked[document_id],
        )
        for document_id, kind, text in db.execute(_TEXTS, [json.dumps(both)])
    ]
    return documents, len(by) - len(both)


def find_code_groups(db: Database) -> list[tuple[str, str, list[str]]]:
    """List the categories that codes are at home in: id, name, ids of the codes."""
    found: dict[str, tuple[str, list[str]]] = {}
    for category_id, name, code_id in db.execute(
        "SELECT categories.id, categories.name, codes.id FROM codes "
        "JOIN categories ON categories.id = category_id ORDER BY 2, 1"
    ):
        found.setdefault(category_id, (name, []))[1].append(code_id)
    return [(category_id, name, codes) for category_id, (name, codes) in found.items()]


def _by_document(
    db: Database, query: str, documents: Sequence[str]
) -> dict[str, list[tuple[int, int, str]]]:
    found: dict[str, list[tuple[int, int, str]]] = {}
    for document_id, *row in db.execute(query, [json.dumps(documents)]):
        start, end, more = row
        found.setdefault(document_id, []).append((start, end, more))
    return found


_MARKED = (
    'SELECT document_id, coder_id, code_id, start, "end", id FROM codings WHERE pass_id = ? '
    "AND coder_id IN (SELECT value FROM json_each(?)) AND {counted} "
    'ORDER BY document_id, start, "end", codings.id'
)
_NEWEST = (
    "(SELECT max(number), id AS version_id, document_id, text FROM versions "
    "WHERE document_id IN (SELECT value FROM json_each(?)) GROUP BY document_id)"
)
_TEXTS = (
    f"SELECT documents.id, kind, text FROM {_NEWEST} JOIN documents ON documents.id = document_id "  # noqa: S608  ours
    "ORDER BY position, documents.id"
)
_TURNS = (
    f"SELECT document_id, start, \"end\", coalesce(case_id, '') FROM {_NEWEST} "  # noqa: S608  ours
    "JOIN turns USING (version_id) ORDER BY start"
)
_BARRED = (
    "SELECT document_id, start, \"end\", '' FROM barred WHERE bars = 'analysis' "
    "AND document_id IN (SELECT value FROM json_each(?)) ORDER BY start"
)
