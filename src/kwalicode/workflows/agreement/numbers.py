"""The numbers of agreement: of every code, of all together, with what they rest on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, get_args

import numpy as np

from kwalicode.analysis.other_programs import maxqda_kappa, nvivo_kappa, qualcoder_kappa
from kwalicode.analysis.resampling import draws, intervals
from kwalicode.analysis.tallies import Measure, Numbers, Tally, measures, pooled, summed, tally
from kwalicode.errors import UndefinedError
from kwalicode.workflows.agreement.units import Units

MEASURES: tuple[Measure, ...] = get_args(Measure)
SEED = 0

_OF_LETTERS: tuple[Measure, ...] = ("u_alpha", "matched")
_AT_ONCE = 100  # codes of which the resamples are held at one time


class Measured(NamedTuple):
    """A number and between what it lies in 95 % of the resamples, or why there is none."""

    value: float | UndefinedError
    interval: tuple[float, float] | UndefinedError


class Others(NamedTuple):
    """What other programs would report of two coders, in characters; None where they cannot.

    Attributes:
        nvivo: Cohen's kappa over the characters of all documents.
        nvivo_mean: The mean of the kappas of single documents, as its table is often summed up.
        nvivo_longer: `nvivo`, were every document twice as long and nothing more coded.
        maxqda: Its kappa of matching segments, given of all codes together alone.
        qualcoder: What it calls kappa.
    """

    nvivo: float
    nvivo_mean: float
    nvivo_longer: float
    maxqda: float | None
    qualcoder: float | None


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """What is told of one code, or of all codes together.

    Attributes:
        code_id: Empty for all codes together.
        by_number: Units to which none, one, two, ... coders gave the code.
        by_coder: Units to which each gave it.
        others: None where there are more coders than two.
    """

    code_id: str
    name: str
    by_number: tuple[int, ...]
    by_coder: tuple[int, ...]
    measures: Mapping[Measure, Measured]
    others: Others | None


def count_codes(
    units: Units, letters: Units, codes: Mapping[str, str], *, n_coders: int, share: float, n: int
) -> list[CodeAgreement]:
    """Give the numbers of all codes together, and after these of each code.

    Args:
        units: What coders marked, in the unit that was chosen.
        letters: The same in characters.
        codes: Name by id, in the order of their numbers.
        n_coders: How many coders are compared.
        share: Overlap from which two segments match.
        n: How often clusters are drawn for the intervals.
    """
    counts = [
        tally(one.marks, one.n_units, n_codes=len(codes), n_coders=n_coders, share=share)
        for one in (units, letters)
    ]
    clusters = np.zeros((units.n_clusters, len(units.n_units)))
    clusters[units.clusters, np.arange(len(units.n_units))] = 1
    by_cluster = [summed(one, clusters) for one in counts]
    found: list[Mapping[Measure, Measured]] = []
    for part in _parts(by_cluster, len(codes)):
        found += _measured(part, n_coders, n)
    of_all, of_codes = (
        one.sum(axis=0) for one in (pooled(counts[0]).by_number, counts[0].by_number)
    )
    coder_all, coder_codes = (
        one.sum(axis=0) for one in (pooled(counts[0]).by_coder, counts[0].by_coder)
    )
    others = _others(counts[1], letters, len(codes)) if n_coders == 2 else [None] * (len(codes) + 1)
    columns = zip(
        {"": "", **codes}.items(),
        np.concatenate([of_all, of_codes]).astype(int).tolist(),
        np.concatenate([coder_all, coder_codes]).astype(int).tolist(),
        found,
        others,
        strict=True,
    )
    return [
        CodeAgreement(code_id, name, tuple(by_number), tuple(by_coder), numbers, other)
        for (code_id, name), by_number, by_coder, numbers, other in columns
    ]


def means_over_codes(codes: Sequence[CodeAgreement]) -> dict[Measure, tuple[float, int]]:
    """Give the mean of each measure over the codes that have it, each weighing as much, and n."""
    found: dict[Measure, tuple[float, int]] = {}
    for measure in MEASURES:
        values = [one.measures[measure].value for one in codes]
        defined = [value for value in values if not isinstance(value, UndefinedError)]
        if defined:
            found[measure] = sum(defined) / len(defined), len(defined)
    return found


def measured(value: Numbers, spread: Numbers, why: UndefinedError, n_clusters: int) -> Measured:
    """Say in words what has no value.

    Args:
        value: One number; NaN where it has no value.
        spread: Shape (2,): its interval.
        why: It has no value.
        n_clusters: What could be drawn.
    """
    if np.isnan(value):
        return Measured(why, why)
    if n_clusters < 2:
        one = UndefinedError("There is one document only, so nothing tells how sure this is.")
        return Measured(float(value), one)
    if np.isnan(spread).any():
        few = UndefinedError("Too few units differ to say how sure this number is.")
        return Measured(float(value), few)
    return Measured(float(value), (float(spread[0]), float(spread[1])))


def _parts(counts: Sequence[Tally], n_codes: int) -> Iterator[list[Tally]]:
    yield [pooled(one) for one in counts]
    for first in range(0, n_codes, _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        yield [Tally(*(field[:, part] for field in one)) for one in counts]


def _measured(counts: Sequence[Tally], n_coders: int, n: int) -> list[dict[Measure, Measured]]:
    n_clusters, n_columns = counts[0].squares.shape
    values = _values(counts, np.ones((1, n_clusters)))
    resampled = _values(counts, draws(n_clusters, n_resamples=n, seed=SEED))
    spreads = {measure: intervals(found) for measure, found in resampled.items()}
    return [
        {
            measure: measured(
                values[measure][0, i], spreads[measure][:, i], _why(measure, n_coders), n_clusters
            )
            for measure in MEASURES
        }
        for i in range(n_columns)
    ]


def _values(counts: Sequence[Tally], weights: Numbers) -> Mapping[Measure, Numbers]:
    of_units, of_letters = (measures(summed(one, weights)) for one in counts)
    return {**of_units, **{measure: of_letters[measure] for measure in _OF_LETTERS}}


def _why(measure: Measure, n_coders: int) -> UndefinedError:
    if measure == "cohen" and n_coders != 2:
        return UndefinedError("Cohen's kappa compares two coders; choose two.")
    if measure in {"holsti", "matched"}:
        return UndefinedError("No coder coded anything here, so there is nothing to compare.")
    return UndefinedError("All judgements have one value, so chance cannot be told apart.")


def _others(counts: Tally, letters: Units, n_codes: int) -> list[Others | None]:
    """Give what other programs would report of all codes together, and of each."""
    by_file = _cells(Tally(*(field[letters.n_units > 0] for field in counts)))
    each = [cell.sum(axis=0) for cell in by_file]
    both, first, second, neither = (np.append(cell.sum(), cell) for cell in each)
    of_files = nvivo_kappa(*by_file)
    longer = neither + both + first + second + neither
    columns = (
        nvivo_kappa(both, first, second, neither),
        np.append(of_files.mean(), of_files.mean(axis=0)),
        nvivo_kappa(both, first, second, longer),
        qualcoder_kappa(both, first, second),
    )
    share = float(2 * counts.n_matched.sum() / max(counts.n_passages.sum(), 1))
    return [
        Others(
            float(nvivo),
            float(nvivo_mean),
            float(nvivo_longer),
            None if place else maxqda_kappa(share, n_codes),
            None if np.isnan(qualcoder) else float(qualcoder),
        )
        for place, (nvivo, nvivo_mean, nvivo_longer, qualcoder) in enumerate(
            zip(*columns, strict=True)
        )
    ]


def _cells(counts: Tally) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    neither, _one, both = (counts.by_number[..., k] for k in range(3))
    return both, counts.by_coder[..., 0] - both, counts.by_coder[..., 1] - both, neither
