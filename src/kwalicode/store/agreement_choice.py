"""How a team tells of the agreement of its coders, and when that was chosen.

Every choice is kept with its time: one that was made again can be told from the first one.
"""

import json
from typing import Any, Literal, NamedTuple, get_args

from kwalicode.store.files import Database, now

Unit = Literal["character", "turn", "paragraph", "document"]
UNITS: tuple[Unit, ...] = get_args(Unit)
_ID = "agreement"


class Choice(NamedTuple):
    """What is compared.

    Attributes:
        pass_id: The pass in which they coded.
        coders: Ids of the coders.
        unit: What is counted.
        share: Overlap from which two segments match: what they have in common, of both together.
        category_id: Of the codes whose passages are compared together; all codes if empty.
        chosen_by: Who chose it for the methods section; empty where it is only looked at.
        chosen_at: ISO 8601, UTC.
    """

    pass_id: int
    coders: tuple[int, ...]
    unit: Unit = "character"
    share: float = 0.5
    category_id: str = ""
    chosen_by: str = ""
    chosen_at: str = ""


def find_choices(db: Database, pass_id: int) -> list[Choice]:
    """List all choices that were made for a pass, the one that holds now last."""
    found = [Choice(**one) for one in _stored(db)]
    return [one._replace(coders=tuple(one.coders)) for one in found if one.pass_id == pass_id]


def add_choice(db: Database, choice: Choice, *, coder: str) -> None:
    """Let a choice hold for its pass from now on; the earlier ones are kept with their time."""
    made = choice._replace(chosen_by=coder, chosen_at=now())._asdict()
    db.execute(
        "INSERT INTO settings(id, value) VALUES (?, ?) "
        "ON CONFLICT DO UPDATE SET value = excluded.value",
        [_ID, json.dumps([*_stored(db), made])],
    )


def _stored(db: Database) -> list[dict[str, Any]]:
    row = db.execute("SELECT value FROM settings WHERE id = ?", [_ID]).fetchone()
    return list(json.loads(row[0])) if row else []
