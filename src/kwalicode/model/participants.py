"""Who takes part: cases with attributes and roles, how they were recruited, what they agreed to."""

from dataclasses import dataclass
from typing import Literal

AttributeType = Literal["text", "number", "choice", "date", "yes/no"]


@dataclass(frozen=True, slots=True)
class Attribute:
    """A typed property of a case.

    Attributes:
        attribute_id: Empty for a new one.
        choices: The values of a choice, in their order.
        is_confidential: Its values stand in the key file only.
        is_forbidden: Never collected: a table that holds it is refused (W56).
    """

    attribute_id: str
    name: str
    type: AttributeType = "text"
    choices: tuple[str, ...] = ()
    is_confidential: bool = False
    is_forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A unit of analysis in the study file; here a person, known by pseudonym.

    Attributes:
        role_label: How the person may be named outside; follows from the role where one is set.
        analytic_role: Name of the role used inside; empty if none was given.
    """

    case_id: str
    role_label: str = ""
    analytic_role: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """An analytic role, for inside, and what it is called outside (W59).

    Attributes:
        role_id: Empty for a new one.
        label: The role label; several roles may have one. Empty: named as nothing.
        is_protected: A small group that may not be told apart outside (W60).
    """

    role_id: str
    name: str
    label: str
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """How many interviews are wanted with cases that have this value of an attribute (W12)."""

    attribute_id: str
    value: str
    n: int


@dataclass(frozen=True, slots=True)
class InterviewPlan:
    """How many interviews are planned, and at most, with the reason for it (W16).

    Attributes:
        entered_at: ISO 8601, UTC.
    """

    planned: int
    maximum: int
    reason: str
    entered_by: str = ""
    entered_at: str = ""


Route = Literal["selected", "self-registered"]

RecruitmentState = Literal[
    "approached",
    "reminded",
    "no answer",
    "declined",
    "agreed",
    "scheduled",
    "held",
    "report sent",
    "checked",
    "quotes sent",
    "approved",
    "withdrawn",
]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person or group that was approached or came forward, for one interview (W14).

    Attributes:
        candidate_id: Empty for a new one.
        n_persons: How many take part in the interview (W15).
    """

    candidate_id: str
    name: str
    contact: str = ""
    route: Route = "selected"
    n_persons: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecruitmentStep:
    """What happened with a candidate on a day.

    Attributes:
        reason: Of declining or withdrawing; empty if none was given.
        on_date: ISO 8601, a day.
    """

    step_id: str
    candidate_id: str
    state: RecruitmentState
    on_date: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """A person in the key file.

    Attributes:
        participant_id: Empty for a speaker of whom nothing was recorded yet.
        pseudonym: As it stands in the study, such as 'respondent 3'.
        candidate_id: How the person was recruited; empty if that is not known.
        name: As recorded; empty if nobody did.
        labels: How the person is called in the sources.
    """

    participant_id: str
    pseudonym_id: int
    pseudonym: str
    candidate_id: str = ""
    name: str = ""
    contact: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Consent:
    """What a participant signed (W30); the newest one counts.

    Attributes:
        given_on: ISO 8601, a day.
        covers_analysis: Whether what the person said may be analysed.
        covers_quotes: Whether it may be quoted, de-identified.
    """

    form_version: str
    given_on: str
    covers_analysis: bool = True
    covers_quotes: bool = True
