"""How much of what identifies someone is masked, and how much else: by layer, beside others.

What is counted, and why, stands in docs/deid.md.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, get_args

from benchmarks import golden, scaling, tables
from benchmarks.detectors import OTHERS, OURS, PARTS, Span, find_by_part, others
from benchmarks.gold import Example, dev_sets, read_set, samples, shared_sets
from benchmarks.tables import Cost, Run, print_table
from kwalicode.model import Language


def main(arguments: Sequence[str]) -> None:
    """Measure every system on every set, each in a process of its own, and print the tables."""
    options = _options(arguments)
    if options.update_misses:
        print(golden.update())
    elif options.scaling:
        print_table(scaling.table())
    else:
        for name, mixed in _sets(options.files, options.shared).items():
            for language in get_args(Language):
                examples = [example for example in mixed if example.language == language]
                if examples:
                    print_set(f"{name}, {language}", examples, with_misses=options.misses)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks deidentification")
    parser.add_argument("files", nargs="*", type=Path, help="the dev sets and samples if left out")
    parser.add_argument("--misses", action="store_true", help="print what is missed, by kind")
    parser.add_argument("--shared", type=Path, help="a folder with sets of others: see gold.py")
    parser.add_argument("--scaling", action="store_true", help="only: twice the text, which time")
    parser.add_argument(
        "--update-misses", action="store_true", help="only: write what is missed to misses.json"
    )
    return parser.parse_args(arguments)


def _sets(files: Sequence[Path], shared: Path | None) -> dict[str, list[Example]]:
    if files:
        return {path.name: read_set(path) for path in files}
    own = dev_sets() | {"sample interviews and documents": list(samples())}
    return own | (shared_sets(shared) if shared else {})


def print_set(title: str, examples: Sequence[Example], *, with_misses: bool) -> None:
    """Measure all systems on one set of one language and print its tables."""
    runs: dict[str, Run] = {
        name: apart(run, name, examples) for name in others(examples[0].language)
    }
    runs |= apart(run_parts, examples)
    runs |= {name: apart(run, name, examples) for name in OURS}
    n_free = sum(not example.gold for example in examples)
    print(f"\n### {title}: {len(examples)} texts, {n_free} without identifiers, ", end="")
    print(f"{count_words(examples):,} words\n")
    print_table(tables.masked_table(examples, runs))
    print_table(tables.layer_table(examples, runs))
    print_table(tables.other_table(examples, runs))
    print_table(tables.type_table(examples, runs))
    if with_misses:
        print(*tables.leak_lines(examples, runs["kwalicode"].found), sep="\n")


def apart(function: Callable[..., Any], *arguments: object) -> Any:
    """Call a function in a fresh process, so that start and memory are its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def run(name: str, examples: Sequence[Example]) -> Run:
    """Start a system, let it look through all examples and measure both."""
    began = time.perf_counter()
    find = (OTHERS | OURS)[name](examples[0].language)
    list(find(examples[0].text))
    started = time.perf_counter()
    found = [sorted(find(example.text)) for example in examples]
    seconds = time.perf_counter() - started
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = next(x.split()[1] for x in status.splitlines() if x.startswith("VmHWM"))
    speed, megabytes = count_words(examples) / seconds, int(kilobytes) * 1024 / 1e6
    return Run(found, Cost(started - began, speed, megabytes))


def run_parts(examples: Sequence[Example]) -> dict[str, Run]:
    """Let every rule look once through all examples, and tell what each part would find."""
    found: list[dict[str, list[Span]]] = [find_by_part(e.text, e.language) for e in examples]
    return {part: Run([spans[part] for spans in found], None) for part in PARTS}


def count_words(examples: Sequence[Example]) -> int:
    """Count what stands between blanks."""
    return sum(len(example.text.split()) for example in examples)
