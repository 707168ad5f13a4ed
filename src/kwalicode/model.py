"""The nouns of the field as frozen dataclasses. No behaviour beyond arithmetic."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Language = Literal["nl", "en"]
DocumentKind = Literal["interview", "survey answer", "document"]


class IdentifierKind(StrEnum):
    """What a finding identifies; the value is the word stored in the key file."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    PARTY = "party"
    DEPARTMENT = "department"
    FUNCTION = "function"
    DATE = "date"
    AGE = "age"
    ADDRESS = "address"
    POSTCODE = "postcode"
    PHONE = "phone"
    EMAIL = "email"
    BSN = "bsn"
    IBAN = "iban"
    PLATE = "plate"
    URL = "url"
    HANDLE = "handle"
    NUMBER = "number"
    """A dossier, case, staff or other number that points at one person or matter."""
    NAME_LIKE = "name-like"
    """An unknown capitalised word: a suggestion for the reviewer, nothing more."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's stretch `[start, end)` of a document text, in code points.

    Attributes:
        speaker: The label as it stands in a raw transcript, or the pseudonym in a
            de-identified one; empty where the document names no speakers.
        is_interviewer: Whether the speaker asks rather than answers.
    """

    start: int
    end: int
    speaker: str = ""
    is_interviewer: bool = False


@dataclass(frozen=True, slots=True)
class Transcript:
    """A file as read: text without speaker labels, and who says which part of it.

    Attributes:
        text: NFC, `\\n` line ends; the bodies of the turns joined by one `\\n`.
        turns: In reading order, covering all of the text but the `\\n` between them.
        language: Guessed from the text.
        kind: `interview` when speakers were recognised, else `document`.
    """

    text: str
    turns: tuple[Turn, ...]
    language: Language
    kind: DocumentKind


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks under a label in one source.

    Attributes:
        label: As it stands in the file.
        is_interviewer: Asks rather than answers.
        role_label: How the participant may be named outside, such as 'civil servant' (W59).
    """

    label: str
    is_interviewer: bool = False
    role_label: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Identifying text detected at `[start, end)` of a raw text, in code points.

    Attributes:
        kind: What it identifies.
        score: 0 to 1: how sure the recognizer is.
        recognizer: Name of the rule or list that found it, for the reviewer.
    """

    start: int
    end: int
    kind: IdentifierKind
    score: float
    recognizer: str


PseudonymSeries = Literal[
    "respondent", "interviewer", "subject", "place", "organisation", "party", "department"
]


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """The stable replacement of one person, place or organisation over all documents (W50).

    Attributes:
        series: `respondent` for who is interviewed, `subject` for who is spoken about.
        number: From 1 within the series; says nothing about the order of interviews.
    """

    pseudonym_id: int
    series: PseudonymSeries
    number: int


@dataclass(frozen=True, slots=True)
class Leak:
    """Identifying text at `[start, end)` of a text that should hold none.

    Attributes:
        reason: `key` when the text stands in the pseudonym key, else the recognizer's name.
    """

    start: int
    end: int
    kind: IdentifierKind
    reason: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A coded segment prepared for publication.

    Attributes:
        text: De-identified words of the segment; paragraphs parted by `\\n`.
        role_label: How its speaker may be named outside; empty if none was given.
        code: Name of the code; empty for an uncoded highlight.
        category: Name of the category of the code; empty if it has none.
        comment: The coder's comment on the coding.
        document: Title of the document inside the study.
        coder: Name of the person who coded it.
        coding_id: The coding it came from.
    """

    text: str
    role_label: str
    code: str
    category: str
    comment: str
    document: str
    coder: str
    coding_id: str
