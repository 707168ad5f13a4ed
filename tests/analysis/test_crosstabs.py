"""Counts by group, against sets; withheld cells, against a linear programme; words."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from kwalicode.analysis import crosstabs
from kwalicode.analysis.cooccurrence import Places
from kwalicode.analysis.crosstabs import different, in_turns, passages_of, withhold_rows
from kwalicode.analysis.words import Spoken, frequencies, in_context
from kwalicode.errors import InputError

SIZES = (7, 9, 30)
_NUMBER = st.integers(0, 4)
ROWS = st.tuples(*(st.integers(0, size) for size in SIZES))


@given(st.lists(st.tuples(_NUMBER, st.integers(-1, 3), st.integers(-1, 5)), max_size=30))
@settings(max_examples=60)
def test_units_are_counted_once_in_each_cell_however_many_there_are(occurrences):
    columns = np.array(occurrences, dtype=np.int64).reshape(-1, 3).T
    seen = {(row, column, unit) for row, column, unit in occurrences if column >= 0 and unit >= 0}
    expected = [
        [len({u for r, c, u in seen if (r, c) == (row, column)}) for column in range(4)]
        for row in range(5)
    ]
    assert different(*columns, (5, 4)).tolist() == expected


def test_sorting_and_marking_count_the_same(monkeypatch):
    columns = np.random.default_rng(0).integers(0, 6, (3, 400))
    marked = different(*columns, (6, 6))
    monkeypatch.setattr(crosstabs, "_MOST_FLAGS", 0)
    assert different(*columns, (6, 6)).tolist() == marked.tolist()


_PLACES = st.tuples(st.integers(0, 2), _NUMBER, st.integers(0, 20), st.integers(1, 9))


@given(st.lists(_PLACES, max_size=15), st.lists(st.integers(1, 6), max_size=6))
@settings(max_examples=60)
def test_passages_lie_in_the_turns_that_they_share_a_character_with(codings, lengths):
    columns = np.array(codings, dtype=np.int64).reshape(-1, 4).T
    found = passages_of(Places(*columns[:3], columns[2] + columns[3]))
    pairs = zip(found.codes.tolist(), found.passages.tolist(), strict=True)
    spans = list(zip(*(one.tolist() for one in found[:3]), strict=True))
    assert {(code, spans[at]) for code, at in pairs} == {
        (code, (document, start, start + length)) for document, code, start, length in codings
    }
    edges = np.cumsum([0, *lengths])
    turns = [(d, a, b) for d in (0, 2) for a, b in pairwise(edges)]
    rows = np.array(turns, dtype=np.int64).reshape(-1, 3).T
    own, at = in_turns(found, Places(rows[0], rows[0], rows[1], rows[2]))
    expected = {
        (p, t)
        for (p, span), (t, turn) in product(enumerate(spans), enumerate(turns))
        if span[0] == turn[0] and span[1] < turn[2] and turn[1] < span[2]
    }
    assert set(zip(own.tolist(), at.tolist(), strict=True)) == expected


@given(ROWS, st.integers(3, 7))
@settings(max_examples=80)
def test_no_withheld_cell_can_be_found_from_the_sum_of_its_row_and_the_sizes(row, k):
    (withheld,) = withhold_rows(np.array([row]), k)
    assert all(hidden or n == 0 or n >= k for n, hidden in zip(row, withheld, strict=True))
    places = np.flatnonzero(withheld)
    assume(len(places))
    total = sum(row[place] for place in places)
    # Whoever knows the rule knows that zeros are shown, but in rows that go as a whole.
    least = 0 if sum(row) < k or sum(row) <= len(row) else 1
    bounds = [(least, SIZES[place]) for place in places]
    for place in range(len(places)):
        aim = np.eye(len(places))[place]
        low, high = (
            linprog(sign * aim, A_eq=np.ones((1, len(places))), b_eq=[total], bounds=bounds)
            for sign in (1, -1)
        )
        assert -high.fun - low.fun >= 1


def test_a_threshold_below_three_is_refused():
    with pytest.raises(InputError, match="k from 3"):
        withhold_rows(np.array([[5, 5]]), 2)


def test_words_count_by_their_lemma_in_both_languages_and_masks_never():
    texts = [
        Spoken("1", "nl", "Zij durfde niet. Ik durf wel, zei [respondent 4] in [plaats 2]."),
        # 'Zei' is on the list of function words, 'zegt' is not: a verb counts as a whole.
        Spoken("2", "nl", "Hij zegt het. Durven? Collega's durven; het was een meeting."),
        Spoken("3", "en", "The meetings were long."),
    ]
    found = {one.lemma: one for one in frequencies(texts)}
    assert found["durven"] == ("durven", ("durven", "durfde", "durf"), 4, 2)
    assert found["zeggen"].n_times == 2
    assert (found["meeting"].n_times, found["meeting"].n_units) == (2, 2)
    assert not {"respondent", "plaats", "de", "the", "het"} & set(found)
    assert "the" in {one.lemma for one in frequencies(texts, with_function_words=True)}


def test_a_word_in_context_keeps_its_place_and_stands_on_one_line():
    texts = [Spoken("1", "nl", "Eerst\nhuizen."), Spoken("2", "nl", "Geen. Een huis 👩‍👧 daar")]
    found = list(in_context(texts, "Huis", width=6))
    assert [(one.place, texts[one.place].text[one.start : one.end]) for one in found] == [
        (0, "huizen"),
        (1, "huis"),
    ]
    assert (found[0].before, found[0].after) == ("Eerst ", ".")
    assert list(in_context(texts, "  ")) == []
