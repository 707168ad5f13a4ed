"""How often codes stand in groups: by passage, by document, by participant; small cells withheld.

One told event may be coded often and by several coders, so a passage of a code counts once, and
each count says of what it is (W03, W04).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kwalicode.analysis.cooccurrence import Places, Whole
from kwalicode.analysis.suppression import LEAST
from kwalicode.errors import InputError

Flags = NDArray[np.bool_]


class Passages(NamedTuple):
    """Different passages, and the codes on them.

    Attributes:
        documents: Number of the document of each passage, shape (passages,).
        starts: First code point.
        ends: One past the last.
        codes: Number of the code of each pair of code and passage, shape (pairs,).
        passages: Number of its passage, shape (pairs,).
    """

    documents: Whole
    starts: Whole
    ends: Whole
    codes: Whole
    passages: Whole


def passages_of(places: Places) -> Passages:
    """Let what several coders gave the same code count once.

    >>> found = passages_of(Places(*map(np.array, ([0, 0, 0], [1, 1, 2], [5, 5, 5], [9, 9, 9]))))
    >>> found.starts.tolist(), found.codes.tolist(), found.passages.tolist()
    ([5], [1, 2], [0, 0])
    """
    longest = int(places.ends.max(initial=0)) + 1
    lift = places.documents * longest
    _, first, numbers = np.unique(
        (places.starts + lift) * longest + (places.ends - places.starts),
        return_index=True,
        return_inverse=True,
    )
    pairs = _each_once(places.codes * max(len(first), 1) + numbers)
    codes, passages = np.divmod(pairs, max(len(first), 1))
    return Passages(
        places.documents[first], places.starts[first], places.ends[first], codes, passages
    )


def _each_once(values: Whole) -> Whole:
    """Give the different values in order; ten times as fast as `numpy.unique` of a million."""
    ordered = np.sort(values)
    once: Whole = ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]]
    return once


def in_turns(passages: Passages, turns: Places) -> tuple[Whole, Whole]:
    """List in which turns passages lie.

    Args:
        passages: Of any documents.
        turns: In order of their place, none over another; `codes` is not looked at.

    Returns:
        Numbers of passages and of turns, a pair for each turn that a passage touches.
    """
    longest = int(max(passages.ends.max(initial=0), turns.ends.max(initial=0))) + 1
    lift, turn_lift = passages.documents * longest, turns.documents * longest
    first = np.searchsorted(turns.ends + turn_lift, passages.starts + lift, side="right")
    last = np.searchsorted(turns.starts + turn_lift, passages.ends + lift, side="left")
    numbers = np.maximum(last - first, 0)
    whose = np.repeat(np.arange(len(first)), numbers)
    nth = np.arange(len(whose)) - np.repeat(np.cumsum(numbers) - numbers, numbers)
    return whose, first[whose] + nth


def different(rows: Whole, columns: Whole, units: Whole, shape: tuple[int, int]) -> Whole:
    """Count the different units of each cell.

    Args:
        rows: Row of each occurrence, from 0; shape (n,).
        columns: Its column; what has -1 is left out.
        units: What is counted there, such as the number of a participant; -1 is left out.
        shape: Number of rows and of columns.

    Returns:
        Counts, shape (rows, columns).

    >>> different(*map(np.array, ([0, 0, 0], [0, 0, 1], [7, 7, 7])), shape=(1, 2)).tolist()
    [[1, 1]]
    """
    kept = (columns >= 0) & (units >= 0)
    cells, own = (rows * shape[1] + columns)[kept], units[kept]
    n_units = int(own.max(initial=0)) + 1
    if shape[0] * shape[1] * n_units <= _MOST_FLAGS:  # a mark for each is faster than sorting
        marks = np.zeros((shape[0] * shape[1], n_units), dtype=np.bool_)
        marks[cells, own] = True
        counts: Whole = np.count_nonzero(marks, axis=1).reshape(shape)
        return counts
    found = _each_once(cells * n_units + own) // n_units
    return np.bincount(found, minlength=shape[0] * shape[1]).reshape(shape)


_MOST_FLAGS = 50_000_000


def withhold_rows(persons: Whole, k: int = LEAST, *, of: Whole | None = None) -> Flags:
    """Say which cells must be withheld where the sum of each row is known from elsewhere.

    In a row with a small cell the next smallest go too, until those withheld hold k persons
    together and more than one each. A row with too few for that goes as a whole, with its zeros:
    they would tell where the few are.

    Args:
        persons: Persons per cell, shape (rows, groups); each person is in one group.
        k: The smallest number that may be shown, from 3.
        of: How many persons there are of each group, shape (groups,). Of a group of fewer than k
            nothing is shown, not even that nobody says it; one of nobody is never withheld.

    Raises:
        InputError: k is below 3, or a count is negative.

    >>> withhold_rows(np.array([[9, 2, 4], [2, 0, 0], [9, 0, 4]])).tolist()
    [[False, True, True], [True, True, True], [False, False, False]]
    """
    if k < LEAST or (persons < 0).any():
        raise InputError("A small cell has fewer than k persons, with k from 3; change it.")
    withheld = (persons > 0) & (persons < k)
    is_held = np.ones(persons.shape[1], dtype=np.bool_) if of is None else of > 0
    if of is not None:
        withheld |= is_held & (of < k)
    for row, own in zip(persons, withheld, strict=True):
        if own.any():
            held = own[is_held]
            _widen(row[is_held], held, k)
            own[is_held] = held
    return withheld


def _widen(row: Whole, own: Flags, k: int) -> None:
    """Withhold more cells of a row in which a small one is."""
    total = int(row.sum())
    if total < k or total <= len(row):  # one each is among what such a row may be
        own[:] = True
        return
    for place in np.argsort(row, kind="stable"):
        if own.sum() > 1 and row[own].sum() >= max(k, own.sum() + 1):
            break
        own[place] = own[place] or row[place] > 0
