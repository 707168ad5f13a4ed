"""Recognizer for functions that point at one person by where they are held."""

import re
from collections.abc import Iterator
from functools import cache

from kwalicode.deid.lists import fold, is_surname, lines, name_lists, places, words
from kwalicode.deid.page import Page, Word
from kwalicode.deid.vocabulary import is_place_like, is_word
from kwalicode.model import Finding, IdentifierKind, Language

_CAP = r"[A-ZÀ-Þ][\w'’.-]{0,40}(?<![.'’])"
_LOW = r"[a-zà-ÿ'-]{3,30}"
_CAPS = rf"{_CAP}(?:[ ](?:(?:&|en|and|van|of|de|der|the|het)[ ]){{0,2}}{_CAP}){{0,4}}"
# 'of the Labour group in Westmere': where it is may follow.
_UNIT = rf"{_CAPS}(?:(?:[ ][a-z]+)?[ ](?:in|of|at|van|bij|op)(?:[ ](?:de|het|the))?[ ]{_CAPS})?"

# Words that end the phrase: verbs and conjunctions, after which another clause begins.
_STOP: dict[Language, str] = {
    "nl": r"(?:is|was|zijn|waren|die|dat|heeft|had|hebben|hadden|zei|zegt|en|maar|want|om|met|of|"
    r"kwam|komt|ging|gaat|kan|kon|wil|wou|moet|moest|wordt|werd|ook|toen|dan|als|er|niet|ik|hij|"
    r"ze|zij|we|wij|je|u|heet|heette|belde|vond|mij|me|hem|haar|ons|naar|uit|over)",
    "en": r"(?:is|was|are|were|who|that|has|had|have|said|says|and|but|because|to|with|or|came|"
    r"went|can|could|will|would|must|then|when|if|not|i|he|she|they|we|you|me|him|her|us|from|"
    r"about|called|rang|told|did|does|do)",
}
_LINK: dict[Language, str] = {
    "nl": r"(?:van|bij|in|op|voor|aan|namens|binnen)",
    "en": r"(?:of|at|for|in|on|with)",
}
_BEFORE = words("before_posts.txt")


@cache
def _posts(language: Language) -> frozenset[str]:
    rows = (row[3:] for row in lines("posts.txt") if row.startswith(language))
    return frozenset(fold(post) for row in rows for post in row.split())


@cache
def _place(language: Language, unit: str, kind: str = "{0,4}?") -> re.Pattern[str]:
    """Make the pattern of what follows a post: a topic, a preposition and what it is held in."""
    between = rf"(?:[ ](?!(?i:{_STOP[language]})\b)[\w-]{{1,40}})"
    gemeente = r"|[ ]gemeente" if language == "nl" else ""
    return re.compile(
        rf"(?P<topic>{between}{{0,3}}?)(?P<link>[ ]{_LINK[language]}{gemeente})"
        rf"(?P<kind>{between}{kind})[ ](?P<of>{unit})(?![\w-])"
    )


def find_posts(page: Page) -> Iterator[Finding]:
    """Find 'burgemeester van Meerveld', 'hoofd inkoop bij zorggroep merelzoom' in one span.

    What stands after 'van' may also be a person ('de secretaris van Jan'): that is no function.
    """
    last = 0
    for place, word in enumerate(page.words):
        if word.key not in _posts(page.language) or word.start < last:
            continue
        match = _post(page, word)
        if match:
            last = match.end()
            start = _first(page, place)
            yield Finding(start, last, IdentifierKind.FUNCTION, 0.7, "function with its place")


def _post(page: Page, word: Word) -> re.Match[str] | None:
    """Give what follows a post up to the place or organisation that it is held in."""
    if not page.is_flat(word):
        match = _place(page.language, _UNIT).match(page.text, word.end)
        return None if match is None or _is_person(match) else match
    for kind in ("{0}", "{1}", "{2}", "{3}"):
        match = _place(page.language, _LOW, kind).match(page.text, word.end)
        if match and _is_low_unit(page, match["of"]):
            return match
    return None


def _first(page: Page, place: int) -> int:
    """Give where the phrase starts: 'eerste', 'plaatsvervangend' before a post belong to it."""
    while place and page.words[place - 1].key in _BEFORE:
        place -= 1
    return page.words[place].start


def _is_person(match: re.Match[str]) -> bool:
    key = fold(match["of"].split()[0])
    is_name = key in name_lists().first or (match["link"].strip() == "van" and is_surname(key))
    has_name = any(word[:1].isupper() and is_surname(fold(word)) for word in match["topic"].split())
    return has_name or (is_name and not match["kind"].strip() and key not in places().names)


def _is_low_unit(page: Page, surface: str) -> bool:
    """A place, a department or an unknown word in a line without capitals."""
    key = fold(surface)
    is_unit = key in places().names or key in words("topics.txt") or is_place_like(key)
    return is_unit or not is_word(surface, page.language)
