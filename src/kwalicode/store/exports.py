"""The ledger of what left the study: which numbers of persons it told, and what was let pass."""

import json
from collections.abc import Mapping
from typing import Literal, NamedTuple
from uuid import uuid4

from kwalicode.errors import ConflictError, InputError
from kwalicode.store.files import Database, add_row, now

ExportKind = Literal["survey table", "quotes", "counts"]

_RULES = "label rules"
_LEAST_SHOWN = 3


class Export(NamedTuple):
    """A table or a set of quotes that was written to a file.

    Attributes:
        exported_at: ISO 8601, UTC.
        cells: Persons by cell, of those that were shown; or of those who may bear a label.
        reason: Why it might be written all the same, where something stood in the way.
    """

    export_id: int
    kind: ExportKind
    exported_by: str
    exported_at: str
    cells: Mapping[str, int]
    reason: str = ""


def find_exports(db: Database) -> list[Export]:
    """List what was written, the oldest first."""
    rows = db.execute(
        "SELECT id, kind, exported_by, exported_at, cells, reason FROM exports ORDER BY id"
    )
    return [
        Export(number, kind, who, when, json.loads(cells), reason)
        for number, kind, who, when, cells, reason in rows
    ]


def add_export(
    db: Database, kind: ExportKind, cells: Mapping[str, int], *, coder: str, reason: str = ""
) -> int:
    """Remember what a file told, see `Export`, and return the id."""
    told = json.dumps(cells, ensure_ascii=False)
    row = {"kind": kind, "exported_by": coder, "exported_at": now(), "reason": reason}
    return add_row(db, "exports", cells=told, **row)


def add_words(db: Database, export_id: int, words: Mapping[str, str]) -> None:
    """Remember a fingerprint of the words of each quote of an export, by the id of the quote."""
    db.conn.executemany(
        "INSERT INTO exported_words(quote_id, words, export_id) VALUES (?, ?, ?) ON CONFLICT "
        "DO UPDATE SET words = excluded.words, export_id = excluded.export_id",
        [(quote_id, words_of, export_id) for quote_id, words_of in words.items()],
    )


def find_words(db: Database) -> dict[str, tuple[str, str]]:
    """Give the fingerprint of each quote as it went out last, and when that was, by its id."""
    rows = db.execute(
        "SELECT quote_id, words, exported_at FROM exported_words "
        "JOIN exports ON exports.id = export_id"
    )
    return {row[0]: (row[1], row[2]) for row in rows}


Passed = tuple[int, str, int]
"""Earlier export, or 0 where none is meant; label or cell; number of participants there."""


def accept(db: Database, passed: Passed, reason: str, *, coder: str) -> None:
    """Keep why a small label, or a small difference from an earlier export, may go out.

    Args:
        db: Inside a write.
        passed: What may pass; with another number it has to be accepted again.
        reason: Why.
        coder: Who says so.

    Raises:
        ConflictError: It was accepted already.
    """
    if passed in find_accepted(db):
        raise ConflictError("This was accepted already; reload the page.")
    export_id, name, n = passed
    row = {"export_id": export_id or None, "name": name, "n": n, "reason": reason}
    add_row(db, "accepted_labels", id=str(uuid4()), accepted_by=coder, accepted_at=now(), **row)


def find_accepted(db: Database) -> dict[Passed, str]:
    """Give the reason of all that may pass."""
    rows = db.execute("SELECT coalesce(export_id, 0), name, n, reason FROM accepted_labels")
    return {(row[0], row[1], row[2]): row[3] for row in rows}


class LabelRules(NamedTuple):
    """What may stand beside quotes, and how often one participant may speak.

    Attributes:
        k: So many participants must share a label; the same holds for what is counted (W60).
        share: A participant with more than this part of the quotes of a theme stands out.
        least_quotes: Of a theme with fewer quotes no share is told.
        in_row: More quotes of one participant in a row than this stand out.
    """

    k: int = 7
    share: float = 1 / 3
    least_quotes: int = 6
    in_row: int = 3


def get_label_rules(db: Database) -> LabelRules:
    """Read the rules of the study; the usual ones if nobody chose any."""
    row = db.execute("SELECT value FROM settings WHERE id = ?", [_RULES]).fetchone()
    return LabelRules(**json.loads(row[0])) if row else LabelRules()


def set_label_rules(db: Database, rules: LabelRules) -> None:
    """Store what may stand beside quotes from now on.

    Raises:
        InputError: A number lies outside its range.
    """
    is_in_range = rules.k >= _LEAST_SHOWN and rules.least_quotes >= 1 and rules.in_row >= 1
    if not (is_in_range and 0 < rules.share <= 1):
        raise InputError(
            "A label is shared by {least} participants or more, a share lies between 0 and 1, and "
            "quotes are counted from 1; change it.",
            least=_LEAST_SHOWN,
        )
    db.execute(
        "INSERT INTO settings(id, value) VALUES (?, ?) "
        "ON CONFLICT DO UPDATE SET value = excluded.value",
        [_RULES, json.dumps(rules._asdict())],
    )
