"""How far coders agree on passages whose edges they drew freely, of codes that exclude each other.

See `analysis.unitizing`.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from kwalicode.analysis.resampling import draws, intervals
from kwalicode.analysis.unitizing import Coefficients, Passage, Sums, coefficients, unitizing_sums
from kwalicode.errors import UndefinedError
from kwalicode.workflows.agreement.numbers import SEED, Measured, measured
from kwalicode.workflows.agreement.units import Units

N_RESAMPLES = 200


class Passages(NamedTuple):
    """The u-alpha family of some codes.

    Attributes:
        u: Of passages, gaps and codes together.
        binary: |u: of what is coded at all against what is not.
        valued: cu: of the codes, where two coders both coded something.
        coverage: The share of the text on which `valued` rests.
        by_code: (k)u of each code by its number, and the share of its passages that it rests on.
    """

    u: Measured
    binary: Measured
    valued: Measured
    coverage: float
    by_code: dict[int, tuple[Measured, float]]


def compare_passages(
    letters: Units, codes: Sequence[int], n_coders: int, *, n_resamples: int = N_RESAMPLES
) -> Passages:
    """Give the u-alpha family.

    Args:
        letters: What coders marked, in characters.
        codes: Numbers of the codes that are compared together.
        n_coders: How many coders are compared.
        n_resamples: How often clusters are drawn for the intervals.

    Raises:
        UndefinedError: A coder gave two of the codes to the same words, or nobody gave any.
    """
    passages = _by_text(letters, codes, n_coders)
    used = sorted({one.value for text in passages for coder in text for one in coder})
    if not used:
        raise UndefinedError("No coder coded anything here, so there is nothing to compare.")
    _refuse_overlaps(passages)
    sums = [
        unitizing_sums(text, int(length), used)
        for text, length in zip(passages, letters.n_units, strict=True)
    ]
    clusters = np.zeros((letters.n_clusters, len(sums)))
    clusters[letters.clusters, np.arange(len(sums))] = 1
    by_cluster = [clusters @ np.stack(field) for field in zip(*sums, strict=True)]
    weights = draws(letters.n_clusters, n_resamples=n_resamples, seed=SEED)
    found = coefficients(Sums(*(field.sum(axis=0) for field in by_cluster)))
    drawn = coefficients(Sums(*(weights @ field for field in by_cluster)))
    return _told(found, drawn, used, letters.n_clusters)


def _by_text(letters: Units, codes: Sequence[int], n_coders: int) -> list[list[list[Passage]]]:
    found: list[list[list[Passage]]] = [[[] for _ in range(n_coders)] for _ in letters.n_units]
    chosen = set(codes)
    for text, code, coder, start, end in zip(*(one.tolist() for one in letters.marks), strict=True):
        if code in chosen:
            found[text][coder].append(Passage(start, end, code))
    return [[sorted(coder) for coder in text] for text in found]


def _refuse_overlaps(passages: Sequence[Sequence[Sequence[Passage]]]) -> None:
    n = 0
    for text in passages:
        for coder in text:
            reached = 0
            for start, end, _value in coder:
                n += start < reached
                reached = max(reached, end)
    if n:
        raise UndefinedError(
            "These codes do not exclude each other (passages on words that the same coder gave "
            "another one: {n}); choose a category whose codes do, or read u-alpha per code.",
            n=n,
        )


def _told(found: Coefficients, drawn: Coefficients, used: Sequence[int], n: int) -> Passages:
    little = UndefinedError("Too little was coded by two coders to tell which codes they gave.")
    one_value = UndefinedError("All judgements have one value, so chance cannot be told apart.")
    spread = intervals(drawn.of_value)
    return Passages(
        measured(found.u, intervals(drawn.u), one_value, n),
        measured(found.binary, intervals(drawn.binary), one_value, n),
        measured(found.valued, intervals(drawn.valued), little, n),
        float(found.coverage),
        {
            code: (
                measured(found.of_value[i], spread[:, i], little, n),
                float(found.value_coverage[i]),
            )
            for i, code in enumerate(used)
        },
    )
