"""What the tables of closed questions are made of, and parts that several of them share."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np

from kwalicode.analysis.suppression import Counts, Flags, protect, withhold_list
from kwalicode.analysis.survey import Tested
from kwalicode.report.surveys.numbers import TOTAL, Compared, Number, Reason, SurveyStatistics
from kwalicode.store.survey_answers import Column
from kwalicode.store.survey_settings import Rules
from kwalicode.workflows.surveys.groups import Groups
from kwalicode.workflows.surveys.scales import Scale

TestChoice = Literal["none", "welch", "one spread", "ranks"]
TESTS: tuple[TestChoice, ...] = ("welch", "one spread", "ranks", "none")
# Counts are compared by Fisher or chi-square, whichever of the others is chosen.
COUNT_TESTS: tuple[TestChoice, ...] = ("welch", "none")


# No answer begins like these.
_TOLD, _WITHHELD = "\0told ", "\0withheld "
_LINKED = ("means", "shares", "counts")


class Parts(NamedTuple):
    """What a table is made of.

    Attributes:
        columns: The chosen questions.
        scale: Which they share; None where they have none.
        base: The table without its lines.
        has_total: Whether the line or column of all is shown.
        coder: Who looks; a blind pass hides the codings of others.
    """

    columns: Sequence[Column]
    scale: Scale | None
    groups: Groups
    rules: Rules
    base: SurveyStatistics
    test: TestChoice
    has_total: bool
    coder: str

    @property
    def shown(self) -> dict[str, frozenset[str]]:
        """The groups that get a line or column."""
        members = self.groups.members
        return {one: who for one, who in members.items() if one != TOTAL or self.has_total}

    def cell(self, column: Column, group: str, answer: str = "") -> str:
        """Name a number of persons so that it is known again in another table (W67)."""
        whose = "" if group in {"", TOTAL} else f"{self.groups.name}={group}"
        return "|".join((self.base.survey, column.name, answer, whose))

    def marks(self, column: Column, group: str, *, is_partly: bool = False) -> dict[str, int]:
        """Name which kind of table told a question of a group; see `computable`.

        Args:
            column: The question.
            group: The group.
            is_partly: Whether some of its numbers are withheld.
        """
        kind = "means" if self.base.kind == "scale" else self.base.kind
        marks = [_TOLD, _WITHHELD] if is_partly else [_TOLD]
        return {self.cell(column, group, mark + kind): 0 for mark in marks}


def computable(told: Iterable[str], earlier: Iterable[str]) -> set[str]:
    """Give what is withheld in one table and can be computed with another kind of table.

    Answers of one question add up to who disagrees or agrees, and mean and deviation tell their
    sums, so what one of these tables withholds of a group another one gives away.

    Args:
        told: Names of the cells of a table, its `Parts.marks` among them.
        earlier: Those of all tables that were written before.

    Returns:
        Names of such marks, one a question and group.
    """
    before = {name for name in earlier if _TOLD in name or _WITHHELD in name}
    return {
        name.replace(mark, _TOLD)
        for mark, other in ((_TOLD, _WITHHELD), (_WITHHELD, _TOLD))
        for name in told
        for kind in _LINKED
        for another in _LINKED
        if kind != another
        and mark + kind in name
        and name.replace(mark + kind, other + another) in before
    }


def titles(columns: Sequence[Column]) -> list[str]:
    """Give the words of questions; what a block of several begins with is left out."""
    parts = [column.question.wording.rpartition(" - ") for column in columns]
    blocks = Counter(before for before, _, _ in parts)
    words = [
        after if before and blocks[before] > 1 else column.question.wording
        for column, (before, _, after) in zip(columns, parts, strict=True)
    ]
    rounds = [
        f"{word} · {one.round}" if one.round else word
        for word, one in zip(words, columns, strict=True)
    ]
    return [
        word if rounds.count(word) == 1 else f"{word} ({one.name})"
        for word, one in zip(rounds, columns, strict=True)
    ]


def withheld_numbers(n: Mapping[str, int], k: int) -> set[str]:
    """Say of which groups a number must be withheld, where that of all may be shown."""
    apart = [one for one in n if one != TOTAL]
    flags = withhold_list(np.array([n[one] for one in apart], dtype=np.int64), k)
    is_all_small = 0 < sum(n[one] for one in apart) < k
    return {one for one, is_held in zip(apart, flags, strict=True) if is_held} | (
        {TOTAL} if is_all_small else set()
    )


def withheld_cells(n: Mapping[str, Sequence[int]], k: int) -> dict[str, list[bool]]:
    """Say which cells must be withheld, where n of each group and of each answer may be shown.

    Small groups and answers few gave are withheld whole; taken together they are a group and an
    answer like any other when the cells of the rest are protected.

    Args:
        n: Persons by answer, for each group and, where there are groups, for `TOTAL`.
        k: The smallest number that may be shown.
    """
    small = withheld_numbers({group: sum(own) for group, own in n.items()}, k)
    everyone = np.array(n[TOTAL] if TOTAL in n else next(iter(n.values())), dtype=np.int64)
    held_answers = withhold_list(everyone, k)
    rows = [group for group in n if group != TOTAL and group not in small]
    cells = [_pooled(np.array(n[group], dtype=np.int64), held_answers) for group in rows]
    rest = _pooled(everyone, held_answers) - sum(cells)
    flags = _protected(np.array([*cells, *([rest] if rest.any() else [])]), k)
    held = {group: [True] * len(everyone) for group in small}
    for group, own in zip(rows, flags, strict=False):
        kept = iter(own.tolist())
        held[group] = [True if is_held else next(kept) for is_held in held_answers.tolist()]
    # Without groups, all are the group ''.
    return {TOTAL: held_answers.tolist()} | held


def _pooled(counts: Counts, held: Flags) -> Counts:
    """Give the counts of what may be shown, and at the end those of all else together."""
    together = [counts[held].sum()] if held.any() else []
    return np.array([*counts[~held], *together], dtype=np.int64)


def _protected(table: Counts, k: int) -> Flags:
    if len(table) == 1:
        return withhold_list(table[0], k)[None, :]
    if table.shape[1] == 1:
        return withhold_list(table[:, 0], k)[:, None]
    return protect(table, k).withheld


def share(n: int, of: int) -> Number:
    """Give a percentage; none where there is nobody."""
    return 100 * n / of if of else ""


def told(
    label: str, found: Tested, left_out: Iterable[str], *, is_doubtful: bool = False
) -> Compared:
    """Put the outcome of a test in the form of the table."""
    return Compared(
        label,
        found.test,
        found.statistic,
        found.freedom,
        found.p,
        found.effect,
        None,
        tuple(left_out),
        is_doubtful,
    )


def untold(label: str, reason: Reason, left_out: Iterable[str] = ()) -> Compared:
    """Say why there is no test."""
    return Compared(label, "", None, (), 1.0, None, reason, tuple(left_out))
