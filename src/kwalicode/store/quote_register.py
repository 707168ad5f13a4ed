"""The register of quotes: segments, changes, state, and hits that a person let stand."""

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from uuid import uuid4

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model.quotes import (
    QuoteChange,
    QuoteCheck,
    QuoteSegment,
    RegisteredQuote,
)
from kwalicode.store.documents import check_segment, document_text
from kwalicode.store.files import Database, add_row, now
from kwalicode.store.quote_places import BARRED_QUOTES

_FORBIDDEN = "forbidden labels"


def add_quote(db: Database, quote: RegisteredQuote, *, coder: str) -> None:
    """Put a quote into the register.

    Args:
        db: Inside a write.
        quote: With its segments and changes.
        coder: Who does it.

    Raises:
        InputError: The words of a segment are others than those of its document.
        NotFoundError: A document is not in the study.
    """
    add_row(
        db,
        "quotes",
        id=quote.quote_id,
        role_label=quote.role_label,
        style=quote.style,
        state=quote.state,
        used_in=quote.used_in,
        language=quote.language,
        created_by=coder,
        created_at=now(),
    )
    for position, one in enumerate(quote.segments):
        check_segment(document_text(db, one.document_id), one.start, one.end, one.text)
        row = {"document_id": one.document_id, "start": one.start, "end": one.end}
        row |= {"quote_id": quote.quote_id, "text": one.text, "position": position}
        add_row(db, "quote_segments", id=str(uuid4()), **row)
    _put_changes(db, quote)


def _put_changes(db: Database, quote: RegisteredQuote) -> None:
    _check_changes(quote)
    for one in quote.changes:
        row = {"start": one.start, "end": one.end, "text": one.text, "kind": one.kind}
        row |= {"quote_id": quote.quote_id, "reason": one.reason}
        add_row(db, "quote_changes", id=str(uuid4()), **row)


def _check_changes(quote: RegisteredQuote) -> None:
    length, ordered = len(quote.original), sorted((one.start, one.end) for one in quote.changes)
    are_inside = all(0 <= start < end <= length for start, end in ordered)
    if not are_inside or any(left[1] > right[0] for left, right in pairwise(ordered)):
        raise InputError("Two changes of this quote overlap, or lie outside it; select again.")


def update_quote(db: Database, quote: RegisteredQuote) -> None:
    """Store the changes, role label, style, state and use of a quote; its segments stay.

    Raises:
        NotFoundError: It is gone.
        InputError: Changes overlap or lie outside its words.
    """
    old = get_quote(db, quote.quote_id)
    db.execute(
        "UPDATE quotes SET role_label = ?1, style = ?2, state = ?3, used_in = ?4 WHERE id = ?5 "
        "AND (role_label, style, state, used_in) <> (?1, ?2, ?3, ?4)",
        [quote.role_label, quote.style, quote.state, quote.used_in, quote.quote_id],
    )
    if old.changes != quote.changes:
        db.execute("DELETE FROM quote_changes WHERE quote_id = ?", [quote.quote_id])
        _put_changes(db, quote)


def get_quote(db: Database, quote_id: str) -> RegisteredQuote:
    """Read one quote, whether it may be used or not.

    Raises:
        NotFoundError: It is gone.
    """
    found = _read(db, "WHERE quotes.id = ?", [quote_id])
    if not found:
        raise NotFoundError("This quote is not in the register any more; reload the page.")
    return found[0]


def find_registered(db: Database, *, with_barred: bool = False) -> list[RegisteredQuote]:
    """List the quotes in the order they were made; those with a barred passage only if wanted."""
    return _read(db, "" if with_barred else f"WHERE quotes.id NOT IN ({BARRED_QUOTES})", [])


def count_hidden(db: Database) -> int:
    """Count the quotes that are left out because a passage of theirs is barred."""
    return int(db.execute(f"SELECT count(DISTINCT quote_id) FROM ({BARRED_QUOTES})").fetchone()[0])  # noqa: S608  ours


def _read(db: Database, where: str, values: Sequence[str]) -> list[RegisteredQuote]:
    rows = db.execute(
        "SELECT id, role_label, style, state, used_in, language FROM quotes "  # noqa: S608  ours
        f"{where} ORDER BY created_at, rowid",
        values,
    ).fetchall()
    if not rows:
        return []
    one = rows[0][0] if len(rows) == 1 else None
    segments, changes = _segments(db, one), _changes(db, one)
    return [
        RegisteredQuote(
            row[0], tuple(segments.get(row[0], ())), tuple(changes.get(row[0], ())), *row[1:]
        )
        for row in rows
    ]


def _segments(db: Database, quote_id: str | None) -> dict[str, list[QuoteSegment]]:
    found: dict[str, list[QuoteSegment]] = {}
    for owner, *segment in db.execute(
        'SELECT quote_id, document_id, start, "end", text FROM quote_segments '
        "WHERE ?1 IS NULL OR quote_id = ?1 ORDER BY quote_id, position",
        [quote_id],
    ):
        found.setdefault(owner, []).append(QuoteSegment(*segment))
    return found


def _changes(db: Database, quote_id: str | None) -> dict[str, list[QuoteChange]]:
    found: dict[str, list[QuoteChange]] = {}
    for owner, *change in db.execute(
        'SELECT quote_id, start, "end", text, kind, reason FROM quote_changes '
        "WHERE ?1 IS NULL OR quote_id = ?1 ORDER BY quote_id, start",
        [quote_id],
    ):
        found.setdefault(owner, []).append(QuoteChange(*change))
    return found


def accept_hit(
    db: Database, quote_id: str, hit: tuple[QuoteCheck, str], reason: str, *, coder: str
) -> None:
    """Keep why a hit may stand: what was checked and the words that were found.

    Raises:
        NotFoundError: The quote is gone.
        ConflictError: It was accepted already.
    """
    get_quote(db, quote_id)
    same = 'SELECT 1 FROM quote_accepted WHERE quote_id = ? AND "check" = ? AND surface = ?'
    if db.execute(same, [quote_id, *hit]).fetchone():
        raise ConflictError("This was accepted already; reload the page.")
    row = {"check": hit[0], "surface": hit[1], "reason": reason}
    row |= {"quote_id": quote_id, "accepted_by": coder, "accepted_at": now()}
    add_row(db, "quote_accepted", id=str(uuid4()), **row)


def find_accepted(db: Database) -> dict[tuple[str, str, str], str]:
    """Give the reason of every hit that may stand, by quote, check and words."""
    rows = db.execute('SELECT quote_id, "check", surface, reason FROM quote_accepted')
    return {(row[0], row[1], row[2]): row[3] for row in rows}


def get_forbidden(db: Database) -> tuple[str, ...]:
    """Give the words that may stand neither in a quote nor beside one in this study (W59)."""
    row = db.execute("SELECT value FROM settings WHERE id = ?", [_FORBIDDEN]).fetchone()
    return tuple(json.loads(row[0])) if row else ()


def set_forbidden(db: Database, labels: Iterable[str]) -> None:
    """Make exactly these the words that may stand in no quote; blanks and doubles go."""
    wanted = list(dict.fromkeys(filter(None, (" ".join(one.split()) for one in labels))))
    db.execute(
        "INSERT INTO settings(id, value) VALUES (?, ?) "
        "ON CONFLICT DO UPDATE SET value = excluded.value",
        [_FORBIDDEN, json.dumps(wanted, ensure_ascii=False)],
    )
