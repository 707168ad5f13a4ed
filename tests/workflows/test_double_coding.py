from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwalicode.errors import AccessError
from kwalicode.model import Coding, Document
from kwalicode.store.codings import add_coding, coder_id
from kwalicode.store.documents import add_version
from kwalicode.workflows.double_coding import compare_coders, lay_side_by_side, pass_coders
from kwalicode.workflows.passes import close_pass, open_pass, set_blind


def side(coder, *codings):
    return [
        Coding(f"{coder}{i}", "d1", code_id, coder, start, end, "x" * (end - start))
        for i, (start, end, code_id) in enumerate(codings)
    ]


def verdicts(first, second):
    return [
        (p.verdict, p.first and p.first.coding_id, p.second and p.second.coding_id)
        for p in lay_side_by_side(side("a", *first), side("b", *second))
    ]


def test_the_same_code_on_the_same_words_agrees():
    assert verdicts([(0, 5, "fear")], [(0, 5, "fear")]) == [("agreed", "a0", "b0")]


def test_the_same_code_agrees_where_the_segments_only_overlap():
    assert verdicts([(0, 5, "fear")], [(4, 9, "fear")]) == [("agreed", "a0", "b0")]


def test_segments_that_only_touch_are_two():
    assert verdicts([(0, 5, "fear")], [(5, 9, "fear")]) == [
        ("first only", "a0", None),
        ("second only", None, "b0"),
    ]


def test_overlapping_segments_with_other_codes_are_laid_together():
    assert verdicts([(0, 5, "fear")], [(3, 9, "work")]) == [("other code", "a0", "b0")]


def test_a_highlight_without_a_code_is_another_code_than_any():
    assert verdicts([(0, 5, None)], [(0, 5, "fear")]) == [("other code", "a0", "b0")]
    assert verdicts([(0, 5, None)], [(0, 5, None)]) == [("agreed", "a0", "b0")]


def test_of_several_those_that_share_most_words_agree_and_the_rest_stands_alone():
    assert verdicts([(0, 10, "fear")], [(0, 2, "fear"), (3, 10, "fear")]) == [
        ("second only", None, "b0"),
        ("agreed", "a0", "b1"),
    ]


def test_a_coding_that_agrees_is_not_a_difference_with_another_one_too():
    assert verdicts([(0, 5, "fear"), (0, 5, "work")], [(0, 5, "fear"), (0, 5, "joy")]) == [
        ("agreed", "a0", "b0"),
        ("other code", "a1", "b1"),
    ]


spans = st.tuples(st.integers(0, 30), st.integers(1, 12), st.sampled_from(["a", "b", None]))
codings = st.lists(spans.map(lambda s: (s[0], s[0] + s[1], s[2])), max_size=12).map(
    lambda found: sorted(found, key=lambda one: one[:2])
)


@given(codings, codings)
def test_every_coding_is_in_one_pair_and_pairs_overlap(first, second):
    a, b = side("a", *first), side("b", *second)
    pairs = lay_side_by_side(a, b)
    assert Counter(p.first.coding_id for p in pairs if p.first) == Counter(c.coding_id for c in a)
    assert Counter(p.second.coding_id for p in pairs if p.second) == Counter(c.coding_id for c in b)
    for pair in pairs:
        if pair.first and pair.second:
            assert max(pair.first.start, pair.second.start) < min(pair.first.end, pair.second.end)
            assert (pair.verdict == "agreed") == (pair.first.code_id == pair.second.code_id)
    assert [pair.place for pair in pairs] == sorted(pair.place for pair in pairs)


@given(codings, codings)
def test_what_is_left_alone_overlaps_nothing_that_is_left_alone(first, second):
    pairs = lay_side_by_side(side("a", *first), side("b", *second))
    alone = [p.place for p in pairs if p.verdict == "first only"]
    others = [p.place for p in pairs if p.verdict == "second only"]
    assert not any(max(s, t) < min(e, f) for s, e in alone for t, f in others)


@given(codings, codings)
def test_who_is_called_the_first_makes_no_difference(first, second):
    there = Counter(p.verdict for p in lay_side_by_side(side("a", *first), side("b", *second)))
    back = Counter(p.verdict for p in lay_side_by_side(side("b", *second), side("a", *first)))
    assert (there["agreed"], there["other code"]) == (back["agreed"], back["other code"])
    assert (there["first only"], there["second only"]) == (
        *(back["second only"], back["first only"]),
    )


@given(codings)
def test_a_coder_agrees_with_what_is_the_same(codings):
    assert {p.verdict for p in lay_side_by_side(side("a", *codings), side("b", *codings))} <= {
        "agreed"
    }


@pytest.fixture
def code_words(study, document):
    def code_words(coding_id, coder, code_id, start, pass_id=1, document_id="d1"):
        with study.write(coder, "add") as db:
            words = document.text[start : start + 4]
            coding = Coding(coding_id, document_id, code_id, coder, start, start + 4, words)
            add_coding(db, coding, pass_id=pass_id)
            return coder_id(db, coder)

    return code_words


def test_two_coders_of_a_pass_are_laid_side_by_side_by_document(study, document, code_words):
    again = Document("d2", "Gesprek 2", "interview", "nl", document.text, (), version=1)
    with study.write("ana", "sign off") as db:
        add_version(db, again, coder="ana", role_labels={})
    second = open_pass(study, "open", "tweede", coder="ana")
    bo = code_words("b0", "bo", "fear", 0, second)
    ana = code_words("a0", "ana", "fear", 2, second)
    code_words("a1", "ana", "work", 20, second), code_words("b1", "bo", "silence", 20, second)
    code_words("a2", "ana", "work", 40, second)
    # What only one of them has read, and what was coded in another pass, is no difference.
    code_words("a3", "ana", "work", 0, second, "d2"), code_words("b9", "bo", "work", 40, 1)
    assert pass_coders(study, second) == {ana: "ana", bo: "bo"}
    found = compare_coders(study, second, (ana, bo))
    (only,) = found.documents
    assert (only.document_id, only.title) == ("d1", "Gesprek 1")
    assert only.counts == {"agreed": 1, "other code": 1, "first only": 1}
    assert found.codes == {"fear": "fear", "silence": "silence", "work": "work"}


def test_a_blind_pass_shows_its_differences_once_it_is_closed(study, code_words):
    ana, bo = code_words("a0", "ana", "fear", 0), code_words("b0", "bo", "fear", 0)
    set_blind(study, 1, is_blind=True, coder="ana")
    with pytest.raises(AccessError, match="until this pass is closed"):
        compare_coders(study, 1, (ana, bo))
    close_pass(study, 1, coder="ana")
    assert compare_coders(study, 1, (ana, bo)).documents[0].counts == {"agreed": 1}
