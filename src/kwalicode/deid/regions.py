"""Generalised places: 'een gemeente in het oosten', 'a country in Eastern Europe'."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from kwalicode.deid.lists import lines
from kwalicode.model import Language
from kwalicode.text import folded

# Parts of the country by Statistics Netherlands (landsdelen; NUTS 1 of Eurostat).
_PARTS: Mapping[str, str] = {
    **dict.fromkeys(("Groningen", "Friesland", "Drenthe"), "noorden"),
    **dict.fromkeys(("Overijssel", "Gelderland", "Flevoland"), "oosten"),
    **dict.fromkeys(("Utrecht", "Noord-Holland", "Zuid-Holland", "Zeeland"), "westen"),
    **dict.fromkeys(("Noord-Brabant", "Limburg"), "zuiden"),
}
_DUTCH_PARTS_IN_ENGLISH: Mapping[str, str] = {
    "noorden": "north",
    "oosten": "east",
    "westen": "west",
    "zuiden": "south",
}
_BRITISH_PARTS: Mapping[str, dict[Language, str]] = {
    "north": {"nl": "het noorden van Engeland", "en": "the north of England"},
    "midlands": {"nl": "het midden van Engeland", "en": "the Midlands"},
    "east": {"nl": "het oosten van Engeland", "en": "the east of England"},
    "south": {"nl": "het zuiden van Engeland", "en": "the south of England"},
    "London": {"nl": "een grote stad", "en": "a large city"},
    "Scotland": {"nl": "Schotland", "en": "Scotland"},
    "Wales": {"nl": "Wales", "en": "Wales"},
    "Northern Ireland": {"nl": "Noord-Ierland", "en": "Northern Ireland"},
    "UK": {"nl": "het Verenigd Koninkrijk", "en": "the United Kingdom"},
}
_KINDS: Mapping[str, dict[Language, str]] = {
    "stad": {"nl": "een stad", "en": "a city"},
    "gemeente": {"nl": "een gemeente", "en": "a municipality"},
    "plaats": {"nl": "een plaats", "en": "a place"},
    "dorp": {"nl": "een dorp", "en": "a village"},
    "streek": {"nl": "een streek", "en": "a region"},
    "eiland": {"nl": "een eiland", "en": "an island"},
    "provincie": {"nl": "een provincie", "en": "a province"},
    "city": {"nl": "een stad", "en": "a city"},
    "town": {"nl": "een stad", "en": "a town"},
    "county": {"nl": "een graafschap", "en": "a county"},
    "borough": {"nl": "een wijk", "en": "a borough"},
    "nation": {"nl": "een land", "en": "a nation"},
    "region": {"nl": "een streek", "en": "a region"},
}
_WITH_ARTICLE = {"029": {"nl": "het ", "en": "the "}, "057": {"nl": "de ", "en": "the "}}
# Endings of names that say what the place is; towns end in 'wijk' too, so the list goes first.
_ENDINGS: dict[Language, Mapping[str, str]] = {
    "nl": {
        **dict.fromkeys(("buurt", "swijk", "enwijk"), "een wijk"),
        "park": "een park",
        "plein": "een plein",
        "kanaal": "een kanaal",
        "eiland": "een eiland",
    },
    "en": {" park": "a park", " square": "a square", " canal": "a canal", " island": "an island"},
}
_STARTS: dict[Language, Mapping[str, str]] = {
    "nl": {"wijk ": "een wijk", "gemeente ": "een gemeente", "station ": "een station"},
    "en": {"lake ": "a lake", "river ": "a river"},
}


class _Place(NamedTuple):
    area: str
    kind: str


def general_place(surface: str, language: Language) -> str | None:
    """Propose a general phrase for a place, for a person to accept or change.

    Dutch places get the part of the country, British ones the part of England or the nation,
    cities elsewhere and countries the part of the world. The largest cities become 'een grote
    stad', and a name that several places have gets no part. Adjectives ('Utrechtse') have none.

    Args:
        surface: The place as it stands in the text.
        language: Of the text, so of the phrase.

    Returns:
        A phrase in small letters with its article; None for a place that no list has.

    >>> general_place("Borne", "nl"), general_place("Polen", "nl")
    ('een gemeente in het oosten', 'een land in Oost-Europa')
    >>> general_place("Leeds", "en"), general_place("Borne", "en")
    ('a city in the north of England', 'a municipality in the east of the Netherlands')
    """
    key = folded(surface)
    place = _places(language).get(key)
    if place:
        return _phrase(place, language)
    code = _countries().get(key)
    if code:
        kind = {"nl": "een land", "en": "a country"}[language]
        return f"{kind} in {_world_region(code, language)}"
    return _by_form(key, language)


def _phrase(place: _Place, language: Language) -> str:
    if place.area == "big":
        return {"nl": "een grote stad", "en": "a large city"}[language]
    kind = _KINDS[place.kind][language]
    if place.area == "-":
        return kind
    return f"{kind} in {_area(place.area, language)}"


def _area(area: str, language: Language) -> str:
    if area in _PARTS:
        part = _PARTS[area]
        english = f"the {_DUTCH_PARTS_IN_ENGLISH[part]} of the Netherlands"
        return f"het {part}" if language == "nl" else english
    if area in _BRITISH_PARTS:
        return _BRITISH_PARTS[area][language]
    return _world_region(area, language)


def _world_region(code: str, language: Language) -> str:
    from babel import Locale

    region = _regions()[code]
    article = _WITH_ARTICLE.get(region, {}).get(language, "")
    return article + str(Locale(language).territories[region])


@cache
def _places(language: Language) -> Mapping[str, _Place]:
    """Give the places of all lists; those of the language of the text go first."""
    found: dict[str, _Place] = {}
    files = ("regions_nl.txt", "regions_towns.txt", "regions_en.txt")
    for file in files if language == "nl" else reversed(files):
        for line in lines(file):
            area, kind, names = (part.strip() for part in line.split("|"))
            for name in names.split(","):
                found.setdefault(folded(name), _Place(area, kind))
    return found


@cache
def _regions() -> Mapping[str, str]:
    """Give the subregion of each country, by code."""
    rows = (line.split() for line in lines("world_regions.txt"))
    return {code: row[0] for row in rows for code in row[1:]}


@cache
def _countries() -> Mapping[str, str]:
    """Give the codes of countries by their folded names in both languages."""
    from babel import Locale

    return {
        folded(name): code
        for language in ("en", "nl")
        for code, name in Locale(language).territories.items()
        if code in _regions()
    } | {"rusland": "RU", "turkey": "TR"}


def _by_form(key: str, language: Language) -> str | None:
    for start, phrase in _STARTS[language].items():
        if key.startswith(start):
            return phrase
    for end, phrase in _ENDINGS[language].items():
        if key.endswith(end) and len(key) > len(end) + 2:
            return phrase
    return None
