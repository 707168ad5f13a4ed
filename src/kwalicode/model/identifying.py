"""What identifies someone, what stands in its place, and what a person decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


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
    SENSITIVE = "sensitive"
    """Special personal data (W55): flagged for a decision, masked only when a person says so."""


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
    "respondent",
    "form",
    "interviewer",
    "subject",
    "place",
    "organisation",
    "party",
    "department",
    "function",
]


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """The stable replacement of one person, place or organisation over all documents (W50).

    Attributes:
        series: `respondent` for who is interviewed, `form` for who filled in a survey, `subject`
            for who is spoken about.
        number: From 1 within the series; says nothing about the order of interviews.
        description: What may stand instead of the number: a role such as 'leidinggevende', or
            something general such as 'een gemeente in het oosten'; empty if nobody gave one.
        alias: A made-up name that may stand instead; empty until one is needed.
    """

    pseudonym_id: int
    series: PseudonymSeries
    number: int
    description: str = ""
    alias: str = ""


LinkReason = Literal[
    "", "new", "same name", "one here", "one in the study", "spelling", "several", "by hand"
]
"""Why a name was taken for a person: see `deid.link_person`."""

ReplacementStyle = Literal["code", "described", "alias", "blackened", "shifted", "general"]
"""What stands in the text: `[subject 3]`; a role or something general; a made-up name; a black
bar; a date moved by the study's own number of days; a month or an age band."""


@dataclass(frozen=True, slots=True)
class DeidSettings:
    """How a study de-identifies.

    Attributes:
        styles: What replaces each kind; kinds that are left out get a code.
        two_reviewers: Whether a second person must sign off too.
        strict: Whether an export also refuses words that are only perhaps names.
        learned: Whether the learned layer takes part.
        engines: Engines that the user has installed and adds; see `deid.extra_engines`.
        shift_days: By how many days dates move in style `shifted`; whole weeks.
    """

    styles: Mapping[IdentifierKind, ReplacementStyle] = field(default_factory=dict)
    two_reviewers: bool = False
    strict: bool = False
    learned: bool = True
    engines: str = ""
    shift_days: int = 0


FunctionLevel = Literal["", "unique", "small", "broad"]


@dataclass(frozen=True, slots=True)
class ListedName:
    """An entry of the study's own lists, found (or left) wherever it stands.

    Attributes:
        level: Of a function only: how many hold it (W54). Who holds a broad one is not to be
            guessed, so it stays.
        stays: Whether it is no identifier here, such as a public help line (W21).
    """

    listed_id: int
    text: str
    kind: IdentifierKind
    level: FunctionLevel = ""
    stays: bool = False


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


FindingState = Literal["proposed", "accepted", "refused"]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A finding in the key file with what the reviewer decided.

    Attributes:
        finding_id: Its id in the key file.
        surface: The raw text it covers.
        pseudonym: What replaces it; None while undecided or for kinds without numbers.
        link_reason: Why it was taken for this person.
        is_link_sure: Whether no one needs to confirm that.
    """

    finding_id: str
    source_id: str
    start: int
    end: int
    surface: str
    kind: IdentifierKind
    score: float
    recognizer: str
    state: FindingState
    pseudonym: Pseudonym | None
    link_reason: LinkReason = ""
    is_link_sure: bool = True
