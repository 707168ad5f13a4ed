"""What each dated source brings, on the line of time of the page Explore (W85)."""

from datetime import date
from typing import NamedTuple

import numpy as np

from kwalicode.analysis.cooccurrence import Whole
from kwalicode.workflows.explore.counting import Explored, Groups, count, documents_of


class Brought(NamedTuple):
    """The sources that have a date, and what each brings.

    Attributes:
        days: Of each source.
        numbers: Segments of the code in it, or coded segments where no code was chosen.
        n_undated: Sources without a date, which have no place on the line.
    """

    days: list[date]
    numbers: list[int]
    n_undated: int


def brought(found: Explored, row: int | None) -> Brought:
    """Count the segments in each source.

    Args:
        found: What was read.
        row: Number of the code or theme; None for all that is coded.
    """
    places = documents_of(found)
    listed = [found.documents[place] for place in places]
    own = np.full(len(found.documents), -1, dtype=np.int64)
    own[places] = np.arange(len(places))
    each = Groups(tuple((one.title,) for one in listed), of_documents=own)
    table = count(found, each, "segments")
    numbers: Whole = table.of if row is None else table.counts[row]
    placed = [
        (date.fromisoformat(one.dated), int(n))
        for one, n in zip(listed, numbers, strict=True)
        if one.dated
    ]
    days, brought_then = [day for day, _ in placed], [n for _, n in placed]
    return Brought(days, brought_then, len(listed) - len(placed))
