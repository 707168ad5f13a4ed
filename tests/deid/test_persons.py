"""What makes a name of a word: the words around it, its form, the rest of the text."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwalicode.deid import deduce_lists as deduce_module
from kwalicode.deid.bare_names import find_bare_names
from kwalicode.deid.deduce_lists import deduce_lists
from kwalicode.deid.low_names import find_low_names
from kwalicode.deid.name_forms import find_name_forms
from kwalicode.deid.near import NEAR, NearIndex
from kwalicode.deid.page import Page
from kwalicode.deid.persons import find_persons
from kwalicode.deid.spans import merged
from kwalicode.deid.spelling import find_spelled
from kwalicode.deid.unknown import find_unknown
from kwalicode.model import IdentifierKind

RULES = (find_persons, find_low_names, find_name_forms, find_spelled, find_unknown)


def persons(text, language="nl"):
    """Give what our rules for persons alone find, without any other layer."""
    page = Page(text, language)
    found = merged((f for rule in RULES for f in rule(page)), text)
    return [text[f.start : f.end] for f in found if f.kind == IdentifierKind.PERSON]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        # unknown words with a capital letter
        (
            "nl",
            "Ik had het Quirtsje al verteld, want Quirtsje zei niets.",
            ["Quirtsje", "Quirtsje"],
        ),
        ("nl", "Mijn ex, Delwano, belde.", ["Delwano"]),
        ("nl", "Er waren er twee: Wendeltje en mij.", ["Wendeltje"]),
        ("nl", "Hij heet Bartlomiesz, maar zeg maar gewoon Bartesz.", ["Bartlomiesz", "Bartesz"]),
        ("nl", "Toen zat Zulfiqra Ahmad Qureshi daar.", ["Zulfiqra Ahmad Qureshi"]),
        ("en", "I rang Fairwether about it.", ["Fairwether"]),
        ("en", "My sister Jocastra went home.", ["Jocastra"]),
        # where a name starts and ends
        ("nl", "Dat zei Bepke van de Postkamer.", ["Bepke"]),
        ("nl", "De heer C. Terpstra van Informatievoorziening kwam.", ["C. Terpstra"]),
        ("nl", "Door die Bouzambou-zaak ging het mis.", ["Bouzambou"]),
        ("nl", "Dat is Thijs' vader.", ["Thijs'"]),
        ("nl", "Dat was de tijd van Bakker.", ["Bakker"]),
        ("nl", "Wethouder Te Velde kwam ook.", ["Te Velde"]),
        ("nl", "Er zat Dyana van Gijnsel te wachten.", ["Dyana van Gijnsel"]),
        ("en", "It was Lena F. Whitfield who rang.", ["Lena F. Whitfield"]),
        ("en", "Then Mark'll do it.", ["Mark"]),
        ("nl", "Zij heet N-o-a en zo heet zij.", ["N-o-a"]),
        # lines without capitals
        ("nl", "volgens bakker was dat nooit de bedoeling", ["bakker"]),
        ("nl", "mevrouw de boer van de derde verdieping", ["de boer"]),
        ("nl", "dat vond van dijk ook en de vries zei niets", ["van dijk", "de vries"]),
        ("nl", "nou joy die zat er dan naast te kijken", ["joy"]),
        ("nl", "en maar wil wilde niet mee met ons", ["wil"]),
        ("nl", "dat was jan willem en niet zijn broer", ["jan willem"]),
        ("nl", "ja tim tim kom eens hier jij", ["tim", "tim"]),
        ("nl", "die brief was van m van leeuwen denk ik", ["m van leeuwen"]),
        ("nl", "ik heet daphne de wit en ik werk hier", ["daphne de wit"]),
        ("en", "and then will goes you sort that yourself", ["will"]),
        ("en", "my boss pearl was a real sweetheart", ["pearl"]),
        ("en", "i rang mark and linda but they were out", ["mark", "linda"]),
        ("en", "my name is daphne white and i live here", ["daphne white"]),
        ("en", "mrs baker from the third floor saw it", ["baker"]),
        # names elsewhere in the text
        ("nl", "Ik sprak Gündogar. En gundogar zei niets.", ["Gündogar", "gundogar"]),
        ("nl", "Mevrouw Hrytsenko kwam. Die hritsenko was aardig.", ["Hrytsenko", "hritsenko"]),
    ],
)
def test_a_name_is_found_with_its_edges(language, text, names):
    assert persons(text, language) == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Jan en alleman bemoeit zich ermee, en dan snapt Jan met de pet niets meer."),
        ("nl", "joost mag het weten dacht ik en ik stond daar voor piet snot"),
        ("en", "Every Tom, Dick and Harry had an opinion, and Bob's your uncle."),
        ("nl", "Ik spreek Turks en Engels, maar mijn Frans is slecht."),
        ("nl", "Wij wonen in Zeerwijkje en dan langs het Quarnwater."),
        ("nl", "Ik werk bij FlexQuorst en dat is een uitzendbureau."),
        ("en", "They called it the Big Conversation and it was cuts."),
        ("nl", "volgens mij en volgens afspraak was het een vergissing"),
        ("nl", "toen belde de bakker en daarna kwam de visser langs"),
        ("nl", "mevrouw zei dat ik moest wachten en ging weg"),
        ("nl", "van boer tot bord en van zand tot klant"),
        ("nl", "nou zei ik wie zei dat dan"),
        ("nl", "ik appte en mailde en facetimede en niks hielp"),
        ("en", "it was a fox or a wolf going through the garden"),
        ("en", "i want him to ring me and say what he will do"),
        ("en", "you shouldn't and they wouldn't have done that"),
    ],
)
def test_what_looks_like_a_name_is_none(language, text):
    assert persons(text, language) == []


def test_words_around_all_places_of_an_unknown_word_decide_together():
    text = "Wij gingen naar Quarndam. Zij woont in Quarndam. Dat weet Quarndam."
    assert persons(text) == []


def test_a_surname_that_is_a_word_is_found_again_only_with_its_capital():
    assert persons("Dat zei Henk Smit. En Smit ging. Bij de smit was het druk.") == [
        "Henk Smit",
        "Smit",
    ]


def test_near_spellings_leave_dictionary_words_and_the_names_themselves_alone():
    index = NearIndex(["Van der Werkende", "Zoltarra"])
    page = Page("werkende zoltarra zoltara soltarra zoltarras zolder", "nl")
    surfaces = [(page.text[f.start : f.end], f.recognizer) for f in index.find(page, 0.4)]
    assert surfaces == [("zoltara", NEAR), ("soltarra", NEAR)]


NAMES = st.lists(st.text("abcderuxyz", min_size=1, max_size=12), max_size=20)


@given(NAMES, st.text("abcderuxyz ,.", max_size=200))
def test_near_spellings_stand_in_the_text_and_are_no_name_that_is_known(names, text):
    page = Page(text, "nl")
    for finding in NearIndex(names).find(page, 0.4):
        surface = text[finding.start : finding.end]
        assert len(surface) >= 5
        assert surface not in names


PIECES = (
    "jan bakker will can de van der mevrouw zei en die volgens met eh Roos Quirtsje , . 'n in ter "
    "Jan-Piet o'leary mark ik heet mijn broer Thijs' A. is"
)
WORDS = st.sampled_from(sorted(set(PIECES.split())))


@given(st.lists(WORDS, max_size=30), st.sampled_from(["nl", "en"]))
def test_every_finding_lies_in_the_text_and_holds_a_letter(words, language):
    text = " ".join(words)
    page = Page(text, language)
    for rule in (*RULES, find_bare_names):
        for finding in rule(page):
            assert 0 <= finding.start < finding.end <= len(text)
            assert any(map(str.isalpha, text[finding.start : finding.end]))


@pytest.fixture
def _fresh_lists():
    deduce_lists.cache_clear()
    yield
    deduce_lists.cache_clear()


@pytest.mark.usefixtures("_fresh_lists")
def test_the_lists_of_deduce_are_read_without_starting_it(tmp_path, monkeypatch):
    package = tmp_path / "deduce"
    lists = package / "data" / "lookup" / "src" / "names" / "lst_first_name"
    lists.mkdir(parents=True)
    (package / "__init__.py").write_text("raise RuntimeError('it was started')")
    (lists / "items.txt").write_text("Quirtsje\nÓrlaith\nBeest\n", encoding="utf-8")
    (lists / "exceptions.txt").write_text("Beest\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert deduce_lists().first == {"quirtsje", "orlaith"}
    assert deduce_lists().last == frozenset()
    assert "deduce" not in sys.modules


@pytest.mark.usefixtures("_fresh_lists")
def test_without_deduce_its_lists_are_empty(monkeypatch):
    monkeypatch.setattr(deduce_module, "find_spec", lambda _: None)
    assert deduce_lists() == (frozenset(), frozenset(), frozenset())
