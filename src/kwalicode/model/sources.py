"""Raw sources and de-identified documents, and who speaks in them."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["nl", "en"]

DocumentKind = Literal["interview", "survey answer", "document"]

Acquisition = Literal["", "own initiative", "on request", "by participants", "public"]
"""How a document was acquired (W82); empty where nobody said so."""

Visibility = Literal["full title", "type only", "hidden"]
"""How a document is named in a list of sources that goes out (W65)."""


Manner = Literal["", "in person", "video", "telephone"]
"""How an interview was held; empty where nobody said so."""

Answered = Literal["", "yes", "no"]
"""Empty where nobody said so."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a document beside its text; the last four are of interviews.

    Attributes:
        type: Such as 'minutes' or 'e-mail', in the words of the team.
        dated: ISO date of the document itself, or empty.
        confidentiality: Class of confidentiality, in the words of the team.
        minutes: How long it lasted; 0 where nobody said so.
        recorded: Whether sound or image was recorded.
        noted: Whether field notes were made.
    """

    type: str = ""
    dated: str = ""
    route: Acquisition = ""
    visibility: Visibility = "full title"
    confidentiality: str = ""
    minutes: int = 0
    held: Manner = ""
    recorded: Answered = ""
    noted: Answered = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's stretch `[start, end)` of a document text, in code points.

    Attributes:
        speaker: The label as it stands in a raw transcript, or the pseudonym in a
            de-identified one; empty where the document names no speakers.
        is_interviewer: Whether the speaker asks rather than answers.
        part: What a stretch without a speaker is: 'question 3', 'question 3 unanswered',
            'answer 3' or 'earlier mail'; else empty.
    """

    start: int
    end: int
    speaker: str = ""
    is_interviewer: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class Transcript:
    r"""A file as read: text without speaker labels, and who says which part of it.

    Attributes:
        text: NFC, `\n` line ends; the bodies of the turns joined by one `\n`.
        turns: In reading order, covering all of the text but the `\n` between them.
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
class Source:
    """A raw document in the key file; its name and words never leave it.

    Attributes:
        title: How the team calls it in the study; holds no identifying text.
        review_number: Which review of this source is or was last under way, from 1.
        is_detected: Whether findings were looked for.
    """

    source_id: str
    title: str
    file_name: str
    kind: DocumentKind
    language: Language
    text: str
    turns: tuple[Turn, ...]
    review_number: int
    is_detected: bool


Bars = Literal["analysis", "quotes"]

BarReason = Literal["member check", "restriction", "repeat", "consent"]


@dataclass(frozen=True, slots=True)
class Barred:
    """A passage `[start, end)` of a document that may not be used (W41).

    Attributes:
        text: Its words when it was barred.
        bars: From all analysis, quotes included, or from quotes alone.
        reason: A participant asked it, a participant's data are restricted, it is a repeat, or
            the consent of who speaks does not reach that far.
    """

    barred_id: str
    document_id: str
    start: int
    end: int
    text: str
    bars: Bars
    reason: BarReason


@dataclass(frozen=True, slots=True)
class Document:
    """A signed-off, de-identified document of the study, in its newest version.

    Attributes:
        turns: `speaker` is a pseudonym such as 'respondent 3'.
        version: From 1; grows with every sign-off.
    """

    document_id: str
    title: str
    kind: DocumentKind
    language: Language
    text: str
    turns: tuple[Turn, ...]
    version: int
