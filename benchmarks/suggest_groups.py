"""Groups of texts: how near they come to labels that people gave, beside simple baselines."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Literal

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from benchmarks.labelled import Labelled
from kwalicode.suggest import clusters
from kwalicode.suggest.embeddings import Model, local_model
from kwalicode.suggest.features import features

Deal = Callable[[Labelled], np.ndarray]
"""Gives a group for each text, as many groups as there are labels; -1 for none."""


def dealt_by_lot(data: Labelled) -> np.ndarray:
    """Deal texts out whatever they say."""
    return np.random.default_rng(0).integers(0, len(data.names), len(data.texts))


def by_first_word(data: Labelled) -> np.ndarray:
    """Group by the most frequent telling word of each text: what a pivot table would give."""
    found = features(data.texts, data.language).words
    often = np.diff(found.tocsc().indptr)
    rows = [found[[at]].indices for at in range(found.shape[0])]
    first = [row[np.argmax(often[row])] if len(row) else -1 for row in rows]
    names = [name for name, _n in Counter(first).most_common(len(data.names)) if name >= 0]
    return np.array([names.index(one) if one in names else -1 for one in first])


def by_k_means(data: Labelled) -> np.ndarray:
    """Deal by k-means on the same 100 dimensions."""
    made = KMeans(len(data.names), random_state=0, n_init=3).fit(_not_centred(data))
    return np.asarray(made.labels_)


def by_linking(
    data: Labelled, method: Literal["ward", "average"], *, is_centred: bool = False
) -> np.ndarray:
    """Deal by linking texts, without a least size of groups."""
    points = _points(data) if is_centred else _not_centred(data)
    tree = linkage(points, method, "euclidean" if method == "ward" else "cosine")
    return np.asarray(fcluster(tree, len(data.names), "maxclust"))


def by_ours_grouped(data: Labelled) -> np.ndarray:
    """Deal as kwalicode does."""
    return clusters.group(_points(data), len(data.names)).labels


def by_ours_with(data: Labelled, model: Model) -> np.ndarray:
    """Deal as kwalicode does where there is a model of meaning."""
    points = clusters.reduced(features(data.texts, data.language, model=model).joined())
    return clusters.group(points, len(data.names)).labels


def _not_centred(data: Labelled) -> np.ndarray:
    """Give the same dimensions with what all texts have in common."""
    words = features(data.texts, data.language).joined()
    points = TruncatedSVD(clusters.N_DIMENSIONS, random_state=0).fit_transform(words)
    lengths = np.linalg.norm(points, axis=1, keepdims=True)
    # A text without a word to go by has no direction: it lies beside the first dimension.
    return np.where(lengths > 0, points / np.maximum(lengths, 1e-9), np.eye(1, points.shape[1]))


def _points(data: Labelled) -> np.ndarray:
    return clusters.reduced(features(data.texts, data.language).joined())


DEALERS: dict[str, Deal] = {
    "by lot": dealt_by_lot,
    "most frequent word": by_first_word,
    "k-means": by_k_means,
    "Ward": partial(by_linking, method="ward"),
    "average cosine": partial(by_linking, method="average"),
    "Ward, centred": partial(by_linking, method="ward", is_centred=True),
    "**kwalicode**": by_ours_grouped,
}


def table(sets: Sequence[Labelled]) -> Iterator[str]:
    """Give the lines of a table: each way to group texts against their labels."""
    yield "| groups | method | ARI | NMI | apart |\n|---|---|---|---|---|"
    for data in sets:
        wanted = np.unique(data.labels, return_inverse=True)[1]
        dealers = dict(DEALERS)
        if model := local_model(data.language):
            dealers[f"**kwalicode** with {model.name}"] = partial(by_ours_with, model=model)
        for name, deal in dealers.items():
            labels = deal(data)
            same = adjusted_rand_score(wanted, labels)
            shared = normalized_mutual_info_score(wanted, labels)
            told = f"{same:.3f} | {shared:.3f} | {np.mean(labels < 0):.2f}"
            yield f"| {data.name} | {name} | {told} |"
