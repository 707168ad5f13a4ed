"""Respondents whose closed answers take no part in the analysis (W34).

Open answers are turns, which are barred; closed ones stand in no text, so the form is listed.
"""

from kwalicode.store.files import Database
from kwalicode.store.history import track


def m010_restricted_forms(db: Database) -> None:
    """Add the list of restricted forms."""
    db.execute(
        "CREATE TABLE restricted_forms ("
        "id TEXT PRIMARY KEY REFERENCES cases(id) ON DELETE CASCADE) STRICT"
    )
    track(db, "restricted_forms")


def restrict_form(db: Database, case_id: str) -> bool:
    """Keep the closed answers of a respondent out; say whether there are any."""
    db.execute(
        "INSERT OR IGNORE INTO restricted_forms SELECT case_id FROM survey_rows WHERE case_id = ?",
        [case_id],
    )
    return case_id in find_restricted_forms(db)


def lift_form(db: Database, case_id: str) -> None:
    """Let the closed answers of a respondent take part again."""
    db.execute("DELETE FROM restricted_forms WHERE id = ?", [case_id])


def find_restricted_forms(db: Database) -> set[str]:
    """Give the cases whose closed answers are kept out."""
    return {row[0] for row in db.execute("SELECT id FROM restricted_forms")}
