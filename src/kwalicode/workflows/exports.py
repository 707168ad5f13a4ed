"""What left the study: a new table or set of labels is compared with all that went before (W67)."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kwalicode.analysis.suppression import small_differences
from kwalicode.errors import ConflictError
from kwalicode.store.exports import Export, add_export, get_label_rules
from kwalicode.store.files import Database
from kwalicode.store.study import Study
from kwalicode.workflows.told_labels import find_ledger
from kwalicode.workflows.told_sums import given_away, unescaped


class ToldTogether(NamedTuple):
    """A number of persons that two exports give away together.

    Attributes:
        export_id: The earlier one.
        exported_at: When that was, ISO 8601, UTC.
        exported_by: Who wrote it.
        cell: What was counted in both.
        n: By how many persons they differ; from 1 to k - 1.
    """

    export_id: int
    exported_at: str
    exported_by: str
    cell: str
    n: int


def told_together(
    exports: Iterable[Export],
    cells: Mapping[str, int],
    k: int,
    *,
    others: Iterable[Export] = (),
) -> list[ToldTogether]:
    """List what a new export gives away beside earlier ones, the newest of these first.

    A number that an earlier export told already gives away nothing more. Of each cell the export
    that it differs from least counts, the newest where several do.

    Args:
        exports: All earlier ones, the oldest first.
        cells: Of the new one.
        k: The smallest number that may be told.
        others: What they told under other labels; see `told_labels.Ledger`.
    """
    earlier = list(exports)
    known = {told for one in earlier for told in one.cells.items()}
    fresh = {cell: n for cell, n in cells.items() if (cell, n) not in known}
    found: dict[str, ToldTogether] = {}
    for one in reversed([*others, *earlier]):
        for cell, n in small_differences(dict(one.cells), fresh, k):
            if cell not in found or n < found[cell].n:
                found[cell] = ToldTogether(one.export_id, one.exported_at, one.exported_by, cell, n)
    return list(found.values())


def find_told(study: Study, cells: Mapping[str, int]) -> list[ToldTogether]:
    """List what a table of counts gives away beside earlier exports."""
    with study.read() as db:
        return _told_by_counts(db, cells)


def _told_by_counts(db: Database, cells: Mapping[str, int]) -> list[ToldTogether]:
    """Compare each cell with itself, and with sums of others."""
    ledger, k = find_ledger(db), get_label_rules(db).k
    present, others = (list(_as_named_now(one, cells)) for one in ledger)
    told = told_together(present, cells, k, others=others)
    found = {one.cell: one for one in told}
    by_id = {one.export_id: one for one in present}
    for export_id, cell, n in given_away(present, cells, k):
        one = by_id[export_id]
        found.setdefault(cell, ToldTogether(export_id, one.exported_at, one.exported_by, cell, n))
    return list(found.values())


def _as_named_now(exports: Iterable[Export], cells: Iterable[str]) -> Iterable[Export]:
    """Give earlier tables of counts; before names were escaped a comma in one was a separator."""
    now = {unescaped(cell): cell for cell in cells}
    for one in exports:
        if one.kind == "counts":
            yield one._replace(cells={now.get(name, name): n for name, n in one.cells.items()})


def was_told(study: Study, cells: Mapping[str, int]) -> bool:
    """Tell whether earlier files told all these numbers, so that a picture of them tells none."""
    with study.read() as db:
        ledger = find_ledger(db)
    told = {cell for one in _as_named_now(ledger.present, cells) for cell in one.cells.items()}
    return told.issuperset(cells.items())


def remember_counts(
    study: Study, cells: Mapping[str, int], *, coder: str, reason: str = ""
) -> None:
    """Keep in the ledger what a table of counts told.

    Raises:
        ConflictError: It tells of a few beside an earlier export, and there is no reason.
    """
    why = " ".join(reason.split())
    with study.write(coder, "export counts", undoable=False) as db:
        k = get_label_rules(db).k
        told = _told_by_counts(db, cells)
        if told and not why:
            raise ConflictError(
                "Nothing was written: numbers that differ by fewer than {k} participants from "
                "those of an earlier export: {n}. Say why it may go out.",
                n=len(told),
                k=k,
            )
        add_export(db, "counts", cells, coder=coder, reason=why if told else "")
