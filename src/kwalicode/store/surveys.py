"""Surveys in the study file: questions, closed answers, and which document answers which.

Closed answers lie in `survey_rows.answers`, JSON by name of the question: a value, a list of what
was ticked, or for rounds an object by round. What is no answer is `{"missing": kind}`. A question
that stands in no other way was not asked in that version of the questionnaire.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from kwalicode.errors import NotFoundError
from kwalicode.model import Survey, SurveyQuestion
from kwalicode.store.files import Database, add_row, now

_QUESTION = "id, survey_id, name, wording, use, is_reversed, labels"


def add_survey(db: Database, name: str, *, coder: str) -> str:
    """Make a survey and return its id."""
    survey_id = str(uuid4())
    add_row(db, "surveys", id=survey_id, name=name, imported_by=coder, imported_at=now())
    return survey_id


def find_surveys(db: Database) -> list[Survey]:
    """List the surveys in order of import."""
    n_rows: dict[str, dict[str, int]] = {}
    for survey_id, origin, n in db.execute(
        "SELECT survey_id, origin, count(*) FROM survey_rows GROUP BY 1, 2 ORDER BY min(id)"
    ):
        n_rows.setdefault(survey_id, {})[origin] = n
    rows = db.execute(
        "SELECT id, name, imported_by, imported_at FROM surveys ORDER BY imported_at, rowid"
    )
    return [
        Survey(name_id, name, who, at, n_rows.get(name_id, {})) for name_id, name, who, at in rows
    ]


def find_survey(db: Database, name: str) -> str | None:
    """Give the id of the survey of this name, if there is one."""
    row = db.execute("SELECT id FROM surveys WHERE name = ?", [name]).fetchone()
    return str(row[0]) if row else None


def add_question(db: Database, question: SurveyQuestion) -> None:
    """Store a question behind those that its survey has."""
    position = db.execute(
        "SELECT count(*) FROM survey_questions WHERE survey_id = ?", [question.survey_id]
    ).fetchone()[0]
    add_row(
        db,
        "survey_questions",
        id=question.question_id,
        survey_id=question.survey_id,
        name=question.name,
        wording=question.wording,
        use=question.use,
        is_reversed=int(question.is_reversed),
        labels=json.dumps(question.labels, ensure_ascii=False),
        position=position,
    )


def find_questions(db: Database, survey_id: str) -> list[SurveyQuestion]:
    """List the questions of a survey in their order."""
    rows = db.execute(
        f"SELECT {_QUESTION} FROM survey_questions WHERE survey_id = ? ORDER BY position",  # noqa: S608
        [survey_id],
    )
    return [_question(row) for row in rows]


def _question(row: Sequence[Any]) -> SurveyQuestion:
    question_id, survey_id, name, wording, use, is_reversed, labels = row
    flags = (bool(is_reversed), json.loads(labels))
    return SurveyQuestion(question_id, survey_id, name, wording, use, *flags)


def add_forms(
    db: Database, survey_id: str, origin: str, answers: Iterable[tuple[str, Mapping[str, Any]]]
) -> None:
    """Store respondents, each a case of their own, with their closed answers by question."""
    rows = [(case_id, json.dumps(said, ensure_ascii=False)) for case_id, said in answers]
    db.conn.executemany(
        "INSERT INTO cases(id, pseudonym, role_label, is_interviewer) VALUES (?1, ?1, '', 0)",
        [(case_id,) for case_id, _ in rows],
    )
    db.conn.executemany(
        "INSERT INTO survey_rows(survey_id, case_id, origin, answers) VALUES (?, ?, ?, ?)",
        [(survey_id, case_id, origin, said) for case_id, said in rows],
    )


def find_forms(db: Database, survey_id: str) -> list[tuple[str, str, dict[str, Any]]]:
    """List the respondents of a survey: case id, version of the questionnaire, closed answers."""
    rows = db.execute(
        "SELECT case_id, origin, answers FROM survey_rows WHERE survey_id = ? ORDER BY id",
        [survey_id],
    )
    return [(case_id, origin, json.loads(said)) for case_id, origin, said in rows]


def add_values(db: Database, attribute_id: str, values: Iterable[tuple[str, str]]) -> None:
    """Give many cases a value of one attribute, each by case id."""
    db.conn.executemany(
        "INSERT INTO attribute_values(id, case_id, attribute_id, value) VALUES (?, ?, ?, ?)",
        ((str(uuid4()), case_id, attribute_id, value) for case_id, value in values),
    )


def set_question(db: Database, document_id: str, question_id: str | None) -> None:
    """Say which question the answers of a document answer, if it holds answers."""
    db.execute("UPDATE documents SET question_id = ? WHERE id = ?", [question_id, document_id])


def question_of(db: Database, document_id: str) -> SurveyQuestion | None:
    """Give the question that a document answers; None where it is no survey answer."""
    row = db.execute(
        "SELECT survey_questions.id, survey_id, name, wording, use, is_reversed, labels "
        "FROM survey_questions JOIN documents ON question_id = survey_questions.id "
        "WHERE documents.id = ?",
        [document_id],
    ).fetchone()
    return _question(row) if row else None


def wording_of(db: Database, question_id: str | None) -> str:
    """Give the words of a question; '' where there is none of this id."""
    row = db.execute("SELECT wording FROM survey_questions WHERE id = ?", [question_id]).fetchone()
    return str(row[0]) if row else ""


def survey_of_documents(db: Database) -> dict[str, str]:
    """Give the name of the survey of each document that answers a question, by document id."""
    rows = db.execute(
        "SELECT documents.id, surveys.name FROM documents "
        "JOIN survey_questions ON question_id = survey_questions.id "
        "JOIN surveys ON surveys.id = survey_id"
    )
    return dict(rows.fetchall())


def reading_list(db: Database, document_id: str) -> tuple[str, dict[str, str]]:
    """Give what stands with answers that are read one after another.

    Returns:
        The question, '' where the document holds no answers; and by case id the attributes of
        who answered.
    """
    question = question_of(db, document_id)
    if question is None:
        return "", {}
    beside = values_beside(db, document_id)
    return question.wording, {case_id: ", ".join(values) for case_id, values in beside.items()}


def values_beside(db: Database, document_id: str) -> dict[str, list[str]]:
    """Give the attributes of who speaks in a document, in their order, by case id.

    Confidential ones are not in this file, and those that may never be collected are left out.
    """
    found: dict[str, list[str]] = {}
    for case_id, value in db.execute(_VALUES, [document_id]):
        found.setdefault(case_id, []).append(value)
    return found


_VALUES = """
SELECT case_id, value FROM attribute_values JOIN attributes ON attributes.id = attribute_id
WHERE NOT is_forbidden AND NOT is_confidential AND case_id IN (
  SELECT case_id FROM turns JOIN versions ON versions.id = version_id WHERE document_id = ?)
ORDER BY position"""


def delete_survey(db: Database, survey_id: str) -> None:
    """Remove a survey whose documents are gone, with its respondents and what history kept.

    Raises:
        NotFoundError: There is no such survey.
    """
    forms = db.execute(
        "SELECT json_group_array(case_id) FROM survey_rows WHERE survey_id = ?", [survey_id]
    ).fetchone()[0]
    if not db.execute("DELETE FROM surveys WHERE id = ?", [survey_id]).rowcount:
        raise NotFoundError("This survey is not in the study; it was removed.")
    db.execute(f"DELETE FROM cases WHERE id IN ({_LISTED})", [forms])  # noqa: S608
    db.execute(
        f"DELETE FROM changes WHERE table_name = 'cases' AND row_id IN ({_LISTED})",  # noqa: S608
        [forms],
    )
    db.execute(
        "DELETE FROM changes WHERE table_name = 'attribute_values' "  # noqa: S608
        f"AND json_extract(coalesce(new, old), '$.case_id') IN ({_LISTED})",
        [forms],
    )


_LISTED = "SELECT value FROM json_each(?)"
