"""Quotes of the register: what is taken from the text, what stands in its place, and its state."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kwalicode.model.sources import Language

QuoteStyle = Literal["running", "pull", "composite", "paraphrase"]
"""In the text; on its own and cleaned; of several participants (W62); in other words (W63)."""

QuoteState = Literal[
    "candidate", "adapted", "sent", "approved", "objected", "changed", "removed", "evidence"
]
"""How far a quote is; `evidence` may not be cited at all (W61)."""

ChangeKind = Literal["person", "organisation", "event", "time", "grammar", "omission", "paraphrase"]

OMISSION = "[...]"
BETWEEN_SEGMENTS = "\n"


@dataclass(frozen=True, slots=True)
class QuoteSegment:
    """The segment `[start, end)` of a document, with its words."""

    document_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """What stands in the place of `[start, end)` of the original words of a quote, and why."""

    start: int
    end: int
    text: str
    kind: ChangeKind
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RegisteredQuote:
    """A quote of the register (W44).

    Attributes:
        segments: One, or of a composite two and more.
        changes: In the original words, in reading order; none overlaps another.
        role_label: How its speaker may be named outside.
        used_in: Where it is printed, in the words of the team.
    """

    quote_id: str
    segments: tuple[QuoteSegment, ...]
    changes: tuple[QuoteChange, ...]
    role_label: str
    style: QuoteStyle
    state: QuoteState
    used_in: str
    language: Language

    @property
    def original(self) -> str:
        """The words as they stand in the documents; they never leave the study."""
        return BETWEEN_SEGMENTS.join(one.text for one in self.segments)

    @property
    def adapted(self) -> str:
        """The words as they go out: the original with its changes, and nothing else changed."""
        return adapted_text(self.original, self.changes)


def adapted_text(original: str, changes: Iterable[QuoteChange]) -> str:
    """Apply changes to the words of a quote.

    >>> adapted_text("Jan zei niets.", [QuoteChange(0, 3, "[Die collega]", "person")])
    '[Die collega] zei niets.'
    """
    pieces, done = [], 0
    for one in sorted(changes, key=lambda change: change.start):
        pieces += [original[done : one.start], one.text]
        done = one.end
    return "".join([*pieces, original[done:]])


QuoteCheck = Literal[
    "key",
    "inside",
    "identifying",
    "date",
    "place",
    "unit",
    "function",
    "pronoun",
    "label",
    "hidden",
    "barred",
    "consent",
]
"""What a quote is checked for: a name of the key, such a name inside another word or a web address,
what a rule finds, dates, places, organisation units (W54), functions one person holds, a pronoun
beside one (W68), a forbidden label (W59), signs that hide, a barred passage, no consent."""


QuoteField = Literal["text", "role_label"]


@dataclass(frozen=True, slots=True)
class QuoteHit:
    """What stands in the way of publishing a quote.

    Attributes:
        field: Where: in the adapted words or in the role label.
        start: In that field, in code points.
        surface: The words there.
        rule: The recognizer that found it, if one did.
        accepted: Why a person let it stand; empty while it is open.
    """

    check: QuoteCheck
    field: QuoteField
    start: int
    end: int
    surface: str
    rule: str = ""
    accepted: str = ""
