"""Pure text arithmetic: normal form, spans, replacements and the offsets they move."""

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029\v\f]")
# Word and web pages write these where the reader sees a plain character or nothing: controls,
# soft hyphens, blanks without width, marks and embeddings for the direction of writing. A half
# emoji, of which a PDF may hold one, is no text: it can be neither stored nor shown.
_UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
)
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
# Joiners mean something before a picture (families of emoji) and before letters of Arabic, Indic
# and other scripts that change form; anywhere else they only part a word unseen.
_JOINER = re.compile(
    "[\u200c\u200d]+(?![\u2190-\u2bff\U0001f000-\U0001faff]|(?=[\u0600-\u109f\u1780-\u18af])\\w)"
)
# What is left in a normal form without being seen: joiners, selectors of forms, fillers, tags.
_HIDDEN = (
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c\u200d\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0000-\U000e0fff"
)
_LEFT_HIDDEN = re.compile(f"[{_HIDDEN}]+")
# More marks than this on one letter make a normal form slow (Unicode Standard Annex 15, 13.1).
_MOST_MARKS = 30
_PILE = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS + 1},}}")


class Replacement(NamedTuple):
    """Put `text` in place of the code points `[start, end)`."""

    start: int
    end: int
    text: str


def normalise(text: str) -> str:
    r"""Bring a text to the form everything in a study has: NFC, `\n` line ends, no controls.

    What has no width goes too, but for the joiners that emoji and some scripts need; so does
    every mark on a letter after the thirtieth.

    >>> normalise("e\u0301e\u0301n\r\ntw\u200bee")
    'één\ntwee'
    """
    return _nfc(_JOINER.sub("", _nfc(_INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)))))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", _PILE.sub(_without_pile, text))


def _without_pile(run: re.Match[str]) -> str:
    kept, n_marks = [], 0
    for char in run.group():
        n_marks = n_marks + 1 if unicodedata.combining(char) else 0
        if n_marks <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)


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


def visible(text: str) -> tuple[str, OffsetMap]:
    r"""Give the normal form of a text without anything unseen, and the way back to the text.

    >>> plain, moved = visible("dat Jo\u200bse\u0301 zei")
    >>> plain, moved.back(4, 8)
    ('dat José zei', (4, 10))
    """
    if _without_hidden(text) == text:
        return text, OffsetMap([])
    changed = [
        _smallest(piece, plain)
        for piece in _piece().finditer(text)
        if (plain := _without_hidden(piece.group())) != piece.group()
    ]
    return replace_spans(text, changed), OffsetMap(changed)


def _without_hidden(text: str) -> str:
    return _nfc(_LEFT_HIDDEN.sub("", normalise(text)))


@cache
def _piece() -> re.Pattern[str]:
    """Match a character with all that belongs to it, or one that may have another normal form."""
    marks = "".join(c for c in map(chr, range(0x300, 0x1F000)) if unicodedata.category(c)[0] == "M")
    jamo = "\u1160-\u11ff"  # the later letters of a Korean syllable
    belongs = f"[{_UNSEEN}{_HIDDEN}{marks}{jamo}]"
    return re.compile(f"(?:\r\n|.){belongs}+|\r\n|[^\t\n -~]", re.DOTALL)


def _smallest(piece: re.Match[str], plain: str) -> Replacement:
    """Replace only what differs, so that what hides beside a name stays outside it."""
    pairs = enumerate(zip(piece.group(), plain, strict=False))
    n_same = next((place for place, (old, new) in pairs if old != new), len(plain))
    return Replacement(piece.start() + n_same, piece.end(), plain[n_same:])


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


def count_words(text: str) -> int:
    """Count words: what stands between blanks and was not blacked out.

    >>> count_words("Toen zei █████, niets.")
    3
    """
    return sum("█" not in word or any(map(str.isalnum, word)) for word in text.split())


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
