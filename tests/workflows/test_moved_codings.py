"""Codings keep their words when a later review masks or unmasks something."""

import re
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kwalicode.text import normalise


def test_codings_move_with_what_is_masked_and_unmasked_before_and_inside_them(
    bring, decide, add, release, code, coded
):
    source_id = bring("Daar werkt Jan de Vries, en Jans moeder zag Jan in Utrecht.")
    text = release(source_id).text
    mark = re.search(r"\[subject \d+\], en", text).group()
    for words in (mark, "moeder zag", "Nou ja.", "Daar werkt"):
        code(source_id, words)
    decide(source_id, "refuse", "Jan de Vries")
    add(source_id, "Daar")
    add(source_id, "moeder")
    release(source_id)
    first, second, third, fourth = coded(source_id)
    assert re.fullmatch(r"\[subject \d+\] werkt", first)
    assert second == "Jan de Vries, en"
    assert re.fullmatch(r"\[subject \d+\] zag", third)
    assert fourth == "Nou ja."


def test_codings_that_a_mask_makes_equal_become_one_and_others_stay_apart(
    bring, add, release, code, coded
):
    source_id = bring("Daar zag ik de krullenbol lachen.")
    release(source_id)
    for words, code_id in [("krullenbol", None), ("lachen", None), ("lachen", "vreugde")]:
        code(source_id, words, code_id)
    add(source_id, "krullenbol lachen")
    (mark,) = re.findall(r"\[subject \d+\]", release(source_id).text)
    assert coded(source_id) == [mark] * 2


def test_a_coding_may_move_to_where_the_next_one_stood(bring, add, release, code, coded):
    source_id = bring("Piets hond blafte weer.")
    text = release(source_id).text
    place = text.index("hond")
    words = [text[place : place + 5], text[place + 5 : place + 10]]
    for number, said in enumerate(words):
        code(source_id, said, start=place + 5 * number)
    # '[leeftijd]' for 'Vraag' moves everything by five: just the length of each coding.
    add(source_id, "Vraag", "age")
    assert release(source_id).text.index("hond") == place + 5
    assert coded(source_id) == words


WORD_LIST = (
    "alfa",
    "bravo",
    "👩‍👩‍👧",
    "charlie",
    "delta",
    "e\u0301cho",
    "日本",
    "\u05e9\u05dc\u05d5",
)
KINDS = st.sampled_from(["person", "place", "name-like", "date"])


@given(
    said=st.lists(st.sampled_from(WORD_LIST), min_size=6, max_size=14),
    plan=st.lists(st.dictionaries(st.integers(0, 13), KINDS, min_size=1), min_size=2, max_size=4),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_codings_keep_their_words_through_any_number_of_reviews(
    said, plan, *, bring, raw, found, send, release, code, coded
):
    # Every word is another one, so that a word tells where a coding stands.
    numbered = [f"{number:02}{word}" for number, word in enumerate(said)]
    source_id = bring(" ".join(numbered))
    text = raw(source_id)
    words = [normalise(word) for word in numbered]
    spans = [(text.index(word), text.index(word) + len(word)) for word in words]

    def review(choices):
        for place, kind in choices.items():
            start, end = spans[place % len(spans)]
            masked = [f for f in found(source_id) if f.start == start and f.state != "refused"]
            if masked:
                refused = send(source_id, "refuse", mark_id=masked[0].finding_id)
            else:
                mark = {"mark_id": str(uuid4()), "code_id": kind, "text": text[start:end]}
                refused = send(source_id, "add", start=start, end=end, **mark)
            assert refused == []

    review(plan[0])
    shown = release(source_id).text
    coded_words = [word for word in words if word in shown]
    for word in [*coded_words, *set(re.findall(r"\[[^\]]+\]", shown))]:
        code(source_id, word, code_id=str(uuid4()))
    for choices in plan[1:]:
        review(choices)
        shown = release(source_id).text
    moved = coded(source_id)
    assert [word for word in coded_words if word in shown] == [w for w in moved if w in coded_words]
    # What a finding of several words had masked comes back as these words.
    assert all(set(said_now.split()) <= set(words) or "[" in said_now for said_now in moved)
