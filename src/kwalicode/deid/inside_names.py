"""Known names where no word ends: in compounds, hyphenated words, web addresses (W68)."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from kwalicode.deid.disguised import spellings
from kwalicode.deid.known import NAMING, with_pieces
from kwalicode.deid.lists import PARTICLES, is_ambiguous
from kwalicode.deid.marks import readable
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import IdentifierKind, Language
from kwalicode.text import folded

_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"(?i)://|www\.|@|\.(?:nl|com|org|net|eu|be|uk|html?|pdf)\b|/\w+/")
_SHORTEST, _SHORTEST_PART = 4, 3
_LONGEST = 100  # letters: what is longer is no word, and would be looked up for each name in it
# What a name may be followed by: 'Zwollenaar', 'Leijteniaans'.
_ENDINGS = frozenset(
    ("s", "se", "er", "ers", "je", "iaan", "ianen", "iaans", "isme", "ist", "en", "achtig")
)


class _Token(NamedTuple):
    """What stands between blanks.

    Attributes:
        key: Its letters and figures, folded, without anything between them.
        places: Where each of them stands in the token.
        edges: Where in the key the parts begin and end that hyphens, dots and slashes make of it,
            from 0 to its length.
    """

    key: str
    places: tuple[int, ...]
    edges: tuple[int, ...]


class NamesInside:
    """Finds names of the key inside longer words: 'motieLeijten', 'x.nl/jansen-vertrekt'.

    Args:
        names: Every surface that was accepted as identifying, with its kind.
        allowed: Surfaces that may stand.
    """

    def __init__(
        self, names: Mapping[str, IdentifierKind], *, allowed: Collection[str] = ()
    ) -> None:
        known = {name: kind for name, kind in names.items() if kind in NAMING}
        keys = {
            key
            for name in with_pieces(known)
            if name not in allowed
            for key in [_plain(name)]
            if len(key) >= _SHORTEST_PART and not is_ambiguous(name) and key not in PARTICLES
        }
        # In another spelling a name may be a word: 'Mooij' and 'mooi'.
        others = {other for key in keys for other in spellings(key) if not is_word(other, "nl")}
        self._keys = keys | others
        self._lengths = sorted({len(key) for key in self._keys}, reverse=True)
        self._found: dict[tuple[str, Language], tuple[tuple[int, int], ...]] = {}

    def find(self, text: str, language: Language) -> list[tuple[int, int]]:
        """Give each place `[start, end)` of the text where a name stands inside a word."""
        plain, back = readable(text, language)
        return [
            back(match.start() + start, match.start() + end)
            for match in _TOKEN.finditer(plain)
            for start, end in self._in_token(match.group(), language)
        ]

    def _in_token(self, word: str, language: Language) -> tuple[tuple[int, int], ...]:
        known = self._found.get((word, language))
        if known is None:
            known = self._found[word, language] = tuple(self._look(word, language))
        return known

    def _look(self, word: str, language: Language) -> Iterator[tuple[int, int]]:
        token = _token(word)
        is_address = bool(_ADDRESS.search(word))
        done = 0
        for start in range(len(token.key)):
            end = self._longest(token.key, start) if start >= done else 0
            if end and self._counts(token, (start, end), language, is_address=is_address):
                done = end
                yield token.places[start], token.places[end - 1] + 1

    def _longest(self, key: str, start: int) -> int:
        ends = (start + length for length in self._lengths if start + length <= len(key))
        return next((end for end in ends if key[start:end] in self._keys), 0)

    def _counts(
        self, token: _Token, span: tuple[int, int], language: Language, *, is_address: bool
    ) -> bool:
        start, end = span
        if start == 0 and end == len(token.key):
            return False  # a whole word: the rules for known names see it
        place = bisect_right(token.edges, start) - 1
        first, last = token.edges[place : place + 2]
        if start == first and end == token.edges[bisect_left(token.edges, end)]:
            return True
        if end - start < _SHORTEST + is_address:
            return False
        if is_address:
            return True
        if end > last or last - first > _LONGEST:
            return False
        whole = token.key[first:last]
        rests = [token.key[first:start], token.key[end:last]]
        return not is_word(whole, language) and _are_words(rests, language)


def _are_words(rests: list[str], language: Language) -> bool:
    """Tell whether what is around a name is a word or an ending: then it is a compound."""
    return all(not rest or rest in _ENDINGS or _is_real_word(rest, language) for rest in rests)


def _is_real_word(rest: str, language: Language) -> bool:
    return len(rest) >= _SHORTEST_PART and is_word(rest, language)


def _plain(name: str) -> str:
    return "".join(c for c in folded(readable(name, "nl")[0]) if c.isalnum())


@cache
def _folded_letter(letter: str) -> str:
    """Give one letter without case and accent; a letter that becomes two stays one."""
    plain = folded(letter)
    return plain[:1] if plain.isalnum() else ""


def _token(word: str) -> _Token:
    key, places, edges = "", [], [0]
    for place, letter in enumerate(word):
        plain = _folded_letter(letter)
        is_hump = letter.isupper() and place > 0 and word[place - 1].islower()
        if (is_hump or not plain) and len(key) > edges[-1]:
            edges.append(len(key))
        if plain:
            key += plain
            places.append(place)
    if len(key) > edges[-1]:
        edges.append(len(key))
    return _Token(key, tuple(places), tuple(edges))
