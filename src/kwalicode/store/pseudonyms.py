"""The pseudonym key: which person, place or organisation each pseudonym stands for."""

import random

from kwalicode.errors import NotFoundError
from kwalicode.model import IdentifierKind, Pseudonym, PseudonymSeries
from kwalicode.store.files import Database, add_row

BLOCK = 10
_COLUMNS = "id, series, number, description, alias"


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
        f"SELECT {_COLUMNS} FROM pseudonyms WHERE id = ?",  # noqa: S608  names are ours
        [pseudonym_id],
    ).fetchone()
    if not row:
        raise NotFoundError("This pseudonym is not in the key file; choose another one.")
    return Pseudonym(*row)


def find_pseudonyms(db: Database) -> list[tuple[Pseudonym, set[str]]]:
    """List the pseudonyms in use with the raw names each stands for."""
    names: dict[int, set[str]] = {}
    for pseudonym_id, name in db.execute(_NAMES):
        names.setdefault(pseudonym_id, set()).add(name)
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM pseudonyms WHERE series <> 'form' ORDER BY series, number"  # noqa: S608  names are ours
    )
    return [(Pseudonym(*row), names[row[0]]) for row in rows if row[0] in names]


def names_by_pseudonym(db: Database, series: tuple[PseudonymSeries, ...]) -> dict[int, set[str]]:
    """Give the raw names of each pseudonym of some series, by pseudonym id."""
    return {
        pseudonym.pseudonym_id: names
        for pseudonym, names in find_pseudonyms(db)
        if pseudonym.series in series
    }


def ids_by_source(db: Database) -> dict[str, set[int]]:
    """Give the ids of the pseudonyms that each source names or lets speak."""
    ids: dict[str, set[int]] = {}
    for source_id, pseudonym_id in db.execute(_PLACES):
        ids.setdefault(source_id, set()).add(pseudonym_id)
    return ids


def describe(db: Database, pseudonym_id: int, description: str) -> None:
    """Say what may stand for someone or something instead of its number."""
    db.execute("UPDATE pseudonyms SET description = ? WHERE id = ?", [description, pseudonym_id])


def set_alias(db: Database, pseudonym_id: int, alias: str) -> None:
    """Give someone the made-up name that may stand instead of the number."""
    db.execute("UPDATE pseudonyms SET alias = ? WHERE id = ?", [alias, pseudonym_id])


def accepted_names(db: Database) -> dict[str, IdentifierKind]:
    """Give every raw surface that was accepted as identifying, with its kind.

    Speaker labels and names of participants are added as persons. The caller leaves out what is
    no name.
    """
    rows = db.execute("SELECT surface, kind FROM findings WHERE state = 'accepted'")
    names = {surface: IdentifierKind(kind) for surface, kind in rows}
    labels = db.execute(
        f"SELECT label FROM ({_LABELS}) UNION SELECT name FROM participants WHERE name <> ''"  # noqa: S608  ours
    )
    return {row[0]: IdentifierKind.PERSON for row in labels} | names


def refused_surfaces(db: Database) -> set[str]:
    """Give the surfaces a reviewer refused and nobody accepted anywhere."""
    rows = db.execute(
        "SELECT surface FROM findings GROUP BY surface "
        "HAVING sum(state = 'refused') > 0 AND sum(state = 'accepted') = 0"
    )
    return {row[0] for row in rows}


# A respondent of a survey is called 'form 3' in the key file too: that is no name.
_LABELS = """
SELECT source_id, pseudonym_id, label FROM pseudonyms
CROSS JOIN speakers ON pseudonym_id = pseudonyms.id
WHERE series IN ('respondent', 'interviewer')"""
_NAMES = f"""
SELECT pseudonym_id, surface FROM findings WHERE state = 'accepted' AND pseudonym_id IS NOT NULL
UNION SELECT pseudonym_id, label FROM ({_LABELS})
UNION SELECT pseudonym_id, name FROM participants
WHERE name <> '' AND pseudonym_id IS NOT NULL"""  # noqa: S608  ours
_PLACES = f"""
SELECT source_id, pseudonym_id FROM findings WHERE pseudonym_id IS NOT NULL AND state = 'accepted'
UNION SELECT source_id, pseudonym_id FROM ({_LABELS})"""  # noqa: S608  ours
