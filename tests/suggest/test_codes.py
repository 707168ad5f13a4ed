import pytest

from kwalicode.suggest.codes import Coded, learn_codes, learn_more, scores, suggest_codes
from kwalicode.suggest.features import features

FEAR = [f"Ik was bang om {word} te zeggen." for word in ("iets", "nee", "alles", "dat", "het")]
COFFEE = [f"Wij drinken koffie {word} de kantine." for word in ("in", "bij", "naast", "om", "uit")]
NAMES = {"fear": "bang voor de zomer", "coffee": "koffie"}
TEXTS = [*FEAR, *COFFEE, "Het regende de hele zomer."]


@pytest.fixture
def coded():
    rows = [Coded(row, "fear", f"d{row % 2}") for row in range(5)]
    return rows + [Coded(row, "coffee", f"d{row % 2}") for row in range(5, 10)]


@pytest.fixture
def found():
    return features(TEXTS, "nl")


def test_the_code_that_fits_comes_first_with_a_segment_that_speaks_for_it(found, coded):
    learned = learn_codes(found, coded)
    first, *others = suggest_codes(learned, found.of(["Zij was bang en zei nee."]))
    assert first.code_id == "fear"
    assert TEXTS[first.row] == "Ik was bang om nee te zeggen."
    assert first.words[0] in {"bang", "zeggen"}
    assert all(one.score < first.score for one in others)


def test_a_code_needs_five_segments_of_two_documents(found, coded):
    assert learn_codes(found, coded).codes == ("coffee", "fear")
    assert learn_codes(found, coded[1:]).codes == ("coffee",)
    assert learn_codes(found, [one._replace(unit="d0") for one in coded]).codes == ()
    assert learn_codes(found, []).codes == ()


def test_what_stands_on_the_same_words_says_nothing(found, coded):
    learned = learn_codes(found, coded)
    segment = found.of([FEAR[0]])
    assert suggest_codes(learned, segment)[0].row == 0
    without = suggest_codes(learned, segment, without=[0])
    assert without[0].code_id == "fear"
    assert without[0].row != 0
    assert suggest_codes(learned, segment, without=range(5), but=["coffee"]) == []


def test_leaving_rows_out_is_the_same_as_never_having_seen_them(found, coded):
    more = [*coded, Coded(10, "coffee", "d1"), Coded(10, "fear", "d1")]
    segment = found.of(["Ik was bang in de kantine."])
    given = suggest_codes(learn_codes(found, more, NAMES), segment, without=[10])
    wanted = suggest_codes(learn_codes(found, coded, NAMES), segment)
    assert [one.code_id for one in given] == [one.code_id for one in wanted]
    assert [one.score for one in given] == pytest.approx([one.score for one in wanted], abs=1e-4)


def test_what_a_code_is_called_says_what_belongs_to_it(found, coded):
    segment = found.of(["De hele zomer."])
    plain, named = (scores(learn_codes(found, coded, names), segment) for names in ({}, NAMES))
    at = learn_codes(found, coded).codes.index("fear")
    assert named[at] > plain[at] + 0.5
    again = learn_more(learn_codes(found, coded, {"fear": "koffie"}), [], coded, NAMES)
    assert scores(again, segment) == pytest.approx(named)


@pytest.mark.parametrize("text", ["", "[persoon 2]", "Zoltarra", "de het een"])
def test_a_text_without_known_words_gets_no_code(found, coded, text):
    assert suggest_codes(learn_codes(found, coded), found.of([text])) == []
