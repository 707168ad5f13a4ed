"""What tables of counts give away together by sums and differences (W67).

All sources less the interviews are the survey; two roles less one of them are the other. Each
number that was told is an equation in unknown ones: the participants of one group who say something
in one kind of source. What the equations determine can be computed by whoever has the files. Who is
told apart by nothing, or by kinds of source alone, is of all groups of every other table.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations, product
from typing import NamedTuple, get_args
from urllib.parse import unquote

import numpy as np
from numpy.typing import NDArray

from kwalicode.model import DocumentKind
from kwalicode.store.exports import Export

_KINDS: tuple[str, ...] = get_args(DocumentKind)
_NEAR = 1e-6
_Sets = NDArray[np.float64]


EVERYBODY, PERIOD = "", "period"
"""What participants are told apart by: nothing; the days of documents."""
BEFORE, AFTER, UNDATED = "before", "after", "undated"


class Region(NamedTuple):
    """Participants of some groups, of all if none is named, as they speak in kinds of source."""

    kinds: frozenset[str]
    labels: frozenset[str]


_Number = tuple[Region, int]


class Told(NamedTuple):
    """What one table tells of one code, or of how many there are in each group."""

    export_id: int
    cells: Mapping[Region, int]


class GivenAway(NamedTuple):
    """A number of participants that follows from all that was told.

    Attributes:
        export_id: The newest earlier table that it takes.
        cell: What it is of, as far as the ledger has a name for that.
    """

    export_id: int
    cell: str
    n: int


def cell_of(by: str, kind: str, labels: Iterable[str], counted_id: str = "") -> str:
    """Name a cell for the ledger.

    What stands between names is escaped in them.

    Args:
        by: What participants are told apart by.
        kind: Of the sources that were counted, several with '+' between them; '' for all.
        labels: Of the group, several where small ones are one together; of a period with its day.
        counted_id: Of the code; without it the cell is how many there are of the group.

    >>> cell_of("role", "interview", ["MP", "staff, other"], "c1")
    'counts|role@interview|MP, staff%2C other|c1'
    """
    return _joined(by, kind, map(_escaped, labels), counted_id)


def _joined(by: str, kind: str, labels: Iterable[str], counted_id: str) -> str:
    where = f"{by}@{kind}" if kind else by
    return "|".join(("counts", where, ", ".join(labels), *([counted_id] if counted_id else [])))


def _escaped(name: str) -> str:
    for one in "%|,":  # '%' first, as the others bring it in
        name = name.replace(one, f"%{ord(one):02X}")
    return name


def parts_of(cell: str) -> tuple[str, str, list[str], str] | None:
    """Give what `cell_of` made a cell of; None of a name that it did not make."""
    sort, *parts = cell.split("|")
    if sort != "counts" or len(parts) not in {2, 3}:
        return None
    by, _, kind = parts[0].partition("@")
    return by, kind, [unquote(label) for label in parts[1].split(", ")], "".join(parts[2:])


def unescaped(cell: str) -> str:
    """Name a cell as ledgers did before names were escaped."""
    parts = parts_of(cell)
    return _joined(*parts) if parts else cell


def given_away(exports: Iterable[Export], cells: Mapping[str, int], k: int) -> list[GivenAway]:
    """List what a new table of counts tells of fewer than k participants beside earlier ones.

    Of earlier tables of the same kind of source and the same groups the newest counts: what
    changed since then is a difference of the same cell.

    Args:
        exports: All earlier tables of counts, the oldest first.
        cells: Of the new table, see `cell_of`.
        k: The smallest number that may be told.
    """
    earlier: dict[tuple[str, str], dict[object, Told]] = defaultdict(dict)
    for one in exports:
        tables = _tables(one.export_id, one.cells)
        for (by, counted), told in tables.items():
            groups = frozenset(tables[by, ""].cells) if (by, "") in tables else None
            earlier[by, counted][groups] = told
    found: list[GivenAway] = []
    for (by, counted), new in _tables(0, cells).items():
        for other in _beside(by, counted, earlier):
            before = [*earlier[other, counted].values()]
            if counted and other != EVERYBODY:
                before += earlier[EVERYBODY, counted].values()
            if before and new.cells not in [old.cells for old in before]:
                found += _newly_told((other, counted), new, before, k)
    return found


def _beside(by: str, counted: str, earlier: Iterable[tuple[str, str]]) -> list[str]:
    """Say with which tables a new one is put together; everybody is in each of them.

    How many there are of everybody says who was reached, not what they said, so it is not.
    """
    if by != EVERYBODY:
        return [by]
    others = {other for other, its in earlier if its == counted}
    return sorted(others | {EVERYBODY}) if counted else []


def _tables(export_id: int, cells: Mapping[str, int]) -> dict[tuple[str, str], Told]:
    """Sort the cells of a table by what tells participants apart and by what is counted."""
    found: dict[tuple[str, str], dict[Region, int]] = defaultdict(dict)
    for cell, n in cells.items():
        if parts := parts_of(cell):
            by, kind, labels, counted = parts
            kinds = frozenset(kind.split("+") if kind else _KINDS)
            found[by, counted][Region(kinds, frozenset(labels if by else ()))] = n
    return {key: Told(export_id, own) for key, own in found.items()}


def _newly_told(
    key: tuple[str, str], new: Told, earlier: Sequence[Told], k: int
) -> Iterable[GivenAway]:
    """Tell which small numbers can be computed now and could not be before.

    A number that could be computed and is another one now tells of those who speak in two kinds of
    source, or of what changed.
    """
    old, newer = [one for table in earlier for one in table.cells.items()], [*new.cells.items()]
    if key[0] == PERIOD:
        old, newer = _by_days(old, newer)
    named = frozenset().union(*(region.labels for region, _ in (*old, *newer)))
    labels = sorted(named) or [""]
    before, now = list(_equations(old, labels)), list(_equations(newer, labels))
    told = [region for region, _ in (*before, *now)]
    sets, size = _sets(told, labels), len(before)
    numbers = np.array([n for _, n in (*before, *now)], dtype=np.float64)
    asked, wanted = _asked(told, sets, labels)
    values, is_told = _determined(sets, numbers, wanted)
    was_told = _determined(sets[:size], numbers[:size], wanted)[1]
    expected, was_expected = _determined(sets[:size], numbers[:size], sets[size:])
    changed = numbers[size:] - expected
    found = [(asked[one], values[one]) for one in np.flatnonzero(is_told & ~was_told)]
    found += [(now[one][0], changed[one]) for one in np.flatnonzero(was_expected)]
    newest = max(one.export_id for one in earlier)
    for region, value in found:
        n = abs(round(float(value)))
        if 0 < n < k:
            kind = "" if len(region.kinds) == len(_KINDS) else "+".join(sorted(region.kinds))
            yield GivenAway(newest, cell_of(key[0], kind, sorted(region.labels), key[1]), n)


def _asked(
    told: Sequence[Region], sets: _Sets, labels: Sequence[str]
) -> tuple[list[Region], _Sets]:
    """Give what might be computed, by region and as sets.

    It is each group and all together in some kinds of source, and what is left of a number that
    was told when another one, and every unknown that can be computed, is taken off; it goes by the
    whole.
    """
    groups = {frozenset[str](), *(frozenset([label]) for label in labels)}
    groups |= {region.labels for region in told}
    some = chain.from_iterable(combinations(_KINDS, n) for n in range(1, len(_KINDS) + 1))
    regions = [Region(frozenset(kinds), own) for kinds in some for own in groups]
    less = np.concatenate([np.zeros_like(sets[:1]), sets])  # nothing, or another number
    rests = sets[:, None] - less[None]
    is_part = (rests >= 0).all(axis=2) & (rests > 0).any(axis=2)
    is_known = _determined(sets, np.zeros(len(sets)), np.eye(sets.shape[1]))[1]
    wholes = [told[int(place)] for place in np.nonzero(is_part)[0]]
    return [*regions, *wholes], np.concatenate([_sets(regions, labels), rests[is_part] * ~is_known])


def _equations(told: Iterable[_Number], labels: Sequence[str]) -> Iterable[_Number]:
    """Give what tables tell; where nobody is, nobody is in any part of it either."""
    for region, n in told:
        if n:
            yield region, n
        else:
            for kind, label in product(region.kinds, region.labels or labels):
                yield Region(frozenset([kind]), frozenset([label])), 0


def _by_days(*tables: Sequence[_Number]) -> tuple[list[_Number], ...]:
    """Let the days of all events cut time in pieces, and say which of these each number is of.

    >>> one = (Region(frozenset(["interview"]), frozenset(["before 2023-05-01"])), 9)
    >>> other = (Region(frozenset(["interview"]), frozenset(["after 2022-01-01"])), 12)
    >>> [sorted(region.labels) for ((region, _),) in _by_days([one], [other])]
    [['from ', 'from 2022-01-01'], ['from 2022-01-01', 'from 2023-05-01']]
    """
    labels = {label for told in tables for region, _ in told for label in region.labels}
    days = sorted({"", *(label.partition(" ")[2] for label in labels)})

    def pieces(label: str) -> list[str]:
        side, _, event = label.partition(" ")
        own = [day for day in days if (day < event) == (side == BEFORE)]
        return [UNDATED] if side == UNDATED else [f"from {day}" for day in own]

    return tuple(
        [
            (region._replace(labels=frozenset(chain.from_iterable(map(pieces, region.labels)))), n)
            for region, n in told
        ]
        for told in tables
    )


def _sets(regions: Sequence[Region], labels: Sequence[str]) -> _Sets:
    """Write each region as ones and zeros over all pairs of kind and group."""
    rows = [
        [
            float(kind in one.kinds and (label in one.labels or not one.labels))
            for kind, label in product(_KINDS, labels)
        ]
        for one in regions
    ]
    return np.array(rows, dtype=np.float64)


def _determined(sets: _Sets, numbers: _Sets, wanted: _Sets) -> tuple[_Sets, NDArray[np.bool_]]:
    """Solve for sums of unknowns, and say which of them the equations determine."""
    weights = wanted @ np.linalg.pinv(sets)
    is_told: NDArray[np.bool_] = np.abs(weights @ sets - wanted).max(axis=1) < _NEAR
    return weights @ numbers, is_told
