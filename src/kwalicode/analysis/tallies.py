"""How far coders agree on many codes at once, each code as given or not, unit by unit.

Of every text a few counts are kept that add up, so a resample of texts is a sum and no new count.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Measure = Literal[
    "percent", "holsti", "cohen", "fleiss", "brennan_prediger", "alpha", "ac1", "u_alpha", "matched"
]
Integers = NDArray[np.int64]
Numbers = NDArray[np.float64]


class Marks(NamedTuple):
    """All that coders marked: arrays of one length, each entry `[start, end)` of a text in units.

    Attributes:
        text: Number of the text, from 0.
        code: Number of the code.
        coder: Number of the coder.
    """

    text: Integers
    code: Integers
    coder: Integers
    start: Integers
    end: Integers


class Tally(NamedTuple):
    """Counts per text and code, or sums of these over texts.

    Attributes:
        by_number: Shape (..., coders + 1): units to which none, one, two, ... coders gave the code.
        by_coder: Shape (..., coders): units to which each coder gave it.
        squares: Shape (...): sum over passages of the square of their length.
        n_matched: Shape (...): passages of two coders that match, over all pairs of coders.
        n_passages: Shape (...): passages of both coders, over all pairs of coders.
    """

    by_number: Numbers
    by_coder: Numbers
    squares: Numbers
    n_matched: Numbers
    n_passages: Numbers


def joined(marks: Marks) -> Marks:
    """Make one passage of those that overlap and are of one coder and code; others stay as given.

    Returns:
        The passages, ordered by text, code, coder and place.
    """
    if not len(marks.text):
        return marks
    order = np.lexsort((marks.start, marks.coder, marks.code, marks.text))
    text, code, coder, start, end = (np.asarray(field)[order] for field in marks)
    is_new = np.ones(len(text), dtype=bool)
    is_new[1:] = (np.diff(text) != 0) | (np.diff(code) != 0) | (np.diff(coder) != 0)
    # Each coder and code gets a stretch of its own, so one running maximum serves all of them.
    shift = np.cumsum(is_new) * (int(end.max()) + 1)
    reach = np.maximum.accumulate(end + shift)
    is_new[1:] = (start + shift)[1:] >= reach[:-1]
    first = np.flatnonzero(is_new)
    ends = np.maximum.reduceat(end + shift, first) - shift[first]
    return Marks(text[first], code[first], coder[first], start[first], ends)


def tally(
    marks: Marks, n_units: Integers, *, n_codes: int, n_coders: int, share: float = 0.5
) -> Tally:
    """Count what coders marked, per text and code.

    Args:
        marks: As `joined` gives them.
        n_units: Shape (texts,): length of each text in units.
        n_codes: How many codes are compared.
        n_coders: How many coders are compared.
        share: Overlap from which two passages match; see `matched_passages`.
    """
    shape = (len(n_units), n_codes)
    place = marks.text * n_codes + marks.code
    length = (marks.end - marks.start).astype(float)
    size = shape[0] * n_codes
    by_number = _by_number(marks, place, size, n_coders)
    by_number[:, 0] = np.repeat(n_units, n_codes) - by_number.sum(axis=1)
    of_coder = place * n_coders + marks.coder
    n_passages = np.bincount(place, minlength=size).astype(float) * (n_coders - 1)
    return Tally(
        by_number.reshape(*shape, n_coders + 1),
        _sums(of_coder, length, size * n_coders).reshape(*shape, n_coders),
        _sums(place, length**2, size).reshape(shape),
        matched_passages(marks, place, size, share).reshape(shape),
        n_passages.reshape(shape),
    )


def _sums(places: Integers, numbers: Numbers, size: int) -> Numbers:
    return np.asarray(np.bincount(places, numbers, size), dtype=float)


def _by_number(marks: Marks, place: Integers, size: int, n_coders: int) -> Numbers:
    """Count units by how many coders marked them, where any did; shape (size, coders + 1)."""
    at, edge = np.concatenate([marks.start, marks.end]), np.tile(place, 2)
    step = np.repeat([1, -1], len(place))
    order = np.lexsort((-step, at, edge))
    at, edge = at[order], edge[order]
    # Where one passage ends and the next begins the sum is wrong for a stretch of no length.
    level = np.clip(np.cumsum(step[order]), 0, n_coders)[:-1]
    length = np.where(level > 0, np.diff(at), 0)
    counts = _sums(edge[:-1] * (n_coders + 1) + level, length, size * (n_coders + 1))
    return counts.reshape(size, n_coders + 1)


def matched_passages(marks: Marks, place: Integers, size: int, share: float) -> Numbers:
    """Count pairs of passages of two coders with one code that overlap enough.

    Each passage is in one pair at most with each other coder; those that overlap most come first.

    Args:
        marks: As `joined` gives them, so that those of one coder do not overlap.
        place: Shape (marks,): number of the text and code of each.
        size: How many texts and codes there are.
        share: From above 0 to 1: what two have in common, of what they take together.

    Returns:
        Shape (size,).
    """
    found = np.zeros(size)
    edges = np.flatnonzero(np.diff(place)) + 1
    for rows in np.split(np.arange(len(place)), edges) if len(place) else []:
        spans = [(int(marks.coder[i]), int(marks.start[i]), int(marks.end[i])) for i in rows]
        found[place[rows[0]]] = _n_matched(spans, share)
    return found


def _n_matched(spans: list[tuple[int, int, int]], share: float) -> int:
    pairs, reaching = [], list[tuple[int, int, int]]()
    for coder, start, end in sorted(spans, key=lambda one: one[1]):
        reaching = [one for one in reaching if one[2] > start]
        for other in reaching:
            common = (min(end, other[2]) - start) / (max(end, other[2]) - other[1])
            if common >= share and other[0] != coder:
                pairs.append((-common, other, (coder, start, end)))
        reaching.append((coder, start, end))
    taken = set[tuple[tuple[int, int, int], int]]()
    for _common, one, other in sorted(pairs):
        if (one, other[0]) not in taken and (other, one[0]) not in taken:
            taken |= {(one, other[0]), (other, one[0])}
    return len(taken) // 2


def summed(counts: Tally, weights: Numbers) -> Tally:
    """Add up the counts of texts.

    Args:
        counts: Shape (texts, codes, ...).
        weights: Shape (sums, texts): how often each text counts in each sum.

    Returns:
        Shape (sums, codes, ...).
    """
    return Tally(*(np.tensordot(weights, field, axes=1) for field in counts))


def pooled(counts: Tally) -> Tally:
    """Add up the counts of all codes; shape (sums, 1, ...)."""
    return Tally(*(np.asarray(field.sum(axis=1, keepdims=True)) for field in counts))


def measures(counts: Tally) -> Mapping[Measure, Numbers]:
    """Give every measure of each sum and code at once; NaN where it has no value.

    They are those of `analysis.agreement` for a code that is given or not and no unit unjudged;
    Holsti's and `matched` count what was coded alone. `u_alpha` is Krippendorff's of 2016, for
    which units must be characters.

    Args:
        counts: Shape (sums, codes, ...).

    Returns:
        Shape (sums, codes) for each measure.
    """
    number, n_coders = counts.by_number, counts.by_coder.shape[-1]
    k = np.arange(n_coders + 1)
    n_units = number.sum(axis=-1)
    given = counts.by_coder.sum(axis=-1)
    n = n_units * n_coders
    apart = (number * k * (n_coders - k)).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        percent = 1 - 2 * apart / (n * (n_coders - 1))
        yes = given / n
        both_ways = 2 * yes * (1 - yes)
        expected = given * (n - given)
        return {
            "percent": percent,
            "holsti": _finite(n_coders * number[..., -1] / given),
            "cohen": _cohen(counts, n_units, percent),
            "fleiss": _finite((percent - 1 + both_ways) / both_ways),
            "brennan_prediger": 2 * percent - 1,
            "alpha": _finite(1 - (n - 1) * apart / (n_coders - 1) / expected),
            "ac1": (percent - both_ways) / (1 - both_ways),
            "u_alpha": _u_alpha(counts, n, given, apart / (n_coders - 1)),
            "matched": _finite(2 * counts.n_matched / counts.n_passages),
        }


def _finite(numbers: Numbers) -> Numbers:
    return np.where(np.isfinite(numbers), numbers, np.nan)


def _cohen(counts: Tally, n_units: Numbers, percent: Numbers) -> Numbers:
    if counts.by_coder.shape[-1] != 2:
        return np.full_like(percent, np.nan)
    first, second = (counts.by_coder[..., i] / n_units for i in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    return _finite(np.where(chance < 1 - 1e-12, (percent - chance) / (1 - chance), np.nan))


def _u_alpha(counts: Tally, n: Numbers, given: Numbers, apart: Numbers) -> Numbers:
    gaps = n - given
    per_pair = n**2 - counts.squares - gaps
    expected = n - n * (given**2 - counts.squares + gaps**2 - gaps) / per_pair
    return _finite(np.where(expected > 1e-9, 1 - 2 * apart / expected, np.nan))
