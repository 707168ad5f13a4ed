"""Names to put into the templates: listed ones of many origins, and new ones that no list holds."""

import importlib
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import available_timezones

from babel import Locale

from kwalicode.deid.lists import FAKER_LOCALES, FIRST_NAME_LOCALES, fold, lines, words
from kwalicode.model import Language

_HOME: dict[Language, tuple[str, ...]] = {
    "nl": ("nl_NL", "nl_NL", "nl_NL", "nl_BE", "tr_TR", "fr_DZ", "pl_PL", "id_ID"),
    "en": ("en_GB", "en_GB", "en_GB", "en_IE", "en_US", "en_IN", "pl_PL", "tw_GH"),
}
_PARTICLES: dict[Language, tuple[str, ...]] = {
    "nl": (
        *("van", "van", "van der", "van der", "de", "de", "van den", "van de", "den", "ter", "ten"),
        *("van 't", "in 't", "op den", "el", "al", "ben", "von", "te", "da", "d'"),
    ),
    "en": ("de", "van", "von", "al", "el", "O'", "Mac", "Mc", "St", "bin", "da", "della"),
}


class Pool(NamedTuple):
    """First names and surnames of one locale, as they are written."""

    first: tuple[str, ...]
    last: tuple[str, ...]


@cache
def pool(locale: str) -> Pool:
    """Collect the Latin names of a Faker locale."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    parts = {"first_name": set[str](), "last_name": set[str]()}
    for attribute in dir(provider):
        names = getattr(provider, attribute)
        for part, found in parts.items():
            if part in attribute and hasattr(names, "__iter__") and not isinstance(names, str):
                found.update(str(name) for name in names)
    first, last = (tuple(sorted(filter(_is_fitting, found))) for found in parts.values())
    return Pool(first, last or pool("nl_NL").last)


def _is_fitting(name: str) -> bool:
    is_latin = all(ord(char) < 0x250 for char in name)
    return is_latin and name[0].isupper() and len(name) > 1 and "." not in name


class Chain:
    """Makes new names like those it has seen, three letters deciding on the next."""

    def __init__(self, names: Sequence[str]) -> None:
        self._known = {name.lower() for name in names}
        self._next: dict[str, Counter[str]] = defaultdict(Counter)
        for name in names:
            padded = f"^^^{name.lower()}$"
            for i in range(3, len(padded)):
                self._next[padded[i - 3 : i]][padded[i]] += 1

    def make(self, chance: random.Random) -> str:
        """Make a name of three to eleven letters that is not among those seen."""
        while True:
            made = "^^^"
            while made[-1] != "$" and len(made) < 16:
                choices = self._next[made[-3:]]
                made += chance.choices([*choices], [*choices.values()])[0]
            name = made[3:-1]
            if 2 < len(name) < 12 and name not in self._known and name.isalpha():
                return name.capitalize()


class Namer:
    """Draws names for one language; the same seed gives the same names."""

    def __init__(self, language: Language, chance: random.Random) -> None:
        self._language, self._chance = language, chance
        everywhere = (*FAKER_LOCALES, *FIRST_NAME_LOCALES)
        self._locales = (*_HOME[language] * 8, *everywhere)
        self._firsts = Chain([n for x in everywhere for n in pool(x).first])
        self._lasts = Chain([n for x in everywhere for n in pool(x).last])
        self._places = _places(language)
        self._place_chain = Chain(self._places)
        # Half of the ambiguous words are the names that people are called by.
        listed = {name for x in everywhere for name in pool(x).first}
        ambiguous = words("ambiguous_names.txt")
        self._word_names = sorted(name for name in listed if fold(name) in ambiguous)

    def first(self) -> str:
        """Draw a first name: most listed, some new, some double."""
        kind = self._chance.random()
        if kind < 0.3:
            return self._firsts.make(self._chance)
        name = self._chance.choice(pool(self._chance.choice(self._locales)).first)
        return f"{name}-{self.first()}" if kind > 0.97 and "-" not in name else name

    def word_name(self) -> str:
        """Draw a first name that is also a word."""
        return self._chance.choice(self._word_names)

    def last(self, *, opens: bool) -> str:
        """Draw a surname; a tussenvoegsel has a capital where the surname opens the name."""
        kind = self._chance.random()
        if kind < 0.35:
            name = self._lasts.make(self._chance)
        else:
            name = self._chance.choice(pool(self._chance.choice(self._locales)).last)
        if kind > 0.93 and "-" not in name:
            name += "-" + self._lasts.make(self._chance)
        share = 0.25 if self._language == "nl" else 0.06
        if self._chance.random() < share and " " not in name:
            particle = self._chance.choice(_PARTICLES[self._language])
            name = particle + ("" if particle in {"Mc", "Mac", "O'", "d'"} else " ") + name
        return name[0].upper() + name[1:] if opens else name

    def initials(self) -> str:
        """Draw initials and a surname."""
        letters = self._chance.sample("ABCDEFGHIJKLMNOPRSTVWYZ", self._chance.choice((1, 1, 2, 3)))
        dots = self._chance.choice((".", ".", ". ")) if len(letters) > 1 else "."
        return f"{dots.join(letters)}. {self.last(opens=False)}"

    def diminutive(self) -> str:
        """Draw a first name with the ending of a small one."""
        ends = ("je", "tje", "ke", "ie") if self._language == "nl" else ("y", "ie")
        return self.first().rstrip("aeiouy") + self._chance.choice(ends)

    def place(self) -> str:
        """Draw a place: most listed, some made up, some a street, park or water."""
        kind = self._chance.random()
        if kind < 0.2:
            return self._place_chain.make(self._chance)
        if kind < 0.4:
            made = self._place_chain.make(self._chance)
            own = self._chance.choice((made, self._chance.choice(self._places)))
            return _joined(self._chance.choice(lines_of(f"places_{self._language}")), own)
        return self._chance.choice(self._places)

    def organisation(self) -> str:
        """Make the name of an organisation; one in seven is only letters."""
        if self._chance.random() < 0.15:
            return "".join(
                self._chance.choices("ABCDEFGHIKLMNOPRSTVWZ", k=self._chance.choice((3, 4)))
            )
        own = self._chance.choice((self.place, lambda: self.last(opens=True)))()
        kinds = lines_of(f"organisations_{self._language}")
        return _joined(self._chance.choice(kinds), own)

    def party(self) -> str:
        """Draw a party."""
        return self._chance.choice(lines("parties.txt")).lstrip("=").partition("|")[0].strip()


def _joined(pattern: str, own: str) -> str:
    """Put a name into a pattern such as 'Oud-*' or '*park'."""
    before, _, after = pattern.partition("*")
    return before + own + after


def _places(language: Language) -> list[str]:
    rows = [row for name in ("places_nl.txt", "places_en.txt") for row in lines(name)]
    rows += lines(f"places_{language}.txt") * 3
    zones = [zone.rpartition("/")[2].replace("_", " ") for zone in sorted(available_timezones())]
    territories = Locale(language).territories
    countries = [str(territories[code]) for code in sorted(territories) if code.isalpha()]
    cities = [zone for zone in zones if zone[0].isupper() and zone.replace(" ", "").isalpha()]
    return [row.partition("|")[0].strip() for row in rows] + countries + cities


@cache
def lines_of(name: str) -> tuple[str, ...]:
    """Read the lines of a file of templates, without comments."""
    text = (Path(__file__).parent / "templates" / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
