"""What a group is about, as far as its words tell: those typical of it, and the texts in its midst.

A list of words is no name: who made the group up out of nothing but words cannot know its meaning.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from kwalicode.suggest.clusters import Numbers, Whole

MOST_WORDS = 6


def typical_words(
    words: Sequence[Sequence[str]], labels: Whole, *, most: int = MOST_WORDS
) -> list[list[str]]:
    """Give the words that are more frequent in each group than in the others (c-TF-IDF).

    The weight of a word in a group is its share of the words of the group, times ln(1 + A / n),
    where A is the mean number of words of a group and n how often all groups say it (Grootendorst
    2022, BERTopic, eq. 2). A word that one text of a group alone says is left out, unless the group
    has one text.

    Args:
        words: Of each text, by their lemma, without function words.
        labels: Group of each text, from 0; -1 for texts of no group.
        most: Words of a group at most.

    >>> texts = [["druk", "werk"], ["druk"], ["fijn", "werk"], ["fijn"]]
    >>> typical_words(texts, np.array([0, 0, 1, 1]))
    [['druk'], ['fijn']]
    """
    n_groups = int(labels.max(initial=-1)) + 1
    said = [Counter[str]() for _ in range(n_groups)]
    texts = [Counter[str]() for _ in range(n_groups)]
    sizes = np.bincount(labels[labels >= 0], minlength=n_groups)
    for label, own in zip(labels.tolist(), words, strict=True):
        if label >= 0:
            said[label].update(own)
            texts[label].update(set(own))
    total = sum(said, Counter[str]())
    mean = sum(total.values()) / max(1, n_groups)
    found = []
    for counts, within, size in zip(said, texts, sizes.tolist(), strict=True):
        n_words = sum(counts.values())
        weights = {
            word: n / n_words * np.log1p(mean / total[word])
            for word, n in counts.items()
            if within[word] > 1 or size == 1
        }
        order = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        found.append([word for word, _weight in order[:most]])
    return found


def most_typical(labels: Whole, nearness: Numbers, *, most: int = 3) -> list[list[int]]:
    """Give the places of the texts nearest to the centre of each group, the nearest first."""
    n_groups = int(labels.max(initial=-1)) + 1
    order = np.lexsort((np.arange(len(labels)), -nearness))
    found: list[list[int]] = [[] for _ in range(n_groups)]
    for place in order.tolist():
        label = int(labels[place])
        if label >= 0 and len(found[label]) < most:
            found[label].append(place)
    return found
