"""Consent of participants in the key file, and whether the study asks for it (W30)."""

from collections.abc import Iterable
from typing import Literal
from uuid import uuid4

from kwalicode.model import Consent
from kwalicode.store.files import Database, now

Limit = Literal["analysis", "quotes"]
"""What is barred of someone whose consent does not cover it."""

_REQUIRED = "consent_required"
_NEWEST = """
SELECT participants.pseudonym_id AS pseudonym_id, form_version, given_on, covers_analysis,
  covers_quotes, max(entered_at || printf('%012d', consents.rowid))
FROM consents JOIN participants ON participants.id = participant_id {where}
GROUP BY participant_id"""
_OF_ALL = _NEWEST.format(where="")
# A survey may have a hundred thousand participants; a source has some hundreds at most.
_OF_SOURCE = _NEWEST.format(
    where="WHERE participants.pseudonym_id IN "
    "(SELECT pseudonym_id FROM speakers WHERE source_id = :source)"
)


def is_consent_required(db: Database) -> bool:
    """Tell whether nothing may be signed off without consent; studies made before do not ask it."""
    row = db.execute("SELECT value FROM settings WHERE id = ?", [_REQUIRED]).fetchone()
    return row is not None and row[0] == "yes"


def require_consent(db: Database, *, is_required: bool) -> None:
    """Choose whether nothing may be signed off without consent."""
    db.execute(
        "INSERT INTO settings(id, value) VALUES (?, ?) "
        "ON CONFLICT DO UPDATE SET value = excluded.value",
        [_REQUIRED, "yes" if is_required else "no"],
    )


def add_consents(
    db: Database, participant_ids: Iterable[str], consent: Consent, *, coder: str
) -> None:
    """Keep the same consent for participants; it counts from now on."""
    what = (consent.form_version, consent.given_on, consent.covers_analysis, consent.covers_quotes)
    entered = (coder, now())
    db.conn.executemany(
        "INSERT INTO consents(id, participant_id, form_version, given_on, covers_analysis, "
        "covers_quotes, entered_by, entered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(str(uuid4()), participant_id, *what, *entered) for participant_id in participant_ids],
    )


def find_consents(db: Database) -> dict[int, Consent]:
    """Give the newest consent of each participant who gave one, by pseudonym id."""
    return {
        row[0]: Consent(row[1], row[2], bool(row[3]), bool(row[4])) for row in db.execute(_OF_ALL)
    }


def find_limits(db: Database, source_id: str | None = None) -> dict[str, Limit]:
    """Give what is barred of those whose newest consent does not cover all, by pseudonym.

    Args:
        db: Of the key file.
        source_id: To be told of those alone who speak in this source.
    """
    newest = _OF_ALL if source_id is None else _OF_SOURCE
    rows = db.execute(
        "SELECT series || ' ' || number, covers_analysis "  # noqa: S608  names are ours
        f"FROM ({newest}) JOIN pseudonyms ON pseudonyms.id = pseudonym_id "
        "WHERE NOT covers_quotes OR NOT covers_analysis",
        {"source": source_id},
    )
    return {row[0]: "quotes" if row[1] else "analysis" for row in rows}


def consented(db: Database) -> set[str]:
    """Give the pseudonyms of those whose newest consent covers quotes."""
    rows = db.execute(
        "SELECT series || ' ' || number, covers_analysis AND covers_quotes "  # noqa: S608  ours
        f"FROM ({_OF_ALL}) JOIN pseudonyms ON pseudonyms.id = pseudonym_id"
    )
    return {row[0] for row in rows if row[1]}


def consents_of(db: Database, participant_id: str) -> list[tuple[Consent, str, str]]:
    """List all consents of a participant, the newest first, with who entered it and when."""
    rows = db.execute(
        "SELECT form_version, given_on, covers_analysis, covers_quotes, entered_by, entered_at "
        "FROM consents WHERE participant_id = ? ORDER BY entered_at DESC, rowid DESC",
        [participant_id],
    )
    return [(Consent(row[0], row[1], bool(row[2]), bool(row[3])), *row[4:]) for row in rows]


def without_consent(db: Database, source_id: str) -> list[str]:
    """List the pseudonyms of those who answer in a source and did not consent to analysis."""
    rows = db.execute(
        "SELECT DISTINCT series || ' ' || number FROM speakers "  # noqa: S608  names are ours
        "JOIN pseudonyms ON pseudonyms.id = speakers.pseudonym_id "
        f"LEFT JOIN ({_OF_SOURCE}) AS newest ON newest.pseudonym_id = speakers.pseudonym_id "
        "WHERE source_id = :source AND NOT is_interviewer AND NOT coalesce(covers_analysis, 0) "
        "ORDER BY series, number",
        {"source": source_id},
    )
    return [row[0] for row in rows]
