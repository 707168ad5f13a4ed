"""How the page Explore tells participants and documents apart: by one thing at a time (W57).

Groups of fewer participants than the study lets be told are put together, see `theme_reach`, and
cells of fewer are withheld: what may not be told by subtraction may not be told outright either.
Kinds of source and periods cannot be put together; of those of a few participants nothing is told.
What is of one person or one document is for the team only.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

import numpy as np

from kwalicode.analysis.crosstabs import withhold_rows
from kwalicode.errors import InputError, UndefinedError
from kwalicode.store.attributes import find_attributes
from kwalicode.store.occurrences import find_attribute
from kwalicode.store.study import Study
from kwalicode.workflows.explore.counting import (
    Explored,
    Groups,
    Table,
    Unit,
    count,
    documents_of,
)
from kwalicode.workflows.theme_reach import joined_roles
from kwalicode.workflows.told_sums import AFTER, BEFORE, EVERYBODY, PERIOD, UNDATED, cell_of

KINDS = ("interview", "document", "survey answer")


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
    return Groups(labels, of_documents=np.array(places, dtype=np.int64), k=found.k)


def by_document(found: Explored) -> Groups:
    """Let each interview or document be a group; the lists of answers of a survey are left out."""
    listed = documents_of(found)
    places = [place for place in listed if found.documents[place].kind != "survey answer"]
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
    """Tell apart who speaks in the sources that are counted."""
    members: dict[str, set[str]] = {}
    for case in np.unique(found.material.cases[found.material.cases >= 0]):
        case_id = found.turns.case_ids[case]
        members.setdefault(values.get(case_id, ""), set()).add(case_id)
    joined = joined_roles(members, found.k)
    groups = sorted(joined.items(), key=lambda one: (-len(one[1]), one[0]))
    if len(groups) < 2:
        raise UndefinedError(
            "Fewer than two groups have {n} participants or more, so nothing can be compared; "
            "choose something else. The number is set on Quotes > Labels.",
            n=found.k,
        )
    places = {one: place for place, (_, cases) in enumerate(groups) for one in cases}
    own = [places.get(case_id, -1) for case_id in found.turns.case_ids]
    labels = tuple(labels for labels, _ in groups)
    return Groups(labels, of_cases=np.array(own, dtype=np.int64), k=found.k)


def by_period(found: Explored, event: str) -> Groups:
    """Tell documents of before an event from those of that day and after (W85).

    Args:
        found: What was read.
        event: Its ISO date.

    Raises:
        UndefinedError: On one side there are no documents.
    """
    listed = documents_of(found)
    own = {place: _period(found.documents[place].dated, event) for place in listed}
    used = [one for one in (BEFORE, AFTER, UNDATED) if one in own.values()]
    if not {BEFORE, AFTER} <= set(used):
        raise UndefinedError(
            "There are no dated sources on both sides of this day; choose another day, or give "
            "sources their date on the page Sources."
        )
    places = np.full(len(found.documents), -1, dtype=np.int64)
    places[listed] = [used.index(own[place]) for place in listed]
    labels = tuple((one,) for one in used)
    return Groups(labels, of_documents=places, k=found.k, event=event)


def _period(dated: str, event: str) -> str:
    if not dated:
        return UNDATED
    return BEFORE if dated < event else AFTER


def compare(found: Explored, groups: Groups, unit: Unit) -> Table:
    """Count codes by group; where these are of several persons, small cells are withheld."""
    if not groups.k:
        return count(found, groups, unit)
    return count(found, groups, unit, lambda persons, of: withhold_rows(persons, groups.k, of=of))


def told_cells(found: Explored, groups: Groups, table: Table, by: str) -> dict[str, int]:
    """Give the numbers of participants that a table by groups tells, for the ledger.

    Whatever is counted, participants are told of: a document or a segment less is one less of them.
    Of the cells that are withheld in a row it tells how many participants these hold together, as
    their sum is that of the row less what is shown.

    Args:
        found: What was read.
        groups: How participants are told apart.
        table: What `compare` counted by these groups.
        by: What they are told apart by: 'kind', 'period', 'role' or the id of an attribute.
    """
    if not groups.k:
        return {}
    if table.unit != "participants":
        table = compare(found, groups, "participants")
    cell = _cells(found, groups, by)
    told = {cell(own): int(n) for own, n in zip(groups.labels, table.of, strict=True)}
    for counted_id, counts, withheld in zip(found.ids, table.counts, table.withheld, strict=True):
        shown = np.flatnonzero(~withheld)
        told |= {cell(groups.labels[one], counted_id): int(counts[one]) for one in shown}
        if withheld.any() and not withheld.all():
            hidden = sorted(
                label for one in np.flatnonzero(withheld) for label in groups.labels[one]
            )
            told[cell(hidden, counted_id)] = int(counts[withheld].sum())
    return told


def _cells(found: Explored, groups: Groups, by: str) -> Callable[..., str]:
    """Give how cells are named: by labels of groups and, if it is of one, by the id of a code."""
    if by == "kind":
        return lambda kinds, *counted: cell_of(EVERYBODY, "+".join(kinds), (), *counted)
    if by == PERIOD:
        return lambda labels, *counted: cell_of(
            PERIOD, found.kind, [" ".join((one, groups.event)) for one in labels], *counted
        )
    return partial(cell_of, by, found.kind)


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
    if groups.of_cases is None:
        return []
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
    speaks = one.of_cases >= 0
    np.add.at(both, (one.of_cases[speaks], other.of_cases[speaks]), 1)
    differing = both.sum(axis=1)[:, None] + both.sum(axis=0)[None, :] - 2 * both
    return bool(((differing > 0) & (differing < one.k)).any())
