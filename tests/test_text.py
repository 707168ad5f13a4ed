"""Spans, replacements and the offsets they move; texts with emoji and combining marks."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwalicode.text import (
    OffsetMap,
    Replacement,
    find_again,
    folded,
    normalise,
    replace_spans,
    surroundings,
    uncovered,
)

PIECES = ["a", "Jan", " ", "\n", "é", "e\u0301", "👩‍👩‍👧", "🏳️‍🌈", "ı", "日本", "[x]", "…", "\u05d0"]
texts = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=25).map("".join)


@st.composite
def replaced(draw):
    """Draw a text and replacements in it: some touch, none overlap, in any order."""
    text = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=10)))
    spans = [span for span in pairwise(cuts) if draw(st.booleans())]
    marks = st.text(min_size=1, max_size=8) | st.sampled_from(["[subject 12]'s", "👩‍👩‍👧"])
    found = [Replacement(start, end, draw(marks)) for start, end in spans]
    return text, draw(st.permutations(found))


def segment_of(draw, text):
    start, end = sorted([draw(st.integers(0, len(text))) for _ in range(2)])
    return start, end


@given(replaced())
def test_all_but_the_replaced_words_stays_in_its_order(case):
    text, replacements = case
    rest, result, place = [], replace_spans(text, replacements), 0
    for start, end, mark in sorted(replacements):
        kept = text[place:start]
        rest += [kept, mark]
        place = end
    assert result == "".join(rest) + text[place:]
    assert len(result) == len(text) + sum(len(r.text) - (r.end - r.start) for r in replacements)


@given(texts)
def test_a_text_without_replacements_stays_as_it_is(text):
    assert replace_spans(text, []) == text
    assert OffsetMap([]).forward(0, len(text)) == OffsetMap([]).back(0, len(text)) == (0, len(text))


@pytest.mark.parametrize(
    "replacements",
    [
        [Replacement(0, 3, "x"), Replacement(2, 4, "y")],
        [Replacement(2, 4, "y"), Replacement(0, 3, "x")],
        [Replacement(0, 5, "x"), Replacement(1, 2, "y")],
        [Replacement(1, 2, "x"), Replacement(1, 2, "y")],
    ],
)
def test_replacements_that_overlap_are_refused(replacements):
    with pytest.raises(ValueError, match="overlaps another"):
        replace_spans("abcde", replacements)


@given(replaced(), st.data())
def test_a_segment_that_touches_no_replacement_moves_there_and_back_exactly(case, data):
    text, replacements = case
    start, end = segment_of(data.draw, text)
    moved = OffsetMap(replacements)
    result = replace_spans(text, replacements)
    if all(r.end <= start or end <= r.start for r in replacements) and start < end:
        there = moved.forward(start, end)
        assert result[slice(*there)] == text[start:end]
        assert moved.back(*there) == (start, end)


@given(replaced(), st.data())
def test_a_segment_that_reaches_into_replacements_widens_to_hold_them_whole(case, data):
    text, replacements = case
    start, end = segment_of(data.draw, text)
    touched = [r for r in sorted(replacements) if r.start < end and start < r.end]
    if not touched:
        return
    first, last = touched[0], touched[-1]
    wide = (min(start, first.start), max(end, last.end))
    moved = OffsetMap(replacements)
    result = replace_spans(text, replacements)
    there = moved.forward(start, end)
    inside = [Replacement(r.start - wide[0], r.end - wide[0], r.text) for r in touched]
    assert result[slice(*there)] == replace_spans(text[slice(*wide)], inside)
    assert moved.back(*there) == wide


@given(replaced(), st.data())
def test_a_segment_of_the_replaced_text_comes_back_to_what_it_shows(case, data):
    text, replacements = case
    moved, result = OffsetMap(replacements), replace_spans(text, replacements)
    start, end = segment_of(data.draw, result)
    if start < end:
        raw_start, raw_end = moved.back(start, end)
        again = moved.forward(raw_start, raw_end)
        assert 0 <= raw_start < raw_end <= len(text)
        assert again[0] <= start
        assert end <= again[1]
        assert moved.back(*again) == (raw_start, raw_end)


@given(replaced(), st.data())
def test_moving_keeps_the_order_of_segments(case, data):
    text, replacements = case
    moved = OffsetMap(replacements)
    one, other = (segment_of(data.draw, text) for _ in range(2))
    if one[0] <= other[0] and one[1] <= other[1]:
        here, there = moved.forward(*one), moved.forward(*other)
        assert here[0] <= there[0]
        assert here[1] <= there[1]


def test_the_whole_text_moves_to_the_whole_text():
    moved = OffsetMap([Replacement(0, 3, "[subject 1]"), Replacement(8, 10, "[x]")])
    text = "Ana zag Bo"
    assert moved.forward(0, len(text)) == (0, len("[subject 1] zag [x]"))


def test_emoji_and_combining_marks_count_as_code_points():
    text = "👩‍👩‍👧 e\u0301n Bo"
    start = text.index("Bo")
    moved = OffsetMap([Replacement(0, 5, "[x]")])
    assert replace_spans(text, [Replacement(0, 5, "[x]")]) == "[x] e\u0301n Bo"
    assert moved.forward(start, start + 2) == (start - 2, start)


@given(texts)
def test_normal_form_is_reached_in_one_step(text):
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(texts)
def test_normal_form_has_one_line_end_and_nothing_that_cannot_be_seen(text):
    once = normalise(text)
    assert once.split("\n") == once.splitlines() + [""] * (once == "" or once.endswith("\n"))
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in once)
    assert not set(once) & set("\x7f\ufeff\u00ad")


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        (
            "een\r\ntwee\rdrie\u2028vier\u2029vijf\x85zes\fzeven\vacht",
            "een twee drie vier vijf zes zeven acht",
        ),
        ("her\u00adfst", "herfst"),
        ("a\x84b\x9fc\x80d\x07e", "abcde"),
        ("\ufeffHallo", "Hallo"),
        ("e\u00ad\u0301", "é"),
        ("👩‍👩‍👧 🏳️‍🌈", "👩‍👩‍👧 🏳️‍🌈"),
        ("tab\there", "tab\there"),
        ("half een \ud83d emoji", "half een  emoji"),
    ],
)
def test_normal_form_shows_what_a_reader_saw(raw, normal):
    assert normalise(raw).replace("\n", " ") == normal


@given(texts, st.data())
def test_words_are_found_again_only_where_their_surroundings_are(text, data):
    start, end = segment_of(data.draw, text)
    if start < end:
        found = find_again(text, text[start:end], surroundings(text, start, end))
        assert found in {(start, end), None}


@given(texts, st.text("xyz", min_size=1, max_size=50))
def test_words_that_stand_once_are_found_again_after_what_is_far_before_changed(text, before):
    words, near = "§ wanted §", "n" * 32
    old = f"{near}{words}{near}{text}"
    start = len(near)
    fingerprint = surroundings(old, start, start + len(words))
    new = before + old
    moved = start + len(before)
    assert find_again(new, words, fingerprint) == (moved, moved + len(words))


def test_equal_words_in_equal_surroundings_are_not_chosen_between():
    near = "n" * 32
    text = f"{near}ja{near} {near}ja{near}"
    assert find_again(text, "ja", surroundings(text, 32, 34)) is None
    assert find_again("heel iets anders", "ja", surroundings(text, 32, 34)) is None


def test_places_that_overlap_are_both_looked_at():
    assert find_again("aaa", "aa", surroundings("aaa", 1, 3)) == (1, 3)
    # Of many places with equal surroundings none is certain.
    assert find_again("a" * 115, "a" * 40, surroundings("a" * 115, 35, 75)) is None


@st.composite
def covered(draw):
    """Draw a text, a span in it, and covers that may touch, overlap or lie outside the span."""
    text = draw(texts)
    covers = [segment_of(draw, text) for _ in range(draw(st.integers(0, 4)))]
    return text, segment_of(draw, text), [cover for cover in covers if cover[0] < cover[1]]


@given(covered())
def test_uncovered_parts_are_all_of_a_span_that_lies_under_no_cover(case):
    text, span, covers = case
    free = [i for i in range(*span) if not any(start <= i < end for start, end in covers)]
    runs: list[list[int]] = []
    for place in free:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    words = ["".join(text[place] for place in run).strip() for run in runs]
    parts = uncovered(span, text, covers)
    assert [text[slice(*part)] for part in parts] == [w for w in words if any(map(str.isalnum, w))]
    assert {place for part in parts for place in range(*part)} <= set(free)


@pytest.mark.parametrize(
    ("covers", "parts"),
    [
        ([], ["Jan de Vries"]),
        ([(4, 6)], ["Jan", "Vries"]),
        ([(0, 12)], []),
        ([(0, 3), (3, 12)], []),
        ([(0, 3), (4, 6), (2, 5)], ["Vries"]),
        ([(0, 6), (1, 2)], ["Vries"]),
        ([(0, 3), (4, 12)], []),
        ([(12, 13)], ["Jan de Vries"]),
    ],
)
def test_what_is_left_of_a_name_has_no_blanks_at_its_edges(covers, parts):
    text = "Jan de Vries."
    assert [text[slice(*part)] for part in uncovered((0, 12), text, covers)] == parts


def test_surroundings_tell_what_stands_before_from_what_stands_after():
    assert surroundings("ja x ", 3, 4) != surroundings(" x ja", 1, 2)
    assert surroundings("a" * 40 + "x", 40, 41) == surroundings("b" + "a" * 32 + "x", 33, 34)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Noëlle", "NOELLE"),
        ("Gu\u0308ndoğan", "gündogan"),
        ("ŁUKASZ", "lukasz"),
        ("Işık", "ISIK"),
        ("de  Vries\u00a0", " De\tvries"),
        ("Straße", "STRASSE"),
    ],
)
def test_one_name_in_two_spellings_is_the_same(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("Jan", "Jans"), ("Jan de Vries", "Jande Vries")])
def test_other_names_stay_other_names(one, other):
    assert folded(one) != folded(other)
