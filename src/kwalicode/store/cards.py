"""What stands on the card of a code: how often it was used, and words it was used for."""

from typing import NamedTuple

from kwalicode.store.files import Database
from kwalicode.store.passes import VISIBLE, hides_codings

_LETTERS = 220


class Use(NamedTuple):
    """How a code was used.

    Attributes:
        n_codings: Over the whole study.
        example: The beginning of the first segment.
    """

    n_codings: int = 0
    example: str = ""


def find_uses(db: Database, *, coder: str) -> dict[str, Use]:
    """Give the use of every code that has codings which a coder may see, by code id."""
    # Without the condition an index alone gives the numbers.
    where, values = (f"AND {VISIBLE}", [coder]) if hides_codings(db) else ("", [])
    rows = db.execute(
        f"SELECT used.code_id, n, substr(text, 1, {_LETTERS}) FROM "  # noqa: S608  no values
        "(SELECT code_id, count(*) AS n, min(rowid) AS first FROM codings "
        f"WHERE code_id IS NOT NULL {where} GROUP BY code_id) AS used "
        "JOIN codings ON codings.rowid = first",
        values,
    )
    return {code_id: Use(n, text) for code_id, n, text in rows}
