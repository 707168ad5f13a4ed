"""The learned layer: a small network that marks the words of names.

It was trained by `python -m training`; docs/model-card.md says on what, how well it does and under
which licence the weights are. It reads the words of a page and not the tokens of spaCy, so that its
findings have the same edges as those of the rules.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

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
from kwalicode.deid.lookups import low_parties
from kwalicode.deid.network import read_network
from kwalicode.deid.page import Page, Word
from kwalicode.deid.sayings import outside_sayings
from kwalicode.deid.vocabulary import is_place_like, is_word
from kwalicode.model import Finding, IdentifierKind, Language

LABELS = ("none", "person", "other name")
NAME = "learned"
"""What its findings carry as their recognizer."""
_BORDER_NAME, _BORDER_WORD = 0.2, 0.3
"""How sure the network must be of a name, and of one that may well be a word: low, because one
missed name weighs more than many words masked in vain."""
_SCORE = 0.5


_read_network = cache(read_network)
N_FEATURES = 7


class Row(NamedTuple):
    """A word as the network reads it; None stands for the border of a line."""

    word: Word | None
    features: tuple[int, ...]


_BORDER = Row(None, (0,) * N_FEATURES)


def rows(page: Page) -> list[Row]:
    """Give the words of a page with their features, and a border between lines.

    Features are hashes of: the folded word, its first and last three letters, its shape, what
    lists of names and places hold it, what lists of other words hold it, what stands before it.
    """
    found: list[Row] = [_BORDER]
    end = 0
    for word in page.parts:
        gap = page.text[end : word.start]
        if "\n" in gap:
            found.append(_BORDER)
        surface = page.text[word.start : word.end]
        is_flat = not word.is_capital and page.is_flat(word)
        own = _features(surface, page.language, word.starts_sentence, is_flat)
        found.append(Row(word, (*own, _gap(gap))))
        end = word.end
    return [*found, _BORDER]


@lru_cache(1 << 14)
def _features(surface: str, language: Language, *flags: bool) -> tuple[int, ...]:
    key = fold(surface)
    shape = "".join(map(_shape, surface[:12]))
    squeezed = "".join(c for i, c in enumerate(shape) if shape[i - 2 : i] != 2 * c or i < 2)
    texts = (
        "".join("0" if c.isdigit() else c for c in key),
        f"<{key}"[:4],
        f"{key}>"[-4:],
        " ".join(map(str, (squeezed, *flags))),
    )
    lists = (_is_in_name_lists(key), _is_in_word_lists(key, surface, language))
    return (*map(_hash, texts), *(1 + sum(bit << i for i, bit in enumerate(x)) for x in lists))


def _hash(text: str) -> int:
    return crc32(text.encode())


def _shape(char: str) -> str:
    if char.isdigit():
        return "d"
    return "X" if char.isupper() else "x" if char.isalpha() else char


def _is_in_name_lists(key: str) -> tuple[bool, ...]:
    return (
        key in name_lists().first,
        is_surname(key),
        key in places().names,
        is_place_like(key),
    )


def _is_in_word_lists(key: str, surface: str, language: Language) -> tuple[bool, ...]:
    return (
        key in common_words(language) or key in words("no_names.txt"),
        key in titles(language),
        key in PARTICLES,
        is_word(surface, language),
        key in words("ambiguous_names.txt"),
        key in words("before_names.txt"),
        key in words("after_names.txt"),
        is_nationality(key),
    )


_GAPS = (" ", "-", ", ", ". ", ": ", "'s ", "' ", "\n")


def _gap(gap: str) -> int:
    for place, known in enumerate(_GAPS, 1):
        if known == gap:
            return place
    strange = [char for char in gap if not char.isspace()]
    return 20 if not gap.strip() else 21 + len(_GAPS) + "([\"'/.,?!".find(strange[0])


def chances(language: Language, page_rows: Sequence[Row]) -> Any:
    """Give the chance of each of `LABELS` for each row, `(n, 3)`."""
    ids = np.array([row.features for row in page_rows], dtype="uint64")
    return _read_network(language).chances(ids)


def find_learned(page: Page) -> Iterator[Finding]:
    """Find names as the network has learned to; it is loaded with the first page.

    Each is a suggestion of unknown kind: whether it is a person the rules tell better.
    """
    yield from outside_sayings(_findings(page), page)


def _findings(page: Page) -> Iterator[Finding]:
    read = rows(page)
    found = chances(page.language, read)
    run: list[int] = []
    for place, row in enumerate(read):
        if run and not (row.word and _continues(page, read[run[-1]].word, row.word)):
            yield from _finding(read, run)
            run = []
        if row.word and _is_name(page, row.word, 1 - float(found[place][0])):
            run.append(place)
        elif run:
            yield from _finding(read, run)
            run = []


def _is_name(page: Page, word: Word, chance: float) -> bool:
    if word.key in PARTICLES:
        return chance >= _BORDER_NAME
    if word.key in common_words(page.language) or word.key in words("no_names.txt"):
        return False
    if is_nationality(word.key) or any(char.isdigit() for char in word.text):
        return False
    if _is_said_as_word(page, word):
        return False
    return chance >= (_BORDER_NAME if _is_unlike_word(page, word) else _BORDER_WORD)


# 'Mark my words', 'Wil je dat': after these the first word of a sentence is a verb.
_OBJECTS = re.compile(
    r"\s(?:my|your|his|her|our|their|me|it|you|us|them|that|the|a|mijn|je|jouw|uw|ons|onze|hun|het|"
    r"de|een|me|mij|dat|maar|eens)\b"
)


def _is_said_as_word(page: Page, word: Word) -> bool:
    """Tell whether the text has it in lower case too, or it is a word, or a party, here."""
    is_listed = word.key in name_lists().first or is_surname(word.key)
    if word.is_capital and word.key in page.lower_keys and not is_listed:
        return True
    if not word.is_capital and word.key in low_parties():
        return True
    is_opening = word.starts_sentence and is_word(word.text, page.language)
    return is_opening and bool(_OBJECTS.match(page.text, word.end))


def _is_unlike_word(page: Page, word: Word) -> bool:
    """Tell whether a capital inside a sentence, or the dictionary, says that this is no word."""
    if word.is_capital and not word.starts_sentence and word.key not in page.lower_keys:
        return True
    has_its_case = word.is_capital or page.is_flat(word)
    return has_its_case and not is_word(word.key, page.language)


def _continues(page: Page, left: Word | None, right: Word) -> bool:
    if left is None:
        return False
    gap, is_letter = page.text[left.end : right.start], left.end - left.start < 3
    return gap in {" ", "-", "'"} or (gap in {".", ". "} and is_letter and left.is_capital)


def _finding(read: Sequence[Row], run: list[int]) -> Iterator[Finding]:
    """Make a finding of a run of words, unless it holds only letters and tussenvoegsels."""
    named = [place for place in run if _is_telling(read[place].word)]
    if not named:
        return
    first, last = read[run[0]].word, read[named[-1]].word
    if first and last:
        yield Finding(first.start, last.end, IdentifierKind.NAME_LIKE, _SCORE, NAME)


def _is_telling(word: Word | None) -> bool:
    return word is not None and len(word.key.strip("'’‘")) > 1 and word.key not in PARTICLES
