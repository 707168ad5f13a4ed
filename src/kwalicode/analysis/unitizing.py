"""How far coders agree on passages whose edges each of them drew freely: the u-alpha family.

Krippendorff, Mathet, Bouvry and Widlöcher 2016, Quality & Quantity 50: 2347-2364. Passages of one
coder must not overlap: codes that may overlap are compared one by one.
"""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kwalicode.errors import InputError, UndefinedError

_GAP = -1
Matrix = NDArray[np.float64]


class Passage(NamedTuple):
    """What one coder marked: `[start, end)` with a value, from 0."""

    start: int
    end: int
    value: int


class Unitizing(NamedTuple):
    """The four coefficients; None where one has no value for these passages.

    Attributes:
        u: Of passages, gaps and values together.
        binary: |u, of what is marked at all against gaps.
        valued: cu, of the values where two coders both marked something.
        coverage: The share of the text on which `valued` rests.
        by_value: (k)u of each value, and the share of its passages that it rests on.
    """

    u: float | None
    binary: float | None
    valued: float | None
    coverage: float
    by_value: dict[int, tuple[float | None, float]]


def unitizing_alpha(coders: Sequence[Sequence[Passage]], length: int) -> Unitizing:
    """Compare the passages that two or more coders marked in one text.

    For three and more coders the chance of cu takes the mean over pairs (equation 10 there).

    Args:
        coders: Per coder the passages, not overlapping.
        length: Of the text, in code points.

    Raises:
        InputError: Passages of a coder overlap or lie outside the text.
        UndefinedError: There are fewer than two coders, or nobody marked anything.
    """
    if len(coders) < 2:
        raise UndefinedError("Agreement needs two coders at least; choose another one.")
    marked = [_checked(passages, length) for passages in coders]
    values = sorted({passage.value for passages in marked for passage in passages})
    if not values:
        raise UndefinedError("No coder coded anything here, so there is nothing to compare.")
    place = {value: number + 1 for number, value in enumerate(values)} | {_GAP: 0}
    tiled = [_tiled(passages, length) for passages in marked]
    observed = _observed(tiled, place, len(coders))
    chance = _expected(observed, tiled, place, length * len(coders))
    inner = observed[1:, 1:]
    inner_chance = _expected_inside(inner, marked, tiled, place)
    totals, inner_totals = observed.sum(axis=1), inner.sum(axis=1)
    return Unitizing(
        _alpha(observed.sum() - np.trace(observed), observed.sum() - np.trace(chance)),
        _alpha(totals[0] - observed[0, 0], chance.sum(axis=1)[0] - chance[0, 0]),
        _alpha(inner.sum() - np.trace(inner), inner.sum() - np.trace(inner_chance)),
        float(inner.sum() / totals.sum()),
        {
            value: (
                _of_value(inner, inner_chance, number),
                float(inner_totals[number] / totals[number + 1]),
            )
            for number, value in enumerate(values)
        },
    )


def _checked(passages: Sequence[Passage], length: int) -> list[Passage]:
    ordered = sorted(passages)
    ends = [0, *(passage.end for passage in ordered)]
    for passage, before in zip(ordered, ends, strict=False):
        if passage.start < before or not passage.start < passage.end <= length:
            raise InputError(
                "The passage {start} to {end} overlaps another of its coder or ends outside.",
                start=passage.start,
                end=passage.end,
            )
    return ordered


def _tiled(passages: Sequence[Passage], length: int) -> list[Passage]:
    """Fill what lies between the passages with gaps, so that the whole text is covered."""
    tiles, at = [], 0
    for passage in passages:
        if passage.start > at:
            tiles.append(Passage(at, passage.start, _GAP))
        tiles.append(passage)
        at = passage.end
    if at < length:
        tiles.append(Passage(at, length, _GAP))
    return tiles


def _overlaps(one: Sequence[Passage], other: Sequence[Passage]) -> list[tuple[int, int, int]]:
    """List the stretches of two tilings of one text: value of one, value of the other, length."""
    found, i, j, at = [], 0, 0, 0
    while i < len(one) and j < len(other):
        end = min(one[i].end, other[j].end)
        found.append((one[i].value, other[j].value, end - at))
        at = end
        i += one[i].end == end
        j += other[j].end == end
    return found


def _observed(tiled: Sequence[Sequence[Passage]], place: dict[int, int], n_coders: int) -> Matrix:
    matrix = np.zeros((len(place), len(place)))
    for one, other in combinations(tiled, 2):
        for first, second, length in _overlaps(one, other):
            matrix[place[first], place[second]] += length
            matrix[place[second], place[first]] += length
    return matrix / (n_coders - 1)


def _expected(
    observed: Matrix, tiled: Sequence[Sequence[Passage]], place: dict[int, int], total: int
) -> Matrix:
    # Passages are wholes, so a coder cannot by chance agree with the own ones; gaps are not.
    own = np.zeros(len(place))
    for tiles in tiled:
        for start, end, value in tiles:
            own[place[value]] += (end - start) ** (1 if value == _GAP else 2)
    totals = observed.sum(axis=1)
    return np.asarray(total * (np.outer(totals, totals) - np.diag(own)) / (total**2 - own.sum()))


def _expected_inside(
    inner: Matrix,
    marked: Sequence[Sequence[Passage]],
    tiled: Sequence[Sequence[Passage]],
    place: dict[int, int],
) -> Matrix:
    """Give the lengths that chance would bring where both of two coders marked something."""
    own = np.zeros(len(inner))
    for number, passages in enumerate(marked):
        for other, tiles in enumerate(tiled):
            if other != number:
                for passage, covered in zip(passages, _covered(passages, tiles), strict=True):
                    own[place[passage.value] - 1] += covered**2
    own /= len(marked) - 1
    totals = inner.sum(axis=1)
    rest = totals.sum() - own.sum() / totals.sum() if totals.sum() else 0
    if rest <= 0:
        return np.zeros_like(inner)
    return np.asarray((np.outer(totals, totals) - np.diag(own)) / rest)


def _covered(passages: Sequence[Passage], tiles: Sequence[Passage]) -> list[int]:
    """Give how much of each passage another coder marked, with whatever value."""
    ends = np.array([tile.end for tile in tiles])
    lengths = np.array([0 if tile.value == _GAP else tile.end - tile.start for tile in tiles])
    before = np.concatenate([[0], np.cumsum(lengths)])

    def marked_until(at: int) -> int:
        tile = int(np.searchsorted(ends, at, side="left"))
        inside = at - tiles[tile].start if lengths[tile] else 0
        return int(before[tile]) + inside

    return [marked_until(p.end) - (marked_until(p.start) if p.start else 0) for p in passages]


def _of_value(inner: Matrix, chance: Matrix, number: int) -> float | None:
    total, expected = inner[number].sum(), chance[number].sum()
    apart = expected - chance[number, number]
    if not total or apart <= 0:
        return None
    return float(1 - expected / total * (total - inner[number, number]) / apart)


def _alpha(disagreed: float, expected: float) -> float | None:
    return None if expected <= 1e-9 else float(1 - disagreed / expected)
