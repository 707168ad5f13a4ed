"""Recognizers that look words up: places, political parties, departments."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kwalicode.deid.lists import fold, is_ambiguous, is_nationality, lines, places
from kwalicode.deid.page import Page, Word
from kwalicode.model import Finding, IdentifierKind, Language


class _Lookup(NamedTuple):
    """Names by their first word.

    Attributes:
        folded: The keys of each name's words, longest first, to be found with any capital.
        exact: Names to be found in this form only.
    """

    folded: dict[str, list[tuple[str, ...]]]
    exact: frozenset[str]


def _by_first(names: Iterator[str]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        keys = tuple(word.key for word in Page(name, "nl").words)
        if keys:
            found.setdefault(keys[0], []).append(keys)
    for group in found.values():
        group.sort(key=len, reverse=True)
    return found


@cache
def _lookup(file: str) -> _Lookup:
    rows = lines(file)
    exact = frozenset(row[1:] for row in rows if row.startswith("="))
    return _Lookup(_by_first(row for row in rows if not row.startswith("=")), exact)


@cache
def _places() -> _Lookup:
    return _Lookup(_by_first(iter(places().names)), frozenset())


def find_places(page: Page) -> Iterator[Finding]:
    """Find places, their adjectives and their inhabitants."""
    for place, word in enumerate(page.words):
        length = _match(page, place, _places())
        if length and _is_place(page, place, length):
            end = page.words[place + length - 1].end
            yield Finding(word.start, end, IdentifierKind.PLACE, 0.8, "place")
        elif word.key in places().derived and _is_adjective_of_town(word):
            yield Finding(word.start, word.end, IdentifierKind.PLACE, 0.7, "adjective of a place")
        elif "-" in word.text and word.is_capital:
            yield from _compound(page, place)


def _is_adjective_of_town(word: Word) -> bool:
    """Languages and nationalities ('Turks', 'Poolse') are no one's; 'Zwols' tells a town."""
    if not word.is_capital or is_ambiguous(word.key):
        return False
    return not is_nationality(word.key)


def _match(page: Page, place: int, lookup: _Lookup) -> int:
    """Give the number of words of the longest name that stands at `place`; 0 for none."""
    for keys in lookup.folded.get(page.words[place].key, ()):
        here = page.words[place : place + len(keys)]
        is_same = tuple(word.key for word in here) == keys
        if is_same and all(page.gap(a, b) == " " for a, b in pairwise(here)):
            return len(keys)
    return 0


def _is_place(page: Page, place: int, length: int) -> bool:
    word = page.words[place]
    if not word.is_capital:
        is_short = len(word.key) < 4 or is_ambiguous(word.key)
        return page.is_flat(word) if length > 1 else not is_short
    if length > 1 or not is_ambiguous(word.key):
        return True
    return not word.starts_sentence and word.key not in page.lower_keys


def _compound(page: Page, place: int) -> Iterator[Finding]:
    """'Rotterdam-Zuid', 'Groningen-stad': a place with a hyphen."""
    word = page.words[place]
    parts = [fold(part) for part in word.text.split("-")]
    if any(part in places().names and len(part) > 3 for part in parts):
        yield Finding(word.start, word.end, IdentifierKind.PLACE, 0.6, "place")


_PARTY_CUE: dict[Language, re.Pattern[str]] = {
    "nl": re.compile(
        r"\b(?:stem\w*|gestemd|lid|fractie|raadslid|wethouder|statenlid|kamerlid|actief|partij|"
        r"overgestapt|kandida\w*|campagne|gekozen|lijst\w*|zetels?|zat|zit|zitten)\b"
        r"(?: \w+){0,4}? (?:(?:op|van|bij|voor|naar|namens) )?(?:de |het )?$"
        r"|\b(?:ben|is|was|waren|zijn)(?: \w+)? van (?:de )?$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:vot(?:e|es|ed|ing)|stood|standing|joined|left|councillor|mp|member|candidate|"
        r"canvass\w*|campaign\w*|elected|defected|went over|always|switched|supported?)\b"
        r"(?: \w+){0,4}? (?:(?:for|of|by|with|to) )?(?:the )?$",
        re.IGNORECASE,
    ),
}
_PARTY_REACH = 60


def find_parties(page: Page) -> Iterator[Finding]:
    """Find political parties by list.

    In a line without capitals, one that is a word too ('forum', 'reform') counts behind a word
    of politics or another party.
    """
    found = list(_listed(page, "parties.txt", IdentifierKind.PARTY, "political party"))
    yield from found
    for match in _VOTED.finditer(page.text):
        yield Finding(
            *match.span(match.lastgroup or 0), IdentifierKind.PARTY, 0.6, "political party"
        )
    for word in page.words:
        if word.key in low_parties() and not word.is_capital and page.is_flat(word):
            before = page.text[max(0, word.start - _PARTY_REACH) : word.start]
            is_near = any(abs(word.start - other.start) < _PARTY_REACH for other in found)
            if (is_near and before.endswith(_TO_PARTY)) or _PARTY_CUE[page.language].search(before):
                party = Finding(word.start, word.end, IdentifierKind.PARTY, 0.6, "political party")
                found.append(party)
                yield party


# What one votes is a party, though the word is more: 'voted green', 'stemt groen'.
_VOTED = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|stem|stemt|stemde|stemmen|gestemd)\s(?:for\s(?:the\s)?|op\s(?:de\s)?)?"
    r"(?P<span>greens?|labour|tory|tories|conservatives?|lib\sdems?|libdems?|reform|plaid|snp|ukip|"
    r"independent|lokaal|leefbaar|forum|groen|volt|denk)(?!\w)"
    r"|(?<=de )(?P<of>denk|volt|forum|pro|vooruit|groen)(?=[ -](?:bijeenkomst|avond|fractie|"
    r"vergadering|lid|leden|raadslid|raadsleden|poster|campagne|stemmers?|kiezers?|wethouder|lijst|kraam|partij)\b)"
    r"|\b(?:stem\w*|gestemd|raadslid|wethouder|fractie|lijst|lid)\b[^.\n]{0,40}?"
    r"\s(?:op|van|bij|voor|de|een)\s(?P<body>[a-z]{4,20}partij)(?!\w)"
    r"|(?P<many>Plaid|Labour|Reform|Greens|Tories|Conservatives)"
    r"(?=\s(?:are|have|were|won|lost|got|hold)\b)"
)
_TO_PARTY = ("de ", "naar ", "op ", "van ", "bij ", "voor ", "en ", "the ", "for ", "to ", "and ")


@cache
def low_parties() -> frozenset[str]:
    """Give the parties that are words too, in lower case: 'forum', 'reform'."""
    return frozenset(name.lower() for name in _lookup("parties.txt").exact if " " not in name)


def find_departments(page: Page) -> Iterator[Finding]:
    """Find departments by list."""
    yield from _listed(page, "departments.txt", IdentifierKind.DEPARTMENT, "department")


def _listed(page: Page, file: str, kind: IdentifierKind, name: str) -> Iterator[Finding]:
    lookup = _lookup(file)
    for place, word in enumerate(page.words):
        length = _match(page, place, lookup)
        surface = page.text[word.start : word.end]
        if length:
            yield Finding(word.start, page.words[place + length - 1].end, kind, 0.8, name)
        elif surface in lookup.exact and _is_exact(page, place):
            yield Finding(word.start, word.end, kind, 0.7, name)
        elif "-" in surface and surface.split("-")[0] in lookup.exact:
            end = word.start + surface.index("-")
            yield Finding(word.start, end, kind, 0.6, name)


def _is_exact(page: Page, place: int) -> bool:
    """A word such as 'Communicatie' names a department only inside a sentence."""
    word = page.words[place]
    return word.text.isupper() or not word.starts_sentence or page.text[word.start - 1] == "("
