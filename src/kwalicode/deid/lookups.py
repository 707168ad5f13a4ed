"""Recognizers that look words up: places, political parties, departments."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kwalicode.deid.lists import fold, is_ambiguous, is_nationality, lines, places
from kwalicode.deid.page import Page, Word
from kwalicode.model import Finding, IdentifierKind


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


def find_parties(page: Page) -> Iterator[Finding]:
    """Find political parties by list, and local ones by their usual words."""
    yield from _listed(page, "parties.txt", IdentifierKind.PARTY, "political party")


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
    return word.text.isupper() or not word.starts_sentence
