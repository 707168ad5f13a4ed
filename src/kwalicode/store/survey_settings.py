"""How a study counts closed answers, and which tables of them left it."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from kwalicode.errors import InputError
from kwalicode.store.files import Database, now

_SETTING, _EXPORTS = "survey statistics", "survey tables"
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


class ExportedTable(NamedTuple):
    """A table that was written to a file.

    Attributes:
        exported_at: ISO 8601, UTC.
        cells: Persons by cell, of those that were shown.
    """

    exported_by: str
    exported_at: str
    cells: Mapping[str, int]


def get_rules(db: Database) -> Rules:
    """Read the rules of the study; those of the reference study if nobody chose any."""
    return Rules(**(_stored(db, _SETTING) or {}))


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
    _store(db, _SETTING, rules._asdict())


def find_exports(db: Database) -> list[ExportedTable]:
    """List the tables that were written, the oldest first."""
    return [ExportedTable(*row) for row in _stored(db, _EXPORTS) or ()]


def add_export(db: Database, cells: Mapping[str, int], *, coder: str) -> None:
    """Remember which numbers of persons a table told."""
    _store(db, _EXPORTS, [*find_exports(db), ExportedTable(coder, now(), cells)])


def _stored(db: Database, name: str) -> Any:
    row = db.execute("SELECT value FROM settings WHERE id = ?", [name]).fetchone()
    return json.loads(row[0]) if row else None


def _store(db: Database, name: str, value: object) -> None:
    db.execute(
        "INSERT INTO settings(id, value) VALUES (?, ?) "
        "ON CONFLICT DO UPDATE SET value = excluded.value",
        [name, json.dumps(value, ensure_ascii=False)],
    )
