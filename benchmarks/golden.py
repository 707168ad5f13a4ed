"""The golden misses: what detection is known to miss on the dev sets, as places in their texts.

A change that misses more must be seen, and so must one that misses less: whoever makes it writes
the file anew, and the difference shows in the review.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from benchmarks.detectors import whole
from benchmarks.gold import DEV_SETS, dev_sets
from benchmarks.scores import misses

FILE = DEV_SETS / "misses.json"
COMMAND = "python -m benchmarks deidentification --update-misses"

Miss = tuple[str, int, int, str]
"""The id of a turn, start and end of the gold span, its type."""


def current() -> set[Miss]:
    """Look through both dev sets and give every gold span that is not masked in full."""
    found: set[Miss] = set()
    for examples in dev_sets().values():
        find = whole(examples[0].language)
        spans = [list(find(example.text)) for example in examples]
        found |= {(example.name, *gold) for example, gold in misses(examples, spans)}
    return found


def known(file: Path = FILE) -> set[Miss]:
    """Read the misses that are known."""
    rows = json.loads(file.read_text(encoding="utf-8"))
    return {(name, start, end, kind) for name, start, end, kind in rows}


def difference(now: set[Miss], before: set[Miss]) -> str:
    """Say in words what is missed that was not, and what is no longer; empty if nothing is."""
    parts = [_listed("missed now", now - before), _listed("no longer missed", before - now)]
    return "\n".join(filter(None, parts))


def _listed(head: str, rows: Iterable[Miss]) -> str:
    lines = [f"  {name} [{start}, {end}) {kind}" for name, start, end, kind in sorted(rows)]
    return "\n".join([f"{head} ({len(lines)}):", *lines]) if lines else ""


def update(file: Path = FILE) -> str:
    """Write the misses of now, one a line, and say what differs from before."""
    now = current()
    before = known(file) if file.exists() else set()
    rows = ",\n".join(json.dumps(row) for row in sorted(now))
    file.write_text(f"[\n{rows}\n]\n", encoding="utf-8")
    return difference(now, before) or f"{len(now)} misses, the same as before."
