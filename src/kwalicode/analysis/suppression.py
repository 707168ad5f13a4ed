"""Tables of persons that expose no one: small cells are withheld, and what would give them away.

The hypercube method: a small cell and three others at the corners of a rectangle are withheld, so
that no margin gives it back (Repsilber 1994; GHMITER in tau-ARGUS).
"""

from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kwalicode.errors import InputError

LEAST = 3  # a threshold below this protects no one
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Protected(NamedTuple):
    """A table as it may be shown.

    Attributes:
        counts: As they are, shape (rows, columns).
        withheld: Which cells must not be shown.
        is_shown: Whether anything can be shown; False where no rectangle protects a cell, so the
            table should be made coarser.
    """

    counts: Counts
    withheld: Flags
    is_shown: bool


def protect(counts: Counts, k: int) -> Protected:
    """Withhold cells of 1 to k - 1 persons, and others so that row and column sums may be shown.

    Zeros are shown. Percentages, charts, and means of these cells must be withheld as well.

    Args:
        counts: Persons per cell, shape (rows, columns), none negative.
        k: The smallest number that may be shown, from 3.

    Raises:
        InputError: k is below 3, or a count is negative.
    """
    if k < LEAST or (counts < 0).any():
        raise InputError("A small cell has fewer than k persons, with k from 3; change it.")
    withheld = (counts > 0) & (counts < k)
    for row, column in zip(*np.nonzero(withheld), strict=True):
        if _is_safe(counts, withheld, (row, column), k):
            continue
        corners = _best_rectangle(counts, withheld, (row, column), k)
        if corners is None:
            return Protected(counts, np.ones_like(withheld), is_shown=False)
        for cell in corners:
            withheld[cell] = True
    return Protected(counts, withheld, is_shown=True)


def _rectangles(
    counts: Counts, cell: tuple[int, int]
) -> list[tuple[tuple[int, int], tuple[int, int], tuple[int, int]]]:
    """List the other three corners of every rectangle with this cell whose corners hold persons."""
    row, column = cell
    found = []
    for other_row, other_column in product(range(counts.shape[0]), range(counts.shape[1])):
        if other_row == row or other_column == column:
            continue
        corners = ((row, other_column), (other_row, column), (other_row, other_column))
        if all(counts[corner] > 0 for corner in corners):
            found.append(corners)
    return found


def _room(
    counts: Counts,
    cell: tuple[int, int],
    corners: tuple[tuple[int, int], tuple[int, int], tuple[int, int]],
) -> int:
    """How far the cell could move if persons were moved round the rectangle, margins kept.

    One person stays in each: as zeros are shown, whoever reads knows that these are none.
    """
    beside, below, across = corners
    return int(min(counts[cell], counts[across]) + min(counts[beside], counts[below])) - 2


def _is_safe(counts: Counts, withheld: Flags, cell: tuple[int, int], k: int) -> bool:
    return any(
        all(withheld[corner] for corner in corners) and _room(counts, cell, corners) >= k
        for corners in _rectangles(counts, cell)
    )


def _best_rectangle(
    counts: Counts, withheld: Flags, cell: tuple[int, int], k: int
) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]] | None:
    """Choose the rectangle that withholds the fewest persons more."""
    enough = [c for c in _rectangles(counts, cell) if _room(counts, cell, c) >= k]
    return min(
        enough,
        key=lambda corners: sum(int(counts[c]) for c in corners if not withheld[c]),
        default=None,
    )


def withhold_list(counts: Counts, k: int) -> Flags:
    """Say which numbers of one list must be withheld if its sum may be shown.

    With one small number the next smallest goes too, and so on until each of those withheld could
    be k persons more or fewer, for all their sum says.

    Args:
        counts: Persons per group, shape (groups,), none negative.
        k: The smallest number that may be shown, from 3.

    Raises:
        InputError: k is below 3, or a count is negative.

    >>> withhold_list(np.array([6, 19, 9, 2]), 5).tolist()
    [True, False, False, True]
    """
    if k < LEAST or (counts < 0).any():
        raise InputError("A small cell has fewer than k persons, with k from 3; change it.")
    withheld = (counts > 0) & (counts < k)
    if not withheld.any():
        return withheld
    for place in np.argsort(counts, kind="stable"):
        # As zeros are shown, none of those withheld is one: each has a person at least.
        if counts[withheld].sum() - withheld.sum() >= k and withheld.sum() > 1:
            break
        if counts[place] > 0:
            withheld[place] = True
    return withheld


class Difference(NamedTuple):
    """A cell that two published tables give away together (W67).

    Attributes:
        label: Of the cell in both tables.
        n: Persons by which it differs; from 1 to k - 1.
    """

    label: str
    n: int


def small_differences(older: dict[str, int], newer: dict[str, int], k: int) -> list[Difference]:
    """List the cells whose number changed by fewer than k persons from one table to another.

    >>> small_differences({"a": 173, "b": 38}, {"a": 177, "b": 38}, 7)
    [Difference(label='a', n=4)]
    """
    return [
        Difference(label, abs(newer[label] - n))
        for label, n in older.items()
        if label in newer and 0 < abs(newer[label] - n) < k
    ]
