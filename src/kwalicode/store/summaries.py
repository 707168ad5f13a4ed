"""The framework matrix: what each participant says on each theme, in the words of the team."""

from uuid import uuid4

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.store.files import Database, now

MAX_TEXT = 4_000

Cell = tuple[str, str]
"""Ids of a case and a theme."""


def find_summaries(db: Database) -> dict[Cell, str]:
    """Give the summaries by participant and theme; a cell without one is not in it."""
    rows = db.execute("SELECT case_id, theme_id, text FROM summaries")
    return {(case_id, theme_id): text for case_id, theme_id, text in rows}


def set_summary(db: Database, cell: Cell, text: str, *, before: str, coder: str) -> None:
    """Store the summary of a cell; an empty one takes it away.

    Args:
        db: Inside a write.
        cell: Where.
        text: As it should be.
        before: As its writer saw it.
        coder: Who writes.

    Raises:
        InputError: It is too long.
        NotFoundError: The participant or the theme is gone.
        ConflictError: Someone else changed it since.
    """
    text = text.strip()
    if len(text) > MAX_TEXT:
        raise InputError("A summary has at most {most} characters; shorten it.", most=MAX_TEXT)
    known = db.execute(
        "SELECT 1 FROM cases, themes WHERE cases.id = ? AND themes.id = ?", cell
    ).fetchone()
    if not known:
        raise NotFoundError("This participant or theme is gone; reload the page.")
    row = db.execute(
        "SELECT text FROM summaries WHERE case_id = ? AND theme_id = ?", cell
    ).fetchone()
    if (row[0] if row else "") != before:
        raise ConflictError("Someone else changed this summary meanwhile; reload the page.")
    if not text:
        db.execute("DELETE FROM summaries WHERE case_id = ? AND theme_id = ?", cell)
        return
    db.execute(
        "INSERT INTO summaries(id, case_id, theme_id, text, changed_by, changed_at) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (case_id, theme_id) DO UPDATE SET "
        "text = excluded.text, changed_by = excluded.changed_by, changed_at = excluded.changed_at",
        [str(uuid4()), *cell, text, coder, now()],
    )


def move_summaries(db: Database, theme_id: str, target_id: str) -> None:
    """Let the summaries of a theme become those of another; two of one cell are put one a line."""
    db.execute(
        "UPDATE summaries AS kept SET text = kept.text || char(10) || gone.text "
        "FROM summaries AS gone WHERE kept.theme_id = ? AND gone.theme_id = ? "
        "AND kept.case_id = gone.case_id AND kept.text <> gone.text",
        [target_id, theme_id],
    )
    db.execute(
        "UPDATE OR IGNORE summaries SET theme_id = ? WHERE theme_id = ?", [target_id, theme_id]
    )
    db.execute("DELETE FROM summaries WHERE theme_id = ?", [theme_id])
