"""Groups of respondents as they may be told apart: small ones are put together (W58, W60)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from kwalicode.analysis.suppression import withhold_list
from kwalicode.errors import NotFoundError, UndefinedError
from kwalicode.report.surveys.numbers import JOINED, TOTAL
from kwalicode.store.files import Database
from kwalicode.store.survey_answers import Column, find_traits
from kwalicode.workflows.surveys.scales import in_order

MOST_GROUPS = 20


class Groups(NamedTuple):
    """The respondents by one variable.

    Attributes:
        name: Of the variable; '' where all are one group.
        members: Case ids by group in the order of the table. `JOINED` are those of small groups
            and of as many more as it takes that nobody can tell a small one from the sum, `TOTAL`
            are all of whom the group is known (partial answers are in no comparison, W18).
    """

    name: str
    members: Mapping[str, frozenset[str]]

    @property
    def compared(self) -> dict[str, frozenset[str]]:
        """The groups that have a name of their own."""
        return {name: who for name, who in self.members.items() if not name.startswith("\0")}


def find_groupings(
    db: Database, survey_id: str, columns: Sequence[Column]
) -> dict[str, dict[str, str]]:
    """Give what respondents can be grouped by: attributes and questions with one answer of few.

    Returns:
        Value by case id, in the order of the values, by name of the variable.
    """
    found = {
        name: dict(sorted(values.items(), key=lambda one: one[1]))
        for name, values in find_traits(db, survey_id).items()
    }
    for column in columns:
        if column.question.use != "multiple":
            labels = column.question.labels
            places = {answer: place for place, answer in enumerate(in_order(column))}
            by_answer = sorted(column.said.items(), key=lambda one: places[one[1][0]])
            values = {case: labels.get(said[0], said[0]) for case, said in by_answer}
            found.setdefault(column.name, values)
    return {
        name: values
        for name, values in found.items()
        if 2 <= len({*values.values()}) <= MOST_GROUPS
    }


def make_groups(
    groupings: Mapping[str, Mapping[str, str]], name: str, cases: frozenset[str], k: int
) -> Groups:
    """Group respondents so that no group has fewer than k persons.

    Args:
        groupings: See `find_groupings`.
        name: Of the variable; '' for none.
        cases: Ids of all respondents who answered any question of the table.
        k: The smallest number that may be shown.

    Raises:
        NotFoundError: There is no such variable.
        UndefinedError: Fewer than k persons answered.
    """
    if name and name not in groupings:
        raise NotFoundError("This survey cannot be grouped by that; choose another variable.")
    values = groupings[name] if name else dict.fromkeys(cases, "")
    members: dict[str, set[str]] = {}
    for case_id in (one for one in values if one in cases):
        members.setdefault(values[case_id], set()).add(case_id)
    known = frozenset(cases & values.keys())
    if len(known) < k:
        raise UndefinedError(
            "Fewer than {k} persons answered, so nothing is shown; choose other questions or "
            "another group.",
            k=k,
        )
    if not name:
        return Groups("", {"": known})
    order = list(members)
    withheld = withhold_list(np.array([len(members[one]) for one in order]), k)
    shown = {
        one: frozenset(members[one])
        for one, is_small in zip(order, withheld, strict=True)
        if not is_small
    }
    together = known.difference(*shown.values())
    joined = {JOINED: together} if together else {}
    if not shown:
        joined = {}
    return Groups(name, shown | joined | {TOTAL: known})
