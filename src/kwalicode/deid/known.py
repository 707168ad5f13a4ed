"""Names that are known: found everywhere, in every case and form in which they are written."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from kwalicode.deid.lists import (
    PARTICLES,
    all_common_words,
    common_words,
    fold,
    is_ambiguous,
    name_lists,
    place_forms,
    titles,
)
from kwalicode.deid.marks import readable
from kwalicode.deid.names import base_name
from kwalicode.deid.page import Page, Word
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Finding, IdentifierKind, Language

NAMING = (
    IdentifierKind.PERSON,
    IdentifierKind.PLACE,
    IdentifierKind.ORGANISATION,
    IdentifierKind.PARTY,
    IdentifierKind.DEPARTMENT,
)
"""Kinds whose surfaces are names: of persons, places and units."""
_UNITS = (IdentifierKind.ORGANISATION, IdentifierKind.DEPARTMENT)
_DETERMINERS = frozenset(
    ("de", "het", "een", "die", "dat", "deze", "dit", "the", "a", "an", "this")
)


class _Entry(NamedTuple):
    """One known name as the parts of a page would show it."""

    keys: tuple[str, ...]
    gaps: tuple[str, ...]
    kind: IdentifierKind
    needs_capital: bool
    is_upper: bool


class NameIndex:
    """Finds any number of names in one walk over the words of a page, longest first.

    Ages, and dates and numbers too short to point at anyone, are left out: they say something
    only where they were found.
    """

    def __init__(self, names: Mapping[str, IdentifierKind]) -> None:
        entries = {entry for name, kind in names.items() for entry in _entries(name, kind)}
        self._by_first: dict[str, list[_Entry]] = {}
        for entry in sorted(entries, key=lambda e: (-len(e.keys), e)):
            self._by_first.setdefault(entry.keys[0], []).append(entry)

    def find(self, page: Page, recognizer: str, score: float) -> Iterator[Finding]:
        """Give every place where one of the names stands as a whole word."""
        parts = page.parts
        place = 0
        while place < len(parts):
            entry = self._match(page, place)
            if entry:
                last = parts[place + len(entry.keys) - 1]
                yield Finding(parts[place].start, last.end, entry.kind, score, recognizer)
                place += len(entry.keys) - 1
            place += 1

    def _match(self, page: Page, place: int) -> _Entry | None:
        for entry in self._by_first.get(page.parts[place].key, ()):
            parts = page.parts[place : place + len(entry.keys)]
            if tuple(part.key for part in parts) != entry.keys:
                continue
            between = (gap_form(page.text[a.end : b.start]) for a, b in pairwise(parts))
            if tuple(between) == entry.gaps and _fits_case(page, place, entry):
                return entry
        return None


def left_standing(
    findings: Iterable[Finding],
    text: str,
    language: Language,
    stays: Mapping[str, IdentifierKind],
) -> list[Finding]:
    """Leave out findings that lie inside a name which may stay, such as a public help line.

    Args:
        findings: In any order.
        text: The text they were found in.
        language: Of the text.
        stays: The names that may stay, in any case.
    """
    found = list(findings)
    if not stays:
        return found
    index, page = _stays_index(frozenset(stays.items())), Page(text, language)
    free = [(f.start, f.end) for f in index.find(page, "", 1.0)]
    return [f for f in found if not _lies_in(f, free)]


def _lies_in(finding: Finding, spans: list[tuple[int, int]]) -> bool:
    last = bisect_right(spans, finding.start, key=itemgetter(0)) - 1
    return last >= 0 and finding.end <= spans[last][1]


@lru_cache(maxsize=4)
def _stays_index(stays: frozenset[tuple[str, IdentifierKind]]) -> NameIndex:
    return NameIndex(dict(sorted(stays)))


def gap_form(gap: str) -> str:
    """Give what stands between two words in one spelling: 'M. van' and 'M van' are the same."""
    return re.sub(r"[.\s]+", " ", gap)


@lru_cache(8192)
def _entries(name: str, kind: IdentifierKind) -> tuple[_Entry, ...]:
    return tuple(_entries_of(readable(name, "nl")[0], kind))


def _entries_of(name: str, kind: IdentifierKind) -> Iterator[_Entry]:
    parts = Page(name, "nl").parts
    if not parts or not _points_at_someone(parts, kind):
        return
    keys = tuple(part.key for part in parts)
    gaps = tuple(gap_form(name[a.end : b.start]) for a, b in pairwise(parts))
    needs_capital = _needs_capital(keys, kind)
    is_upper = name.isupper()
    yield _Entry(keys, gaps, kind, needs_capital, is_upper)
    if kind in NAMING:
        for form in _forms(keys, kind):
            yield _Entry((*keys[:-1], form), gaps, kind, needs_capital, is_upper=False)


def _points_at_someone(parts: list[Word], kind: IdentifierKind) -> bool:
    if kind == IdentifierKind.AGE or all(part.key in PARTICLES for part in parts):
        return False
    if kind == IdentifierKind.DATE:
        return len(parts) > 1
    if kind == IdentifierKind.FUNCTION and parts[-1].key in all_common_words() | PARTICLES:
        return False  # what is left of a function whose place has a finding of its own
    if kind in _UNITS and len(parts) == 1 and parts[0].text.islower():
        return not is_word(parts[0].text, "nl")  # a 'projectbureau' elsewhere is another one
    is_figure = all(part.text.isdigit() for part in parts)
    return sum(len(part.key) for part in parts) >= (4 if is_figure else 2)


def _needs_capital(keys: tuple[str, ...], kind: IdentifierKind) -> bool:
    """Tell whether the lower-cased name would also be found in ordinary sentences."""
    if kind == IdentifierKind.NAME_LIKE:  # 'zoltarra' is no word in any case
        return any(is_word(key, "nl") for key in keys)
    if kind not in NAMING:
        return False
    telling = [key for key in keys if key not in PARTICLES]
    if any(len(key) > 2 and not is_ambiguous(key) for key in telling):
        return False
    return len(keys) == 1 or not {"van", "von", "el"} & set(keys)


def _forms(keys: tuple[str, ...], kind: IdentifierKind) -> set[str]:
    """Give the other forms of the last word of a name: genitives, and adjectives of a place."""
    last = keys[-1]
    forms = set() if last.endswith(("s", "x", "z")) or len(last) < 3 else {last + "s"}
    if kind == IdentifierKind.PLACE and len(keys) == 1:
        base = base_name(last)
        forms |= {fold(base), *place_forms(base)}
    return {form for form in forms if not is_ambiguous(form)} - {last}


def _fits_case(page: Page, place: int, entry: _Entry) -> bool:
    if not entry.needs_capital:
        return True
    word = page.parts[place]
    if not word.is_capital:
        # A line of speech recognition has no capitals; there 'de roos' is still a flower.
        before = page.parts[place - 1].key if place else ""
        is_word = before in _DETERMINERS or word.key in common_words(page.language)
        return page.is_flat(word) and not is_word
    if entry.is_upper:
        return page.text[word.start : word.end].isupper()
    return not (word.starts_sentence and is_used_as_word(page, place, entry.kind))


_PRONOUNS = frozenset(
    (
        *("ik", "je", "jij", "jullie", "u", "hij", "ze", "zij", "we", "wij", "het", "de", "een"),
        *("er", "i", "you", "he", "she", "it", "they", "my", "your", "his", "her", "our", "their"),
        *("the", "a", "an", "that", "this", "those", "these"),
    )
)


def is_used_as_word(page: Page, place: int, kind: IdentifierKind) -> bool:
    """Tell whether an ambiguous word at the start of a sentence is a word: 'Mark my words'."""
    word = page.parts[place]
    if kind == IdentifierKind.NAME_LIKE:
        return word.key in page.lower_keys
    after = page.parts[place + 1].key if place + 1 < len(page.parts) else ""
    return after in _PRONOUNS and page.text[word.end : word.end + 1] == " "


def with_pieces(names: Mapping[str, IdentifierKind]) -> dict[str, IdentifierKind]:
    """Add the first name and the surname of every person to the whole names.

    >>> sorted(with_pieces({"Jan de Vries": IdentifierKind.PERSON}))
    ['Jan', 'Jan de Vries', 'de Vries']
    """
    found = dict(names)
    for name, kind in names.items():
        first, _, rest = name.partition(" ")
        if kind == IdentifierKind.PERSON and rest and "." not in name:
            found.setdefault(first, kind)
            found.setdefault(rest, kind)
    return {
        name: kind
        for name, kind in found.items()
        if name in names or not set(fold(name).split()) <= _empty_words()
    }


@cache
def _empty_words() -> frozenset[str]:
    """Give the words that are no piece of a name by themselves."""
    words = (all_common_words() | titles("nl") | titles("en")) - name_lists().first
    return words | PARTICLES
