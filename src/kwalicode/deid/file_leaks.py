"""Leaks in a text that others redacted, beside those that `leaks.LeakScanner` finds."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain

from kwalicode.deid.contact_leaks import (
    find_addresses,
    find_numbers,
    find_rooms,
    find_secret_links,
)
from kwalicode.deid.inside_names import NamesInside
from kwalicode.deid.leaks import LeakScanner
from kwalicode.deid.letter_leaks import find_addressed, find_recipients, find_signed
from kwalicode.deid.mask_leaks import find_remnants, find_undone, with_masked
from kwalicode.deid.masked_text import Hit, MarkFinder, MaskedText
from kwalicode.deid.small_cells import find_small_cells
from kwalicode.model import Language
from kwalicode.model.file_leaks import FileLeak, FileLeakKind

# Where two rules find the same place, the first tells more.
_RULES = (
    find_addresses,
    find_recipients,
    find_addressed,
    find_signed,
    find_numbers,
    find_rooms,
    find_remnants,
    find_secret_links,
    find_small_cells,
    find_undone,
)


def scan_redacted(
    text: str,
    find_marks: MarkFinder,
    language: Language,
    *,
    part: str = "",
    scanner: LeakScanner | None = None,
    inside: NamesInside | None = None,
) -> list[FileLeak]:
    """Look for what redaction left in a text.

    Zero-width characters and marks of direction are passed over, and letters of other scripts that
    look Latin are read as Latin ones.

    Args:
        text: As it stands in the file.
        find_marks: Gives where marks of redaction stand.
        language: Of the text.
        part: Where in the file the text stands.
        scanner: Knows the names of a study; they are looked for inside marks too.
        inside: Knows them too, for those inside other words and addresses.

    Returns:
        In reading order; no place is given twice.
    """
    masked = MaskedText(text, find_marks, language)
    hits: list[Hit] = []
    for hit in chain(
        _of_key(masked, scanner) if scanner else (),
        _in_words(masked, inside) if inside else (),
        *(rule(masked) for rule in _RULES),
    ):
        place = bisect_left(hits, hit.start, key=lambda one: one.start)
        near = hits[max(0, place - 1) : place + 1]
        if not any(one.start < hit.end and hit.start < one.end for one in near):
            hits.insert(place, hit)
    return [masked.leak(hit, part) for hit in with_masked(masked, hits)]


def _of_key(masked: MaskedText, scanner: LeakScanner) -> Iterator[Hit]:
    for leak in scanner.names_in(masked.plain, masked.language):
        yield Hit(FileLeakKind.KEY, leak.start, leak.end)


def _in_words(masked: MaskedText, inside: NamesInside) -> Iterator[Hit]:
    for start, end in inside.find(masked.plain, masked.language):
        yield Hit(FileLeakKind.KEY, start, end)
