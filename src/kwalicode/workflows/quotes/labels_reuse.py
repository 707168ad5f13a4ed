"""The same words in two quotes, told differently: who puts them together learns more (2.1)."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from kwalicode.model import Quote
from kwalicode.model.quotes import BETWEEN_SEGMENTS, OMISSION, RegisteredQuote, adapted_text
from kwalicode.text import folded
from kwalicode.workflows.quotes.labels_groups import PlacedQuote


class Reused(NamedTuple):
    """A segment of which two quotes say different things.

    Attributes:
        first: Words of the one as they go out.
        second: Words of the other; '' for those of an earlier export, which are not kept.
        document: Title of the document inside the study.
        what: Whether the words differ or only the role label.
        exported_at: When it was exported with other words; '' for two quotes of now.
    """

    first: str
    second: str
    document: str
    what: Literal["words", "label"]
    exported_at: str = ""


def reused(quotes: Sequence[PlacedQuote], known: Mapping[str, tuple[str, str]]) -> list[Reused]:
    """List the quotes that tell the same words differently, now or since an earlier export.

    Args:
        quotes: All that goes out.
        known: Fingerprint of the words of quotes that went out before, and when, by their id.
    """
    return [*_together(quotes), *_since(quotes, known)]


class _Use(NamedTuple):
    start: int
    end: int
    segment: int
    one: PlacedQuote


def _together(quotes: Sequence[PlacedQuote]) -> Iterator[Reused]:
    by_document: dict[str, dict[object, _Use]] = {}
    for one in quotes:
        for number, (document_id, start, end) in enumerate(one.place.segments if one.place else ()):
            # The same passage under several codes is one use of it.
            same = (start, end, one.quote.text, folded(one.label))
            uses = by_document.setdefault(document_id, {})
            uses.setdefault(same, _Use(start, end, number, one))
    for uses in by_document.values():
        open_uses: list[_Use] = []
        for use in sorted(uses.values(), key=lambda use: (use.start, use.end)):
            open_uses = [other for other in open_uses if other.end > use.start]
            # One other is enough to look at this one.
            found = next(filter(None, (_compared(other, use) for other in open_uses)), None)
            if found:
                yield found
            open_uses.append(use)


def _compared(first: _Use, second: _Use) -> Reused | None:
    # Two passages that nobody adapted say what stands there.
    if not (_registered(first) or _registered(second)) or first.one is second.one:
        return None
    start, end = max(first.start, second.start), min(first.end, second.end)
    left, right = (_said(use, start, end) for use in (first, second))
    labels = {folded(use.one.label) for use in (first, second)} - {""}
    if left == right and len(labels) < 2:
        return None
    quotes = (first.one.quote, second.one.quote)
    what: Literal["words", "label"] = "words" if left != right else "label"
    return Reused(quotes[0].text, quotes[1].text, quotes[0].document, what)


def _registered(use: _Use) -> RegisteredQuote | None:
    return use.one.place.registered if use.one.place else None


def _said(use: _Use, start: int, end: int) -> str:
    """Give the words of `[start, end)` of the document as they go out in a quote."""
    registered = _registered(use)
    if registered is None:
        return _bare(use.one.quote.text[start - use.start : end - use.start])
    before = registered.segments[: use.segment]
    offset = sum(len(one.text) + len(BETWEEN_SEGMENTS) for one in before) - use.start
    first, last = start + offset, end + offset
    changes = [one for one in registered.changes if one.start < last and one.end > first]
    first = min([first, *(one.start for one in changes)])
    last = max([last, *(one.end for one in changes)])
    shift = [replace(one, start=one.start - first, end=one.end - first) for one in changes]
    return _bare(adapted_text(registered.original[first:last], shift))


def _bare(words: str) -> str:
    """Leave out the signs that pull quotes lack: they say the same as the quote they repeat."""
    return " ".join(words.replace(OMISSION, " ").translate(_BRACKETS).split())


_BRACKETS = str.maketrans("", "", "[]")


def fingerprints(quotes: Iterable[Quote]) -> dict[str, str]:
    """Give a fingerprint of the words of each quote, by its id; no words are kept twice."""
    return {one.coding_id: _fingerprint(one) for one in quotes}


def _fingerprint(quote: Quote) -> str:
    return hashlib.sha256(" ".join(quote.text.split()).encode()).hexdigest()[:16]


def _since(quotes: Sequence[PlacedQuote], known: Mapping[str, tuple[str, str]]) -> Iterator[Reused]:
    for one in quotes:
        before = known.get(one.quote.coding_id)
        if before and before[0] != _fingerprint(one.quote):
            yield Reused(one.quote.text, "", one.quote.document, "words", before[1])
