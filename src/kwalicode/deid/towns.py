"""Recognizers for places of a long list, many of which are also words or names, and by their words.

The list holds nearly every village of four countries, so 'Best', 'Reading' and 'Sale' stand in it:
a name that is also something else counts only behind a word that a place stands after.
"""

import re
from collections.abc import Iterator
from functools import cache

from simplemma import is_known

from kwalicode.deid.lists import (
    all_common_words,
    fold,
    is_nationality,
    is_surname,
    lines,
    name_lists,
    places,
    titles,
    words,
)
from kwalicode.deid.page import Page, Word
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Finding, IdentifierKind, Language

_LONGEST = 5
_REACH = 45
_SPLIT = re.compile(r"[\s.’'-]+")
_SAINT = {"sint": "st", "saint": "st", "sainte": "ste"}


@cache
def town_keys() -> frozenset[tuple[str, ...]]:
    """Give the folded words of every town of both lists; 'Saint' and 'Sint' are 'st'."""
    rows = (*lines("towns.txt"), *lines("wider_places.txt"))
    listed = (name for row in rows for name in row.split("; "))
    return frozenset(_keys(name) for name in (*listed, *places().names))


@cache
def _openings() -> frozenset[str]:
    """Give the first words of all towns, so that most words of a text need one look-up."""
    return frozenset(keys[0] for keys in town_keys() if keys)


def _keys(name: str) -> tuple[str, ...]:
    parts = (fold(part) for part in _SPLIT.split(name) if part)
    return tuple(_SAINT.get(part, part) for part in parts)


def is_town(name: str) -> bool:
    """Tell whether a name, in any case, stands in one of the lists of places.

    >>> is_town("sint oedenrode"), is_town("vergadering")
    (True, False)
    """
    return _keys(name) in town_keys()


@cache
def _cues(sort: str, language: Language) -> tuple[str, ...]:
    rows = (line.split(maxsplit=2) for line in lines("place_cues.txt"))
    return tuple(row[2] for row in rows if row[:2] == [sort, language])


@cache
def _near(language: Language) -> frozenset[str]:
    return frozenset(word for row in _cues("near", language) for word in row.split())


@cache
def _never(language: Language) -> frozenset[str]:
    listed = frozenset(word for row in _cues("never", language) for word in row.split())
    return listed | words("no_names.txt")


@cache
def _verb(language: Language, *sorts: str) -> re.Pattern[str]:
    verbs = "|".join(row for sort in sorts for row in _cues(sort, language))
    near = "|".join(sorted(_near(language)))
    return re.compile(
        rf"\b(?:{verbs})(?: (?!geen\b|not\b)[\w']+){{0,3}} (?:{near}) (?:(?:de|het|the) )?$",
        re.IGNORECASE,
    )


_AFTER: dict[Language, re.Pattern[str]] = {
    "nl": re.compile(
        r" (?:geboren|gewoond|opgegroeid|verhuisd|(?:gaan )?wonen|woont?|woonde|vandaan)\b"
    ),
    "en": re.compile(r" (?:born|bred|born and bred|way)\b"),
}


def find_towns(page: Page) -> Iterator[Finding]:
    """Find towns, in any case where nothing else is written so, behind a cue where something is."""
    parts, last = page.parts, -_REACH
    place = 0
    while place < len(parts):
        length = _length(page, place) if _key(parts[place]) in _openings() else 0
        run = parts[place : place + length]
        if length and _is_town(page, place, run, chained=run[0].start - last < _REACH):
            last = _with_rest(page, run)
            yield Finding(run[0].start, last, IdentifierKind.PLACE, 0.75, "town")
        place += max(1, length)
    yield from _after_cue(page)


_REST = re.compile(r"(?:[ -](?!(?:Council|University|College|School)\b)[A-ZÀ-Þ][\w'’]+){0,5}")


def _with_rest(page: Page, run: list[Word]) -> int:
    """Give where a town ends with the capitals after it: 'Moss Side', 'Zwolle-Zuid'."""
    rest = _REST.match(page.text, run[-1].end) if run[0].is_capital else None
    return rest.end() if rest else run[-1].end


def _key(part: Word) -> str:
    key = part.key.strip("'’")
    return _SAINT.get(key, key)


_GAPS = frozenset((" ", "-", ". ", "- "))  # '- ' as in 'Hei- en Boeicop'


def _length(page: Page, place: int) -> int:
    """Give the number of parts of the longest town that stands at `place`; 0 for none."""
    keys: tuple[str, ...] = ()
    longest = 0
    for count, part in enumerate(page.parts[place : place + _LONGEST], start=1):
        if count > 1 and page.gap(page.parts[place + count - 2], part) not in _GAPS:
            break
        keys = (*keys, _key(part))
        if keys in town_keys():
            longest = count
    return longest


def _is_town(page: Page, place: int, run: list[Word], *, chained: bool) -> bool:
    before = page.text[max(0, run[0].start - _REACH) : run[0].start].rpartition("\n")[2]
    cue = page.parts[place - 1].key if place and before.endswith(" ") else ""
    is_capital = run[-1].is_capital or (len(run) > 1 and run[0].is_capital)
    if is_capital:  # "'s-Heerenberg", 'den Haag' and 'Brno střed' too
        is_long = len(run) > 1 and (not run[0].starts_sentence or len(run) > 2)
        is_named = cue in _near(page.language) and run[0].key not in _never(page.language)
        return is_long or is_named or not _is_also_else(page, run)
    return page.is_flat(run[0]) and _is_low_town(page, run, (before, cue), chained=chained)


def _is_low_town(page: Page, run: list[Word], before: tuple[str, str], *, chained: bool) -> bool:
    """Tell whether words without capitals are a town, by the text and the word before them."""
    if not _is_also_else(page, run) or len(run) > 2:
        return len(run) > 1 or len(run[0].key) > 3
    if len(run) == 1 and run[0].key in all_common_words() | _never(page.language):
        return False
    is_near = before[1] in _near(page.language)
    if is_near and (len(run) > 1 or not _is_listed(run[0])):
        return True
    is_told = bool(_verb(page.language, "home", "way").search(before[0])) or (
        is_near and bool(_AFTER[page.language].match(page.text, run[-1].end))
    )
    return is_told or (chained and (is_near or before[1] in {"en", "and"}))


def _is_listed(word: Word) -> bool:
    """Tell whether a dictionary or a list of names has a word itself, not only its two halves."""
    is_name = word.key in name_lists().first or is_surname(word.key)
    low = word.text.lower()
    return is_name or is_known(low, lang="nl") or is_known(low, lang="en")


def _is_also_else(page: Page, run: list[Word]) -> bool:
    """Tell whether a town is also a word or a person's name."""
    if len(run) > 1:
        return all(is_word(part.text, page.language) for part in run)
    key = run[0].key
    is_name = key in name_lists().first or is_surname(key)
    return is_name or key in all_common_words() or is_word(run[0].text, page.language)


_CAP = r"[A-ZÀ-Þ][\w'’-]{1,40}"
_LANDMARK = re.compile(
    rf"(?<!\w)(?:(?:Loch|Lough|Lake|River|Mount|Glen|County|Isle of|Isles of|Vale of) {_CAP}"
    rf"|{_CAP} (?:Park|Bay|Islands?|Valley|Forest|Moor|Heath|Beach|Harbour|Estate|Common|Falls|"
    r"Dale|Fell|Fells|Hills)"
    r"|[A-ZÀ-Þ][a-zà-ÿ-]{3,40}(?:meer|bos|kanaal|plassen|duinen|polder|eiland|heide|wijk|buurt|"
    r"kwartier))"
    r"(?![\w-])"
)


def find_landmarks(page: Page) -> Iterator[Finding]:
    """Find waters, parks and districts by a word of theirs: 'Loch Merrin', 'Merelpark'."""
    for match in _LANDMARK.finditer(page.text):
        name = match.group()
        first = fold(name.split()[0])
        is_plain = first in all_common_words() or (" " not in name and is_word(name, page.language))
        if not is_plain:
            yield Finding(*match.span(), IdentifierKind.PLACE, 0.55, "place by its word")


_CAPITALS = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]{1,40})(?: [A-ZÀ-Þ][\w'’-]{1,40}){0,2}(?! ?\d|\w)")


def _after_cue(page: Page) -> Iterator[Finding]:
    """Find what has capitals where a place must stand: 'she lives in Moss Side'."""
    for match in _CAPITALS.finditer(page.text):
        before = page.text[max(0, match.start() - _REACH) : match.start()].rpartition("\n")[2]
        if _verb(page.language, "home").search(before) and _may_be_place(
            page, match.group().split()
        ):
            yield Finding(*match.span(), IdentifierKind.PLACE, 0.5, "name after 'in', 'from'")


def _may_be_place(page: Page, names: list[str]) -> bool:
    keys = {fold(name) for name in names}
    plain = all_common_words() | _never(page.language) | titles(page.language)
    is_person = fold(names[0]) in name_lists().first
    return not (is_person or keys & plain or any(map(is_nationality, keys)))
