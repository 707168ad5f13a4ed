"""What left the study: a new table or set of labels is compared with all that went before (W67)."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kwalicode.analysis.suppression import small_differences
from kwalicode.errors import ConflictError
from kwalicode.store.exports import Export, add_export, find_exports, get_label_rules
from kwalicode.store.study import Study


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
    exports: Iterable[Export], cells: Mapping[str, int], k: int
) -> list[ToldTogether]:
    """List what a new export gives away beside earlier ones, the newest of these first.

    A number that an earlier export told already gives away nothing more. Of each cell the export
    that it differs from least counts, the newest where several do.
    """
    earlier = list(exports)
    known = {told for one in earlier for told in one.cells.items()}
    fresh = {cell: n for cell, n in cells.items() if (cell, n) not in known}
    found: dict[str, ToldTogether] = {}
    for one in reversed(earlier):
        for cell, n in small_differences(dict(one.cells), fresh, k):
            if cell not in found or n < found[cell].n:
                found[cell] = ToldTogether(one.export_id, one.exported_at, one.exported_by, cell, n)
    return list(found.values())


def find_told(study: Study, cells: Mapping[str, int]) -> list[ToldTogether]:
    """List what a table of these cells gives away beside earlier exports."""
    with study.read() as db:
        return told_together(find_exports(db), cells, get_label_rules(db).k)


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
        told = told_together(find_exports(db), cells, k)
        if told and not why:
            raise ConflictError(
                "{n} numbers differ by fewer than {k} participants from those of an earlier "
                "export, so nothing was written; say why it may go out.",
                n=len(told),
                k=k,
            )
        add_export(db, "counts", cells, coder=coder, reason=why if told else "")
