"""Passages: what is said, cut where it can be read at one look."""

from kwalicode.store.occurrences import SpokenText
from kwalicode.workflows.passages import LONGEST, Covered, passages_of

TURN = " ".join(f"Zin {number} zegt iets over het werk." for number in range(40))


def test_a_long_turn_is_cut_between_sentences_and_an_answer_stays_whole():
    turn, answer = (
        SpokenText("d1", "d1", "nl", 10, TURN),
        SpokenText("q1/c1", "q1", "nl", 5, f" {TURN}\n"),
    )
    *pieces, whole = passages_of([turn, answer])
    assert all(one.text == TURN[one.start - 10 : one.end - 10] for one in pieces)
    assert all(len(one.text) <= LONGEST and one.text.endswith(".") for one in pieces)
    assert " ".join(one.text for one in pieces) == TURN
    assert (whole.text, whole.start, whole.end) == (TURN, 6, 6 + len(TURN))
    assert list(passages_of([answer._replace(text=" \n"), turn._replace(text="")])) == []


def test_touching_is_sharing_a_letter():
    (one,) = passages_of([SpokenText("d1", "d1", "nl", 10, "Ik zweeg.")])
    assert (one.start, one.end) == (10, 19)
    spans = {(0, 10): False, (0, 11): True, (18, 30): True, (19, 30): False}
    assert {span: Covered([span]).touches(one) for span in spans} == spans
    assert Covered([(0, 12), (2, 5), (30, 40)]).touches(one)
