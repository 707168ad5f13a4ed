"""`python -m benchmarks` measures all, `python -m benchmarks export paint` some.

`python -m benchmarks deidentification` measures how much is found rather than how fast, and
`python -m benchmarks suggest` how often suggestions are right.
"""

import os
import platform
import sys
from datetime import UTC, datetime
from importlib import import_module

from benchmarks.figures import Figure

MODULES = (
    "start",
    "imports",
    "surveys",
    "paint",
    "coding",
    "review",
    "anchoring",
    "passes",
    "export",
    "detection",
    "saturation",
    "explore",
    "agreement",
)


def main() -> None:
    """Measure and print each figure as it comes, then the table for docs/benchmarks.md."""
    if sys.argv[1:2] == ["deidentification"]:  # takes files and prints tables of its own
        import_module("benchmarks.deidentification").main(sys.argv[2:])
        return
    if sys.argv[1:2] == ["suggest"]:
        import_module("benchmarks.suggest").main(sys.argv[2:])
        return
    names = sys.argv[1:] or MODULES
    if unknown := set(names) - set(MODULES):
        sys.exit(f"There is no benchmark {', '.join(unknown)}; choose from {', '.join(MODULES)}.")
    figures: list[Figure] = []
    for name in names:
        for figure in import_module(f"benchmarks.{name}").measure():
            print(figure, file=sys.stderr, flush=True)
            figures.append(figure)
    print(machine(), "", Figure("what", "target", "measured"), "|---|---|---|", sep="\n")
    print(*figures, sep="\n")


def machine() -> str:
    """Say when and on what kind of machine, without its name."""
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    python, load = platform.python_version(), os.getloadavg()[0]
    return (
        f"{datetime.now(UTC).date()}, {cores} cores ({platform.machine()}), {memory:.0f} GB, "
        f"Python {python}, load at the end {load:.1f}"
    )


if __name__ == "__main__":
    main()
