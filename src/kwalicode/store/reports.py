"""Reports of interviews that went to participants: when sent, due, reminded and answered."""

import json
from collections.abc import Sequence
from typing import NamedTuple, cast
from uuid import uuid4

from kwalicode.errors import ConflictError, NotFoundError
from kwalicode.model import ReportStyle
from kwalicode.store.files import Database, add_row

Span = tuple[int, int]


class Recipient(NamedTuple):
    """A participant and an interview that they speak in.

    Attributes:
        label: How the file names them.
        participant_id: Empty if nothing was recorded of them yet.
    """

    source_id: str
    title: str
    pseudonym_id: int
    pseudonym: str
    label: str
    participant_id: str
    name: str


class Report(NamedTuple):
    """A report of an interview as it went to one participant.

    Attributes:
        report_id: The code in the file.
        version: The review of the source whose text it shows.
        style: Whether it shows masks or the raw words.
        spans: Its paragraphs in the raw text of that review.
        sent_on: ISO 8601, as all dates; empty where it did not happen.
    """

    report_id: str
    source_id: str
    participant_id: str
    version: int
    style: ReportStyle
    spans: tuple[Span, ...]
    sent_on: str
    due_on: str
    reminded_on: str = ""
    answered_on: str = ""


def find_recipients(db: Database) -> list[Recipient]:
    """List who speaks in which interview, in order of import; interviewers are left out."""
    rows = db.execute(
        "SELECT sources.id, title, pseudonyms.id, series || ' ' || number, label, "
        "coalesce(participants.id, ''), coalesce(participants.name, '') FROM speakers "
        "JOIN sources ON sources.id = source_id "
        "JOIN pseudonyms ON pseudonyms.id = speakers.pseudonym_id "
        "LEFT JOIN participants ON participants.pseudonym_id = pseudonyms.id "
        "WHERE NOT is_interviewer AND kind = 'interview' ORDER BY position, speakers.id"
    )
    return [Recipient(*row) for row in rows]


def add_report(db: Database, report: Report) -> str:
    """Note that a report went out, and return the code it is given.

    Args:
        db: Inside a write on the key file.
        report: What went out; its own code does not count.

    Raises:
        ConflictError: This participant has a report of this very text.
    """
    row = {"source_id": report.source_id, "participant_id": report.participant_id}
    found = db.execute(
        "SELECT 1 FROM reports WHERE source_id = ? AND participant_id = ? AND version = ?",
        [*row.values(), report.version],
    ).fetchone()
    if found:
        raise ConflictError(
            "This participant has a report of this text already; save that one again."
        )
    report_id = uuid4().hex[:12]
    paragraphs = json.dumps({"style": report.style, "spans": report.spans})
    dates = {"sent_on": report.sent_on, "due_on": report.due_on}
    add_row(
        db,
        "reports",
        id=report_id,
        version=report.version,
        paragraphs=paragraphs,
        **row,
        **dates,
    )
    return report_id


_FIELDS = (
    "id, source_id, participant_id, version, paragraphs, sent_on, due_on, reminded_on, answered_on"
)


def find_reports(db: Database) -> list[Report]:
    """List all reports, oldest first."""
    rows = db.execute(f"SELECT {_FIELDS} FROM reports ORDER BY sent_on, rowid")  # noqa: S608  ours
    return [_report(row) for row in rows]


def get_report(db: Database, report_id: str) -> Report:
    """Read one report.

    Raises:
        NotFoundError: There is none of this code.
    """
    row = db.execute(f"SELECT {_FIELDS} FROM reports WHERE id = ?", [report_id]).fetchone()  # noqa: S608  ours
    if not row:
        raise NotFoundError("This report is gone; reload the page.")
    return _report(row)


def _report(row: Sequence[object]) -> Report:
    content = json.loads(str(row[4]))
    spans = tuple((start, end) for start, end in content["spans"])
    head = cast(tuple[str, str, str, int], tuple(row[:4]))
    return Report(*head, content["style"], spans, *map(str, row[5:]))


def mark_reminded(db: Database, report_id: str, on_date: str) -> None:
    """Note that a participant was reminded of a report."""
    get_report(db, report_id)
    db.execute("UPDATE reports SET reminded_on = ? WHERE id = ?", [on_date, report_id])


def mark_answered(db: Database, report_id: str, on_date: str) -> None:
    """Note that a participant answered a report, or with an empty date that they did not."""
    get_report(db, report_id)
    db.execute("UPDATE reports SET answered_on = ? WHERE id = ?", [on_date, report_id])


def set_due(db: Database, report_id: str, on_date: str) -> None:
    """Change when the answer is awaited."""
    get_report(db, report_id)
    db.execute("UPDATE reports SET due_on = ? WHERE id = ?", [on_date, report_id])
