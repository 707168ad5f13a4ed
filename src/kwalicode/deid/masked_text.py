"""A text that others redacted, with its masks known: what the rules for leaks of a file read."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple

from kwalicode.deid.lists import fold, is_surname, name_lists
from kwalicode.deid.look_alikes import plain_letters
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Language
from kwalicode.model.file_leaks import FileLeak, FileLeakKind
from kwalicode.text import visible

MASK = "█"
MarkFinder = Callable[[str], Iterable[tuple[int, int]]]
_AROUND = 40
_DOMAIN = re.compile(r"(?:[\w-]{1,60}\.){1,6}[a-z]{2,10}", re.IGNORECASE)


class Hit(NamedTuple):
    """A leak at `[start, end)` of a masked text.

    Attributes:
        masked_at: Where the same was masked, or -1.
    """

    kind: FileLeakKind
    start: int
    end: int
    masked_at: int = -1


class MaskedText:
    """A text without look-alikes and hidden characters, as it is and with its masks filled.

    Args:
        text: As it stands in the file.
        find_marks: Gives where marks of redaction stand.
        language: Which dictionary tells words from names first.

    Attributes:
        plain: The text as a reader sees it.
        filled: As long, with every mark as a run of `MASK`.
    """

    def __init__(self, text: str, find_marks: MarkFinder, language: Language) -> None:
        self.plain = plain_letters(visible(text)[0])
        self.language = language
        pieces, position = [], 0
        for start, end in find_marks(self.plain):
            pieces += [self.plain[position:start], MASK * (end - start)]
            position = end
        self.filled = "".join([*pieces, self.plain[position:]])

    @cached_property
    def domains(self) -> str:
        """All domains of the text, in lower case: pieces of them show nobody."""
        addresses = re.finditer(rf"(?:@|www\.)({_DOMAIN.pattern})", self.filled, re.IGNORECASE)
        return " ".join({match[1].lower() for match in addresses})

    @cached_property
    def rows(self) -> list[tuple[int, str]]:
        """The lines, filled, each with where it starts."""
        return list(zip(self._starts, self.filled.split("\n"), strict=True))

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.plain))]

    def is_name(self, word: str) -> bool:
        """Tell whether a word with a capital is a first name, or a surname and no word."""
        key = fold(word)
        if key in name_lists().first and len(key) > 2:
            return True
        is_plain = is_word(word, self.language) or word[:2].isupper() or len(word) < 3
        return not is_plain and (is_surname(key) or not is_word(word.lower(), "en"))

    def is_listed(self, word: str) -> bool:
        """Tell whether a word is a listed first name or surname."""
        key = fold(word)
        return len(key) > 2 and (key in name_lists().first or is_surname(key))

    def leak(self, hit: Hit, part: str = "") -> FileLeak:
        """Say where a hit stands, with what is around it on its line."""
        line = bisect_right(self._starts, hit.start)
        first = self._starts[line - 1]
        last = self.plain.find("\n", hit.end)
        last = len(self.plain) if last < 0 else last
        start, end = max(first, hit.start - _AROUND), min(last, hit.end + _AROUND)
        masked = bisect_right(self._starts, hit.masked_at) if hit.masked_at >= 0 else 0
        snippet = " ".join(self.plain[start:end].split())
        return FileLeak(hit.kind, line, hit.start - first + 1, snippet, part, masked)
