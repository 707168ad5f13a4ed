"""Groups of texts that share words: how many is chosen by a person, how firm they are is measured.

Texts are linked by the average cosine of what sets them apart: what all have in common is taken
away first. Measured (`docs/suggestions.md`), that comes closest to what people make of them, and
without it one group swallows most. No measure picks the right number of groups.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kwalicode.errors import UndefinedError
from kwalicode.suggest.features import Matrix, cosines

Whole = NDArray[np.int64]
Numbers = NDArray[np.float64]
Progress = Callable[[float], object]

SEED = 8
N_DIMENSIONS = 100
MOST_LINKED = 2000  # texts that are linked one by one: all pairs of more take too much memory
_N_KNOTS, _DEEPER = 400, 5
_N_RESAMPLES, _DRAWN = 20, 1000
_NOTHING, _LEAST_FAR = 1e-9, 0.05
LEAST_TEXTS, LEAST_IN_GROUP = 10, 3
LEAST_CLEAR, LEAST_FIRM, LEAST_PATTERN = 0.03, 0.45, 0.6
"""Texts whose words were dealt out by chance stay below the first, a silhouette, or the second, the
mean stability (0.2 to 0.4). From the third on, a group may be a pattern (Hennig 2007)."""


class Groups(NamedTuple):
    """What came of grouping; an entry for each text or for each group.

    Attributes:
        labels: Group of each text, 0 for the largest; -1 where no word is left to group by, or
            where fewer than three texts are alike.
        nearness: Cosine of each text with the centre of its group, 0 to 1.
        outliers: Whether a text lies far from its group, by the spread inside that group.
        places: Shape (texts, 2): a flat picture in which the centres lie apart; same every time.
        stability: Of each group, 0 to 1: how much of it comes back when other texts are drawn.
        silhouette: -1 to 1: how much nearer texts are to their own group than to the next.
    """

    labels: Whole
    nearness: Numbers
    outliers: NDArray[np.bool_]
    places: Numbers
    stability: Numbers
    silhouette: float

    @property
    def is_clear(self) -> bool:
        """Tell whether there are groups at all, and whether they last when others are drawn."""
        return self.silhouette >= LEAST_CLEAR and float(self.stability.mean()) >= LEAST_FIRM

    @property
    def firm(self) -> list[int]:
        """The groups that last: all that can be shown where the whole is not clear."""
        is_any = self.silhouette >= LEAST_CLEAR
        return np.flatnonzero(self.stability >= LEAST_PATTERN).tolist() if is_any else []

    @property
    def n_groups(self) -> int:
        """How many groups there are."""
        return len(self.stability)


def reduced(words: Matrix, *, seed: int = SEED) -> Numbers:
    """Bring texts to at most 100 dimensions of unit length (latent semantic analysis), centred.

    Args:
        words: Sparse, shape (texts, features), rows of unit length or empty.
        seed: Of the random start.

    Returns:
        Shape (texts, at most 100); a text without a feature stays all zero.
    """
    n_texts = words.shape[0]
    most = min(N_DIMENSIONS, words.shape[1], n_texts)
    if n_texts <= MOST_LINKED:
        return _unit(_centred(_few_reduced(words, most)))
    from sklearn.decomposition import TruncatedSVD

    found = TruncatedSVD(most, algorithm="randomized", n_iter=3, random_state=seed)
    return _unit(_centred(np.asarray(found.fit_transform(words), dtype=float)))


def _centred(points: Numbers) -> Numbers:
    """Take away what all texts have in common; those without a word to go by stay all zero."""
    is_filled = np.abs(points).max(axis=1, initial=0) > _NOTHING
    middle = points.sum(axis=0) / max(int(is_filled.sum()), 1)
    apart = np.asarray(points - np.outer(is_filled, middle), dtype=float)
    # Where all say the same nothing is left; that is told when they are grouped.
    return apart if np.abs(apart).max(initial=0) > _NOTHING else points


def _few_reduced(words: Matrix, most: int) -> Numbers:
    """Do the same of few texts by the products of all pairs: exact, and faster."""
    from scipy.linalg import eigh

    if not most:
        return np.zeros((words.shape[0], 1))
    pairs = cosines(words)
    n_texts = len(pairs)
    values, axes = eigh(pairs, subset_by_index=[n_texts - most, n_texts - 1])
    kept = values > _NOTHING
    return np.asarray(axes[:, kept] * np.sqrt(values[kept]), dtype=float)


def group(points: Numbers, n_groups: int, *, progress: Progress = lambda _share: None) -> Groups:
    """Deal texts out over groups.

    The stability is the Jaccard similarity of each group with the most similar one among texts
    drawn anew (Hennig 2007, Cluster-wise assessment of cluster stability).

    Args:
        points: As `reduced` gives them.
        n_groups: How many, 2 or more.
        progress: Told the share that is done, 0 to 1; may raise to stop the work.

    Raises:
        UndefinedError: There are too few texts, fewer than groups, or all say the same.
    """
    filled = np.flatnonzero(np.abs(points).max(axis=1, initial=0) > _NOTHING)
    used = points[filled]
    _refuse(used, n_groups)
    labels = np.full(len(points), -1)
    labels[filled] = _in_order_of_size(_dealt(used, n_groups))
    progress(0.3)
    inside = np.flatnonzero(labels >= 0)
    if not len(inside):
        raise UndefinedError("No three of these texts are alike, so there are no groups.")
    centres = _centres(points[inside], labels[inside])
    nearness = np.zeros(len(points))
    nearness[inside] = np.sum(points[inside] * centres[labels[inside]], axis=1)
    firm = _stability(points[inside], labels[inside], progress)
    return Groups(
        labels,
        np.clip(nearness, 0, 1),
        _outliers(labels, nearness),
        points @ _axes(centres, labels[inside]),
        firm,
        _silhouette(points[inside], labels[inside]),
    )


def _refuse(used: Numbers, n_groups: int) -> None:
    if len(used) < LEAST_TEXTS:
        raise UndefinedError(
            "Texts with words to go by: {n}; groups need {least} or more, so there are none.",
            n=len(used),
            least=LEAST_TEXTS,
        )
    n_different = len(np.unique(used.round(6), axis=0))
    if n_different == 1:
        raise UndefinedError("All these texts say the same, so there is nothing to group.")
    if n_different < n_groups:
        raise UndefinedError(
            "There are {n} different texts, fewer than {groups} groups; choose fewer groups.",
            n=n_different,
            groups=n_groups,
        )


def _dealt(points: Numbers, n_groups: int) -> Whole:
    if len(points) <= MOST_LINKED:
        return _linked(points, n_groups, np.ones(len(points), dtype=np.int64))
    from sklearn.cluster import MiniBatchKMeans

    # Of many texts, small knots are made first and those are linked.
    knots = MiniBatchKMeans(_N_KNOTS, random_state=SEED, batch_size=4096, n_init=1).fit(points)
    centres = _unit(np.asarray(knots.cluster_centers_, dtype=float))
    sizes = np.bincount(knots.labels_, minlength=len(centres))
    linked: Whole = _linked(centres, n_groups, sizes)[knots.labels_]
    return linked


def _linked(points: Numbers, n_groups: int, sizes: Whole) -> Whole:
    """Link texts, or knots of texts; what stands nearly alone is no group and gets -1.

    The tree is cut deeper until there are as many groups of three texts or more as were asked for.
    """
    from scipy.cluster.hierarchy import fcluster, linkage

    tree = linkage(points, "average", "cosine")
    best, most = np.full(len(points), -1), 0
    for n_parts in range(n_groups, min(len(points), _DEEPER * n_groups) + 1):
        labels = np.asarray(fcluster(tree, n_parts, "maxclust"), dtype=np.int64) - 1
        is_group = np.bincount(labels, weights=sizes) >= LEAST_IN_GROUP
        if is_group.sum() > most:
            best, most = np.where(is_group[labels], labels, -1), int(is_group.sum())
        if most >= n_groups:
            break
    return best


def _in_order_of_size(labels: Whole) -> Whole:
    sizes = np.bincount(labels[labels >= 0])
    names = np.flatnonzero(sizes)
    ranks = np.full(len(sizes) + 1, -1, dtype=np.int64)  # the last place is that of -1
    ranks[names[np.argsort(-sizes[names], kind="stable")]] = np.arange(len(names))
    return np.asarray(ranks[labels], dtype=np.int64)


def _centres(points: Numbers, labels: Whole) -> Numbers:
    sums = np.zeros((int(labels.max(initial=-1)) + 1, points.shape[1]))
    np.add.at(sums, labels, points)
    return _unit(sums)


def _unit(rows: Numbers) -> Numbers:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Numbers = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > _NOTHING)
    return unit


def _outliers(labels: Whole, nearness: Numbers) -> NDArray[np.bool_]:
    """Mark what lies below the lower fence of Tukey inside its group, or has no group."""
    far = labels < 0
    for one in range(int(labels.max(initial=-1)) + 1):
        own = labels == one
        low, high = np.quantile(nearness[own], [0.25, 0.75])
        far |= own & (nearness < low - max(1.5 * (high - low), _LEAST_FAR))
    return far


def _axes(centres: Numbers, labels: Whole) -> Numbers:
    """Give the two directions in which the centres lie farthest apart, larger groups first."""
    sizes = np.bincount(labels, minlength=len(centres)).astype(float)
    middle = np.average(centres, axis=0, weights=sizes)
    _left, _sizes, axes = np.linalg.svd((centres - middle) * np.sqrt(sizes)[:, None])
    axes = axes[:2]
    # A direction has no sign of its own: the largest part of each points up.
    signs = np.sign(axes[np.arange(2), np.abs(axes).argmax(axis=1)])
    return np.asarray((axes * signs[:, None]).T, dtype=float)


def _stability(points: Numbers, labels: Whole, progress: Progress) -> Numbers:
    n_groups = int(labels.max()) + 1
    chance = np.random.default_rng(SEED)
    found = np.full((_N_RESAMPLES, n_groups), np.nan)
    for turn in range(_N_RESAMPLES):
        drawn = np.unique(chance.integers(0, len(points), min(len(points), _DRAWN)))
        n_possible = len(np.unique(points[drawn].round(6), axis=0))
        if n_possible >= n_groups:
            ones = np.ones(len(drawn), dtype=np.int64)
            again = _linked(points[drawn], n_groups, ones)
            found[turn] = _best_overlap(labels[drawn], again, n_groups)
        progress(0.3 + 0.6 * (turn + 1) / _N_RESAMPLES)
    counted = np.isfinite(found)
    total = np.where(counted, found, 0).sum(axis=0)
    return np.asarray(total / np.maximum(counted.sum(axis=0), 1), dtype=float)


def _best_overlap(before: Whole, after: Whole, n_groups: int) -> Numbers:
    """Give for each group the Jaccard similarity with the most similar new one; NaN where empty."""
    both = np.zeros((n_groups, int(after.max()) + 2))  # the last column is what stands alone
    np.add.at(both, (before, after), 1)
    either = both.sum(axis=1)[:, None] + both.sum(axis=0)[None, :] - both
    shares = np.divide(both, either, out=np.zeros_like(both), where=either > 0)
    best = shares[:, :-1].max(axis=1, initial=0)
    return np.asarray(np.where(both.sum(axis=1) > 0, best, np.nan), dtype=float)


def _silhouette(points: Numbers, labels: Whole) -> float:
    """Give the mean silhouette by cosine (Rousseeuw 1987); 0 where there is one group alone.

    Counted here: to import scikit-learn for it takes longer than to group a thousand texts.
    """
    chosen = np.arange(len(points))
    if len(points) > MOST_LINKED:
        chosen = np.random.default_rng(SEED).choice(len(points), MOST_LINKED, replace=False)
    names, own = np.unique(labels[chosen], return_inverse=True)
    if len(names) < 2:
        return 0.0
    is_in = np.eye(len(names))[own]
    sizes = is_in.sum(axis=0)
    away = ((1 - points[chosen] @ points[chosen].T) @ is_in) / sizes
    rows = np.arange(len(chosen))
    # To the others of its own group: a text lies at no distance from itself.
    inside = away[rows, own] * sizes[own] / np.maximum(sizes[own] - 1, 1)
    away[rows, own] = np.inf
    outside = away.min(axis=1)
    larger = np.maximum(np.maximum(inside, outside), _NOTHING)
    return float(np.where(sizes[own] > 1, (outside - inside) / larger, 0).mean())
