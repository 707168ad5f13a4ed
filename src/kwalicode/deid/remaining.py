"""How much identifying text is probably left: capture and recapture by detection and reviewer."""

from math import sqrt
from typing import NamedTuple

_Z = 1.96  # two-sided 95 %


class Remaining(NamedTuple):
    """Identifying places that nobody found.

    Attributes:
        n: The estimate.
        high: Upper end of its 95 % interval.
    """

    n: float
    high: float


def remaining(n_detected: int, n_added: int) -> Remaining | None:
    """Estimate how many identifying places were found neither by detection nor by the reviewer.

    The removal estimator with two passes, where what the first pass finds is taken away before
    the second: with c1 found by detection and accepted, and c2 added by the reviewer, all places
    are N = c1² / (c1 - c2), with variance c1² c2² (c1 + c2) / (c1 - c2)⁴ (Seber and Le Cren 1967,
    *Journal of Animal Ecology* 36; Seber 2002, *The Estimation of Animal Abundance*, p. 312).
    It supposes that a place is as likely to be seen by either; a reviewer who reads with care
    sees more, and then less is left than this says. Where the reviewer added nothing, the upper
    end takes three misses among c1 for the worst that fits (Hanley and Lippman-Hand 1983, *JAMA*
    249), for detection and for the reviewer alike: 9 / c1.

    Args:
        n_detected: Places found by detection and accepted, 0 or more.
        n_added: Places that the reviewer added, 0 or more.

    Returns:
        The estimate, or None where the reviewer added as much as detection found: then these
        numbers say nothing.

    >>> round(remaining(77, 37).n, 3)  # 148.225 in all, by the reference of Seber's method in R
    34.225
    """
    c1, c2 = n_detected, n_added
    if c1 <= c2:
        return None
    if not c2:
        return Remaining(0.0, 9 / c1)
    total = c1 * c1 / (c1 - c2)
    spread = c1 * c2 * sqrt(c1 + c2) / (c1 - c2) ** 2
    left = total - c1 - c2
    return Remaining(left, left + _Z * spread)
