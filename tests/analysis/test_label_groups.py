"""The smallest merge of labels, who speaks too often, and counts that give nobody away."""

from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kwalicode.analysis.label_groups import overused, shown_counts, smallest_merge


def groups(**sizes):
    return {name: frozenset(f"{name}{i}" for i in range(n)) for name, n in sizes.items()}


def shared_after(merge, members):
    """How many share the label of the outcome."""
    return len(frozenset().union(*(members[one] for one in (*merge.labels, merge.into))))


def test_few_move_to_many_and_not_many_to_few():
    merge = smallest_merge("griffier", groups(griffier=2, ambtenaar=40, kamerlid=38), 7)
    assert merge == (("griffier",), "ambtenaar", 2, 42)


def test_a_smaller_group_comes_in_where_that_changes_fewer_labels():
    # To move the five changes five; to let the two come to them changes two.
    members = groups(bode=5, chauffeur=2, ambtenaar=30)
    assert smallest_merge("bode", members, 7) == (("chauffeur",), "bode", 2, 7)


def test_several_small_groups_are_joined_where_none_is_large():
    merge = smallest_merge("a", groups(a=2, b=3, c=4), 9)
    assert (set(merge.labels), merge.into, merge.n_changed, merge.n) == ({"a", "b"}, "c", 5, 9)


def test_a_typed_label_goes_back_to_the_role_of_those_who_bear_it():
    members = groups(ambtenaar=20, kamerlid=30)
    members["ambtenaar van kleur"] = frozenset({"ambtenaar0", "ambtenaar1"})
    merge = smallest_merge("ambtenaar van kleur", members, 7)
    assert merge == (("ambtenaar van kleur",), "ambtenaar", 2, 20)


def test_where_all_are_too_few_the_label_is_left_out():
    assert smallest_merge("a", groups(a=2, b=3), 7) == (("a",), "", 2, 0)


@settings(max_examples=60)
@given(st.lists(st.integers(1, 9), min_size=2, max_size=5), st.integers(3, 12))
def test_no_merge_changes_fewer_participants_than_the_one_proposed(sizes, k):
    members = groups(**{chr(97 + i): n for i, n in enumerate(sizes)})
    if sizes[0] >= k:
        return
    merge = smallest_merge("a", members, k)
    names = [name for name in members if name != "a"]
    joins = chain.from_iterable(combinations(names, n) for n in range(1, len(names) + 1))
    costs = [
        sum(own) - max(own)
        for join in joins
        if sum(own := [len(members[one]) for one in ("a", *join)]) >= k
    ]
    if costs:
        assert merge.n_changed == min(costs)
        assert merge.n == shared_after(merge, members) >= k
    else:
        assert merge.into == ""


@pytest.mark.parametrize(
    ("speakers", "found"),
    [
        ("aabbcc", []),  # a third each is not more than a third
        ("abacad", ["a"]),
        ("aaaab", ["a"]),  # four in a row, of five
        ("aaa", []),  # of three quotes no share is told
    ],
)
def test_who_speaks_too_often_stands_out(speakers, found):
    assert [
        one.person for one in overused(speakers, share=1 / 3, least_quotes=6, in_row=3)
    ] == found


def test_quotes_in_which_nobody_speaks_are_no_participant():
    assert overused([""] * 9, share=1 / 3, least_quotes=6, in_row=3) == []


def test_a_withheld_number_cannot_be_found_from_the_whole():
    # 'b' alone would be 20 - 14 = 6 at least, and below 7: exactly six.
    assert shown_counts(20, {"a": 14, "b": 6}, 7) == {"a": None, "b": None}
    # Most speak in two parts, so the whole says nothing of 'b'.
    assert shown_counts(15, {"a": 14, "b": 6}, 7) == {"a": 14, "b": None}
    assert shown_counts(20, {"a": 14, "b": 0}, 7) == {"a": 14, "b": 0}
