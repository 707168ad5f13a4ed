"""Participants of the key file: names, contact, confidential values, how they were recruited."""

import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from kwalicode.errors import NotFoundError
from kwalicode.model import Participant
from kwalicode.store.attributes import Values
from kwalicode.store.files import Database
from kwalicode.store.history import forget_rows

_ALL = """
SELECT coalesce(participants.id, ''), pseudonyms.id, series || ' ' || number,
  coalesce(candidate_id, ''), coalesce(name, ''), coalesce(contact, ''),
  (SELECT json_group_array(label) FROM
    (SELECT DISTINCT label FROM speakers WHERE pseudonym_id = pseudonyms.id))
FROM pseudonyms LEFT JOIN participants ON participants.pseudonym_id = pseudonyms.id
WHERE series = 'respondent' AND (participants.id IS NOT NULL OR EXISTS
  (SELECT 1 FROM speakers WHERE pseudonym_id = pseudonyms.id AND NOT is_interviewer))"""


def find_participants(db: Database) -> list[Participant]:
    """List who speaks in the sources, and whoever else was recorded; survey rows are left out."""
    return [_participant(row) for row in db.execute(f"{_ALL} ORDER BY number")]


def get_participant(db: Database, pseudonym_id: int) -> Participant:
    """Read one participant.

    Raises:
        NotFoundError: Nobody has this pseudonym.
    """
    row = db.execute(f"{_ALL} AND pseudonyms.id = ?", [pseudonym_id]).fetchone()
    if not row:
        raise NotFoundError("This participant is gone; reload the page.")
    return _participant(row)


def _participant(row: Sequence[Any]) -> Participant:
    participant_id, pseudonym_id, pseudonym, candidate_id, name, contact, labels = row
    recorded = (candidate_id, name, contact, tuple(json.loads(labels)))
    return Participant(participant_id, pseudonym_id, pseudonym, *recorded)


def ensure_participants(db: Database, pseudonym_ids: Iterable[int]) -> dict[int, str]:
    """Give the participant ids of pseudonyms, by pseudonym id, and make those that are missing."""
    wanted = list(pseudonym_ids)
    db.conn.executemany(
        "INSERT OR IGNORE INTO participants(id, pseudonym_id) VALUES (?, ?)",
        [(str(uuid4()), pseudonym_id) for pseudonym_id in wanted],
    )
    rows = db.execute(
        "SELECT pseudonym_id, id FROM participants WHERE pseudonym_id IN "
        "(SELECT value FROM json_each(?))",
        [json.dumps(wanted)],
    )
    return dict(rows.fetchall())


def update_participant(db: Database, participant: Participant) -> None:
    """Store name, contact and candidate of a participant that was made before."""
    db.execute(
        "UPDATE participants SET name = ?1, contact = ?2, candidate_id = ?3 WHERE id = ?4 "
        "AND (name <> ?1 OR contact <> ?2 OR candidate_id IS NOT ?3)",
        [
            " ".join(participant.name.split()),
            participant.contact.strip(),
            participant.candidate_id or None,
            participant.participant_id,
        ],
    )


def find_confidential(db: Database) -> dict[str, dict[str, str]]:
    """Give the confidential values of all participants: by pseudonym, by attribute id."""
    found: dict[str, dict[str, str]] = {}
    for name, attribute_id, value in db.execute(
        "SELECT series || ' ' || number, attribute_id, value FROM confidential_values "
        "JOIN participants ON participants.id = participant_id "
        "JOIN pseudonyms ON pseudonyms.id = pseudonym_id WHERE series = 'respondent'"
    ):
        found.setdefault(name, {})[attribute_id] = value
    return found


def set_confidential(db: Database, values: Values) -> None:
    """Store confidential values by participant id and attribute id; an empty one takes it away."""
    for participant_id, own in values.items():
        for attribute_id, value in own.items():
            if value:
                db.execute(
                    "INSERT INTO confidential_values(id, participant_id, attribute_id, value) "
                    "VALUES (?, ?, ?, ?) ON CONFLICT (participant_id, attribute_id) "
                    "DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
                    [str(uuid4()), participant_id, attribute_id, value],
                )
            else:
                db.execute(
                    "DELETE FROM confidential_values WHERE participant_id = ? AND attribute_id = ?",
                    [participant_id, attribute_id],
                )


def forget_confidential(db: Database, attribute_id: str) -> None:
    """Take the values of an attribute out of the key file for good, out of history too."""
    db.execute("DELETE FROM confidential_values WHERE attribute_id = ?", [attribute_id])
    forget_rows(db, "confidential_values", "attribute_id", attribute_id)


def respondents_of(db: Database, source_ids: Iterable[str]) -> list[int]:
    """Give the pseudonym ids of those who answer in some sources."""
    rows = db.execute(
        "SELECT DISTINCT pseudonym_id FROM speakers WHERE NOT is_interviewer "
        "AND source_id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(source_ids))],
    )
    return [row[0] for row in rows]


def speaks(db: Database, pseudonym_id: int) -> bool:
    """Tell whether someone speaks in a source."""
    row = db.execute("SELECT 1 FROM speakers WHERE pseudonym_id = ?", [pseudonym_id]).fetchone()
    return row is not None


def delete_participant(db: Database, participant_id: str) -> None:
    """Remove what was recorded of a participant, and what history kept of it."""
    db.execute("DELETE FROM participants WHERE id = ?", [participant_id])
    forget_rows(db, "participants", "id", participant_id)
    for table in ("consents", "confidential_values"):
        forget_rows(db, table, "participant_id", participant_id)
