"""What a benchmark tells: one line of a table."""

import time
from collections.abc import Callable, Sequence
from statistics import median, quantiles
from typing import NamedTuple


class Figure(NamedTuple):
    """One line: what was measured, what it should be, what it is."""

    what: str
    target: str
    measured: str

    def __str__(self) -> str:
        return f"| {self.what} | {self.target} | {self.measured} |"


def timed(act: Callable[[], object], *, n_runs: int = 5) -> list[float]:
    """Do something several times; give the seconds of each run."""
    seconds = []
    for _ in range(n_runs):
        began = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - began)
    return seconds


class Spent(NamedTuple):
    """Seconds by the clock, and those in which a processor was busy with it."""

    clock: float
    processor: float


def spent(act: Callable[[], object]) -> Spent:
    """Do something once."""
    began, busy = time.perf_counter(), time.process_time()
    act()
    return Spent(time.perf_counter() - began, time.process_time() - busy)


def runs_spent(times: Sequence[Spent]) -> str:
    """Write a few runs of one thing, and what one took of the processor."""
    processor = median(one.processor for one in times)
    return f"{runs([one.clock for one in times])}; processor {_written(processor)}"


def runs(seconds: Sequence[float]) -> str:
    """Write a few runs of one thing: median, least and most."""
    least, most = _written(min(seconds)), _written(max(seconds))
    if len(seconds) == 1:
        return least
    return f"{_written(median(seconds))} (median of {len(seconds)}; {least} to {most})"


def p50_p95(seconds: Sequence[float]) -> str:
    """Write many times of one small thing."""
    p95 = quantiles(seconds, n=20, method="inclusive")[-1]
    return f"p50 {_written(median(seconds))}, p95 {_written(p95)} (n = {len(seconds)})"


def _written(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"
