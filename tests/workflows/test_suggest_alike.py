import pytest

from kwalicode.errors import AccessError, ConflictError, InputError
from kwalicode.model import Barred, Code, Coding, Document, Turn
from kwalicode.store.barred import add_barred
from kwalicode.store.codebook import add_code, rename_code
from kwalicode.store.codings import add_coding, find_codings
from kwalicode.store.documents import add_version
from kwalicode.store.history import undo
from kwalicode.store.passes import open_pass
from kwalicode.store.suggestions import Settings
from kwalicode.workflows.suggestions.alike import find_alike, refuse_alike, take_alike
from kwalicode.workflows.suggestions.kinds import account, choose_suggestions

SAID = [
    ("respondent 1", "Mijn leidinggevende schreeuwde tegen mij in de gang."),
    ("interviewer 1", "Schreeuwde uw leidinggevende in de gang?"),
    ("respondent 1", "De koffie in de kantine is lekker."),
    ("respondent 1", "Iedereen schreeuwt, ook de leidinggevende van het archief."),
    ("respondent 1", "In de gang schreeuwde laatst weer een leidinggevende."),
]


@pytest.fixture
def spoken(study):
    """An interview in which the first turn has a code; the suggestions are on."""
    text = "\n".join(words for _who, words in SAID)
    turns, at = [], 0
    for who, words in SAID:
        turns.append(Turn(at, at + len(words), who, who.startswith("interviewer")))
        at += len(words) + 1
    document = Document("talk", "Gesprek", "interview", "nl", text, tuple(turns), version=1)
    choose_suggestions(study, Settings(alike=True), coder="ana")
    with study.write("ana", "sign off") as db:
        add_version(db, document, coder="ana", role_labels={})
        add_code(db, Code("shout", "schreeuwen", None, 0), coder="ana")
        add_coding(db, Coding("first", "talk", "shout", "ana", 0, len(SAID[0][1]), SAID[0][1]))
    return document


def found(study, coder="ana", **more):
    candidates = find_alike(study, "shout", coder=coder, **more).candidates
    return [one.passage.text for one in candidates if one.passage.document_id == "talk"]


def test_more_like_a_code_is_what_has_none_and_no_interviewer_said(study, spoken):
    assert set(found(study)) == {SAID[3][1], SAID[4][1]}
    first = find_alike(study, "shout", coder="ana").candidates[0]
    assert first.title == "Gesprek"
    assert {first.passage.text[slice(*place)] for place in first.places} <= {
        *("schreeuwde", "leidinggevende", "gang", "schreeuwt")
    }
    assert first.places


def test_the_name_of_a_code_is_one_more_example_but_not_of_one_of_its_segments(study, spoken):
    with study.write("ana", "rename") as db:
        rename_code(db, "shout", "koffie in de kantine")
    assert SAID[2][1] in found(study)
    assert set(found(study, coding_id="first")) == {SAID[3][1], SAID[4][1]}


def test_taking_is_one_step_with_its_origin_and_undone_as_one(study, spoken):
    first = find_alike(study, "shout", coder="ana").candidates[0]
    coding_id = take_alike(study, "shout", first, coder="ana")
    assert first.passage.text not in found(study)
    (taken,) = account(study, coder="ana").taken
    assert (taken.coding_id, taken.kind, taken.decided_by) == (coding_id, "alike", "ana")
    with pytest.raises(ConflictError):
        take_alike(study, "shout", first, coder="ana")
    assert undo(study, "ana")
    assert account(study, coder="ana").taken == []
    assert first.passage.text in found(study)


def test_what_is_refused_does_not_come_back_until_that_is_undone(study, spoken):
    first = find_alike(study, "shout", coder="ana").candidates[0]
    refuse_alike(study, "shout", first, coder="ana")
    assert first.passage.text not in found(study)
    assert find_alike(study, "shout", coder="ana").n_refused == 1
    with study.read() as db:
        assert [one.coding_id for one in find_codings(db, "talk")] == ["first"]
    assert undo(study, "ana")
    assert first.passage.text in found(study)


def test_what_is_barred_is_neither_proposed_nor_read(study, spoken):
    before = found(study)
    start = spoken.text.index(SAID[4][1])
    span = (start, start + len(SAID[4][1]))
    with study.write("ana", "bar") as db:
        add_barred(db, Barred("", "talk", *span, SAID[4][1], "analysis", "consent"), coder="ana")
    assert set(before) - set(found(study)) == {SAID[4][1]}


def test_codings_that_a_blind_pass_hides_are_no_examples(study, spoken):
    with study.write("ana", "open pass") as db:
        pass_id = open_pass(db, "open", "blind", coder="ana", is_blind=True)
        add_code(db, Code("hidden", "verborgen", None, 0), coder="ana")
        start = spoken.text.index(SAID[3][1])
        span = (start, start + len(SAID[3][1]))
        coding = Coding("secret", "talk", "hidden", "ana", *span, SAID[3][1], pass_id=pass_id)
        add_coding(db, coding)
    assert find_alike(study, "hidden", coder="ana").n_examples == 1
    with pytest.raises(InputError, match="no segment yet"):
        find_alike(study, "hidden", coder="ben")
    assert SAID[3][1] in found(study, coder="ben")


def test_what_is_off_is_not_computed_or_stored(study, spoken):
    first = find_alike(study, "shout", coder="ana").candidates[0]
    choose_suggestions(study, Settings(), coder="ana")
    for act in (
        lambda: find_alike(study, "shout", coder="ana"),
        lambda: take_alike(study, "shout", first, coder="ana"),
        lambda: refuse_alike(study, "shout", first, coder="ana"),
    ):
        with pytest.raises(AccessError):
            act()


def test_too_little_to_go_by_is_said(study, spoken):
    with study.write("ana", "code") as db:
        add_code(db, Code("short", "kort", None, 0), coder="ana")
    with pytest.raises(InputError, match="no segment yet"):
        find_alike(study, "short", coder="ana")
    with study.write("ana", "add") as db:
        add_coding(db, Coding("one", "talk", "short", "ana", 0, 4, "Mijn"))
    with pytest.raises(InputError, match="too few words"):
        find_alike(study, "short", coder="ana")
