"""How long each class of data is kept, and since when, in the study file (W73)."""

import json
from collections.abc import Sequence
from typing import Literal, NamedTuple, get_args

from kwalicode.errors import InputError
from kwalicode.store.files import Database
from kwalicode.store.history import forget_rows

DataClass = Literal["contact", "consents", "key file", "research data"]
Event = Literal["collection", "publication"]

CLASSES: Sequence[DataClass] = get_args(DataClass)
EVENTS: Sequence[Event] = get_args(Event)
MAX_MONTHS = 600
_ID = "retention"


class Term(NamedTuple):
    """How long a class of data is kept.

    Attributes:
        event: What it counts from: the end of the collection, or publication.
        n_months: Whole months after it.
        destroyed_on: ISO 8601, a day; empty while the data are there.
    """

    data: DataClass
    event: Event
    n_months: int
    destroyed_on: str = ""


class Retention(NamedTuple):
    """The terms of a study and the days they count from; an empty day has not come yet."""

    terms: tuple[Term, ...]
    collected_on: str = ""
    published_on: str = ""


USUAL = Retention(
    (
        Term("contact", "publication", 1),
        Term("consents", "publication", 24),
        Term("key file", "publication", 24),
        Term("research data", "publication", 24),
    )
)
"""What the reference study promised its participants."""


def get_retention(db: Database) -> Retention:
    """Read the terms of a study; the usual ones if nobody chose any."""
    row = db.execute("SELECT value FROM settings WHERE id = ?", [_ID]).fetchone()
    if not row:
        return USUAL
    stored = json.loads(row[0])
    terms = tuple(Term(*term) for term in stored["terms"])
    return Retention(terms, stored["collected_on"], stored["published_on"])


def save_retention(db: Database, retention: Retention) -> None:
    """Store the terms of a study.

    Raises:
        InputError: A term is shorter than no month or longer than fifty years.
    """
    for term in retention.terms:
        if not 0 <= term.n_months <= MAX_MONTHS:
            raise InputError(
                "A term has 0 to {most} whole months; choose another number.", most=MAX_MONTHS
            )
    value = json.dumps(retention._asdict())
    db.execute(
        "INSERT INTO settings(id, value) VALUES (?, ?) "
        "ON CONFLICT DO UPDATE SET value = excluded.value",
        [_ID, value],
    )


def delete_contacts(db: Database) -> int:
    """Blank names and addresses of all participants and candidates; give of how many.

    Pseudonyms, states of the recruitment and consents stay.
    """
    n_people = 0
    for table, fields in (("participants", "name, contact"), ("candidates", "name, contact, note")):
        columns = fields.split(", ")
        filled = " OR ".join(f"{column} <> ''" for column in columns)
        blank = ", ".join(f"{column} = ''" for column in columns)
        done = db.execute(f"UPDATE {table} SET {blank} WHERE {filled}")  # noqa: S608  names are ours
        n_people += done.rowcount
        _forget_all(db, table)
    db.execute("UPDATE recruitment SET reason = '' WHERE reason <> ''")
    _forget_all(db, "recruitment")
    # Who wrote an e-mail stands in its head.
    db.execute("UPDATE sources SET facts = json_remove(facts, '$.mail') WHERE facts LIKE '%mail%'")
    for (source_id,) in db.execute("SELECT id FROM sources WHERE bundle_id <> ''").fetchall():
        forget_rows(db, "sources", "id", source_id)
    return n_people


def delete_consents(db: Database) -> int:
    """Remove the records of consent; give how many."""
    done = db.execute("DELETE FROM consents")
    _forget_all(db, "consents")
    return int(done.rowcount)


def _forget_all(db: Database, table: str) -> None:
    db.execute("DELETE FROM changes WHERE table_name = ?", [table])


def stop_asking_consent(db: Database) -> None:
    """Let the study go on without records of consent, which were destroyed in time."""
    db.execute("UPDATE settings SET value = 'no' WHERE id = 'consent_required'")
