"""Tables for what was proposed, taken and refused in the study file."""

from kwalicode.store.files import Database


def m005_suggestions(db: Database) -> None:
    """Add the tables."""
