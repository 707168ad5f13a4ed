"""Columns for how interviews were held, in the study file."""

from kwalicode.store.files import Database

_COLUMNS = (
    "minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes >= 0)",
    "held TEXT NOT NULL DEFAULT '' CHECK (held IN ('', 'in person', 'video', 'telephone'))",
    "recorded TEXT NOT NULL DEFAULT '' CHECK (recorded IN ('', 'yes', 'no'))",
    "noted TEXT NOT NULL DEFAULT '' CHECK (noted IN ('', 'yes', 'no'))",
)


def m008_interviews(db: Database) -> None:
    """Add how long interviews lasted, how they were held, and what was kept of them."""
    for column in _COLUMNS:
        db.execute(f"ALTER TABLE documents ADD COLUMN {column}")
