"""Raw texts of a source before a correction; the newest one stands with the source."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from kwalicode.model import Turn
from kwalicode.store.files import Database, add_row, now
from kwalicode.store.sources import get_source, turns_json


class SourceVersion(NamedTuple):
    """A raw text that was replaced.

    Attributes:
        number: The last review in which it was the text of the source.
        reason: Why it was replaced.
    """

    number: int
    text: str
    turns: tuple[Turn, ...]
    reason: str
    replaced_by: str
    replaced_at: str


def replace_text(
    db: Database, source_id: str, text: str, turns: Sequence[Turn], *, reason: str, coder: str
) -> None:
    """Give a source a new raw text; the old one is kept, and its next review begins.

    Args:
        db: Inside a write on the key file.
        source_id: The source.
        text: In normal form.
        turns: Covering it as `Transcript` says.
        reason: In a few words without any content.
        coder: Who does it.
    """
    source = get_source(db, source_id)
    add_row(
        db,
        "source_versions",
        source_id=source_id,
        number=source.review_number,
        text=source.text,
        turns=turns_json(source.turns),
        reason=reason,
        replaced_by=coder,
        replaced_at=now(),
    )
    db.execute(
        "UPDATE sources SET text = ?, turns = ?, review_number = review_number + 1 WHERE id = ?",
        [text, turns_json(turns), source_id],
    )


def text_at(db: Database, source_id: str, review_number: int) -> str:
    """Give the raw text that a source had in one of its reviews."""
    row = db.execute(
        "SELECT text FROM source_versions WHERE source_id = ? AND number >= ? "
        "ORDER BY number LIMIT 1",
        [source_id, review_number],
    ).fetchone()
    return str(row[0]) if row else get_source(db, source_id).text


def turns_at(db: Database, source_id: str, review_number: int) -> tuple[Turn, ...]:
    """Give the turns of the text that `text_at` gives."""
    row = db.execute(
        "SELECT turns FROM source_versions WHERE source_id = ? AND number >= ? "
        "ORDER BY number LIMIT 1",
        [source_id, review_number],
    ).fetchone()
    if not row:
        return get_source(db, source_id).turns
    return tuple(Turn(*turn) for turn in json.loads(row[0]))


def find_source_versions(db: Database, source_id: str) -> list[SourceVersion]:
    """List the replaced texts of a source, oldest first."""
    rows = db.execute(
        "SELECT number, text, turns, reason, replaced_by, replaced_at FROM source_versions "
        "WHERE source_id = ? ORDER BY number",
        [source_id],
    )
    return [
        SourceVersion(row[0], row[1], tuple(Turn(*turn) for turn in json.loads(row[2])), *row[3:])
        for row in rows
    ]
