"""Which units count for saturation, in which order, and which codes they hold."""

from collections.abc import Iterable, Sequence

import numpy as np

from kwalicode.analysis.incidence import Table
from kwalicode.model import DocumentKind
from kwalicode.store import incidence as stored
from kwalicode.store.files import Database
from kwalicode.store.incidence import Unit
from kwalicode.store.saturation import Choice


def coded_units(
    db: Database, kind: DocumentKind, coder: str
) -> tuple[list[Unit], dict[str, frozenset[str]]]:
    """Give the units that were coded: one that nobody coded yet brings nothing, and says nothing.

    A passage that is barred may be all there was; then its document does not count either.
    """
    occurrences = stored.find_occurrences(db, kind, coder=coder)
    units = [unit for unit in stored.find_units(db, kind) if unit.unit_id in occurrences]
    return units, occurrences


def in_order(units: Sequence[Unit], choice: Choice) -> list[Unit]:
    """Put units, given in order of import, in the order that was chosen.

    Those without a date, or which an own order does not name, come last in order of import.
    """
    if choice.order == "date":
        return sorted(units, key=lambda unit: (not unit.dated, unit.dated))
    if choice.order == "own":
        places = {unit_id: place for place, unit_id in enumerate(choice.own_order)}
        return sorted(units, key=lambda unit: places.get(unit.unit_id, len(places)))
    return list(units)


def count_units(
    db: Database, choice: Choice, names: Iterable[str], coder: str
) -> tuple[list[Unit], list[str], Table]:
    """Give the units in order, the codes that occur in that of `names`, and who holds which."""
    coded, occurrences = coded_units(db, choice.kind, coder)
    units = in_order(coded, choice)
    return units, *tabulate([occurrences[unit.unit_id] for unit in units], names)


def tabulate(held: Sequence[frozenset[str]], names: Iterable[str]) -> tuple[list[str], Table]:
    """Give the codes that occur, in the order of `names`, and which unit holds which.

    Args:
        held: Ids of the codes of each unit.
        names: Ids of all codes; others do not count.
    """
    found = frozenset().union(*held)
    code_ids = [code_id for code_id in names if code_id in found]
    place = {code_id: column for column, code_id in enumerate(code_ids)}
    table = np.zeros((len(held), len(code_ids)), dtype=bool)
    for row, codes in enumerate(held):
        table[row, [place[code_id] for code_id in codes if code_id in place]] = True
    return code_ids, table
