import pytest

from kwalicode.errors import InputError, NotFoundError
from kwalicode.model import Coding
from kwalicode.store.coding_details import (
    MAX_GROUP,
    count_some,
    find_coding_memos,
    find_groups,
    update_details,
)
from kwalicode.store.codings import add_coding, find_codings, get_coding
from kwalicode.store.history import undo
from kwalicode.store.memos import add_memo
from kwalicode.store.passes import open_pass


@pytest.fixture
def code(study, document):
    """Let a coder put a code on words, and give the id of the coding."""

    def put(words, code_id="fear", *, coder="ana", pass_id=None):
        start = document.text.index(words)
        coding_id = f"{coder}-{code_id}-{start}-{pass_id}"
        span = (start, start + len(words))
        with study.write(coder, "add") as db:
            add_coding(db, Coding(coding_id, "d1", code_id, coder, *span, words), pass_id=pass_id)
        return coding_id

    return put


def describe(study, coding_id, **fields):
    with study.write("ana", "details") as db:
        update_details(db, coding_id, **({"actor": "", "target": "", "perspective": ""} | fields))


def test_who_does_what_to_whom_is_kept_with_a_coding_and_taken_back(study, code):
    coding_id = code("Echt niet")
    describe(study, coding_id, actor=" politiek  ambtsdrager ", target="staf", perspective="heard")
    with study.read() as db:
        coding = get_coding(db, coding_id)
        assert (coding.actor, coding.target) == ("politiek ambtsdrager", "staf")
        assert coding.perspective == "heard"
        assert find_codings(db, "d1") == [coding]
    assert undo(study, "ana")
    with study.read() as db:
        assert (get_coding(db, coding_id).actor, get_coding(db, coding_id).perspective) == ("", "")


def test_groups_named_before_are_listed_once_in_the_order_of_the_alphabet(study, code):
    first, second = code("Echt niet"), code("durfde")
    describe(study, first, actor="staf", target="Bestuur")
    describe(study, second, actor="Bestuur", target="alle anderen")
    with study.read() as db:
        assert find_groups(db) == ["alle anderen", "Bestuur", "staf"]


@pytest.mark.parametrize(
    "fields",
    [{"actor": "x" * (MAX_GROUP + 1)}, {"target": "x" * 10_000}, {"perspective": "dreamt"}],
)
def test_what_makes_no_sense_is_refused_and_nothing_changed(study, code, fields):
    coding_id = code("Echt niet")
    with pytest.raises(InputError):
        describe(study, coding_id, **fields)
    with study.read() as db:
        assert get_coding(db, coding_id).actor == ""


def test_a_coding_that_is_gone_cannot_be_described(study, document):
    with pytest.raises(NotFoundError):
        describe(study, "gone", actor="staf")


def test_codings_and_memos_of_a_blind_pass_are_for_their_coder_alone(study, code):
    with study.write("ana", "open") as db:
        blind = open_pass(db, "open", "second reading", coder="ana", is_blind=True)
    shared, hidden = code("Echt niet", coder="bo"), code("durfde", coder="bo", pass_id=blind)
    with study.write("bo", "memo") as db:
        for number, coding_id in enumerate((shared, hidden)):
            add_memo(db, f"memo {number}", "analytic", ("coding", coding_id), "x", coder="bo")
    seen = {"ana": [shared], "bo": [hidden, shared]}
    for coder, ids in seen.items():
        with study.read() as db:
            assert [one.coding_id for one in find_codings(db, "d1", coder=coder)] == ids
            assert count_some(db, ["fear", "work"], coder=coder) == {"fear": len(ids), "work": 0}
            memos = find_coding_memos(db, "d1", coder=coder)
            assert {memo.target_id for memo in memos} == set(ids)
    with study.read() as db:
        assert len(find_codings(db, "d1")) == 2
