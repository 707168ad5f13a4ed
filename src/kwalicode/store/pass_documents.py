"""Which documents take part in which pass (W82)."""

from typing import NamedTuple

from kwalicode.errors import InputError, NotFoundError
from kwalicode.model import DocumentKind, PassKind
from kwalicode.store.files import Database
from kwalicode.store.passes import counted, current_pass


class PassDocument(NamedTuple):
    """A document and its codings by pass.

    Attributes:
        in_open_pass: Whether it is offered in an open pass; a document that only supports may be
            kept for the axial and thematic ones.
        n_codings: Number of codings by pass id.
    """

    document_id: str
    title: str
    kind: DocumentKind
    in_open_pass: bool
    n_codings: dict[int, int]


def find_pass_documents(db: Database) -> list[PassDocument]:
    """List all documents in order of sign-off."""
    counts: dict[str, dict[int, int]] = {}
    for document_id, pass_id, n in db.execute(
        f"SELECT document_id, pass_id, count(*) FROM codings WHERE {counted(db)} GROUP BY 1, 2"  # noqa: S608  ours
    ):
        counts.setdefault(document_id, {})[pass_id] = n
    rows = db.execute("SELECT id, title, kind, in_open_pass FROM documents ORDER BY position")
    return [
        PassDocument(document_id, title, kind, bool(in_open), counts.get(document_id, {}))
        for document_id, title, kind, in_open in rows
    ]


def offered_documents(db: Database, kind: PassKind) -> frozenset[str]:
    """Give the ids of the documents that are offered for coding in a pass of a kind."""
    rows = db.execute("SELECT id FROM documents WHERE in_open_pass OR ? <> 'open'", [kind])
    return frozenset(row[0] for row in rows)


def takes_part(db: Database, document_id: str, kind: PassKind) -> bool:
    """Tell whether a document is not kept out of the passes of a kind."""
    row = db.execute("SELECT in_open_pass FROM documents WHERE id = ?", [document_id]).fetchone()
    return kind != "open" or not row or bool(row[0])


def pass_for(db: Database, document_id: str, kind: PassKind) -> int:
    """Give the present pass of a kind; the axial one for a document kept out of the open passes."""
    return current_pass(db, kind if takes_part(db, document_id, kind) else "axial")


def limit_document(db: Database, document_id: str, *, in_open_pass: bool) -> None:
    """Offer a document in the open passes too, or in the axial and thematic ones alone.

    Raises:
        NotFoundError: The document is not in the study.
        InputError: It is no supporting document but an interview or an answer.
    """
    row = db.execute("SELECT kind FROM documents WHERE id = ?", [document_id]).fetchone()
    if not row:
        raise NotFoundError("This document is not in the study yet; sign it off first.")
    if row[0] != "document" and not in_open_pass:
        raise InputError("Interviews and answers always take part in the open pass.")
    db.execute(
        "UPDATE documents SET in_open_pass = ? WHERE id = ?", [int(in_open_pass), document_id]
    )
