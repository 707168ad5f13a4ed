"""What is said of a coding besides its code: who did what to whom, memos, how often."""

from collections.abc import Iterable
from dataclasses import replace
from json import dumps
from typing import get_args

from kwalicode.errors import InputError
from kwalicode.model import Memo, Perspective
from kwalicode.store.codings import get_coding
from kwalicode.store.files import Database
from kwalicode.store.passes import VISIBLE

MAX_GROUP = 80


def update_details(
    db: Database, coding_id: str, *, actor: str, target: str, perspective: str
) -> None:
    """Say who did something to whom in a coded segment, and how the speaker knows (W86, W88).

    Args:
        db: Inside a write.
        coding_id: The coding.
        actor: A group such as 'MP', at most 80 characters; empty if not told.
        target: To whom it was done, likewise.
        perspective: `self`, `witnessed` or `heard`; empty if not told.

    Raises:
        NotFoundError: The coding is gone.
        InputError: A name of a group is too long, or the perspective is none of three.
    """
    get_coding(db, coding_id)
    if perspective not in get_args(Perspective):
        raise InputError("A speaker went through it, saw it or heard of it; choose one of these.")
    groups = [" ".join(group.split()) for group in (actor, target)]
    if max(map(len, groups)) > MAX_GROUP:
        raise InputError("The name of a group has at most {most} characters.", most=MAX_GROUP)
    db.execute(
        "UPDATE codings SET actor = ?, target = ?, perspective = ? WHERE id = ?",
        [*groups, perspective, coding_id],
    )


def find_groups(db: Database) -> list[str]:
    """List the groups that were named as actor or target so far."""
    rows = db.execute(
        "SELECT actor FROM codings WHERE actor <> '' UNION "
        "SELECT target FROM codings WHERE target <> '' ORDER BY 1 COLLATE NOCASE"
    )
    return [row[0] for row in rows]


def find_coding_memos(db: Database, document_id: str, *, coder: str) -> list[Memo]:
    """List the memos on the codings of a document that someone may see, oldest first."""
    rows = db.execute(
        "SELECT memos.id, kind, target_kind, target_id, memos.text, created_by, memos.created_at, "  # noqa: S608  our own condition
        "changed_at, is_done FROM memos JOIN codings ON codings.id = target_id "
        f"WHERE target_kind = 'coding' AND document_id = ? AND {VISIBLE} "
        "ORDER BY memos.created_at, memos.rowid",
        [document_id, coder],
    )
    return [replace(Memo(*row), is_done=bool(row[-1])) for row in rows]


def count_some(db: Database, code_ids: Iterable[str], *, coder: str) -> dict[str, int]:
    """Give the number of codings that someone may see of some codes, by code id."""
    rows = db.execute(
        "SELECT value, (SELECT count(*) FROM codings WHERE code_id = value "  # noqa: S608  our own condition
        f"AND {VISIBLE}) FROM json_each(?)",
        [coder, dumps(list(code_ids))],
    )
    return dict(rows.fetchall())
