"""Texts as numbers: which words they hold, as a dictionary lists them, and which pieces of words.

Pieces of three to five letters let Dutch compounds resemble each other. What de-identification put
in place of a name stands in square brackets and is no word that somebody said: it counts for
nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from kwalicode.model import Language
from kwalicode.suggest.embeddings import Model
from kwalicode.suggest.lemmas import lemma_of, looked_up, spoken
from kwalicode.suggest.meaning import Meaning, read_meaning

Matrix = sparse.csr_array
Progress = Callable[[int, int], object]
"""Is told how many texts are done and of how many; what it raises stops the work."""

MOST_PIECES, SHORTEST, LONGEST = 100_000, 3, 5
# How much words weigh against pieces in `everything`: benchmarks/suggest.py compares.
WORDS_WEIGH = 1.5
MEANING_WEIGHS = 1.0
_STEP, _FEW, _SLAB = 500, 20, 4000


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is counted in texts, and how much each weighs (tf-idf).

    Attributes:
        places: The column of each word or piece.
        weights: Inverse document frequency of each column, at least 1.
    """

    places: Mapping[str, int]
    weights: np.ndarray


@dataclass(frozen=True, slots=True)
class Features:
    """Texts as rows of numbers; each row has length 1, or 0 where nothing of it counts.

    Attributes:
        words: Texts × words that say something; function words and fillers are left out.
        pieces: Texts × pieces of words.
        vocabulary: The word of each column of `words`.
        said: Texts × all words, also function words.
        meaning: Texts × dimensions of a model of meaning; no column without a model.
        fitted: What words and pieces weigh, by which new texts are brought to the same columns.
        read: How the model reads new texts, if there is one.
    """

    words: Matrix
    pieces: Matrix
    vocabulary: tuple[str, ...]
    said: Matrix
    meaning: Matrix
    language: Language
    fitted: tuple[Weighed, Weighed]
    read: Meaning | None = None

    def of(self, texts: Sequence[str]) -> "Features":
        """Give new texts in the same columns; words that were never seen count for nothing."""
        counted, tokens = _counted(texts)
        said, pieces = self.fitted
        words_found = _collected(counted, _lemmas(tokens, self.language), said.places)
        pieces_found = _collected(counted, _pieces(tokens), pieces.places)
        found = _features(words_found, pieces_found, self.language, self.fitted)
        return _with_meaning(found, self.read, counted, tokens)

    def with_texts(self, texts: Sequence[str]) -> "Features":
        """Give these texts and new ones below them; what words weigh stays as it is."""
        new = self.of(texts)
        return replace(
            self,
            words=sparse.vstack([self.words, new.words], format="csr"),
            pieces=sparse.vstack([self.pieces, new.pieces], format="csr"),
            said=sparse.vstack([self.said, new.said], format="csr"),
            meaning=sparse.vstack([self.meaning, new.meaning], format="csr"),
        )

    def joined(self) -> Matrix:
        """Give words, pieces and meaning side by side, as one matrix with rows of length 1."""
        meaning = self.meaning * MEANING_WEIGHS
        return _unit(sparse.hstack([self.words, self.pieces, meaning], format="csr"))

    def meant(self) -> Matrix:
        """Give `everything` with meaning beside it."""
        meaning = self.meaning * MEANING_WEIGHS
        return _unit(sparse.hstack([self.everything(), meaning], format="csr"))

    def everything(self) -> Matrix:
        """Give all words and pieces side by side: for codes, how something is said counts too."""
        return _unit(sparse.hstack([self.said * WORDS_WEIGH, self.pieces], format="csr"))


def features(
    texts: Sequence[str],
    language: Language,
    *,
    progress: Progress | None = None,
    model: Model | None = None,
) -> Features:
    """Count words by lemma and pieces of words in texts, each weighed by how rare it is.

    Weights are (1 + ln n) · (1 + ln((1 + N) / (1 + df))), as scikit-learn's `TfidfVectorizer` has
    them. Of many texts, what stands in one alone is left out: it can make nothing alike.

    Args:
        texts: De-identified texts, also empty ones.
        language: That of most; words are looked up in the other one too.
        progress: See `Progress`.
        model: Of meaning, if there is one on this computer.

    >>> found = features(["Ik durfde niet.", "Zij durven niet te praten."], "nl")
    >>> found.vocabulary
    ('durven', 'niet', 'praten')
    """
    counted, tokens = _counted(texts, progress)
    fewest = 2 if len(texts) > _FEW else 1
    words_found, said = _fitted(counted, _lemmas(tokens, language), fewest, None)
    pieces_found, pieces = _fitted(counted, _pieces(tokens), fewest, MOST_PIECES)
    found = _features(words_found, pieces_found, language, (said, pieces))
    if model is None:
        return found
    rarity = dict(zip(said.places, said.weights.tolist(), strict=True))
    return _with_meaning(
        found, read_meaning(model, language, rarity, counted, tokens), counted, tokens
    )


def _with_meaning(
    found: Features, read: Meaning | None, counted: Matrix, tokens: Sequence[str]
) -> Features:
    if read is None:
        return found
    return replace(found, meaning=sparse.csr_array(read.rows(counted, tokens)), read=read)


def _features(
    words: Matrix, pieces: Matrix, language: Language, fitted: tuple[Weighed, Weighed]
) -> Features:
    said = fitted[0]
    telling = {lemma: at for lemma, at in said.places.items() if lemma_of(lemma, language)}
    columns = np.fromiter(telling.values(), dtype=np.int32, count=len(telling))
    only = Weighed(telling, said.weights[columns])
    return Features(
        _weighed(words[:, columns], only),
        _weighed(pieces, fitted[1]),
        tuple(telling),
        _weighed(words, said),
        _nothing(words.shape[0]),
        language,
        fitted,
    )


def _nothing(n_texts: int) -> Matrix:
    return _table([], [0] * (n_texts + 1), 0)


def _counted(texts: Sequence[str], progress: Progress | None = None) -> tuple[Matrix, list[str]]:
    """Count the forms of words: texts × forms, and the forms."""
    places: dict[str, int] = {}
    columns: list[int] = []
    ends = [0]
    for n_done, text in enumerate(texts):
        if progress and n_done % _STEP == 0:
            progress(n_done, len(texts))
        columns.extend(places.setdefault(word, len(places)) for *_span, word in spoken(text))
        ends.append(len(columns))
    if progress:
        progress(len(texts), len(texts))
    return _table(columns, ends, len(places)), list(places)


def _table(columns: Sequence[int], ends: Sequence[int], n_columns: int) -> Matrix:
    # 32 bits: scikit-learn takes no other indices.
    places, rows = np.array(columns, dtype=np.int32), np.array(ends, dtype=np.int32)
    values = np.ones(len(columns), dtype=np.float32)
    found = sparse.csr_array((values, places, rows), shape=(len(ends) - 1, n_columns))
    found.sum_duplicates()
    return found


def _lemmas(tokens: Iterable[str], language: Language) -> list[list[str]]:
    return [[looked_up(token, language)] for token in tokens]


def _pieces(tokens: Iterable[str]) -> list[list[str]]:
    """Give for each word its pieces, with a space where it begins and ends."""
    found = []
    for token in tokens:
        word = f" {token} "
        lengths = range(SHORTEST, min(LONGEST, len(word)) + 1)
        found.append([word[at : at + n] for n in lengths for at in range(len(word) - n + 1)])
    return found


def _fitted(
    counted: Matrix, parts: Sequence[Sequence[str]], fewest: int, most: int | None
) -> tuple[Matrix, Weighed]:
    """Count parts of words in texts, keep those in enough texts, and weigh them by rarity."""
    names = sorted({part for some in parts for part in some})
    found = _collected(counted, parts, {name: at for at, name in enumerate(names)})
    n_texts = np.bincount(found.indices, minlength=len(names))
    kept = np.flatnonzero(n_texts >= fewest)
    if most is not None and len(kept) > most:
        kept = np.sort(kept[np.argsort(-n_texts[kept], kind="stable")[:most]])
    weights = 1 + np.log((1 + counted.shape[0]) / (1 + n_texts[kept]))
    places = {names[column]: at for at, column in enumerate(kept)}
    return found[:, kept], Weighed(places, weights.astype(np.float32))


def _collected(
    counted: Matrix, parts: Sequence[Sequence[str]], places: Mapping[str, int]
) -> Matrix:
    """Count in texts the parts that their words have: a word is taken apart once for all texts."""
    columns: list[int] = []
    ends = [0]
    for some in parts:
        columns.extend(places[part] for part in some if part in places)
        ends.append(len(columns))
    found: Matrix = counted @ _table(columns, ends, len(places))
    return found


def _weighed(counted: Matrix, weighed: Weighed) -> Matrix:
    found = counted.copy()
    found.data = (1 + np.log(found.data)) * weighed.weights[found.indices]
    return _unit(found)


def cosines(rows: Matrix) -> np.ndarray:
    """Give the cosine of each two rows of length 1, shape (rows, rows).

    In slabs of columns that are filled up: of long texts that is twenty times as fast as to
    multiply what is sparse.
    """
    columns = rows.tocsc()
    found = np.zeros((rows.shape[0], rows.shape[0]), dtype=np.float32)
    for first in range(0, columns.shape[1], _SLAB):
        slab = columns[:, first : first + _SLAB].toarray()
        found += slab @ slab.T
    return found.astype(float)


def _unit(found: Matrix) -> Matrix:
    """Give every row the length 1; a row of zeros stays."""
    lengths = np.sqrt(np.asarray(found.multiply(found).sum(axis=1))).ravel()
    lengths[lengths == 0] = 1
    found.data /= np.repeat(lengths, np.diff(found.indptr)).astype(found.data.dtype)
    return found
