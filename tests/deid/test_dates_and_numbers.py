"""Dates, ages, addresses, ways to reach somebody and numbers, in all the forms of talk."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwalicode.deid.numerals import number_pattern, number_words

FOUND = [
    ("nl", "date", "mijn geboortedatum is vier zeven drieëntachtig", "vier zeven drieëntachtig"),
    ("nl", "date", "Ik ben van '64, dus reken maar.", "'64"),
    ("nl", "date", "ik ben van zevenenvijftig dus ik word oud", "zevenenvijftig"),
    ("nl", "date", "Op de 29e hoorde ik... nee, op de 29e.", "29e"),
    ("en", "date", "it was between the first and the fourth of may", "first and the fourth of may"),
    ("en", "date", "we got married on may the twelfth", "may the twelfth"),
    ("en", "date", "my birthday is the twenty third of april", "twenty third of april"),
    ("en", "date", "I only heard on the 29th.", "29th"),
    ("nl", "age", "Ze was toen een jaar of veertig, denk ik.", "veertig"),
    ("nl", "age", "Mijn oudste is 12, de jongste 9.", "9"),
    ("nl", "age", "Zijn zusje was vijf en hij acht.", "acht"),
    ("nl", "age", "Op m'n zestiende ben ik gaan werken.", "zestiende"),
    ("nl", "age", "die jongen was hooguit vijftien en hij stond daar", "vijftien"),
    ("nl", "age", "Ze zullen rond de dertig zijn geweest.", "dertig"),
    ("en", "age", "I'm 57, nearly 58.", "58"),
    ("en", "age", "I'll turn 52 on Friday. She'll turn 60.", "60"),
    ("en", "age", "A lad of sixteen, on his own.", "sixteen"),
    ("en", "age", "A girl, maybe 17, opened the door.", "17"),
    ("nl", "address", "wij wonen aan de oude rijksweg 114 en dat is druk", "oude rijksweg 114"),
    ("nl", "address", "Het was Graaf Adolfstraat 5-II.", "Graaf Adolfstraat 5-II"),
    ("nl", "address", "Hij is verhuisd naar Kromme Elleboog 19.", "Kromme Elleboog 19"),
    ("nl", "address", "Ons kantoor, Brolsterd 285, staat leeg.", "Brolsterd 285"),
    ("nl", "postcode", "In Gent, 9000, is dat anders.", "9000"),
    ("en", "address", "he was born on beech grove by the park", "beech grove"),
    (
        "en",
        "address",
        "Flat 12, Kelso House, 40 Bank Street.",
        "Flat 12, Kelso House, 40 Bank Street",
    ),
    ("en", "address", "it's number six mill row at the end", "number six mill row"),
    ("en", "postcode", "It was Springfield, IL 62704 then.", "IL 62704"),
    ("en", "phone", "Ring (632) 555-0148 x22 then.", "(632) 555-0148 x22"),
    ("en", "phone", "It is extension 31 there.", "31"),
    ("en", "email", "it's merel dot zang at example dot com", "merel dot zang at example dot com"),
    ("nl", "handle", "In de chat was hij @b.zang, zei ze.", "@b.zang"),
    ("nl", "url", "kijk maar op merel zang punt nl daar staat het", "merel zang punt nl"),
    (
        "en",
        "url",
        "look at merrin dot gov dot uk slash housing",
        "merrin dot gov dot uk slash housing",
    ),
    ("nl", "number", "mijn klantnummer dat is drie drie vier een nul", "drie drie vier een nul"),
    ("en", "number", "My payroll number's 40071.", "40071"),
    ("en", "number", "It came from 192.0.2.17, they said.", "192.0.2.17"),
    ("en", "number", "From 2001:db8:0:0:1:2:3:4 it came.", "2001:db8:0:0:1:2:3:4"),
    ("en", "number", "The number was 078-05-1120.", "078-05-1120"),
    ("nl", "plate", "de auto had gr 418 k en reed weg", "gr 418 k"),
    ("nl", "plate", "TX091Z stond er op de bon.", "TX091Z"),
    ("en", "plate", "his number plate was 191-d-2204", "191-d-2204"),
]

LEFT_ALONE = [
    ("nl", "Ik was er acht keer, en hij zes jaar lang elke dag."),
    ("nl", "We waren met zes en het duurde tot half acht."),
    ("nl", "Op de 12e verdieping was het op de derde dag warm."),
    ("nl", "De auto had pech en de bus was te laat."),
    ("nl", "In kamer 12 stonden 3 stoelen, en versie 2.4 lag klaar."),
    ("en", "i went down the road and on the way back up the hill"),
    ("en", "He was one of six and we were on the 4th floor."),
    ("en", "march second and may one go"),
    ("en", "It cost 20-25 pounds, 3.5 miles from page 34."),
]


@pytest.mark.parametrize(("language", "kind", "text", "surface"), FOUND)
def test_dates_and_numbers_are_found_with_their_kind(found, language, kind, text, surface):
    assert (kind, surface) in found(text, language)


@pytest.mark.parametrize(("language", "text"), LEFT_ALONE)
def test_other_numbers_are_left_alone(found, language, text):
    assert found(text, language) == []


@given(
    st.sampled_from(["nl", "en"]),
    st.sampled_from([(0, 99), (1, 99), (2, 99), (16, 99), (20, 99), (1, 31), (10, 29)]),
    st.data(),
)
def test_the_pattern_of_numbers_in_words_fits_exactly_those_in_its_range(language, span, data):
    numbers = number_words(language)
    word = data.draw(st.sampled_from(sorted(numbers)))
    fits = re.fullmatch(number_pattern(language, *span), word)
    assert bool(fits) == (span[0] <= numbers[word] <= span[1])
