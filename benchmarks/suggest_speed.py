"""Suggestions: how fast they come, on texts made of the words of the samples."""

import resource
from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.corpus import WORDS
from benchmarks.figures import Figure, Spent, runs_spent, spent
from kwalicode.suggest import alike, clusters, codes
from kwalicode.suggest.features import Features, Matrix, features

SIZES = (1_000, 10_000, 50_000)
N_CODES, N_TIMES = 60, 5


def measure() -> Iterator[Figure]:
    """Time what a page waits for, on texts made of the words of the samples."""
    chance = np.random.default_rng(0)
    for n_texts, target in zip(SIZES, ("< 3 s", "< 20 s", "< 120 s"), strict=True):
        texts = _made(chance, n_texts)
        times = [spent(lambda texts=texts: _grouped(texts))]  # type: ignore[misc]
        yield Figure(f"{n_texts:,} segments to numbers and groups", target, runs_spent(times))
    found = features(texts, "nl")
    everything = found.everything()
    yield Figure(
        "more like 20 of 50,000 segments", "< 300 ms", runs_spent(_asked(found, everything))
    )
    yield from _learning(chance)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    yield Figure("memory at most", "< 2 GB", f"{peak:.1f} GB")


def _made(chance: np.random.Generator, n_texts: int) -> list[str]:
    lengths = chance.integers(8, 60, n_texts)
    # Pairs of words make compounds: 2,500 different words, which share their pieces.
    words = [*WORDS, *(one + other for one in WORDS for other in WORDS)]
    return [" ".join(chance.choice(words, n)) for n in lengths]


def _grouped(texts: Sequence[str]) -> clusters.Groups:
    return clusters.group(clusters.reduced(features(texts, "nl").joined()), 8)


def _asked(found: Features, everything: Matrix) -> list[Spent]:
    examples = found.of([" ".join(WORDS[at : at + 30]) for at in range(20)])
    among = range(everything.shape[0])
    ask = lambda: alike.rank_alike(found, everything, examples, examples, among=among)  # noqa: E731
    return [spent(ask) for _ in range(N_TIMES)]


def _learning(chance: np.random.Generator) -> Iterator[Figure]:
    for n_texts in (1_000, 10_000):
        texts = _made(chance, n_texts)
        found = features(texts, "nl")
        coded = [
            codes.Coded(row, str(chance.integers(N_CODES)), str(row % 30)) for row in range(n_texts)
        ]

        names = {str(code): " ".join(chance.choice(WORDS, 3)) for code in range(N_CODES)}
        before = codes.learn_codes(found, coded, names)

        def add(
            before: codes.Learned = before,
            coded: list[codes.Coded] = coded,
            names: dict[str, str] = names,
        ) -> None:
            new = [*coded, codes.Coded(len(coded), "1", "1")]
            learned = codes.learn_more(before, [" ".join(WORDS[:30])], new, names)
            codes.suggest_codes(learned, learned.found.of([" ".join(WORDS[10:40])]))

        times = [spent(add) for _ in range(N_TIMES)]
        what = f"a new coding among {n_texts:,} and codes for a segment"
        yield Figure(what, "< 300 ms", runs_spent(times))
