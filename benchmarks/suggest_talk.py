"""More like this in talk: from a few segments of a code to all passages of the Dutch samples."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from kwalicode.store.codebook import find_codes
from kwalicode.store.occurrences import find_texts
from kwalicode.store.study import Study
from kwalicode.store.suggest_rows import find_coded
from kwalicode.suggest import alike
from kwalicode.suggest.embeddings import Model, local_model
from kwalicode.suggest.features import features
from kwalicode.workflows.demo.make import create_demo
from kwalicode.workflows.passages import passages_of

EXAMPLES, N_DRAWS, LEAST_LEFT = (3, 6), 5, 2


class Question(NamedTuple):
    """Examples of a code, and the passages that carry it besides.

    Attributes:
        right: Rows of these passages.
        among: Rows of the passages to choose from: those that hold no example.
    """

    name: str
    texts: list[str]
    right: set[int]
    among: list[int]


class Talk(NamedTuple):
    """Passages of the samples, and the segments of each code.

    Attributes:
        segments: By the name of the code: the text of each, and the rows it lies in.
    """

    passages: list[str]
    segments: dict[str, list[tuple[str, set[int]]]]


def table() -> Iterator[str]:
    """Give the lines of a table: the share of the first ten that carry the code."""
    heads = "".join(f" {n} examples |" for n in EXAMPLES)
    yield f"| more like this in talk |{heads}\n" + "|---" * (1 + len(EXAMPLES)) + "|"
    with TemporaryDirectory() as folder, create_demo(Path(folder), progress=lambda _s: None) as st:
        talk = read_talk(st)
    asked = [list(questions(talk, n)) for n in EXAMPLES]
    ways: dict[str, Callable[[Question], float]] = {
        "by lot": lambda one: len(one.right) / len(one.among),
        "at best": lambda one: min(10, len(one.right)) / 10,
        "kwalicode without names of codes": _way(talk, None, is_named=False),
        "**kwalicode**": _way(talk, None),
    }
    if model := local_model("nl"):
        ways[f"**kwalicode** with {model.name}"] = _way(talk, model)
    for name, way in ways.items():
        shares = [np.array([way(one) for one in some]) for some in asked]
        said = [f"{one.mean():.3f} ± {one.std() / np.sqrt(len(one)):.3f}" for one in shares]
        yield f"| {name} | {' | '.join(said)} |"


def read_talk(study: Study) -> Talk:
    """Read the Dutch passages of the demo study and what they carry."""
    with study.read() as db:
        passages = list(passages_of(one for one in find_texts(db) if one.language == "nl"))
        coded = [one for one in find_coded(db, coder="demo") if one.language == "nl"]
        names = {one.code_id: one.name for one in find_codes(db)}
    segments: dict[str, list[tuple[str, set[int]]]] = {}
    for one in coded:
        rows = {
            row
            for row, passage in enumerate(passages)
            if passage.document_id == one.document_id
            and passage.start < one.end
            and one.start < passage.end
        }
        segments.setdefault(names[one.code_id], []).append((one.text, rows))
    return Talk([one.text for one in passages], segments)


def questions(talk: Talk, n_examples: int) -> Iterator[Question]:
    """Draw examples of each code five times; codes with too few segments left are no question."""
    chance = np.random.default_rng(0)
    for name, segments in sorted(talk.segments.items()):
        if len(segments) < n_examples + LEAST_LEFT:
            continue
        for _draw in range(N_DRAWS):
            mixed = [segments[at] for at in chance.permutation(len(segments))]
            given = set().union(*(rows for _text, rows in mixed[:n_examples]))
            right = set().union(*(rows for _text, rows in mixed[n_examples:])) - given
            among = [row for row in range(len(talk.passages)) if row not in given]
            if right:
                yield Question(name, [text for text, _rows in mixed[:n_examples]], right, among)


def _way(talk: Talk, model: Model | None, *, is_named: bool = True) -> Callable[[Question], float]:
    found = features(talk.passages, "nl", model=model)
    everything, none = found.meant(), found.of([])

    def share(one: Question) -> float:
        looked_for: Sequence[str] = [*one.texts, one.name] if is_named else one.texts
        examples = found.of(looked_for)
        ranked = alike.rank_alike(found, everything, examples, none, among=one.among, most=10)
        return sum(each.row in one.right for each in ranked) / 10

    return share
