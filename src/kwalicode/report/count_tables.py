"""A table of counts as a file: what is counted, out of how many, and what is withheld."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from kwalicode.report.quotes.file import safe_cell


def counts_csv(
    head: Sequence[str], rows: Iterable[Sequence[object]], notes: Sequence[str]
) -> bytes:
    """Write a table in UTF-8 with a byte order mark; formulas are made harmless.

    Args:
        head: Names of the columns.
        rows: Cells; a number stays a number.
        notes: Say the unit and the denominators, a line each; they stand below the table.
    """
    table = StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow([safe_cell(name) for name in head])
    for row in rows:
        writer.writerow([safe_cell(one) if isinstance(one, str) else one for one in row])
    writer.writerows([[], *([safe_cell(note)] for note in notes)])
    return table.getvalue().encode("utf-8-sig")
