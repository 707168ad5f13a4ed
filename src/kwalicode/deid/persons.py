"""Recognizer for names of people: by lists, titles, initials and tussenvoegsels."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kwalicode.deid.known import NameIndex, is_used_as_word, with_pieces
from kwalicode.deid.lists import (
    PARTICLES,
    common_words,
    fold,
    is_ambiguous,
    is_surname,
    name_lists,
    places,
    titles,
    words,
)
from kwalicode.deid.numerals import number_words
from kwalicode.deid.page import Page, Word
from kwalicode.model import Finding, IdentifierKind

_LONGEST, _MOST_PARTICLES = 7, 5
_GAPS = frozenset((" ", "\u00a0", ". ", ".", "-"))
# Tussenvoegsels that are mostly prepositions: only 'in 't Veld', never 'Jan in Zwolle'.
_PREPOSITIONS = frozenset(("in", "op", "aan", "uit", "tot", "te", "la", "les", "di", "du", "ben"))
_LOOSE = _PREPOSITIONS | {"het", "'t"}
_ARTICLES = frozenset(("de", "den", "der", "het", "'t", "t"))
_DETERMINERS = frozenset(("de", "het", "een", "the", "a", "an"))
_CALENDAR = frozenset(
    (
        "ramadan",
        "parkinson",
        "alzheimer",
        "iban",
        "room",
        "april",
        "may",
        "june",
        "august",
        "mei",
        "juni",
        "juli",
        "augustus",
    )
)

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


@cache
def _unit_words() -> frozenset[str]:
    """Words of departments and parties, which follow first names but are no surnames."""
    found = {word.lstrip("=") for word in words("departments.txt") | words("parties.txt")}
    return frozenset(word for word in found if word not in name_lists().last)


def find_persons(page: Page) -> Iterator[Finding]:
    """Find names of people, and every later mention by first name or surname alone."""
    found = [_finding(page, name) for name in _names(page)]
    found += _initialled(page)
    yield from found
    whole = {page.text[f.start : f.end]: f.kind for f in found}
    names = {name: kind for name, kind in with_pieces(whole).items() if name not in _unit_words()}
    yield from NameIndex(names).find(page, "name used elsewhere", 0.6)


def _initialled(page: Page) -> Iterator[Finding]:
    """'M. van den Berg', 'J.P. de Boer'; not the points of a list, 'A. Scope'."""
    for match in _INITIALS.finditer(page.text):
        line = page.text[page.text.rfind("\n", 0, match.start()) + 1 : match.start()]
        opens_line = not any(map(str.isalpha, line))
        last = fold(match.group().split()[-1])
        is_sure = match.group().count(".") > 1 or is_surname(last)
        is_word = last in common_words(page.language) or last in number_words(page.language)
        if is_sure or not (opens_line or is_word):
            yield Finding(*match.span(), IdentifierKind.PERSON, 0.85, "initials")


def _finding(page: Page, name: _Name) -> Finding:
    start, end = page.words[name.first].start, page.words[name.last - 1].end
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
    if word.text.lower() not in titles(page.language) or not _follows(page, place + 1):
        return None
    if page.words[place + 1].text == "van":  # 'wethouder van Haven Lokaal'; see _by_surname
        return None
    last = _run(page, place + 1)
    if last == place + 1:
        start = _after_particles(page, place + 1)
        is_loose = start > place + 1 and page.words[place + 1].key in _LOOSE
        if is_loose or start == len(page.words) or not _is_low_name(page.words[start], "last"):
            return None
        last = start + 1
    return _Name(place + 1, last, 0.8)


def _by_first_name(page: Page, place: int) -> _Name | None:
    """'Jan', 'Jan de Vries', 'jan de vries'."""
    word = page.words[place]
    if word.key.split("-")[0] not in name_lists().first:
        return None
    if word.is_capital:
        last = _run(page, place + 1)
        # 'Will Ashworth came', but 'Will Parliament listen'.
        is_listed = last > place + 1 and is_surname(page.words[last - 1].key)
        is_sure = last > place + 1 and (
            is_listed or not (word.starts_sentence and _is_common(page, word))
        )
        if not (is_sure or _is_usable(page, place)):
            return None
        return _Name(place, last, 0.85 if last > place + 1 else 0.7)
    start = _after_particles(page, place + 1)
    if start < len(page.words) and _follows(page, start):
        surname = page.words[start]
        is_whole = start > place + 1 and is_surname(surname.key) and _is_low_name(word, "first")
        is_pair = _is_low_name(surname, "last") and not _is_common(page, word)
        if is_whole or is_pair:
            return _Name(place, start + 1, 0.7)
    if place and page.words[place - 1].key in _DETERMINERS:  # 'de joost', 'the robin'
        return None
    is_own = page.is_flat(word) or word.key in words("first_names.txt")
    return _Name(place, place + 1, 0.5) if is_own and _is_low_name(word, "first") else None


def _by_surname(page: Page, place: int) -> _Name | None:
    """'Terpstra', 'Van Leeuwen', 'terpstra'."""
    word, start = page.words[place], _after_particles(page, place)
    if start == len(page.words):
        return None
    surname = page.words[start]
    if not any(map(is_surname, surname.key.split("-"))) or surname.key in places().names:
        return None
    if start > place:
        is_name = _is_with_particle(word, surname)
        return _Name(place, start + 1, 0.65) if is_name else None
    if surname.is_capital:
        return _Name(place, place + 1, 0.6) if _is_usable(page, place) else None
    if place and page.words[place - 1].key in _DETERMINERS:
        return None
    is_own = surname.key in words("surnames.txt") and _is_low_name(surname, "last")
    return _Name(place, place + 1, 0.45) if is_own else None


def _is_with_particle(word: Word, surname: Word) -> bool:
    """Tell whether a tussenvoegsel `word` and a capitalised surname make one name."""
    if not surname.is_capital or not (word.is_capital or "van" in word.key):
        return False
    if word.starts_sentence and word.key in _PREPOSITIONS:
        return False
    if surname.key in name_lists().first and surname.key not in words("surnames.txt"):
        return False  # 'van Thijs'
    # 'De Grote' at the start of a sentence is an article and an adjective.
    is_article = word.starts_sentence and word.key in _ARTICLES
    return not (is_article and is_ambiguous(surname.key))


def _run(page: Page, place: int) -> int:
    """Give the place after the surname, initials or further names that stand from `place`."""
    end = place
    while end - place < _LONGEST and _follows(page, end):
        step = _after_particles(page, end)
        if step == len(page.words) or not _is_name_word(page, step):
            break
        end = step + 1
    return end


def _follows(page: Page, place: int) -> bool:
    """Tell whether nothing but a blank, or the point of an initial, parts a word from the last."""
    if not 0 < place < len(page.words):
        return False
    left = page.words[place - 1]
    if left.end - left.start < len(left.text):  # a genitive: "Henk's English" is no name
        return False
    gap = page.gap(left, page.words[place])
    is_short = len(left.text) < 3 or left.text.lower() in titles(page.language)
    return gap in _GAPS and ("." not in gap or is_short)


def _after_particles(page: Page, place: int) -> int:
    end = place
    limit = min(len(page.words), place + _MOST_PARTICLES)
    while end < limit and page.words[end].key in PARTICLES:
        if end > place and not _follows(page, end):
            return len(page.words)
        end += 1
    if end == place or end == len(page.words):
        return end
    is_loose = page.words[end - 1].key in _PREPOSITIONS or (
        end - place > 1 and page.words[end - 1].key not in _ARTICLES | {"el", "al"}
    )
    return len(page.words) if is_loose or not _follows(page, end) else end


def _is_name_word(page: Page, place: int) -> bool:
    word = page.words[place]
    if not word.is_capital or (word.starts_sentence and not _follows_point(page, place)):
        return False
    if word.key in _unit_words() or word.key in titles(page.language):
        return False
    is_acronym = (
        len(word.text) > 1 and word.text.isupper() and not page.words[place - 1].text.isupper()
    )
    if is_acronym:
        return False
    is_place = word.key in places().names and page.words[place - 1].key == "van"
    is_listed = is_surname(word.key)
    return is_listed or not (is_place or word.key in common_words(page.language))


def _follows_point(page: Page, place: int) -> bool:
    """After 'dr.' and 'J.' a word with a capital goes on where another would start a sentence."""
    left = page.words[place - 1]
    is_short = len(left.text) == 1 or left.text.lower() in titles(page.language)
    return is_short and "." in page.gap(left, page.words[place])


def _is_usable(page: Page, place: int) -> bool:
    """Tell whether a listed word with a capital stands where only a name has one."""
    word = page.words[place]
    if word.key in _CALENDAR:
        return False
    if _is_common(page, word):
        return not word.starts_sentence and _is_amid_words(page, place)
    if not word.starts_sentence:
        return word.key not in _unit_words()
    if not (is_ambiguous(word.key) or word.key in page.lower_keys):
        return True
    if _acts(page, place):
        return True
    return word.key in page.inside_keys and not _is_word_here(page, word)


_VERBS = words("verbs.txt")
_SEASONS = frozenset(("summer", "winter", "spring", "autumn", "lente", "zomer", "herfst", "hoop"))


def _acts(page: Page, place: int) -> bool:
    """'Mark had', 'Frost said': a verb right after it makes a word without article a name."""
    word, after = page.words[place], page.words[place + 1 : place + 2]
    if not after or word.key in _SEASONS:
        return False
    if page.gap(word, after[0]) != " ":  # 'Bos, Berg, Beek'
        is_row = page.gap(word, after[0]) == ", " and after[0].is_capital
        return is_row and is_surname(word.key) and is_surname(after[0].key)
    if after[0].key in _VERBS:
        # 'Roos is een kleur', where the text has 'een roos' too
        return not (after[0].key in {"is", "was"} and word.key in page.lower_keys)
    beyond = page.words[place + 2 : place + 3]
    return after[0].text == "van" and bool(beyond and beyond[0].is_capital)


def _is_common(page: Page, word: Word) -> bool:
    return word.key in common_words(page.language)


def _is_amid_words(page: Page, place: int) -> bool:
    """'I told Will that': a common word that is also a first name, amid lower-case words."""
    before = page.words[place - 1] if place else None
    is_first = page.words[place].key in name_lists().first
    return bool(is_first and before and not before.is_capital and _follows(page, place))


def _is_word_here(page: Page, word: Word) -> bool:
    place = bisect_left(page.parts, (word.start,))
    return is_used_as_word(page, place, IdentifierKind.PERSON)


def _is_low_name(word: Word, part: str) -> bool:
    """Tell whether a word in lower case can only be a name."""
    is_listed = word.key in name_lists().first if part == "first" else is_surname(word.key)
    return is_listed and not is_ambiguous(word.key) and len(word.key) > 2
