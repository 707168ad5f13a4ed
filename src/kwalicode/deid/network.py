"""The network of the learned layer, from features of words to chances, in plain numpy.

`training/fit.py` makes the same network of thinc's layers and fits it; going forward through it
takes half the time here, for turns are short and a layer of thinc has work to do around each.
"""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from thinc.api import NumpyOps

DEPTH = 4
"""How many words to either side the network sees: one more with each convolution."""
_PIECE = 1000
# Its products keep to one thread; with those of numpy the cores wait for each other (measured
# where all were busy: 25 times as slow).
_OPS = NumpyOps()


class Layer(NamedTuple):
    """A maxout layer and the scaling after it.

    Attributes:
        weights: `(n in, pieces * n out)`.
        bias: `(pieces, n out)`.
        gain: `(n out,)`, and so is `shift`.
    """

    weights: Any
    bias: Any
    gain: Any
    shift: Any


class Network(NamedTuple):
    """What was learned.

    Attributes:
        tables: One of `(rows, width)` for each feature.
        layers: The first mixes the features of a word; each further one is a convolution over
            three words.
        weights: `(width, n labels)`.
        bias: `(n labels,)`.
    """

    tables: list[Any]
    layers: list[Layer]
    weights: Any
    bias: Any

    def chances(self, ids: Any) -> Any:
        """Give the chance of each label for each word.

        Long texts go in pieces that overlap by as much as the network sees, so that pieces
        change nothing.

        Args:
            ids: Features, `(n words, n tables)`, whole numbers of 64 bits.

        Returns:
            `(n words, n labels)`; rows add up to one.
        """
        pieces = []
        for start in range(0, len(ids), _PIECE):
            before = max(0, start - DEPTH)
            found = self._forward(ids[before : start + _PIECE + DEPTH])
            pieces.append(found[start - before : start - before + _PIECE])
        return np.concatenate(pieces)

    def _forward(self, ids: Any) -> Any:
        looked_up = [_look_up(ids[:, i].copy(), i, table) for i, table in enumerate(self.tables)]
        words = _maxout(np.concatenate(looked_up, axis=1), self.layers[0])
        for layer in self.layers[1:]:
            padded = np.pad(words, ((1, 1), (0, 0)))
            around = np.concatenate([padded[:-2], words, padded[2:]], axis=1)
            words = words + _maxout(around, layer)
        found = _OPS.gemm(words, self.weights) + self.bias
        raised = np.exp(found - found.max(axis=1, keepdims=True))
        return raised / raised.sum(axis=1, keepdims=True)


def _look_up(ids: Any, seed: int, table: Any) -> Any:
    """Add up the four rows of a table that each feature is hashed to."""
    return table[_OPS.hash(ids, seed) % len(table)].sum(axis=1)


def _maxout(words: Any, layer: Layer) -> Any:
    pieces = _OPS.gemm(words, layer.weights).reshape(len(words), *layer.bias.shape) + layer.bias
    highest = pieces.max(axis=1)
    centred = highest - highest.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + 1e-8)
    return centred / spread * layer.gain + layer.shift


def read_network(language: str) -> Network:
    """Read the weights of a language, which are stored in half precision."""
    source = files("kwalicode.deid").joinpath("models", language, "weights.npz")
    with source.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return network_of({name: stored[name].astype("float32") for name in stored})


def network_of(read: Mapping[str, Any]) -> Network:
    """Put the arrays of a file of weights in their places."""
    tables = [read[f"table {i}"] for i in range(sum(name.startswith("table") for name in read))]
    layers = [
        Layer(*(read[f"{part} {i}"] for part in Layer._fields))
        for i in range(sum(name.startswith("gain") for name in read))
    ]
    return Network(tables, layers, read["weights"], read["bias"])
