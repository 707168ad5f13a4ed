"""What other programs report of two coders, so that their numbers can be told from ours.

Every function takes the cells of the 2 × 2 table of a code, in characters, of any one shape.
"""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def nvivo_kappa(both: Numbers, first: Numbers, second: Numbers, neither: Numbers) -> Numbers:
    """Give Cohen's kappa over characters as NVivo does, 1 where nothing differs at all.

    What nobody coded counts as agreement, so it grows with the length of the file.

    >>> round(float(nvivo_kappa(*map(np.float64, (50, 75, 75, 800)))), 4)
    0.3143
    """
    n = both + first + second + neither
    yes = (both + first) * (both + second)
    no = (neither + first) * (neither + second)
    chance = (yes + no) / n**2
    with np.errstate(divide="ignore", invalid="ignore"):
        kappa = ((both + neither) / n - chance) / (1 - chance)
    return np.where(chance < 1 - 1e-12, kappa, 1.0)


def qualcoder_kappa(both: Numbers, first: Numbers, second: Numbers) -> Numbers:
    """Give what QualCoder calls kappa; NaN where nobody coded anything.

    It counts only what was coded, and takes as chance the product of 'both say yes' and 'both say
    no' where Cohen has their sum. It is no kappa.

    >>> round(float(qualcoder_kappa(*map(np.float64, (50, 75, 75)))), 4)
    0.2064
    """
    n = both + first + second
    with np.errstate(divide="ignore", invalid="ignore"):
        yes = (both + first) * (both + second) / n**2
        chance = yes * first * second / n**2
        return np.asarray((both / n - chance) / (1 - chance))


def maxqda_kappa(share: float, n_codes: int) -> float | None:
    """Give the kappa that MAXQDA makes of a share of segments that match; None for one code.

    Chance is one in the number of codes (Brennan and Prediger 1981), so the same share gives a
    higher kappa in a larger codebook.

    >>> maxqda_kappa(0.8, 5)
    0.75
    """
    chance = 1 / n_codes
    return None if n_codes < 2 else round((share - chance) / (1 - chance), 12)
