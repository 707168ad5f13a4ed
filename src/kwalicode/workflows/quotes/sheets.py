"""Member check of quotes: a sheet to each participant with only their own quotes (W44).

What awaits an answer is known from what was shown: a quote whose words or role label changed since
is asked again, on a new sheet that takes the place of those that nobody answered yet.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from kwalicode.errors import ConflictError, InputError, LeakError
from kwalicode.model import Language
from kwalicode.model.quotes import QuoteState
from kwalicode.store import quote_sheets as store
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.quote_register import update_quote
from kwalicode.store.quote_sheets import Sheet, SheetItem
from kwalicode.store.study import Study
from kwalicode.workflows.quotes.checks import check_quotes, open_hits
from kwalicode.workflows.quotes.known_names import known_names
from kwalicode.workflows.quotes.sheet_log import log_sheets
from kwalicode.workflows.quotes.sheet_words import (
    Owned,
    OwnQuote,
    current_item,
    quotes_by_participant,
)

DAYS = 14
"""How long a participant has to answer, where nothing else is chosen."""

MAX_ANSWER_TO = 200
_TO_SEND: frozenset[QuoteState] = frozenset(("adapted", "changed"))
_SHOWN: frozenset[QuoteState] = _TO_SEND | {"candidate", "sent", "approved", "objected"}


SheetState = Literal["nothing to ask", "to ask", "to ask again", "waiting", "overdue", "answered"]


class Sending(NamedTuple):
    """What all sheets that are sent together say.

    Attributes:
        answer_to: Whom to answer.
        due: When the answers are awaited.
        language: Of the words around the quotes; None for that of most quotes of each.
    """

    answer_to: str
    sent: date
    due: date
    language: Language | None = None


class SheetStanding(NamedTuple):
    """A participant with quotes in the register, and how the check of these stands.

    Attributes:
        quotes: Their quotes, but for those that are removed or not citable.
        to_send: Those that are asked next.
        again: Those of them that were asked before, in other words or with another role label.
        sheet: The newest sheet; None where none was sent.
        days: Since that sheet was sent.
        is_current: Whether that sheet shows its quotes as they are now: only then it can be saved.
    """

    case_id: str
    quotes: tuple[OwnQuote, ...]
    to_send: tuple[OwnQuote, ...]
    again: tuple[OwnQuote, ...]
    sheet: Sheet | None
    days: int
    is_overdue: bool
    is_current: bool

    @property
    def state(self) -> SheetState:
        """How far the check of this participant is."""
        if self.sheet and self.sheet.is_open:
            return "overdue" if self.is_overdue else "waiting"
        if self.to_send:
            return "to ask again" if self.again else "to ask"
        return "answered" if self.sheet else "nothing to ask"

    @property
    def n_approved(self) -> int:
        """How many of the quotes everybody agreed to who speaks in them."""
        return sum(one.quote.state == "approved" for one in self.quotes)


def sheet_standings(study: Study, today: date) -> list[SheetStanding]:
    """List every participant with quotes in the register, with the state of the member check."""
    with study.read() as db:
        owned, sheets = quotes_by_participant(db), store.find_sheets(db)
    newest = {one.case_id: one for one in sheets}
    asked = {(one.case_id, item.quote_id) for one in sheets for item in one.items}
    found = []
    for case_id, own in owned.items():
        to_send = _to_send(own, sheets, case_id)
        again = tuple(one for one in to_send if (case_id, one.quote.quote_id) in asked)
        quotes = tuple(one for one in own if one.quote.state in _SHOWN)
        sheet = newest.get(case_id)
        days = (today - date.fromisoformat(sheet.sent_on)).days if sheet else 0
        is_overdue = bool(sheet and sheet.is_open and sheet.due_on < today.isoformat())
        if quotes:
            is_current = sheet is not None and _shows_all(sheet, own)
            about = (sheet, days, is_overdue, is_current)
            found.append(SheetStanding(case_id, quotes, to_send, again, *about))
    return found


def _shows_all(sheet: Sheet, own: Sequence[OwnQuote]) -> bool:
    return all(any(one.is_on(item) for one in own) for item in sheet.items)


def _to_send(
    own: Sequence[OwnQuote], sheets: Sequence[Sheet], case_id: str
) -> tuple[OwnQuote, ...]:
    """Give the quotes that a participant is to be asked about; an answer to others' words stays."""
    return tuple(one for one in own if _is_to_send(one, sheets, case_id))


def _is_to_send(one: OwnQuote, sheets: Sequence[Sheet], case_id: str) -> bool:
    is_new = one.quote.state in _TO_SEND
    if not one.is_part:
        return is_new
    item = current_item(sheets, one, case_id)
    if item is None:
        return is_new or one.quote.state == "sent"
    return is_new and item.answer in ("change", "refuse")


def send_sheets(
    study: Study,
    key: Key,
    case_ids: Sequence[str],
    sending: Sending,
    *,
    coder: str,
) -> list[str]:
    """Note as one step that a sheet goes to each of some participants, and return their codes.

    A sheet holds what is to be asked, and what was asked on a sheet that is not answered yet,
    whose place it takes.

    Args:
        study: The open study.
        key: Its open key file, for the check of the quotes.
        case_ids: Pseudonyms of the participants.
        sending: What the sheets say.
        coder: Who sends them.

    Raises:
        InputError: The answer is awaited before it is sent, or nobody is named to answer to.
        ConflictError: There is nothing to ask of one of them, or a quote was changed meanwhile.
        LeakError: A quote has an open hit; nothing is sent.
    """
    whom = " ".join(sending.answer_to.split())
    if sending.due < sending.sent:
        raise InputError("The answer is awaited before the sheet is sent; choose a later date.")
    if not 0 < len(whom) <= MAX_ANSWER_TO:
        raise InputError(
            "Say whom to answer, with a name and an address, in at most {most} characters.",
            most=MAX_ANSWER_TO,
        )
    with study.read() as db:
        asked = _asked(db, case_ids)
    _refuse_leaks(study, key, asked)
    sending = sending._replace(answer_to=whom)
    with study.write(coder, "send quotes") as db:
        if _asked(db, case_ids) != asked:
            raise ConflictError("A quote was changed at this moment; look at it and send again.")
        made = [_send(db, case_id, asked[case_id], sending, coder) for case_id in asked]
    log_sheets(study, key, coder=coder)
    return made


def _asked(db: Database, case_ids: Iterable[str]) -> dict[str, list[OwnQuote]]:
    owned, sheets = quotes_by_participant(db), store.find_sheets(db)
    found = {}
    for case_id in case_ids:
        own = owned.get(case_id, ())
        new = _to_send(own, sheets, case_id)
        if not new:
            raise ConflictError(
                "There is nothing to ask {who}: adapt a quote first, or wait for the answer.",
                who=case_id,
            )
        waiting = {
            item.quote_id for one in _open(sheets, case_id) for item in one.items if not item.answer
        }
        found[case_id] = [
            one
            for one in own
            if one in new or (one.quote.quote_id in waiting and one.quote.state == "sent")
        ]
    return found


def _open(sheets: Iterable[Sheet], case_id: str) -> list[Sheet]:
    return [one for one in sheets if one.case_id == case_id and one.is_open]


def _refuse_leaks(study: Study, key: Key, asked: Owned) -> None:
    quotes = {one.quote.quote_id: one.quote for own in asked.values() for one in own}
    hits = check_quotes(study, known_names(key), list(quotes.values()))
    leaky = {quote_id for quote_id, found in hits.items() if open_hits(found)}
    if leaky:
        whose = [
            case_id
            for case_id, own in asked.items()
            if any(one.quote.quote_id in leaky for one in own)
        ]
        raise LeakError(
            "Quotes of {who} have open hits, so no sheet was made; settle these in the register "
            "first, or leave these participants out.",
            who=", ".join(whose),
        )


def _send(db: Database, case_id: str, own: Sequence[OwnQuote], sending: Sending, coder: str) -> str:
    store.replace_sheets(db, [one.sheet_id for one in _open(store.find_sheets(db), case_id)])
    items = tuple(
        SheetItem("", one.quote.quote_id, number, one.sha256) for number, one in enumerate(own, 1)
    )
    languages: Counter[Language] = Counter(one.quote.language for one in own)
    (language, _n), *_others = languages.most_common(1)
    head = (case_id, sending.language or language, sending.answer_to, len(own))
    days = (sending.sent.isoformat(), sending.due.isoformat())
    sheet = Sheet("", *head, *days, items=items)
    for one in own:
        update_quote(db, replace(one.quote, state="sent"))
    return store.add_sheet(db, sheet, coder=coder)


def remind(study: Study, sheet_ids: Sequence[str], on_date: date, *, coder: str) -> None:
    """Note as one step that those who did not answer some sheets were reminded.

    Raises:
        NotFoundError: A sheet is gone.
        ConflictError: A sheet was answered already.
    """
    with study.write(coder, "remind of quotes") as db:
        for sheet_id in sheet_ids:
            if not store.get_sheet(db, sheet_id).is_open:
                raise ConflictError("This sheet was answered already; no reminder is needed.")
            store.add_reminder(db, sheet_id, on_date.isoformat())
