"""Known names that are spelled out, broken, written with other signs or in another spelling.

'L.e.i.j', 'Jan-sen', 'J@nsen', 'Leyten' for 'Leijten', 'jandeboer', 'Leijtentje': no rule for whole
words sees these.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from kwalicode.deid.known import NAMING, with_pieces
from kwalicode.deid.lists import (
    PARTICLES,
    all_common_words,
    fold,
    is_ambiguous,
    is_surname,
    name_lists,
)
from kwalicode.deid.marks import readable
from kwalicode.deid.near import NEAR_KNOWN
from kwalicode.deid.page import Page, Word
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Finding, IdentifierKind, Language

_SHORTEST, _SHORTEST_SPELLED = 4, 3
_LONGEST_TOKEN = 40
# What may stand between single letters, and between pieces of a word without a blank.
_BETWEEN_LETTERS = re.compile(r"[\s.,;:\-_*/·•|+~…]{1,4}")
_TIGHT = re.compile(r"[\-_.*/·•|+~…()\[\]\"]{1,3}|-[ \t]*\n[ \t]*")
_BLANK = re.compile(r"\s{1,3}|[ \t]*-[ \t]*(?:\n[ \t]*)?")
# Signs that are written for a letter; those of the second row only inside a word.
_EDGE_SIGNS, _INNER_SIGNS = "0123456789@€$£", "!|+"
_SIGNS = _EDGE_SIGNS + _INNER_SIGNS
_ODD = re.compile(
    rf"(?<=[^\W\d_])(?:[{_INNER_SIGNS}](?=[{_SIGNS}]?[^\W_])|[{_EDGE_SIGNS}])"
    rf"|(?<![\w@.])[{_EDGE_SIGNS}](?=[{_SIGNS}]?[^\W\d_])"
)
_IN_TOKEN = re.compile(rf"[\w{_SIGNS}]")
# A small 'l' looks like a capital 'I' and a one: all are one sign here, in names too.
_AS_LETTERS = str.maketrans("0123456789@€$£!|+l", "oizeasgtbgaesiiiti")
_DIPHTHONG, _SOUND = re.compile("(?<=[aeou])(?:ij|y|i)"), re.compile("(?<![aeou])(?:ij|y)")
# 'Leijtentje', 'Boompje', 'Koninkje', 'Mannetje', 'Annaatje'.
_DIMINUTIVE = re.compile(r"(?P<stem>\w{3,})jes?")


class DisguisedNames:
    """Finds names of the key that are written so that no reader misses them, but a search does.

    Args:
        names: Every surface that was accepted as identifying, with its kind.
    """

    def __init__(self, names: Mapping[str, IdentifierKind]) -> None:
        self._kinds: dict[str, IdentifierKind] = {}
        self._plain: set[tuple[str, ...]] = set()
        known = with_pieces({name: kind for name, kind in names.items() if kind in NAMING})
        for name, kind in known.items():
            keys, forms = _forms(name, kind)
            self._plain.add(keys)
            for form in forms:
                self._kinds.setdefault(form, kind)
        self._starts = {key[:end] for key in self._kinds for end in range(1, len(key))}
        self._as_signs = {key.translate(_AS_LETTERS): key for key in self._kinds}

    def find(self, page: Page, reason: str, score: float) -> Iterator[Finding]:
        """Give every place where one of the names is disguised; some may overlap.

        Args:
            page: The text.
            reason: The name that the findings carry as their recognizer; those that a blank broke
                carry `NEAR_KNOWN`, since two words may stand side by side by chance.
            score: Of the findings.
        """
        if not self._kinds:
            return
        keys = {word.key for word in page.parts}
        told = {key: kind for key in keys if (kind := self._other_form(key, page.language))}
        for word in page.parts if told else ():
            if word.key in told:
                yield Finding(word.start, word.end, told[word.key], score, reason)
        yield from self._broken(page, reason, score)
        for start, end in _odd_tokens(page.text):
            key = self._as_signs.get(fold(page.text[start:end]).translate(_AS_LETTERS), "")
            if len(key) >= _SHORTEST:
                yield Finding(start, end, self._kinds[key], score, reason)

    def _other_form(self, key: str, language: Language) -> IdentifierKind | None:
        """Tell of which kind a single word is in another spelling or form; None for no name."""
        letters = _letters(key)
        kind = self._kinds.get(letters)
        if kind is None and letters.endswith(("je", "jes")):
            stems = (stem for stem in _stems(letters) if len(stem) >= _SHORTEST)
            kinds = (self._kinds.get(stem) for stem in stems)
            kind = IdentifierKind.PERSON if IdentifierKind.PERSON in kinds else None
        is_other = len(letters) >= _SHORTEST and (key,) not in self._plain
        return kind if kind and is_other and not is_word(key, language) else None

    def _broken(self, page: Page, reason: str, score: float) -> Iterator[Finding]:
        parts, starts = page.parts, self._starts
        for place, word in enumerate(parts):
            if word.key in starts and (n := self._n_pieces(page, place)):
                pieces = parts[place : place + n]
                kind = self._kinds[_joined(pieces)]
                is_sure = _is_spelled(pieces) or not _has_blank(page, pieces)
                yield Finding(
                    word.start, pieces[-1].end, kind, score, reason if is_sure else NEAR_KNOWN
                )

    def _n_pieces(self, page: Page, place: int) -> int:
        """Give of how many words from a place on a name is made, the longest; 0 for none."""
        parts, joined, best = page.parts, page.parts[place].key, 0
        for last in range(place + 1, len(parts)):
            joined += parts[last].key
            is_name = joined in self._kinds
            if not is_name and joined not in self._starts:
                break
            if is_name and self._counts(page, parts[place : last + 1]):
                best = last + 1 - place
        return best

    def _counts(self, page: Page, pieces: Sequence[Word]) -> bool:
        gaps = [page.text[a.end : b.start] for a, b in pairwise(pieces)]
        length = len(_joined(pieces))
        if _is_spelled(pieces):
            # 'J.a.n', but no initials and no 'e.v.a.'.
            first, *rest = (page.text[one.start : one.end] for one in pieces)
            is_written = first.isupper() and all(one.islower() for one in rest)
            is_long = length >= _SHORTEST or (length == _SHORTEST_SPELLED and is_written)
            return is_long and all(map(_BETWEEN_LETTERS.fullmatch, gaps))
        if length < _SHORTEST:
            return False
        if all(map(_TIGHT.fullmatch, gaps)):
            return True
        if tuple(one.key for one in pieces) in self._plain:
            return False  # the rule for whole names sees it
        is_blank = all(_TIGHT.fullmatch(gap) or _BLANK.fullmatch(gap) for gap in gaps)
        return is_blank and _are_no_words(pieces, page.language)


@lru_cache(1 << 15)
def _forms(name: str, kind: IdentifierKind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the words of a name, and all that stands for it without blanks."""
    keys = tuple(part.key for part in Page(readable(name, "nl")[0], "nl").parts)
    telling = ((key,) for key in keys if _is_telling(key, keys, kind))
    spelled = {one for words in (keys, *telling) for one in spellings(_letters("".join(words)))}
    return keys, tuple(form for one in sorted(spelled) for form in (one, *_genitive(one)))


def _letters(name: str) -> str:
    return name if name.isalpha() else "".join(filter(str.isalpha, name))


def _is_telling(key: str, keys: Sequence[str], kind: IdentifierKind) -> bool:
    """Tell whether one word of a longer name of a person stands for that person."""
    is_part = kind == IdentifierKind.PERSON and len(keys) > 1 and key not in PARTICLES
    return is_part and len(key) >= _SHORTEST and not is_ambiguous(key)


def spellings(key: str) -> set[str]:
    """Give a name as it may be spelled; none where it is too short to tell.

    'ij', 'y' and 'ÿ' are one sound; behind a vowel so is 'i': Meijer, Meyer, Meier.

    >>> sorted(spellings("leyten"))
    ['leijten', 'leiten', 'leyten']
    """
    if len(key) < _SHORTEST_SPELLED:
        return set()
    return {key} | {
        _SOUND.sub(long, _DIPHTHONG.sub(short, key))
        for short in ("ij", "y", "i")
        for long in ("ij", "y")
    }


def _genitive(key: str) -> tuple[str, ...]:
    return () if len(key) < _SHORTEST or key.endswith(("s", "x", "z")) else (f"{key}s",)


def _stems(word: str) -> Iterator[str]:
    """Give of what a word may be the diminutive."""
    match = _DIMINUTIVE.fullmatch(word)
    stem = match["stem"] if match else ""
    yield stem
    if stem.endswith("t"):  # 'Leijtentje', 'Annaatje', 'Mannetje'
        short = stem[:-1]
        yield short
        if short[-2:] in {"aa", "oo", "uu", "ee"}:
            yield short[:-1]
        if short.endswith("e"):
            yield short[:-1]
            yield short[:-2]
    elif stem.endswith("p"):
        yield stem[:-1]
    elif stem.endswith("k"):
        yield f"{stem[:-1]}g"


def _joined(pieces: Iterable[Word]) -> str:
    return "".join(one.key for one in pieces)


def _is_spelled(pieces: Iterable[Word]) -> bool:
    return all(len(one.key) == 1 or one.key == "ij" for one in pieces)


def _has_blank(page: Page, pieces: Sequence[Word]) -> bool:
    return not all(_TIGHT.fullmatch(page.text[a.end : b.start]) for a, b in pairwise(pieces))


def _are_no_words(pieces: Sequence[Word], language: Language) -> bool:
    """Tell whether pieces with a blank between them make no sense as words.

    One is no word, or the first has a capital that no word has there: 'met Ver hoeven'.
    """
    if any(not is_word(one.key, language) for one in pieces):
        return True
    first, *rest = pieces
    is_name = first.key in name_lists().first or is_surname(first.key)
    is_odd = first.is_capital and not first.starts_sentence and not is_name
    return is_odd and not any(one.is_capital or one.key in _short_words() for one in rest)


@cache
def _short_words() -> frozenset[str]:
    """Give what follows a name in a sentence: 'Hans en', 'Ja en', 'Was it a'."""
    return PARTICLES | {word for word in all_common_words() if len(word) < _SHORTEST}


def _odd_tokens(text: str) -> Iterator[tuple[int, int]]:
    """Give the words in which a figure or sign stands beside a letter."""
    done = 0
    for match in _ODD.finditer(text):
        start, end = match.span()
        if start < done:
            continue
        while start > max(done, end - _LONGEST_TOKEN) and _IN_TOKEN.match(text, start - 1):
            start -= 1
        while end < min(len(text), start + _LONGEST_TOKEN) and _IN_TOKEN.match(text, end):
            end += 1
        done = end
        yield start, start + len(text[start:end].rstrip(_INNER_SIGNS))
