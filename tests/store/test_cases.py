"""Cases outlive their turns while the study knows something of them."""

import pytest

from kwalicode.model import Attribute
from kwalicode.store.attributes import add_attribute, set_values
from kwalicode.store.cases import ensure_cases, find_cases, link_documents, set_analytic_roles
from kwalicode.store.documents import delete_documents


def by_value(db):
    attribute_id = add_attribute(db, Attribute("", "kant"))
    set_values(db, {"respondent 3": {attribute_id: "ambtelijk"}})


def by_survey_row(db):
    db.execute("INSERT INTO surveys VALUES ('s', 'vragenlijst', 'ana', '2022-01-01')")
    db.execute("INSERT INTO survey_rows VALUES (1, 's', 'respondent 3', '', '{}')")


def by_document(db):
    db.execute(
        "INSERT INTO documents(id, title, kind, language, position) VALUES ('d2', 'Brief', 'document', 'nl', 1)"
    )
    link_documents(db, "respondent 3", ["d2"])


def by_role(db):
    set_analytic_roles(db, {"respondent 3": "griffier"})


@pytest.mark.parametrize("known", [by_value, by_survey_row, by_document, by_role])
def test_a_case_of_which_something_is_known_stays_without_its_document(study, document, known):
    with study.write("ana", "known") as db:
        known(db)
        delete_documents(db, ["d1"])
        assert {row[0] for row in db.execute("SELECT id FROM cases")} == {"respondent 3"}


def test_a_case_of_which_nothing_is_known_goes_with_its_document(study, document):
    with study.write("ana", "remove") as db:
        delete_documents(db, ["d1"])
        assert find_cases(db) == []


def test_a_case_made_before_its_interview_is_the_one_that_speaks(study, document):
    with study.write("ana", "cases") as db:
        ensure_cases(db, ["respondent 3", "respondent 9"])
        assert {case.case_id: case.role_label for case in find_cases(db)} == {
            "respondent 3": "ambtenaar",
            "respondent 9": "",
        }
