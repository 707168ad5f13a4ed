"""What texts mean, as rows of numbers: the middle of the vectors of their words.

Each vector is brought to length 1 and weighed by how rare its word is, and what all texts have in
common is taken away (after Arora, Liang & Ma 2017 and Mu & Viswanath 2018). Without these two steps
a model made groups worse than words alone: `docs/suggestions.md` has the figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from kwalicode.model import Language
from kwalicode.suggest.embeddings import Model
from kwalicode.suggest.lemmas import lemma_of


@dataclass(frozen=True, slots=True)
class Meaning:
    """How a model reads texts.

    Attributes:
        rarity: Of words as a dictionary lists them, at least 1; what is not in it is the rarest.
        middle: What all texts have in common, shape (dimensions,).
    """

    model: Model
    language: Language
    rarity: Mapping[str, float]
    middle: np.ndarray

    def rows(self, counted: sparse.csr_array, tokens: Sequence[str]) -> np.ndarray:
        """Give shape (texts, dimensions), rows of length 1; of a text without known words, zeros.

        Args:
            counted: Texts × forms of words.
            tokens: These forms.
        """
        rarest = max(self.rarity.values(), default=1.0)
        lemmas = [lemma_of(token, self.language) for token in tokens]
        weights = [self.rarity.get(lemma, rarest) if lemma else 0.0 for lemma in lemmas]
        vectors = _unit(self.model.vectors(tokens)) * np.array(weights, np.float32)[:, np.newaxis]
        found = _unit(counted @ vectors)
        is_known = np.abs(found).max(axis=1, initial=0) > 0
        return _unit((found - self.middle) * is_known[:, np.newaxis])


def read_meaning(
    model: Model,
    language: Language,
    rarity: Mapping[str, float],
    counted: sparse.csr_array,
    tokens: Sequence[str],
) -> Meaning:
    """Learn from texts what they have in common; see `Meaning` and `Meaning.rows`."""
    first = Meaning(model, language, rarity, np.zeros(1, np.float32))
    rows = first.rows(counted, tokens)
    return replace(first, middle=rows.sum(axis=0) / max(len(rows), 1))


def _unit(rows: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: np.ndarray = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit
