"""How far coders agree on units that all of them judged: percent, kappa, alpha, AC1.

Every function takes `ratings` of shape (coders, units): whole numbers from 0 for the values, and
-1 where a coder did not judge the unit.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kwalicode.errors import UndefinedError

MISSING = -1
Ratings = NDArray[np.int64]
Counts = NDArray[np.float64]


class Interval(NamedTuple):
    """A measure with its interval, and how many resamples gave a value."""

    value: float
    low: float
    high: float
    n_resamples: int


def _counted(ratings: Ratings) -> Counts:
    """Count the judgements of each value per unit, shape (units, values)."""
    values = range(int(ratings.max(initial=0)) + 1)
    return np.stack([(ratings == value).sum(axis=0) for value in values], axis=1).astype(float)


def _judged(ratings: Ratings) -> Counts:
    """Count the judgements of the units that two coders or more judged; see `_counted`."""
    counts = _counted(ratings)
    judged = np.asarray(counts[counts.sum(axis=1) > 1])
    if not len(judged):
        raise UndefinedError("No unit was judged by two coders, so there is nothing to compare.")
    return judged


def percent_agreement(ratings: Ratings) -> float:
    """Give the share of pairs of judgements of one unit that are the same, from 0 to 1.

    Raises:
        UndefinedError: No unit was judged by two coders.
    """
    counts = _judged(ratings)
    n = counts.sum(axis=1)
    return float(((counts * (counts - 1)).sum(axis=1) / (n * (n - 1))).mean())


def holsti(n_same: int, n_by_coder: tuple[int, ...]) -> float:
    """Give Holsti's coefficient (1969): decisions all agree on by the mean of their decisions.

    Args:
        n_same: How many decisions all coders share.
        n_by_coder: How many decisions each coder made.

    Raises:
        UndefinedError: No coder made a decision.

    >>> holsti(5, (10, 10))
    0.5
    """
    if not sum(n_by_coder):
        raise UndefinedError("No coder coded anything here, so there is nothing to compare.")
    return len(n_by_coder) * n_same / sum(n_by_coder)


def cohen_kappa(ratings: Ratings) -> float:
    """Give Cohen's kappa of two coders (1960, Educational and Psychological Measurement 20: 37).

    Chance is that of each coder's own use of the values.

    Raises:
        UndefinedError: There are not two coders, or both use one value only.
    """
    if len(ratings) != 2:
        raise UndefinedError("Cohen's kappa compares two coders; choose two.")
    both = ratings[:, (ratings != MISSING).all(axis=0)]
    if not both.shape[1]:
        raise UndefinedError("No unit was judged by two coders, so there is nothing to compare.")
    n_values = int(both.max()) + 1
    shares = np.stack([np.bincount(row, minlength=n_values) for row in both]) / both.shape[1]
    return _beyond_chance(float((both[0] == both[1]).mean()), float(shares[0] @ shares[1]))


def fleiss_kappa(ratings: Ratings) -> float:
    """Give Fleiss' kappa (1971, Psychological Bulletin 76: 378), of Scott's pi for many coders.

    Raises:
        UndefinedError: No unit was judged by two coders, or one value only was used.
    """
    return _beyond_chance(percent_agreement(ratings), float((_shares(ratings) ** 2).sum()))


def brennan_prediger(ratings: Ratings, n_values: int) -> float:
    """Give agreement beyond a chance of one in the number of values that could be given.

    Brennan and Prediger 1981, Educational and Psychological Measurement 41: 687.

    Raises:
        UndefinedError: No unit was judged by two coders, or only one value could be given.
    """
    return _beyond_chance(percent_agreement(ratings), 1 / n_values)


def gwet_ac1(ratings: Ratings, n_values: int) -> float:
    """Give Gwet's AC1 (2008, British Journal of Mathematical and Statistical Psychology 61: 29).

    It does not fall as kappa does where nearly all units have the same value.

    Raises:
        UndefinedError: No unit was judged by two coders, or only one value could be given.
    """
    if n_values < 2:
        raise UndefinedError("With one value only there is no chance to agree beyond.")
    shares = _shares(ratings)
    chance = float((shares * (1 - shares)).sum()) / (n_values - 1)
    return _beyond_chance(percent_agreement(ratings), chance)


def krippendorff_alpha(ratings: Ratings) -> float:
    """Give Krippendorff's alpha of nominal values; judgements may be missing (2004, ch. 11).

    Raises:
        UndefinedError: No unit was judged by two coders, or one value only was used.
    """
    counts = _judged(ratings)
    n = counts.sum(axis=1, keepdims=True)
    coincidences = (counts / (n - 1)).T @ counts - np.diag((counts / (n - 1)).sum(axis=0))
    totals = coincidences.sum(axis=0)
    expected = totals.sum() ** 2 - (totals**2).sum()
    if not expected:
        raise UndefinedError("All judgements have one value, so chance cannot be told apart.")
    observed = coincidences.sum() - np.trace(coincidences)
    return float(1 - (totals.sum() - 1) * observed / expected)


def _shares(ratings: Ratings) -> Counts:
    """Give the share of each value, as the mean over units of its share in the unit.

    A unit that one coder alone judged counts here, as in Gwet's irrCAC.
    """
    counts = _counted(ratings)
    seen = counts[counts.sum(axis=1) > 0]
    return np.asarray((seen / seen.sum(axis=1, keepdims=True)).mean(axis=0))


def _beyond_chance(observed: float, chance: float) -> float:
    if chance >= 1 - 1e-12:
        raise UndefinedError("All judgements have one value, so chance cannot be told apart.")
    return (observed - chance) / (1 - chance)


def bootstrap_interval(
    measure: Callable[[Ratings], float],
    ratings: Ratings,
    *,
    clusters: NDArray[np.int64] | None = None,
    n_resamples: int = 1000,
    seed: int = 0,
) -> Interval:
    """Give a measure with its interval of 95 % by drawing units, or whole clusters, with return.

    Args:
        measure: Of ratings.
        ratings: Shape (coders, units).
        clusters: Shape (units,): the document of each unit, where units of one document depend
            on each other.
        n_resamples: How often is drawn.
        seed: Of the draw.

    Raises:
        UndefinedError: The measure has no value for the data, or for nearly no resample.
    """
    value = measure(ratings)
    chance = np.random.default_rng(seed)
    groups = np.arange(ratings.shape[1]) if clusters is None else clusters
    members = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    found = []
    for _ in range(n_resamples):
        drawn = chance.integers(len(members), size=len(members))
        try:
            found.append(measure(ratings[:, np.concatenate([members[i] for i in drawn])]))
        except UndefinedError:
            continue  # a resample in which nothing varies has no value
    if len(found) < n_resamples / 2:
        raise UndefinedError("Too few units differ to say how sure this number is.")
    low, high = np.quantile(found, [0.025, 0.975])
    return Interval(value, float(low), float(high), len(found))
