"""Role labels that were renamed or merged after an export told of them (W67).

The ledger keeps the words of a label. Where these changed, an earlier export is brought to the
words of now: the cells of labels that became one are added up. Where the old label is still there,
as after an undo or for a part of those who bore it, each of the two is compared with the other.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from kwalicode.store.exports import Export, find_exports
from kwalicode.store.files import Database
from kwalicode.store.labels import (
    add_label_changes,
    find_borne,
    find_label_changes,
    find_quote_labels,
)
from kwalicode.text import folded
from kwalicode.workflows.told_sums import cell_of, parts_of


class Ledger(NamedTuple):
    """All earlier exports, in the words that labels have now.

    Attributes:
        present: Each export, the oldest first.
        others: Of some exports what they told of a label, under one that it was, or became.
    """

    present: list[Export]
    others: list[Export]


def find_ledger(db: Database) -> Ledger:
    """Read the ledger so that a new export can be compared with it."""
    exports, changes = find_exports(db), find_label_changes(db)
    if not changes:
        return Ledger(exports, [])
    used = {folded(label) for label in (*find_borne(db).values(), *find_quote_labels(db))}
    now = _present_names(changes, used)
    pairs = [pair for pair in changes if folded(pair[0]) not in now]
    others = [
        one._replace(cells=cells)
        for one in exports
        for old, new in (*pairs, *((new, old) for old, new in pairs))
        if (cells := _changed(one, {folded(old): new}))
    ]
    present = [one._replace(cells=_summed(one, now)) for one in exports]
    return Ledger(present, others)


def remember_moves(db: Database, before: Mapping[str, str], *, is_group: bool) -> None:
    """Remember which labels took the place of others in a change of roles or participants.

    Args:
        db: Inside the write that changed them.
        before: Role labels by case id, as they were.
        is_group: Whether all of a role moved together; otherwise only a label that nobody bears
            any more counts.
    """
    after = find_borne(db)
    left = {folded(label) for label in after.values()}
    pairs = {(label, after[case]) for case, label in before.items() if case in after}
    remember_pairs(db, (one for one in pairs if is_group or folded(one[0]) not in left))


def remember_pairs(db: Database, pairs: Iterable[tuple[str, str]]) -> None:
    """Remember labels with what took their place; without a label there is nothing to compare."""
    add_label_changes(
        db, sorted(one for one in pairs if all(one) and folded(one[0]) != folded(one[1]))
    )


def _present_names(changes: Iterable[tuple[str, str]], used: set[str]) -> dict[str, str]:
    """Give what labels that nobody bears any more are called now, where that is one label."""
    next_names: dict[str, list[str]] = {}
    for old, new in changes:
        next_names.setdefault(folded(old), []).append(new)
    found: dict[str, str] = {}
    for label in next_names.keys() - used:
        seen, waiting, names = {label}, [label], dict[str, str]()
        while waiting:
            for new in next_names.get(waiting.pop(), ()):
                key = folded(new)
                if key in used:
                    names[key] = new
                elif key not in seen:
                    seen.add(key)
                    waiting.append(key)
        if len(names) == 1:
            found[label] = next(iter(names.values()))
    return found


def _summed(export: Export, now: Mapping[str, str]) -> dict[str, int]:
    cells: dict[str, int] = {}
    for cell, n in export.cells.items():
        name = _renamed(export, cell, now)
        cells[name] = cells.get(name, 0) + n
    return cells


def _changed(export: Export, names: Mapping[str, str]) -> dict[str, int]:
    """Give only the cells that get another name."""
    named = ((_renamed(export, cell, names), cell, n) for cell, n in export.cells.items())
    return {name: n for name, cell, n in named if name != cell}


def _renamed(export: Export, cell: str, names: Mapping[str, str]) -> str:
    """Give a cell with other labels; see `labels_groups.cells` and `told_sums.cell_of`."""
    if export.kind == "counts" and (counted := parts_of(cell)):
        by, kind, labels, counted_id = counted
        own = sorted(set(_names(labels, names, str)))
        return cell_of(by, kind, own, counted_id) if by == "role" else cell
    sort, *parts = cell.split("|")
    if export.kind == "quotes" and len(parts) == (1 if sort in {"label", "all"} else 2):
        parts[-1:] = _names(parts[-1:], names, folded)
    return "|".join((sort, *parts))


def _names(
    labels: Iterable[str], names: Mapping[str, str], written: Callable[[str], str]
) -> Iterable[str]:
    known = ((label, names.get(folded(label))) for label in labels)
    return (label if name is None else written(name) for label, name in known)
