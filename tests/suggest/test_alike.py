from kwalicode.suggest.alike import enough_words, places_of, rank_alike
from kwalicode.suggest.features import features

PASSAGES = [
    "Mijn leidinggevende schreeuwde tegen mij in de gang.",
    "De koffie in de kantine is lekker.",
    "Zij schreeuwt, en iedereen hoort het geschreeuw.",
    "Wij drinken koffie met de leidinggevende.",
    "[respondent 2]",
]


def ranked(examples, refused=(), among=range(5)):
    found = features(PASSAGES, "nl")
    questions = found.of(list(examples)), found.of(list(refused))
    return rank_alike(found, found.everything(), *questions, among=among)


def test_what_shares_telling_words_comes_first_and_says_which():
    first, second, *_others = ranked(["Hij schreeuwde de hele dag tegen ons."])
    assert {first.row, second.row} == {0, 2}
    assert first.words == second.words == ("schreeuwen",)
    assert first.score >= second.score > 0


def test_what_shares_no_word_is_left_out():
    assert 4 not in [one.row for one in ranked(["Zij schreeuwde."])]
    assert ranked(["Zoltarra"]) == []
    assert ranked([]) == []


def test_a_refusal_moves_the_list_away_from_what_was_refused():
    question = ["De leidinggevende schreeuwde en dronk koffie."]
    refused = ["Hij schreeuwde. Geschreeuw in de gang."] * 2
    before, after = ranked(question), ranked(question, refused)
    scores = [{one.row: one.score for one in found} for found in (before, after)]
    assert scores[1][2] < scores[0][2]
    assert [one.row for one in after].index(3) <= [one.row for one in before].index(3)


def test_words_are_found_in_a_text_in_whatever_form():
    text = "Zij durfde niet; [persoon 2] durft wel."
    assert [text[slice(*place)] for place in places_of(text, ["durven"], "nl")] == [
        "durfde",
        "durft",
    ]


def test_a_single_word_is_too_little_to_go_by():
    assert not enough_words(["Angst.", "Ja, angst!"], "nl")
    assert enough_words(["Angst voor de leidinggevende in de gang."], "nl")
