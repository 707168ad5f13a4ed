"""Recognizer for names of people: by lists, titles, initials and tussenvoegsels."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kwalicode.deid.bare_names import is_bare_noun, surname_after
from kwalicode.deid.known import NameIndex, with_pieces
from kwalicode.deid.lists import (
    common_words,
    fold,
    is_ambiguous,
    is_surname,
    name_lists,
    places,
    titles,
    words,
)
from kwalicode.deid.name_words import (
    ARTICLES,
    LOOSE,
    PREPOSITIONS,
    after_particles,
    follows,
    name_end,
    name_run,
    unit_words,
    whole_surnames,
)
from kwalicode.deid.near import NearIndex
from kwalicode.deid.numerals import number_words
from kwalicode.deid.page import Page, Word
from kwalicode.deid.sayings import outside_sayings
from kwalicode.deid.usage import is_never_name, is_usable
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Finding, IdentifierKind

_DETERMINERS = frozenset(("de", "het", "een", "the", "a", "an"))
_IN = frozenset(("in", "uit", "vanuit"))
_REACH = 40
_INITIALS = re.compile(
    r"(?<![\w.])(?!(?:[BN]\.V|U\.[KS]|D\.C|P\.S|N\.B|E\.U|R\.I\.P)\b)"
    r"(?:(?:[A-Z]|Th|Ch|Ph|IJ)\.[ -]?){1,5}"
    r"(?:(?:[vV]an|[dD]e[nr]?|[tT]e[nr]?|'t|el|El|v/d|v\.d\.|d')[ ]?)*[A-Z][\w'’]+(?:-[A-Z]\w+)?"
)


class _Name(NamedTuple):
    """A name found at words `[first, last)` of a page."""

    first: int
    last: int
    score: float


def find_persons(page: Page) -> Iterator[Finding]:
    """Find names of people, and every later mention by first name or surname alone."""
    found = [_finding(page, name) for name in _names(page)]
    found += _initialled(page)
    found = list(outside_sayings(found, page))
    yield from found
    whole = {page.text[f.start : f.end]: f.kind for f in found}
    names = {name: kind for name, kind in with_pieces(whole).items() if name not in unit_words()}
    again = NameIndex(names).find(page, "name used elsewhere", 0.6)
    yield from outside_sayings((f for f in again if not _is_low_word(page, f)), page)
    yield from NearIndex(names).find(page, 0.4)


def _is_low_word(page: Page, finding: Finding) -> bool:
    """Tell whether a surname stands there in lower case as the word that it is too."""
    surface = page.text[finding.start : finding.end]
    key = fold(surface)
    is_name = key in name_lists().first or not is_word(surface, page.language)
    return surface[0].islower() and " " not in surface and not is_name


def _initialled(page: Page) -> Iterator[Finding]:
    """'M. van den Berg', 'J.P. de Boer'; not the points of a list, 'A. Scope'."""
    for match in _INITIALS.finditer(page.text):
        line = page.text[max(0, match.start() - _REACH) : match.start()].rpartition("\n")[2]
        opens_line = not any(map(str.isalpha, line))
        last = fold(match.group().split()[-1])
        is_sure = match.group().count(".") > 1 or is_surname(last)
        is_word = last in common_words(page.language) or last in number_words(page.language)
        if is_sure or not (opens_line or is_word):
            yield Finding(*match.span(), IdentifierKind.PERSON, 0.85, "initials")


def _finding(page: Page, name: _Name) -> Finding:
    start, end = page.words[name.first].start, name_end(page, page.words[name.last - 1])
    return Finding(start, end, IdentifierKind.PERSON, name.score, "name")


def _names(page: Page) -> Iterator[_Name]:
    place = 0
    while place < len(page.words):
        name = _titled(page, place) or _by_first_name(page, place) or _by_surname(page, place)
        if name:
            yield name
        place = name.last if name else place + 1


def _titled(page: Page, place: int) -> _Name | None:
    """'mevrouw de Vries', 'wethouder Terpstra', 'dr. A', 'meneer terpstra'."""
    word = page.words[place]
    if word.text.lower() not in titles(page.language) or not follows(page, place + 1):
        return None
    after = page.words[place + 1]
    # 'wethouder van Haven Lokaal', but 'mevrouw van de Haven'
    is_office = after.text == "van" and word.key not in words("address_forms.txt")
    if is_office or is_never_name(after.key):
        return None
    last = name_run(page, place + 1)
    if last == place + 1:
        start = after_particles(page, place + 1)
        is_loose = start > place + 1 and page.words[place + 1].key in LOOSE
        if is_loose or start == len(page.words) or not _is_low_name(page.words[start], "last"):
            return None
        last = start + 1
    return _Name(place + 1, last, 0.8)


def _by_first_name(page: Page, place: int) -> _Name | None:
    """'Jan', 'Jan de Vries', 'jan de vries'."""
    word = page.words[place]
    if word.key.split("-")[0] not in name_lists().first or _is_greeting(word):
        return None
    return _by_capital(page, place) if word.is_capital else _by_low_first_name(page, place)


def _by_capital(page: Page, place: int) -> _Name | None:
    word, last = page.words[place], name_run(page, place + 1)
    if last == place + 1:
        return _Name(place, last, 0.7) if is_usable(page, place) else None
    # 'Will Ashworth came', but 'Will Parliament listen'.
    is_listed = _is_surname_or_new(page, page.words[last - 1])
    is_opener = word.starts_sentence and word.key in common_words(page.language)
    is_two = is_opener and page.words[place + 1].key in name_lists().first  # 'Can Anna come?'
    is_sure = (is_listed and not is_two) or not is_opener or is_usable(page, place)
    return _Name(place, last, 0.85) if is_sure else None


def _by_low_first_name(page: Page, place: int) -> _Name | None:
    word, start = page.words[place], after_particles(page, place + 1)
    if start < len(page.words) and follows(page, start):
        surname = page.words[start]
        is_twice = surname.key == word.key  # 'tim tim kom hier'
        is_whole = start > place + 1 and is_surname(surname.key) and _is_low_name(word, "first")
        is_pair = _is_low_name(surname, "last") and word.key not in common_words(page.language)
        if is_whole or (is_pair and not is_twice):
            return _Name(place, start + 1, 0.7)
    is_own = page.is_flat(word) or word.key in words("first_names.txt")
    is_name = is_own and _is_low_name(word, "first")
    if not is_name or (place and page.words[place - 1].key in _DETERMINERS):  # 'the robin'
        return None
    end = place + 1 + _is_double(page, place)
    return _Name(place, surname_after(page, end) if page.is_flat(word) else end, 0.5)


def _is_greeting(word: Word) -> bool:
    return word.starts_sentence and word.key in words("openers.txt")


def _is_double(page: Page, place: int) -> bool:
    """'jan willem' is one name, 'jan willem kees' are three."""
    n_names = 1
    for word in page.words[place + 1 : place + 3]:
        is_next = follows(page, place + n_names) and _is_low_name(word, "first")
        if not is_next or word.is_capital or word.key == page.words[place].key:
            break
        n_names += 1
    before = page.words[place - 1].key if place else ""
    return n_names == 2 and before not in name_lists().first


def _is_in_title(page: Page, place: int) -> bool:
    """'Labor Day', 'Diensten Noord': a surname that is a word, after another such word."""
    word, left = page.words[place], page.words[place - 1 : place]
    if not left or not left[0].is_capital or page.gap(left[0], word) != " ":
        return False
    is_known = all(is_word(page.text[w.start : w.end], page.language) for w in (left[0], word))
    is_plain = left[0].key not in titles(page.language) and not left[0].starts_sentence
    return is_known and is_plain and left[0].key not in name_lists().first


def _is_surname_or_new(page: Page, word: Word) -> bool:
    return is_surname(word.key) or not is_word(page.text[word.start : word.end], page.language)


def _by_surname(page: Page, place: int) -> _Name | None:
    """'Terpstra', 'Van Leeuwen', 'terpstra'."""
    start = after_particles(page, place)
    if start == len(page.words):
        return None
    surname, left = page.words[start], page.words[place - 1].key if place else ""
    if not any(map(is_surname, surname.key.split("-"))) or surname.key in places().names:
        return None
    if surname.is_capital:
        is_there = left in _IN and page.words[place].text != "van"  # 'in De Schelvis': a pub
        return None if is_there else _by_capital_surname(page, place, start)
    is_own = surname.key in words("surnames.txt") and _is_low_name(surname, "last")
    is_name = is_own and start == place and left not in _DETERMINERS
    return _Name(place, place + 1, 0.45) if is_name else None


def _by_capital_surname(page: Page, place: int, start: int) -> _Name | None:
    word, surname = page.words[place], page.words[start]
    if start > place:
        is_name = _is_with_particle(word, surname, start - place)
        is_name = is_name or (_is_article_before(word, surname) and is_usable(page, start))
        return _Name(place, start + 1, 0.65) if is_name else None
    is_name = is_usable(page, place) and not _is_in_title(page, place)
    return _Name(place, name_run(page, place + 1), 0.6) if is_name else None


def _is_article_before(word: Word, surname: Word) -> bool:
    """'De Haan', also where 'De' starts the sentence."""
    return word.is_capital and word.key in ARTICLES and surname.is_capital


def _is_with_particle(word: Word, surname: Word, n_particles: int) -> bool:
    """Tell whether a tussenvoegsel `word` and a capitalised surname make one name."""
    if not surname.is_capital or not (word.is_capital or "van" in word.key):
        return False
    if word.starts_sentence and word.key in PREPOSITIONS:
        return False
    if surname.key in name_lists().first and surname.key not in words("surnames.txt"):
        return False  # 'van Thijs'
    if word.text == "van" and n_particles == 1:  # 'de tijd van Bakker', but 'volgens van Dijk'
        return (word.key, surname.key) in whole_surnames()
    # 'De Grote' at the start of a sentence is an article and an adjective.
    is_article = word.starts_sentence and word.key in ARTICLES
    return not (is_article and is_ambiguous(surname.key))


def _is_low_name(word: Word, part: str) -> bool:
    """Tell whether a word in lower case can only be a name."""
    first = word.key.split("-")[0]
    is_listed = first in name_lists().first if part == "first" else is_surname(word.key)
    is_word_too = is_ambiguous(word.key) or (part == "last" and is_bare_noun(word.key))
    return is_listed and not is_word_too and len(word.key) > 2
