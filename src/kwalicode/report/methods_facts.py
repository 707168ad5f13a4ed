"""What a methods section tells of a study: numbers and dates, never a participant's words."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from kwalicode.model import Acquisition, DocumentKind, IdentifierKind, PassKind, ReplacementStyle
from kwalicode.model.quotes import QuoteState, QuoteStyle
from kwalicode.report.funnel import Funnel
from kwalicode.report.saturation_sentence import ToldSaturation

FEWEST = 7
"""Fewer persons than this are never told apart (W60)."""


class Margin(NamedTuple):
    """How participants divide by one thing alone (W17).

    Attributes:
        name: Of the attribute; empty for the role.
        groups: Values, several where small groups were put together, and the persons of each;
            empty where that would leave fewer than two groups.
    """

    name: str
    groups: tuple[tuple[tuple[str, ...], int], ...]


class Recruited(NamedTuple):
    """How participants came to the study.

    Attributes:
        funnel: None where nothing was recorded, or the key file is closed.
        planned: Interviews that were planned, and at most; None where nobody planned any.
        n_changes: How often that plan changed.
        targets: Names of the attributes for which numbers were aimed at.
    """

    funnel: Funnel | None = None
    planned: tuple[int, int] | None = None
    n_changes: int = 0
    targets: tuple[str, ...] = ()


class Texts(NamedTuple):
    """The documents of one kind.

    Attributes:
        n_words: In all of them, questions of interviewers included.
        shortest: Words of the shortest one.
        first: Day of the earliest one; None where no day is known.
        n_undated: Those of which no day is known.
        languages: How many there are in each language.
    """

    n: int = 0
    n_words: int = 0
    shortest: int = 0
    longest: int = 0
    first: date | None = None
    last: date | None = None
    n_undated: int = 0
    languages: Mapping[str, int] = {}


class AnsweredSurvey(NamedTuple):
    """A survey with its respondents and questions."""

    name: str
    n_respondents: int
    n_open: int
    n_closed: int


class Material(NamedTuple):
    """What was collected.

    Attributes:
        texts: By kind; a kind without any is left out.
        n_answers: Answers in own words in the study.
        n_participants: Who speaks in the interviews.
        n_again: Of these, who speaks in more than one.
        n_interviewers: Who asks in them.
        routes: Documents by how they were acquired.
    """

    texts: Mapping[DocumentKind, Texts]
    n_answers: int
    n_participants: int
    n_again: int
    n_interviewers: int
    routes: Mapping[Acquisition, int]
    surveys: tuple[AnsweredSurvey, ...]


class ToldPass(NamedTuple):
    """A pass of coding.

    Attributes:
        opened: None for the first one, which is there from the beginning.
        closed: None while it goes on.
        n_units: Documents with codings of it, each answer of a survey as one.
        n_codes: Made in it and still there, as are the others.
    """

    kind: PassKind
    name: str
    opened: date | None
    closed: date | None
    coders: tuple[str, ...]
    is_blind: bool
    n_codings: int
    n_units: int
    n_codes: int
    n_categories: int
    n_relations: int
    n_themes: int


class Stage(NamedTuple):
    """How large the codebook was.

    Attributes:
        name: Of the pass at whose closing it was kept; empty for now.
        n_merged: Codes that went up in others since the stage before.
    """

    name: str
    taken: date | None
    n_codes: int
    n_categories: int
    n_themes: int
    n_merged: int


class Coding(NamedTuple):
    """How the material was coded.

    Attributes:
        origins: Codes by where they came from: 'theory', 'data', 'in vivo'.
        n_relations: Between codes and categories.
        n_claims: Themes with a claim.
        n_counter_cases: Passages that were kept because they speak against a theme.
        memos: Memos by kind.
        suggestions: What was taken and what refused, by kind of suggestion.
        engines: What proposed it.
    """

    passes: tuple[ToldPass, ...]
    stages: tuple[Stage, ...]
    origins: Mapping[str, int]
    n_relations: int
    n_claims: int
    n_counter_cases: int
    memos: Mapping[str, int]
    suggestions: Mapping[str, tuple[int, int]]
    engines: tuple[str, ...]


class Agreed(NamedTuple):
    """How far the coders of a pass agree, in the documents in which all of them coded.

    Attributes:
        alpha: Krippendorff's, of all codes together in characters; None where it has no value.
        interval: Of 95 %; None where there is none.
        kappa: Cohen's; None for more than two coders.
    """

    pass_name: str
    was_blind: bool
    n_coders: int
    n_documents: int
    n_codes: int
    alpha: float | None
    interval: tuple[float, float] | None
    kappa: float | None


class Saturated(NamedTuple):
    """Whether saturation was judged, and what came of it.

    Attributes:
        told: None where nobody chose how to judge it, or nothing is coded.
    """

    is_tracked: bool
    told: ToldSaturation | None


class Masked(NamedTuple):
    """What was de-identified; places, never persons.

    Attributes:
        n_signed_off: Of `n_sources`.
        n_approvers: Who signed off.
        n_after_scan: Places that the leak scan found later, and that were masked then.
        kinds: Places that were masked, by kind.
        left: How many are probably left, and the upper end; None where that is unknown.
    """

    n_sources: int
    n_signed_off: int
    n_approvers: int
    needs_two: bool
    n_found: int
    n_added: int
    n_masked: int
    n_refused: int
    n_open: int
    n_after_scan: int
    kinds: Mapping[IdentifierKind, int]
    styles: Mapping[IdentifierKind, ReplacementStyle]
    left: tuple[float, float] | None
    engines: tuple[str, ...]
    is_learned: bool


class Checked(NamedTuple):
    """What participants did with the reports of their interviews (W41).

    Attributes:
        n_objected: Passages that they kept out, of analysis or of quotes.
        n_corrected: Texts that were corrected.
    """

    n_reports: int
    n_answered: int
    n_objected: int
    n_corrected: int


class Quoted(NamedTuple):
    """The register of quotes.

    Attributes:
        fewest: Participants who could bear the rarest role label; None without labels.
        k: How many should, by the rule of the study.
        n_sheets: Sheets of quotes that went to participants, without those that were replaced.
        answers: Quotes on these sheets by answer, '' for none; one on two sheets counts twice.
    """

    states: Mapping[QuoteState, int]
    styles: Mapping[QuoteStyle, int]
    n_changed: int
    fewest: int | None
    k: int = FEWEST
    n_sheets: int = 0
    answers: Mapping[str, int] = {}


class Agreement(NamedTuple):
    """What participants agreed to.

    Attributes:
        n_consented: Whose consent covers analysis, of `n_asked`.
        n_quotable: Whose consent covers quotes too.
        n_forms: How many versions of the form there were.
        is_required: Whether nothing is signed off without consent.
    """

    n_asked: int
    n_consented: int
    n_quotable: int
    n_forms: int
    is_required: bool


class Kept(NamedTuple):
    """How long a class of data is kept; see `store.retention.Term`."""

    data: str
    event: str
    n_months: int
    due: date | None
    destroyed: date | None


class StudyFacts(NamedTuple):
    """All that the methods section tells; what needs the key file is None where that is closed.

    The name of the study is not in it: it often names the organisation.

    Attributes:
        n_withdrawn: Participants who withdrew.
        version: Of kwalicode.
    """

    recruited: Recruited
    margins: tuple[Margin, ...]
    material: Material
    coding: Coding
    agreed: tuple[Agreed, ...]
    saturated: Saturated
    masked: Masked | None
    checked: Checked | None
    quoted: Quoted
    consent: Agreement | None
    n_withdrawn: int
    kept: tuple[Kept, ...]
    version: str
