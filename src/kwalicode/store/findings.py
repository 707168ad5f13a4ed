"""Findings in the key file and what the reviewer decided about each."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from kwalicode.errors import NotFoundError
from kwalicode.model import Finding, FindingState, IdentifierKind, Pseudonym, Reviewed
from kwalicode.store.files import Database, add_row

BY_HAND = "reviewer"
"""The recognizer of a finding that a person made or changed."""

_SELECT = (
    'SELECT findings.id, source_id, start, "end", surface, kind, score, recognizer, state, '
    "pseudonyms.id, series, number FROM findings LEFT JOIN pseudonyms "
    "ON pseudonyms.id = pseudonym_id "
)


def add_findings(
    db: Database,
    source_id: str,
    text: str,
    findings: Iterable[Finding],
    *,
    ids: Iterable[str] = (),
) -> list[str]:
    """Store findings of a source as proposed and return their ids.

    Args:
        db: Inside a write on the key file.
        source_id: The source.
        text: Its raw text.
        findings: Not overlapping what is stored already.
        ids: Ids to use for the first findings; the others get new ones.
    """
    given, used = iter(ids), []
    for found in findings:
        finding_id = next(given, None) or str(uuid4())
        add_row(
            db,
            "findings",
            id=finding_id,
            source_id=source_id,
            start=found.start,
            end=found.end,
            surface=text[found.start : found.end],
            kind=str(found.kind),
            score=float(found.score),
            recognizer=found.recognizer,
            state="proposed",
        )
        used.append(finding_id)
    return used


def get_finding(db: Database, finding_id: str) -> Reviewed:
    """Read one finding.

    Raises:
        NotFoundError: It is gone.
    """
    row = db.execute(_SELECT + "WHERE findings.id = ?", [finding_id]).fetchone()
    if not row:
        raise NotFoundError("This finding is gone; reload the page.")
    return _reviewed(row)


def find_findings(db: Database, source_id: str) -> list[Reviewed]:
    """List the findings of a source in reading order."""
    rows = db.execute(_SELECT + "WHERE source_id = ? ORDER BY start", [source_id])
    return [_reviewed(row) for row in rows]


def find_overlapping(db: Database, source_id: str, start: int, end: int) -> list[Reviewed]:
    """List the findings of a source that share a place with `[start, end)`."""
    where = 'WHERE source_id = ? AND start < ? AND "end" > ? ORDER BY start'
    return [_reviewed(row) for row in db.execute(_SELECT + where, [source_id, end, start])]


def find_same(db: Database, surface: str) -> list[Reviewed]:
    """List the findings with exactly this surface, in all sources."""
    return [_reviewed(row) for row in db.execute(_SELECT + "WHERE surface = ?", [surface])]


def _reviewed(row: tuple[Any, ...]) -> Reviewed:
    kind = IdentifierKind(row[5])
    pseudonym = Pseudonym(*row[9:12]) if row[9] else None
    return Reviewed(row[0], row[1], row[2], row[3], row[4], kind, row[6], row[7], row[8], pseudonym)


def decide(
    db: Database, finding_id: str, state: FindingState, pseudonym_id: int | None = None
) -> None:
    """Store the reviewer's decision about a finding."""
    db.execute(
        "UPDATE findings SET state = ?, pseudonym_id = ? WHERE id = ?",
        [state, pseudonym_id, finding_id],
    )


def relabel(db: Database, finding_id: str, kind: IdentifierKind) -> None:
    """Say that a finding identifies something else; its pseudonym goes with the old kind."""
    db.execute(
        "UPDATE findings SET kind = ?, recognizer = ?, pseudonym_id = NULL WHERE id = ?",
        [str(kind), BY_HAND, finding_id],
    )


def delete_overlapping(db: Database, source_id: str, start: int, end: int) -> None:
    """Remove findings that a longer one or a new one takes the place of."""
    db.execute(
        'DELETE FROM findings WHERE source_id = ? AND start < ? AND "end" > ?',
        [source_id, end, start],
    )


def delete_proposed(db: Database, source_id: str) -> None:
    """Remove what nobody has touched, before findings are looked for again."""
    db.execute(
        "DELETE FROM findings WHERE source_id = ? AND state = 'proposed' AND recognizer <> ?",
        [source_id, BY_HAND],
    )


def count_by_state(db: Database) -> dict[str, dict[str, int]]:
    """Give the number of findings in each state, by source id."""
    counts: dict[str, dict[str, int]] = {}
    rows = db.execute("SELECT source_id, state, count(*) FROM findings GROUP BY 1, 2")
    for source_id, state, number in rows:
        counts.setdefault(source_id, {})[state] = number
    return counts
