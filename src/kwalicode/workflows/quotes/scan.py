"""The leak scan of every quote before anything is written."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kwalicode.model import IdentifierKind, Language, Leak, Quote
from kwalicode.model.quotes import (
    QuoteCheck,
    QuoteSegment,
    QuoteState,
    QuoteStyle,
    RegisteredQuote,
)
from kwalicode.store.files import Database
from kwalicode.store.quote_places import quotes_of_codings
from kwalicode.store.quote_register import find_accepted, find_registered
from kwalicode.store.study import Study
from kwalicode.workflows.leak_words import leaks_in_names
from kwalicode.workflows.quotes.checks import check_quotes, open_hits
from kwalicode.workflows.quotes.known_names import KnownNames

Progress = Callable[[float], None]

_WORDS, _NAMES = ("text", "comment"), ("role_label", "code", "category")
_LANGUAGES: tuple[Language, ...] = ("nl", "en")
_BATCH = 400


@dataclass(frozen=True, slots=True)
class LeakyQuote:
    """A quote that may not leave the study as it is.

    Attributes:
        field: Where it leaks: `text`, `comment`, `role_label`, `code` or `category`.
    """

    quote: Quote
    field: str
    leaks: tuple[Leak, ...]


class ScannedExport(NamedTuple):
    """What stands in the way of quotes that are to go out.

    Attributes:
        leaky: Those with identifying text.
        n_open: How many of the register have an open hit.
    """

    leaky: list[LeakyQuote]
    n_open: int


def _adapted(db: Database) -> dict[str, RegisteredQuote]:
    """Give the quotes of the register by their id, and by that of a coding they stand on."""
    quotes = {one.quote_id: one for one in find_registered(db)}
    places = quotes_of_codings(db) if quotes else {}
    return quotes | {coding: quotes[one] for coding, one in places.items() if one in quotes}


def _open_quotes(
    study: Study,
    known: KnownNames,
    quotes: Sequence[Quote],
    adapted: Mapping[str, RegisteredQuote],
    progress: Progress,
) -> set[str]:
    """Check those quotes that stand in the register, and give the ids of those with open hits."""
    wanted = {
        one.quote_id: one for quote in quotes if (one := adapted.get(quote.coding_id)) is not None
    }
    if not wanted:
        return set()
    found = check_quotes(study, known, list(wanted.values()), progress=progress)
    return {quote_id for quote_id, hits in found.items() if open_hits(hits)}


def scan_quotes(
    known: KnownNames, quotes: Sequence[Quote], *, progress: Progress = lambda _share: None
) -> list[LeakyQuote]:
    """Look for names of the key and for identifying text in everything an export would show.

    Args:
        known: What the key file knows; without it nobody can tell that a quote is safe.
        quotes: What is to be exported; each is scanned in the language of its document.
        progress: Told the share that is done, 0 to 1.
    """
    scanner, names = known.scanner, {getattr(one, field) for one in quotes for field in _NAMES}
    leaks = _with_inside(known, leaks_in_names(scanner, names))
    leaky: list[LeakyQuote] = []
    for start in range(0, len(quotes), _BATCH):
        batch = quotes[start : start + _BATCH]
        for language in _LANGUAGES:
            spoken = [quote for quote in batch if quote.language == language]
            texts = list({getattr(quote, field): None for quote in spoken for field in _WORDS})
            scanned = zip(texts, scanner.scan_many(texts, language), strict=True)
            found = _with_inside(known, dict(scanned))
            leaky += _leaky(spoken, _WORDS, found) + _leaky(spoken, _NAMES, leaks)
        progress(min(1.0, (start + _BATCH) / len(quotes)))
    return leaky


def _with_inside(
    known: KnownNames, found: Mapping[str, Sequence[Leak]]
) -> dict[str, Sequence[Leak]]:
    """Add the names inside words to what a scan found in texts."""
    return {
        text: [
            *leaks,
            *(
                one
                for one in inside_names(known, text)
                if not any(leak.start < one.end and one.start < leak.end for leak in leaks)
            ),
        ]
        for text, leaks in found.items()
    }


def inside_names(known: KnownNames, text: str) -> list[Leak]:
    """Give where a name of the key stands inside a word of a text in either language."""
    spans = {span for language in _LANGUAGES for span in known.inside.find(text, language)}
    return [Leak(*span, IdentifierKind.PERSON, "inside") for span in sorted(spans)]


def scan_export(
    study: Study,
    known: KnownNames,
    quotes: Sequence[Quote],
    *,
    progress: Progress = lambda _share: None,
) -> ScannedExport:
    """Scan as `scan_quotes`, but leave alone what a person accepted in the register.

    In others forbidden labels and hidden signs are leaks too. What is open in the register is
    told by how many quotes it stands in, and not once more as a leak.

    Args:
        study: The open study.
        known: What its key file knows.
        quotes: What is to be exported.
        progress: Told the share that is done, 0 to 1.
    """
    with study.read() as db:
        adapted, accepted = _adapted(db), find_accepted(db)
    kept = {(quote_id, surface) for quote_id, _check, surface in accepted}
    are_open = _open_quotes(study, known, quotes, adapted, lambda share: progress(share / 2))
    scanned = scan_quotes(known, quotes, progress=lambda share: progress(0.5 + share / 2))
    free = [one for one in quotes if one.coding_id not in adapted]
    leaky = _with_hits(study, known, free, scanned)
    for item in scanned:
        one = adapted.get(item.quote.coding_id)
        text = getattr(item.quote, item.field)
        is_adapted = one is not None and item.field in ("text", "role_label")
        if one and is_adapted and one.quote_id in are_open:
            continue
        leaks = tuple(
            leak
            for leak in item.leaks
            if not (one and is_adapted and _is_settled(one, text[leak.start : leak.end], kept))
        )
        if leaks:
            leaky.append(replace(item, leaks=leaks))
    return ScannedExport(leaky, len(are_open))


# What is looked for in passages that nobody picked too. Whether an office tells who somebody is, a
# person judges in the register.
_ANYWHERE: Mapping[QuoteCheck, IdentifierKind] = {
    "label": IdentifierKind.FUNCTION,
    "function": IdentifierKind.FUNCTION,
    "pronoun": IdentifierKind.FUNCTION,
    "hidden": IdentifierKind.NAME_LIKE,
}


def _with_hits(
    study: Study, known: KnownNames, quotes: Sequence[Quote], scanned: Iterable[LeakyQuote]
) -> list[LeakyQuote]:
    """Give what the checks of the register find in other quotes beyond what a scan found there."""
    known_leaks = {(item.quote.coding_id, item.field): item.leaks for item in scanned}
    unique = {one.coding_id: one for one in quotes}
    unpicked = [_as_registered(one) for one in unique.values()]
    found = check_quotes(study, known, unpicked, is_scanned=True)
    leaky = []
    for coding_id, hits in found.items():
        for hit in hits:
            kind, others = _ANYWHERE.get(hit.check), known_leaks.get((coding_id, hit.field), ())
            if kind and not any(one.start < hit.end and hit.start < one.end for one in others):
                leak = Leak(hit.start, hit.end, kind, hit.check)
                leaky.append(LeakyQuote(unique[coding_id], hit.field, (leak,)))
    return leaky


def _as_registered(quote: Quote) -> RegisteredQuote:
    segment = QuoteSegment("", 0, len(quote.text), quote.text)
    about: tuple[QuoteStyle, QuoteState, str] = ("running", "candidate", "")
    return RegisteredQuote(
        quote.coding_id, (segment,), (), quote.role_label, *about, quote.language
    )


# In a mark such as '[respondent 3]' it gets a number of the quote alone; see `report.quotes`.
_RESPONDENT = re.compile(
    r"(?<!\[)\brespondent(?:en|s)?[\s-]*(?:nr\.?|no\.?|#)?\s*\d+", re.IGNORECASE
)


def has_respondent_code(text: str) -> bool:
    """Tell whether the code of a respondent was typed in a text."""
    return bool(_RESPONDENT.search(text))


def with_respondent_codes(quotes: Sequence[Quote]) -> list[LeakyQuote]:
    """Give where the code of a respondent was typed, which no file for outside shows (W53)."""
    return [
        LeakyQuote(quote, field, (Leak(*found.span(), IdentifierKind.PERSON, "respondent"),))
        for quote in quotes
        for field in (*_WORDS, *_NAMES)
        if (found := _RESPONDENT.search(getattr(quote, field)))
    ]


def _is_settled(quote: RegisteredQuote, surface: str, kept: Collection[tuple[str, str]]) -> bool:
    """Tell whether a person accepted these words, or put them there as a phrase."""
    in_phrases = any(surface in one.text for one in quote.changes if one.kind == "person")
    return (quote.quote_id, surface) in kept or in_phrases


def _leaky(
    quotes: Sequence[Quote], fields: Sequence[str], leaks: Mapping[str, Sequence[Leak]]
) -> list[LeakyQuote]:
    return [
        LeakyQuote(quote, field, tuple(found))
        for quote in quotes
        for field in fields
        if (found := leaks[getattr(quote, field)])
    ]
