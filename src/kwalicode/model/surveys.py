"""Questionnaires: the columns of a file, what each is used for, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kwalicode.model.participants import AttributeType
from kwalicode.model.sources import Language

ColumnUse = Literal[
    "open",
    "closed",
    "multiple",
    "loop",
    "attribute",
    "consent",
    "code",
    "identifying",
    "leave out",
]
"""What a column is for: answers in own words; one choice; one option of several that could be
ticked; one round of a question that was asked again and again; a property of who answers; whether
that person agreed to take part; the code by which they withdraw. Columns that identify someone are
dropped before anything is stored (W33), as are those left out."""

Missing = Literal["not asked", "no answer", "refused", "don't know"]


@dataclass(frozen=True, slots=True)
class SurveyTable:
    """A file of answers as read: one row a respondent.

    Attributes:
        form: What made it: 'qualtrics', 'limesurvey', 'spss' or 'plain'.
        names: Short names of the columns, all different.
        wordings: What was asked, by column; the name where the file does not say.
        labels: Value to its label, by column; none where the values are words already.
        missing: Values that the file itself calls missing, with their kind, by column.
        rows: A cell for each column, '' where there is none.
        numbers: Of each row, where it stands in the file, as a spreadsheet counts.
    """

    form: str
    names: Sequence[str]
    wordings: Sequence[str]
    labels: Sequence[Mapping[str, str]]
    missing: Sequence[Mapping[str, Missing]]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int]


@dataclass(frozen=True, slots=True)
class SurveyColumn:
    """What is done with one column.

    Attributes:
        name: In the file.
        question: Name of the question in the survey; columns of several options or rounds share
            one, and so do those of two versions of a questionnaire (W19).
        label: Short name of the question, for titles; of an attribute, its name.
        wording: What was asked.
        option: What ticking it says, or which round it is.
        is_reversed: Whether a high answer means little, where it means much elsewhere.
        kind: Of an attribute, what its values are.
        missing: Values that are no answer, each with why.
        blank: Why nothing stands in an empty cell.
    """

    name: str
    use: ColumnUse
    question: str
    label: str
    wording: str = ""
    option: str = ""
    is_reversed: bool = False
    kind: AttributeType = "text"
    missing: Mapping[str, Missing] = field(default_factory=dict)
    blank: Missing = "no answer"


@dataclass(frozen=True, slots=True)
class SurveyMapping:
    """How a file becomes part of a survey.

    Attributes:
        survey: Name of the survey; files of one name become one survey.
        origin: Which version of the questionnaire this file is, such as 'former staff' (W19).
        columns: One for each column of the file.
        consent_values: What in the column of consent says yes.
        is_consent_implied: Whether nobody could send the form in without consent.
        covers_quotes: Whether that consent covers quotes.
    """

    survey: str
    origin: str
    language: Language
    columns: tuple[SurveyColumn, ...]
    consent_values: frozenset[str] = frozenset()
    is_consent_implied: bool = False
    covers_quotes: bool = True


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """A question of a survey in the study.

    Attributes:
        use: 'open', 'closed', 'multiple' or 'loop'.
        labels: Value to its label.
    """

    question_id: str
    survey_id: str
    name: str
    wording: str
    use: ColumnUse
    is_reversed: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey of the study.

    Attributes:
        n_rows: Respondents, by version of the questionnaire.
    """

    survey_id: str
    name: str
    imported_by: str
    imported_at: str
    n_rows: Mapping[str, int] = field(default_factory=dict)
