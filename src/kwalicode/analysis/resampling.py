"""Intervals by drawing whole documents with return, for counts that add up."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def draws(n_clusters: int, *, n_resamples: int, seed: int = 0) -> Numbers:
    """Draw clusters with return; shape (resamples, clusters): how often each was drawn."""
    shares = np.full(n_clusters, 1 / n_clusters)
    drawn = np.random.default_rng(seed).multinomial(n_clusters, shares, size=n_resamples)
    return np.asarray(drawn, dtype=float)


def intervals(found: Numbers) -> Numbers:
    """Give the interval of 95 % of what resamples gave, those without a value left out.

    Args:
        found: Shape (resamples, ...); NaN where a resample had no value.

    Returns:
        Shape (2, ...): low and high; NaN where fewer than half of the resamples had a value.
    """
    ordered = np.sort(found, axis=0)  # what has no value comes last
    n = np.isfinite(ordered).sum(axis=0)
    edges = []
    for share in (0.025, 0.975):
        at = share * (np.maximum(n, 1) - 1)
        low = np.floor(at).astype(int)
        below, above = (
            np.take_along_axis(ordered, place[None], axis=0)[0]
            for place in (low, np.minimum(low + 1, np.maximum(n, 1) - 1))
        )
        edges.append(below + (at - low) * (above - below))
    return np.where(n * 2 >= len(found), np.stack(edges), np.nan)
