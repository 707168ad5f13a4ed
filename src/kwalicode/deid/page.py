"""A text as the recognizers read it: its words, where sentences start, what is in lower case."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from kwalicode.deid.lists import fold
from kwalicode.model import Finding, IdentifierKind, Language

_LETTER = r"[^\W\d_][\u0300-\u036f]*"
WORD = re.compile(rf"(?:(?<!\w)['’‘](?=[tsn]\b))?(?:{_LETTER}|\d)+(?:[-‐‑'’&](?:{_LETTER}|\d)+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:;]['\"”’)\]]*|\n|[\"“”„«(\[/•*–—#>|_]|(?<!\w)['‘’-])\s*$")
_HYPHEN, _BETWEEN = re.compile("[-‐‑&]"), re.compile("[^-‐‑&]+")
_FIGURE = re.compile(r"\d")
# A genitive, or what English contracts with a name: "Mark'll", "Bev'd".
_ENDING = re.compile("(?<=.)['’](?:[sS]|d|ll|re|ve)$")


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
    def figures(self) -> list[int]:
        """Where a word of figures, or with figures in it, starts."""
        return [word.start for word in self.words if _FIGURE.search(word.text)]

    @cached_property
    def low(self) -> str:
        """The text in lower case, to ask whether it holds a word at all."""
        return self.text.lower()

    def holds(self, needed: tuple[str, ...]) -> bool:
        """Tell whether the text holds one of some words in lower case, inside others too."""
        low = self.low
        for word in needed:  # noqa: SIM110  a generator in "any" takes as long as the search
            if word in low:
                return True
        return False

    @property
    def has_capitals(self) -> bool:
        """Tell whether there is any; patterns that need one are skipped where there is none."""
        return self.low != self.text

    @cached_property
    def keys(self) -> frozenset[str]:
        """Keys of all words."""
        return frozenset(word.key for word in self.words)

    @cached_property
    def figure_spans(self) -> list[tuple[int, int]]:
        """What stands around figures; see `matches_near`."""
        return list(_spans_around(self.figures, len(self.text)))

    @cached_property
    def _part_keys(self) -> frozenset[str]:
        return frozenset(part.key for part in self.parts)

    def spans_of(self, keys: frozenset[str]) -> list[tuple[int, int]]:
        """Give what stands around figures and some words; see `matches_near`."""
        return list(_spans_around(self.places_of(keys), len(self.text)))

    def places_of(self, keys: frozenset[str]) -> list[int]:
        """Give where figures stand, or one of some words."""
        if keys.isdisjoint(self._part_keys):
            return self.figures
        wanted = (part.start for part in self.parts if part.key in keys)
        return sorted({*self.figures, *wanted})

    @cached_property
    def parts(self) -> list[Word]:
        """All words, with those that hold a hyphen or '&' taken apart."""
        return [part for word in self.words for part in _parts(word)]

    @cached_property
    def lower_keys(self) -> frozenset[str]:
        """Keys of words that stand somewhere in lower case, but for those in web addresses."""
        low = (word for word in self.words if not word.is_capital)
        return frozenset(word.key for word in low if not self._is_in_address(word))

    def _is_in_address(self, word: Word) -> bool:
        before, after = self.text[word.start - 1 : word.start], self.text[word.end : word.end + 2]
        return before in {"@", "/", "_", "."} or bool(re.match(r"[@/_]|\.\w", after))

    @cached_property
    def inside_keys(self) -> frozenset[str]:
        """Keys of words that stand inside a sentence with a capital letter."""
        return frozenset(w.key for w in self.words if w.is_capital and not w.starts_sentence)

    @cached_property
    def proper_keys(self) -> frozenset[str]:
        """Keys of words that stand inside a sentence with a capital letter, nowhere without."""
        return self.inside_keys - self.lower_keys

    @cached_property
    def _flat_lines(self) -> list[tuple[int, int]]:
        spans = [match.span() for match in re.finditer(r"[^\n]+", self.text)]
        return [(s, e) for s, e in spans if _is_flat(self.text[s:e])]

    @property
    def has_flat_lines(self) -> bool:
        """Tell whether any line has no capitals."""
        return bool(self._flat_lines)

    def is_flat(self, word: Word) -> bool:
        """Tell whether the line of a word has no capitals, as speech recognition writes."""
        if not self._flat_lines:
            return False
        place = bisect_left(self._flat_lines, (word.start + 1, 0)) - 1
        return place >= 0 and word.start < self._flat_lines[place][1]

    def gap(self, left: Word, right: Word) -> str:
        """Give what stands between two words."""
        return self.text[left.start + len(left.text) : right.start]


def _parts(word: Word) -> Iterator[Word]:
    if not _HYPHEN.search(word.text):
        yield word
        return
    length, starts_sentence = word.end - word.start, word.starts_sentence
    for match in _BETWEEN.finditer(word.text[:length]):
        start, end = word.start + match.start(), word.start + match.end()
        text = match.group()
        yield Word(start, end, text, fold(text), text[0].isupper(), starts_sentence)
        starts_sentence = False


def _is_flat(line: str) -> bool:
    return line == line.lower() and line.count(" ") >= 3


def _words(text: str) -> Iterator[Word]:
    before = 0
    for match in WORD.finditer(text):
        start, surface = match.start(), match.group()
        starts_sentence = before == 0 or bool(_starts(text, before, start))
        before = match.end()
        core = surface if surface.isalnum() else _ENDING.sub("", surface)
        end, is_capital = start + len(core), core[0].isupper()
        yield Word(start, end, surface, fold(core), is_capital, starts_sentence)


def _starts(text: str, before: int, start: int) -> re.Match[str] | None:
    gap = text[before:start]
    return None if gap in {" ", ", ", "-"} else _SENTENCE_START.search(gap)


_REACH = 80


def matches_near(
    pattern: re.Pattern[str], places: Iterable[int], text: str
) -> Iterator[re.Match[str]]:
    """Search only around places with what a pattern cannot do without: many times faster.

    Args:
        pattern: What is looked for.
        places: Offsets in order.
        text: Where it is looked for.
    """
    for start, end in _spans_around(places, len(text)):
        yield from pattern.finditer(text, start, end)


def matches_in(
    pattern: re.Pattern[str], spans: Iterable[tuple[int, int]], text: str
) -> Iterator[re.Match[str]]:
    """Search only in some spans of a text."""
    return chain.from_iterable(pattern.finditer(text, start, end) for start, end in spans)


def _spans_around(places: Iterable[int], length: int) -> Iterator[tuple[int, int]]:
    start = end = 0
    for place in places:
        if place - _REACH > end:
            if end:
                yield start, end
            start = place - _REACH
        end = min(length, place + _REACH)
    if end:
        yield start, end


Recognizer = Callable[[Page], Iterator[Finding]]
"""A rule: reads a page and proposes findings."""


def pattern_recognizer(
    name: str,
    kind: IdentifierKind,
    score: float,
    pattern: re.Pattern[str],
    *,
    needs_figure: bool = False,
    needs: tuple[str, ...] = (),
) -> Recognizer:
    """Make a recognizer of a pattern; group `span` is the finding, or the whole match.

    Args:
        name: Shown to the reviewer.
        kind: Of all its findings.
        score: Of all its findings.
        pattern: What is looked for.
        needs_figure: Every match holds a figure, so only around figures is searched.
        needs: Every match holds one of these, in any case; without them nothing is searched.
    """
    group = "span" if "span" in pattern.groupindex else 0

    def find(page: Page) -> Iterator[Finding]:
        if needs and not page.holds(needs):
            return
        for begin, stop in page.figure_spans if needs_figure else ((0, len(page.text)),):
            for match in pattern.finditer(page.text, begin, stop):
                start, end = match.span(group if match[group] is not None else 0)
                yield Finding(start, end, kind, score, name)

    if needs_figure:
        _WITH_FIGURE.add(find)
    if needs:
        _NEEDS[find] = needs
    return find


_WITH_FIGURE: set[Recognizer] = set()
_NEEDS: dict[Recognizer, tuple[str, ...]] = {}


def together(*recognizers: Recognizer) -> Recognizer:
    """Make one recognizer of several: Presidio takes as long around a rule as the rule itself."""
    rules = tuple((rule, _NEEDS.get(rule)) for rule in recognizers)
    others = tuple(pair for pair in rules if pair[0] not in _WITH_FIGURE)

    def find(page: Page) -> Iterator[Finding]:
        for rule, needs in rules if page.figures else others:
            if needs is None or page.holds(needs):
                yield from rule(page)

    return find
