"""The register of quotes: adapt, and what state may follow what (W44, W61 to W63)."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from kwalicode.errors import ConflictError, InputError
from kwalicode.model.quotes import (
    OMISSION,
    QuoteChange,
    QuoteState,
    QuoteStyle,
    RegisteredQuote,
)
from kwalicode.store import quote_register as register
from kwalicode.store.study import Study
from kwalicode.text import normalise

NEXT: Mapping[QuoteState, tuple[QuoteState, ...]] = {
    "candidate": ("adapted", "sent", "evidence", "removed"),
    "adapted": ("candidate", "sent", "evidence", "removed"),
    "sent": ("approved", "objected", "adapted", "removed"),
    "approved": ("sent", "objected", "removed"),
    "objected": ("changed", "evidence", "removed"),
    "changed": ("sent", "evidence", "removed"),
    "removed": ("candidate",),
    "evidence": ("candidate",),
}
"""What state a person may give a quote, by the state it has."""

NOT_PUBLISHED: Collection[QuoteState] = ("objected", "removed", "evidence")
"""States in which a quote stands in no export."""

_FIXED: Collection[QuoteState] = ("removed", "evidence")
_ASKED: Collection[QuoteState] = ("sent", "approved", "objected", "changed")
MAX_TEXT, MAX_LABEL = 300, 120
_MARK = re.compile(r"\[[^\[\]\n]{1,200}\]")


def adapt(study: Study, quote_id: str, change: QuoteChange, *, coder: str) -> RegisteredQuote:
    """Put a phrase in square brackets in the place of words of the original; nothing else changes.

    Changes inside the selected words are taken back with it. Who approved the quote before has to
    be asked again.

    Raises:
        NotFoundError: The quote is gone.
        InputError: There is no phrase, or it holds brackets.
        ConflictError: The selection cuts another change in two, or the quote is not to be changed.
    """
    with study.write(coder, "adapt quote") as db:
        quote = with_change(register.get_quote(db, quote_id), change)
        register.update_quote(db, quote)
    return quote


def with_change(quote: RegisteredQuote, change: QuoteChange) -> RegisteredQuote:
    """Give a quote with one more change; see `adapt`."""
    _refuse_fixed(quote)
    change = _bracketed(quote, _whole_marks(quote.original, change))
    inside = [one for one in quote.changes if one.start < change.end and change.start < one.end]
    if any(one.start < change.start or change.end < one.end for one in inside):
        raise ConflictError(
            "The selection holds a part of an earlier change; select all of it or none."
        )
    changes = sorted([*(c for c in quote.changes if c not in inside), change], key=_start)
    return replace(quote, changes=tuple(changes), state=_after_change(quote))


def _start(change: QuoteChange) -> int:
    return change.start


def _refuse_fixed(quote: RegisteredQuote) -> None:
    if quote.state in _FIXED:
        raise ConflictError(
            "This quote is not to be published, so it is not changed; make it a candidate first."
        )


def _after_change(quote: RegisteredQuote) -> QuoteState:
    return "changed" if quote.state in _ASKED else "adapted"


def _whole_marks(original: str, change: QuoteChange) -> QuoteChange:
    """Let a selection take all of a mark such as '[subject 12]' that it touches."""
    if not 0 <= change.start < change.end <= len(original):
        raise InputError("Select the words of the quote that something is to stand for.")
    start, end = change.start, change.end
    for mark in _MARK.finditer(original):
        if mark.start() < end and start < mark.end():
            start, end = min(start, mark.start()), max(end, mark.end())
    return replace(change, start=start, end=end)


def _bracketed(quote: RegisteredQuote, change: QuoteChange) -> QuoteChange:
    words = " ".join(normalise(change.text).split())
    is_whole = (change.start, change.end) == (0, len(quote.original))
    if change.kind == "omission":
        return replace(change, text=OMISSION, reason=change.reason.strip())
    if change.kind == "paraphrase" or quote.style == "paraphrase":
        if not (is_whole and change.kind == quote.style):
            raise ConflictError("A paraphrase takes the place of all words; write it as a whole.")
    elif words or quote.style != "pull" or change.kind != "grammar":
        words = f"[{_inner(words)}]"
    if len(words) > MAX_TEXT + 2 and change.kind != "paraphrase":
        raise InputError(
            "What stands for words of a quote has 1 to {most} characters; shorten it.",
            most=MAX_TEXT,
        )
    return replace(change, text=words, reason=" ".join(change.reason.split()))


def _inner(words: str) -> str:
    inner = words[1:-1].strip() if words.startswith("[") and words.endswith("]") else words
    if not inner or "[" in inner or "]" in inner:
        raise InputError("Type what is to stand there, without brackets; they are put around it.")
    return inner


def take_back(study: Study, quote_id: str, start: int, *, coder: str) -> None:
    """Let the original words stand again where a change begins.

    Raises:
        NotFoundError: The quote is gone.
        ConflictError: The change is gone, or the quote is not to be changed.
    """
    with study.write(coder, "take back change") as db:
        quote = register.get_quote(db, quote_id)
        _refuse_fixed(quote)
        left = tuple(one for one in quote.changes if one.start != start)
        if len(left) == len(quote.changes):
            raise ConflictError("This change was taken back already; reload the page.")
        register.update_quote(db, replace(quote, changes=left, state=_after_change(quote)))


def paraphrase(study: Study, quote_id: str, words: str, *, coder: str) -> None:
    """Say all of a quote in other words; it is marked as not literal from then on (W63).

    Raises:
        NotFoundError: The quote is gone.
        InputError: There are no words.
        ConflictError: The quote is not to be changed.
    """
    if not words.strip():
        raise InputError("Write the paraphrase first.")
    with study.write(coder, "paraphrase quote") as db:
        quote = replace(register.get_quote(db, quote_id), style="paraphrase", changes=())
        whole = QuoteChange(0, len(quote.original), words, "paraphrase")
        register.update_quote(db, with_change(quote, whole))


def set_style(study: Study, quote_id: str, style: QuoteStyle, *, coder: str) -> None:
    """Choose how a quote is printed; what a style does not allow is taken back.

    Words that a pull quote left out without a sign get one in another style.

    Raises:
        NotFoundError: The quote is gone.
        ConflictError: Only a quote of several segments is a composite, and it stays one.
    """
    with study.write(coder, "style of quote") as db:
        quote = register.get_quote(db, quote_id)
        _refuse_fixed(quote)
        if style == quote.style:
            return
        is_several = len(quote.segments) > 1
        if style == "paraphrase":
            raise ConflictError("Write the paraphrase; the style follows from it.")
        if is_several != (style == "composite"):
            raise ConflictError(
                "A quote of several passages is a composite, and only such a quote is one; put "
                "the passages into the register one by one."
            )
        kept = () if quote.style == "paraphrase" else quote.changes
        changes = tuple(c if c.text else replace(c, text=OMISSION, kind="omission") for c in kept)
        state = quote.state if changes == quote.changes else _after_change(quote)
        register.update_quote(db, replace(quote, style=style, changes=changes, state=state))


def set_state(study: Study, quote_id: str, state: QuoteState, *, coder: str) -> None:
    """Say how far a quote is.

    Raises:
        NotFoundError: The quote is gone.
        ConflictError: This state does not follow the one that the quote has; see `NEXT`.
    """
    with study.write(coder, "state of quote") as db:
        quote = register.get_quote(db, quote_id)
        if state not in NEXT[quote.state]:
            raise ConflictError(
                "This state does not follow the one the quote has; reload the page and choose "
                "another."
            )
        register.update_quote(db, replace(quote, state=state))


def describe(study: Study, quote_id: str, role_label: str, used_in: str, *, coder: str) -> None:
    """Say how the speaker is named outside and where the quote is used.

    Raises:
        NotFoundError: The quote is gone.
        InputError: One of the two is too long.
    """
    label, used = (" ".join(normalise(one).split()) for one in (role_label, used_in))
    if max(len(label), len(used)) > MAX_LABEL:
        raise InputError("Use at most {most} characters; shorten it.", most=MAX_LABEL)
    with study.write(coder, "describe quote") as db:
        quote = register.get_quote(db, quote_id)
        is_asked = quote.role_label != label and quote.state in ("sent", "approved")
        state: QuoteState = "changed" if is_asked else quote.state
        register.update_quote(db, replace(quote, role_label=label, used_in=used, state=state))
