"""The report that a participant looks through, and what they answer (W41, W42)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kwalicode.model.sources import Language

ReportStyle = Literal["pseudonymised", "raw"]
"""Whether a report shows the text with masks, or word for word."""

AnswerField = Literal["correction", "addition", "no_analysis", "no_quotes"]

REPORT_CODE: Mapping[Language, str] = {"nl": "Code van dit verslag", "en": "Code of this report"}

FIELD_LABELS: Mapping[Language, Mapping[AnswerField, str]] = {
    "nl": {
        "correction": "Moet zijn",
        "addition": "Aanvulling",
        "no_analysis": "Niet voor analyse",
        "no_quotes": "Niet voor citaten",
    },
    "en": {
        "correction": "Should read",
        "addition": "Addition",
        "no_analysis": "Not for analysis",
        "no_quotes": "Not for quotes",
    },
}
"""What stands before each field of a report; it is read back by these."""

EMPTY_BOX, FULL_BOX = "☐", "☒"


@dataclass(frozen=True, slots=True)
class ReportParagraph:
    """A numbered paragraph of a report.

    Attributes:
        number: From 1.
        speaker: As the report names who speaks; empty where nobody is named.
        text: Its words.
    """

    number: int
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a participant says of one paragraph.

    Attributes:
        correction: How the paragraph should read; empty where it is right.
        addition: What should be added to it.
        no_analysis: Its words that may not be analysed, '' for all of them; None where all may be.
        no_quotes: Likewise of quotes.
    """

    number: int
    correction: str = ""
    addition: str = ""
    no_analysis: str | None = None
    no_quotes: str | None = None


@dataclass(frozen=True, slots=True)
class FilledReport:
    """A report as it came back.

    Attributes:
        code: Of the report; empty if none was found.
        paragraphs: Text of each paragraph by its number, in the order of the file.
        answers: Of the paragraphs in which a field was filled.
    """

    code: str
    paragraphs: tuple[tuple[int, str], ...]
    answers: tuple[Answer, ...]
