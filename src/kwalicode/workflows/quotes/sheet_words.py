"""What each participant is shown of the quotes: their own words alone (W44, W62)."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kwalicode.model.quotes import BETWEEN_SEGMENTS, QuoteChange, RegisteredQuote, adapted_text
from kwalicode.report.quotes.file import with_own_numbers
from kwalicode.store.cases import find_cases
from kwalicode.store.files import Database
from kwalicode.store.quote_register import find_registered
from kwalicode.store.quote_sheets import OwnSpan, Sheet, SheetItem, spans_in_quotes
from kwalicode.text import normalise


@dataclass(frozen=True, slots=True)
class OwnQuote:
    """A quote as it is shown to one of the participants who speak in it.

    Attributes:
        text: The adapted words as they are published: marks are numbered within them. Of a quote of
            several participants only their own.
        is_part: Whether other participants speak in it as well.
    """

    quote: RegisteredQuote
    text: str
    is_part: bool

    @property
    def sha256(self) -> str:
        """The digest of what is shown; see `shown_sha256`."""
        return shown_sha256(self.text, self.quote.role_label)

    def is_on(self, item: SheetItem) -> bool:
        """Tell whether a sheet showed it as it is now."""
        return item.quote_id == self.quote.quote_id and item.shown_sha256 == self.sha256


def shown_sha256(text: str, role_label: str) -> str:
    """Give the digest of a quote as a sheet shows it; blanks may be broken otherwise."""
    parts = (" ".join(normalise(one).split()) for one in (text, role_label))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


Owned = Mapping[str, Sequence[OwnQuote]]


def quotes_by_participant(db: Database, *, with_barred: bool = False) -> Owned:
    """Give the quotes of each participant by pseudonym, in the order of the register.

    Respondents of surveys are left out: nobody knows where to ask them.

    Args:
        db: The study.
        with_barred: Whether quotes with a barred passage are given too.
    """
    cases = sorted((one.case_id for one in find_cases(db)), key=_by_number)
    found: dict[str, list[OwnQuote]] = {case_id: [] for case_id in cases}
    spans = spans_in_quotes(db)
    for quote in find_registered(db, with_barred=with_barred):
        speakers = spans.get(quote.quote_id, {})
        for case_id, own in speakers.items():
            if case_id in found:
                found[case_id].append(_own(quote, own, is_part=len(speakers) > 1))
    return {case_id: own for case_id, own in found.items() if own}


def _by_number(case_id: str) -> tuple[str, int]:
    series, number = case_id.rsplit(" ", 1)
    return series, int(number)


def _own(quote: RegisteredQuote, spans: Sequence[OwnSpan], *, is_part: bool) -> OwnQuote:
    is_whole = not is_part or quote.style == "paraphrase"
    text = quote.adapted if is_whole else own_words(quote, spans)
    return OwnQuote(quote, with_own_numbers(text), is_part)


def own_words(quote: RegisteredQuote, spans: Sequence[OwnSpan]) -> str:
    r"""Give the adapted words of one who speaks in a quote, its stretches parted by `\n`."""
    starts, start = [], 0
    for one in quote.segments:
        starts.append(start - one.start)
        start += len(one.text) + len(BETWEEN_SEGMENTS)
    places = [(starts[one.position] + one.start, starts[one.position] + one.end) for one in spans]
    pieces = (_piece(quote, *place).strip() for place in places)
    return "\n".join(filter(None, pieces))


def _piece(quote: RegisteredQuote, start: int, end: int) -> str:
    """Give a stretch of the original with its changes; one that goes beyond it stands whole."""
    inside = [
        QuoteChange(max(one.start, start) - start, min(one.end, end) - start, one.text, one.kind)
        for one in quote.changes
        if one.start < end and start < one.end
    ]
    return adapted_text(quote.original[start:end], inside)


def current_item(sheets: Sequence[Sheet], own: OwnQuote, case_id: str) -> SheetItem | None:
    """Give where a participant was last shown a quote just as it is now, on a sheet that counts."""
    items = (
        item
        for sheet in reversed(sheets)
        if sheet.case_id == case_id
        for item in sheet.items
        if own.is_on(item) and (item.answer is not None or not sheet.is_replaced)
    )
    return next(items, None)
