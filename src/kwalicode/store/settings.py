"""How a study de-identifies, in the key file."""

import json
import random
from dataclasses import asdict, replace

from kwalicode.model import DeidSettings, IdentifierKind
from kwalicode.store.files import Database

_ID = "deidentification"
_MOST_WEEKS = 52


def get_settings(db: Database) -> DeidSettings:
    """Read how the study de-identifies; as kwalicode comes if nobody chose anything."""
    row = db.execute("SELECT value FROM settings WHERE id = ?", [_ID]).fetchone()
    if not row:
        return DeidSettings()
    stored = json.loads(row[0])
    styles = {IdentifierKind(kind): style for kind, style in stored.pop("styles").items()}
    return DeidSettings(styles=styles, **stored)


def save_settings(db: Database, settings: DeidSettings) -> None:
    """Store how the study de-identifies; the first time draws by how many days dates move.

    Dates move by 8 to 52 whole weeks, forward or back, so that weekdays stay right. The number
    is drawn once and never shown.
    """
    days = get_settings(db).shift_days or _drawn()
    value = json.dumps(asdict(replace(settings, shift_days=days)))
    db.execute(
        "INSERT INTO settings(id, value) VALUES (?, ?) "
        "ON CONFLICT DO UPDATE SET value = excluded.value",
        [_ID, value],
    )


def _drawn() -> int:
    chance = random.SystemRandom()
    return 7 * chance.randint(8, _MOST_WEEKS) * chance.choice((-1, 1))
