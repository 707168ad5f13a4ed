"""Sayings and figures that hold a name and yet name nobody: 'Jan met de pet'."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from kwalicode.deid.lists import lines
from kwalicode.deid.page import Page
from kwalicode.model import Finding


@cache
def _by_first() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in lines("sayings.txt"):
        keys = tuple(word.key for word in Page(line, "en").words)
        found.setdefault(keys[0], []).append(keys)
    return found


def outside_sayings(findings: Iterable[Finding], page: Page) -> Iterator[Finding]:
    """Leave out the findings that lie inside a saying."""
    spans = _spans(page)
    for finding in findings:
        last = bisect_right(spans, (finding.start, len(page.text))) - 1
        if last < 0 or finding.end > spans[last][1]:
            yield finding


@lru_cache(maxsize=2)
def _spans(page: Page) -> list[tuple[int, int]]:
    found = []
    for place, word in enumerate(page.words):
        for keys in _by_first().get(word.key, ()):
            here = page.words[place : place + len(keys)]
            if tuple(other.key for other in here) == keys:
                found.append((word.start, here[-1].start + len(here[-1].text)))
    return found
