"""Codes that may be one: names that differ by a letter or an ending, or the same passages."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from kwalicode.suggest.clusters import Numbers

LEAST_NAMES = 88.0  # of 100: a letter more or less in a name of eight
LEAST_OVERLAP, LEAST_ALIKE = 0.5, 0.8
LEAST_SEGMENTS = 3  # fewer say nothing of what a code means


class CodeWords(NamedTuple):
    """What is known of a code.

    Attributes:
        name: In small letters, as it is.
        lemmas: The words of its name by their lemma, function words left out, in order of letters.
        n_segments: On how many passages it stands.
    """

    name: str
    lemmas: tuple[str, ...]
    n_segments: int


class Pair(NamedTuple):
    """Two codes that may be one, and why.

    Attributes:
        first: Number of the code with more segments, which would stay.
        second: Number of the other.
        score: The strongest of the three, 0 to 1; pairs are ordered by it.
        names: How alike the names are, 0 to 1; 1 where only endings or order differ.
        overlap: Share of the passages of either on which both stand (C-coefficient), 0 to 1.
        alike: How alike the words of their segments are (cosine), 0 to 1.
    """

    first: int
    second: int
    score: float
    names: float
    overlap: float
    alike: float

    @property
    def reasons(self) -> tuple[str, ...]:
        """Which of `names`, `overlap` and `alike` speak for it."""
        found = (
            ("names", self.names >= LEAST_NAMES / 100),
            ("overlap", self.overlap >= LEAST_OVERLAP),
            ("alike", self.alike >= LEAST_ALIKE),
        )
        return tuple(reason for reason, holds in found if holds)


def near_duplicates(codes: Sequence[CodeWords], overlap: Numbers, alike: Numbers) -> list[Pair]:
    """Give the pairs of codes that may be one, the most alike first.

    Args:
        codes: Of each code what its name and number of passages are.
        overlap: C-coefficients, shape (codes, codes).
        alike: Cosines of the words of their segments, same shape.
    """
    names = _alike_names(codes)
    enough = np.array([one.n_segments >= LEAST_SEGMENTS for one in codes], dtype=bool)
    both = enough[:, None] & enough[None, :]
    overlap, alike = np.where(both, overlap, 0), np.where(both, alike, 0)
    is_near = (names * 100 >= LEAST_NAMES) | (overlap >= LEAST_OVERLAP) | (alike >= LEAST_ALIKE)
    rows, columns = np.nonzero(np.triu(is_near, 1))
    pairs = [
        _pair(codes, (one, other), (names[one, other], overlap[one, other], alike[one, other]))
        for one, other in zip(rows.tolist(), columns.tolist(), strict=True)
    ]
    return sorted(pairs, key=lambda pair: (-pair.score, pair.first, pair.second))


def _pair(
    codes: Sequence[CodeWords], places: tuple[int, int], found: tuple[float, float, float]
) -> Pair:
    first, second = sorted(places, key=lambda place: (-codes[place].n_segments, place))
    names, overlap, alike = (round(float(one), 4) for one in found)
    return Pair(first, second, max(names, overlap, alike), names, overlap, alike)


def _alike_names(codes: Sequence[CodeWords]) -> Numbers:
    """Compare all names: by letters, and equal where the lemmas are the same."""
    from rapidfuzz import fuzz, process

    names = [one.name for one in codes]
    alike = process.cdist(names, names, scorer=fuzz.ratio, score_cutoff=LEAST_NAMES, workers=1)
    found = np.asarray(alike, dtype=float) / 100
    groups: dict[tuple[str, ...], list[int]] = {}
    for place, one in enumerate(codes):
        if one.lemmas:
            groups.setdefault(one.lemmas, []).append(place)
    for group in groups.values():
        found[np.ix_(group, group)] = 1.0
    _tell_apart(found, codes)
    return found


def _tell_apart(found: Numbers, codes: Sequence[CodeWords]) -> None:
    """Let names that say different things by a number or by 'not' be no reason."""
    marks = [_marks(one.name) for one in codes]
    for one, other in zip(*np.nonzero(np.triu(found, 1)), strict=True):
        if marks[one] != marks[other]:
            found[one, other] = found[other, one] = 0.0


_NOT = frozenset({"geen", "niet", "nooit", "niemand", "zonder", "no", "not", "never", "without"})


def _marks(name: str) -> frozenset[str]:
    words = name.split()
    return frozenset(word for word in words if word in _NOT or any(c.isdigit() for c in word))
