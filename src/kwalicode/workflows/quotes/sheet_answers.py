"""What comes of a sheet of quotes: read back or entered by hand, approvals and objections (W44)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from kwalicode.errors import ConflictError, InputError
from kwalicode.formats.quote_sheet_answers import read_quote_sheet
from kwalicode.model.quote_sheets import FilledSheet, QuoteAnswer, SheetAnswer
from kwalicode.model.quotes import OMISSION, QuoteState
from kwalicode.store import quote_sheets as store
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.quote_register import get_quote, update_quote
from kwalicode.store.quote_sheets import Sheet, SheetItem
from kwalicode.store.study import Study
from kwalicode.text import Replacement, normalise, replace_spans
from kwalicode.workflows.quotes.known_names import KnownNames, known_names
from kwalicode.workflows.quotes.sheet_log import log_sheets
from kwalicode.workflows.quotes.sheet_words import (
    Owned,
    OwnQuote,
    current_item,
    quotes_by_participant,
    shown_sha256,
)

MAX_WORDS = 2_000
_ANSWERED: frozenset[QuoteState] = frozenset(("sent", "approved", "objected"))


class SheetRead(NamedTuple):
    """A sheet that came back, and what was filled in."""

    sheet: Sheet
    answers: tuple[SheetAnswer, ...]


def read_sheet(study: Study, content: bytes) -> SheetRead:
    """Read a sheet that a participant filled in; nothing is stored.

    Args:
        study: The open study.
        content: The Word file that came back.

    Raises:
        InputError: It is no sheet, that of another study, its quotes are not those that were
            sent, or nothing is filled in.
        ConflictError: A later sheet took its place.
    """
    filled = read_quote_sheet(content)
    with study.read() as db:
        sheet = next((s for s in store.find_sheets(db) if s.sheet_id == filled.code), None)
    if sheet is None:
        raise InputError("This file has the code of no sheet of this study; choose another file.")
    if sheet.is_replaced:
        raise ConflictError(
            "This sheet of {who} was replaced by a later one; ask for that one, or enter the "
            "answers by hand.",
            who=sheet.case_id,
        )
    _check_numbers(sheet, filled)
    _check_words(sheet, filled)
    kept = {item.number for item in sheet.items}
    answers = tuple(one for one in filled.answers if one.number in kept)
    if not answers:
        raise InputError("Nothing is filled in on this sheet; ask for the file with the answers.")
    return SheetRead(sheet, answers)


def together(read: Iterable[SheetRead]) -> dict[str, tuple[SheetAnswer, ...]]:
    """Give the answers of some sheets by their codes, to be stored as one step.

    Raises:
        InputError: A sheet is there twice.
    """
    found: dict[str, tuple[SheetAnswer, ...]] = {}
    for one in read:
        if one.sheet.sheet_id in found:
            raise InputError(
                "The sheet of {who} was chosen twice; keep one of the files.",
                who=one.sheet.case_id,
            )
        found[one.sheet.sheet_id] = one.answers
    return found


def _check_numbers(sheet: Sheet, filled: FilledSheet) -> None:
    numbers = [number for number, _text, _label in filled.quotes]
    is_sorted = all(left < right for left, right in pairwise(numbers))
    wanted = {item.number for item in sheet.items}
    if not is_sorted or numbers[-1] > sheet.n_quotes or not wanted <= set(numbers):
        raise InputError(
            "The quotes of this file are not those that were sent: some are gone, doubled or "
            "numbered anew; ask for the file as it was sent, or enter the answers by hand."
        )


def _check_words(sheet: Sheet, filled: FilledSheet) -> None:
    sent = {item.number: item.shown_sha256 for item in sheet.items}
    for number, text, label in filled.quotes:
        if number in sent and shown_sha256(text, label) != sent[number]:
            raise InputError(
                "Quote {number} itself was changed in this file; see what is meant, and enter it "
                "by hand as an answer.",
                number=number,
            )


class SheetsStored(NamedTuple):
    """What came of answers.

    Attributes:
        n_approved: Quotes that every participant who speaks in them agreed to.
        n_objected: Quotes that are to be changed, or not to be used.
        n_outdated: Answers about words that were changed since; they are kept, and asked again.
    """

    n_approved: int
    n_objected: int
    n_outdated: int


def store_answers(
    study: Study,
    key: Key,
    answered: Mapping[str, Sequence[SheetAnswer]],
    *,
    on_date: date,
    coder: str,
) -> SheetsStored:
    """Store as one step what participants answered to some sheets.

    What identifies somebody in their own words is left out, since the study file holds none of it.

    Args:
        study: The open study.
        key: Its open key file, to know what identifies.
        answered: The answers, by the code of the sheet.
        on_date: When they came.
        coder: Who stores them.

    Raises:
        NotFoundError: A sheet is gone.
        InputError: A number is not on the sheet, or words are too long.
    """
    known = known_names(key)
    with study.write(coder, "answers to quotes") as db:
        touched: dict[str, OwnQuote | None] = {}
        owned = quotes_by_participant(db, with_barred=True)
        for sheet_id, answers in answered.items():
            sheet = store.get_sheet(db, sheet_id)
            for answer in answers:
                item = _store_answer(db, sheet, answer, known, on_date)
                own = owned.get(sheet.case_id, ())
                touched[item.item_id] = next((one for one in own if one.is_on(item)), None)
        sheets = store.find_sheets(db)
        quotes = {one.quote.quote_id for one in touched.values() if one is not None}
        states = [_settle(db, owned, sheets, quote_id) for quote_id in quotes]
    log_sheets(study, key, coder=coder)
    n_outdated = sum(one is None for one in touched.values())
    return SheetsStored(states.count("approved"), states.count("objected"), n_outdated)


def _store_answer(
    db: Database, sheet: Sheet, answer: SheetAnswer, known: KnownNames, on_date: date
) -> SheetItem:
    item = next((one for one in sheet.items if one.number == answer.number), None)
    if item is None:
        raise InputError("There is no quote {number} on this sheet.", number=answer.number)
    words = normalise(answer.words).strip()
    if len(words) > MAX_WORDS:
        raise InputError(
            "What is said of quote {number} has more than {most} characters; shorten it.",
            number=answer.number,
            most=MAX_WORDS,
        )
    words = _without_names(words, sheet, known)
    item = item._replace(answer=answer.answer, words=words, answered_on=on_date.isoformat())
    store.set_answer(db, item)
    return item


def _without_names(words: str, sheet: Sheet, known: KnownNames) -> str:
    if not words:
        return ""
    (leaks,) = known.scanner.scan_many([words], sheet.language)
    spans = [(one.start, one.end) for one in leaks]
    spans += [
        (start, end)
        for start, end in known.inside.find(words, sheet.language)
        if not any(one.start < end and start < one.end for one in leaks)
    ]
    return replace_spans(words, [Replacement(*span, OMISSION) for span in sorted(spans)])


def _settle(db: Database, owned: Owned, sheets: Sequence[Sheet], quote_id: str) -> QuoteState:
    """Give a quote the state that the answers of all who speak in it amount to."""
    quote = get_quote(db, quote_id)
    if quote.state not in _ANSWERED:
        return quote.state
    given = [
        item.answer if (item := current_item(sheets, one, case_id)) else None
        for case_id, own in owned.items()
        for one in own
        if one.quote.quote_id == quote_id
    ]
    state = _state_of(given)
    update_quote(db, replace(quote, state=state))
    return state


def _state_of(given: Sequence[QuoteAnswer | None]) -> QuoteState:
    if any(one in ("change", "refuse") for one in given):
        return "objected"
    return "approved" if all(one == "agree" for one in given) else "sent"


class Said(NamedTuple):
    """What a participant answered last to a quote, in the words it had then."""

    case_id: str
    answer: QuoteAnswer
    words: str
    answered_on: str


def answers_to(study: Study, quote_id: str) -> list[Said]:
    """Give what each participant answered last to a quote; who did not answer is left out."""
    with study.read() as db:
        sheets = store.find_sheets(db)
    last = {
        sheet.case_id: Said(sheet.case_id, item.answer, item.words, item.answered_on)
        for sheet in sheets
        for item in sheet.items
        if item.quote_id == quote_id and item.answer
    }
    return list(last.values())


class Objection(NamedTuple):
    """What a participant has against a quote that nobody settled yet.

    Attributes:
        own: The quote as it is shown to them.
        words: As they typed it, without what identifies.
    """

    case_id: str
    own: OwnQuote
    answer: QuoteAnswer
    words: str
    answered_on: str


def find_objections(study: Study) -> list[Objection]:
    """List what participants object to or want changed, of quotes that nobody changed since."""
    with study.read() as db:
        owned, sheets = quotes_by_participant(db), store.find_sheets(db)
    found = []
    for case_id, own in owned.items():
        for one in own:
            item = current_item(sheets, one, case_id) if one.quote.state == "objected" else None
            if item and item.answer in ("change", "refuse"):
                found.append(Objection(case_id, one, item.answer, item.words, item.answered_on))
    return found
