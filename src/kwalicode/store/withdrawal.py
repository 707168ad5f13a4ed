"""What a withdrawal changes in the key file, a row or a source at a time."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal
from uuid import uuid4

from kwalicode.model import Participant, Turn
from kwalicode.store.files import Database, add_row, now
from kwalicode.store.history import close_steps, forget_rows
from kwalicode.store.sources import turns_json
from kwalicode.text import Replacement

Span = tuple[int, int]

Policy = Literal["delete all", "strip"]
"""Delete all that was collected; or stop, keep what was analysed, and strip what identifies."""

_POLICY = "withdrawal_policy"


def get_policy(db: Database) -> Policy:
    """Give what the study promised to who withdraws; all is deleted where nobody chose (W32)."""
    row = db.execute("SELECT value FROM settings WHERE id = ?", [_POLICY]).fetchone()
    return "strip" if row and row[0] == "strip" else "delete all"


def save_policy(db: Database, policy: Policy) -> None:
    """Store what the study promised to who withdraws."""
    db.execute(
        "INSERT INTO settings(id, value) VALUES (?, ?) "
        "ON CONFLICT DO UPDATE SET value = excluded.value",
        [_POLICY, policy],
    )


def rename_source(db: Database, source_id: str, title: str) -> None:
    """Give a source another title; history forgets the one before."""
    db.execute("UPDATE sources SET title = ? WHERE id = ?", [title, source_id])
    forget_rows(db, "sources", "id", source_id)


def rewrite_source(
    db: Database, source_id: str, *, text: str, turns: Sequence[Turn], places: Mapping[str, Span]
) -> None:
    """Give a source another raw text; the file it came from and older texts go.

    What was done so far to its findings cannot be undone any more: their places are others now.

    Args:
        db: Inside a write.
        source_id: The source.
        text: Its new raw text; it takes the place of the file too.
        turns: Those of the new text.
        places: New place of each finding that stays, by its id; all others go.
    """
    db.execute(
        "UPDATE sources SET text = ?, turns = ?, content = ?, file_name = title || '.txt' "
        "WHERE id = ?",
        [text, turns_json(turns), text.encode(), source_id],
    )
    kept = json.dumps({finding_id: list(span) for finding_id, span in places.items()})
    db.execute(
        "DELETE FROM findings WHERE source_id = ? AND id NOT IN (SELECT key FROM json_each(?))",
        [source_id, kept],
    )
    db.execute(
        'UPDATE findings SET start = value ->> 0, "end" = value ->> 1 FROM json_each(?) '
        "WHERE findings.id = key",
        [kept],
    )
    for table, column in (("findings", "source_id"), ("speakers", "source_id"), ("sources", "id")):
        close_steps(db, table, column, source_id)
        forget_rows(db, table, column, source_id)


def replace_versions(
    db: Database,
    source_id: str,
    version: int,
    base: tuple[str, Sequence[Turn]] | None,
    *,
    by: int,
) -> None:
    """Remove the raw texts of before corrections, but for the one that the study goes by.

    Args:
        db: Inside a write.
        source_id: The source.
        version: What the study holds now.
        base: What that one becomes, with its turns; None where the newest text is that one.
        by: 1 where the versions of the source are numbered anew, else 0.
    """
    row = db.execute(
        "SELECT min(number) FROM source_versions WHERE source_id = ? AND number >= ?",
        [source_id, version],
    ).fetchone()
    kept = row[0] if base else None
    db.execute(
        "DELETE FROM source_versions WHERE source_id = ? AND number IS NOT ?", [source_id, kept]
    )
    if base:
        db.execute(
            "UPDATE source_versions SET text = ?, turns = ?, number = number + ? "
            "WHERE source_id = ?",
            [base[0], turns_json(base[1]), by, source_id],
        )


def move_reports(
    db: Database, source_id: str, moved: Callable[[int, int], Span], *, by: int
) -> None:
    """Let the reports to others show what is left; those of an older text show nothing any more.

    Call it while the older texts are there.

    Args:
        db: Inside a write.
        source_id: The source.
        moved: Gives the new place of a span of its newest raw text.
        by: 1 where the versions of the source are numbered anew, else 0.
    """
    rows = db.execute(
        "SELECT id, version, paragraphs, EXISTS (SELECT 1 FROM source_versions AS older WHERE "
        "older.source_id = reports.source_id AND older.number >= reports.version) "
        "FROM reports WHERE source_id = ? ORDER BY version DESC",
        [source_id],
    ).fetchall()
    for report_id, version, text, is_older in rows:
        content = json.loads(text)
        spans = [] if is_older else [moved(*span) for span in content["spans"]]
        content["spans"] = [span for span in spans if span[0] < span[1]]
        db.execute(
            "UPDATE reports SET paragraphs = ?, version = ? WHERE id = ?",
            [json.dumps(content), version + (0 if is_older else by), report_id],
        )
    forget_rows(db, "reports", "source_id", source_id)


def renumber_release(
    db: Database, source_id: str, version: int, replacements: Iterable[Replacement], *, by: int
) -> None:
    """Keep what is replaced in the new raw text as the release of the next version.

    Args:
        db: Inside a write.
        source_id: The source.
        version: What the study holds now; releases of others go.
        replacements: In the new raw text.
        by: 1 where the de-identified text changes with it, else 0.
    """
    db.execute(
        "DELETE FROM releases WHERE source_id = ? AND review_number <> ?", [source_id, version]
    )
    db.execute(
        "UPDATE releases SET replacements = ?, review_number = review_number + ? "
        "WHERE source_id = ?",
        [json.dumps(list(replacements)), by, source_id],
    )
    if by:
        db.execute("UPDATE sources SET review_number = review_number + 1 WHERE id = ?", [source_id])
        # Who agreed to a text did not agree to another one.
        db.execute("DELETE FROM approvals WHERE source_id = ?", [source_id])


def has_release(db: Database, source_id: str, version: int) -> bool:
    """Tell whether the key knows how a version of the study was made."""
    row = db.execute(
        "SELECT 1 FROM releases WHERE source_id = ? AND review_number = ?", [source_id, version]
    )
    return row.fetchone() is not None


def empty_bundles(db: Database, source_ids: Iterable[str]) -> None:
    """Take the bytes out of the bundles that some sources came from; their digests stay."""
    db.execute(
        "UPDATE bundles SET content = x'', file_name = '' WHERE id IN (SELECT bundle_id "
        "FROM sources WHERE id IN (SELECT value FROM json_each(?)))",
        [json.dumps(list(source_ids))],
    )


def rename_speaker(db: Database, pseudonym_id: int, label: str) -> None:
    """Call a speaker by the pseudonym in all sources, so that the name is gone."""
    db.execute(
        "DELETE FROM speakers WHERE pseudonym_id = ?1 AND id NOT IN "
        "(SELECT min(id) FROM speakers WHERE pseudonym_id = ?1 GROUP BY source_id)",
        [pseudonym_id],
    )
    db.execute("UPDATE speakers SET label = ? WHERE pseudonym_id = ?", [label, pseudonym_id])
    forget_rows(db, "speakers", "pseudonym_id", pseudonym_id)


def delete_speaker(db: Database, pseudonym_id: int) -> None:
    """Let somebody speak nowhere; the bare number stays, so that nobody else is given it."""
    db.execute("DELETE FROM speakers WHERE pseudonym_id = ?", [pseudonym_id])
    db.execute("UPDATE pseudonyms SET description = '', alias = '' WHERE id = ?", [pseudonym_id])
    for table, column in (("speakers", "pseudonym_id"), ("pseudonyms", "id")):
        forget_rows(db, table, column, pseudonym_id)


def forget_mentions(db: Database, pseudonym_id: int) -> None:
    """Let no finding stand for somebody any more, nor history know that one did."""
    db.execute("DELETE FROM findings WHERE pseudonym_id = ?", [pseudonym_id])
    forget_rows(db, "findings", "pseudonym_id", pseudonym_id)


def blank_unused(db: Database) -> None:
    """Forget how those were described whom nobody names any more."""
    rows = db.execute(
        "SELECT id FROM pseudonyms WHERE (description <> '' OR alias <> '') AND id NOT IN "
        "(SELECT pseudonym_id FROM findings WHERE pseudonym_id IS NOT NULL) "
        "AND id NOT IN (SELECT pseudonym_id FROM speakers)"
    ).fetchall()
    for (pseudonym_id,) in rows:
        db.execute(
            "UPDATE pseudonyms SET description = '', alias = '' WHERE id = ?", [pseudonym_id]
        )
        forget_rows(db, "pseudonyms", "id", pseudonym_id)


def delete_records(db: Database, person: Participant, *, coder: str) -> None:
    """Remove consents, confidential attributes, reports and the record of a participant.

    Of the recruitment only states and days stay, for the funnel (W14), with 'withdrawn' as the
    last one; a record that stands for others as well is left to them.
    """
    if not person.participant_id:
        return
    db.execute("DELETE FROM participants WHERE id = ?", [person.participant_id])
    forget_rows(db, "participants", "id", person.participant_id)
    for table in ("consents", "confidential_values", "reports"):
        forget_rows(db, table, "participant_id", person.participant_id)
    if person.candidate_id:
        _blank_candidate(db, person.candidate_id, coder)


def _blank_candidate(db: Database, candidate_id: str, coder: str) -> None:
    shared = "SELECT 1 FROM participants WHERE candidate_id = ?"
    if db.execute(shared, [candidate_id]).fetchone():
        return
    db.execute(
        "UPDATE candidates SET name = '', contact = '', note = '' WHERE id = ?", [candidate_id]
    )
    db.execute("UPDATE recruitment SET reason = '' WHERE candidate_id = ?", [candidate_id])
    for table, column in (("candidates", "id"), ("recruitment", "candidate_id")):
        forget_rows(db, table, column, candidate_id)
    moment = now()
    add_row(
        db,
        "recruitment",
        id=str(uuid4()),
        candidate_id=candidate_id,
        state="withdrawn",
        on_date=moment[:10],
        entered_by=coder,
        entered_at=moment,
    )


def delete_listed(db: Database, names: Iterable[str]) -> None:
    """Take names off the study's own lists."""
    for name in names:
        db.execute("DELETE FROM listed WHERE text = ?", [name])
        forget_rows(db, "listed", "text", name)


def count_records(db: Database, person: Participant) -> dict[str, int]:
    """Count what the records hold on a participant, by table."""
    return {
        table: db.execute(
            f"SELECT count(*) FROM {table} WHERE {column} = ?",  # noqa: S608  names are ours
            [value],
        ).fetchone()[0]
        for table, column, value in (
            ("consents", "participant_id", person.participant_id),
            ("confidential_values", "participant_id", person.participant_id),
            ("reports", "participant_id", person.participant_id),
            ("recruitment", "candidate_id", person.candidate_id),
        )
    }
