"""Passages that may not be used: barred from all analysis, or from quotes alone (W41, W34)."""

from collections.abc import Iterable, Mapping
from uuid import uuid4

from kwalicode.errors import ConflictError, NotFoundError
from kwalicode.model import BarReason, Barred
from kwalicode.store.documents import check_segment, document_text
from kwalicode.store.files import Database, add_row, now

Span = tuple[int, int]

_FIELDS = 'barred.id, document_id, start, "end", text, bars, reason'


def add_barred(db: Database, barred: Barred, *, coder: str) -> None:
    """Bar a passage; the same one for the same reason is kept once.

    Args:
        db: Inside a write on the study file.
        barred: What to bar; an empty id is given one.
        coder: Who does it.

    Raises:
        NotFoundError: The document is not in the study.
        InputError: The segment lies outside the document, or its words are others than its text.
    """
    text = document_text(db, barred.document_id)
    check_segment(text, barred.start, barred.end, barred.text)
    same = db.execute(
        'SELECT 1 FROM barred WHERE document_id = ? AND bars = ? AND start = ? AND "end" = ? '
        "AND reason = ?",
        [barred.document_id, barred.bars, barred.start, barred.end, barred.reason],
    )
    if not same.fetchone():
        add_row(
            db,
            "barred",
            id=barred.barred_id or str(uuid4()),
            document_id=barred.document_id,
            start=barred.start,
            end=barred.end,
            text=barred.text,
            bars=barred.bars,
            reason=barred.reason,
            created_by=coder,
            created_at=now(),
        )


def lift_barred(db: Database, barred_id: str, *, reason: BarReason) -> None:
    """Let a passage be used again; what was coded in it comes back.

    Raises:
        NotFoundError: It is not barred any more.
        ConflictError: It was barred for another reason than this page is about.
    """
    row = db.execute("SELECT reason FROM barred WHERE id = ?", [barred_id]).fetchone()
    if not row:
        raise NotFoundError("This passage is not barred any more; reload the page.")
    if row[0] != reason:
        raise ConflictError(
            "This passage is barred for another reason than a member check; lift it where that was "
            "set."
        )
    db.execute("DELETE FROM barred WHERE id = ?", [barred_id])


def lift_all(db: Database, document_ids: Iterable[str], *, reason: BarReason) -> None:
    """Lift all that was barred for one reason in some documents."""
    for document_id in document_ids:
        db.execute("DELETE FROM barred WHERE document_id = ? AND reason = ?", [document_id, reason])


def find_barred(db: Database, document_id: str | None = None) -> list[Barred]:
    """List the barred passages of a document, or of all, in reading order."""
    where, values = ("", []) if document_id is None else ("WHERE document_id = ?", [document_id])
    rows = db.execute(
        f"SELECT {_FIELDS} FROM barred JOIN documents ON documents.id = document_id {where} "  # noqa: S608  ours
        'ORDER BY position, start, "end"',
        values,
    )
    return [Barred(*row) for row in rows]


def barred_spans(db: Database) -> dict[str, list[Span]]:
    """Give where documents are barred from analysis, by document id, in order of start."""
    spans: dict[str, list[Span]] = {}
    for document_id, start, end in db.execute(
        "SELECT document_id, start, \"end\" FROM barred WHERE bars = 'analysis' "
        'ORDER BY document_id, start, "end"'
    ):
        spans.setdefault(document_id, []).append((start, end))
    return spans


def refuse_barred(db: Database, document_id: str, start: int, end: int) -> None:
    """Refuse a segment that touches a passage which is barred from analysis.

    Raises:
        ConflictError: It does.
    """
    row = db.execute(
        "SELECT 1 FROM barred WHERE document_id = ? AND bars = 'analysis' AND start < ? "
        'AND "end" > ?',
        [document_id, end, start],
    ).fetchone()
    if row:
        raise ConflictError(
            "These words are barred from analysis, so they cannot be coded; select others."
        )


def move_barred(db: Database, document_id: str, text: str, places: Mapping[str, Span]) -> None:
    """Let the barred passages of a document stand at new places of a new text.

    Args:
        db: Inside a write on the study file.
        document_id: The document.
        text: Its new text.
        places: New segment of every barred passage, by its id; an empty one is barred no more,
            since nothing of it is left.
    """
    for barred_id, (start, end) in places.items():
        if start == end:
            db.execute("DELETE FROM barred WHERE id = ?", [barred_id])
            continue
        db.execute(
            'UPDATE barred SET start = ?, "end" = ?, text = ? WHERE id = ? AND document_id = ?',
            [start, end, text[start:end], barred_id, document_id],
        )


_FILLER = "░"


def blanked(text: str, start: int, spans: Iterable[Span]) -> str:
    """Fill the letters of barred passages, so that all else keeps its place.

    Args:
        text: A part of a document.
        start: Where it begins in the document.
        spans: Barred passages of the document.

    >>> blanked("zij lag ziek thuis", 10, [(14, 22)])
    'zij ░░░ ░░░░ thuis'
    """
    pieces, done = [], 0
    for first, last in spans:
        low, high = max(first - start, done), min(last - start, len(text))
        if low < high:
            hidden = "".join(c if c.isspace() else _FILLER for c in text[low:high])
            pieces += [text[done:low], hidden]
            done = high
    return "".join([*pieces, text[done:]])
