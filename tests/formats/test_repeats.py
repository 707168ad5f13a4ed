import random

from kwalicode.formats.redactions import TOKEN
from kwalicode.formats.repeats import find_repeats


def story(seed, n_words):
    chosen = random.Random(seed)  # noqa: S311  words of a test
    return " ".join(f"woord{chosen.randrange(4000)}" for _ in range(n_words))


def test_a_text_that_stands_in_another_is_found_and_the_shorter_one_repeats():
    long, own = story(1, 400), story(2, 300)
    texts = {"long": long, "own": own, "part": " ".join(long.split()[100:200]) + " en nog iets"}
    (found,) = find_repeats(texts, {"part"})
    assert (found.one, found.other) == ("part", "long")
    assert 0.9 < found.share < 1


def test_marks_of_redaction_case_and_signs_make_no_difference():
    words = story(3, 60)
    other = f"{TOKEN}, {words.upper()}! {TOKEN}"
    assert find_repeats({"a": words, "b": other}, {"b"}) == [("b", "a", 1.0)]


def test_pairs_of_two_old_texts_and_short_notes_are_left_out():
    words = story(4, 60)
    assert find_repeats({"a": words, "b": words, "c": story(5, 60)}, {"c"}) == []
    assert find_repeats({"a": "Zie de bijlage.", "b": "Zie de bijlage."}, {"b"}) == []
