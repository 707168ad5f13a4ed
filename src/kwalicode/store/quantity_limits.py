"""From which share of participants a word such as 'few' or 'nearly all' is used (W87).

The team agrees on them once, so that all pages and reports mean the same.
"""

import json
from typing import NamedTuple

from kwalicode.errors import InputError
from kwalicode.store.files import Database, now

_ID = "quantity words"


class Limits(NamedTuple):
    """Whole percentages of participants.

    Attributes:
        few: 'Few' is at most this, below 50.
        nearly_all: 'Nearly all' is at least this, above 50.
    """

    few: int = 20
    nearly_all: int = 90


USUAL = Limits()


def find_limits(db: Database) -> Limits:
    """Give what the team agreed on; as kwalicode comes if it did not."""
    row = db.execute("SELECT value FROM settings WHERE id = ?", [_ID]).fetchone()
    stored = json.loads(row[0]) if row else {}
    return Limits(*stored.get("limits", USUAL))


def save_limits(db: Database, limits: Limits, *, coder: str) -> None:
    """Store what the team agreed on, with who did so and when.

    Raises:
        InputError: A limit lies on the wrong side of a half.
    """
    if not (0 < limits.few < 50 < limits.nearly_all < 100):
        raise InputError(
            "'Few' ends between 1 and 49%, 'nearly all' begins between 51 and 99%; choose other "
            "limits."
        )
    value = json.dumps({"limits": list(limits), "agreed_by": coder, "agreed_at": now()})
    db.execute(
        "INSERT INTO settings(id, value) VALUES (?, ?) "
        "ON CONFLICT DO UPDATE SET value = excluded.value",
        [_ID, value],
    )
