"""How much of what identifies someone is masked, and how much else: by layer, beside others.

What is counted, and why, stands in docs/deid.md.
"""

import argparse
import csv
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple, get_args

from benchmarks.detectors import PARTS, SYSTEMS, Span, systems
from kwalicode.formats import SUFFIXES, read_document
from kwalicode.model import IdentifierKind, Language
from kwalicode.workflows.demo import shipped_folder
from kwalicode.workflows.findings import TYPES

DEV_SETS = Path(__file__).parent / "deid"
DIRECT = frozenset(
    "PERSON ADDRESS POSTCODE PHONE EMAIL BSN IBAN LICENSE_PLATE URL HANDLE".split()  # noqa: SIM905
)
QUASI = frozenset("LOCATION ORGANIZATION PARTY DEPARTMENT FUNCTION DATE AGE".split())  # noqa: SIM905
GROUPS = ("persons", "with capitals", "lower case", "direct", "quasi", "all")


class Example(NamedTuple):
    """A text and what identifies someone in it."""

    name: str
    language: Language
    text: str
    gold: list[Span]


class Run(NamedTuple):
    """What one system found in the examples, and what it took, in a process of its own."""

    found: list[list[Span]]
    start_seconds: float
    words_per_second: float
    megabytes: float


def run(name: str, examples: Sequence[Example]) -> Run:
    """Start a system, let it look through all examples and measure both."""
    began = time.perf_counter()
    find = SYSTEMS[name](examples[0].language)
    list(find(examples[0].text))
    started = time.perf_counter()
    found = [sorted(find(example.text)) for example in examples]
    seconds = time.perf_counter() - started
    n_words = sum(len(example.text.split()) for example in examples)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = next(x.split()[1] for x in status.splitlines() if x.startswith("VmHWM"))
    return Run(found, started - began, n_words / seconds, int(kilobytes) * 1024 / 1e6)


def places(spans: Iterable[Span], text: str) -> set[int]:
    """Give the letters and figures of a text that stand in one of some spans."""
    return {i for span in spans for i in range(span.start, span.end) if text[i].isalnum()}


def groups_of(span: Span, text: str) -> Iterator[str]:
    """Tell in which groups a gold span counts."""
    yield from ("all", span.type)
    if span.type == "PERSON":
        surface = text[span.start : span.end]
        yield from ("persons", "lower case" if surface == surface.lower() else "with capitals")
    if span.type in DIRECT | QUASI:
        yield "direct" if span.type in DIRECT else "quasi"


def misses(examples: Sequence[Example], found: Sequence[Sequence[Span]]) -> Iterator[Any]:
    """Give every gold span that is not masked in full, with its example."""
    for example, spans in zip(examples, found, strict=True):
        masked = places(spans, example.text)
        for gold in example.gold:
            if not places([gold], example.text) <= masked:
                yield example, gold


def masked_recall(examples: Sequence[Example], found: Sequence[Sequence[Span]]) -> dict[str, float]:
    """Give the share of gold spans that are masked in full, whatever their type, by group."""
    total = group_sizes(examples)
    missed = Counter(g for e, gold in misses(examples, found) for g in groups_of(gold, e.text))
    return {group: 1 - missed[group] / n for group, n in total.items()}


def group_sizes(examples: Sequence[Example]) -> Counter[str]:
    """Count the gold spans of each group."""
    return Counter(g for e in examples for gold in e.gold for g in groups_of(gold, e.text))


def character_precision(examples: Sequence[Example], found: Sequence[Sequence[Span]]) -> float:
    """Give the share of masked letters and figures that identify someone."""
    pairs = [
        (places(spans, e.text), places(e.gold, e.text))
        for e, spans in zip(examples, found, strict=True)
    ]
    n_masked = sum(len(masked) for masked, _ in pairs)
    return sum(len(masked & gold) for masked, gold in pairs) / n_masked if n_masked else 0.0


def masked_words(example: Example, spans: Iterable[Span]) -> tuple[list[str], int]:
    """Give the words of a text of which something is masked, and the number of its words."""
    masked = places(spans, example.text)
    words = list(re.finditer(r"\S+", example.text))
    return [w.group() for w in words if not masked.isdisjoint(range(*w.span()))], len(words)


def over_masking(examples: Sequence[Example], found: Sequence[Sequence[Span]]) -> float | None:
    """Give the share of words masked in texts without any identifier; None without such texts."""
    counts = [masked_words(e, s) for e, s in zip(examples, found, strict=True) if not e.gold]
    return sum(len(m) for m, _ in counts) / sum(n for _, n in counts) if counts else None


def persons(examples: Sequence[Example], found: Sequence[Sequence[Span]]) -> tuple[float, ...]:
    """Give precision, recall and F1 of names found as PERSON with exactly their edges."""
    hits = n_found = n_gold = 0
    for example, spans in zip(examples, found, strict=True):
        here, gold = ({s[:2] for s in x if s.type == "PERSON"} for x in (spans, example.gold))
        hits, n_found, n_gold = hits + len(here & gold), n_found + len(here), n_gold + len(gold)
    precision, recall = hits / max(1, n_found), hits / max(1, n_gold)
    return precision, recall, 2 * hits / max(1, n_found + n_gold)


def read_set(path: Path) -> list[Example]:
    """Read a dev set: JSON lines of id, lang, text and spans."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Example(
            row["id"],
            row["lang"],
            row["text"],
            [Span(s["start"], s["end"], s["type"]) for s in row["spans"]],
        )
        for row in rows
    ]


def samples() -> Iterator[Example]:
    """Give the sample interviews and documents, each as one text.

    Their lists name what identifies someone but not where it stands: every place counts. Ages are
    left out, for the same figure may be an ordinary number elsewhere.
    """
    folder = shipped_folder("sample_data")
    for path in sorted(folder.glob("*/*")):
        listed = folder / "identifiers" / f"{path.stem}.csv"
        if path.suffix not in SUFFIXES or not listed.exists():
            continue
        transcript = read_document(path.name, path.read_bytes())
        rows = list(csv.DictReader(listed.read_text(encoding="utf-8").splitlines()))
        gold: dict[int, Span] = {}
        for row in sorted(rows, key=lambda row: -len(row["text"])):
            name = re.sub("['’]s$", "", row["text"])
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", transcript.text):
                if row["kind"] != "age" and gold.keys().isdisjoint(range(*match.span())):
                    span = Span(*match.span(), TYPES[IdentifierKind(row["kind"])])
                    gold |= dict.fromkeys(range(*match.span()), span)
        yield Example(path.stem, transcript.language, transcript.text, sorted({*gold.values()}))


def main(arguments: Sequence[str]) -> None:
    """Measure every system on every set, each in a process of its own, and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks deidentification")
    parser.add_argument("files", nargs="*", type=Path, help="the dev sets and samples if left out")
    parser.add_argument("--misses", action="store_true", help="print what is missed, by kind")
    options = parser.parse_args(arguments)
    sets = {path.name: read_set(path) for path in options.files or sorted(DEV_SETS.glob("*.jsonl"))}
    if not options.files:
        sets["sample interviews and documents"] = list(samples())
    for name, mixed in sets.items():
        for language in get_args(Language):
            examples = [example for example in mixed if example.language == language]
            if examples:
                print_set(f"{name}, {language}", examples, with_misses=options.misses)


def print_set(title: str, examples: Sequence[Example], *, with_misses: bool) -> None:
    """Measure all systems on one set and print its tables."""
    runs = {name: run_apart(name, examples) for name in systems(examples[0].language)}
    n_free = sum(not example.gold for example in examples)
    n_words = sum(len(example.text.split()) for example in examples)
    print(
        f"\n### {title}: {len(examples)} texts, {n_free} without identifiers, {n_words:,} words\n"
    )
    print_table(masked_table(examples, runs))
    print_table(other_table(examples, runs))
    print_table(type_table(examples, runs))
    if with_misses:
        print_misses(examples, runs["kwalicode"].found)


def run_apart(name: str, examples: Sequence[Example]) -> Run:
    """Run a system in a fresh process, so that start and memory are its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(run, name, examples).result()


Table = Iterable[Sequence[str]]


def masked_table(examples: Sequence[Example], runs: dict[str, Run]) -> Table:
    """Say how much is masked, by group, and how much else."""
    sizes = group_sizes(examples)
    heads = [f"{group} ({sizes[group]})" for group in GROUPS]
    yield ["masked in full, whatever the type", *heads, "char. precision", "F2", "over-masking"]
    for name, measured in runs.items():
        recalls = masked_recall(examples, measured.found)
        precision, recall = character_precision(examples, measured.found), recalls["all"]
        f2 = 5 * precision * recall / (4 * precision + recall) if precision and recall else 0
        figures = [*(recalls.get(group) for group in GROUPS), precision, f2]
        yield [name, *map(percent, [*figures, over_masking(examples, measured.found)])]


def other_table(examples: Sequence[Example], runs: dict[str, Run]) -> Table:
    """Say how exactly names are found as names, and what it takes."""
    heads = ("precision", "recall", "F1", "words a second", "first start", "memory")
    yield ["PERSON as PERSON, same edges", *heads]
    for name, measured in runs.items():
        exact = map(percent, persons(examples, measured.found))
        start, memory = f"{measured.start_seconds:.1f} s", f"{measured.megabytes:.0f} MB"
        cost = (f"{measured.words_per_second:,.0f}", start, memory)
        yield [name, *exact, *(["-"] * 3 if name in PARTS else cost)]


def type_table(examples: Sequence[Example], runs: dict[str, Run]) -> Table:
    """Say how much of each type is masked."""
    sizes = group_sizes(examples)
    recalls = [masked_recall(examples, measured.found) for measured in runs.values()]
    yield ["masked in full, by type", "n", *runs]
    for kind in (kind for kind in dict.fromkeys(TYPES.values()) if sizes[kind]):
        yield [kind, str(sizes[kind]), *(percent(recall[kind]) for recall in recalls)]


def percent(share: float | None) -> str:
    """Write a share; '-' where there is nothing to measure."""
    return "-" if share is None else f"{100 * share:.1f}"


def print_table(rows: Table) -> None:
    """Print rows as a Markdown table, the first one as its head."""
    for place, row in enumerate(rows):
        print("|", " | ".join(row), "|")
        if place == 0:
            print("|---" * len(row) + "|")
    print(flush=True)


def print_misses(examples: Sequence[Example], found: Sequence[Sequence[Span]]) -> None:
    """Print what was missed by kind, and what was masked where nothing identifies anyone."""
    for example, span in sorted(misses(examples, found), key=lambda miss: miss[1].type):
        start, end = span.start, span.end
        before, after = example.text[max(0, start - 40) : start], example.text[end : end + 40]
        line = f"{span.type}\t{example.name}\t{before}<<{example.text[start:end]}>>{after}"
        print(line.replace("\n", " "))
    for example, spans in zip(examples, found, strict=True):
        words = [] if example.gold else masked_words(example, spans)[0]
        if words:
            print(f"masked without reason\t{example.name}\t{' '.join(words)}")
