"""What disturbs a count of codes by interview; it is said beside the numbers."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from kwalicode.analysis.incidence import Incidence
from kwalicode.analysis.richness import codes_seen_once
from kwalicode.store import incidence as stored
from kwalicode.store.files import Database
from kwalicode.store.incidence import Unit
from kwalicode.store.saturation import Choice

LONG = 2.0
"""An interview of at least so many times the middle length is long."""


class LongInterview(NamedTuple):
    """The longest interview, where it is much longer than the others.

    Attributes:
        times: Its length by the middle length.
        n_once: Codes that stand in it and nowhere else.
    """

    title: str
    times: float
    n_once: int


class Caveats(NamedTuple):
    """What disturbs the numbers.

    Attributes:
        n_interviews: Interviews that count.
        n_uncoded: Sources of the kind in which nothing is coded yet; they are left out.
        n_kept_out: Sources left out as well, but of which something may not be used, such as all
            that a restricted participant said (W34).
        n_undated: Of those that count, in order of date, those without one.
        n_repeats: Documents with passages that repeat another one; these do not count.
        n_merged: Codes that went up in another one since they were made.
        n_coders: Who coded any of the interviews.
        n_partly: Interviews that not all of them coded.
    """

    n_interviews: int
    n_uncoded: int
    n_kept_out: int
    n_undated: int
    longest: LongInterview | None
    n_repeats: int
    n_merged: int
    n_coders: int
    n_partly: int

    @property
    def is_undated(self) -> bool:
        """Whether the order should be that of dates and there is none."""
        return self.n_undated == self.n_interviews


def find_caveats(
    db: Database, choice: Choice, units: Sequence[Unit], incidence: Incidence, *, coder: str
) -> Caveats:
    """Look for what disturbs the numbers.

    Args:
        db: The study.
        choice: What counts.
        units: The interviews that count, in the order of the rows of `incidence`.
        incidence: The codes in them.
        coder: Who looks.
    """
    counted = {unit.unit_id for unit in units}
    left = {unit.unit_id for unit in stored.find_units(db, choice.kind)} - counted
    kept_out = left & stored.find_barred_units(db, choice.kind)
    coded = stored.find_unit_coders(db, choice.kind, coder=coder)
    coders = frozenset().union(*coded.values())
    return Caveats(
        len(units),
        len(left - kept_out),
        len(kept_out),
        sum(not unit.dated for unit in units) if choice.order == "date" else 0,
        _longest(units, incidence),
        stored.count_repeats(db, choice.kind),
        stored.count_merged_codes(db),
        len(coders),
        sum(coded[unit.unit_id] != coders for unit in units),
    )


def _longest(units: Sequence[Unit], incidence: Incidence) -> LongInterview | None:
    lengths = [unit.n_letters for unit in units]
    place = lengths.index(max(lengths))
    middle = median(lengths)
    if len(units) < 3 or lengths[place] < LONG * middle:
        return None
    once = incidence.table[place, codes_seen_once(incidence)]
    return LongInterview(units[place].title, lengths[place] / middle, int(once.sum()))
