"""Who asks, who answers, and how a participant may be named outside."""

import pytest

from conftest import role_labels as labels_in
from kwalicode.errors import NotFoundError
from kwalicode.model import Speaker
from kwalicode.store.documents import get_document
from kwalicode.store.pseudonyms import get_pseudonym
from kwalicode.store.quotes import find_quotes
from kwalicode.store.sources import find_speakers
from kwalicode.workflows.deidentify import update_speaker
from kwalicode.workflows.review import is_signed_off

LABEL = "Marloes Zandstra"


@pytest.fixture
def change(study, key):
    """Change what is known of a speaker of a source."""

    def change(source_id, label, **what):
        speaker = Speaker(label, **what)
        update_speaker(study, key, source_id, speaker, coder="ana")
        return speaker

    return change


@pytest.fixture
def role_labels(study):
    """Give the role labels of the study."""

    def role_labels():
        with study.read() as db:
            return set(labels_in(db).values())

    return role_labels


def test_a_role_label_can_be_changed_in_both_files(bring, release, change, code, study, key):
    source_id = bring("Niets.")
    document = release(source_id)
    code(source_id, "Nou ja.")
    changed = change(source_id, "Marloes", role_label="griffier")
    with key.read() as db:
        assert find_speakers(db, source_id)["Marloes"][0] == changed
    respondent = next(turn.speaker for turn in document.turns if not turn.is_interviewer)
    with study.read() as db:
        assert labels_in(db)[respondent] == "griffier"
        assert [quote.role_label for quote in find_quotes(db)] == ["griffier"]
    assert is_signed_off(study, key, source_id)


def test_a_role_label_changed_before_sign_off_is_there_after_it(
    bring, release, change, role_labels
):
    source_id = bring("Niets.")
    change(source_id, "Marloes", role_label="griffier")
    release(source_id)
    assert role_labels() == {"", "griffier"}


def test_a_role_label_stays_when_the_same_person_speaks_without_one_elsewhere(
    bring, release, role_labels
):
    ids = [bring("Een.", label=LABEL), bring("Twee.", label=LABEL, role_label="")]
    for source_id in ids:
        release(source_id)
    assert role_labels() == {"", "ambtenaar"}


def test_a_role_label_that_was_changed_is_not_put_back_by_the_next_sign_off(
    bring, release, change, role_labels
):
    ids = [bring("Een.", label=LABEL), bring("Twee.", label=LABEL)]
    release(ids[0])
    change(ids[0], LABEL, role_label="griffier")
    release(ids[1])
    assert role_labels() == {"", "griffier"}


def test_a_speaker_who_turns_out_to_ask_gets_the_number_of_an_interviewer(
    bring, change, release, study, key
):
    source_id = bring("Niets.")
    asks = change(source_id, "Marloes", is_interviewer=True)
    with key.read() as db:
        speaker, pseudonym_id = find_speakers(db, source_id)["Marloes"]
        assert speaker == asks
        assert get_pseudonym(db, pseudonym_id).series == "interviewer"
    release(source_id)
    with study.read() as db:
        turns = get_document(db, source_id).turns
    assert len({turn.speaker for turn in turns}) == 2
    assert all(turn.is_interviewer for turn in turns)


def test_a_speaker_who_turns_out_to_ask_after_sign_off_opens_the_next_review(
    bring, change, release, study, key
):
    source_id = bring("Niets.")
    release(source_id)
    change(source_id, "Marloes", is_interviewer=True)
    assert not is_signed_off(study, key, source_id)
    assert release(source_id).version == 2
    with study.read() as db:
        turns = get_document(db, source_id).turns
    assert all(turn.is_interviewer and turn.speaker.startswith("interviewer") for turn in turns)


def test_nobody_speaks_under_a_label_that_is_not_there(bring, change, key):
    source_id = bring("Niets.")
    with pytest.raises(NotFoundError, match="Nobody speaks under this label; reload the page"):
        change(source_id, "Niemand")
    with key.read() as db:
        assert set(find_speakers(db, source_id)) == {"Femke", "Marloes"}


def test_a_participant_who_is_named_gets_the_pseudonym_of_the_speaker(bring, release):
    document = release(bring("Toen zei hij: 'Marloes, kom eens.'"))
    respondent = next(turn.speaker for turn in document.turns if not turn.is_interviewer)
    assert f"'[{respondent}], kom eens.'" in document.text
