"""Sentences of the methods section: in Dutch or English, with numbers and days as they write them.

A part is filled sentence by sentence. What the study does not know is asked of the author in
brackets; which sentences could be told decides what the checklists still miss.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from kwalicode.model import Language

Form = str | tuple[str, str]
"""A sentence, or the one for one and the one for more."""

Words = Mapping[str, tuple[Form, Form]]
"""Dutch and English by key."""


class Line(NamedTuple):
    """A sentence; one that asks something of the author stands in brackets."""

    text: str
    is_asked: bool = False


class Grid(NamedTuple):
    """A table: the first row holds the heads; widths in hundredths of a centimetre."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


class Part(NamedTuple):
    """A part of the section.

    Attributes:
        told: Keys of the sentences that the study could fill.
    """

    key: str
    title: str
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...]
    told: frozenset[str]

    @property
    def text(self) -> str:
        """What the study tells, as one paragraph; empty where it tells nothing."""
        return " ".join(line.text for line in self.lines if not line.is_asked)

    @property
    def asked(self) -> list[str]:
        """What the author must write, each a paragraph."""
        return [line.text for line in self.lines if line.is_asked]


class Teller:
    """Writes the sentences of one part.

    Args:
        key: Of the part; its title is the word of this key.
        words: Of the part.
        language: Of the sentences.
    """

    def __init__(self, key: str, words: Words, language: Language) -> None:
        self.key, self.words, self.language = key, words, language
        self._lines: list[Line] = []
        self._grids: list[Grid] = []
        self._told: set[str] = set()

    def word(self, key: str, n: int | None = None, /, **values: object) -> str:
        """Give a sentence with its values; `{n}` is the number."""
        form = self.words[key][self.language == "en"]
        if isinstance(form, tuple):
            form = form[0 if n == 1 else 1]
        shown = {} if n is None else {"n": self.number(n)}
        return form.format(**shown, **values)

    def tell(self, key: str, n: int | None = None, /, **values: object) -> None:
        """Add a sentence that the study fills."""
        self._lines.append(Line(self.word(key, n, **values)))
        self._told.add(key)

    def tell_text(self, key: str, text: str) -> None:
        """Add sentences that were written elsewhere, under a key."""
        self._lines.append(Line(text))
        self._told.add(key)

    def ask(self, key: str, **values: object) -> None:
        """Add what the author must write."""
        self._lines.append(Line(f"[{self.word(key, **values)}]", is_asked=True))

    def show(self, heads: str, rows: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
        """Add a table, its heads from the word of a key with bars between them."""
        named = tuple(self.word(heads).split("|"))
        self._grids.append(Grid((named, *(tuple(row) for row in rows)), tuple(widths)))

    def number(self, value: float, digits: int = 0) -> str:
        """Write a number: 1.643 or 1,643; with digits behind the point always as many."""
        form = "#,##0." + "0" * digits if digits else "#,##0"
        return str(format_decimal(value, form, locale=self.language))

    def percent(self, share: float) -> str:
        """Write a share from 0 to 1: 39 % in Dutch, 39% in English."""
        form = "#,##0\u00a0%" if self.language == "nl" else "#,##0%"
        return str(format_percent(share, form, locale=self.language))

    def day(self, when: date) -> str:
        """Write a day: 28 september 2022, 28 September 2022."""
        return str(format_date(when, "d MMMM y", locale=self.language))

    def listed(self, words: Iterable[str]) -> str:
        """Join words: a, b en c."""
        # English lists get no comma before 'and', as elsewhere in this program.
        return str(format_list(list(words), locale="nl" if self.language == "nl" else "en_GB"))

    def part(self) -> Part:
        """Give the part."""
        told, grids = frozenset(self._told), tuple(self._grids)
        return Part(self.key, self.word("title"), tuple(self._lines), grids, told)
