"""Coding acts: who put which code on which segment in which pass."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kwalicode.errors import ConflictError, NotFoundError
from kwalicode.model import Coding
from kwalicode.store.barred import refuse_barred
from kwalicode.store.documents import check_segment, document_text
from kwalicode.store.files import Database, add_row, now
from kwalicode.store.joining import join_codings
from kwalicode.store.passes import COUNTED, VISIBLE, hides_codings
from kwalicode.text import find_again, surroundings

Row = dict[str, object]
Span = tuple[int, int]
_AWAY = 1_000_000_000

_COLUMNS = (
    'codings.id, document_id, code_id, coders.name, start, "end", text, comment, pass_id, actor, '
    "target, perspective"
)


def add_coding(db: Database, coding: Coding, *, pass_id: int | None = None) -> None:
    """Store a coding; an equal one by the same coder in the same pass is kept once.

    Args:
        db: Inside a write.
        coding: What to store.
        pass_id: The pass it is made in; that of `coding` if not given.

    Raises:
        NotFoundError: The document is not in the study.
        InputError: The segment lies outside the document, or its words are others than
            `coding.text`.
        ConflictError: It touches a passage that is barred from analysis.
    """
    _add(db, coding, document_text(db, coding.document_id), pass_id or coding.pass_id)


def add_codings(db: Database, made: Sequence[Coding]) -> None:
    """Store many codings, each as `add_coding` does; the text of a document is read once."""
    texts = {one: document_text(db, one) for one in {coding.document_id for coding in made}}
    for coding in made:
        _add(db, coding, texts[coding.document_id], coding.pass_id)


def _add(db: Database, coding: Coding, text: str, pass_id: int) -> None:
    check_segment(text, coding.start, coding.end, coding.text)
    refuse_barred(db, coding.document_id, coding.start, coding.end)
    row: Row = {"document_id": coding.document_id, "code_id": coding.code_id}
    row |= {"start": coding.start, "end": coding.end, "pass_id": pass_id}
    row |= {"coder_id": coder_id(db, coding.coder)}
    if not _equal_coding(db, row):
        fingerprint = surroundings(text, coding.start, coding.end)
        row |= {"text": coding.text, "surroundings": fingerprint, "comment": coding.comment}
        row |= {"actor": coding.actor, "target": coding.target, "perspective": coding.perspective}
        add_row(db, "codings", id=coding.coding_id, created_at=now(), **row)


def _equal_coding(db: Database, row: Row, *, but: str = "") -> bool:
    keys = ("document_id", "start", "end", "coder_id", "pass_id")
    found = db.execute(
        'SELECT 1 FROM codings WHERE document_id = ? AND start = ? AND "end" = ? AND coder_id = ? '
        "AND pass_id = ? AND coalesce(code_id, '') = ? AND id <> ?",
        [*(row[key] for key in keys), row["code_id"] or "", but],
    )
    return found.fetchone() is not None


def coder_id(db: Database, name: str) -> int:
    """Give the id of a coder, who becomes known by this if needed."""
    db.execute("INSERT INTO coders(name) VALUES (?) ON CONFLICT DO NOTHING", [name])
    return int(db.execute("SELECT id FROM coders WHERE name = ?", [name]).fetchone()[0])


def find_coders(db: Database) -> dict[int, str]:
    """Give the names of all coders by id."""
    return dict(db.execute("SELECT id, name FROM coders").fetchall())


def get_coding(db: Database, coding_id: str) -> Coding:
    """Read one coding.

    Raises:
        NotFoundError: It is gone, for instance because someone removed it.
    """
    row = db.execute(
        f"SELECT {_COLUMNS} FROM codings JOIN coders ON coders.id = coder_id WHERE codings.id = ?",  # noqa: S608
        [coding_id],
    ).fetchone()
    if not row:
        raise NotFoundError("This coding is gone; someone removed it.")
    return Coding(*row)


def find_codings(db: Database, document_id: str, *, coder: str | None = None) -> list[Coding]:
    """List the codings of a document in reading order.

    Args:
        db: The study.
        document_id: The document.
        coder: Who looks: what is hidden from them is left out; all where it is None.
    """
    seen, values = (f" AND {VISIBLE}", [coder]) if coder is not None else ("", [])
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM codings JOIN coders ON coders.id = coder_id "  # noqa: S608
        f'WHERE document_id = ?{seen} ORDER BY start, "end" DESC, created_at, codings.id',
        [document_id, *values],
    )
    return [Coding(*row) for row in rows]


def find_left_out(db: Database, document_id: str) -> set[str]:
    """Give the codings of a document that count nowhere now: barred, or their words are lost."""
    if not hides_codings(db):
        return set()
    rows = db.execute(
        f"SELECT id FROM codings WHERE document_id = ? AND NOT ({COUNTED})",  # noqa: S608  ours
        [document_id],
    )
    return {row[0] for row in rows}


def recode(db: Database, coding_id: str, code_id: str | None) -> None:
    """Give a coding another code.

    Raises:
        ConflictError: This coder has that code on the same segment already.
    """
    row = _row(db, coding_id) | {"code_id": code_id}
    _refuse_double(db, row, coding_id)
    db.execute("UPDATE codings SET code_id = ? WHERE id = ?", [code_id, coding_id])


def resize(db: Database, coding_id: str, start: int, end: int, text: str) -> None:
    """Give a coding another segment of the same document; raises as `add_coding` does."""
    row = _row(db, coding_id) | {"start": start, "end": end}
    whole = document_text(db, str(row["document_id"]))
    check_segment(whole, start, end, text)
    refuse_barred(db, str(row["document_id"]), start, end)
    _refuse_double(db, row, coding_id)
    place(db, coding_id, whole, start, end)


def place(db: Database, coding_id: str, text: str, start: int, end: int) -> None:
    """Let a coding stand at `[start, end)` of the text of its document."""
    db.execute(
        'UPDATE codings SET start = ?, "end" = ?, text = ?, surroundings = ? WHERE id = ?',
        [start, end, text[start:end], surroundings(text, start, end), coding_id],
    )


def move_codings(db: Database, document_id: str, text: str, places: Mapping[str, Span]) -> None:
    """Let the codings of a document stand at new places of a new text.

    Codings that become equal, because a mask covers what told them apart, become one.

    Args:
        db: Inside a write.
        document_id: The document.
        text: Its new text.
        places: New segment of every coding, by coding id.
    """
    kept: dict[tuple[object, ...], str] = {}
    doubles = []
    for row in db.table("codings").rows_where("document_id = ?", [document_id]):
        key = (*places[row["id"]], row["code_id"], row["coder_id"], row["pass_id"])
        if kept.setdefault(key, row["id"]) != row["id"]:
            doubles.append((row["id"], kept[key]))
    join_codings(db, doubles)
    # Out of each other's way first: a place may be that of another coding before it moves.
    db.execute(
        'UPDATE codings SET start = start + ?, "end" = "end" + ? WHERE document_id = ?',
        [_AWAY, _AWAY, document_id],
    )
    for coding_id in kept.values():
        place(db, coding_id, text, *places[coding_id])


def update_comment(db: Database, coding_id: str, comment: str) -> None:
    """Change the comment on a coding; an empty one removes it."""
    get_coding(db, coding_id)
    db.execute("UPDATE codings SET comment = ? WHERE id = ?", [comment.strip(), coding_id])


def delete_coding(db: Database, coding_id: str) -> None:
    """Remove a coding; one that is gone already is no error."""
    db.execute("DELETE FROM codings WHERE id = ?", [coding_id])


def count_by_code(db: Database) -> dict[str, int]:
    """Give the number of codings of each code over the whole study, by code id.

    Those in barred passages do not count; those that a blind pass hides do.
    """
    where = f"AND {COUNTED}" if hides_codings(db) else ""
    rows = db.execute(
        f"SELECT code_id, count(*) FROM codings WHERE code_id IS NOT NULL {where} GROUP BY 1"  # noqa: S608  ours
    )
    return dict(rows.fetchall())


def recent_codes(db: Database, coder: str, *, limit: int = 9) -> list[str]:
    """Give the ids of the codes this coder applied last, newest first.

    Only their last 500 codings are looked at: that takes as long in a study of any size.
    """
    rows = db.execute(
        "SELECT code_id FROM (SELECT code_id, rowid AS place FROM codings WHERE coder_id = "
        "(SELECT id FROM coders WHERE name = ?) ORDER BY rowid DESC LIMIT 500) "
        "WHERE code_id IS NOT NULL GROUP BY code_id ORDER BY max(place) DESC LIMIT ?",
        [coder, limit],
    )
    return [row[0] for row in rows]


class Misplaced(NamedTuple):
    """A coding whose words are not where it says; `repaired` when found again elsewhere."""

    coding_id: str
    repaired: bool


def verify_codings(db: Database, document_id: str) -> list[Misplaced]:
    """Check that every coding of a document stands on its own words; repair what is certain.

    A coding is moved only to the one place with the same words in the same surroundings;
    the move stands in history. Any other mismatch is listed and left alone.
    """
    text = document_text(db, document_id)
    rows = db.execute(
        'SELECT id, start, "end", text, surroundings FROM codings WHERE document_id = ?',
        [document_id],
    ).fetchall()
    misplaced = []
    for coding_id, start, end, wanted, fingerprint in rows:
        if text[start:end] == wanted:
            continue
        found = find_again(text, wanted, fingerprint)
        if found and not _is_taken(db, coding_id, found):
            place(db, coding_id, text, *found)
        else:
            found = None
        misplaced.append(Misplaced(coding_id, repaired=bool(found)))
    return misplaced


def _is_taken(db: Database, coding_id: str, segment: Span) -> bool:
    row = _row(db, coding_id) | dict(zip(("start", "end"), segment, strict=True))
    return _equal_coding(db, row, but=coding_id)


def _row(db: Database, coding_id: str) -> Row:
    get_coding(db, coding_id)
    return dict(next(iter(db.table("codings").rows_where("id = ?", [coding_id]))))


def _refuse_double(db: Database, row: Row, coding_id: str) -> None:
    if _equal_coding(db, row, but=coding_id):
        raise ConflictError("You have this code on the same words already.")
