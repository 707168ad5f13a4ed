"""Tables for what left the study in the study file."""

from kwalicode.store.files import Database


def m006_exports(db: Database) -> None:
    """Add the tables."""
