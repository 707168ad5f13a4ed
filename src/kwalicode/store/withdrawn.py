"""What a withdrawal changes in the study file: documents, codings, and the case itself."""

import json
from collections.abc import Iterable, Sequence

from kwalicode.store.files import Database
from kwalicode.store.history import forget_rows
from kwalicode.text import folded


def delete_codings(db: Database, coding_ids: Sequence[str]) -> None:
    """Remove codings with their memos, and what history kept of both."""
    chosen = json.dumps(list(coding_ids))
    rows = "(SELECT value FROM json_each(?))"
    db.execute(
        f"DELETE FROM memos WHERE target_kind = 'coding' AND target_id IN {rows}",  # noqa: S608
        [chosen],
    )
    db.execute(f"DELETE FROM codings WHERE id IN {rows}", [chosen])  # noqa: S608
    db.execute(
        "DELETE FROM changes WHERE table_name = 'memos' AND "  # noqa: S608
        f"json_extract(coalesce(new, old), '$.target_id') IN {rows}",
        [chosen],
    )


def past_codings(db: Database, document_id: str) -> list[str]:
    """Give the ids of codings of a document that history alone knows of any more."""
    rows = db.execute(
        "SELECT DISTINCT row_id FROM changes WHERE table_name = 'codings' "
        "AND json_extract(coalesce(new, old), '$.document_id') = ? "
        "AND row_id NOT IN (SELECT id FROM codings)",
        [document_id],
    )
    return [row[0] for row in rows]


def documents_alone(db: Database, case_id: str) -> list[str]:
    """Give the documents that were linked to this case by hand and in which nobody takes part."""
    rows = db.execute(
        "SELECT document_id FROM case_documents AS own WHERE case_id = ?1 AND NOT EXISTS "
        "(SELECT 1 FROM case_documents AS other WHERE other.document_id = own.document_id "
        "AND other.case_id <> ?1) AND NOT EXISTS (SELECT 1 FROM turns JOIN versions "
        "ON versions.id = version_id JOIN cases ON cases.id = turns.case_id AND NOT is_interviewer "
        "WHERE versions.document_id = own.document_id AND turns.case_id <> ?1)",
        [case_id],
    )
    return [row[0] for row in rows]


def delete_case(db: Database, case_id: str) -> None:
    """Remove a case with its attributes, answers, memos and links; its turns are gone before."""
    db.execute("DELETE FROM memos WHERE target_kind = 'case' AND target_id = ?", [case_id])
    db.execute("DELETE FROM cases WHERE id = ?", [case_id])
    # Not by the cascade alone: another write may have taken the case away before.
    for table in ("attribute_values", "case_documents", "survey_rows", "summaries"):
        db.execute(f"DELETE FROM {table} WHERE case_id = ?", [case_id])  # noqa: S608  names are ours
    db.execute("DELETE FROM restricted_forms WHERE id = ?", [case_id])
    for table in ("attribute_values", "case_documents", "summaries"):
        forget_rows(db, table, "case_id", case_id)
    for table in ("cases", "restricted_forms"):
        forget_rows(db, table, "id", case_id)
    forget_rows(db, "memos", "target_id", case_id)


def in_vivo_names(db: Database) -> list[str]:
    """Give the names of codes that were taken from somebody's words, and of their synonyms."""
    rows = db.execute(
        "SELECT name FROM codes WHERE origin = 'in vivo' UNION SELECT synonyms.name FROM synonyms "
        "JOIN codes ON codes.id = code_id WHERE origin = 'in vivo'"
    )
    return [row[0] for row in rows]


def code_names(db: Database) -> dict[str, str]:
    """Give the name of every code, by id."""
    return dict(db.execute("SELECT id, name FROM codes").fetchall())


def synonym_names(db: Database) -> dict[str, str]:
    """Give the name of every synonym, by id."""
    return dict(db.execute("SELECT id, name FROM synonyms").fetchall())


def replace_names(db: Database, code_ids: Iterable[str], cut: str) -> None:
    """Give codes whose name is somebody's words a number instead; their codings stay."""
    taken = {row[0] for row in db.execute("SELECT name_key FROM codes")}
    number = 0
    for code_id in code_ids:
        number += 1
        while folded(f"{cut} {number}") in taken:
            number += 1
        name = f"{cut} {number}"
        db.execute(
            "UPDATE codes SET name = ?, name_key = ? WHERE id = ?", [name, folded(name), code_id]
        )
    db.execute(
        "UPDATE changes SET old = json_set(old, '$.name_key', ''), "
        "new = json_set(new, '$.name_key', '') WHERE table_name = 'codes' AND row_id IN "
        "(SELECT id FROM codes WHERE name LIKE ? || ' %')",
        [cut],
    )


def delete_synonyms(db: Database, synonym_ids: Iterable[str]) -> None:
    """Remove synonyms, and what history kept of them."""
    for synonym_id in synonym_ids:
        db.execute("DELETE FROM synonyms WHERE id = ?", [synonym_id])
        forget_rows(db, "synonyms", "id", synonym_id)


def role_labels(db: Database) -> dict[str, str]:
    """Give the role label of each case, by pseudonym."""
    return dict(db.execute("SELECT pseudonym, role_label FROM cases").fetchall())


def rename_document(db: Database, document_id: str, title: str) -> None:
    """Give a document another title."""
    db.execute("UPDATE documents SET title = ? WHERE id = ?", [title, document_id])


def barred_turns(db: Database, case_ids: Iterable[str]) -> dict[str, dict[str, str]]:
    """Give the turns of cases that a restriction keeps out of the analysis.

    Returns:
        Id of the barred passage to its document, by case.
    """
    rows = db.execute(
        "SELECT case_id, barred.id, barred.document_id FROM turns "
        "JOIN versions ON versions.id = version_id JOIN barred ON "
        'barred.document_id = versions.document_id AND barred.start < turns."end" '
        "AND turns.start < barred.\"end\" WHERE reason = 'restriction' AND bars = 'analysis' "
        "AND case_id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(case_ids))],
    )
    found: dict[str, dict[str, str]] = {}
    for case_id, barred_id, document_id in rows:
        found.setdefault(case_id, {})[barred_id] = document_id
    return found


def keep_bars_of_consent(db: Database, case_id: str = "") -> None:
    """Keep out, as by a restriction, what a consent does not cover that is about to go.

    Args:
        db: Inside a write.
        case_id: Whose; of everybody where it is empty.
    """
    db.execute(
        "UPDATE barred SET reason = 'restriction' WHERE reason = 'consent' AND (?1 = '' OR EXISTS "
        "(SELECT 1 FROM turns JOIN versions ON versions.id = version_id WHERE case_id = ?1 "
        'AND versions.document_id = barred.document_id AND turns.start < barred."end" '
        'AND barred.start < turns."end"))',
        [case_id],
    )


def speakers_of(db: Database, document_id: str) -> list[str]:
    """Give the cases that speak in a document."""
    rows = db.execute(
        "SELECT DISTINCT case_id FROM turns JOIN versions ON versions.id = version_id "
        "WHERE document_id = ? AND case_id <> ''",
        [document_id],
    )
    return [row[0] for row in rows]


def titles_of(db: Database, document_ids: Iterable[str]) -> dict[str, str]:
    """Give the titles of some documents, by id."""
    rows = db.execute(
        "SELECT id, title FROM documents WHERE id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(document_ids))],
    )
    return dict(rows.fetchall())


def count_hanging(db: Database, coding_ids: Iterable[str], case_id: str) -> dict[str, int]:
    """Count what goes with some codings and with a case, by what it is."""
    chosen = json.dumps(list(coding_ids))
    rows = "(SELECT value FROM json_each(?1))"
    queries = {
        "memos": f"SELECT count(*) FROM memos WHERE target_id IN {rows} OR target_id = ?2",  # noqa: S608
        "theme_codings": f"SELECT count(*) FROM theme_codings WHERE coding_id IN {rows}",  # noqa: S608
        "relation_codings": f"SELECT count(*) FROM relation_codings WHERE coding_id IN {rows}",  # noqa: S608
        "attributes": "SELECT count(*) FROM attribute_values WHERE case_id = ?2",
        "answers": "SELECT count(*) FROM survey_rows WHERE case_id = ?2",
    }
    return {
        name: db.execute(query, [chosen, case_id][: 2 if "?2" in query else 1]).fetchone()[0]
        for name, query in queries.items()
    }
