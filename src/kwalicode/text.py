"""Pure text arithmetic: normal form, spans, replacements and the offsets they move."""

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029\v\f]")
# Word and web pages write these where the reader sees a plain character or nothing.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u00ad]")


class Replacement(NamedTuple):
    """Put `text` in place of the code points `[start, end)`."""

    start: int
    end: int
    text: str


def normalise(text: str) -> str:
    r"""Bring a text to the form everything in a study has: NFC, `\n` line ends, no controls.

    >>> normalise("e\u0301e\u0301n\r\ntwee")
    'één\ntwee'
    """
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)))


def replace_spans(source: str, replacements: Sequence[Replacement]) -> str:
    """Apply non-overlapping replacements to a text.

    Args:
        source: The original text.
        replacements: Spans of `source`, in any order, none overlapping another.

    Returns:
        The text with every span replaced and all else untouched.

    Raises:
        ValueError: Two replacements overlap.

    >>> replace_spans("Ana met Bo.", [Replacement(0, 3, "[P1]")])
    '[P1] met Bo.'
    """
    pieces, position = [], 0
    for start, end, text in sorted(replacements):
        if start < position:
            raise ValueError(f"Replacement at [{start}, {end}) overlaps another.")
        pieces += [source[position:start], text]
        position = end
    return "".join([*pieces, source[position:]])


class OffsetMap:
    """Moves offsets between a source text and the text with replacements applied.

    An offset inside a replaced span has no exact place on the other side; it moves to the
    nearest edge that keeps the span whole: starts move down, ends move up.

    >>> moved = OffsetMap([Replacement(0, 3, "[P1]")])
    >>> moved.forward(0, 7), moved.back(0, 8)
    ((0, 8), (0, 7))
    """

    def __init__(self, replacements: Sequence[Replacement]) -> None:
        shift = 0
        self._source: list[tuple[int, int]] = []
        self._target: list[tuple[int, int]] = []
        for start, end, text in sorted(replacements):
            self._source.append((start, end))
            self._target.append((start + shift, start + shift + len(text)))
            shift += len(text) - (end - start)

    def forward(self, start: int, end: int) -> tuple[int, int]:
        """Move a segment of the source text to the replaced text."""
        return _move(start, end, self._source, self._target)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Move a segment of the replaced text to the source text."""
        return _move(start, end, self._target, self._source)


Spans = list[tuple[int, int]]


def _move(start: int, end: int, here: Spans, there: Spans) -> tuple[int, int]:
    return (
        _move_one(start, here, there, inside=0, at_end=False),
        _move_one(end, here, there, inside=1, at_end=True),
    )


def _move_one(offset: int, here: Spans, there: Spans, *, inside: int, at_end: bool) -> int:
    # The last span that starts before an end offset, or at or before a start offset.
    last = bisect_right(here, offset - at_end, key=lambda span: span[0]) - 1
    if last < 0:
        return offset
    if offset < here[last][1] or (at_end and offset == here[last][1]):
        return there[last][inside]
    return offset + there[last][1] - here[last][1]


def uncovered(span: tuple[int, int], text: str, covers: Sequence[tuple[int, int]]) -> Spans:
    """Give the parts of a span that no other span covers, without blanks at their edges.

    Parts without a letter or digit are left out.

    >>> uncovered((0, 12), "Jan de Vries", [(0, 3)])
    [(4, 12)]
    """
    start, parts = span[0], []
    for cover_start, cover_end in sorted(covers):
        parts.append((start, min(cover_start, span[1])))
        start = max(start, cover_end)
    parts.append((start, span[1]))
    return [_trimmed(part, text) for part in parts if any(map(str.isalnum, text[slice(*part)]))]


def _trimmed(span: tuple[int, int], text: str) -> tuple[int, int]:
    words = text[slice(*span)]
    blanks = len(words) - len(words.lstrip())
    return span[0] + blanks, span[0] + len(words.rstrip())


_CONTEXT = 32


def surroundings(text: str, start: int, end: int) -> str:
    """Give a fingerprint of the 32 code points before and after a segment.

    Together with the words of the segment it tells later whether a coding still stands where
    it was put.
    """
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return hashlib.sha256(f"{before}\0{after}".encode()).hexdigest()[:16]


def find_again(text: str, wanted: str, fingerprint: str) -> tuple[int, int] | None:
    """Find the one place where `wanted` stands in the surroundings of `fingerprint`.

    Returns:
        `(start, end)`, or None where no place or more than one fits.

    >>> find_again("ja en ja", "ja", surroundings("ja en ja", 6, 8))
    (6, 8)
    """
    found = re.finditer(f"(?={re.escape(wanted)})", text)  # places may overlap
    places = [(m.start(), m.start() + len(wanted)) for m in found]
    fitting = [place for place in places if surroundings(text, *place) == fingerprint]
    return fitting[0] if len(fitting) == 1 else None


def folded(name: str) -> str:
    """Give the form in which two names are the same: no case, accents or double blanks.

    >>> folded("  Ayşe  YILDIZ")
    'ayse yildiz'
    """
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i").replace("ł", "l"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
