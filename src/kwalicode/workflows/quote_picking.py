"""Passages that are picked for the register of quotes, and the list of what is in it."""

from collections.abc import Sequence
from uuid import uuid4

from kwalicode.errors import ConflictError, InputError
from kwalicode.model.quotes import QuoteSegment, RegisteredQuote
from kwalicode.store import quote_register as register
from kwalicode.store.files import Database
from kwalicode.store.study import Study
from kwalicode.store.theme_segments import Words, find_words
from kwalicode.store.voices import Voices
from kwalicode.workflows.quote_register import NEXT


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
        if _places(quote) in {_places(one) for one in register.find_registered(db)}:
            raise ConflictError("This passage is in the register of quotes already; open it there.")
        register.add_quote(db, quote, coder=coder)
    return quote.quote_id


def make_quotes(study: Study, coding_ids: Sequence[str], *, coder: str) -> int:
    """Put each passage into the register as a quote of its own; those that are in it are passed.

    Returns:
        How many were new.

    Raises:
        ConflictError: A passage may not be quoted.
    """
    with study.write(coder, "make quotes") as db:
        known = {_places(one) for one in register.find_registered(db)}
        voices, n_new = Voices(db), 0
        for words in _quotable(db, coding_ids, coder):
            quote = _composed([words], voices)
            if _places(quote) not in known:
                known.add(_places(quote))
                register.add_quote(db, quote, coder=coder)
                n_new += 1
    return n_new


def _places(quote: RegisteredQuote) -> tuple[tuple[str, int, int], ...]:
    return tuple((one.document_id, one.start, one.end) for one in quote.segments)


def _quotable(db: Database, coding_ids: Sequence[str], coder: str) -> list[Words]:
    found = find_words(db, coding_ids, coder=coder, to_quote=True)
    if len(found) < len(coding_ids) or not found:
        raise ConflictError(
            "A passage is gone, or it is barred from quotes; choose another one, or see why on "
            "the page Member check."
        )
    return found


def _composed(found: Sequence[Words], voices: Voices) -> RegisteredQuote:
    speakers = [voices.speakers(one.document_id, one.start, one.end) for one in found]
    labels = {voices.role_labels[who[0]] if who else "" for who in speakers}
    if len(found) > 1 and len({one for who in speakers for one in who}) < 2:
        raise InputError("A composite quote joins words of two participants or more; add another.")
    return RegisteredQuote(
        str(uuid4()),
        tuple(_segment(one) for one in found),
        (),
        labels.pop() if len(labels) == 1 else "",
        "composite" if len(found) > 1 else "running",
        "candidate",
        "",
        found[0].language,
    )


def _segment(words: Words) -> QuoteSegment:
    return QuoteSegment(words.document_id, words.start, words.end, words.text)
