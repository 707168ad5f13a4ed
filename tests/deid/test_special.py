from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kwalicode.deid.page import Page
from kwalicode.deid.special import SPECIAL_CATEGORIES, find_special, special_entries
from kwalicode.formats import SUFFIXES, read_document
from kwalicode.model import IdentifierKind

SAMPLES = Path(__file__).parents[2] / "sample_data" / "interviews"
INTERVIEWS = sorted(path for path in SAMPLES.iterdir() if path.suffix in SUFFIXES)
BOTH = pytest.mark.parametrize("language", ["nl", "en"])


def flagged(text: str, language: str = "nl") -> list[tuple[str, str]]:
    found = find_special(Page(text, language))
    return [(f.recognizer.removeprefix("special: "), text[f.start : f.end]) for f in found]


@pytest.mark.parametrize(
    ("text", "category", "words"),
    [
        ("Ik zat toen met een burn-out thuis.", "health", "burn-out"),
        ("ze heeft zich ziek gemeld", "health", "ziek"),
        ("Hij werd depressief, al jaren eerder.", "health", "depressief"),
        ("Mijn collega kreeg borstkanker.", "health", "borstkanker"),
        ("Ze was zwanger van de tweede.", "health", "zwanger"),
        ("Iedereen wist dat hij homo was.", "sexuality", "homo"),
        ("Hij had een affaire met de directeur.", "sexuality", "had een affaire"),
        ("Zij is als moslima met hoofddoek aangenomen.", "belief", "moslima"),
        ("Hij is streng gereformeerd.", "belief", "gereformeerd"),
        ("Omdat ik van Turkse afkomst ben.", "origin", "Turkse afkomst"),
        ("Dat zei ze tegen een Poolse collega.", "origin", "Poolse collega"),
        ("Vanwege mijn huidskleur, denk ik.", "origin", "huidskleur"),
        ("Ik ben naar de vakbond gegaan.", "union", "vakbond"),
        ("Iemand van de FNV zat erbij.", "union", "FNV"),
        ("Hij is lid van de VVD.", "politics", "lid van de VVD"),
        ("Zo'n PVV-stemmer, zei ze.", "politics", "PVV-stemmer"),
        ("Ik heb aangifte gedaan.", "crime", "aangifte"),
        ("Hij is veroordeeld voor mishandeling.", "crime", "veroordeeld"),
        ("Hij zit in een rolstoel.", "disability", "rolstoel"),
        ("Ik heb autisme, dat weten ze.", "disability", "autisme"),
        ("Toen kwam WIA, ja.", "disability", "WIA"),
    ],
)
def test_special_personal_data_are_flagged_in_dutch(text, category, words):
    assert flagged(text)[0] == (category, words)


@pytest.mark.parametrize(
    ("text", "category", "words"),
    [
        ("She was off sick for months.", "health", "sick"),
        ("He had a breakdown in May.", "health", "had a breakdown"),
        ("I was pregnant at the time.", "health", "pregnant"),
        ("They all knew he's gay.", "sexuality", "gay"),
        ("She came out as trans last year.", "sexuality", "came out as trans"),
        ("Because I wear a hijab.", "belief", "hijab"),
        ("We are Catholic at home.", "belief", "Catholic"),
        ("The only black woman on the team.", "origin", "black woman"),
        ("He's Nigerian, you know.", "origin", "He's Nigerian"),
        ("I rang the shop steward.", "union", "shop steward"),
        ("My political views are my own.", "politics", "political views"),
        ("He had a criminal record.", "crime", "criminal record"),
        ("She uses a wheelchair.", "disability", "wheelchair"),
        ("I'm dyslexic and so is he.", "disability", "dyslexic"),
    ],
)
def test_special_personal_data_are_flagged_in_english(text, category, words):
    assert flagged(text, "en")[0] == (category, words)


@pytest.mark.parametrize(
    "text",
    [
        "Een beetje gezond verstand, meer niet.",
        "Ik word er ziek van, die vergaderingen.",
        "Zij woont in de Kerkstraat, achter de kerk.",
        "Ik geloof dat het als team beter kan.",
        "Hij deed aangifte van geboorte aan het loket.",
        "Wij waren tot elkaar veroordeeld.",
        "Dat werd uit de kast getrokken.",
        "Hij maakte een seksueel getinte opmerking.",
        "Er was intimidatie, er werd geroddeld en gepest.",
        "Daar heb ik tijd voor vrijgemaakt, dat pakte ik op.",
        "De motie is aangehouden door de fractie.",
        "Negeren, dat is ook pesten.",
    ],
)
def test_ordinary_talk_about_work_is_not_flagged_in_dutch(text):
    assert flagged(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "I am sick and tired of it.",
        "It was a blind spot, plain and simple.",
        "I suspect she woke up late.",
        "They live in Church Street.",
        "He stole my idea, with conviction.",
        "A stroke of luck, we came out as winners.",
        "He was accused of bullying and harassment.",
        "We hung the flag on the pole.",
    ],
)
def test_ordinary_talk_about_work_is_not_flagged_in_english(text):
    assert flagged(text, "en") == []


def test_the_longest_of_several_phrases_is_flagged_once():
    assert flagged("Hij is lid van de PvdA.") == [("politics", "lid van de PvdA")]


def test_abbreviations_that_are_words_count_in_capitals_only():
    assert flagged("Als zij dat zegt, ms zus of zo.") == []
    assert flagged("Zij heeft MS.") == [("health", "MS")]


def test_a_phrase_may_run_over_a_line_end_but_not_over_a_comma():
    assert flagged("een burn\nout") == [("health", "burn\nout")]
    assert flagged("een burn, out") == []


def test_a_word_of_a_million_letters_is_read_like_any_other():
    assert flagged("depressi" + "e" * 1_000_000)[0][0] == "health"


SIGNS = {"@": "chinese", "%": "VVD", "*": "iets"}


def examples(language: str) -> Iterator[tuple[str, str]]:
    for category, tokens in special_entries(language):
        if category != "nationality":
            words = [SIGNS.get(token, token.strip("*=")) for token in tokens]
            yield category, " ".join(words)


@BOTH
def test_every_entry_of_a_list_is_found_under_its_own_category(language):
    wrong = [
        (category, text)
        for category, text in examples(language)
        if flagged(text, language)[:1] != ([(category, text)] if category != "none" else [])
    ]
    assert wrong == []


@BOTH
def test_a_list_has_the_eight_categories_and_no_entry_twice(language):
    entries = list(special_entries(language))
    assert {category for category, _ in entries} == {*SPECIAL_CATEGORIES, "none", "nationality"}
    phrases = [tokens for category, tokens in entries if category != "nationality"]
    assert len(set(phrases)) == len(phrases)
    assert all(phrases)


def test_fewer_than_four_in_a_thousand_words_of_the_sample_interviews_are_flagged():
    n_flagged = n_words = 0
    for path in INTERVIEWS:
        transcript = read_document(path.name, path.read_bytes())
        n_flagged += sum(
            len(words.split()) for _, words in flagged(transcript.text, transcript.language)
        )
        n_words += len(transcript.text.split())
    assert 0 < n_flagged < 0.004 * n_words


PIECES = ["ziek", "burn-out", "er ziek van", "Turkse", "afkomst", "VVD", "lid", "van", "de", "\n"]
PIECES += ["MS", "e\u0301", "İ", "👩‍👩‍👧", "'s", "-", ".", "Burn", "out", "union", "the"]


@BOTH
@given(text=st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.text(max_size=60))
@example(text="İziek burn-out")
def test_flags_lie_in_the_text_in_order_and_apart(language, text):
    found = list(find_special(Page(text, language)))
    edges = [edge for f in found for edge in (f.start, f.end)]
    assert edges == sorted(edges)
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert {f.kind for f in found} <= {IdentifierKind.SENSITIVE}
