"""From findings that overlap to findings that do not, in reading order."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import replace
from unicodedata import combining

from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Finding, IdentifierKind


def merged(findings: Iterable[Finding], text: str) -> list[Finding]:
    """Keep the longest of findings that overlap; what sticks out of it is kept as its own.

    So nothing that was found stays uncovered. Suggestions of the catch-all give way to all
    others, whatever their length, and flags of sensitive passages to everything.

    Args:
        findings: In any order.
        text: The text they were found in.
    """
    kept: list[tuple[int, int]] = []
    result: list[Finding] = []
    for finding in sorted(findings, key=_rank):
        for part in _uncovered(finding, kept, text):
            insort(kept, (part.start, part.end))
            result.append(part)
    return sorted(result, key=lambda f: f.start)


_UNKNOWN = 4
_LAST = {IdentifierKind.NAME_LIKE: 1, IdentifierKind.SENSITIVE: 2}


def _rank(finding: Finding) -> tuple[int, int, float, int]:
    return _LAST.get(finding.kind, 0), finding.start - finding.end, -finding.score, finding.start


def _uncovered(finding: Finding, kept: list[tuple[int, int]], text: str) -> list[Finding]:
    """Give the parts of a finding that no kept span covers, without blanks at their edges."""
    place = max(0, bisect_left(kept, (finding.start, finding.start)) - 1)
    start, parts = finding.start, []
    while place < len(kept) and kept[place][0] < finding.end:
        if kept[place][1] > start:
            parts.append((start, kept[place][0]))
            start = kept[place][1]
        place += 1
    if not parts and start == finding.start:
        return [finding]
    parts.append((start, finding.end))
    trimmed = (_trimmed(text, *part) for part in parts)
    return [replace(finding, start=s, end=e) for s, e in trimmed if is_telling(text[s:e])]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    # An accent stored on its own belongs to the letter before it.
    while start < end and not (text[end - 1].isalnum() or combining(text[end - 1])):
        end -= 1
    return start, end


def is_telling(rest: str) -> bool:
    """What is left of a longer finding points at no one if it is words of a dictionary."""
    if any(char.isupper() or char.isdigit() for char in rest):
        return True
    return any(len(word) >= _UNKNOWN and not is_word(word, "nl") for word in rest.split())
