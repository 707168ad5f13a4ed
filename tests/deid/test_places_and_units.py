"""Places, organisations, parties, departments and functions, also as speech recognition writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwalicode.deid.lists import lines
from kwalicode.deid.page import Page
from kwalicode.deid.towns import find_landmarks, find_towns, is_town

FOUND = [
    # towns of the long list; those that are words too need a word before them
    ("nl", "place", "we woonden eerst in vroomshoop en nu hier", "vroomshoop"),
    ("nl", "place", "daarna zijn we naar den ham verhuisd", "den ham"),
    ("nl", "place", "Ik woon in Best, dat is best fijn.", "Best"),
    ("nl", "place", "We stonden in Zwolle, 's-Heerenberg en Epe.", "'s-Heerenberg"),
    ("nl", "place", "Zij komt uit Coronie.", "Coronie"),
    ("en", "place", "we moved from deal to rugby and then to sale", "sale"),
    ("en", "place", "they sent me to barrow in furness of all places", "barrow in furness"),
    ("en", "place", "I worked in Reading, mostly reading.", "Reading"),
    ("en", "place", "She lives in Moss Side now.", "Moss Side"),
    ("en", "place", "We walked by Loch Merrin then.", "Loch Merrin"),
    # organisations by the words beside their names
    (
        "nl",
        "organisation",
        "ik reed bij transportbedrijf hoekzema vroeger",
        "transportbedrijf hoekzema",
    ),
    ("nl", "organisation", "Ze lag in het Wilhelmina Ziekenhuis.", "Wilhelmina Ziekenhuis"),
    (
        "nl",
        "organisation",
        "Bij Stichting Het Bonte Huis was ik vrijwilliger.",
        "Stichting Het Bonte Huis",
    ),
    ("nl", "organisation", "ik zat op mavo de driesprong en daarna niet", "mavo de driesprong"),
    ("nl", "organisation", "Ik ging bij Waterlab werken.", "Waterlab"),
    ("en", "organisation", "i did nights at sunnyside care home", "sunnyside care home"),
    ("en", "organisation", "Fox & Daughters Bakery took me on.", "Fox & Daughters Bakery"),
    ("en", "organisation", "My mum worked at Merrin's, on the line.", "Merrin's"),
    ("en", "organisation", "i began at hargreaves and sons as a boy", "hargreaves and sons"),
    # parties that are words, behind a word of politics or another party
    ("nl", "party", "hij zat bij de vvd en toen ging hij naar forum", "forum"),
    ("nl", "party", "ik stem al jaren sp en dat weet iedereen", "sp"),
    ("nl", "party", "De man van Vooruit voor Meerveld zweeg.", "Vooruit voor Meerveld"),
    ("en", "party", "she joined reform last year and told no one", "reform"),
    ("en", "party", "Two were from Fianna Fáil.", "Fianna Fáil"),
    # departments without 'department'
    ("nl", "department", "ik werkte op interne geneeskunde toen", "interne geneeskunde"),
    (
        "nl",
        "department",
        "bij vergunningverlening en handhaving ging het mis",
        "vergunningverlening en handhaving",
    ),
    ("en", "department", "she was in accounts payable and i was not", "accounts payable"),
    ("en", "department", "I moved from A&E to Paediatrics.", "Paediatrics"),
    ("en", "department", "My sister is on the stroke ward there.", "stroke ward"),
    (
        "en",
        "department",
        "licensing and enforcement were at each other",
        "licensing and enforcement",
    ),
    # functions with the place or body they are held in
    (
        "nl",
        "function",
        "Ik was voorzitter van de ondernemingsraad.",
        "voorzitter van de ondernemingsraad",
    ),
    (
        "nl",
        "function",
        "Dat moest via de regiomanager Noord-Holland.",
        "regiomanager Noord-Holland",
    ),
    (
        "nl",
        "function",
        "zij was hoofd inkoop bij zorggroep merelzoom",
        "hoofd inkoop bij zorggroep merelzoom",
    ),
    (
        "nl",
        "function",
        "De enige vroedvrouw op Terschelling was ik.",
        "enige vroedvrouw op Terschelling",
    ),
    ("en", "function", "I was the only midwife in Rutland.", "only midwife in Rutland"),
    ("en", "function", "he was editor of the craven gazette then", "editor of the craven gazette"),
    (
        "en",
        "function",
        "The Director of Public Health for Kirklees rang.",
        "Director of Public Health for Kirklees",
    ),
]

LEFT_ALONE = [
    ("nl", "ik ben van de oude stempel zeg ik altijd"),
    ("nl", "het is code rood geen code oranje zeiden ze"),
    ("nl", "de raad van toezicht en de administratie van de school"),
    ("nl", "ik heb mavo gedaan en daarna ben ik gaan werken"),
    ("en", "i played rugby at school and there was a sale on"),
    ("en", "i lived in hope and then there was a sale"),
    ("en", "they want reform and they want it now"),
    ("en", "she was in legal trouble and in no fit state"),
    ("en", "at the local hospital they said come back on friday"),
    ("en", "I like planning, I like security, I like housing."),
]


@pytest.mark.parametrize(("language", "kind", "text", "surface"), FOUND)
def test_places_and_units_are_found_with_their_kind(found, language, kind, text, surface):
    assert (kind, surface) in found(text, language)


@pytest.mark.parametrize(("language", "text"), LEFT_ALONE)
def test_what_only_looks_like_a_place_or_unit_is_left_alone(found, language, text):
    units = {"place", "organisation", "party", "department", "function"}
    assert [pair for pair in found(text, language) if pair[0] in units] == []


# Makes, words and numbers of every day after the same cue, and signs within a name.
_NOT_FOUND = {
    *("Aye", "Ford", "Hoover", "Lent", "Send", "Tienen", "Vauxhall", "eMbalenhle", "St. Ann's"),
    *("St. John's", "L'Hospitalet de Llobregat", "Reggio nell'Emilia", "Town 'n' Country"),
}


def test_all_but_a_few_listed_towns_are_found_where_somebody_lives():
    before = "Zij is geboren in "
    missed = set()
    for name in {name for line in lines("towns.txt") for name in line.split("; ")}:
        assert is_town(name)
        page = Page(f"{before}{name}, denk ik.", "nl")
        covered = {i for f in find_towns(page) for i in range(f.start, f.end)}
        letters = {len(before) + i for i, char in enumerate(name) if char.isalnum()}
        if letters - covered:
            missed.add(name)
    assert missed == _NOT_FOUND


@given(st.text())
def test_findings_of_places_lie_inside_the_text_and_are_not_empty(text):
    for rule in (find_towns, find_landmarks):
        for finding in rule(Page(text, "en")):
            assert 0 <= finding.start < finding.end <= len(text)
