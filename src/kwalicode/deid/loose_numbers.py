"""The catch-all for numbers: those that count or measure nothing may be someone's.

In an interview a bare number is mostly an age, a house, a room, a file or a car. What tells that it
is none stands beside it: what is counted, a unit, an hour, a page.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kwalicode.deid.acting import finite_verbs, key_at
from kwalicode.deid.lists import common_words, cues, fold, lines
from kwalicode.deid.numerals import number_words
from kwalicode.deid.page import Page, Word
from kwalicode.model import Finding, IdentifierKind, Language

NAME = "unknown number"
"""What its findings carry as their recognizer."""
_SCORE = 0.3
_LEAST = 16
"""Smaller numbers in words are mostly counts."""
_FIGURES = re.compile(r"\d+(?:[.,:/-]\d+)*(?:/[A-Za-z]\b)?")
# Hours, amounts, marks, ratios, years and school years, round thousands.
_NO_NUMBER = re.compile(
    r"\d|\d{1,2}[:.,]\d{1,2}|\d{1,3}(?:[.,]\d{3})+(?:,\d\d)?|\d{1,2}/\d{1,2}|50-50|\d-\d"
    r"|(?:1[5-9]|20)\d\d(?:[-/]\d\d(?:\d\d)?)?|\d+00|\d(?:\.\d){1,2}|111|11[23]|999|911|144|0[89]00|360|365|180|5050|404"
)
_SIGN_BEFORE = re.compile(r"[\w€$£#+@/.,:_*°-]$|[€$£]\s$")
_SIGN_AFTER = re.compile(r"\s?(?:[%€$£°½²/:_@*+–-]|[.,]\d|'s\b|\w)")
_OPEN = re.compile(r"\s*(?:[.,;:!?)…\"”’]|\n|$)")
_CLAUSE = re.compile(r"[.!?;:\n]")
_REACH = 70


class _Words(NamedTuple):
    """What stands beside a number, folded.

    Attributes:
        before: A number after these counts, measures or points at a part of a text.
        follows: The clause goes on with these, so nothing is counted.
        be: After these an age may come.
        people: Whoever may have an age.
        thing: Right before 'is' and the like, they say that it is no age.
    """

    before: frozenset[str]
    follows: frozenset[str]
    be: frozenset[str]
    people: frozenset[str]
    thing: frozenset[str]


@cache
def _words(language: Language) -> _Words:
    rows = (line.split() for line in lines("number_words.txt"))
    found = {row[1]: frozenset(map(fold, row[2:])) for row in rows if row[0] == language}
    return _Words(**found)


@cache
def _numbers(language: Language) -> dict[str, int]:
    return {fold(word): number for word, number in number_words(language).items() if number > 1}


def find_loose_numbers(page: Page) -> Iterator[Finding]:
    """Find numbers that nothing counted or measured follows, as suggestions for the reviewer.

    Behind a person with a form of 'to be', or before one ('toen zij dertien was'), it is an age.
    """
    after = 0
    for place, word in enumerate(page.words):
        if place < after or not _is_number(page, word):
            continue
        after = _row_end(page, place)
        end = _end(page, page.words[after - 1])
        if not _stands_alone(page, place, after, end):
            continue
        numbers = [w for w in page.words[place:after] if _is_number(page, w)]
        is_short = page.text[word.start : end].isdigit() and end - word.start < 4
        is_short = is_short or word.key in _numbers(page.language)
        is_age = is_short and _is_age(page, place, after)
        if is_age or _is_large(page, numbers[0]):
            kind = IdentifierKind.AGE if is_age else IdentifierKind.NUMBER
            yield Finding(word.start, end, kind, _SCORE, NAME)


def _is_number(page: Page, word: Word) -> bool:
    return word.text[0].isdigit() or word.key in _numbers(page.language)


def _end(page: Page, word: Word) -> int:
    match = _FIGURES.match(page.text, word.start)
    return max(word.end, match.end()) if match else word.end


_ROW = frozenset(("en", "of", "tot", "a", "and", "or", "to"))


def _row_end(page: Page, place: int) -> int:
    """Give where numbers end that are said together: '7720.413.056', 'dertig of veertig'."""
    end = place + 1
    while end < len(page.words):
        within = page.words[end].start < _end(page, page.words[end - 1])
        is_next = _is_number(page, page.words[end]) and _gap(page, end) in {" ", "-"}
        if within or is_next:
            end += 1
        elif key_at(page, end) in _ROW and _is_second(page, end):
            end += 2
        else:
            break
    return end


def _is_second(page: Page, link: int) -> bool:
    is_there = link + 1 < len(page.words) and _is_number(page, page.words[link + 1])
    return is_there and _gap(page, link) == _gap(page, link + 1) == " "


def _gap(page: Page, place: int) -> str:
    return page.gap(page.words[place - 1], page.words[place])


def _is_large(page: Page, word: Word) -> bool:
    """Tell whether a number is no year, hour, amount or small count."""
    if not word.text[0].isdigit():
        return _numbers(page.language)[word.key] >= _LEAST
    surface = page.text[word.start : _end(page, word)]
    if word.text.isalnum() and not word.text.isdigit() and len(word.text) < 4:  # '3b'
        return False
    return not _NO_NUMBER.fullmatch(surface)


def _stands_alone(page: Page, first: int, after: int, end: int) -> bool:
    """Tell whether nothing counted follows and nothing before it says what the number is."""
    start, around = page.words[first].start, _words(page.language)
    if _SIGN_BEFORE.search(page.text, max(0, start - 3), start):
        return False
    if not _OPEN.match(page.text, end):
        if _SIGN_AFTER.match(page.text, end) and not page.text[end : end + 1].isspace():
            return False
        is_clause = _goes_on(key_at(page, after), page.language)
        if not is_clause or page.text[end : page.words[after].start] != " ":
            return False
    left = {key_at(page, i) for i in range(max(0, first - 2), first)}
    is_from = key_at(page, first - 1) in {"van", "from"} and after - first > 1
    is_range = (
        is_from or left == {"en", "met"} or key_at(page, after + 1) in {"totaal", "total", "all"}
    )
    return not (key_at(page, first - 1) in around.before or left & _COUNTED or is_range)


def _goes_on(key: str, language: Language) -> bool:
    return key in _words(language).follows or key in finite_verbs()


# 'er waren er zestig', 'een stuk of veertig', 'three out of twenty'
_COUNTED = frozenset(
    ("er", "stuk", "stuks", "out", "maal", "keer", "times", "plus", "min", "minus")
)


def _is_age(page: Page, first: int, after: int) -> bool:
    """Tell whether a person stands with a form of 'to be' beside the number."""
    around = _words(page.language)
    start = page.words[first].start
    at = max(start - _REACH, _clause_start(page, start))
    before = page.words[bisect_left(page.words, (at,)) : first]
    is_after_be = _is_after_be(before, page.language)
    is_before_be = page.language == "nl" and key_at(page, after) in around.be
    has_person = any(_may_have_age(word, page) for word in before)
    return has_person and (is_after_be or is_before_be)


def _clause_start(page: Page, start: int) -> int:
    ends = [m.end() for m in _CLAUSE.finditer(page.text, max(0, start - _REACH), start)]
    return ends[-1] if ends else 0


# 'zijn in negentig', 'was a nine', 'op de negentien': no ages.
_NO_FILLER = cues("no-filler")
_CONTRACTED = re.compile("['’](?:s|re|m)$")


def _is_after_be(before: list[Word], language: Language) -> bool:
    """'is 82', 'was toen net negentien', but not 'dat is 82'."""
    around = _words(language)
    for place in range(len(before) - 1, max(-1, len(before) - 4), -1):
        word = before[place]
        key = word.key
        if _CONTRACTED.search(word.text):
            return key not in around.thing
        if key in around.be:
            left = before[place - 1] if place else word
            return left.key not in around.thing and not left.text[0].isdigit()
        is_filler = key in around.follows or key in common_words(language)
        if key in _NO_FILLER or not is_filler:
            return False
    return False


def _may_have_age(word: Word, page: Page) -> bool:
    is_name = word.is_capital and not word.starts_sentence
    return word.key in _words(page.language).people or is_name
