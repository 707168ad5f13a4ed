"""Passages: what participants say or a report tells, in stretches that can be read at one look."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kwalicode.store.occurrences import SpokenText
from kwalicode.workflows.sentences import sentence_spans

LONGEST = 400  # code points; a longer turn is cut between sentences, an answer stays whole
Span = tuple[int, int]


class Passage(NamedTuple):
    """A stretch of what a participant says, or of a report."""

    document_id: str
    start: int
    end: int
    text: str

    @property
    def key(self) -> str:
        """Where it stands, as one word."""
        return f"{self.document_id}-{self.start}-{self.end}"


def passages_of(texts: Iterable[SpokenText]) -> Iterator[Passage]:
    """Cut what is said into passages: an answer of a survey is one, a long turn is several."""
    for one in texts:
        is_answer = one.unit != one.document_id
        for start, end in _whole(one.text) if is_answer else _pieces(one.text):
            words = one.text[start:end]
            yield Passage(one.document_id, one.start + start, one.start + end, words)


def _whole(text: str) -> Iterator[Span]:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start < end:
        yield start, end


def _pieces(text: str) -> Iterator[Span]:
    first = last = -1
    for start, end in sentence_spans(text):
        if first >= 0 and end - first > LONGEST:
            yield first, last
            first = -1
        first = start if first < 0 else first
        last = end
    if first >= 0:
        yield first, last


class Covered:
    """What is coded or barred in one document, to be looked up for very many passages."""

    def __init__(self, spans: Sequence[Span]) -> None:
        """Join what overlaps; spans come in order of their start."""
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in spans:
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(end, self.ends[-1])
            else:
                self.starts.append(start)
                self.ends.append(end)

    def touches(self, one: Passage) -> bool:
        """Tell whether any of it touches a passage of the same document."""
        at = bisect_left(self.starts, one.end) - 1
        return at >= 0 and self.ends[at] > one.start
