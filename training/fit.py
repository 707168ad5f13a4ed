"""Fits the network: what a word may be is a set of labels, so half-known names teach too."""

import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from thinc.api import (
    Adam,
    HashEmbed,
    Maxout,
    Model,
    Softmax,
    chain,
    clone,
    concatenate,
    expand_window,
    fix_random_seed,
    residual,
    set_dropout_rate,
    use_ops,
)

from kwalicode.deid.learned import LABELS, N_FEATURES, rows
from kwalicode.deid.network import DEPTH, Layer
from kwalicode.deid.page import Page
from kwalicode.model import Language
from training.examples import Example

_BATCH = 1500
"""Words."""
NONE = frozenset({0})
_RARE = 0
_KEY, _LISTS = 0, 4


_WIDTH = 96
# Rows and width of the table of each feature.
_TABLES = ((6000, 64), (1500, 48), (3000, 48), (500, 24), (100, 16), (500, 24), (50, 16))


def network() -> Model[Any, Any]:
    """Make the untrained network: features of words `(n, 7)` in, chances of `LABELS` out.

    Hashed features, each a table of its own (Serrà and Karatzoglou 2017, arXiv 1706.03993), then
    convolutions, as in the `tok2vec` of spaCy; `kwalicode.deid.network` goes forward through it.
    """
    with use_ops("numpy"):
        tables: list[Model[Any, Any]] = [
            HashEmbed(width, rows_, column=place, seed=place)
            for place, (rows_, width) in enumerate(_TABLES)
        ]
        mixed: Model[Any, Any] = Maxout(_WIDTH, nP=3, normalize=True, dropout=0.0)
        layer = residual(chain(expand_window(1), Maxout(_WIDTH, nP=3, normalize=True, dropout=0.0)))
        model: Model[Any, Any] = chain(
            concatenate(*tables), mixed, clone(layer, DEPTH), Softmax(len(LABELS))
        )
        model.initialize(np.zeros((2, N_FEATURES), dtype="uint64"), np.zeros((2, 3), dtype="f"))
    return model


def _copy(model: Model[Any, Any]) -> list[dict[str, Any]]:
    return [
        {name: node.get_param(name).copy() for name in node.param_names} for node in model.walk()
    ]


def _put_back(model: Model[Any, Any], kept: list[dict[str, Any]]) -> None:
    for node, values in zip(model.walk(), kept, strict=True):
        for name, value in values.items():
            node.set_param(name, value)


class Sentence(NamedTuple):
    """Words as the network reads them, and which labels each may have: `(n, 7)` and `(n, 3)`."""

    ids: Any
    allowed: Any


def sentence(example: Example, language: Language) -> Sentence:
    """Turn a text into what the network reads."""
    read = rows(Page(example.text, language))
    allowed = np.zeros((len(read), len(LABELS)), dtype="float32")
    for place, row in enumerate(read):
        labels = NONE
        for name in example.names if row.word else ():
            if row.word and name.start < row.word.end and row.word.start < name.end:
                labels = name.labels
        allowed[place, list(labels)] = 1
    return Sentence(np.array([row.features for row in read], dtype="uint64"), allowed)


class Score(NamedTuple):
    """Shares of words: names found, words found that are names, persons told from others."""

    recall: float
    precision: float
    right_kind: float

    @property
    def f1(self) -> float:
        """The harmonic mean of recall and precision."""
        return 2 * self.recall * self.precision / max(1e-9, self.recall + self.precision)


def measure(model: Model[Any, Any], sentences: Sequence[Sentence]) -> Score:
    """Measure how many words of names the network finds."""
    found = model.predict(np.concatenate([s.ids for s in sentences]))
    allowed = np.concatenate([s.allowed for s in sentences])
    is_name, is_found = allowed[:, 0] == 0, found[:, 0] < 0.5
    is_typed = is_name & is_found & (allowed.sum(axis=1) == 1)
    right = found[is_typed][:, 1:].argmax(axis=1) == allowed[is_typed][:, 1:].argmax(axis=1)
    both = (is_name & is_found).sum()
    return Score(both / is_name.sum(), both / max(1, is_found.sum()), float(right.mean()))


def fit(
    training: Sequence[Sentence], held_out: Sequence[Sentence], *, n_rounds: int, seed: int
) -> Model[Any, Any]:
    """Fit a network and give it as it was in the round that did best on the held-out sentences.

    What is measured and kept is the moving average of the parameters, which forgets less.
    """
    fix_random_seed(seed)
    chance, noise = random.Random(seed), np.random.default_rng(seed)  # noqa: S311
    model = network()
    set_dropout_rate(model, 0.3)
    optimizer = Adam(0.001, L2=0.01, L2_is_weight_decay=True)
    best, kept = 0.0, _copy(model)
    for n_done in range(n_rounds):
        optimizer.learn_rate = 0.002 * (1 - n_done / n_rounds) + 0.0001
        order = list(training)
        chance.shuffle(order)
        loss = sum(_step(model, optimizer, batch, noise) for batch in _batches(order))
        with model.use_params(optimizer.averages):
            score = measure(model, held_out)
            now = _copy(model)
        text = f"round {n_done + 1}: loss {loss:.0f}, {score}, F1 {score.f1:.4f}"
        print(text, flush=True)
        if score.f1 > best:
            best, kept = score.f1, now
    _put_back(model, kept)
    return model


def _batches(order: Iterable[Sentence]) -> Iterable[Sentence]:
    batch: list[Sentence] = []
    n_words = 0
    for one in order:
        batch.append(one)
        n_words += len(one.ids)
        if n_words >= _BATCH:
            yield _together(batch)
            batch, n_words = [], 0
    if batch:
        yield _together(batch)


def _together(batch: Sequence[Sentence]) -> Sentence:
    return Sentence(
        np.concatenate([s.ids for s in batch]), np.concatenate([s.allowed for s in batch])
    )


def _step(model: Model[Any, Any], optimizer: Any, batch: Sentence, noise: Any) -> float:
    predicted, backprop = model.begin_update(_with_gaps(batch, noise))
    fitting = predicted * batch.allowed
    sums = fitting.sum(axis=1, keepdims=True)
    backprop(((predicted - fitting / np.maximum(sums, 1e-9)) / 100).astype("float32"))
    model.finish_update(optimizer)
    return float(-np.log(np.maximum(sums, 1e-9)).sum())


def _with_gaps(batch: Sentence, noise: Any) -> Any:
    """Hide some words from the network, and more often that a list holds them.

    So it learns from what stands around a name, for most names stand in no list.
    """
    ids = batch.ids.copy()
    is_name = batch.allowed[:, 0] == 0
    ids[noise.random(len(ids)) < np.where(is_name, 0.4, 0.15), _KEY] = _RARE
    ids[(noise.random(len(ids)) < 0.35) & (ids[:, _LISTS] > 0), _LISTS] = 1
    return ids


def arrays(model: Model[Any, Any]) -> dict[str, Any]:
    """Give what was learned, named as `kwalicode.deid.network` reads it."""
    nodes: dict[str, list[Model[Any, Any]]] = {}
    for node in model.walk():
        nodes.setdefault(node.name, []).append(node)
    found = {f"table {i}": node.get_param("E") for i, node in enumerate(nodes["hashembed"])}
    for place, (mix, scale) in enumerate(zip(nodes["maxout"], nodes["layernorm"], strict=True)):
        weights: Any = mix.get_param("W")  # (n out, pieces, n in)
        bias: Any = mix.get_param("b")
        values = (
            weights.transpose(2, 1, 0).reshape(weights.shape[-1], -1),
            bias.T,
            scale.get_param("G"),
            scale.get_param("b"),
        )
        found |= {f"{part} {place}": x for part, x in zip(Layer._fields, values, strict=True)}
    last: Any = nodes["softmax"][0]
    return {**found, "weights": last.get_param("W").T, "bias": last.get_param("b")}


def save(model: Model[Any, Any], folder: Path) -> None:
    """Write what was learned, in half precision."""
    folder.mkdir(parents=True, exist_ok=True)
    halves: dict[str, Any] = {
        name: np.asarray(array, dtype="float16") for name, array in arrays(model).items()
    }
    np.savez_compressed(folder / "weights.npz", **halves)
