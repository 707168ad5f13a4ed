"""Cases of the study file: who takes part, in which role, in which documents (W15)."""

import json
from collections.abc import Iterable, Mapping
from uuid import uuid4

from kwalicode.model import Case
from kwalicode.store.files import Database

_ROWS = "(SELECT case_id FROM survey_rows)"
# The newest version of a document is the only one, but for the moment of a sign-off.
_TALKS = f"""
SELECT DISTINCT case_id, document_id, title, kind FROM (
  SELECT case_id, document_id FROM turns JOIN versions ON versions.id = version_id
  WHERE case_id NOT IN {_ROWS}
  UNION SELECT case_id, document_id FROM case_documents)
JOIN cases ON cases.id = case_id AND NOT is_interviewer
JOIN documents ON documents.id = document_id ORDER BY position"""  # noqa: S608  names are ours


def find_cases(db: Database) -> list[Case]:
    """List the participants of the study; survey rows and interviewers are left out."""
    rows = db.execute(
        "SELECT id, role_label, analytic_role FROM cases "  # noqa: S608  names are ours
        f"WHERE NOT is_interviewer AND id NOT IN {_ROWS} ORDER BY id"
    )
    return [Case(*row) for row in rows]


def ensure_cases(db: Database, case_ids: Iterable[str]) -> None:
    """Make a case for each pseudonym that has none yet."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO cases(id, pseudonym, role_label, is_interviewer) "
        "VALUES (?1, ?1, '', 0)",
        [(case_id,) for case_id in case_ids],
    )


def set_analytic_roles(db: Database, roles: Mapping[str, str]) -> None:
    """Give cases their role by name; the role label follows from it, see `roles.apply_labels`.

    Args:
        db: Inside a write.
        roles: Case id to the name of a role; '' for none, which leaves the role label as it is.
    """
    for case_id, name in roles.items():
        db.execute(
            "UPDATE cases SET analytic_role = ? WHERE id = ? AND analytic_role <> ?",
            [name, case_id, name],
        )


def find_case_documents(db: Database) -> dict[str, list[tuple[str, str]]]:
    """Give for each participant the documents in which they speak or that belong to them.

    Returns:
        Id and title of each document, in the order of the study, by case id.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for case_id, document_id, title, _kind in db.execute(_TALKS):
        found.setdefault(case_id, []).append((document_id, title))
    return found


def interviewed(db: Database) -> set[str]:
    """Give the cases that speak in an interview of the study: those that were reached."""
    return {row[0] for row in db.execute(_TALKS) if row[3] == "interview"}


def linked_documents(db: Database, case_id: str) -> list[str]:
    """List the ids of the documents that were linked to a case by hand."""
    rows = db.execute("SELECT document_id FROM case_documents WHERE case_id = ?", [case_id])
    return [row[0] for row in rows]


def link_documents(db: Database, case_id: str, document_ids: Iterable[str]) -> None:
    """Let exactly these documents belong to a case, beside those in which it speaks."""
    wanted = set(document_ids)
    db.execute(
        "DELETE FROM case_documents WHERE case_id = ? AND document_id NOT IN "
        "(SELECT value FROM json_each(?))",
        [case_id, json.dumps(sorted(wanted))],
    )
    for document_id in sorted(wanted):
        db.execute(
            "INSERT OR IGNORE INTO case_documents(id, case_id, document_id) VALUES (?, ?, ?)",
            [str(uuid4()), case_id, document_id],
        )


def delete_cases(db: Database, case_ids: Iterable[str]) -> None:
    """Remove cases that speak nowhere, with their values."""
    db.execute(
        "DELETE FROM cases WHERE id IN (SELECT value FROM json_each(?)) "
        "AND id NOT IN (SELECT case_id FROM turns WHERE case_id <> '')",
        [json.dumps(list(case_ids))],
    )


def find_turns(
    db: Database, case_ids: Iterable[str], document_ids: Iterable[str] | None = None
) -> list[tuple[str, str, int, int, str]]:
    """List the turns of some cases, in some documents or in all; empty turns are left out.

    Returns:
        Of each: case, document, start, end and words.
    """
    wanted = None if document_ids is None else json.dumps(list(document_ids))
    rows = db.execute(
        'SELECT case_id, document_id, start, "end", substr(text, start + 1, "end" - start) '
        "FROM turns JOIN (SELECT max(number), id, document_id, text FROM versions "
        "WHERE ?1 IS NULL OR document_id IN (SELECT value FROM json_each(?1)) "
        "GROUP BY document_id) AS newest ON newest.id = version_id "
        'WHERE "end" > start AND case_id IN (SELECT value FROM json_each(?2))',
        [wanted, json.dumps(list(case_ids))],
    )
    return rows.fetchall()


def documents_of(db: Database, case_ids: Iterable[str]) -> list[str]:
    """Give the ids of the documents in which some cases speak."""
    rows = db.execute(
        "SELECT DISTINCT document_id FROM turns JOIN versions ON versions.id = version_id "
        "WHERE case_id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(case_ids))],
    )
    return [row[0] for row in rows]


def count_interviews(db: Database) -> int:
    """Count the interviews in the study."""
    return int(db.execute("SELECT count(*) FROM documents WHERE kind = 'interview'").fetchone()[0])
