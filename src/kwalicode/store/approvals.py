"""Who signed off a review, for studies where two persons have to."""

from kwalicode.store.files import Database, now


def approve(db: Database, source_id: str, review_number: int, coder: str) -> None:
    """Note that a person signs off this review; a second time changes nothing."""
    db.execute(
        "INSERT INTO approvals(source_id, review_number, coder, at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        [source_id, review_number, coder, now()],
    )


def approvers(db: Database, source_id: str, review_number: int) -> list[str]:
    """List who signed off this review, the first one first."""
    rows = db.execute(
        "SELECT coder FROM approvals WHERE source_id = ? AND review_number = ? ORDER BY id",
        [source_id, review_number],
    )
    return [row[0] for row in rows]


def withdraw_approvals(db: Database, source_id: str) -> None:
    """Forget who signed off, because findings of the source were changed since."""
    db.execute("DELETE FROM approvals WHERE source_id = ?", [source_id])
