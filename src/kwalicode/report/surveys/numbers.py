"""Tables of closed questions as numbers, before they are put in words."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from kwalicode.model import Missing

Number = float | Literal[""] | None
"""None where a number is withheld, '' where there is none to give."""
TableKind = Literal["means", "shares", "counts", "mentions", "scale", "joint"]
Reason = Literal["too few", "alike", "withheld"]
# No answer or name begins like these, so they are never taken for one.
JOINED, TOTAL, WITH, WITHOUT = "\0joined", "\0total", "\0with", "\0without"
WITHHELD = "·"


class Line(NamedTuple):
    """A row.

    Attributes:
        label: Question, answer, option or theme.
        group: '' in a table without groups; `JOINED` for small groups together, `TOTAL` for all;
            `WITH` and `WITHOUT` a theme.
        numbers: One for each measure and column.
        is_turned: Whether the item was worded the other way round and its scores turned.
    """

    label: str
    group: str
    numbers: tuple[Number, ...]
    is_turned: bool = False


class Compared(NamedTuple):
    """The outcome of a test, or why there is none.

    Attributes:
        label: What was compared.
        test: Such as 'Welch' or 'Fisher'; '' where there is none.
        statistic: None for Fisher, and where there is no test.
        effect: None where it has no value, and where there is no test.
        left_out: Groups that took no part, as they are too small (W64).
    """

    label: str
    test: str
    statistic: float | None
    freedom: tuple[float, ...]
    p: float
    effect: float | None
    reason: Reason | None = None
    left_out: tuple[str, ...] = ()
    has_small_expected: bool = False


class SurveyStatistics(NamedTuple):
    """A table of numbers, not yet in words.

    Attributes:
        measures: Heads above the columns, such as rounds or groups; ('',) where there are none.
        columns: Under each measure: 'mean', 'sd', 'n', 'percent' and others of `_WORDS`.
        group: Name of the grouping variable; '' without one.
        survey: Name of the survey.
        n_respondents: Of it, whose answers may be analysed.
        scale: Lowest and highest score with their words; None where the scores have none.
        level: Below which a p is called significant.
        cells: Persons in every cell that is shown, by a name that is the same in other tables.
        missing: By question, respondents who did not answer, by kind.
        mentions: Of a question with several answers: how many, and how many persons.
        alpha: Cronbach's alpha and over how many persons; None in other tables.
        has_unturned: Whether questions worded the other way round stand as they were answered.
    """

    kind: TableKind
    measures: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    group: str
    survey: str
    n_respondents: int
    least_shown: int
    least_compared: int
    level: float
    cells: Mapping[str, int]
    scale: tuple[float, float, str, str] | None = None
    tests: tuple[Compared, ...] = ()
    missing: Mapping[str, Mapping[Missing, int]] = {}
    mentions: tuple[int, int] | None = None
    alpha: tuple[float, int] | None = None
    has_unturned: bool = False
