"""How many codes there are in all, and how much of it was seen: estimators for incidence data."""

import math
from typing import NamedTuple

import numpy as np

from kwalicode.analysis.incidence import Incidence
from kwalicode.errors import UndefinedError

_NORMAL = 1.959963984540054  # of a two-sided interval of 95 %
_RARE = 10  # a code in at most so many interviews is rare for ICE


class Estimate(NamedTuple):
    """A number with its standard error and its interval of 95 %."""

    value: float
    error: float
    low: float
    high: float


def sample_coverage(incidence: Incidence) -> float:
    """Estimate the share of all occurrences of codes that belong to codes seen already.

    What is left of 1 is about the share of the occurrences in one more interview that would be
    of codes nobody gave yet. With every code in two or more interviews it is 1 (Chao and Jost
    2012, Ecology 93: 2533-2547, in the form of iNEXT for incidence).

    Raises:
        UndefinedError: No code occurs, or there is one interview.
    """
    _check(incidence)
    total, t = incidence.n_incidences, incidence.n_interviews
    once, twice = incidence.n_seen(1), incidence.n_seen(2)
    if not once or (once == 1 and not twice):
        return 1.0
    return 1 - once / total * _unseen_share(t, once, twice)


def _unseen_share(t: int, once: int, twice: int) -> float:
    """The factor by which occurrences of codes seen once stand for what is unseen."""
    if twice:
        return (t - 1) * once / ((t - 1) * once + 2 * twice)
    return (t - 1) * (once - 1) / ((t - 1) * (once - 1) + 2)


def chao2(incidence: Incidence) -> Estimate:
    """Estimate a lower bound of the number of codes, those included that no interview held.

    Chao 1987, Biometrics 43: 783-791; interval by a log-normal distribution of the unseen. Say
    'at least' beside it.

    Raises:
        UndefinedError: No code occurs, or there is one interview.
    """
    _check(incidence)
    seen, t = incidence.n_codes, incidence.n_interviews
    once, twice = incidence.n_seen(1), incidence.n_seen(2)
    a = (t - 1) / t
    if twice:
        value = seen + a * once**2 / (2 * twice)
        r = once / twice
        variance = twice * (a / 2 * r**2 + a**2 * r**3 + a**2 / 4 * r**4)
    else:
        value = seen + a * once * (once - 1) / 2
        variance = (
            a * once * (once - 1) / 2
            + a**2 * once * (2 * once - 1) ** 2 / 4
            - a**2 * once**4 / (4 * value)
        )
    error = math.sqrt(max(variance, 0))
    return Estimate(value, error, *_interval(seen, value, error))


def _interval(seen: int, value: float, error: float) -> tuple[float, float]:
    unseen = value - seen
    if unseen <= 0:
        return float(seen), float(seen)
    k = math.exp(_NORMAL * math.sqrt(math.log(1 + (error / unseen) ** 2)))
    return seen + unseen / k, seen + unseen * k


def first_jackknife(incidence: Incidence) -> float:
    """Estimate the number of codes from those seen once (Burnham and Overton 1978)."""
    _check(incidence)
    t = incidence.n_interviews
    return incidence.n_codes + incidence.n_seen(1) * (t - 1) / t


def second_jackknife(incidence: Incidence) -> float:
    """Estimate the number of codes from those seen once and twice (Smith and van Belle 1984).

    Raises:
        UndefinedError: It comes out below what was seen, or there are fewer than two interviews.
    """
    _check(incidence)
    t, once, twice = incidence.n_interviews, incidence.n_seen(1), incidence.n_seen(2)
    value = incidence.n_codes + once * (2 * t - 3) / t - twice * (t - 2) ** 2 / (t * (t - 1))
    if value < incidence.n_codes:
        raise UndefinedError("The second jackknife falls below the codes that were seen.")
    return value


def incidence_coverage_estimate(incidence: Incidence) -> float:
    """Estimate the number of codes from all rare ones, ICE with a cut-off of ten interviews.

    In the form of SpadeR (Chao and Chiu 2016); Lee and Chao 1994 have other denominators.

    Raises:
        UndefinedError: No code is rare, or every rare one was seen once.
    """
    _check(incidence)
    t, counts = incidence.n_interviews, incidence.frequencies
    rare = counts[counts <= _RARE]
    total = int(rare.sum())
    once, twice = incidence.n_seen(1), incidence.n_seen(2)
    if not total or total == once:
        raise UndefinedError("ICE needs codes that occur in two to ten interviews.")
    part = ((t - 1) * once + 2 * twice) or 1
    covered = 1 - once / total * (t - 1) * once / part
    spread = len(rare) / covered * t / (t - 1) * float((rare * (rare - 1)).sum())
    variation = max(spread / (total * (total - 1)) - 1, 0)
    return len(counts) - len(rare) + len(rare) / covered + once / covered * variation


def interviews_needed(incidence: Incidence, share: float) -> float:
    """Estimate how many more interviews reach a share of the codes that Chao2 expects.

    Chao, Colwell, Lin and Gotelli 2009, Ecology 90: 1125-1133.

    Args:
        incidence: What was seen.
        share: From 0 to below 1, for instance 0.95.

    Returns:
        A number of interviews; 0 where the share is reached.

    Raises:
        UndefinedError: No code was seen once, or none twice: the formula has no value then.
    """
    once, twice = incidence.n_seen(1), incidence.n_seen(2)
    expected, t = chao2(incidence).value, incidence.n_interviews
    if share * expected <= incidence.n_codes:
        return 0.0
    if not once or not twice:
        raise UndefinedError("Too few codes occur in one or two interviews to say how many more.")
    ahead = share * expected - incidence.n_codes
    wanted = math.log(1 - t / (t - 1) * 2 * twice / once**2 * ahead)
    return wanted / math.log(1 - 2 * twice / ((t - 1) * once + 2 * twice))


def _check(incidence: Incidence) -> None:
    if incidence.n_interviews < 2 or not incidence.n_codes:
        raise UndefinedError("At least two interviews and one code are needed to estimate this.")


def codes_seen_once(incidence: Incidence) -> list[int]:
    """List the columns of the codes that occur in one interview only: the tail is there."""
    return [int(place) for place in np.flatnonzero(incidence.frequencies == 1)]
