"""Which codes stand together on the page Explore: on one passage, in one turn, in one document."""

from typing import Literal, NamedTuple

import numpy as np

from kwalicode.analysis.cooccurrence import (
    Places,
    Together,
    Whole,
    in_one_unit,
    overlapping,
)
from kwalicode.analysis.crosstabs import Flags, in_turns
from kwalicode.workflows.explore.counting import Explored, spread, turn_places

Within = Literal["overlap", "turn", "document"]
WITHIN: tuple[Within, ...] = ("overlap", "turn", "document")
MOST_PAIRS = 200


class Pair(NamedTuple):
    """Two codes that stand together.

    Attributes:
        first: Number of the code that stands more often.
        second: Of the other.
        n: How often they stand together.
        n_first: How often the first one stands.
        n_second: How often the other.
        coefficient: The C-coefficient n / (n_first + n_second - n).
    """

    first: int
    second: int
    n: int
    n_first: int
    n_second: int
    coefficient: float


def together(found: Explored, within: Within) -> Together:
    """Count how often each two codes stand together.

    Counted are passages that overlap by a character or more, or turns of participants, or
    documents, each answer of a survey as one.
    """
    n_codes = len(found.names)
    if within == "overlap":
        own = found.passages
        at = own.passages
        places = Places(own.documents[at], own.codes, own.starts[at], own.ends[at])
        return overlapping(places, n_codes)
    codes, units = _units(found, within)
    return in_one_unit(units, codes, n_codes)


def of_few(found: Explored, counted: Together) -> Flags:
    """Say which numbers are of fewer than k participants; a file does not tell these.

    Where k say both codes somewhere but a number is below k, fewer than k say them together.

    Returns:
        Shape (codes, codes); on the diagonal how often a code stands. False where nobody speaks.
    """
    codes, occasions = spread(found)
    cases = found.occasions.cases[occasions]
    said = cases >= 0
    persons = in_one_unit(cases[said], codes[said], len(found.names)).counts
    is_few: Flags = (persons < found.k) | (counted.counts < found.k)
    return is_few & (persons > 0) & (counted.counts > 0)


def _units(found: Explored, within: Within) -> tuple[Whole, Whole]:
    """Give each code with each turn or document in which it stands."""
    if within == "turn":
        passages, units = in_turns(found.passages, turn_places(found.turns))
    else:
        passages, units = found.occasions.passages, found.occasions.units
        passages, units = passages[units >= 0], units[units >= 0]
    first = np.searchsorted(passages, np.arange(len(found.passages.documents) + 1))
    at = found.passages.passages
    numbers = first[at + 1] - first[at]
    codes = np.repeat(found.passages.codes, numbers)
    nth = np.arange(len(codes)) - np.repeat(np.cumsum(numbers) - numbers, numbers)
    return codes, units[np.repeat(first[at], numbers) + nth]


def most_used(counted: Together, n: int) -> Whole:
    """Give the numbers of the codes that stand most often, the first one first."""
    each = np.diag(counted.counts)
    order = np.argsort(-each, kind="stable")
    return order[: min(n, int(np.count_nonzero(each)))]


def pairs(counted: Together) -> list[Pair]:
    """List the codes that stand together, those most tied to each other first."""
    shares, each = counted.coefficients, np.diag(counted.counts)
    ones, others = np.nonzero(np.triu(counted.counts, k=1))
    best = np.argsort(-shares[ones, others], kind="stable")[:MOST_PAIRS]
    listed = []
    for one, other in zip(ones[best].tolist(), others[best].tolist(), strict=True):
        first, second = (one, other) if each[one] >= each[other] else (other, one)
        n = int(counted.counts[one, other])
        numbers = (n, int(each[first]), int(each[second]))
        listed.append(Pair(first, second, *numbers, float(shares[one, other])))
    return listed


def passages_together(found: Explored, within: Within, one: int, other: int) -> Whole:
    """Give the numbers of the passages of two codes where they stand together."""
    own = found.passages
    at = {code: own.passages[own.codes == code] for code in (one, other)}
    if within != "overlap":
        codes, units = _units(found, within)
        shared = np.intersect1d(units[codes == one], units[codes == other])
        holders = in_turns(own, turn_places(found.turns)) if within == "turn" else None
        passages, where = holders or (found.occasions.passages, found.occasions.units)
        inside = passages[np.isin(where, shared)]
        return np.intersect1d(inside, np.union1d(at[one], at[other]))
    first, second = at[one][:, None], at[other][None, :]
    touch = (
        (own.documents[first] == own.documents[second])
        & (own.starts[first] < own.ends[second])
        & (own.starts[second] < own.ends[first])
    )
    rows, columns = np.nonzero(touch)
    return np.union1d(at[one][rows], at[other][columns])
