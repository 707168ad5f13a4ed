"""Where coders may agree: texts cut into characters, turns, paragraphs, or taken as one whole.

What is barred from analysis is cut out: nobody could code there, so nobody agrees there either.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kwalicode.analysis.tallies import Marks, joined
from kwalicode.store.agreement import ComparedDocument, Marked, Span
from kwalicode.store.agreement_choice import Unit

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


class Text(NamedTuple):
    """A document, or one answer of a survey.

    Attributes:
        cluster: What is drawn as a whole for intervals: the document, or who answered.
        starts: Of its units, in the document; of characters, of each stretch that is not barred.
        ends: Likewise.
    """

    cluster: str
    starts: list[int]
    ends: list[int]


class Units(NamedTuple):
    """What coders marked, counted in units.

    Attributes:
        marks: As `analysis.tallies.joined` gives them.
        n_units: Shape (texts,).
        clusters: Shape (texts,): number of the cluster of each text.
    """

    marks: Marks
    n_units: NDArray[np.int64]
    clusters: NDArray[np.int64]

    @property
    def n_clusters(self) -> int:
        """How many clusters there are."""
        return int(self.clusters.max(initial=-1)) + 1


def cut_into_units(
    documents: Sequence[ComparedDocument],
    unit: Unit,
    coders: Mapping[int, int],
    codes: Mapping[str, int],
) -> Units:
    """Say in units what coders marked.

    Args:
        documents: That they coded.
        unit: What is counted.
        coders: Number of each coder by id, from 0.
        codes: Number of each code by id, from 0.
    """
    rows: list[tuple[int, int, int, int, int]] = []
    n_units: list[int] = []
    clusters: dict[str, list[int]] = {}
    for document in documents:
        for text in _texts(document, unit):
            number = len(n_units)
            clusters.setdefault(text.cluster, []).append(number)
            n_units.append(_n_units(text, unit))
            for one in _marked_in(document, text):
                start, end = _in_units(text, unit, one.start, one.end)
                if start < end:
                    rows.append((number, codes[one.code_id], coders[one.coder_id], start, end))
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    of_text = np.zeros(len(n_units), dtype=np.int64)
    for place, members in enumerate(clusters.values()):
        of_text[members] = place
    return Units(joined(Marks(*table.T)), np.array(n_units, dtype=np.int64), of_text)


def _marked_in(document: ComparedDocument, text: Text) -> Sequence[Marked]:
    """Give at least what touches a text: a document may hold thousands of answers."""
    if document.kind != "survey answer" or not text.starts:
        return document.marked
    longest = max((one.end - one.start for one in document.marked), default=0)
    first = bisect_left(document.marked, text.starts[0] - longest, key=lambda one: one.start)
    last = bisect_left(document.marked, text.ends[-1], key=lambda one: one.start)
    return document.marked[first:last]


def _texts(document: ComparedDocument, unit: Unit) -> Iterator[Text]:
    """Cut a document of answers into these; any other one stays whole."""
    if document.kind != "survey answer":
        yield _text(document, unit, document.document_id, (0, len(document.text)))
        return
    for start, end, case_id in document.turns:
        yield _text(document, unit, f"answered by {case_id}", (start, end))


def _text(document: ComparedDocument, unit: Unit, cluster: str, where: Span) -> Text:
    start, end = where
    free = _free(where, document.barred)
    spans: Sequence[Span] = free
    if unit == "turn":
        turns = [turn[:2] for turn in document.turns if start <= turn[0] and turn[1] <= end]
        spans = [turn for turn in turns if _touches(turn, free)]
    elif unit == "paragraph":
        found = _PARAGRAPH.finditer(document.text, start, end)
        spans = [one.span() for one in found if _touches(one.span(), free)]
    elif unit == "document":
        spans = [where] if free else []
    return Text(cluster, [span[0] for span in spans], [span[1] for span in spans])


def _free(where: Span, barred: Sequence[Span]) -> list[Span]:
    """Give what is left of a stretch without what is barred, in order."""
    left, (at, last) = [], where
    for start, end in sorted(barred):
        if at < min(start, last):
            left.append((at, min(start, last)))
        at = max(at, end)
    return [*left, (at, last)] if at < last else left


def _touches(span: Span, free: Sequence[Span]) -> bool:
    return any(max(span[0], start) < min(span[1], end) for start, end in free)


def _n_units(text: Text, unit: Unit) -> int:
    return (
        _letters_before(text, text.ends[-1])
        if unit == "character" and text.ends
        else len(text.starts)
    )


def _in_units(text: Text, unit: Unit, start: int, end: int) -> Span:
    if unit == "character":
        return _letters_before(text, start), _letters_before(text, end)
    return bisect_right(text.ends, start), bisect_left(text.starts, end)


def _letters_before(text: Text, at: int) -> int:
    pairs = zip(text.starts, text.ends, strict=True)
    return sum(max(min(at, end) - start, 0) for start, end in pairs)
