"""Closed answers by question, and what respondents can be told apart by.

Respondents who asked that their answers take no part in the analysis (W34) are left out here, so
they are in no number that is made of these.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from kwalicode.model import Missing, SurveyQuestion
from kwalicode.store.files import Database
from kwalicode.store.surveys import find_questions


class Column(NamedTuple):
    """The answers to one closed question, or in one round of it.

    Attributes:
        round: Which one; '' where the question was asked once.
        said: What was answered, by case id: one value, or all that were ticked.
        missing: How many respondents did not answer, by the kind of missing.
    """

    question: SurveyQuestion
    round: str
    said: Mapping[str, tuple[str, ...]]
    missing: Mapping[Missing, int]

    @property
    def name(self) -> str:
        """By which the column is chosen."""
        return f"{self.question.name} · {self.round}" if self.round else self.question.name


def count_respondents(db: Database, survey_id: str) -> int:
    """Count the respondents of a survey whose answers may be analysed."""
    return len(_forms(db, survey_id))


def find_columns(db: Database, survey_id: str) -> list[Column]:
    """List the closed answers of a survey in the order of its questions and rounds."""
    forms = _forms(db, survey_id)
    columns = []
    for question in find_questions(db, survey_id):
        if question.use == "open":
            continue
        given = {case_id: answers.get(question.name) for case_id, answers in forms}
        if question.use == "loop":
            rounds = {name: None for one in given.values() if one for name in one}
            columns += [
                _column(
                    question, name, {case: (one or {}).get(name) for case, one in given.items()}
                )
                for name in rounds
            ]
        else:
            columns.append(_column(question, "", given))
    return columns


def _column(question: SurveyQuestion, name: str, given: Mapping[str, Any]) -> Column:
    missing: Counter[Missing] = Counter()
    said: dict[str, tuple[str, ...]] = {}
    for case_id, answer in given.items():
        if answer is None:
            missing["not asked"] += 1
        elif isinstance(answer, Mapping):
            missing[answer["missing"]] += 1
        else:
            said[case_id] = tuple(answer) if isinstance(answer, list) else (answer,)
    return Column(question, name, said, missing)


def find_traits(db: Database, survey_id: str) -> dict[str, dict[str, str]]:
    """Give the attributes of respondents that may be told: value by case id, by name.

    Confidential ones are not in this file, and those that may never be collected are left out.
    """
    cases = {case_id for case_id, _ in _forms(db, survey_id)}
    traits: dict[str, dict[str, str]] = {}
    for name, case_id, value in db.execute(_TRAITS, [survey_id]):
        if case_id in cases:
            traits.setdefault(name, {})[case_id] = value
    return traits


def _forms(db: Database, survey_id: str) -> list[tuple[str, dict[str, Any]]]:
    rows: Iterator[tuple[str, str]] = db.execute(_FORMS, [survey_id])
    return [(case_id, json.loads(answers)) for case_id, answers in rows]


_FORMS = """
SELECT case_id, answers FROM survey_rows WHERE survey_id = ?
AND case_id NOT IN (SELECT id FROM restricted_forms) AND case_id NOT IN (
  SELECT case_id FROM barred
  JOIN (SELECT max(number), id, document_id FROM versions GROUP BY document_id) AS newest
    ON newest.document_id = barred.document_id
  JOIN turns ON version_id = newest.id AND turns.start < barred."end" AND turns."end" > barred.start
  WHERE reason = 'restriction' AND case_id IS NOT NULL)
ORDER BY survey_rows.id"""
_TRAITS = """
SELECT attributes.name, case_id, value FROM attribute_values
JOIN attributes ON attributes.id = attribute_id JOIN survey_rows USING (case_id)
WHERE survey_id = ? AND NOT is_forbidden AND NOT is_confidential
ORDER BY attributes.position, survey_rows.id"""
