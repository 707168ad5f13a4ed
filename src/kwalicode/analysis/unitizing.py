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


class Sums(NamedTuple):
    """What is needed of a text; that of several texts, or of a resample of them, is the sum.

    Attributes:
        total: Shape (...): length of the text, once for each coder.
        totals: Shape (..., values + 1): length that has each value; gaps stand first.
        same: Shape (..., values + 1): length on which pairs of coders agree.
        own: Shape (..., values + 1): what a coder cannot by chance agree on, being the own.
        inside: Shape (..., values): length of each value where another coder marked something.
        own_inside: Shape (..., values): as `own`, of what lies there.
    """

    total: Matrix
    totals: Matrix
    same: Matrix
    own: Matrix
    inside: Matrix
    own_inside: Matrix


class Coefficients(NamedTuple):
    """The coefficients of many sums at once; NaN where one has no value. See `Unitizing`.

    Attributes:
        of_value: Shape (..., values).
        value_coverage: Shape (..., values).
    """

    u: Matrix
    binary: Matrix
    valued: Matrix
    coverage: Matrix
    of_value: Matrix
    value_coverage: Matrix


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
    values = sorted({passage.value for passages in coders for passage in passages})
    if not values:
        raise UndefinedError("No coder coded anything here, so there is nothing to compare.")
    found = coefficients(unitizing_sums(coders, length, values))
    columns = zip(values, found.of_value, found.value_coverage, strict=True)
    return Unitizing(
        _or_none(found.u),
        _or_none(found.binary),
        _or_none(found.valued),
        float(found.coverage),
        {value: (_or_none(alpha), float(share)) for value, alpha, share in columns},
    )


def unitizing_sums(coders: Sequence[Sequence[Passage]], length: int, values: Sequence[int]) -> Sums:
    """Give of one text what `coefficients` needs; nobody need have marked anything in it.

    Args:
        coders: Per coder the passages, not overlapping.
        length: Of the text, in code points.
        values: All values there are, in the order of the results.

    Raises:
        InputError: Passages of a coder overlap or lie outside the text.
        UndefinedError: There are fewer than two coders.
    """
    if len(coders) < 2:
        raise UndefinedError("Agreement needs two coders at least; choose another one.")
    marked = [_checked(passages, length) for passages in coders]
    place = {value: number + 1 for number, value in enumerate(values)} | {_GAP: 0}
    tiled = [_tiled(passages, length) for passages in marked]
    observed = _observed(tiled, place, len(coders))
    return Sums(
        np.array(float(length * len(coders))),
        observed.sum(axis=1),
        np.diag(observed).copy(),
        _own(tiled, place),
        observed[1:, 1:].sum(axis=1),
        _own_inside(marked, tiled, place),
    )


def coefficients(sums: Sums) -> Coefficients:
    """Give the coefficients of one or many sums."""
    total, totals, same = sums.total[..., None], sums.totals, sums.same
    by_chance = total / (total**2 - sums.own.sum(axis=-1, keepdims=True))
    expected = by_chance * (totals**2 - sums.own)
    gaps = by_chance[..., 0] * (totals[..., 0] * sums.total - sums.own[..., 0])
    inside = sums.inside.sum(axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        rest = inside - sums.own_inside.sum(axis=-1, keepdims=True) / inside
        share = np.where(rest > 0, 1 / rest, 0)
        expected_inside = share * (sums.inside**2 - sums.own_inside)
        row = share * (sums.inside * inside - sums.own_inside)
        apart = row * (sums.inside - same[..., 1:]) / sums.inside
        value_coverage = np.nan_to_num(sums.inside / totals[..., 1:])
    whole, inside = sums.total, inside[..., 0]
    return Coefficients(
        _alpha(whole - same.sum(axis=-1), whole - expected.sum(axis=-1)),
        _alpha(totals[..., 0] - same[..., 0], gaps - expected[..., 0]),
        _alpha(inside - same[..., 1:].sum(axis=-1), inside - expected_inside.sum(axis=-1)),
        inside / whole,
        _alpha(apart, row - expected_inside),
        value_coverage,
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


def _own(tiled: Sequence[Sequence[Passage]], place: dict[int, int]) -> Matrix:
    # Passages are wholes, so a coder cannot by chance agree with the own ones; gaps are not.
    own = np.zeros(len(place))
    for tiles in tiled:
        for start, end, value in tiles:
            own[place[value]] += (end - start) ** (1 if value == _GAP else 2)
    return own


def _own_inside(
    marked: Sequence[Sequence[Passage]],
    tiled: Sequence[Sequence[Passage]],
    place: dict[int, int],
) -> Matrix:
    own = np.zeros(len(place) - 1)
    for number, passages in enumerate(marked):
        for other, tiles in enumerate(tiled):
            if other != number:
                for passage, covered in zip(passages, _covered(passages, tiles), strict=True):
                    own[place[passage.value] - 1] += covered**2
    return own / (len(marked) - 1)


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


def _alpha(disagreed: Matrix, expected: Matrix) -> Matrix:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 1e-9, 1 - disagreed / expected, np.nan)


def _or_none(number: Matrix) -> float | None:
    return None if np.isnan(number) else float(number)
