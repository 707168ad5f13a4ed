"""The pseudonym key: which person, place or organisation each pseudonym stands for."""

import random

from kwalicode.errors import NotFoundError
from kwalicode.model import IdentifierKind, Pseudonym, PseudonymSeries
from kwalicode.store.files import Database, add_row

BLOCK = 10


def new_pseudonym(db: Database, series: PseudonymSeries) -> Pseudonym:
    """Take the next pseudonym of a series.

    Numbers are drawn by chance within blocks of ten, so that they do not give away the order
    of the interviews; a number once given is never given again.
    """
    rows = db.execute("SELECT number FROM pseudonyms WHERE series = ?", [series]).fetchall()
    taken = {row[0] for row in rows}
    last = BLOCK * (len(taken) // BLOCK + 1)
    free = [number for number in range(1, last + 1) if number not in taken]
    number = min(free) if series == "interviewer" else random.SystemRandom().choice(free)
    return Pseudonym(add_row(db, "pseudonyms", series=series, number=number), series, number)


def get_pseudonym(db: Database, pseudonym_id: int) -> Pseudonym:
    """Read one pseudonym.

    Raises:
        NotFoundError: There is none of this id.
    """
    row = db.execute(
        "SELECT id, series, number FROM pseudonyms WHERE id = ?", [pseudonym_id]
    ).fetchone()
    if not row:
        raise NotFoundError("This pseudonym is not in the key file; choose another one.")
    return Pseudonym(*row)


def find_pseudonyms(db: Database) -> list[tuple[Pseudonym, set[str]]]:
    """List the pseudonyms in use with the raw names each stands for."""
    names: dict[int, set[str]] = {}
    for pseudonym_id, name in db.execute(_NAMES):
        names.setdefault(pseudonym_id, set()).add(name)
    rows = db.execute("SELECT id, series, number FROM pseudonyms ORDER BY series, number")
    return [(Pseudonym(*row), names[row[0]]) for row in rows if row[0] in names]


def names_by_pseudonym(db: Database, series: tuple[PseudonymSeries, ...]) -> dict[int, set[str]]:
    """Give the raw names of each pseudonym of some series, by pseudonym id."""
    return {
        pseudonym.pseudonym_id: names
        for pseudonym, names in find_pseudonyms(db)
        if pseudonym.series in series
    }


def accepted_names(db: Database) -> dict[str, IdentifierKind]:
    """Give every raw surface that was accepted as identifying, with its kind.

    Speaker labels are added as persons. The caller leaves out labels that are no names.
    """
    rows = db.execute("SELECT surface, kind FROM findings WHERE state = 'accepted'")
    names = {surface: IdentifierKind(kind) for surface, kind in rows}
    labels = db.execute("SELECT DISTINCT label FROM speakers")
    return {row[0]: IdentifierKind.PERSON for row in labels} | names


def refused_surfaces(db: Database) -> set[str]:
    """Give the surfaces a reviewer refused and nobody accepted anywhere."""
    rows = db.execute(
        "SELECT surface FROM findings GROUP BY surface "
        "HAVING sum(state = 'refused') > 0 AND sum(state = 'accepted') = 0"
    )
    return {row[0] for row in rows}


_NAMES = """
SELECT pseudonym_id, surface FROM findings WHERE state = 'accepted' AND pseudonym_id IS NOT NULL
UNION SELECT pseudonym_id, label FROM speakers"""
