"""Studies in which two persons sign off every document."""

import pytest

from kwalicode.errors import ConflictError, NotFoundError
from kwalicode.model import DeidSettings, Speaker
from kwalicode.store.approvals import approvers
from kwalicode.store.documents import get_document
from kwalicode.store.sources import get_source
from kwalicode.workflows.deidentify import sign_off, update_speaker
from kwalicode.workflows.review import is_signed_off
from kwalicode.workflows.rules import change_settings, import_names
from kwalicode.workflows.subjects import find_subjects, join

LINE = "Daar zag Zoltarra de kwibus lachen."


@pytest.fixture
def signs(study, key):
    """Let somebody sign off a source."""
    return lambda source_id, coder: sign_off(study, key, source_id, coder=coder)


@pytest.fixture
def signed(key):
    """Give who signed off the present review of a source."""

    def signed(source_id):
        with key.read() as db:
            return approvers(db, source_id, get_source(db, source_id).review_number)

    return signed


@pytest.fixture
def source_id(key, bring, add):
    change_settings(key, DeidSettings(two_reviewers=True), coder="ana")
    source_id = bring(LINE)
    add(source_id, "Zoltarra")
    return source_id


def test_the_first_sign_off_releases_nothing_and_the_second_one_does(
    study, key, *, source_id, signs, signed
):
    assert signs(source_id, "ana") is None
    assert signed(source_id) == ["ana"]
    assert not is_signed_off(study, key, source_id)
    with study.read() as db, pytest.raises(NotFoundError):
        get_document(db, source_id)
    document = signs(source_id, "bo")
    assert "Zoltarra" not in document.text
    assert is_signed_off(study, key, source_id)
    assert signed(source_id) == ["ana", "bo"]
    with pytest.raises(ConflictError, match="signed off already"):
        signs(source_id, "cas")


@pytest.mark.parametrize("again", ["ana", "Ana", " ANA "])
def test_the_same_person_twice_is_not_two(source_id, signs, again):
    assert signs(source_id, "ana") is None
    assert signs(source_id, again) is None
    assert signs(source_id, "bo") is not None


def test_a_change_in_between_withdraws_the_first_sign_off(source_id, signs, signed, add):
    signs(source_id, "ana")
    add(source_id, "kwibus", coder="bo")
    assert signed(source_id) == []
    assert signs(source_id, "bo") is None
    assert "kwibus" not in signs(source_id, "ana").text


def test_a_step_that_is_taken_back_withdraws_the_first_sign_off(source_id, signs, signed, send):
    signs(source_id, "ana")
    assert send(source_id, "undo") == []
    assert signed(source_id) == []


def test_another_number_withdraws_the_first_sign_off(study, key, *, source_id, signs, signed, add):
    add(source_id, "kwibus")
    signs(source_id, "ana")
    ids = {
        use.name: subject.pseudonym.pseudonym_id
        for subject in find_subjects(key)
        for use in subject.names
    }
    join(study, key, ids["kwibus"], ids["Zoltarra"], coder="bo")
    assert signed(source_id) == []


def test_another_role_of_a_speaker_withdraws_the_first_sign_off(
    study, key, source_id, signs, signed
):
    signs(source_id, "ana")
    update_speaker(study, key, source_id, Speaker("Marloes", is_interviewer=True), coder="bo")
    assert signed(source_id) == []


def test_a_change_elsewhere_withdraws_nothing(source_id, signs, signed, bring, add):
    signs(source_id, "ana")
    add(bring("Dat was de kwastelier."), "kwastelier")
    assert signed(source_id) == ["ana"]


def test_a_change_after_both_signed_asks_both_again(source_id, signs, signed, add):
    signs(source_id, "ana"), signs(source_id, "bo")
    add(source_id, "kwibus")
    assert signed(source_id) == []
    assert signs(source_id, "bo") is None
    assert signs(source_id, "ana").version == 2


def test_a_name_that_comes_on_the_list_asks_both_again(study, key, source_id, signs, signed):
    signs(source_id, "ana"), signs(source_id, "bo")
    import_names(study, key, b"naam;soort\nkwibus;persoon\n", coder="ana")
    assert not is_signed_off(study, key, source_id)
    assert signed(source_id) == []
    assert signs(source_id, "bo") is None
    assert "kwibus" not in signs(source_id, "ana").text


def test_one_is_enough_where_the_study_asks_for_one(key, source_id, signs):
    signs(source_id, "ana")
    change_settings(key, DeidSettings(), coder="ana")
    assert signs(source_id, "ana") is not None
