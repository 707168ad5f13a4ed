"""Findings in the key file and what the reviewer decided about each."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import uuid4

from kwalicode.errors import NotFoundError
from kwalicode.model import (
    Finding,
    FindingState,
    IdentifierKind,
    LinkReason,
    Pseudonym,
    Reviewed,
)
from kwalicode.store.files import Database, add_row

BY_HAND, RELABELLED, LEAK_SCAN = "reviewer", "reviewer, other kind", "leak scan"
"""The recognizers of findings that a person made, a person changed, and the leak scan added."""

CORRECTED = "corrected passage"
"""The recognizer of findings that were masked before their words were corrected."""

KEPT = (BY_HAND, RELABELLED, LEAK_SCAN, CORRECTED)
"""Findings that stay when a source is looked through again."""

_SELECT = (
    'SELECT findings.id, source_id, start, "end", surface, kind, score, recognizer, state, '
    "link_reason, is_link_sure, pseudonyms.id, series, number, description, alias "
    "FROM findings LEFT JOIN pseudonyms ON pseudonyms.id = pseudonym_id "
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


def count_same(db: Database, source_id: str) -> dict[str, tuple[int, int]]:
    """Give for each surface of a source how many findings have it, and in how many sources."""
    rows = db.execute(
        "SELECT surface, count(*), count(DISTINCT source_id) FROM findings WHERE surface IN "
        "(SELECT surface FROM findings WHERE source_id = ?) GROUP BY surface",
        [source_id],
    )
    return {surface: (n_places, n_sources) for surface, n_places, n_sources in rows}


def _reviewed(row: tuple[Any, ...]) -> Reviewed:
    kind = IdentifierKind(row[5])
    pseudonym = Pseudonym(*row[11:]) if row[11] else None
    head = (row[0], row[1], row[2], row[3], row[4], kind, row[6], row[7], row[8])
    return Reviewed(*head, pseudonym, row[9], bool(row[10]))


def decide(
    db: Database,
    finding_id: str,
    state: FindingState,
    pseudonym_id: int | None = None,
    *,
    reason: LinkReason = "",
    is_sure: bool = True,
) -> None:
    """Store the reviewer's decision about a finding, and why it stands for whom."""
    db.execute(
        "UPDATE findings SET state = ?, pseudonym_id = ?, link_reason = ?, is_link_sure = ? "
        "WHERE id = ?",
        [state, pseudonym_id, reason, int(is_sure), finding_id],
    )


def relabel(db: Database, finding_id: str, kind: IdentifierKind) -> None:
    """Say that a finding identifies something else; its pseudonym goes with the old kind.

    What a person added stays so: the privacy report counts what detection had missed.
    """
    db.execute(
        "UPDATE findings SET kind = ?, recognizer = iif(recognizer = ?, recognizer, ?), "
        "pseudonym_id = NULL, link_reason = '', is_link_sure = 1 WHERE id = ?",
        [str(kind), BY_HAND, RELABELLED, finding_id],
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
        "DELETE FROM findings WHERE source_id = ? AND state = 'proposed' "
        "AND recognizer NOT IN (?, ?, ?, ?)",
        [source_id, *KEPT],
    )


def move_finding(db: Database, finding_id: str, start: int, end: int) -> None:
    """Let a finding stand at another place where its words are the same."""
    db.execute(
        'UPDATE findings SET start = ?, "end" = ? WHERE id = ? AND (start, "end") <> (?, ?)',
        [start, end, finding_id, start, end],
    )


def delete_finding(db: Database, finding_id: str) -> None:
    """Remove a finding whose words are not there any more."""
    db.execute("DELETE FROM findings WHERE id = ?", [finding_id])


def count_by_state(db: Database) -> dict[str, dict[str, int]]:
    """Give the number of findings in each state, by source id."""
    counts: dict[str, dict[str, int]] = {}
    rows = db.execute("SELECT source_id, state, count(*) FROM findings GROUP BY 1, 2")
    for source_id, state, number in rows:
        counts.setdefault(source_id, {})[state] = number
    return counts


class Use(NamedTuple):
    """One name of a pseudonym: how often it was accepted, in how many sources, and why."""

    pseudonym_id: int
    surface: str
    n_places: int
    n_documents: int
    reason: LinkReason
    is_sure: bool


def find_uses(db: Database) -> list[Use]:
    """List the accepted names of every pseudonym, the most frequent first.

    Where places of a name have different reasons, one that waits for somebody goes first.
    """
    rows = db.execute(
        "SELECT pseudonym_id, surface, count(*) AS n, count(DISTINCT source_id), "
        "coalesce(max(iif(is_link_sure, NULL, link_reason)), max(link_reason)), "
        "min(is_link_sure) FROM findings WHERE state = 'accepted' "
        "AND pseudonym_id IS NOT NULL GROUP BY pseudonym_id, surface ORDER BY n DESC, surface"
    )
    return [Use(row[0], row[1], row[2], row[3], row[4], bool(row[5])) for row in rows]


def move_names(db: Database, from_id: int, to_id: int, *, surface: str | None = None) -> int:
    """Give the accepted findings of a pseudonym, or those of one name, to another one.

    Returns:
        The number of findings moved.
    """
    where = "pseudonym_id = ?" + ("" if surface is None else " AND surface = ?")
    done = db.execute(
        "UPDATE findings SET pseudonym_id = ?, link_reason = 'by hand', is_link_sure = 1 "  # noqa: S608
        f"WHERE {where}",
        [to_id, from_id, *([] if surface is None else [surface])],
    )
    return int(done.rowcount)


def confirm_links(db: Database, pseudonym_id: int) -> None:
    """Note that a person agrees with whom the names of a pseudonym stand for."""
    db.execute(
        "UPDATE findings SET is_link_sure = 1 WHERE pseudonym_id = ? AND NOT is_link_sure",
        [pseudonym_id],
    )
