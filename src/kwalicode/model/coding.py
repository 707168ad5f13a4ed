"""The codebook, the passes, and what coders do with them."""

from dataclasses import dataclass
from typing import Literal

from kwalicode.model.sources import Language


@dataclass(frozen=True, slots=True)
class Category:
    """A group of codes; categories form a tree.

    Attributes:
        colour: Slot 0 to 11 of the palette.
    """

    category_id: str
    name: str
    parent_id: str | None
    colour: int
    description: str = ""


Origin = Literal["theory", "data", "in vivo"]

Valence = Literal["", "increases", "decreases", "ambivalent"]


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of the codebook.

    Attributes:
        category_id: The category it is at home in; others are links of their own.
        colour: Slot 0 to 11 of the palette.
        origin: `theory`, `data` or `in vivo` (W07, W90).
        include_when: When to use it.
        exclude_when: When not to.
        example: A typical quote.
        literature: Where it comes from: a link, a DOI or a reference.
        valence: Whether it says that something increases, decreases, or both.
        is_retired: Not offered any more; its codings stay.
    """

    code_id: str
    name: str
    category_id: str | None
    colour: int
    description: str = ""
    origin: str = "data"
    include_when: str = ""
    exclude_when: str = ""
    example: str = ""
    literature: str = ""
    valence: Valence = ""
    is_retired: bool = False


PassKind = Literal["open", "axial", "thematic"]


@dataclass(frozen=True, slots=True)
class Pass:
    """A round of coding (W80): every coding, category link, relation and theme belongs to one.

    Attributes:
        opened_at: ISO 8601, UTC; empty for the first pass of an old study.
        closed_at: Empty while it is open.
        is_blind: Whether coders see only their own codings until it is closed.
    """

    pass_id: int
    kind: PassKind
    name: str
    opened_by: str = ""
    opened_at: str = ""
    closed_by: str = ""
    closed_at: str = ""
    is_blind: bool = False


NodeKind = Literal["code", "category"]

Strength = Literal["claimed", "plausible", "supported", "not supported"]


@dataclass(frozen=True, slots=True)
class Relation:
    """What a researcher says of two codes or categories, from the first to the second (W08, W94).

    Attributes:
        type: `contributes to`, `hinders`, `context of`, `part of`, `contradicts`, or a word of
            the team's own.
        supports: Ids of the codings that speak for it.
        contradicts: Ids of the codings that speak against it.
    """

    relation_id: str
    from_kind: NodeKind
    from_id: str
    to_kind: NodeKind
    to_id: str
    type: str
    strength: Strength = "claimed"
    note: str = ""
    supports: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A pattern with a claim (W08), resting on categories and codes.

    Attributes:
        claim: In one sentence.
        concept: The idea in its centre.
        scope: What it is not about.
        recommendations: What follows from it, one a line (W103).
        quotes: Ids of the codings that may be quoted for it.
        counter_cases: Ids of the codings that speak against it (W89).
        is_dropped: Given up; kept for the history.
    """

    theme_id: str
    name: str
    claim: str = ""
    concept: str = ""
    scope: str = ""
    recommendations: str = ""
    category_ids: tuple[str, ...] = ()
    code_ids: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    counter_cases: tuple[str, ...] = ()
    is_dropped: bool = False


MemoKind = Literal["analytic", "method", "reflexive", "question"]

MemoTarget = Literal["study", "document", "case", "category", "code", "coding", "theme", "relation"]


@dataclass(frozen=True, slots=True)
class Memo:
    """A thought of a coder about something in the study.

    Attributes:
        kind: `question` is one to take into the next interview (W83).
        target_id: Id of what it is about; empty for the study itself.
        is_done: Of a question: it was asked.
    """

    memo_id: str
    kind: MemoKind
    target_kind: MemoTarget
    target_id: str
    text: str
    coder: str
    created_at: str
    changed_at: str
    is_done: bool = False


Perspective = Literal["", "self", "witnessed", "heard"]


@dataclass(frozen=True, slots=True)
class Coding:
    """One act: a coder applied a code to the segment `[start, end)` of a document.

    Attributes:
        code_id: None for a highlight that has no code yet.
        text: The words of the segment when it was coded.
        pass_id: The pass it was made in.
        actor: Who did what is told, as a group such as 'MP'; empty if not given (W86).
        target: To whom it was done.
        perspective: Whether the speaker went through it, saw it or heard of it (W88).
    """

    coding_id: str
    document_id: str
    code_id: str | None
    coder: str
    start: int
    end: int
    text: str
    comment: str = ""
    pass_id: int = 1
    actor: str = ""
    target: str = ""
    perspective: Perspective = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A coded segment prepared for publication.

    Attributes:
        text: De-identified words of the segment; paragraphs parted by a line end.
        role_label: How its speaker may be named outside; empty if none was given.
        code: Name of the code; empty for an uncoded highlight.
        category: Name of the category of the code; empty if it has none.
        comment: The coder's comment on the coding.
        document: Title of the document inside the study.
        coder: Name of the person who coded it.
        coding_id: The coding it came from.
        language: Of the document.
    """

    text: str
    role_label: str
    code: str
    category: str
    comment: str
    document: str
    coder: str
    coding_id: str
    language: Language
