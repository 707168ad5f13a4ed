"""One text file that holds many documents: where each of them begins."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kwalicode.formats.heads import (
    DocumentType,
    clean,
    is_closing,
    is_contact,
    is_dated,
    is_greeting,
    is_label,
    is_prose,
    is_shouted,
    is_title,
    labels_from,
    type_of_title,
)
from kwalicode.formats.mail import Head, announces_earlier, quotes, read_head
from kwalicode.text import normalise

# So many blank rows are no paragraph but a page; so often a row comes back that is on every page.
_PAGE, _OFTEN = 3, 3
# A head has about so many rows that are not blank.
_HEAD_ROWS = 8
_RULE = re.compile(r"\s*(?:[=#*]\s?){5,}\s*|\s*-{20,}\s*")
_NUMBERED = re.compile(
    r"\W{0,8}(?:document|doc|stuk|bestand|file|item)\W{0,3}(?:nr\.?|no\.?|nummer|number)?\s*"
    r"(?P<n>\d{1,4})\b[^a-z]*.{0,80}",
    re.IGNORECASE,
)
# The head of a quoted mail of which too little is left to read it.
_QUOTED = re.compile(r"[\s>*]*(?:van|from)\s?:.*[@\[█■]", re.IGNORECASE)
_SAME = 30


class Start(NamedTuple):
    """Where a document of a bundle begins.

    Attributes:
        row: Number of the row, from 0.
        type: What kind of document it seems to be; empty where nothing tells.
    """

    row: int
    type: DocumentType


def bundle_rows(text: str) -> list[str]:
    """Give the rows of a text; a form feed becomes the blank rows between two pages."""
    return normalise(text.replace("\f", "\n" * (_PAGE + 1))).split("\n")


def find_starts(rows: Sequence[str]) -> list[Start]:
    """Find where the documents of a bundle begin, by their heads and by how others end.

    What tells: numbered marks between documents; the head of a mail that is not quoted; a title
    with the type of a document, with labels below it, a new page before it, a letter closed
    above it or a year in it; a letterhead that this bundle repeats; an opening that another
    document of this bundle has.

    Args:
        rows: From `bundle_rows`.

    Returns:
        In order, the first row with words always among them.
    """
    marked = _numbered(rows)
    if marked:
        return marked
    reading = _Reading(rows)
    starts = list(reading.starts())
    return reading.with_same_openings(starts)


def _numbered(rows: Sequence[str]) -> list[Start]:
    """Give the documents under marks such as '=== Document 3 ==='."""
    marks = [
        (place, int(match["n"]))
        for place, row in enumerate(rows)
        if len(row) < 120 and (match := _NUMBERED.fullmatch(row))
    ]
    numbers = [number for _, number in marks]
    if len(numbers) < 2 or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return []
    return [Start(place, type_below(rows, place)) for place, _ in marks]


def type_below(rows: Sequence[str], start: int) -> DocumentType:
    """Tell what kind of document seems to begin at a row."""
    near = [place for place in range(start, min(len(rows), start + 20)) if rows[place].strip()]
    for place in near[:_HEAD_ROWS]:
        if read_head(rows, place):
            return "e-mail"
        if kind := type_of_title(clean(rows[place])):
            return kind
    return "letter" if any(is_greeting(clean(rows[place])) for place in near) else ""


class _Reading:
    """Reads a bundle row by row and knows what stands above."""

    def __init__(self, rows: Sequence[str]) -> None:
        self._rows = rows
        self._plain = [clean(row) for row in rows]
        self._pages = self._page_starts()
        self._letterheads = self._repeated_heads()
        labels = Counter(row.casefold() for row in self._plain if row and is_label(row))
        self._running = {row for row, n in labels.items() if n >= _OFTEN}
        self._heads = {
            place: head
            for place, row in enumerate(self._plain)
            if row and (head := read_head(rows, place))
        }
        self._outer: Head | None = None
        self._open: Head | None = None
        self._is_closed = self._has_body = False
        self._n_since = 0

    def _page_starts(self) -> set[int]:
        pages, n_blank = {0}, 0
        for place, row in enumerate(self._rows):
            if _RULE.fullmatch(row):
                n_blank = _PAGE
            elif row.strip():
                if n_blank >= _PAGE:
                    pages.add(place)
                n_blank = 0
            else:
                n_blank += 1
        return pages

    def _repeated_heads(self) -> set[str]:
        """Give the first and second rows that many pages have, each with other words below."""
        tops: dict[str, set[str]] = {}
        for place in self._pages:
            rows = [row for row in self._plain[place : place + 12] if row]
            for row in rows[:2]:
                if _is_name(row) and not is_dated(row):
                    tops.setdefault(row.casefold(), set()).add(" ".join(rows[2:4]))
        return {row for row, below in tops.items() if len(below) >= _OFTEN}

    def starts(self) -> Iterator[Start]:
        place, first = 0, True
        while place < len(self._rows):
            if head := self._heads.get(place):
                if first or not self._is_quoted(head, place):
                    yield Start(place, "e-mail")
                    self._begin(head)
                    first = False
                else:
                    self._is_closed = False
                place = head.end
                continue
            kind = self._kind_of_start(place) if self._rows[place].strip() else None
            if kind is not None or (first and self._rows[place].strip()):
                yield Start(self._with_lead(place), kind or "")
                self._begin(None)
                first = False
            self._look_at(place)
            place += 1

    def _begin(self, head: Head | None) -> None:
        self._outer = self._outer or head
        self._open, self._is_closed, self._has_body = head, False, False
        # A mail has its head behind it; in another document it goes on for some rows.
        self._n_since = 0 if head is None else 2 * _HEAD_ROWS

    def _look_at(self, place: int) -> None:
        row = self._plain[place]
        self._n_since += bool(self._rows[place].strip())
        self._has_body |= len(row) > 60 and is_prose(row) and not is_label(row)
        if row and (announces_earlier(self._rows[place]) or _QUOTED.match(self._rows[place])):
            self._is_closed = False
        elif is_closing(row):
            self._is_closed = True

    def _is_quoted(self, head: Head, place: int) -> bool:
        """Tell whether a mail is quoted by the one that is open."""
        if self._open is None or self._outer is None:
            return False
        above = next((row for row in reversed(self._rows[:place]) if row.strip()), "")
        if announces_earlier(above) or (head.has_colons and not self._outer.has_colons):
            return True
        if place in self._pages:
            return False
        return quotes(self._open, head, is_other_program=head.label != self._outer.label)

    def _kind_of_start(self, place: int) -> DocumentType | None:
        """Give the type of the document that begins at a row, None where none does."""
        row = self._plain[place]
        is_page = place in self._pages
        if not row or not any(map(str.isalpha, row)) or row.casefold() in self._running:
            return None
        kind, labels = type_of_title(row), self._labels(place)
        has_own_head = is_page and kind and len(labels) > 1
        if self._is_in_head(is_page=is_page) and not has_own_head:
            return None
        is_parted = is_page or self._is_closed or is_shouted(row)
        is_told = is_dated(row) and (kind == "report" or labels)
        if kind and not is_label(row) and (is_parted or len(labels) > 1 or is_told):
            return kind
        if is_page and (self._is_closed or self._is_letterhead(place)):
            return type_below(self._rows, place)
        if self._is_closed and self._opens(place):
            return type_below(self._rows, place)
        is_block = len(labels) > 2 and labels_from([row], 0) and not is_prose(row[:60])
        return type_below(self._rows, place) if is_block else None

    def _is_in_head(self, *, is_page: bool) -> bool:
        """Tell whether what was opened last still has its head here."""
        if is_page and self._is_closed:
            return False
        is_long = self._n_since < 2 * _HEAD_ROWS and not is_page and not self._has_body
        return self._n_since < _HEAD_ROWS or is_long

    def _labels(self, place: int) -> set[str]:
        """Give the labels below a row, up to the next mail."""
        row = self._plain[place]
        if is_contact(row) or not (is_title(row) or is_label(row) or labels_from([row], 0)):
            return set()
        near = range(place + 1, min(len(self._rows), place + 30))
        end = next((row for row in near if row in self._heads or row in self._pages), None)
        return labels_from(self._plain[:end], place)

    def _is_letterhead(self, place: int) -> bool:
        if self._plain[place].casefold() not in self._letterheads:
            return False
        below = [row for row in self._plain[place + 1 : place + 12] if row][:3]
        names = [row for row in below if row.casefold() not in self._letterheads]
        return bool(names) and not _goes_on(names[0])

    def _opens(self, place: int) -> bool:
        """Tell whether a row below a closed letter begins something else."""
        row, raw = self._plain[place], self._rows[place]
        return (
            is_greeting(row)
            or is_shouted(row)
            or raw.count("\t") > 2
            or (raw.lstrip().startswith("**") and not is_contact(row))
            or len(self._labels(place)) > 2
        )

    def _with_lead(self, place: int) -> int:
        """Take a short line above along: who met, or that it is a draft."""
        above = place - 1
        while above >= 0 and not self._rows[above].strip():
            above -= 1
        if above < 0 or place - above > 2 or place in self._pages:
            return place
        row = self._plain[above]
        is_draft = re.match(r"(?:concept|draft)\b", row, re.IGNORECASE)
        is_name = _is_name(row) and is_title(row) and (row.isupper() or len(row.split()) > 2)
        is_free = is_name and not self._is_closed and self._n_since > _HEAD_ROWS
        return above if is_draft or is_free else place

    def with_same_openings(self, starts: Sequence[Start]) -> list[Start]:
        """Add where a document begins that begins like another one of this bundle."""
        openings = {self._opening(one.row): one.type for one in starts if one.type != "e-mail"}
        openings.pop("", None)
        known = {one.row for one in starts}
        near = {row + extra for row in known for extra in range(-3, 2 * _HEAD_ROWS)}
        added = [
            Start(place, openings[opening])
            for place, row in enumerate(self._plain)
            if row and place not in near and (opening := self._opening(place)) in openings
        ]
        return sorted([*starts, *added])

    def _opening(self, place: int) -> str:
        """Give the letters of the first two rows, where these say enough."""
        rows = [row for row in self._plain[place : place + 8] if row][:2]
        if any(row.casefold() in self._letterheads or "\t" in row for row in rows):
            return ""
        letters = "".join(c for row in rows for c in row.casefold() if c.isalpha())
        return letters if len(letters) >= _SAME else ""


def _is_name(row: str) -> bool:
    """Whether a row could be the name of who writes or meets."""
    is_short = 3 < len(row) < 60 and "\t" not in row
    return is_short and not is_label(row) and not is_contact(row) and not is_prose(row)


def _goes_on(row: str) -> bool:
    """Whether the first row below a letterhead belongs to the document of the page before."""
    is_sentence = len(row) > 60 and is_prose(row) and not is_label(row)
    return is_sentence or row.lower().startswith(("bijlage ", "annex ", "appendix "))
