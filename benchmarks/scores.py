"""How much of what identifies someone is masked, and how much else; see docs/deid.md."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.detectors import Span
from benchmarks.gold import Example

DIRECT = frozenset(
    "PERSON ADDRESS POSTCODE PHONE EMAIL BSN IBAN LICENSE_PLATE URL HANDLE".split()  # noqa: SIM905
)
QUASI = frozenset("LOCATION ORGANIZATION PARTY DEPARTMENT FUNCTION DATE AGE".split())  # noqa: SIM905
GROUPS = ("persons", "with capitals", "lower case", "direct", "quasi", "all")

Found = Sequence[Sequence[Span]]
"""What a system found in each of some examples."""


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


def misses(examples: Sequence[Example], found: Found) -> Iterator[tuple[Example, Span]]:
    """Give every gold span that is not masked in full, with its example."""
    for example, spans in zip(examples, found, strict=True):
        masked = places(spans, example.text)
        for gold in example.gold:
            if not places([gold], example.text) <= masked:
                yield example, gold


def missed(examples: Sequence[Example], found: Found) -> Counter[str]:
    """Count the gold spans of each group that are not masked in full."""
    return Counter(g for e, gold in misses(examples, found) for g in groups_of(gold, e.text))


def masked_recall(examples: Sequence[Example], found: Found) -> dict[str, float]:
    """Give the share of gold spans that are masked in full, whatever their type, by group."""
    n_missed = missed(examples, found)
    return {group: 1 - n_missed[group] / n for group, n in group_sizes(examples).items()}


def group_sizes(examples: Sequence[Example]) -> Counter[str]:
    """Count the gold spans of each group."""
    return Counter(g for e in examples for gold in e.gold for g in groups_of(gold, e.text))


def character_precision(examples: Sequence[Example], found: Found) -> float:
    """Give the share of masked letters and figures that identify someone."""
    pairs = [
        (places(spans, e.text), places(e.gold, e.text))
        for e, spans in zip(examples, found, strict=True)
    ]
    n_masked = sum(len(masked) for masked, _ in pairs)
    return sum(len(masked & gold) for masked, gold in pairs) / n_masked if n_masked else 0.0


def f2(precision: float, recall: float) -> float:
    """Give the F-measure that counts recall twice as much as precision (Van Rijsbergen 1979)."""
    return 5 * precision * recall / (4 * precision + recall) if precision and recall else 0.0


def masked_words(example: Example, spans: Iterable[Span]) -> tuple[list[str], int]:
    """Give the words of a text of which something is masked, and the number of its words."""
    masked = places(spans, example.text)
    words = list(re.finditer(r"\S+", example.text))
    return [w.group() for w in words if not masked.isdisjoint(range(*w.span()))], len(words)


def over_masking(examples: Sequence[Example], found: Found) -> float | None:
    """Give the share of words masked in texts without any identifier; None without such texts."""
    counts = [masked_words(e, s) for e, s in zip(examples, found, strict=True) if not e.gold]
    return sum(len(m) for m, _ in counts) / sum(n for _, n in counts) if counts else None


def persons(examples: Sequence[Example], found: Found) -> tuple[float, float, float]:
    """Give precision, recall and F1 of names found as PERSON with exactly their edges."""
    hits = n_found = n_gold = 0
    for example, spans in zip(examples, found, strict=True):
        here, gold = ({s[:2] for s in x if s.type == "PERSON"} for x in (spans, example.gold))
        hits, n_found, n_gold = hits + len(here & gold), n_found + len(here), n_gold + len(gold)
    precision, recall = hits / max(1, n_found), hits / max(1, n_gold)
    return precision, recall, 2 * hits / max(1, n_found + n_gold)
