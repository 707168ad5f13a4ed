"""Saturation of 200 interviews and 1,500 codes: all numbers, with 1,000 orders drawn by lot."""

from collections.abc import Iterator

import numpy as np

from benchmarks.figures import Figure, runs_spent, spent
from kwalicode.analysis.incidence import Incidence
from kwalicode.store.saturation import Choice
from kwalicode.workflows.saturation import numbers as saturation_numbers

N_INTERVIEWS, N_CODES, N_RUNS = 200, 1_500, 3


def measure() -> Iterator[Figure]:
    """Count a table in which few codes are common and many are rare, as in codebooks."""
    chance = np.random.default_rng(0)
    shares = np.clip(chance.pareto(1, N_CODES) * 0.02, 0.005, 0.9)
    held = chance.random((N_INTERVIEWS, N_CODES)) < shares
    held[chance.integers(N_INTERVIEWS, size=N_CODES), np.arange(N_CODES)] = True
    table = Incidence(held)
    times = []
    for _ in range(N_RUNS):
        saturation_numbers._curves.cache_clear()  # each run counts anew
        times.append(spent(lambda: saturation_numbers.count(table, Choice())))
    what = f"saturation, {N_INTERVIEWS} interviews × {table.n_codes:,} codes, 1,000 orders"
    yield Figure(what, "< 3 s", runs_spent(times))
