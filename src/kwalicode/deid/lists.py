"""Names, places and common words: package data, and lists of other packages read at run time."""

import importlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from simplemma import is_known

from kwalicode.deid.deduce_lists import deduce_lists
from kwalicode.model import Language
from kwalicode.text import folded

# Names of people in the Netherlands and the United Kingdom, by where families come from.
FAKER_LOCALES = (
    *("nl_NL", "nl_BE", "tr_TR", "en_GB", "en_US", "pl_PL", "fr_DZ", "en_IN", "id_ID", "tw_GH"),
    *("de_DE", "fr_FR", "es_ES", "it_IT", "pt_PT"),
)

# Given names of elsewhere, only where neither language has such a word.
FIRST_NAME_LOCALES = (
    *(
        "en_NG",
        "yo_NG",
        "ig_NG",
        "ha_NG",
        "en_KE",
        "zu_ZA",
        "sw",
        "en_PK",
        "en_IE",
        "ga_IE",
        "en_NZ",
    ),
    *("cs_CZ", "sk_SK", "hr_HR", "ro_RO", "hu_HU", "sv_SE", "no_NO", "da_DK", "fi_FI", "vi_VN"),
    *("az_AZ", "uz_UZ", "es_CO", "pt_BR", "fr_CH", "de_AT"),
)


def fold(word: str) -> str:
    """Give the lower-cased form without accents of one word; see `kwalicode.text.folded`."""
    return word.lower() if word.isascii() else folded(word)


@cache
def lines(name: str) -> tuple[str, ...]:
    """Read the lines of a data file without comments and empty lines."""
    text = files("kwalicode.deid").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """Read the words of a data file, folded."""
    return frozenset(fold(word) for line in lines(name) for word in line.split())


@cache
def cues(name: str) -> frozenset[str]:
    """Give the words of `cue_words.txt` that have a name, folded."""
    rows = (line.split() for line in lines("cue_words.txt"))
    return frozenset(fold(word) for row in rows if row[0] == name for word in row[1:])


PARTICLES = words("particles.txt")


@cache
def common_words(language: Language) -> frozenset[str]:
    """Give words that name nobody even where they carry a capital letter, folded."""
    stop_words = importlib.import_module(f"spacy.lang.{language}.stop_words").STOP_WORDS
    return words(f"common_{language}.txt") | {fold(word) for word in stop_words}


def is_ambiguous(name: str) -> bool:
    """Tell whether a name is also a word, so that its capital letter matters."""
    word = fold(name)
    listed = (words("ambiguous_names.txt"), all_common_words(), _unit_words())
    return any(word in group for group in listed)


@cache
def _unit_words() -> frozenset[str]:
    """Give departments and parties that are words when written small, such as 'ruimte'."""
    rows = (*lines("departments.txt"), *lines("parties.txt"))
    return frozenset(fold(row[1:]) for row in rows if row.startswith("="))


@cache
def titles(language: Language) -> frozenset[str]:
    """Give the words that stand before a name in one language."""
    rows = (line.split() for line in lines("titles.txt"))
    return frozenset(title.rstrip(".") for row in rows if row[0] == language for title in row[1:])


@cache
def all_common_words() -> frozenset[str]:
    """Give the common words of both languages, folded."""
    return common_words("nl") | common_words("en")


class NameLists(NamedTuple):
    """Folded first names and surnames; surnames without tussenvoegsels.

    Attributes:
        male: First names that a list gives as those of men; some stand in both.
    """

    first: frozenset[str]
    last: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]


@cache
def name_lists() -> NameLists:
    """Collect first names and surnames of all locales, and our own additions."""
    first, last = set(words("first_names.txt")), set(words("surnames.txt"))
    male: set[str] = set()
    female: set[str] = set()
    for locale in FAKER_LOCALES:
        provider = _provider(locale)
        first |= _listed(provider, "first_names")
        last |= _listed(provider, "last_names")
        male |= _name_words(getattr(provider, "first_names_male", ()))
        female |= _name_words(getattr(provider, "first_names_female", ()))
    first |= _elsewhere()
    first |= _no_words(deduce_lists().first)
    last |= {name for name in _no_words(deduce_lists().last) if " " not in name}
    return NameLists(frozenset(first), frozenset(last), frozenset(male), frozenset(female))


def _provider(locale: str) -> object:
    provider: object = importlib.import_module(f"faker.providers.person.{locale}").Provider
    return provider


def _listed(provider: object, part: str) -> set[str]:
    """Give the words of all lists of a provider whose name holds `part`."""
    lists = [getattr(provider, name) for name in dir(provider) if part in name]
    return {word for names in lists for word in _name_words(names)}


def _elsewhere() -> set[str]:
    found: set[str] = set()
    for locale in FIRST_NAME_LOCALES:
        found |= _listed(_provider(locale), "first_names")
    long = {name for name in found if len(name) > 3 and name.isascii()}
    return _no_words(long)


def _no_words(names: Iterable[str]) -> set[str]:
    """Leave out names that are words of either language too."""
    return {name for name in names if not (is_known(name, lang="nl") or is_known(name, lang="en"))}


_SURNAME_ENDS = ("stra", "sma", "inga", "enga")


def is_surname(key: str) -> bool:
    """Tell whether a folded word is a listed surname, or has the ending of a Frisian one."""
    return key in name_lists().last or (len(key) > 5 and key.endswith(_SURNAME_ENDS))


def _name_words(names: object) -> set[str]:
    if callable(names) or not hasattr(names, "__iter__"):
        return set()
    found = {fold(word) for name in names for word in str(name).split()}
    return {word for word in found if len(word) > 1 and "." not in word} - PARTICLES


class Places(NamedTuple):
    """Places by their folded form.

    Attributes:
        names: Whole names such as 'den haag'.
        derived: Adjectives and inhabitants, each with the place: 'utrechtse' to 'Utrecht'.
    """

    names: frozenset[str]
    derived: dict[str, str]


@cache
def places() -> Places:
    """Collect municipalities, towns, countries and capitals of both languages."""
    names: set[str] = set()
    derived: dict[str, str] = {}
    for file in ("places_nl.txt", "places_en.txt"):
        for line in lines(file):
            name, _, forms = (part.strip() for part in line.partition("|"))
            names.add(folded(name))
            for form in forms.split():
                derived.setdefault(folded(form), name)
            if file == "places_nl.txt" and not forms and " " not in name:
                for form in adjectives(name):
                    derived.setdefault(folded(form), name)
    kept = {folded(name) for name in _names_elsewhere()} | _no_words(deduce_lists().places)
    kept -= all_common_words()
    keys = derived.keys() - names - kept
    return Places(frozenset(names | kept), {key: derived[key] for key in keys})


@cache
def countries() -> frozenset[str]:
    """Give the countries of the CLDR in both languages, folded."""
    from babel import Locale

    territories = (Locale(language).territories for language in ("nl", "en"))
    return frozenset(
        folded(name) for names in territories for code, name in names.items() if code.isalpha()
    ) | {"england", "scotland", "wales", "engeland", "schotland", "rusland", "russia"}


def is_nationality(key: str) -> bool:
    """Tell whether a folded word is a language or a nationality: 'turks', 'poolse'."""
    place = places().derived.get(key)
    return place is not None and folded(place) in countries()


@cache
def _derived_of() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for form, place in places().derived.items():
        found.setdefault(folded(place), set()).add(form)
    return {place: frozenset(forms) for place, forms in found.items()}


def place_forms(place: str) -> frozenset[str]:
    """Give the adjectives and inhabitants of a place, listed and by rule, folded."""
    listed = _derived_of().get(folded(place), frozenset())
    return listed | {folded(form) for form in adjectives(place)}


def _names_elsewhere() -> Iterator[str]:
    """Give the countries of the CLDR and the cities of the time zone database."""
    from zoneinfo import available_timezones

    from babel import Locale

    for language in ("nl", "en"):
        for code, name in Locale(language).territories.items():
            if code.isalpha():
                yield name
    for zone in available_timezones():
        area, _, city = zone.rpartition("/")
        if area in {"Africa", "America", "Asia", "Europe"}:
            yield city.replace("_", " ")


def adjectives(place: str) -> list[str]:
    """Give the Dutch adjectives and inhabitants that follow from the name of a place.

    >>> adjectives("Utrecht")[:3], adjectives("Noorderhaven")[:2]
    (['Utrechts', 'Utrechtse', 'Utrechter'], ['Noorderhavens', 'Noorderhavense'])
    """
    if place.endswith("s"):
        return [place + "e", place + "er", place + "ers"]
    if place.endswith("e"):
        return [place + "r", place + "rs", place + "se", place + "naar"]
    stem = place[:-2] if place.endswith("en") and len(place) > 6 else place
    endings = ("s", "se", "er", "ers", "aar", "aren", "enaar", "enaren")
    forms = [place + ending for ending in endings]
    return forms if stem == place else [*forms, stem + "s", stem + "se", stem + "er", stem + "ers"]
