"""Counts for the methods section that no other page needs; persons by number alone, never who."""

from kwalicode.store.files import Database
from kwalicode.store.findings import LEAK_SCAN
from kwalicode.store.passes import counted
from kwalicode.store.past_merges import find_lost

_IN_INTERVIEWS = """
FROM turns JOIN versions ON versions.id = version_id JOIN documents ON documents.id = document_id
JOIN cases ON cases.id = case_id WHERE kind = 'interview'"""


def count_interviewers(db: Database) -> int:
    """Count who asks in the interviews of the study."""
    row = db.execute(f"SELECT count(DISTINCT case_id) {_IN_INTERVIEWS} AND is_interviewer")
    return int(row.fetchone()[0])


def count_interviewed_again(db: Database) -> int:
    """Count the participants who speak in more than one interview."""
    row = db.execute(
        f"SELECT count(*) FROM (SELECT 1 {_IN_INTERVIEWS} AND NOT is_interviewer "  # noqa: S608  ours
        "GROUP BY case_id HAVING count(DISTINCT document_id) > 1)"
    )
    return int(row.fetchone()[0])


def count_signers(db: Database) -> int:
    """Count who signed off the documents as they are now."""
    row = db.execute("SELECT count(DISTINCT signed_off_by) FROM versions").fetchone()
    return int(row[0])


def count_counter_cases(db: Database) -> int:
    """Count the passages kept because they speak against a theme that was not given up."""
    row = db.execute(
        "SELECT count(*) FROM theme_codings JOIN codings ON codings.id = coding_id "  # noqa: S608  ours
        "JOIN themes ON themes.id = theme_id "
        f"WHERE role = 'counter-case' AND NOT is_dropped AND {counted(db)}"
    )
    return int(row.fetchone()[0])


def count_merged(db: Database, kept: set[str], since: int, until: int) -> int:
    """Count the codes that went up in another one between two revisions.

    Args:
        db: The study.
        kept: Ids of the codes that were there at the later one, also those that an undo gave back.
        since: The earlier revision.
        until: The later one.
    """
    lost = find_lost(db, "codes", since, until)
    return sum(one.act.startswith("merge") for key, one in lost.items() if key not in kept)


def count_after_scan(db: Database) -> int:
    """Count the places of a key file that were masked after a leak scan had found them."""
    row = db.execute(
        "SELECT count(*) FROM findings WHERE recognizer = ? AND state = 'accepted'", [LEAK_SCAN]
    )
    return int(row.fetchone()[0])


def count_corrected(db: Database, reason: str) -> int:
    """Count the sources of a key file whose text was corrected for a reason."""
    row = db.execute(
        "SELECT count(DISTINCT source_id) FROM source_versions WHERE reason = ?", [reason]
    )
    return int(row.fetchone()[0])
