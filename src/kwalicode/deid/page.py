"""A text as the recognizers read it: its words, where sentences start, what is in lower case."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kwalicode.deid.lists import fold
from kwalicode.model import Finding, IdentifierKind, Language

_LETTER = r"[^\W\d_][\u0300-\u036f]*"
WORD = re.compile(
    rf"(?:(?<!\w)['’‘](?=[tsn]\b))?(?:{_LETTER}|\d)+(?:[-‐‑'’&](?:{_LETTER}|\d)+)*"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?…:;]['\"”’)\]]*|\n|[\"“”„«(\[/•*–—#>|_]|(?<!\w)['‘’-])\s*$")
_GENITIVES = ("'s", "’s", "'S", "’S")


class Word(NamedTuple):
    """One word of a text; hyphens and apostrophes inside belong to it.

    Attributes:
        key: Folded, without a genitive with an apostrophe.
        end: Of the word without that genitive.
    """

    start: int
    end: int
    text: str
    key: str
    is_capital: bool
    starts_sentence: bool


@dataclass(frozen=True)
class Page:
    """A text with its words, made once for all recognizers."""

    text: str
    language: Language

    @cached_property
    def words(self) -> list[Word]:
        """All words in order."""
        return list(_words(self.text))

    @cached_property
    def lower_keys(self) -> frozenset[str]:
        """Keys of words that stand somewhere in lower case."""
        return frozenset(word.key for word in self.words if not word.is_capital)

    @cached_property
    def proper_keys(self) -> frozenset[str]:
        """Keys of words that stand inside a sentence with a capital letter, nowhere without."""
        inside = {w.key for w in self.words if w.is_capital and not w.starts_sentence}
        return frozenset(inside - self.lower_keys)

    @cached_property
    def _flat_lines(self) -> list[tuple[int, int]]:
        spans = [match.span() for match in re.finditer(r"[^\n]+", self.text)]
        return [(s, e) for s, e in spans if _is_flat(self.text[s:e])]

    def is_flat(self, word: Word) -> bool:
        """Tell whether the line of a word has no capitals, as speech recognition writes."""
        place = bisect_left(self._flat_lines, (word.start + 1, 0)) - 1
        return place >= 0 and word.start < self._flat_lines[place][1]

    def gap(self, left: Word, right: Word) -> str:
        """Give what stands between two words."""
        return self.text[left.start + len(left.text) : right.start]


def _is_flat(line: str) -> bool:
    return line[1:] == line[1:].lower() and line.count(" ") >= 3


def _words(text: str) -> Iterator[Word]:
    before = 0
    for match in WORD.finditer(text):
        start, surface = match.start(), match.group()
        starts_sentence = before == 0 or bool(_starts(text, before, start))
        before = match.end()
        core = surface[:-2] if surface.endswith(_GENITIVES) and len(surface) > 2 else surface
        yield Word(start, start + len(core), surface, fold(core), core[0].isupper(), starts_sentence)


def _starts(text: str, before: int, start: int) -> re.Match[str] | None:
    gap = text[before:start]
    return None if gap in {" ", ", ", "-"} else _SENTENCE_START.search(gap)


Recognizer = Callable[[Page], Iterator[Finding]]
"""A rule: reads a page and proposes findings."""


def pattern_recognizer(
    name: str, kind: IdentifierKind, score: float, pattern: re.Pattern[str]
) -> Recognizer:
    """Make a recognizer of a pattern; group `span` is the finding, or the whole match."""
    group = "span" if "span" in pattern.groupindex else 0

    def find(page: Page) -> Iterator[Finding]:
        for match in pattern.finditer(page.text):
            start, end = match.span(group)
            yield Finding(start, end, kind, score, name)

    return find
