"""Offices that one person holds at a time, and pronouns that tell who holds one (W60, W68)."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from kwalicode.model import Language

Span = tuple[int, int]

_OFFICES: dict[Language, tuple[str, ...]] = {
    "nl": (
        *("voorzitter", "kamervoorzitter", "griffier", "burgemeester", "gemeentesecretaris"),
        *("secretaris-generaal", "directeur-generaal", "minister-president", "premier"),
        *("staatssecretaris", "korpschef", "rector", "decaan", "commissaris van de koning"),
        *("bestuursvoorzitter", "ombudsman", "fractievoorzitter", "directeur", "rijksbouwmeester"),
    ),
    "en": (
        *("chair", "chairman", "chairwoman", "speaker", "clerk", "mayor", "prime minister"),
        *("secretary-general", "director-general", "chief executive", "ceo", "permanent secretary"),
        *("principal", "headteacher", "vice-chancellor", "dean", "ombudsman", "party leader"),
        *("director",),
    ),
}
# With one of these it is that one, not any: 'een directeur' may be many.
_THE: dict[Language, str] = {
    "nl": r"(?:de|onze|die|mevrouw de|mijnheer de|meneer de)",
    "en": r"(?:the|our|that|madam|mr|mister)",
}
_PRONOUNS: dict[Language, str] = {
    # 'zijn' is a verb as well, 'ze' and 'zij' may be many: these count by the word beside them.
    "nl": r"hij|hem|haar|hijzelf|zijzelf|(?<=met )zijn|(?<=van )zijn|(?<=door )zijn|(?<=in )zijn|"
    r"(?:ze|zij)(?!\s+\w+en\b)",
    "en": r"he|him|his|himself|she|her|hers|herself",
}
_NEAR = 160


def find_offices(
    text: str, language: Language, *, more: Collection[str] = (), definite: bool = True
) -> list[Span]:
    """Find words for an office that one person holds, as in 'de Griffier', 'the Speaker'.

    Args:
        text: De-identified words.
        language: Of the text.
        more: Functions that one person holds in this study; these count in any form.
        definite: Whether a listed office counts only after 'de', 'the' and the like.
    """
    found = {m.span("office") for m in _offices(language, definite).finditer(text)}
    if more:
        found |= {m.span() for m in _either(tuple(sorted(more))).finditer(text)}
    return sorted(found)


def pronouns_near(text: str, language: Language, offices: Collection[Span]) -> Iterator[Span]:
    """Give the gendered pronouns within 160 characters of an office: they tell who holds it."""
    for match in _pronouns(language).finditer(text):
        start, end = match.span()
        if any(start - _NEAR < last and first < end + _NEAR for first, last in offices):
            yield start, end


@lru_cache
def _offices(language: Language, definite: bool) -> re.Pattern[str]:  # noqa: FBT001  cached
    names = "|".join(sorted(map(re.escape, _OFFICES[language]), key=len, reverse=True))
    before = rf"\b{_THE[language]}\s+(?:\w+\s+)?" if definite else r"\b"
    return re.compile(rf"{before}(?P<office>(?:oud-|ex-|former )?(?:{names}))(?!\w|-)", re.I)


@lru_cache(maxsize=16)
def _either(words: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)


@lru_cache
def _pronouns(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_PRONOUNS[language]})(?!\w)", re.IGNORECASE)


def find_labels(text: str, labels: Collection[str], language: Language) -> list[Span]:
    """Find forbidden labels as whole words, with the usual endings of a plural too (W59)."""
    if not labels:
        return []
    endings = "(?:s|'s|en)?" if language == "nl" else "(?:s|es)?"
    return [m.span() for m in _labels(tuple(sorted(labels)), endings).finditer(text)]


@lru_cache(maxsize=16)
def _labels(labels: tuple[str, ...], endings: str) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, labels), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{names}){endings}(?!\w)", re.IGNORECASE)


_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e0fff]+|(?<=[^\\W\\d_])\u200d+"
)
_MIXED = re.compile(r"[^\W\d_]+")


def find_hidden_signs(text: str) -> list[Span]:
    r"""Find signs without width, marks of the direction of writing, and words of mixed scripts.

    A joiner inside a family of emoji is none of these.

    >>> find_hidden_signs("M\u0430rieke zei\u200bniets"), find_hidden_signs("👩\u200d👧 Анна")
    ([(0, 7), (11, 12)], [])
    """
    found = [m.span() for m in _UNSEEN.finditer(text)]
    if not text.isascii():
        found += [m.span() for m in _MIXED.finditer(text) if _is_mixed(m.group())]
    return sorted(found)


def _is_mixed(word: str) -> bool:
    latin = any(c < "\u0250" for c in word)
    return latin and any("\u0370" <= c < "\u0590" for c in word)
