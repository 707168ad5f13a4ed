"""What was done for good: withdrawals, destructions, longer terms. No personal data (W32, W73)."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from kwalicode.store.files import Database, add_row, now


class LogLine(NamedTuple):
    """One act that nobody can take back.

    Attributes:
        logged_at: ISO 8601, UTC.
        act: `withdrawal`, `destruction`, `term` or `disclosure`.
        details: Numbers and choices; never who it was about.
    """

    logged_at: str
    coder: str
    act: str
    details: Mapping[str, str | int]


def add_log_line(db: Database, coder: str, act: str, details: Mapping[str, str | int]) -> None:
    """Keep what was done; the caller sees to it that no personal data stand in it."""
    text = json.dumps(details, ensure_ascii=False)
    add_row(db, "log", at=now(), coder=coder, act=act, details=text)


def find_log(db: Database) -> list[LogLine]:
    """List the lines, newest first."""
    rows = db.execute("SELECT at, coder, act, details FROM log ORDER BY id DESC")
    return [LogLine(at, coder, act, json.loads(details)) for at, coder, act, details in rows]
