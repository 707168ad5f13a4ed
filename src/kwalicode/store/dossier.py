"""Everything the two files hold on one person, row by row, for the right to see it (W34)."""

from collections.abc import Mapping
from typing import Any

from kwalicode.model import Participant
from kwalicode.store.files import Database

Rows = list[dict[str, Any]]


def held_in_key(db: Database, person: Participant) -> dict[str, Rows]:
    """Give what the key file holds on a person besides what was said, by part of the dossier."""
    values = {
        "pseudonym": person.pseudonym_id,
        "participant": person.participant_id,
        "candidate": person.candidate_id,
    }
    return _rows(db, _KEY, values)


def held_in_study(db: Database, person: Participant) -> dict[str, Rows]:
    """Give what the study file holds on a person besides what was said."""
    return _rows(db, _STUDY, {"case": person.pseudonym})


def _rows(db: Database, queries: Mapping[str, str], values: Mapping[str, Any]) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for part, query in queries.items():
        cursor = db.execute(query, dict(values))
        names = [column[0] for column in cursor.description]
        found[part] = [dict(zip(names, row, strict=True)) for row in cursor]
    return found


_KEY = {
    "recruitment": "SELECT route, note, state, on_date AS day, reason FROM candidates "
    "LEFT JOIN recruitment ON candidate_id = candidates.id WHERE candidates.id = :candidate "
    "ORDER BY on_date",
    "consents": "SELECT form_version AS form, given_on AS day, covers_analysis AS analysis, "
    "covers_quotes AS quotes FROM consents WHERE participant_id = :participant ORDER BY given_on",
    "confidential": "SELECT attribute_id, value FROM confidential_values "
    "WHERE participant_id = :participant",
    "reports": "SELECT title AS source, sent_on AS sent, due_on AS due, reminded_on AS reminded, "
    "answered_on AS answered FROM reports JOIN sources ON sources.id = source_id "
    "WHERE participant_id = :participant ORDER BY sent_on",
    # Where, and by whom, would tell of others; and so would the words around it.
    "named by others": "SELECT surface AS name, count(*) AS places FROM findings "
    "WHERE pseudonym_id = :pseudonym AND state = 'accepted' AND source_id NOT IN "
    "(SELECT source_id FROM speakers WHERE pseudonym_id = :pseudonym) GROUP BY 1 ORDER BY 2 DESC",
}

_TURNS = """
(SELECT document_id, turns.start AS first, turns."end" AS last FROM turns JOIN versions
ON versions.id = version_id WHERE case_id = :case)"""
_CODINGS = f"""
codings JOIN documents ON documents.id = document_id LEFT JOIN codes ON codes.id = code_id
WHERE EXISTS (SELECT 1 FROM {_TURNS} AS own WHERE own.document_id = codings.document_id
AND own.first < codings."end" AND codings.start < own.last)"""  # noqa: S608  names are ours

_STUDY = {
    "roles": 'SELECT role_label AS "role label", analytic_role AS role FROM cases WHERE id = :case',
    "attributes": "SELECT name, value FROM attribute_values "
    "JOIN attributes ON attributes.id = attribute_id WHERE case_id = :case ORDER BY position",
    "answers": "SELECT surveys.name AS survey, origin AS version, answers FROM survey_rows "
    "JOIN surveys ON surveys.id = survey_id WHERE case_id = :case",
    "documents": "SELECT title FROM case_documents JOIN documents ON documents.id = document_id "
    "WHERE case_id = :case ORDER BY documents.position",
    "codings": "SELECT title AS source, codings.text AS words, coalesce(codes.name, '') AS code, "  # noqa: S608
    f"comment FROM {_CODINGS} ORDER BY documents.position, codings.start",
    "quotes": "SELECT themes.name AS theme, role AS use, text AS words FROM theme_codings "  # noqa: S608
    "JOIN themes ON themes.id = theme_id JOIN (SELECT codings.id AS own_id, codings.text "
    f"FROM {_CODINGS}) ON own_id = coding_id ORDER BY themes.position",
    "quote sheets": "SELECT sent_on AS sent, due_on AS due, "
    "(SELECT group_concat(reminded_on, ', ') FROM sheet_reminders "
    "WHERE sheet_id = quote_sheets.id) AS reminded, "
    "(SELECT max(answered_on) FROM sheet_quotes WHERE sheet_id = quote_sheets.id) AS answered "
    "FROM quote_sheets WHERE case_id = :case ORDER BY sent_on",
    "memos": "SELECT memos.text AS words FROM memos WHERE (target_kind = 'case' "  # noqa: S608
    f"AND target_id = :case) OR target_id IN (SELECT codings.id FROM {_CODINGS}) "
    "ORDER BY created_at",
    "summaries": "SELECT themes.name AS theme, text AS words FROM summaries "
    "JOIN themes ON themes.id = theme_id WHERE case_id = :case ORDER BY themes.position",
    "barred": "SELECT DISTINCT title AS source, text AS words, bars, reason FROM barred "  # noqa: S608
    f"JOIN documents ON documents.id = barred.document_id JOIN {_TURNS} AS own "
    'ON own.document_id = barred.document_id AND own.first < barred."end" '
    "AND barred.start < own.last ORDER BY documents.position, barred.start",
}
