import importlib
import pkgutil
import re

import phonenumbers.geodata
import pytest
from babel import Locale
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from kwalicode.deid.lists import lines
from kwalicode.deid.regions import general_place
from kwalicode.text import folded

ROWS = [
    tuple(part.strip() for part in line.split("|"))
    for file in ("regions_nl.txt", "regions_towns.txt", "regions_en.txt")
    for line in lines(file)
]


@pytest.mark.parametrize(
    ("surface", "language", "expected"),
    [
        ("Borne", "nl", "een gemeente in het oosten"),
        ("Loppersum", "nl", "een gemeente in het noorden"),
        ("leeuwarden", "nl", "een stad in het noorden"),
        ("Súdwest-Fryslân", "nl", "een gemeente in het noorden"),
        ("'s-Hertogenbosch", "nl", "een stad in het zuiden"),
        ("Zierikzee", "nl", "een gemeente in het westen"),
        ("Schiermonnikoog", "nl", "een eiland in het noorden"),
        ("Drenthe", "nl", "een provincie in het noorden"),
        ("Veluwe", "nl", "een streek in het oosten"),
        ("Den Haag", "nl", "een grote stad"),
        ("Utrecht", "nl", "een grote stad"),
        ("Adorp", "nl", "een plaats in het noorden"),
        ("Bergen", "nl", "een gemeente"),
        ("Rivierenbuurt", "nl", "een wijk"),
        ("Schilderswijk", "nl", "een wijk"),
        ("wijk Noord", "nl", "een wijk"),
        ("Leeds", "nl", "een stad in het noorden van Engeland"),
        ("Krakau", "nl", "een stad in Oost-Europa"),
        ("Nador", "nl", "een stad in Noord-Afrika"),
        ("Schotland", "nl", "een land in het Verenigd Koninkrijk"),
        ("Curaçao", "nl", "een land in het Caribisch gebied"),
        ("Leeds", "en", "a city in the north of England"),
        ("Wigan", "en", "a town in the north of England"),
        ("Corby", "en", "a town in the Midlands"),
        ("Kent", "en", "a county in the south of England"),
        ("Dundee", "en", "a city in Scotland"),
        ("Hackney", "en", "a borough in a large city"),
        ("Wales", "en", "a nation in the United Kingdom"),
        ("London", "en", "a large city"),
        ("Jamaica", "en", "a country in the Caribbean"),
        ("Lagos", "en", "a city in Western Africa"),
        ("Borne", "en", "a municipality in the east of the Netherlands"),
        ("Newport", "en", "a city"),
    ],
)
def test_a_place_is_generalised_to_its_kind_and_part_of_the_country(surface, language, expected):
    assert general_place(surface, language) == expected


@pytest.mark.parametrize("surface", ["Noorderhaven", "Utrechtse", "Turks", "", "Beverwijk Zuid"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_unknown_place_and_an_adjective_have_no_general_phrase(surface, language):
    assert general_place(surface, language) is None


# Regions by the M49 standard: https://unstats.un.org/unsd/methodology/m49/
@pytest.mark.parametrize(
    ("country", "dutch", "region", "english"),
    [
        ("PL", "Oost-Europa", "Polen", "Eastern Europe"),
        ("DE", "West-Europa", "Duitsland", "Western Europe"),
        ("IE", "Noord-Europa", "Ierland", "Northern Europe"),
        ("ES", "Zuid-Europa", "Spanje", "Southern Europe"),
        ("MA", "Noord-Afrika", "Marokko", "Northern Africa"),
        ("GH", "West-Afrika", "Ghana", "Western Africa"),
        ("SO", "Oost-Afrika", "Somalië", "Eastern Africa"),
        ("TR", "West-Azië", "Turkije", "Western Asia"),
        ("SY", "West-Azië", "Syrië", "Western Asia"),
        ("AF", "Zuid-Azië", "Afghanistan", "Southern Asia"),
        ("IR", "Zuid-Azië", "Iran", "Southern Asia"),
        ("ID", "Zuidoost-Azië", "Indonesië", "Southeast Asia"),
        ("SR", "Zuid-Amerika", "Suriname", "South America"),
        ("CN", "Oost-Azië", "China", "Eastern Asia"),
    ],
)
def test_a_country_is_generalised_to_its_region_of_the_united_nations(
    country, dutch, region, english
):
    assert Locale("nl").territories[country] == region
    assert general_place(region, "nl") == f"een land in {dutch}"
    assert general_place(Locale("en").territories[country], "en") == f"a country in {english}"


CONTINENTS = {
    "Europe": {"039", "151", "154", "155"},
    "Africa": {"011", "014", "015", "017", "018"},
    "America": {"005", "013", "021", "029"},
    "Asia": {"030", "034", "035", "143", "145"},
    "Pacific": {"053", "054", "057", "061"},
}


def test_regions_lie_on_the_continent_of_the_time_zones_of_their_countries():
    zones = get_global("territory_zones")
    for line in lines("world_regions.txt"):
        region, *countries = line.split()
        (continent,) = (name for name, regions in CONTINENTS.items() if region in regions)
        for country in countries:
            areas = {zone.split("/")[0] for zone in zones.get(country, [])}
            # Islands have zones of their ocean; Istanbul lies in Europe.
            on_land = areas & CONTINENTS.keys() if country != "TR" else {"Asia"}
            assert not on_land or continent in on_land, (country, areas)


def test_every_country_of_the_cldr_has_one_region():
    listed = [code for line in lines("world_regions.txt") for code in line.split()[1:]]
    assert len(listed) == len(set(listed))
    named = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()}
    # Uninhabited or military territories, unions, and codes that stand for no place.
    left = {"AC", "AQ", "BV", "CC", "CP", "CX", "DG", "EA", "EU", "EZ", "GS", "HM", "IC", "IO"}
    left |= {"NF", "PN", "QO", "TA", "TF", "UM", "UN", "XA", "XB", "ZZ"}
    assert named - left == set(listed)


# First figures of the area codes of a part of the country, and towns of a code beside it.
AREA_CODES = {
    "noorden": ("05", ()),
    "oosten": ("03", "05", ("Arnhem", "Bemmel", "Druten", "Nijmegen", "Zaltbommel", "Zetten")),
    "westen": ("01", "02", "03", "05", "07", ()),
    "zuiden": ("01", "04", ("Breda", "'s-Hertogenbosch", "Venlo")),
}


def town_codes():
    """Dutch towns with their area codes, from the numbering plan in phonenumbers."""
    for module in pkgutil.iter_modules(phonenumbers.geodata.__path__):
        if module.name.startswith("data"):
            data = importlib.import_module(f"phonenumbers.geodata.{module.name}").data
            yield from ((v["en"], "0" + k[2:]) for k, v in data.items() if k[:2] == "31")


def test_dutch_towns_lie_where_their_area_codes_say():
    n_checked = 0
    for town, code in town_codes():
        phrase = general_place(town, "nl") or ""
        part = phrase.rpartition(" in het ")[2]
        if part in AREA_CODES:
            *starts, exceptions = AREA_CODES[part]
            assert code.startswith(tuple(starts)) or town in exceptions, (town, code, phrase)
            n_checked += 1
    assert n_checked > 100


def test_every_listed_place_of_both_languages_has_a_phrase():
    for file, language in (("places_nl.txt", "nl"), ("places_en.txt", "en")):
        names = [line.partition("|")[0].strip() for line in lines(file)]
        assert [name for name in names if not general_place(name, language)] == []


def test_no_phrase_holds_the_place_itself():
    # 'Een' is a village; an area in a nation names the nation.
    may = {"een", "scotland", "wales", "northern ireland", "schotland", "noord-ierland"}
    for _, _, names in ROWS:
        for name in names.split(","):
            for language in ("nl", "en"):
                phrase = general_place(name.strip(), language)
                assert phrase
                words = re.escape(folded(name))
                inside = re.search(rf"(?<!\w){words}(?!\w)", folded(phrase))
                assert folded(name).strip() in may or not inside


def test_a_place_stands_once_in_a_list():
    for file in ("regions_nl.txt", "regions_towns.txt", "regions_en.txt"):
        names = [folded(n) for line in lines(file) for n in line.split("|")[2].split(",")]
        assert len(names) == len(set(names))


@given(st.text(max_size=30), st.sampled_from(["nl", "en"]))
def test_any_text_gets_a_phrase_with_an_article_or_nothing(surface, language):
    phrase = general_place(surface, language)
    assert phrase is None or phrase.startswith(("een ", "a ", "an "))
