"""Tables for quotes that participants were asked about in the study file."""

from kwalicode.store.files import Database


def m007_quote_sheets(db: Database) -> None:
    """Add the tables."""
