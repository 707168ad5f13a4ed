"""What stands before a name: determiners, greetings, titles, the relation to the speaker."""

import re
from functools import cache

from kwalicode.deid.lists import lines, titles
from kwalicode.model import Language

_DETERMINER: dict[Language, str] = {
    "nl": r"(?:de|een|'n|mijn|m'n|jouw|uw|haar|onze|ons|hun|z'n|d'r|deze|geen|elke|iedere|welke|"
    r"zo'n)",
    "en": r"(?:a|an|the|my|your|his|her|its|our|their|these|those|every|each|some|any|another)",
}
# These are determiners before a noun ('zijn broer Jan'), but mostly not before a name: 'is het
# Jan', 'zei dat Jan', 'dat zijn Jan en Piet', 'heb je Jan gezien'.
_OWNER: dict[Language, str] = {
    "nl": rf"(?:{_DETERMINER['nl']}|zijn|het|dat|die|jullie|je)",
    "en": rf"(?:{_DETERMINER['en']}|this|that|\w+'s)",
}
_ADJECTIVE: dict[Language, str] = {
    "nl": r"(?:lieve|goede|arme|oude|jonge|nieuwe|vorige|eerste|tweede|beste|kleine|grote|aardige|"
    r"rare|gekke|vervelende|andere|eigen|voormalige|huidige|toenmalige|directe)",
    "en": r"(?:dear|good|poor|old|young|new|former|first|second|best|little|big|nice|other|own|"
    r"previous|current|late|direct)",
}
# 'die Jan' points where a clause or a preposition goes before; else 'die' begins a clause.
_POINTING: dict[Language, str] = {
    "nl": r"(?:(?:^|[.!?;:…\n\"“(])\s*|\b(?:en|maar|want|of|met|van|toen|bij|aan|voor|naar|door|"
    r"over|is|was|ook|dan|heeft|had|op|tegen|zei|vroeg|belde|vond|ken|kent|zie|ziet)\s+)die",
    "en": r"(?:(?:^|[.!?;:…\n\"“(])\s*|\b(?:and|but|of|with|by|from|for|to|about|at)\s+)that",
}
_GREETING: dict[Language, str] = {
    "nl": r"(?:dag|hoi|hallo|hé|hey|beste|geachte|lieve|goedemorgen|goedemiddag|bedankt|dankjewel|"
    r"sorry),?",
    "en": r"(?:hi|hello|hey|dear|thanks|thank you|sorry|goodbye|bye),?",
}
_NAMING: dict[Language, str] = {
    "nl": r"(?:heet|heette|heten|genaamd|naam (?:is|was)|noem(?:t|de|den|en)? (?:me|mij|hem|haar|"
    r"ze|je|jou))",
    "en": r"(?:(?:(?:is|was|someone|somebody|man|woman|guy|boy|girl)|\w+'s) called|named|"
    r"name(?: is|'s| was))",
}


def is_determined(before: str, language: Language) -> bool:
    """Tell whether an article, a possessive or the like stands before a name.

    >>> is_determined("met die lieve ", "nl"), is_determined("de man die ", "nl")
    (True, False)
    """
    adjectives = rf"(?:\s+{_ADJECTIVE[language]})*"
    return (
        _ends(_DETERMINER[language] + adjectives, before)
        or _ends(rf"(?:die|dat|that|this)\s+{_ADJECTIVE[language]}{adjectives}", before)
        or _ends(_POINTING[language] + adjectives, before, boundary="")
    )


def is_owned(before: str, language: Language) -> bool:
    """Tell whether a determiner stands before a noun, where more words are determiners."""
    return _ends(rf"{_OWNER[language]}(?:\s+{_ADJECTIVE[language]})*", before)


def is_greeted(before: str, language: Language) -> bool:
    """Tell whether somebody is spoken to: 'Dag ...', 'Dear ...'."""
    return _ends(_GREETING[language], before)


def is_naming(before: str, language: Language) -> bool:
    """Tell whether a name is said to be a name: 'hij heet ...'."""
    return _ends(_NAMING[language], before)


def has_relation(before: str, language: Language) -> bool:
    """Tell whether a noun with its determiner stands before a name: 'mijn baas', 'her sister,'."""
    owner = rf"{_OWNER[language]}(?:\s+{_ADJECTIVE[language]})*"
    return _ends(rf"{owner}\s+(?:{_people(language)}),?", before)


def titles_start(before: str, language: Language) -> int:
    """Give where the titles at the end of a text start, or its length where there are none.

    >>> titles_start("Toen zei de heer ", "nl")
    9
    """
    pattern = rf"(?<![\w-])(?:de\s+)?(?:(?:{_titles(language)})\.?\s+)+$"
    match = re.search(pattern, before, re.IGNORECASE)
    return match.start() if match else len(before)


def _ends(pattern: str, before: str, boundary: str = r"(?<![\w'-])") -> bool:
    """Tell whether words end the text before a name, with a blank between."""
    plain = before.replace("’", "'")
    return bool(re.search(rf"{boundary}{pattern}\s+$", plain, re.IGNORECASE))


def nouns(head: str) -> frozenset[str]:
    """Give the words of the rows of `role_nouns.txt` that have a head such as 'nl het'."""
    return _noun_rows().get(head, frozenset())


@cache
def _noun_rows() -> dict[str, frozenset[str]]:
    rows = (row.partition(":") for row in lines("role_nouns.txt"))
    return {head: frozenset(words.split()) for head, _, words in rows}


@cache
def posts(language: Language) -> frozenset[str]:
    """Give the work and offices that point at one person once a place follows."""
    rows = (row.split() for row in lines("posts.txt"))
    return frozenset(post for row in rows if row[0] == language for post in row[1:])


@cache
def _people(language: Language) -> str:
    return _one_of(nouns(f"{language} kin") | posts(language) | titles(language))


@cache
def _titles(language: Language) -> str:
    return _one_of(titles(language))


def _one_of(words: frozenset[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
