"""How the number of codes grows with the number of interviews, whatever their order."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from kwalicode.analysis.incidence import Incidence
from kwalicode.analysis.richness import chao2
from kwalicode.errors import InputError

Curve = NDArray[np.float64]


def rarefaction(incidence: Incidence) -> Curve:
    """Give the expected number of codes in 1, 2, ... T interviews, over all orders of them.

    The exact expectation, called Mao Tau (Colwell, Mao and Chang 2004, Ecology 85: 2717-2727).

    Returns:
        Shape (T,); the last value is the number of codes seen.
    """
    t = incidence.n_interviews
    counts, n_codes = np.unique(incidence.frequencies, return_counts=True)
    return np.array([float(n_codes @ (1 - _missed(t, counts, n))) for n in range(1, t + 1)])


def _missed(t: int, counts: NDArray[np.int64], n: int) -> Curve:
    """The chance that n of t interviews are all among those without a code, by its frequency."""
    without = t - counts
    fits = without >= n
    log = _log_choose(np.where(fits, without, n), n) - _log_choose(np.array(t), n)
    return np.where(fits, np.exp(log), 0.0)


def _log_choose(n: NDArray[np.int64], k: int) -> Curve:
    chosen: Curve = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return chosen


def permutation_band(
    incidence: Incidence, *, n_orders: int = 1000, seed: int = 0, share: float = 0.95
) -> tuple[Curve, Curve]:
    """Give between which numbers of codes the curve runs in most orders of the interviews.

    Args:
        incidence: What was seen.
        n_orders: How many orders are drawn.
        seed: Of the draw; the same seed gives the same band.
        share: Of the orders that lie within the band at each number of interviews.

    Returns:
        The lower and the upper edge, shape (T,) each.
    """
    t, chance = incidence.n_interviews, np.random.default_rng(seed)
    curves = np.empty((n_orders, t))
    holds = [np.flatnonzero(column) for column in incidence.table.T]
    starts = np.cumsum([0, *map(len, holds[:-1])])
    where = np.concatenate(holds)
    for number in range(n_orders):
        # The place of each interview in this order; a code is first seen at its earliest one.
        places = chance.permutation(t)
        first = np.minimum.reduceat(places[where], starts)
        curves[number] = np.cumsum(np.bincount(first, minlength=t))
    edge = (1 - share) / 2
    low, high = np.quantile(curves, [edge, 1 - edge], axis=0)
    return low, high


def extrapolation(incidence: Incidence, n_more: int) -> Curve:
    """Give the expected number of codes after 1, 2, ... more interviews of the same kind.

    Colwell et al. 2012, Journal of Plant Ecology 5: 3-21. Further than twice the sample it is
    not reliable.

    Args:
        incidence: What was seen, S codes in T interviews.
        n_more: At most T.

    Returns:
        Shape (n_more,).

    Raises:
        InputError: `n_more` is larger than the number of interviews.
        UndefinedError: No code occurs, or there is one interview.
    """
    t = incidence.n_interviews
    if not 0 <= n_more <= t:
        raise InputError("The curve goes on to twice the interviews at most, so {n} more.", n=t)
    steps = np.arange(1, n_more + 1)
    unseen = chao2(incidence).value - incidence.n_codes
    if unseen <= 0:
        return np.full(n_more, float(incidence.n_codes))
    kept = _kept(incidence, unseen)
    return np.asarray(incidence.n_codes + unseen * (1 - kept**steps), dtype=np.float64)


def coverage_curve(incidence: Incidence, n_more: int = 0) -> Curve:
    """Give the expected sample coverage of 1, 2, ... T interviews, and of so many more.

    Chao and Jost 2012; see `richness.sample_coverage`.

    Returns:
        Shape (T + n_more,), from 0 to 1.

    Raises:
        UndefinedError: No code occurs, or there is one interview.
    """
    t, total = incidence.n_interviews, incidence.n_incidences
    unseen = chao2(incidence).value - incidence.n_codes
    once = incidence.n_seen(1)
    counts, n_codes = np.unique(incidence.frequencies, return_counts=True)
    share = n_codes * counts / total
    seen = [1 - float(share @ _missed(t - 1, counts - 1, n)) for n in range(1, t)]
    steps = np.arange(1, n_more + 2)
    ahead = (
        1 - once / total * _kept(incidence, unseen) ** steps if unseen > 0 else np.ones(len(steps))
    )
    return np.concatenate([np.array(seen, dtype=float), ahead])


def _kept(incidence: Incidence, unseen: float) -> float:
    """The share of what is unseen that one more interview leaves unseen."""
    known = incidence.n_interviews * unseen
    return known / (known + incidence.n_seen(1))
