"""The catch-all: words that no list knows, as suggestions for the reviewer."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kwalicode.deid.evidence import ENOUGH, left_points, person_points
from kwalicode.deid.known import NameIndex, with_pieces
from kwalicode.deid.lists import (
    PARTICLES,
    common_words,
    fold,
    is_nationality,
    is_surname,
    name_lists,
    places,
    titles,
    words,
)
from kwalicode.deid.name_words import leads_away, name_end
from kwalicode.deid.page import Page, Word
from kwalicode.deid.sayings import outside_sayings
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Finding, IdentifierKind

_SCORE, _PERSON_SCORE = 0.3, 0.45
_REACH = 300
_THING = 5
"""A longer Dutch word after 'van de' is a thing: 'Bo van de Postkamer'."""
_NAMED_PLACE = re.compile(
    r"(?<=[a-z,] )(?P<first>[A-Z][a-z]+) "
    r"(?P<link>van|of|op|aan|bij|on|en|and)(?: (?:de|het|den|der|the))? "
    r"(?P<last>[A-Z][a-z]+)"
)
# 'in De Dobber': an article with a capital inside a sentence opens a name.
_ARTICLE_AND_NAME = re.compile(r"(?<=[a-z,] )(?:De|Het|The) [A-Z][\w-]+(?: [A-Z][\w-]+)*")


class _Run(NamedTuple):
    """Unknown words `[first, end)` of a page that stand together."""

    first: int
    end: int


def find_unknown(page: Page) -> Iterator[Finding]:
    """Find unknown words that may be names; see `_unknown`."""
    yield from outside_sayings(_unknown(page), page)


def _unknown(page: Page) -> Iterator[Finding]:
    """Find runs of unknown words with a capital inside a sentence: 'Kop van de Haven'.

    A word that the text itself also writes in lower case is no name. The first word of a
    sentence counts only if it has its capital elsewhere too or stands in no dictionary, and so
    does every word of a line without capitals. Where the words around it say so, everywhere in
    the text taken together, such a run is a person; else it is a suggestion.
    """
    for match in _NAMED_PLACE.finditer(page.text) if page.has_capitals else ():
        if _is_named_place(page, match):
            yield Finding(*match.span(), IdentifierKind.NAME_LIKE, _SCORE, "unknown name")
    for match in _ARTICLE_AND_NAME.finditer(page.text) if page.has_capitals else ():
        place = bisect_left(page.words, (match.start(),))
        is_person = left_points(page, place) > 0  # 'volgens De Ruyter', but 'in De Dobber'
        kind = IdentifierKind.PERSON if is_person else IdentifierKind.NAME_LIKE
        score = _PERSON_SCORE if is_person else _SCORE
        yield Finding(*match.span(), kind, score, "unknown name")
    runs = list(_runs(page))
    persons = _persons(page, runs)
    for run in runs:
        start, end = page.words[run.first].start, name_end(page, page.words[run.end - 1])
        if run in persons:
            yield Finding(start, end, IdentifierKind.PERSON, _PERSON_SCORE, "unknown name, cue")
        else:
            yield Finding(start, end, IdentifierKind.NAME_LIKE, _SCORE, "unknown name")
    names = {page.text[page.words[f].start : name_end(page, page.words[e - 1])] for f, e in persons}
    if names:
        index = NameIndex(with_pieces(dict.fromkeys(sorted(names), IdentifierKind.PERSON)))
        yield from index.find(page, "name used elsewhere", 0.4)


def _is_named_place(page: Page, match: re.Match[str]) -> bool:
    ends = {fold(match["first"]), fold(match["last"])}
    if ends & (common_words(page.language) | words("no_names.txt")):
        return False
    # 'Klant en Balie' is one name, 'Sytske en Goffe' are two.
    is_pair = match["link"] in {"en", "and"}
    return not is_pair or all(is_word(word, page.language) for word in ends)


def _persons(page: Page, runs: Sequence[_Run]) -> set[_Run]:
    """Tell which runs are persons, by what stands around all places of the same words."""
    points: dict[tuple[str, ...], list[int]] = {}
    keys = [tuple(word.key for word in page.words[run.first : run.end]) for run in runs]
    for run, key in zip(runs, keys, strict=True):
        points.setdefault(key, []).append(person_points(page, run.first, run.end))
    persons = {key for key, all_points in points.items() if _is_enough(all_points)}
    return {run for run, key in zip(runs, keys, strict=True) if key in persons}


def _is_enough(points: Sequence[int]) -> bool:
    """Tell whether all places of the same words together, or one that is very clear, say person."""
    is_clear = max(points) >= 2 * ENOUGH and min(points) > -ENOUGH
    return is_clear or sum(points) >= ENOUGH * len(points)


def _runs(page: Page) -> Iterator[_Run]:
    first = place = 0
    for place, word in enumerate(page.words):
        if place > first and not _continues(page, page.words[place - 1], word):
            yield from _split(page, first, place)
            first = place
        is_open = place > first
        is_name = _is_unknown(page, word) or (not is_open and _opens_name(page, place))
        is_part = (is_name and not _is_shouted(page, word)) or (is_open and word.key in PARTICLES)
        if not is_part:
            yield from _split(page, first, place)
            first = place + 1
    yield from _split(page, first, len(page.words))


def _split(page: Page, first: int, end: int) -> Iterator[_Run]:
    """Cut a run where 'van' and the like lead to a word or a place: 'Bep van de Postkamer'."""
    while first < end:
        while first < end and _is_particle(page.words[first]):
            first += 1
        cut = next((p for p in range(first + 1, end - 1) if _is_cut(page, first, p)), end)
        last = cut
        while last > first and _is_particle(page.words[last - 1]):
            last -= 1
        if last > first:
            yield _Run(first, last)
        first = cut + 1


def _is_cut(page: Page, first: int, place: int) -> bool:
    return _is_particle(page.words[place]) and _leads_away(page, first, place)


def _leads_away(page: Page, first: int, place: int) -> bool:
    """Tell whether a tussenvoegsel and what follows say where someone is from."""
    start = place
    while _is_particle(page.words[start]):
        start += 1
    after = page.words[start]
    if after.key in places().names and not is_surname(after.key):
        return True
    is_new = not _is_word(page, page.words[first])
    has_article = start > place + 1 and _is_word(page, after) and len(after.key) > _THING
    return is_new and (leads_away(page, start) or has_article)


def _is_particle(word: Word) -> bool:
    return word.key in PARTICLES and (not word.is_capital or word.text.isupper())


def _continues(page: Page, left: Word, right: Word) -> bool:
    is_twice = left.key == right.key  # 'tim tim kom hier'
    is_joined = page.text[left.end : right.start] == " "
    return is_joined and not is_twice and not right.starts_sentence


def _is_unknown(page: Page, word: Word) -> bool:
    if len(word.key) < 2 or word.key in words("no_names.txt"):
        return False
    if not word.is_capital:
        return len(word.key) > 2 and page.is_flat(word) and not _is_word(page, word)
    if _is_plain(page, word) or (_is_amid_capitals(page, word) and _is_word(page, word)):
        return False
    return not word.starts_sentence or word.key in page.proper_keys or not _is_word(page, word)


def _is_plain(page: Page, word: Word) -> bool:
    """Tell whether a word with a capital is one that names nobody."""
    is_listed = word.key in common_words(page.language) or word.key in titles(page.language)
    is_number = word.text.endswith(("nummer", "number", "registratie"))
    is_low_too = word.key in page.lower_keys and _is_word(page, word)
    return is_listed or is_number or is_low_too or is_nationality(word.key)


def _is_amid_capitals(page: Page, word: Word) -> bool:
    """Tell whether a word in capitals has such neighbours too: shouting, no abbreviation."""
    around = page.text[max(0, word.start - 20) : word.end + 20]
    return word.text.isupper() and len(word.text) > 1 and around == around.upper()


def _is_word(page: Page, word: Word) -> bool:
    return is_word(page.text[word.start : word.end], page.language)


def _opens_name(page: Page, place: int) -> bool:
    """Tell whether the first word of a sentence belongs to the unknown name after it."""
    if place + 1 >= len(page.words):
        return False
    word, after = page.words[place], page.words[place + 1]
    is_plain = word.key in page.lower_keys or word.key in common_words(page.language)
    is_listed = word.key in titles(page.language) or word.key in words("no_names.txt")
    if is_plain or is_listed or not word.is_capital or len(word.text) < 2:
        return False
    if word.key in PARTICLES or word.key in words("openers.txt") | words("kin.txt"):
        return False
    # 'Afdelingshoofd Hedwig': a word that stands before a name, not in it.
    if after.key in name_lists().first and _is_word(page, word) and not _is_listed(word):
        return False
    return _continues(page, word, after) and _is_unknown(page, after)


def _is_listed(word: Word) -> bool:
    return word.key in name_lists().first or is_surname(word.key)


def _is_shouted(page: Page, word: Word) -> bool:
    """Headings in capitals say nothing about which of their words are names."""
    if not word.text.isupper():
        return False
    before = page.text[max(0, word.start - _REACH) : word.start].rpartition("\n")[2]
    after = page.text[word.end : word.end + _REACH].partition("\n")[0]
    line = before + word.text + after
    return line.isupper() and line.count(" ") > 1 and _is_word(page, word)
