"""De-identified documents of the study; a document without a sign-off cannot exist here."""

import hashlib
from collections.abc import Iterable

from kwalicode.errors import InputError, NotFoundError
from kwalicode.model import Document, Turn
from kwalicode.store.files import Database, add_row, now
from kwalicode.store.history import forget_rows
from kwalicode.store.memos import forget_memos
from kwalicode.store.passes import COUNTED
from kwalicode.text import count_words

_NOT_THERE = "This document is not in the study yet; sign it off first."


def add_version(
    db: Database, document: Document, *, coder: str, role_labels: dict[str, str]
) -> None:
    """Store a signed-off text as the version of its document; the one before it goes.

    An earlier text may hold a name that a later review masked.

    Args:
        db: Inside a write.
        document: Its `turns` carry pseudonyms; `version` must be new for the document.
        coder: Who signed it off.
        role_labels: Pseudonym to role label, for every speaker of the turns.
    """
    found = db.execute("SELECT 1 FROM documents WHERE id = ?", [document.document_id]).fetchone()
    if not found:
        position = db.execute("SELECT count(*) FROM documents").fetchone()[0]
        add_row(
            db,
            "documents",
            id=document.document_id,
            title=document.title,
            kind=document.kind,
            language=document.language,
            position=position,
        )
    db.execute(
        "DELETE FROM versions WHERE document_id = ? AND number < ?",
        [document.document_id, document.version],
    )
    version_id = add_row(
        db,
        "versions",
        document_id=document.document_id,
        number=document.version,
        text=document.text,
        sha256=hashlib.sha256(document.text.encode()).hexdigest(),
        signed_off_by=coder,
        signed_off_at=now(),
    )
    for turn in document.turns:
        case_id = _case(db, turn, role_labels) if turn.speaker else None
        span = {"start": turn.start, "end": turn.end}
        add_row(db, "turns", version_id=version_id, case_id=case_id, part=turn.part, **span)
    _drop_silent_cases(db)


def _case(db: Database, turn: Turn, role_labels: dict[str, str]) -> str:
    db.execute(
        "INSERT INTO cases(id, pseudonym, role_label, is_interviewer) VALUES (:name, :name, :role, "
        ":asks) ON CONFLICT (id) DO UPDATE SET role_label = :role WHERE role_label <> :role "
        "AND analytic_role = ''",
        {
            "name": turn.speaker,
            "role": role_labels.get(turn.speaker, ""),
            "asks": turn.is_interviewer,
        },
    )
    return turn.speaker


def update_role_label(db: Database, pseudonym: str, role_label: str) -> None:
    """Change how a participant may be named outside (W59), unless that follows from a role."""
    db.execute(
        "UPDATE cases SET role_label = ? WHERE pseudonym = ? AND analytic_role = ''",
        [role_label, pseudonym],
    )


def get_document(db: Database, document_id: str) -> Document:
    """Read a document in its newest version.

    Raises:
        NotFoundError: It is not in the study, for instance because it is not signed off.
    """
    row = db.execute(
        "SELECT title, kind, language, text, versions.id, number FROM documents JOIN versions "
        "ON document_id = documents.id WHERE documents.id = ? ORDER BY number DESC LIMIT 1",
        [document_id],
    ).fetchone()
    if not row:
        raise NotFoundError(_NOT_THERE)
    turns = db.execute(
        "SELECT start, \"end\", coalesce(case_id, ''), coalesce(is_interviewer, 0), part "
        "FROM turns LEFT JOIN cases ON cases.id = case_id WHERE version_id = ? ORDER BY start",
        [row[4]],
    )
    spoken = tuple(Turn(start, end, who, bool(asks), part) for start, end, who, asks, part in turns)
    title, kind, language, text = row[:4]
    return Document(document_id, title, kind, language, text, spoken, row[5])


def document_text(db: Database, document_id: str) -> str:
    """Read the newest text of a document alone; raises as `get_document` does."""
    row = db.execute(
        "SELECT text FROM versions WHERE document_id = ? ORDER BY number DESC LIMIT 1",
        [document_id],
    ).fetchone()
    if not row:
        raise NotFoundError(_NOT_THERE)
    return str(row[0])


def check_segment(text: str, start: int, end: int, words: str) -> None:
    """Refuse a segment that is not these words of a text.

    Raises:
        InputError: It lies outside the text, is empty, or holds other words.
    """
    if not 0 <= start < end <= len(text):
        raise InputError(
            "The segment {start} to {end} lies outside the document; select again.",
            start=start,
            end=end,
        )
    if text[start:end] != words:
        raise InputError(
            "The words at {start} to {end} are others than those selected; reload the page.",
            start=start,
            end=end,
        )


def find_documents(db: Database) -> list[dict[str, str | int]]:
    """List the documents of the study in order of sign-off, without their text.

    Returns:
        Per document: `id`, `title`, `kind`, `language`, `version`, `n_words`, `n_codings`.
    """
    rows = db.execute(
        "SELECT documents.id, title, kind, language, max(number), "  # noqa: S608  our own condition
        "(SELECT count(*) FROM codings WHERE codings.document_id = documents.id "
        f"AND {COUNTED}), text "
        "FROM documents JOIN versions ON versions.document_id = documents.id "
        "GROUP BY documents.id ORDER BY position"
    )
    names = ("id", "title", "kind", "language", "version", "n_codings")
    return [
        dict(zip(names, row[:6], strict=True)) | {"n_words": count_words(row[6])} for row in rows
    ]


def versions_signed_off(db: Database) -> dict[str, int]:
    """Give the newest signed-off version of each document, by id."""
    rows = db.execute("SELECT document_id, max(number) FROM versions GROUP BY document_id")
    return dict(rows.fetchall())


def delete_documents(db: Database, document_ids: Iterable[str]) -> None:
    """Remove documents with text, turns, codings and memos, and what history kept of these."""
    for document_id in document_ids:
        forget_memos(db, document_id)
        db.execute("DELETE FROM documents WHERE id = ?", [document_id])
        for table in ("codings", "barred", "anchor_checks", "suggestions"):
            forget_rows(db, table, "document_id", document_id)
    _drop_silent_cases(db)


def _drop_silent_cases(db: Database) -> None:
    """Remove who speaks nowhere any more, and of whom the study knows nothing else."""
    db.execute(
        "DELETE FROM cases WHERE analytic_role = '' "
        "AND NOT EXISTS (SELECT 1 FROM attribute_values WHERE case_id = cases.id) "
        "AND NOT EXISTS (SELECT 1 FROM case_documents WHERE case_id = cases.id) "
        "AND id NOT IN (SELECT case_id FROM survey_rows) "
        "AND id NOT IN (SELECT case_id FROM turns WHERE case_id <> '')"
    )
