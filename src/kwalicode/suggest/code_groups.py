"""Groups of codes that share words and passages: proposals for categories in the axial pass."""

from typing import NamedTuple

import numpy as np

from kwalicode.suggest.clusters import Numbers

LEAST_CODES, MOST_CODES = 2, 12


class CodeGroup(NamedTuple):
    """Codes that are alike.

    Attributes:
        codes: Their numbers, in order.
        score: Mean likeness of its pairs, 0 to 1.
    """

    codes: tuple[int, ...]
    score: float


def likeness(words: Numbers, together: Numbers) -> Numbers:
    """Give how alike two codes are: the mean of shared words and shared passages, 0 to 1.

    Args:
        words: Cosines of names and segments, shape (codes, codes).
        together: C-coefficients of their passages, same shape.
    """
    both = (np.clip(words, 0, 1) + np.clip(together, 0, 1)) / 2
    np.fill_diagonal(both, 1)
    return np.asarray((both + both.T) / 2, dtype=float)


def group_codes(alike: Numbers, least: float) -> list[CodeGroup]:
    """Group codes by average linkage: no two groups are as alike as `least`, every group is.

    Codes like no other stay out; a group of more than twelve is cut into its closer parts, since
    nobody can judge it at one look.

    Args:
        alike: As `likeness` gives it.
        least: Mean likeness that a group has at least, 0 to 1.

    Returns:
        The groups, the most alike first.
    """
    from scipy.cluster.hierarchy import linkage, to_tree
    from scipy.spatial.distance import squareform

    if len(alike) < LEAST_CODES:
        return []
    tree = to_tree(linkage(squareform(1 - alike, checks=False), "average"))
    found, waiting = [], [tree]
    while waiting:
        node = waiting.pop()
        if node.is_leaf():
            continue
        if node.dist > 1 - least or node.count > MOST_CODES:
            waiting += [one for one in (node.left, node.right) if one]
            continue
        codes = tuple(sorted(node.pre_order()))
        found.append(CodeGroup(codes, _mean(alike, codes)))
    return sorted(found, key=lambda one: (-one.score, one.codes))


def _mean(alike: Numbers, codes: tuple[int, ...]) -> float:
    own = alike[np.ix_(codes, codes)]
    n = len(codes)
    return round(float((own.sum() - n) / (n * (n - 1))), 4)
