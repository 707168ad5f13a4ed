"""Which codes stand together: on overlapping passages, in one turn, in one document."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Whole = NDArray[np.int64]
Shares = NDArray[np.float64]


class Places(NamedTuple):
    """Where codes stand; four arrays of one length, one entry a coding.

    Attributes:
        documents: Numbers of documents, from 0.
        codes: Numbers of codes, from 0.
        starts: First code point of each passage.
        ends: One past its last.
    """

    documents: Whole
    codes: Whole
    starts: Whole
    ends: Whole


class Together(NamedTuple):
    """How often two codes stand together.

    Attributes:
        counts: Shape (codes, codes), symmetric; on the diagonal how often each code stands.
    """

    counts: Whole

    @property
    def coefficients(self) -> Shares:
        """The C-coefficient n12 / (n1 + n2 - n12), from 0 to 1; 0 on the diagonal."""
        each = np.diag(self.counts)
        either = each[:, None] + each[None, :] - self.counts
        shares: Shares = np.divide(
            self.counts, either, out=np.zeros(self.counts.shape), where=either > 0
        )
        np.fill_diagonal(shares, 0)
        return shares


def regions(places: Places) -> Places:
    """Join the passages of one code that overlap or touch, so that each word counts once.

    >>> found = regions(Places(*map(np.array, ([0, 0, 0], [1, 1, 1], [0, 3, 9], [5, 7, 12]))))
    >>> found.starts.tolist(), found.ends.tolist()
    ([0, 9], [7, 12])
    """
    order = np.lexsort((places.starts, places.codes, places.documents))
    documents, codes, starts, ends = (column[order] for column in places)
    if not len(order):
        return places
    same = (documents[1:] == documents[:-1]) & (codes[1:] == codes[:-1])
    group = np.concatenate([[0], np.cumsum(~same)])
    # Lifting each group above the one before lets one running maximum serve all of them.
    lift = group * (int(ends.max()) + 1)
    reach = np.maximum.accumulate(ends + lift) - lift
    fresh = np.concatenate([[True], ~same | (starts[1:] > reach[:-1])])
    first = np.flatnonzero(fresh)
    last = np.concatenate([first[1:], [len(order)]]) - 1
    return Places(documents[first], codes[first], starts[first], reach[last])


def overlapping(places: Places, n_codes: int) -> Together:
    """Count on how many passages two codes overlap by a character or more.

    Passages are the `regions` of a code. Where one passage of a code overlaps two of another, the
    smaller of both numbers counts, so that a coefficient never exceeds 1.

    Args:
        places: Where codes stand.
        n_codes: The number of codes.
    """
    found = regions(places)
    pairs = _overlapping_pairs(found)
    touched = np.unique(
        np.concatenate(
            [pairs[0] * n_codes + found.codes[pairs[1]], pairs[1] * n_codes + found.codes[pairs[0]]]
        )
    )
    one, other = found.codes[touched // n_codes], touched % n_codes
    counts = np.bincount(one * n_codes + other, minlength=n_codes**2).reshape(n_codes, n_codes)
    counts = np.minimum(counts, counts.T)
    np.fill_diagonal(counts, np.bincount(found.codes, minlength=n_codes))
    return Together(counts)


def _overlapping_pairs(found: Places) -> tuple[Whole, Whole]:
    """List the pairs of regions that share a character, by their places in the arrays."""
    lift = found.documents * (int(found.ends.max(initial=0)) + 1)
    order = np.argsort(found.starts + lift, kind="stable")
    starts, ends = (found.starts + lift)[order], (found.ends + lift)[order]
    n_after = np.searchsorted(starts, ends, side="left") - np.arange(len(order)) - 1
    first = np.repeat(np.arange(len(order)), n_after)
    nth = np.arange(len(first)) - np.repeat(np.cumsum(n_after) - n_after, n_after)
    return order[first], order[first + 1 + nth]


def in_one_unit(units: Whole, codes: Whole, n_codes: int) -> Together:
    """Count in how many units, such as turns, documents or participants, two codes both stand.

    Args:
        units: The unit of each coding, from 0.
        codes: Its code, from 0; the same length.
        n_codes: The number of codes.
    """
    n_units = int(units.max(initial=-1)) + 1
    ones = np.ones(len(units), dtype=np.int64)
    holds = sparse.csr_array((ones, (units, codes)), shape=(n_units, n_codes))
    holds.data[:] = 1
    return Together((holds.T @ holds).toarray())
