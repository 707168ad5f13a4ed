"""How the page Explore tells participants and documents apart: by one thing at a time (W57).

Groups of fewer than seven participants are put together; see `theme_reach`.
"""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

import numpy as np

from kwalicode.analysis.crosstabs import withhold_rows
from kwalicode.analysis.suppression import LEAST
from kwalicode.errors import InputError, UndefinedError
from kwalicode.store.attributes import find_attributes
from kwalicode.store.occurrences import find_attribute
from kwalicode.store.study import Study
from kwalicode.workflows.explore.counting import Explored, Groups, Table, Unit, count
from kwalicode.workflows.theme_reach import SMALL_GROUP, joined_roles

KINDS = ("interview", "document", "survey answer")
SMALL_CELL = LEAST
"""Cells of fewer participants than this are withheld where groups are compared."""


class Grouping(NamedTuple):
    """What can tell participants apart; `key` is 'role' or the id of an attribute."""

    key: str
    name: str


def find_groupings(study: Study) -> list[Grouping]:
    """List the attributes that participants can be compared by; confidential ones cannot."""
    with study.read() as db:
        attributes = find_attributes(db)
    return [
        Grouping(one.attribute_id, one.name)
        for one in attributes
        if not (one.is_confidential or one.is_forbidden)
    ]


def by_kind(found: Explored) -> Groups:
    """Tell kinds of sources apart, those that the study has (W10)."""
    own = [KINDS.index(one.kind) for one in found.documents]
    used = sorted(set(own))
    places = [used.index(kind) for kind in own]
    labels = tuple((KINDS[kind],) for kind in used)
    return Groups(labels, of_documents=np.array(places, dtype=np.int64))


def by_document(found: Explored) -> Groups:
    """Let each interview or document be a group; the lists of answers of a survey are left out."""
    places = [place for place, one in enumerate(found.documents) if one.kind != "survey answer"]
    own = np.full(len(found.documents), -1, dtype=np.int64)
    own[places] = np.arange(len(places))
    return Groups(tuple((found.documents[place].title,) for place in places), of_documents=own)


def interviewed(found: Explored) -> list[int]:
    """Give the numbers of the participants who speak in more than answers of a survey."""
    is_survey = np.array([one.kind == "survey answer" for one in found.documents], dtype=np.bool_)
    material = found.material
    chosen = (material.cases >= 0) & ~is_survey[material.documents]
    cases = [int(case) for case in np.unique(material.cases[chosen])]
    names = found.turns.pseudonyms
    return sorted(cases, key=lambda case: (len(names[case]), names[case]))  # 2 before 10


def by_participant(found: Explored) -> Groups:
    """Let each participant be a group, but for who only answered a survey; for the team only."""
    cases = interviewed(found)
    own = np.full(len(found.turns.case_ids), -1, dtype=np.int64)
    own[cases] = np.arange(len(cases))
    return Groups(tuple((found.turns.pseudonyms[case],) for case in cases), of_cases=own)


def by_role(found: Explored) -> Groups:
    """Tell roles of participants apart."""
    turns = found.turns
    return _of_values(found, dict(zip(turns.case_ids, turns.role_labels, strict=True)))


def by_attribute(study: Study, found: Explored, attribute_id: str) -> Groups:
    """Tell participants apart by the value of an attribute; '' is the label of those without.

    Raises:
        InputError: It may not be used: it is gone, confidential or never collected.
        UndefinedError: All values together make one group, so nothing can be compared.
    """
    if attribute_id not in {one.key for one in find_groupings(study)}:
        raise InputError("This attribute cannot be compared by; choose another one.")
    with study.read() as db:
        values = find_attribute(db, attribute_id)
    return _of_values(found, values)


def _of_values(found: Explored, values: Mapping[str, str]) -> Groups:
    members: dict[str, set[str]] = {}
    for case_id in found.turns.case_ids:
        members.setdefault(values.get(case_id, ""), set()).add(case_id)
    joined = sorted(joined_roles(members).items(), key=lambda one: (-len(one[1]), one[0]))
    if len(joined) < 2:
        raise UndefinedError(
            "Fewer than two groups have {n} participants or more, so nothing can be compared; "
            "choose something else.",
            n=SMALL_GROUP,
        )
    places = {one: place for place, (_, cases) in enumerate(joined) for one in cases}
    own = np.array([places[case_id] for case_id in found.turns.case_ids], dtype=np.int64)
    return Groups(tuple(labels for labels, _ in joined), of_cases=own, is_personal=True)


BEFORE, AFTER, UNDATED = "before", "after", "undated"


def by_period(found: Explored, event: str) -> Groups:
    """Tell documents of before an event from those of that day and after (W85).

    Args:
        found: What was read.
        event: Its ISO date.

    Raises:
        UndefinedError: On one side there are no documents.
    """
    own = [_period(one.dated, event) for one in found.documents]
    used = [one for one in (BEFORE, AFTER, UNDATED) if one in own]
    if not {BEFORE, AFTER} <= set(used):
        raise UndefinedError(
            "There are no dated sources on both sides of this day; choose another day, or give "
            "sources their date on the page Sources."
        )
    places = np.array([used.index(one) for one in own], dtype=np.int64)
    return Groups(tuple((one,) for one in used), of_documents=places)


def _period(dated: str, event: str) -> str:
    if not dated:
        return UNDATED
    return BEFORE if dated < event else AFTER


def compare(found: Explored, groups: Groups, unit: Unit) -> Table:
    """Count codes by group; where these are of persons, small cells are withheld."""
    withhold = partial(withhold_rows, k=SMALL_CELL) if groups.is_personal else None
    return count(found, groups, unit, withhold)


def told_cells(found: Explored, groups: Groups, table: Table, by: str) -> dict[str, int]:
    """Give the numbers of participants that a table by groups of them tells, for the ledger.

    Args:
        found: What was read.
        groups: How participants are told apart.
        table: What `compare` counted by these groups.
        by: What they are told apart by: 'role' or the id of an attribute.
    """
    if not groups.is_personal or table.unit != "participants":
        return {}
    heads = ["|".join(("counts", by, ", ".join(own))) for own in groups.labels]
    told = {head: int(n) for head, n in zip(heads, table.of, strict=True)}
    rows = zip(found.ids, table.counts, table.withheld, strict=True)
    return told | {
        f"{head}|{counted_id}": int(n)
        for counted_id, counts, withheld in rows
        for head, n, is_held in zip(heads, counts, withheld, strict=True)
        if n and not is_held
    }


class Shared(NamedTuple):
    """In how many of the groups a code stands; None where cells of it are withheld (W86)."""

    n_groups: int | None
    only: int | None


def shared(table: Table) -> list[Shared]:
    """Say of each code in how many groups it stands, and in which one where it is only one."""
    found = []
    for counts, withheld in zip(table.counts, table.withheld, strict=True):
        here = np.flatnonzero(counts)
        n = None if withheld.any() else len(here)
        found.append(Shared(n, int(here[0]) if n == 1 else None))
    return found


def nearly_same(study: Study, found: Explored, groups: Groups) -> list[str]:
    """Name the attributes of which a group differs from one of these by a few participants.

    Two tables by such groups tell of these few by subtraction (W67), so only one may go out.
    """
    return [
        other.name
        for other in find_groupings(study)
        if _differs_little(groups, _tried(study, found, other.key))
    ]


def _tried(study: Study, found: Explored, attribute_id: str) -> Groups | None:
    try:
        return by_attribute(study, found, attribute_id)
    except UndefinedError:
        return None


def _differs_little(one: Groups, other: Groups | None) -> bool:
    if other is None or one.of_cases is None or other.of_cases is None:
        return False
    both = np.zeros((len(one.labels), len(other.labels)), dtype=np.int64)
    np.add.at(both, (one.of_cases, other.of_cases), 1)
    differing = both.sum(axis=1)[:, None] + both.sum(axis=0)[None, :] - 2 * both
    return bool(((differing > 0) & (differing < SMALL_GROUP)).any())
