"""The recruitment log: who was approached or came forward, and what came of it (W13, W14)."""

from collections.abc import Iterable
from typing import get_args
from uuid import uuid4

from kwalicode.errors import InputError
from kwalicode.model import Candidate, RecruitmentState, RecruitmentStep, Route
from kwalicode.store.files import Database, add_row, now

STATES: tuple[RecruitmentState, ...] = get_args(RecruitmentState)
ROUTES: tuple[Route, ...] = get_args(Route)


def find_candidates(db: Database) -> list[Candidate]:
    """List the candidates in the order in which they were entered."""
    rows = db.execute(
        "SELECT id, name, contact, route, n_persons, note FROM candidates ORDER BY rowid"
    )
    return [Candidate(*row) for row in rows]


def put_candidate(db: Database, candidate: Candidate) -> str:
    """Add a candidate, or change the one of this id, and return the id.

    Raises:
        InputError: The name is empty, or the number of persons is not 1 or more.
    """
    name = " ".join(candidate.name.split())
    if not name or candidate.n_persons < 1:
        raise InputError(
            "A candidate needs a name or code, and at least one person; complete the row."
        )
    values = [name, candidate.contact, candidate.route, candidate.n_persons, candidate.note]
    candidate_id = candidate.candidate_id or str(uuid4())
    db.execute(
        "INSERT INTO candidates(name, contact, route, n_persons, note, id) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
        "contact = excluded.contact, route = excluded.route, n_persons = excluded.n_persons, "
        "note = excluded.note",
        [*values, candidate_id],
    )
    return candidate_id


def delete_candidate(db: Database, candidate_id: str) -> None:
    """Remove a candidate with the log of what happened."""
    db.execute("DELETE FROM candidates WHERE id = ?", [candidate_id])


def add_steps(db: Database, steps: Iterable[RecruitmentStep], *, coder: str) -> None:
    """Note what happened with candidates; the id of a step is given here."""
    for step in steps:
        add_row(
            db,
            "recruitment",
            id=str(uuid4()),
            candidate_id=step.candidate_id,
            state=step.state,
            reason=" ".join(step.reason.split()),
            on_date=step.on_date,
            entered_by=coder,
            entered_at=now(),
        )


def add_step_as(
    db: Database, step_id: str, step: tuple[str, RecruitmentState, str], *, coder: str
) -> None:
    """Note candidate, state and day of a step that is known by an id of the caller."""
    candidate_id, state, on_date = step
    row = {"candidate_id": candidate_id, "state": state, "on_date": on_date}
    add_row(db, "recruitment", id=step_id, **row, entered_by=coder, entered_at=now())


def note_step(
    db: Database, participant_id: str, state: RecruitmentState, on_date: str, *, coder: str
) -> None:
    """Note what happened with the candidate that a participant was; nothing where none is known."""
    row = db.execute(
        "SELECT candidate_id FROM participants WHERE id = ? AND candidate_id IS NOT NULL",
        [participant_id],
    ).fetchone()
    if row:
        add_step_as(db, str(uuid4()), (row[0], state, on_date), coder=coder)


def candidates_of(db: Database) -> dict[str, str]:
    """Give the candidate that each participant was, by pseudonym; the others are left out."""
    rows = db.execute(
        "SELECT series || ' ' || number, candidate_id FROM participants "
        "JOIN pseudonyms ON pseudonyms.id = pseudonym_id WHERE candidate_id IS NOT NULL"
    )
    return dict(rows.fetchall())


def delete_step(db: Database, step_id: str) -> None:
    """Take a step that was noted by mistake out of the log."""
    db.execute("DELETE FROM recruitment WHERE id = ?", [step_id])


def find_steps(db: Database) -> dict[str, list[RecruitmentStep]]:
    """Give what happened with each candidate, by id, the newest last.

    Of the same day, what comes later in the order of states is newer.
    """
    found: dict[str, list[RecruitmentStep]] = {}
    for row in db.execute("SELECT id, candidate_id, state, on_date, reason FROM recruitment"):
        step = RecruitmentStep(*row)
        found.setdefault(step.candidate_id, []).append(step)
    for steps in found.values():
        steps.sort(key=lambda step: (step.on_date, STATES.index(step.state)))
    return found
