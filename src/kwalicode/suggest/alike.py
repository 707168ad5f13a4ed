"""More like this: passages in the order of how much they resemble examples, and by which words.

What is looked for is the middle of the examples, less what is said everywhere. It moves towards
what was taken and away from what was refused (Rocchio 1971), so every decision teaches.
`docs/suggestions.md` says how often it is right.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from kwalicode.model import Language
from kwalicode.suggest.features import Features, Matrix
from kwalicode.suggest.lemmas import lemma_of, spoken

# How much what is said everywhere and what was refused weigh against the examples: of what was
# tried on paragraphs of a report, these found most.
_EVERYWHERE, _REFUSED, _MOST_WORDS = 0.8, 0.25, 8
_SHORT = 6  # words at which a passage keeps half of its score; tried on talk, where turns are short


class Alike(NamedTuple):
    """A passage that resembles the examples.

    Attributes:
        row: Of the passage.
        score: Cosine with what is looked for, at most 1; less of a passage of few words.
        words: What makes it alike, as a dictionary lists it; what weighs most first.
    """

    row: int
    score: float
    words: tuple[str, ...]


def rank_alike(
    found: Features,
    everything: Matrix,
    examples: Features,
    refused: Features,
    *,
    among: Sequence[int],
    most: int = 200,
) -> list[Alike]:
    """Order passages by how much they resemble examples; those that share no word are left out.

    Args:
        found: All passages.
        everything: `found.meant()`, which is kept where many questions are asked.
        examples: What is looked for, in the same columns.
        refused: What is not looked for.
        among: Rows of the passages to choose from.
        most: How many at most.
    """
    question = _question(examples.meant(), refused.meant(), everything)
    length = float(np.linalg.norm(question)) or 1.0
    rows = np.asarray(among, dtype=np.int64)
    scores = (everything @ (question / length))[rows]
    # A passage of a word or two is easily alike as a whole: it has to be more so to come first.
    n_words = np.diff(found.words.indptr)[rows]
    scores = np.where(scores > 0, scores * n_words / (n_words + _SHORT), scores)
    said = _middle(examples.words)
    words = np.where(said > 0, _question(examples.words, refused.words, found.words), -np.inf)
    result: list[Alike] = []
    for at in np.argsort(-scores, kind="stable"):
        if len(result) == most:
            break
        if shared := _shared(found, int(rows[at]), words):
            result.append(Alike(int(rows[at]), float(scores[at]), shared))
    return result


def _question(examples: Matrix, refused: Matrix, everywhere: Matrix) -> np.ndarray:
    question = _middle(examples) - _EVERYWHERE * _middle(everywhere)
    return question - _REFUSED * _middle(refused)


def _middle(rows: Matrix) -> np.ndarray:
    middle: np.ndarray = np.asarray(rows.sum(axis=0)).ravel() / max(rows.shape[0], 1)
    return middle


def _shared(found: Features, row: int, words: np.ndarray) -> tuple[str, ...]:
    """Give the words of a passage that examples say too: those that tell most, or at least one."""
    first, last = found.words.indptr[row : row + 2]
    columns = found.words.indices[first:last]
    weights = found.words.data[first:last] * words[columns]
    order = [
        at for at in np.argsort(-weights, kind="stable")[:_MOST_WORDS] if weights[at] > -np.inf
    ]
    telling = [at for at in order if weights[at] > 0]
    return tuple(found.vocabulary[columns[at]] for at in telling or order[:1])


def places_of(text: str, words: Collection[str], language: Language) -> list[tuple[int, int]]:
    """Give where words stand in a text in whatever form, as start and end in code points.

    >>> places_of("Zij durfde niet te praten.", ["durven"], "nl")
    [(4, 10)]
    """
    wanted = set(words)
    return [(start, end) for start, end, word in spoken(text) if lemma_of(word, language) in wanted]


def enough_words(texts: Sequence[str], language: Language, *, least: int = 3) -> bool:
    """Tell whether examples hold enough words that say something to look for more like them."""
    told = {lemma_of(word, language) for text in texts for *_span, word in spoken(text)} - {""}
    return len(told) >= least
