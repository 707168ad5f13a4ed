"""Saturation by role of the participant: six MPs are not nineteen civil servants (W84).

Roles with fewer participants than the study lets be told are put together, so that nothing is told
of a few who could be recognised; see `theme_reach`.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from kwalicode.analysis.incidence import Incidence
from kwalicode.store.exports import get_label_rules
from kwalicode.store.files import Database
from kwalicode.store.incidence import Unit
from kwalicode.store.prevalence import find_reach
from kwalicode.store.saturation import Choice
from kwalicode.store.voices import Voices
from kwalicode.workflows.saturation.numbers import Summary, summarise
from kwalicode.workflows.theme_reach import joined_roles


class RoleNumbers(NamedTuple):
    """How far the participants of one role, or of several small ones, bring to saturation.

    Attributes:
        role_labels: In the order of the alphabet; '' for those without one.
        n_participants: Of them, who speak in a coded segment.
    """

    role_labels: tuple[str, ...]
    n_participants: int
    summary: Summary


def find_roles(
    db: Database, units: Sequence[Unit], choice: Choice, *, coder: str
) -> list[RoleNumbers]:
    """Tell the numbers by role, the largest group first.

    Of each group the interviews count in which one of them speaks in a coded segment, and the
    codes of those segments.

    Returns:
        Empty where all roles together make one group, for there is nothing to tell apart.
    """
    voices = Voices(db)
    places = {unit.unit_id: place for place, unit in enumerate(units)}
    said = _said(db, voices, places, by_case=choice.kind == "survey answer", coder=coder)
    members: dict[str, set[str]] = {}
    for case_id in said:
        members.setdefault(voices.role_labels[case_id], set()).add(case_id)
    groups = joined_roles(members, get_label_rules(db).k)
    if len(groups) < 2:
        return []
    found = [
        RoleNumbers(labels, len(cases), summarise(_incidence(said, cases), choice))
        for labels, cases in groups.items()
    ]
    return sorted(found, key=lambda one: (-one.n_participants, one.role_labels))


Said = Mapping[str, set[tuple[int, str]]]
"""Place of the interview and id of the code of every coded segment, by who speaks in it."""


def _said(
    db: Database, voices: Voices, places: Mapping[str, int], *, by_case: bool, coder: str
) -> Said:
    said: dict[str, set[tuple[int, str]]] = {}
    for code_id, reach in find_reach(db, voices, coder=coder).items():
        for segment in reach.segments:
            for case_id in voices.speakers(*segment):
                place = places.get(case_id if by_case else segment[0])
                if place is not None:
                    said.setdefault(case_id, set()).add((place, code_id))
    return said


def _incidence(said: Said, cases: frozenset[str]) -> Incidence:
    pairs = set().union(*(said[case_id] for case_id in cases))
    rows = {place: row for row, place in enumerate(sorted({place for place, _ in pairs}))}
    columns = {code_id: column for column, code_id in enumerate({code_id for _, code_id in pairs})}
    table = np.zeros((len(rows), len(columns)), dtype=bool)
    for place, code_id in pairs:
        table[rows[place], columns[code_id]] = True
    return Incidence(table)
