"""Words of the register of quotes: states, styles, kinds of changes, hits and what mends them."""

from collections.abc import Mapping
from html import escape

from kwalicode.model.quotes import (
    ChangeKind,
    QuoteCheck,
    QuoteHit,
    QuoteState,
    QuoteStyle,
    RegisteredQuote,
)
from kwalicode.ui.language import _
from kwalicode.ui.parts import recognizer_word


def state_words() -> Mapping[QuoteState, str]:
    """Name each state."""
    return {
        "candidate": _("candidate"),
        "adapted": _("adapted"),
        "sent": _("sent to the participant"),
        "approved": _("approved"),
        "objected": _("objected to"),
        "changed": _("changed, to be sent again"),
        "removed": _("removed"),
        "evidence": _("evidence only, not citable"),
    }


def style_words() -> Mapping[QuoteStyle, str]:
    """Name each style."""
    return {
        "running": _("in running text"),
        "pull": _("pull quote, cleaned"),
        "composite": _("composite, not literal"),
        "paraphrase": _("paraphrase, not literal"),
    }


def kind_words() -> Mapping[ChangeKind, str]:
    """Name each kind of change."""
    return {
        "person": _("Person"),
        "organisation": _("Organisation"),
        "event": _("Event"),
        "time": _("Time"),
        "grammar": _("Sentence repair"),
        "omission": _("Leave out: [...]"),
        "paraphrase": _("Paraphrase"),
    }


def check_words() -> Mapping[QuoteCheck, str]:
    """Say what stands in the way."""
    return {
        "key": _("a name of the key file"),
        "inside": _("a name of the key file inside a word or web address"),
        "identifying": _("identifying text"),
        "date": _("a date or age"),
        "place": _("a place"),
        "unit": _("an organisation, party or department"),
        "function": _("a function that few hold"),
        "pronoun": _("a pronoun that tells who holds an office"),
        "label": _("a label that may not be used"),
        "hidden": _("signs that cannot be seen, or letters of another script"),
        "barred": _("a passage that is barred"),
        "consent": _("no consent to be quoted"),
    }


def fix_words() -> Mapping[QuoteCheck, str]:
    """Say what mends it."""
    return {
        "key": _("Replace it with a phrase, or mask it on the page De-identify."),
        "inside": _("Replace the whole word, or leave the address out."),
        "identifying": _("Replace it with a phrase, or leave it out."),
        "date": _("Replace it with a looser time, such as 'that spring'."),
        "place": _("Replace it with a looser place, such as 'a town'."),
        "unit": _("Replace it with a looser word, such as 'my department'."),
        "function": _("Replace it with a wider function, such as 'a manager'."),
        "pronoun": _("Replace it with the function again, or with 'this person'."),
        "label": _("Choose another word or role label."),
        "hidden": _("Type these words anew."),
        "barred": _("Lift the bar where it was set, or remove the quote."),
        "consent": _("Enter the consent on the page Participants, or remove the quote."),
    }


def why(hit: QuoteHit) -> str:
    """Say why something is a hit, with the rule that found it."""
    words = check_words()[hit.check]
    if not hit.rule or hit.check in ("key", "inside"):
        return words
    return f"{words} ({recognizer_word(hit.rule)})"


def compared(quote: RegisteredQuote) -> tuple[str, str]:
    """Give the original and the adapted words as HTML, with what differs marked."""
    old, new, done = [], [], 0
    original = quote.original
    for one in quote.changes:
        same = _html(original[done : one.start])
        old += [same, f"<del>{_html(original[one.start : one.end])}</del>"]
        new += [same, f"<ins>{_html(one.text)}</ins>" if one.text else ""]
        done = one.end
    rest = _html(original[done:])
    return "".join([*old, rest]), "".join([*new, rest])


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")
