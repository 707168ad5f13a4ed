"""What was edited between two texts is told in whole words, as a person would."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwalicode.text import Replacement, replace_spans
from kwalicode.workflows.edits import edits_between

TEXTS = st.lists(
    st.sampled_from(["de", "een", " ", "\n", ".", "[subject 1]", "é", "👩‍👩‍👧"]), max_size=25
).map("".join)


@given(old=TEXTS, new=TEXTS)
def test_edits_give_the_new_text_and_never_touch_each_other(old, new):
    edits = edits_between(old, new, whole={"[subject 1]"})
    assert replace_spans(old, edits) == new
    assert all(edit.start < edit.end or edit.text for edit in edits)
    assert all(one.end < other.start for one, other in pairwise(edits))
    for edit in edits:  # a mask is changed as a whole or not at all
        assert old[: edit.start].count("[") == old[: edit.start].count("]")


@pytest.mark.parametrize(
    ("old", "new", "edits"),
    [
        ("in 2014 en dan in 2016", "in 2015 en dan in 2017", [(3, 7, "2015"), (18, 22, "2017")]),
        ("Ik liep. Dag.", "Ik liep. Toen niet. Dag.", [(8, 8, " Toen niet.")]),
        ("Ik ging.\nDag.", "Ik ging.\nDat was ver.\nDag.", [(9, 9, "Dat was ver.\n")]),
        # 'de' stays by chance: nothing that stands on it may be taken for unchanged.
        ("Bij de molen daar.", "Langs de dijk lopen.", [(0, 17, "Langs de dijk lopen")]),
    ],
)
def test_edits_are_those_a_person_would_tell(old, new, edits):
    assert edits_between(old, new) == [Replacement(*edit) for edit in edits]


def test_two_long_texts_that_share_nothing_are_one_edit_without_comparing_all_words():
    old, new = ("ja " * 40_000).strip(), ("nee " * 40_000).strip()
    assert edits_between(old, new) == [Replacement(0, len(old), new)]
