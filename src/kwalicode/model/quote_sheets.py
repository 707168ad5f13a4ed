"""The sheet of quotes that a participant looks through, and what they answer (W44)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kwalicode.model.quotes import QuoteStyle
from kwalicode.model.sources import Language

QuoteAnswer = Literal["agree", "change", "refuse"]
"""The quote may stand; it may if it is changed; it may not be used."""

SheetField = Literal["agree", "change", "refuse", "words", "role_label"]

SHEET_CODE: Mapping[Language, str] = {"nl": "Code van dit blad", "en": "Code of this sheet"}

SHEET_LABELS: Mapping[Language, Mapping[SheetField, str]] = {
    "nl": {
        "agree": "Akkoord",
        "change": "Akkoord na verandering",
        "refuse": "Niet gebruiken",
        "words": "Antwoord",
        "role_label": "Genoemd als",
    },
    "en": {
        "agree": "Agree",
        "change": "Agree if changed",
        "refuse": "Do not use",
        "words": "Answer",
        "role_label": "Named as",
    },
}
"""What stands before each field of a sheet; it is read back by these."""


@dataclass(frozen=True, slots=True)
class SheetQuote:
    """A quote as a sheet shows it to one participant.

    Attributes:
        number: From 1.
        text: The adapted words; of a quote of several participants only their own.
        is_part: Whether others speak in the quote as well.
    """

    number: int
    text: str
    role_label: str
    style: QuoteStyle
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """What a participant says of one quote.

    Attributes:
        words: What was typed with it: an objection, or how the quote should read.
    """

    number: int
    answer: QuoteAnswer
    words: str = ""


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A sheet as it came back.

    Attributes:
        code: Of the sheet; empty if none was found.
        quotes: Number, text and role label of each quote, in the order of the file.
        answers: Of the quotes of which something was said.
    """

    code: str
    quotes: tuple[tuple[int, str, str], ...]
    answers: tuple[SheetAnswer, ...]
