"""How a study counts closed answers."""

import json
from typing import NamedTuple

from kwalicode.errors import InputError
from kwalicode.store.files import Database

_SETTING = "survey statistics"
_LEAST_SHOWN, _LEAST_COMPARED = 3, 2


class Rules(NamedTuple):
    """How closed answers are counted.

    Attributes:
        level: A p below this is called significant, between 0 and 1; the reference study took .1.
        least_shown: Numbers of fewer persons than this are withheld or put together.
        least_compared: Groups of fewer persons than this take part in no test (W64).
    """

    level: float = 0.1
    least_shown: int = 7
    least_compared: int = 10


def get_rules(db: Database) -> Rules:
    """Read the rules of the study; those of the reference study if nobody chose any."""
    row = db.execute("SELECT value FROM settings WHERE id = ?", [_SETTING]).fetchone()
    return Rules(**json.loads(row[0])) if row else Rules()


def set_rules(db: Database, rules: Rules) -> None:
    """Store how closed answers are counted from now on.

    Raises:
        InputError: A number lies outside its range.
    """
    is_in_range = rules.least_shown >= _LEAST_SHOWN and rules.least_compared >= _LEAST_COMPARED
    if not (0 < rules.level < 1 and is_in_range):
        raise InputError(
            "A significance level lies between 0 and 1, a number that is shown counts {shown} "
            "persons or more, and a group that is compared {compared} or more; change it.",
            shown=_LEAST_SHOWN,
            compared=_LEAST_COMPARED,
        )
    db.execute(
        "INSERT INTO settings(id, value) VALUES (?, ?) "
        "ON CONFLICT DO UPDATE SET value = excluded.value",
        [_SETTING, json.dumps(rules._asdict())],
    )
