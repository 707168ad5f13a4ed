"""What one person is in the key file: names, sources, and where others name this person."""

from collections.abc import Sequence
from typing import NamedTuple

from kwalicode.errors import NotFoundError
from kwalicode.model import Participant
from kwalicode.store.files import Database


def person_of_code(db: Database, code: str) -> Participant:
    """Give who was shown this code to withdraw by (W33).

    Raises:
        NotFoundError: Nobody was, or the answers are gone already.
    """
    row = db.execute(f"{_PERSON} WHERE withdrawal_code = ?", [code]).fetchone()
    if not row:
        raise NotFoundError("No answers have this code; check it, or they are gone already.")
    return _person(row)


def person_of_pseudonym(db: Database, pseudonym: str) -> Participant:
    """Give who takes part under a pseudonym, such as 'respondent 3' or 'form 12'.

    Raises:
        NotFoundError: Nobody does.
    """
    row = db.execute(
        f"{_PERSON} WHERE series || ' ' || number = ? AND series IN ('respondent', 'form') "  # noqa: S608  ours
        "AND (participants.id IS NOT NULL OR EXISTS (SELECT 1 FROM speakers "
        "WHERE speakers.pseudonym_id = pseudonyms.id AND NOT is_interviewer))",
        [" ".join(pseudonym.split())],
    ).fetchone()
    if not row:
        raise NotFoundError("Nobody takes part under this pseudonym; check it on the page Rights.")
    return _person(row)


def _person(row: Sequence[object]) -> Participant:
    return Participant(*row)  # type: ignore[arg-type]  # as the query has them


_PERSON = """
SELECT coalesce(participants.id, ''), pseudonyms.id, series || ' ' || number,
  coalesce(candidate_id, ''), coalesce(name, ''), coalesce(contact, '')
FROM pseudonyms LEFT JOIN participants ON pseudonym_id = pseudonyms.id"""


def withdrawal_code(db: Database, participant_id: str) -> str:
    """Give the code by which somebody may withdraw; empty where there is none."""
    row = db.execute(
        "SELECT withdrawal_code FROM participants WHERE id = ?", [participant_id]
    ).fetchone()
    return str(row[0] or "") if row else ""


class Voice(NamedTuple):
    """A label under which somebody speaks in a source."""

    source_id: str
    label: str
    pseudonym_id: int
    is_interviewer: bool


def find_voices(db: Database, source_ids: Sequence[str]) -> list[Voice]:
    """List who speaks in some sources."""
    marks = ",".join("?" * len(source_ids))
    rows = db.execute(
        "SELECT source_id, label, pseudonym_id, is_interviewer FROM speakers "  # noqa: S608
        f"WHERE source_id IN ({marks})",
        list(source_ids),
    )
    return [Voice(row[0], row[1], row[2], bool(row[3])) for row in rows]


def sources_of(db: Database, pseudonym_id: int) -> list[str]:
    """Give the sources in which somebody speaks, in order of import."""
    rows = db.execute(
        "SELECT DISTINCT sources.id FROM speakers JOIN sources ON sources.id = source_id "
        "WHERE pseudonym_id = ? ORDER BY position",
        [pseudonym_id],
    )
    return [row[0] for row in rows]


def own_names(db: Database, person: Participant) -> set[str]:
    """Give every way in which a person is called, in any source and in the records."""
    names = {
        row[0]
        for row in db.execute(
            "SELECT label FROM speakers WHERE pseudonym_id = ?1 UNION "
            "SELECT surface FROM findings WHERE pseudonym_id = ?1 AND state = 'accepted' "
            "UNION SELECT name FROM candidates WHERE id = ?2 AND n_persons = 1",
            [person.pseudonym_id, person.candidate_id],
        )
    }
    return {name for name in {*names, person.name} if name.strip()}


def names_of_others(db: Database, person: Participant) -> set[str]:
    """Give every way in which anybody and anything else is called."""
    rows = db.execute(
        "SELECT label FROM speakers WHERE pseudonym_id <> ?1 UNION "
        "SELECT surface FROM findings WHERE pseudonym_id <> ?1 AND state = 'accepted' "
        "UNION SELECT name FROM participants WHERE id <> ?2",
        [person.pseudonym_id, person.participant_id],
    )
    return {row[0] for row in rows}


def find_mentions(db: Database, pseudonym_id: int) -> dict[str, list[tuple[int, int, str]]]:
    """Give where findings stand for somebody: start, end and kind, by source id."""
    mentions: dict[str, list[tuple[int, int, str]]] = {}
    for source_id, *place in db.execute(
        'SELECT source_id, start, "end", kind FROM findings '
        "WHERE pseudonym_id = ? ORDER BY source_id, start",
        [pseudonym_id],
    ):
        mentions.setdefault(source_id, []).append((place[0], place[1], place[2]))
    return mentions


def imported_on(db: Database, source_id: str) -> str:
    """Give the day on which a source was imported."""
    row = db.execute("SELECT imported_at FROM sources WHERE id = ?", [source_id]).fetchone()
    return str(row[0])[:10]
