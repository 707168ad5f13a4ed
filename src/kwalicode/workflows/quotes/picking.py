"""Passages that are picked for the register of quotes, and the list of what is in it.

A quote stands on words of a document; whether they are coded makes no difference.
"""

from collections.abc import Sequence
from uuid import uuid4

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Language, Quote
from kwalicode.model.quotes import QuoteSegment, RegisteredQuote
from kwalicode.store import quote_register as register
from kwalicode.store.codebook import find_codes
from kwalicode.store.files import Database
from kwalicode.store.quote_places import quotable_segment, quotes_of_codings
from kwalicode.store.quotes import find_quotes
from kwalicode.store.study import Study
from kwalicode.store.theme_segments import find_words
from kwalicode.store.voices import Voices
from kwalicode.text import folded
from kwalicode.workflows.operations import Operation, number_of
from kwalicode.workflows.quotes.register import NEXT


def list_quotes(study: Study, state: str | None = None) -> list[RegisteredQuote]:
    """List the quotes in the order they were made, of all states or of one.

    Raises:
        InputError: There is no such state.
    """
    if state is not None and state not in NEXT:
        raise InputError(
            "There is no state '{state}'; choose one of {states}.",
            state=state,
            states=", ".join(NEXT),
        )
    with study.read() as db:
        return [one for one in register.find_registered(db) if state in (None, one.state)]


def find_unpicked(study: Study, code_name: str, *, coder: str) -> list[Quote]:
    """List the coded passages of a code that may be quoted and are not in the register yet.

    Codes of this name in several categories count as one.
    """
    with study.read() as db:
        picked = quotes_of_codings(db)
        return [
            quote
            for code in find_codes(db)
            if folded(code.name) == folded(code_name)
            for quote in find_quotes(db, code_id=code.code_id, coder=coder)
            if quote.coding_id not in picked
        ]


def make_quote(study: Study, coding_ids: Sequence[str], *, coder: str) -> str:
    """Put the passage of a coding into the register, or those of several as one composite.

    Args:
        study: The open study.
        coding_ids: Of one coding, or of codings of two and more participants (W62).
        coder: Who does it.

    Returns:
        The id of the quote.

    Raises:
        ConflictError: A passage may not be quoted, or it is in the register already.
        InputError: A composite of one participant.
    """
    with study.write(coder, "make quote") as db:
        quote = _composed(_quotable(db, coding_ids, coder), Voices(db))
        if not _add_new(db, [quote], coder):
            raise ConflictError("This passage is in the register of quotes already; open it there.")
    return quote.quote_id


def make_quotes(study: Study, coding_ids: Sequence[str], *, coder: str) -> int:
    """Put each passage into the register as a quote of its own; those that are in it are passed.

    Returns:
        How many were new.

    Raises:
        ConflictError: A passage may not be quoted.
    """
    with study.write(coder, "make quotes") as db:
        voices = Voices(db)
        quotes = [_composed([one], voices) for one in _quotable(db, coding_ids, coder)]
        return _add_new(db, quotes, coder)


def quote_places(
    study: Study,
    places: Sequence[tuple[str, int, int]],
    *,
    coder: str,
    op_id: str | None = None,
) -> int:
    """Put passages into the register that need not be coded; those that are in it are passed.

    Args:
        study: The open study.
        places: Document id, start and end of each, in code points.
        coder: Who does it.
        op_id: Id that the browser gave the act; see `EncryptedFile.write`.

    Returns:
        How many were new.

    Raises:
        InputError: None was chosen, or one lies outside its document.
        ConflictError: A part of one is barred.
    """
    if not places:
        raise InputError("Choose what to quote first.")
    with study.write(coder, "make quotes", op_id=op_id) as db:
        voices = Voices(db)
        quotes = [_composed([quotable_segment(db, *place)], voices) for place in places]
        return _add_new(db, quotes, coder)


def quote_act(db: Database, operation: Operation, *, document_id: str, coder: str) -> None:
    """Put a passage of the reader into the register; one that is in it already stays as it is."""
    start, end = number_of(operation, "start"), number_of(operation, "end")
    quote = _composed([quotable_segment(db, document_id, start, end)], Voices(db))
    _add_new(db, [quote], coder)


def _add_new(db: Database, quotes: Sequence[RegisteredQuote], coder: str) -> int:
    known = {_places(one) for one in register.find_registered(db)}
    n_known = len(known)
    for quote in quotes:
        if _places(quote) not in known:
            known.add(_places(quote))
            register.add_quote(db, quote, coder=coder)
    return len(known) - n_known


def _places(quote: RegisteredQuote) -> tuple[tuple[str, int, int], ...]:
    return tuple((one.document_id, one.start, one.end) for one in quote.segments)


def _quotable(
    db: Database, coding_ids: Sequence[str], coder: str
) -> list[tuple[QuoteSegment, Language]]:
    found = find_words(db, coding_ids, coder=coder, to_quote=True)
    if len(found) < len(coding_ids) or not found:
        raise ConflictError(
            "A passage is gone, or it is barred from quotes; choose another one, or see why on "
            "the page Member check."
        )
    return [
        (QuoteSegment(one.document_id, one.start, one.end, one.text), one.language) for one in found
    ]


def _composed(found: Sequence[tuple[QuoteSegment, Language]], voices: Voices) -> RegisteredQuote:
    segments = tuple(segment for segment, _language in found)
    speakers = [voices.speakers(one.document_id, one.start, one.end) for one in segments]
    labels = {voices.role_labels[who[0]] if who else "" for who in speakers}
    if len(found) > 1 and len({one for who in speakers for one in who}) < 2:
        raise InputError("A composite quote joins words of two participants or more; add another.")
    return RegisteredQuote(
        str(uuid4()),
        segments,
        (),
        labels.pop() if len(labels) == 1 else "",
        "composite" if len(found) > 1 else "running",
        "candidate",
        "",
        found[0][1],
    )
