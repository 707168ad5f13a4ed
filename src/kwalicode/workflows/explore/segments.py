"""The segments behind a number of the page Explore."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from kwalicode.analysis.cooccurrence import Whole
from kwalicode.store.occurrences import find_words
from kwalicode.store.study import Study
from kwalicode.workflows.explore.counting import Explored, Groups, groups_of, spread

MOST_SHOWN = 50
"""So many segments of a number are shown."""


class Segment(NamedTuple):
    """A passage behind a number.

    Attributes:
        place: Document id, start and end in code points.
    """

    place: tuple[str, int, int]
    title: str
    dated: str
    pseudonyms: tuple[str, ...]
    words: str


def segments_of(found: Explored, groups: Groups, row: int, group: int) -> Whole:
    """Give the numbers of the passages behind a cell, in order of their place."""
    codes, occasions = spread(found)
    own = groups_of(found, groups)[occasions]
    return np.unique(found.occasions.passages[occasions[(codes == row) & (own == group)]])


def find_segments(study: Study, found: Explored, passages: Whole) -> list[Segment]:
    """Read passages, at most `MOST_SHOWN` of them."""
    shown, speakers = passages[:MOST_SHOWN], _speakers(found, passages[:MOST_SHOWN])
    own = found.passages
    columns = (column[shown].tolist() for column in (own.documents, own.starts, own.ends))
    places = list(zip(*columns, strict=True))
    with study.read() as db:
        ids = [
            (found.documents[document].document_id, start, end) for document, start, end in places
        ]
        words = find_words(db, ids)
    documents = [found.documents[document] for document, *_ in places]
    return [
        Segment(place, document.title, document.dated, speakers.get(passage, ()), text)
        for place, document, passage, text in zip(
            ids, documents, shown.tolist(), words, strict=True
        )
    ]


def _speakers(found: Explored, passages: Whole) -> Mapping[int, tuple[str, ...]]:
    chosen = np.isin(found.occasions.passages, passages) & (found.occasions.cases >= 0)
    speakers: dict[int, list[str]] = {}
    for passage, case in zip(
        found.occasions.passages[chosen].tolist(),
        found.occasions.cases[chosen].tolist(),
        strict=True,
    ):
        name = found.turns.pseudonyms[case]
        if name not in speakers.setdefault(passage, []):
            speakers[passage].append(name)
    return {passage: tuple(names) for passage, names in speakers.items()}
