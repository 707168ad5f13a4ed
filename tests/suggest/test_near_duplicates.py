"""Codes that may be one, and groups of codes."""

import numpy as np
import pytest

from kwalicode.suggest.code_groups import group_codes, likeness
from kwalicode.suggest.near_duplicates import CodeWords, near_duplicates


def pairs(*codes, overlap=None, alike=None):
    n = len(codes)
    words = [CodeWords(name, lemmas, n_segments) for name, lemmas, n_segments in codes]
    zero = np.zeros((n, n))
    return near_duplicates(
        words, zero if overlap is None else overlap, zero if alike is None else alike
    )


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ("angst voor gevolgen", "angst voor de gevolgen", True),
        ("vertrouwenspersoon", "vertrouwenspersonen", True),
        ("roddelen", "roddels", False),
        ("niet melden", "melden", False),
        ("fase 1", "fase 2", False),
        ("werkdruk", "werkplek", False),
    ],
)
def test_names_are_alike_by_letters_but_not_where_they_deny_or_count(one, other, is_near):
    found = pairs((one, (), 0), (other, (), 0))
    assert bool(found) == is_near
    assert all(pair.reasons == ("names",) for pair in found)


def test_names_of_the_same_words_in_other_forms_are_one():
    (pair,) = pairs(("grappen maken", ("grap", "maken"), 1), ("maakt grap", ("grap", "maken"), 4))
    assert (pair.first, pair.second, pair.score, pair.names) == (1, 0, 1.0, 1.0)


def test_the_same_passages_or_words_are_a_reason_where_there_are_enough():
    both = np.array([[0, 0.7], [0.7, 0]])
    (pair,) = pairs(("druk", (), 3), ("haast", (), 5), overlap=both, alike=both + 0.2)
    assert (pair.reasons, pair.first) == (("overlap", "alike"), 1)
    assert pairs(("druk", (), 2), ("haast", (), 5), overlap=both, alike=both + 0.2) == []


def test_codes_that_share_words_and_passages_are_grouped_and_others_are_not():
    words = np.array([[1, 0.6, 0.5, 0], [0.6, 1, 0.4, 0], [0.5, 0.4, 1, 0], [0, 0, 0, 1]])
    together = np.zeros((4, 4))
    together[0, 1] = together[1, 0] = 0.4
    alike = likeness(words, together)
    (found,) = group_codes(alike, 0.2)
    # Pairs: (.6 + .4) / 2, .5 / 2 and .4 / 2.
    assert (found.codes, found.score) == ((0, 1, 2), round((0.5 + 0.25 + 0.2) / 3, 4))
    (closer,) = group_codes(alike, 0.3)
    assert closer.codes == (0, 1)
    assert group_codes(alike, 0.6) == []
    assert group_codes(alike[:1, :1], 0.1) == []


def test_a_group_that_nobody_can_judge_is_cut():
    found = group_codes(np.full((30, 30), 0.9), 0.2)
    assert max(len(one.codes) for one in found) <= 12
