"""Suggestions: how often they are right, beside simple baselines, and how fast they come.

`python -m benchmarks suggest` measures what lies in this repository; with the path of a report in
Markdown whose sections are numbered it measures the paragraphs of that too.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks import suggest_alike, suggest_groups, suggest_talk
from benchmarks.answers import made_answers
from benchmarks.labelled import Labelled, read_interviews, read_report
from benchmarks.suggest_alike import index_of, matches
from benchmarks.suggest_speed import measure
from kwalicode.suggest import codes
from kwalicode.suggest.embeddings import Model, local_model
from kwalicode.suggest.features import features
from kwalicode.suggest.lemmas import lemma_of, spoken

FEW, N_DRAWS = 6, 3


class Part(NamedTuple):
    """What is learned from and what is tried, as places of texts."""

    told: np.ndarray
    tried: np.ndarray


Method = Callable[[Labelled, Part], np.ndarray]
"""Gives the scores of labels for what is tried: texts × labels."""


def main(arguments: Sequence[str]) -> None:
    """Print the tables for docs/suggestions.md; with rows of a model where one is set."""
    sets = [read_interviews(), made_answers("nl"), made_answers("en")]
    sets += [read_report(Path(path)) for path in arguments]
    speeds = (str(figure) for figure in measure())
    head = "| what | target | measured |\n|---|---|---|"
    tables = (
        _codes_table(sets),
        suggest_alike.table(sets),
        suggest_talk.table(),
        suggest_groups.table(sets),
    )
    for lines in (*tables, chain([head], speeds)):
        for line in lines:
            print(line, flush=True)
        print()


def _codes_table(sets: Sequence[Labelled]) -> Iterator[str]:
    yield f"| codes | method | top 1 | top 3 | top 3, {FEW} segments a code | top 3, by lot |" + (
        "\n" + "|---" * 6 + "|"
    )
    for data in sets:
        by_lot = np.random.default_rng(0).permutation(np.arange(len(data.texts)) % 5)
        for name, method in methods(data).items():
            first, third = _told(right(data, method, data.blocks))
            few = [right(data, method, data.blocks, draw)[:, 1] for draw in range(N_DRAWS)]
            dealt = right(data, method, by_lot)[:, 1].mean()
            said = f"{first} | {third} | {np.concatenate(few).mean():.3f} | {dealt:.3f}"
            yield f"| {data.name} | {name} | {said} |"


def _told(hits: np.ndarray) -> list[str]:
    """Give shares with their standard errors."""
    errors = hits.std(axis=0) / np.sqrt(len(hits))
    return [f"{share:.3f} ± {e:.3f}" for share, e in zip(hits.mean(axis=0), errors, strict=True)]


# ---------- codes


def right(
    data: Labelled, method: Method, blocks: np.ndarray, draw: int | None = None
) -> np.ndarray:
    """Tell of each text whether its label is the first, and whether it is among the first three.

    Args:
        data: The texts.
        method: What is tried.
        blocks: What is tried together, learned from the others.
        draw: If not None, learn from six texts of each label, which are drawn with this seed.
    """
    place = {label: at for at, label in enumerate(data.names)}
    wanted = np.array([place[label] for label in data.labels])
    chance = np.random.default_rng(draw)
    found = []
    for block in np.unique(blocks):
        told, tried = np.flatnonzero(blocks != block), np.flatnonzero(blocks == block)
        if draw is not None:
            mixed = chance.permutation(told)
            drawn = [mixed[wanted[mixed] == at][:FEW] for at in range(len(data.names))]
            told = np.sort(np.concatenate(drawn))
        order = np.argsort(-method(data, Part(told, tried)), axis=1, kind="stable")[:, :3]
        hits = order == wanted[tried][:, None]
        found.append(np.stack([hits[:, 0], hits.any(axis=1)], axis=1))
    return np.concatenate(found).astype(float)


def _texts(data: Labelled, places: np.ndarray) -> list[str]:
    return [data.texts[at] for at in places]


def _one_hot(data: Labelled, places: np.ndarray) -> np.ndarray:
    return np.array(
        [[data.labels[at] == name for name in data.names] for at in places], dtype=float
    )


def frequent(data: Labelled, part: Part) -> np.ndarray:
    """Propose what is most frequent, whatever is said."""
    return np.tile(_one_hot(data, part.told).sum(axis=0), (len(part.tried), 1))


def keywords(data: Labelled, part: Part) -> np.ndarray:
    """Propose the labels whose ten most telling words are said most."""
    found = features(_texts(data, part.told), data.language)
    sums = np.asarray(found.words.T @ _one_hot(data, part.told)).T
    telling = sums - sums.mean(axis=0)
    lists = [
        {found.vocabulary[at] for at in np.argsort(-row, kind="stable")[:10]} for row in telling
    ]
    rows = []
    for text in _texts(data, part.tried):
        said = {lemma_of(word, data.language) for *_span, word in spoken(text)}
        rows.append([len(words & said) for words in lists])
    return np.array(rows, dtype=float)


def bm25(data: Labelled, part: Part) -> np.ndarray:
    """Propose the labels of the ten texts that BM25 of SQLite finds, by its scores."""
    told = part.told
    rows = np.zeros((len(part.tried), len(data.names)))
    place = {label: at for at, label in enumerate(data.names)}
    index = index_of(_texts(data, told))
    for row, text in zip(rows, _texts(data, part.tried), strict=True):
        for at, score in matches(index, [text], 10):
            row[place[data.labels[told[at]]]] += score
    return rows


def ours(data: Labelled, part: Part, model: Model | None = None) -> np.ndarray:
    """Propose as kwalicode does: only codes on five segments of two documents."""
    return _ours(data, part, data.called, model)


def ours_unnamed(data: Labelled, part: Part) -> np.ndarray:
    """Propose as kwalicode did before the names of codes counted."""
    return _ours(data, part, {}, None)


def _ours(data: Labelled, part: Part, names: Mapping[str, str], model: Model | None) -> np.ndarray:
    found = features(_texts(data, part.told), data.language, model=model)
    coded = [
        codes.Coded(row, data.labels[at], str(data.blocks[at])) for row, at in enumerate(part.told)
    ]
    learned = codes.learn_codes(found, coded, names)
    columns = [data.names.index(code) for code in learned.codes]
    rows = np.full((len(part.tried), len(data.names)), -np.inf)
    for row, text in zip(rows, _texts(data, part.tried), strict=True):
        row[columns] = codes.scores(learned, found.of([text]))
    return rows


def logistic(data: Labelled, part: Part) -> np.ndarray:
    """Propose by logistic regression on the same words and pieces, trained anew."""
    found = features(_texts(data, part.told), data.language)
    model = LogisticRegression(C=30, max_iter=60, tol=1e-3, class_weight="balanced")
    model.fit(found.everything(), [data.labels[at] for at in part.told])
    rows = np.full((len(part.tried), len(data.names)), -np.inf)
    columns = [data.names.index(code) for code in model.classes_]
    rows[:, columns] = model.predict_log_proba(found.of(_texts(data, part.tried)).everything())
    return rows


METHODS: dict[str, Method] = {
    "most frequent code": frequent,
    "ten keywords a code": keywords,
    "BM25 (SQLite FTS5), ten nearest": bm25,
    "logistic regression, trained anew": logistic,
    "kwalicode without names of codes": ours_unnamed,
    "**kwalicode**": ours,
}


def methods(data: Labelled) -> dict[str, Method]:
    """Give all methods, with a model of meaning if there is one."""
    model = local_model(data.language)
    if model is None:
        return METHODS
    return METHODS | {f"**kwalicode** with {model.name}": partial(ours, model=model)}
