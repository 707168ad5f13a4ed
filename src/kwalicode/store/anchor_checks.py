"""Codings whose words a correction changed or took away, until somebody has looked at them."""

from collections.abc import Callable
from typing import NamedTuple
from uuid import uuid4

from kwalicode.errors import NotFoundError
from kwalicode.store.files import Database, now
from kwalicode.store.passes import NOT_BARRED, SEEN


class AnchorCheck(NamedTuple):
    """A coding to look at.

    Attributes:
        document: Title of its document.
        code: Name of its code; empty for a highlight.
        before: Its words before the correction, names masked.
        words: Its words now.
        is_lost: Whether nothing is left of its words: then it stands at the nearest word and counts
            nowhere.
    """

    coding_id: str
    document_id: str
    document: str
    code: str
    coder: str
    before: str
    words: str
    start: int
    end: int
    is_lost: bool


def add_check(
    db: Database, coding_id: str, document_id: str, before: str, *, is_lost: bool
) -> None:
    """Put a coding on the list; one that stands there already keeps its oldest words.

    Args:
        db: Inside a write on the study file.
        coding_id: The coding.
        document_id: Its document.
        before: Its words before the correction; must hold no name that is masked now.
        is_lost: Whether nothing is left of them.
    """
    db.execute(
        "INSERT INTO anchor_checks(id, coding_id, document_id, before, is_lost, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (coding_id) "
        "DO UPDATE SET is_lost = max(is_lost, excluded.is_lost)",
        [str(uuid4()), coding_id, document_id, before, int(is_lost), now()],
    )


def find_checks(db: Database, *, coder: str, document_id: str | None = None) -> list[AnchorCheck]:
    """List the codings to look at in reading order, without what is hidden from a coder."""
    rows = db.execute(
        _FIND.format(where="" if document_id is None else "AND codings.document_id = ?"),
        [coder, *([] if document_id is None else [document_id])],
    )
    return [AnchorCheck(*row)._replace(is_lost=bool(row[-1])) for row in rows]


_FIND = f"""
SELECT codings.id, codings.document_id, documents.title, coalesce(codes.name, ''), coders.name,
  before, codings.text, start, "end", is_lost
FROM anchor_checks JOIN codings ON codings.id = coding_id
JOIN documents ON documents.id = codings.document_id JOIN coders ON coders.id = coder_id
LEFT JOIN codes ON codes.id = code_id
WHERE {SEEN} AND {NOT_BARRED} {{where}} ORDER BY documents.position, start, codings.id"""  # noqa: S608  ours


def get_check(db: Database, coding_id: str, *, coder: str) -> AnchorCheck:
    """Read one coding to look at.

    Raises:
        NotFoundError: It is not on the list any more.
    """
    found = [one for one in find_checks(db, coder=coder) if one.coding_id == coding_id]
    if not found:
        raise NotFoundError("This coding is not on the list any more; someone looked at it.")
    return found[0]


def settle_check(db: Database, coding_id: str) -> None:
    """Take a coding off the list: it stands where it should."""
    db.execute("DELETE FROM anchor_checks WHERE coding_id = ?", [coding_id])


def rewrite_checks(db: Database, document_id: str, write: Callable[[str], str]) -> None:
    """Write the words before anew of all codings of a document that are on the list."""
    rows = db.execute(
        "SELECT id, before FROM anchor_checks WHERE document_id = ?", [document_id]
    ).fetchall()
    for check_id, before in rows:
        if (written := write(before)) != before:
            db.execute("UPDATE anchor_checks SET before = ? WHERE id = ?", [written, check_id])
