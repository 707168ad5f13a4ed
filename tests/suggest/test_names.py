"""Typical words of groups, and the texts in their midst."""

import numpy as np
import pytest

from kwalicode.suggest.names import most_typical, typical_words


def test_words_are_weighed_by_group_as_c_tf_idf_says():
    texts = [["druk", "werk"], ["druk", "werk"], ["werk", "fijn"], ["werk", "fijn", "fijn"]]
    labels = np.array([0, 0, 1, 1])
    # A = (4 + 5) / 2; druk: 2/4 ln(1 + 4.5/2) = .589; werk in 0: 2/4 ln(1 + 4.5/4) = .377;
    # fijn: 3/5 ln(1 + 4.5/3) = .550; werk in 1: 2/5 ln(1 + 4.5/4) = .301.
    assert typical_words(texts, labels) == [["druk", "werk"], ["fijn", "werk"]]
    assert typical_words(texts, labels, most=1) == [["druk"], ["fijn"]]


def test_a_word_of_one_text_alone_is_not_typical_of_many():
    texts = [["druk", "zeppelin"], ["druk"], ["rust"]]
    assert typical_words(texts, np.array([0, 0, -1])) == [["druk"]]
    assert typical_words([["zeppelin"]], np.array([0])) == [["zeppelin"]]


@pytest.mark.parametrize("texts", [[], [[], []]])
def test_without_words_there_are_none(texts):
    assert typical_words(texts, np.zeros(len(texts), dtype=int)) == [[]] * bool(texts)


def test_the_nearest_texts_are_the_most_typical():
    labels, nearness = np.array([0, 0, 0, 1, -1]), np.array([0.2, 0.9, 0.9, 0.5, 1.0])
    assert most_typical(labels, nearness, most=2) == [[1, 2], [3]]
