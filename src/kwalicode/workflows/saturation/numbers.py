"""Every number that says how near a table of codes by interview is to saturation.

What has no meaning for a table is kept as the error that says why; nothing is NaN.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeVar

import numpy as np

from kwalicode.analysis import richness
from kwalicode.analysis.incidence import Incidence, Table
from kwalicode.analysis.richness import Estimate
from kwalicode.analysis.saturation import (
    NewInformation,
    StoppingPoint,
    new_information_rate,
    standard_settings,
    ten_plus_three,
)
from kwalicode.errors import UndefinedError
from kwalicode.store.saturation import Choice

N_NEXT, N_ORDERS, SEED = 5, 1000, 0
FEW_INTERVIEWS = 10
"""Below so many interviews every estimate is unstable."""

Number = float | UndefinedError
Rate = NewInformation | UndefinedError
T = TypeVar("T")


class Setting(NamedTuple):
    """One setting of the new information rate, and what comes of it."""

    base_size: int
    run_length: int
    threshold: float
    rate: Rate


class Summary(NamedTuple):
    """The few numbers that are given of a group or a kind of source too.

    Attributes:
        n_once: Codes seen in one interview, Q1.
        n_twice: Codes seen in two, Q2.
        coverage: Share of the occurrences of codes that belong to codes seen already.
        rate: By the chosen setting.
    """

    n_interviews: int
    n_codes: int
    n_once: int
    n_twice: int
    coverage: Number
    rate: Rate


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is told of one table.

    Attributes:
        n_occurrences: Of codes in interviews, U.
        new_codes: Per interview, in order.
        cumulative: Codes seen up to and with each interview.
        settings: The twelve of the authors.
        chao2: Codes there are at least, those included that no interview held; undefined where
            too few codes were seen once to tell.
        expected: Codes in 1, 2, ... T interviews over all orders of them.
        low: Lower edge of the band of 95 % of the orders, for each number of interviews.
        high: Upper edge.
        ahead: Codes to be expected after 1, 2, ... T more interviews; empty where undefined.
        n_next: How many more interviews `next_codes` looks ahead: five, or as many as there are.
        next_codes: New codes they would bring.
        once: Places of the codes seen in one interview only.
        last_three: New codes of the last three interviews.
    """

    summary: Summary
    n_occurrences: int
    new_codes: tuple[int, ...]
    cumulative: tuple[int, ...]
    settings: tuple[Setting, ...]
    chao2: Estimate | UndefinedError
    first_jackknife: Number
    second_jackknife: Number
    ice: Number
    expected: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    ahead: tuple[float, ...]
    n_next: int
    next_codes: Number
    once: tuple[int, ...]
    last_three: int


def count(incidence: Incidence, choice: Choice) -> Numbers:
    """Give all numbers of a table.

    Raises:
        UndefinedError: No interview holds a code.
    """
    if not incidence.n_codes:
        raise UndefinedError("No interview holds a code yet; code one first.")
    new = new_codes(incidence)
    expected, low, high = _curves(incidence.table.tobytes(), incidence.n_interviews)
    ahead = _ahead(incidence)
    n_next = min(N_NEXT, incidence.n_interviews)
    return Numbers(
        summarise(incidence, choice),
        incidence.n_incidences,
        new,
        tuple(incidence.cumulative.tolist()),
        tuple(Setting(*setting, rate_of(new, setting)) for setting in standard_settings()),
        or_why(lambda: _at_least(incidence)),
        or_why(lambda: richness.first_jackknife(incidence)),
        or_why(lambda: richness.second_jackknife(incidence)),
        or_why(lambda: richness.incidence_coverage_estimate(incidence)),
        expected,
        low,
        high,
        () if isinstance(ahead, UndefinedError) else ahead,
        n_next,
        ahead if isinstance(ahead, UndefinedError) else ahead[n_next - 1] - incidence.n_codes,
        tuple(richness.codes_seen_once(incidence)),
        sum(new[-3:]),
    )


def summarise(incidence: Incidence, choice: Choice) -> Summary:
    """Give the few numbers that are told of a part of the study too."""
    return Summary(
        incidence.n_interviews,
        incidence.n_codes,
        incidence.n_seen(1),
        incidence.n_seen(2),
        or_why(lambda: richness.sample_coverage(incidence)),
        rate_of(new_codes(incidence), choice[:3]),
    )


def new_codes(incidence: Incidence) -> tuple[int, ...]:
    """Give how many codes each interview brought that none before it held."""
    return tuple(incidence.new_codes.tolist())


def rate_of(new: Sequence[int], setting: tuple[int, int, float]) -> Rate:
    """Give the new information rate by base size, run length and threshold, or why it has none."""
    base, run, threshold = setting
    return or_why(
        lambda: new_information_rate(new, base_size=base, run_length=run, threshold=threshold)
    )


def stopping_point(new: Sequence[int]) -> StoppingPoint | UndefinedError:
    """Give the outcome of the rule of ten and three, or why it has none."""
    return or_why(lambda: ten_plus_three(new))


def joined_columns(table: Table, groups: Sequence[Sequence[int]]) -> Incidence:
    """Give the table of categories or themes, each of which some codes belong to.

    Args:
        table: Shape (interviews, codes).
        groups: Places of the codes of each; those without a code occur nowhere.
    """
    columns = [table[:, list(places)].any(axis=1) for places in groups]
    return Incidence(np.array(columns, dtype=bool).reshape(len(columns), len(table)).T)


def or_why(number: Callable[[], T]) -> T | UndefinedError:
    """Compute a number; where it has no meaning give the error that says why."""
    try:
        return number()
    except UndefinedError as error:
        return error


def _ahead(incidence: Incidence) -> tuple[float, ...] | UndefinedError:
    from kwalicode.analysis.accumulation import extrapolation

    def curve() -> tuple[float, ...]:
        _at_least(incidence)  # without an estimate of what is unseen the curve would be flat
        return tuple(extrapolation(incidence, incidence.n_interviews).tolist())

    return or_why(curve)


def _at_least(incidence: Incidence) -> Estimate:
    """Give Chao2 where it sees anything unseen.

    Raises:
        UndefinedError: It does not: an interval from what was seen to what was seen, and no new
            code in the next ones, would say more than is known.
    """
    found = richness.chao2(incidence)
    if found.value <= incidence.n_codes:
        raise UndefinedError(
            "Too few codes stand in one only to estimate what was not seen; this does not prove "
            "that nothing is left."
        )
    return found


# A page is drawn at every click; the curve of what did not change is not drawn by lot again.
@lru_cache(maxsize=8)
def _curves(cells: bytes, n_interviews: int) -> tuple[tuple[float, ...], ...]:
    from kwalicode.analysis.accumulation import permutation_band, rarefaction

    table = np.frombuffer(cells, dtype=bool).reshape(n_interviews, -1)
    incidence = Incidence(table)
    band = permutation_band(incidence, n_orders=N_ORDERS, seed=SEED)
    return tuple(tuple(curve.tolist()) for curve in (rarefaction(incidence), *band))
