"""Participants in both files: the table that is edited, roles in two layers, undo (W59, W60)."""

import pytest

from conftest import role_labels
from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Attribute, Role, Speaker
from kwalicode.store.history import undo
from kwalicode.workflows.attributes import save_attributes, study_attributes
from kwalicode.workflows.case_columns import preview_case_table
from kwalicode.workflows.case_tables import import_case_table
from kwalicode.workflows.deidentify import update_speaker
from kwalicode.workflows.participants import (
    Changes,
    change_participants,
    link_documents,
    linked_documents,
    participants_state,
    remove_participant,
    save_roles,
)


@pytest.fixture
def attributes(study, key):
    new = [Attribute("", "leeftijd", "number"), Attribute("", "geloof", is_confidential=True)]
    save_attributes(study, key, new, coder="ana")
    return {one.name: one.attribute_id for one in study_attributes(study)}


@pytest.fixture
def someone(study, key, bring, release):
    """A participant who speaks in a document of the study."""
    release(bring("Ik werk hier."))
    return participants_state(study, key).rows[0].participant


def row_of(study, key, person):
    rows = participants_state(study, key).rows
    return next(row for row in rows if row.participant.pseudonym_id == person.pseudonym_id)


def test_an_edited_table_is_one_step_of_each_file_that_it_touches(study, key, someone, attributes):
    values = {attributes["leeftijd"]: "41,5", attributes["geloof"]: "geen"}
    change = Changes(name="Marloes van den Berg", values=values)
    change_participants(study, key, {someone.pseudonym_id: change}, coder="ana")
    row = row_of(study, key, someone)
    assert row.participant.name == "Marloes van den Berg"
    assert row.held == {attributes["leeftijd"]: "41.5", attributes["geloof"]: "geen"}
    undo(study, "ana")
    assert row_of(study, key, someone).held == {attributes["geloof"]: "geen"}
    undo(key, "ana")
    row = row_of(study, key, someone)
    assert (row.participant.name, row.held) == ("", {})


def test_a_value_that_does_not_fit_stores_nothing(study, key, someone, attributes):
    change = Changes(name="Bo", values={attributes["leeftijd"]: "oud"})
    with pytest.raises(InputError, match="Row 1, column leeftijd: this is no number"):
        change_participants(study, key, {someone.pseudonym_id: change}, coder="ana")
    assert row_of(study, key, someone).participant.name == ""


def test_a_type_that_the_values_do_not_fit_is_refused(study, key, someone, attributes):
    change = Changes(values={attributes["geloof"]: "geen"})
    change_participants(study, key, {someone.pseudonym_id: change}, coder="ana")
    wanted = [Attribute(attributes["geloof"], "geloof", "number", is_confidential=True)]
    with pytest.raises(InputError, match="no number"):
        save_attributes(study, key, wanted, coder="ana")
    with pytest.raises(ConflictError, match="There is an attribute"):
        save_attributes(study, key, [Attribute("", "a"), Attribute("", " A")], coder="ana")
    assert len(study_attributes(study)) == 2


def test_the_role_label_follows_from_the_role_and_no_page_overrules_it(study, key, someone):
    roles = [Role("", "griffier", "ambtenaar", is_protected=True), Role("", "bode", "ambtenaar")]
    save_roles(study, roles, coder="ana")
    change_participants(study, key, {someone.pseudonym_id: Changes(role="griffier")}, coder="ana")
    with study.read() as db:
        assert role_labels(db)[someone.pseudonym] == "ambtenaar"
    source_id, speaker = speaker_of(key, someone)
    update_speaker(study, key, source_id, speaker, coder="ana")
    renamed = [
        Role(one.role_id, one.name.upper(), "medewerker", one.is_protected)
        for one in participants_state(study, key).roles
    ]
    save_roles(study, renamed, coder="ana")
    row = row_of(study, key, someone)
    assert (row.case.analytic_role, row.case.role_label) == ("GRIFFIER", "medewerker")
    undo(study, "ana")
    row = row_of(study, key, someone)
    assert (row.case.analytic_role, row.case.role_label) == ("griffier", "ambtenaar")


def speaker_of(key, person):
    with key.read() as db:
        return db.execute(
            "SELECT source_id, label FROM speakers WHERE pseudonym_id = ?", [person.pseudonym_id]
        ).fetchone()[0], Speaker(person.labels[0], role_label="directeur")


@pytest.mark.parametrize(
    ("roles", "sentence"),
    [
        ([Role("", "griffier", "griffier", is_protected=True)], "protected small group"),
        ([Role("", "a", "x"), Role("", "A ", "y")], "stands in the list twice"),
        ([Role("", " ", "x")], "needs a name"),
    ],
)
def test_roles_that_would_give_someone_away_are_refused(study, roles, sentence):
    with pytest.raises((InputError, ConflictError), match=sentence):
        save_roles(study, roles, coder="ana")


def test_two_roles_can_change_names_and_the_cases_go_along(study, key, someone):
    save_roles(study, [Role("", "a", "x"), Role("", "b", "y")], coder="ana")
    change_participants(study, key, {someone.pseudonym_id: Changes(role="a")}, coder="ana")
    one, two = participants_state(study, key).roles
    save_roles(study, [Role(one.role_id, "b", "x"), Role(two.role_id, "a", "y")], coder="ana")
    row = row_of(study, key, someone)
    assert (row.case.analytic_role, row.case.role_label) == ("b", "x")


def test_documents_can_belong_to_a_participant_who_does_not_speak_in_them(
    study, key, someone, bring, release
):
    other = release(bring("Een ander verhaal."))
    link_documents(study, someone.pseudonym, [other.document_id], coder="ana")
    assert linked_documents(study, someone.pseudonym) == [other.document_id]
    titles = [title for _, title in row_of(study, key, someone).documents]
    assert titles == ["Gesprek 1", "Gesprek 2"]
    undo(study, "ana")
    assert linked_documents(study, someone.pseudonym) == []


def test_only_who_speaks_nowhere_can_be_removed(study, key, someone):
    with pytest.raises(ConflictError, match="speaks in a source"):
        remove_participant(study, key, someone.pseudonym_id, coder="ana")
    preview = preview_case_table(study, "x.csv", b"naam;n\nBo Wiersum;1\n")
    import_case_table(study, key, preview, coder="ana")
    other = participants_state(study, key).rows
    (new,) = [row.participant for row in other if row.participant.name == "Bo Wiersum"]
    remove_participant(study, key, new.pseudonym_id, coder="ana")
    assert [row.participant for row in participants_state(study, key).rows] == [someone]
    with key.read() as db:
        assert "Wiersum" not in str(db.execute("SELECT old, new FROM changes").fetchall())
