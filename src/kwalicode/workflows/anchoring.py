"""Where codings and barred passages stand once a text was corrected, masked anew, or both.

The way leads over the raw text: old release back, edits forward, new release forward.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from itertools import chain, combinations
from typing import NamedTuple

from kwalicode.model import Barred, Coding
from kwalicode.store import anchor_checks, barred, codings, quote_places
from kwalicode.store.files import Database
from kwalicode.store.history import close_steps, forget_words
from kwalicode.text import OffsetMap, Replacement

Span = tuple[int, int]
_Key = tuple[int, int, str | None, str, int]
_TABLES = (("codings", "text"), ("barred", "text"), ("anchor_checks", "before"))
_WORD = re.compile(r"\w+")
_MASK = "[…]"


class Trail(NamedTuple):
    """The way from the text of a document to its next one.

    Attributes:
        earlier: Replacements of the old release, in the old raw text.
        edits: From the old raw text to the new one.
        later: Replacements of the new release, in the new raw text.
        old_raw: The raw text of the old release.
        new_raw: That of the new one.
        text: The new de-identified text.
    """

    earlier: Sequence[Replacement]
    edits: Sequence[Replacement]
    later: Sequence[Replacement]
    old_raw: str
    new_raw: str
    text: str


class _Moved(NamedTuple):
    """A segment in the new text.

    Attributes:
        is_kept: Whether its raw words are the same.
        is_lost: Whether nothing of them is left.
    """

    span: Span
    is_kept: bool
    is_lost: bool


class _Way:
    def __init__(self, trail: Trail) -> None:
        self.trail = trail
        self._maps = OffsetMap(trail.earlier), OffsetMap(trail.edits), OffsetMap(trail.later)

    def move(self, start: int, end: int) -> _Moved:
        earlier, edits, later = self._maps
        before = earlier.back(start, end)
        after = edits.forward(*before)
        words = self.trail.new_raw[slice(*after)]
        is_kept = self.trail.old_raw[slice(*before)] == words
        return _Moved(later.forward(*after), is_kept, is_lost=not words.strip())


def move_marks(
    db: Database, document_id: str, trail: Trail, masked: Collection[str], *, coder: str
) -> int:
    """Let all that stands on a document stand on its next text; history forgets the old words.

    A coding whose raw words a correction changed stands where they were, and is put on the list of
    codings to look at. One whose words are gone stands at the nearest word, on that list too. What
    was barred stays barred as far as anything of it is left, also in lines that went elsewhere.

    Args:
        db: Inside the write on the study file that stores the new text.
        document_id: The document.
        trail: The way from the old text to the new one.
        masked: Words that stand for nobody any more in the new text; they leave the list too.
        coder: Who stores the new text.

    Returns:
        How many codings a person has to look at because of this.
    """
    way = _Way(trail)
    hide = _hiding(masked)
    standing = codings.find_codings(db, document_id)
    moved = {coding.coding_id: way.move(coding.start, coding.end) for coding in standing}
    changed = [one for one in standing if not moved[one.coding_id].is_kept]
    _move_barred(db, document_id, way, coder)
    _move_quotes(db, document_id, way)
    places = _places(standing, moved, trail.text)
    codings.move_codings(db, document_id, trail.text, places)
    anchor_checks.rewrite_checks(db, document_id, hide)
    for coding in changed:
        is_lost = moved[coding.coding_id].is_lost
        before = hide(coding.text)
        anchor_checks.add_check(db, coding.coding_id, document_id, before, is_lost=is_lost)
    for table, words in _TABLES:
        close_steps(db, table, "document_id", document_id)
        forget_words(db, table, "document_id", document_id, words=words)
    return len(changed)


def _move_barred(db: Database, document_id: str, way: _Way, coder: str) -> None:
    passages: list[Barred] = barred.find_barred(db, document_id)
    text = way.trail.text
    moved = {one.barred_id: way.move(one.start, one.end) for one in passages}
    places = {barred_id: place.span for barred_id, place in moved.items()}
    barred.move_barred(db, document_id, text, places)
    for one in passages:
        if not moved[one.barred_id].is_kept:
            for start, end in _gone_elsewhere(one.text, places[one.barred_id], text):
                there = replace(one, barred_id="", start=start, end=end, text=text[start:end])
                barred.add_barred(db, there, coder=coder)


def _move_quotes(db: Database, document_id: str, way: _Way) -> None:
    standing = quote_places.segments_in(db, document_id)
    places = {one.segment_id: way.move(one.start, one.end).span for one in standing}
    quote_places.move_segments(db, document_id, way.trail.text, places)


def _gone_elsewhere(words: str, span: Span, text: str) -> list[Span]:
    """List where the lines of a passage stand now that are not in its new place any more."""
    here = text[slice(*span)]
    gone = [line.strip() for line in words.split("\n") if line.strip() and line.strip() not in here]
    found = [(text.find(line), line) for line in gone]
    return [(start, start + len(line)) for start, line in found if start >= 0]


def _places(standing: Sequence[Coding], moved: dict[str, _Moved], text: str) -> dict[str, Span]:
    """Give each coding its place; none of those to look at may fall together with another one."""
    places: dict[str, Span] = {}
    taken: set[_Key] = set()
    for coding in sorted(standing, key=lambda one: not moved[one.coding_id].is_kept):
        place = moved[coding.coding_id]
        span = place.span
        if not place.is_kept:
            span = _free(_standing(span, text), text, coding, taken)
        places[coding.coding_id] = span
        taken.add(_key(span, coding))
    return places


def _key(span: Span, coding: Coding) -> _Key:
    return (*span, coding.code_id, coding.coder, coding.pass_id)


def _standing(span: Span, text: str) -> Span:
    """Give a segment that holds something: itself, else the word behind it or before it."""
    if text[slice(*span)].strip():
        return span
    found = _WORD.search(text, span[1]) or next(reversed([*_WORD.finditer(text[: span[0]])]), None)
    return found.span() if found else (0, len(text))


def _free(span: Span, text: str, coding: Coding, taken: Collection[_Key]) -> Span:
    """Give the segment, or one that differs from it as little as can be and is not taken."""
    start, end = span
    size = len(text)
    shorter = ((start, last) for last in range(end, start, -1))
    longer = ((start, last) for last in range(end + 1, size + 1))
    others = combinations(range(size + 1), 2)
    tried: Iterable[Span] = chain(shorter, longer, others)
    # A text of a letter or two has no more places: equal codings become one there.
    return next((one for one in tried if _key(one, coding) not in taken), span)


def _hiding(words: Collection[str]) -> Callable[[str], str]:
    """Make a function that puts a mask over words wherever they stand."""
    ordered = sorted({word for word in words if word.strip()}, key=len, reverse=True)
    if not ordered:
        return str
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in ordered))
    return lambda text: pattern.sub(_MASK, text)
