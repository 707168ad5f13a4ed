"""Tables of how much is masked, as Markdown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from benchmarks.detectors import PARTS, Span
from benchmarks.gold import Example
from benchmarks.scores import (
    GROUPS,
    character_precision,
    f2,
    group_sizes,
    masked_recall,
    masked_words,
    missed,
    misses,
    over_masking,
    persons,
)
from kwalicode.workflows.findings import TYPES

Table = Iterable[Sequence[str]]


class Cost(NamedTuple):
    """What a system takes, in a process of its own."""

    start_seconds: float
    words_per_second: float
    megabytes: float


class Run(NamedTuple):
    """What one system found in the examples, and what it took; parts of ours have no cost."""

    found: list[list[Span]]
    cost: Cost | None


Runs = Mapping[str, Run]
"""By the name of the system; the last one is all of kwalicode."""


def masked_table(examples: Sequence[Example], runs: Runs) -> Table:
    """Say how much is masked, by group, and how much else."""
    sizes = group_sizes(examples)
    heads = [f"{group} ({sizes[group]})" for group in GROUPS]
    yield ["masked in full, whatever the type", *heads, "char. precision", "F2", "over-masking"]
    for name, (found, _) in runs.items():
        recalls = masked_recall(examples, found)
        precision = character_precision(examples, found)
        score = f2(precision, recalls.get("all", 0.0))
        figures = [*(recalls.get(group) for group in GROUPS), precision, score]
        yield [name, *map(percent, [*figures, over_masking(examples, found)])]


def other_table(examples: Sequence[Example], runs: Runs) -> Table:
    """Say how exactly names are found as names, and what it takes."""
    heads = ("precision", "recall", "F1", "words a second", "first start", "memory")
    yield ["PERSON as PERSON, same edges", *heads]
    for name, (found, cost) in runs.items():
        yield [name, *map(percent, persons(examples, found)), *_costs(cost)]


def _costs(cost: Cost | None) -> tuple[str, str, str]:
    if cost is None:
        return "-", "-", "-"
    words = f"{cost.words_per_second:,.0f}"
    return words, f"{cost.start_seconds:.1f} s", f"{cost.megabytes:.0f} MB"


def type_table(examples: Sequence[Example], runs: Runs) -> Table:
    """Say how much of each type is masked, and how many of each kwalicode leaks."""
    sizes = group_sizes(examples)
    shown = {name: run for name, run in runs.items() if not name.startswith("without")}
    recalls = [masked_recall(examples, run.found) for run in shown.values()]
    leaks = missed(examples, runs["kwalicode"].found)
    yield ["masked in full, by type", "n", *shown, "leaks of kwalicode"]
    for kind in (kind for kind in dict.fromkeys(TYPES.values()) if sizes[kind]):
        shares = (percent(recall[kind]) for recall in recalls)
        yield [kind, str(sizes[kind]), *shares, str(leaks[kind])]


def layer_table(examples: Sequence[Example], runs: Runs) -> Table:
    """Say what is lost without each layer: gold spans that leak more, words masked less."""
    whole = runs["kwalicode"].found
    before, n_masked = missed(examples, whole), _n_masked(examples, whole)
    groups = ("persons", "direct", "quasi", "all")
    yield ["more leaks", *groups, "words masked less in texts without identifiers"]
    for name in (name for name in PARTS if name.startswith("without")):
        after = missed(examples, runs[name].found)
        fewer = n_masked - _n_masked(examples, runs[name].found)
        yield [name, *(str(after[group] - before[group]) for group in groups), str(fewer)]


def _n_masked(examples: Sequence[Example], found: Sequence[Sequence[Span]]) -> int:
    pairs = zip(examples, found, strict=True)
    return sum(len(masked_words(e, spans)[0]) for e, spans in pairs if not e.gold)


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


def leak_lines(examples: Sequence[Example], found: Sequence[Sequence[Span]]) -> Iterator[str]:
    """Give what was missed by kind, and what was masked where nothing identifies anyone."""
    for example, span in sorted(misses(examples, found), key=lambda miss: miss[1].type):
        start, end = span.start, span.end
        before, after = example.text[max(0, start - 40) : start], example.text[end : end + 40]
        line = f"{span.type}\t{example.name}\t{before}<<{example.text[start:end]}>>{after}"
        yield line.replace("\n", " ")
    for example, spans in zip(examples, found, strict=True):
        words = [] if example.gold else masked_words(example, spans)[0]
        if words:
            yield f"masked without reason\t{example.name}\t{' '.join(words)}"
