"""Checks of quotes before they go out: every hit says where and why; a person settles it (W54).

What is looked for: names of the key, also inside longer words and addresses, and what the rules of
both languages find; labels that may not be used; functions one person holds, and pronouns beside
them; signs that hide; passages that are barred; consent (W68).
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kwalicode.deid.offices import find_hidden_signs, find_labels, find_offices, pronouns_near
from kwalicode.errors import ConflictError, InputError
from kwalicode.model import IdentifierKind, Language, Leak, Role
from kwalicode.model.quotes import (
    OMISSION,
    QuoteCheck,
    QuoteField,
    QuoteHit,
    RegisteredQuote,
)
from kwalicode.store import quote_places
from kwalicode.store import quote_register as register
from kwalicode.store.roles import find_roles
from kwalicode.store.study import Study
from kwalicode.text import folded
from kwalicode.workflows.quotes.known_names import KnownNames

Progress = Callable[[float], object]

_OTHER: Mapping[Language, Language] = {"nl": "en", "en": "nl"}
_BATCH = 400
_CHECK_OF: Mapping[IdentifierKind, QuoteCheck] = {
    IdentifierKind.DATE: "date",
    IdentifierKind.AGE: "date",
    IdentifierKind.PLACE: "place",
    IdentifierKind.ADDRESS: "place",
    IdentifierKind.POSTCODE: "place",
    IdentifierKind.ORGANISATION: "unit",
    IdentifierKind.PARTY: "unit",
    IdentifierKind.DEPARTMENT: "unit",
    IdentifierKind.FUNCTION: "function",
}
# What the rules of the other language know by its form; its names would be words of this one.
_IN_ANY_LANGUAGE = frozenset(
    (
        *(IdentifierKind.DATE, IdentifierKind.PHONE, IdentifierKind.EMAIL, IdentifierKind.URL),
        *(IdentifierKind.BSN, IdentifierKind.IBAN, IdentifierKind.PLATE, IdentifierKind.HANDLE),
        *(IdentifierKind.POSTCODE, IdentifierKind.ADDRESS),
    )
)
# A figure outside marks such as '[subject 12]', an address: what both languages have a form for.
_FORM = re.compile(r"\[[^\W\d]+ \d{1,3}\]|(?P<form>\d|@|://|www\.)")
NEVER_ACCEPTED: Collection[QuoteCheck] = ("barred", "consent", "hidden")
"""Checks whose hits nobody may let stand: a right of the participant, or signs that serve none."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """What the study file says that quotes are checked against."""

    labels: tuple[str, ...]
    offices: frozenset[str]
    inner_roles: frozenset[str]
    barred: Collection[str]
    speakers: Mapping[str, Collection[str]]
    accepted: Mapping[tuple[str, str, str], str]


def check_quotes(
    study: Study,
    known: KnownNames,
    quotes: Sequence[RegisteredQuote],
    *,
    is_scanned: bool = False,
    progress: Progress = lambda _share: None,
) -> dict[str, tuple[QuoteHit, ...]]:
    """Check quotes of the register as they would go out.

    Args:
        study: The open study.
        known: What the key file knows; see `known_names`.
        quotes: As they stand in the register, or as they would if a change were stored.
        is_scanned: Whether the leak scanner went over them already: then it does not do so again.
        progress: Told the share that is done, 0 to 1.

    Returns:
        The hits of each quote by its id, in reading order; accepted ones with the reason.
    """
    rules = _rules(study, known, quotes)
    found: dict[str, tuple[QuoteHit, ...]] = {}
    for start in range(0, len(quotes), _BATCH):
        batch = quotes[start : start + _BATCH]
        leaks = {} if is_scanned else _leaks(known, batch)
        for quote in batch:
            hits = [*_text_hits(quote, leaks, known, rules), *_label_hits(quote, leaks, rules)]
            hits += _source_hits(quote, known, rules)
            found[quote.quote_id] = tuple(_settled(quote, hits, rules))
        progress(min(1.0, (start + _BATCH) / len(quotes)))
    return found


def open_hits(hits: Iterable[QuoteHit]) -> list[QuoteHit]:
    """Give the hits that nobody let stand: with one of these a quote is not exported."""
    return [one for one in hits if not one.accepted]


def accept(study: Study, quote_id: str, hit: QuoteHit, reason: str, *, coder: str) -> None:
    """Let a hit stand, and say why.

    Raises:
        InputError: No reason is given.
        ConflictError: Hits of this kind can only be mended.
    """
    words = " ".join(reason.split())
    if not words:
        raise InputError("Say why this may stand; the reason is kept with the quote.")
    if hit.check in NEVER_ACCEPTED:
        raise ConflictError(
            "This cannot be accepted: change the words, or take the quote out of the register."
        )
    with study.write(coder, "accept hit") as db:
        register.accept_hit(db, quote_id, (hit.check, hit.surface), words, coder=coder)


def _rules(study: Study, known: KnownNames, quotes: Sequence[RegisteredQuote]) -> _Rules:
    only = quotes[0].quote_id if len(quotes) == 1 else None
    with study.read() as db:
        roles = find_roles(db)
        return _Rules(
            register.get_forbidden(db),
            known.unique | {one.name for one in roles if one.is_protected},
            _inner(roles),
            quote_places.barred_quotes(db),
            quote_places.speakers_of_quotes(db, only),
            register.find_accepted(db),
        )


def _inner(roles: Iterable[Role]) -> frozenset[str]:
    """Give the roles that have another name outside: they may not be shown as they are (W59)."""
    return frozenset(folded(one.name) for one in roles if folded(one.name) != folded(one.label))


_Leaks = Mapping[tuple[str, Language], Sequence[Leak]]


def _leaks(known: KnownNames, quotes: Sequence[RegisteredQuote]) -> _Leaks:
    """Scan each text by the rules of its language, and by the other's where a form may stand."""
    texts = {(one.adapted, one.language) for one in quotes}
    texts |= {(one.role_label, one.language) for one in quotes if one.role_label}
    texts |= {(text, _OTHER[language]) for text, language in texts if _has_form(text)}
    found: dict[tuple[str, Language], Sequence[Leak]] = {}
    for language in _OTHER:
        listed = sorted(text for text, its in texts if its == language)
        leaks = known.scanner.scan_many(listed, language)
        found |= {(text, language): one for text, one in zip(listed, leaks, strict=True)}
    return found


def _has_form(text: str) -> bool:
    return any(match["form"] for match in _FORM.finditer(text))


def _both(text: str, language: Language, leaks: _Leaks) -> list[Leak]:
    """Give what the rules of the language find, and what those of the other know by its form."""
    own = list(leaks.get((text, language), ()))
    for leak in leaks.get((text, _OTHER[language]), ()):
        is_new = not any(one.start < leak.end and leak.start < one.end for one in own)
        if is_new and leak.kind in _IN_ANY_LANGUAGE:
            own.append(leak)
    return own


def _text_hits(
    quote: RegisteredQuote, leaks: _Leaks, known: KnownNames, rules: _Rules
) -> Iterator[QuoteHit]:
    text, language = quote.adapted, quote.language
    phrases = _phrases(quote)
    found: list[tuple[QuoteCheck, tuple[int, int]]] = []
    for leak in _both(text, language, leaks):
        check, span = _check_of(leak), (leak.start, leak.end)
        # A function in a phrase that a person chose is what stands for somebody.
        if check != "function" or not _lies_in(span, phrases):
            found.append((check, span))
            yield _hit(check, text, span, leak.reason)
    names = [span for check, span in found if check == "key"]
    for span in known.inside.find(text, language):
        if not _overlaps(span, names):
            yield _hit("inside", text, span)
    functions = [span for check, span in found if check == "function"]
    for span in find_offices(text, language, more=rules.offices):
        if not _overlaps(span, functions):
            yield _hit("function", text, span)
    yield from _pronoun_hits(quote, text, rules)
    yield from _written_hits(text, language, rules, "text")


def _pronoun_hits(quote: RegisteredQuote, text: str, rules: _Rules) -> Iterator[QuoteHit]:
    offices = find_offices(text, quote.language, more=rules.offices, definite=False)
    if find_offices(quote.role_label, quote.language, more=rules.offices, definite=False):
        offices = [(0, len(text))]
    for span in pronouns_near(text, quote.language, offices) if offices else ():
        yield _hit("pronoun", text, span)


def _label_hits(quote: RegisteredQuote, leaks: _Leaks, rules: _Rules) -> Iterator[QuoteHit]:
    label, language = quote.role_label, quote.language
    if not label:
        return
    for leak in _both(label, language, leaks):
        span = (leak.start, leak.end)
        yield _hit(_check_of(leak), label, span, leak.reason, field="role_label")
    if folded(label) in rules.inner_roles:
        yield _hit("label", label, (0, len(label)), field="role_label")
    yield from _written_hits(label, language, rules, "role_label")


def _written_hits(
    text: str, language: Language, rules: _Rules, field: QuoteField
) -> Iterator[QuoteHit]:
    for span in find_labels(text, rules.labels, language):
        yield _hit("label", text, span, field=field)
    for span in find_hidden_signs(text):
        yield _hit("hidden", text, span, field=field)


def _source_hits(quote: RegisteredQuote, known: KnownNames, rules: _Rules) -> Iterator[QuoteHit]:
    if quote.quote_id in rules.barred:
        yield _hit("barred", "", (0, 0))
    if known.without_consent(rules.speakers.get(quote.quote_id, ())):
        yield _hit("consent", "", (0, 0))


def _hit(
    check: QuoteCheck,
    text: str,
    span: tuple[int, int],
    rule: str = "",
    *,
    field: QuoteField = "text",
) -> QuoteHit:
    return QuoteHit(check, field, *span, text[slice(*span)], rule)


def _check_of(leak: Leak) -> QuoteCheck:
    return "key" if leak.reason == "key" else _CHECK_OF.get(leak.kind, "identifying")


def _phrases(quote: RegisteredQuote) -> list[tuple[int, int]]:
    """Give where in the adapted words a phrase stands for a person."""
    spans, shift = [], 0
    for one in quote.changes:
        start = one.start + shift
        if one.kind == "person" and one.text != OMISSION:
            spans.append((start, start + len(one.text)))
        shift += len(one.text) - (one.end - one.start)
    return spans


def _lies_in(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _settled(quote: RegisteredQuote, hits: Iterable[QuoteHit], rules: _Rules) -> Iterator[QuoteHit]:
    ordered = sorted(set(hits), key=lambda hit: (hit.field != "text", hit.start, hit.end))
    for hit in ordered:
        reason = rules.accepted.get((quote.quote_id, hit.check, hit.surface), "")
        yield hit if hit.check in NEVER_ACCEPTED else replace(hit, accepted=reason)
