"""Raw sources and de-identified documents, and who speaks in them."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["nl", "en"]

DocumentKind = Literal["interview", "survey answer", "document"]


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
