"""Groups of texts: known topics come back, chance and bad input are said in words."""

import random

import numpy as np
import pytest
from sklearn.metrics import silhouette_score

from kwalicode.errors import UndefinedError
from kwalicode.suggest.clusters import MOST_LINKED, group, reduced
from kwalicode.suggest.features import features

TOPICS = {
    "nl": (
        "collega team sfeer samen helpen lachen koffie afdeling",
        "leidinggevende schreeuwen boos directeur manager kritiek luisteren",
        "melding vertrouwenspersoon commissie klacht onderzoek gevolg procedure",
    ),
    "en": (
        "colleague team mood together help laugh coffee department",
        "boss shout angry director manager criticism listen",
        "report adviser committee complaint inquiry consequence procedure",
    ),
}


def texts(language, n, seed=1, n_words=5):
    """Answers of a few words of one topic, and the topic of each."""
    chance = random.Random(seed)  # noqa: S311  no secret
    topics = [chance.randrange(3) for _ in range(n)]
    words = [chance.sample(TOPICS[language][topic].split(), n_words) for topic in topics]
    return [" ".join(own) for own in words], np.array(topics)


def grouped(said, language="nl", n_groups=3):
    return group(reduced(features(said, language).joined()), n_groups)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_topics_come_back_as_firm_groups(language):
    said, topics = texts(language, 90)
    found = grouped(said, language)
    pairs = set(zip(topics.tolist(), found.labels.tolist(), strict=True))
    assert len(pairs) == 3
    assert found.is_clear
    assert found.stability.min() > 0.9
    assert np.bincount(found.labels).tolist() == sorted(np.bincount(topics), reverse=True)
    # On the map, every centre is farther from the others than from its own texts.
    centres = np.stack([found.places[found.labels == one].mean(axis=0) for one in range(3)])
    apart = np.linalg.norm(found.places[:, None] - centres[None], axis=2)
    assert (apart.argmin(axis=1) == found.labels).mean() > 0.95


def test_the_silhouette_is_that_of_scikit_learn():
    said, _ = texts("en", 60)
    points = reduced(features(said, "en").joined())
    found = group(points, 4)
    inside = found.labels >= 0
    wanted = silhouette_score(points[inside], found.labels[inside], metric="cosine")
    assert found.silhouette == pytest.approx(wanted)


def test_the_same_texts_give_the_same_groups():
    said, _ = texts("nl", 40)
    one, other = grouped(said), grouped(said)
    for a, b in zip(one, other, strict=True):
        assert np.array_equal(a, b)


def test_words_dealt_out_by_chance_are_no_clear_groups():
    chance = random.Random(2)  # noqa: S311  no secret
    words = [*TOPICS["nl"][0].split(), *TOPICS["nl"][1].split()]
    said = [" ".join(chance.sample(words, 6)) for _ in range(200)]
    found = grouped(said, n_groups=4)
    assert not found.is_clear
    with_topics = grouped(texts("nl", 200)[0], n_groups=3)
    assert found.stability.max() < with_topics.stability.min()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_like_nothing_else_is_apart(language):
    said, _ = texts(language, 60)
    found = grouped([*said, "zeppelin boven groenland", "[persoon 3]", ""], language)
    assert found.outliers[-3:].all()
    assert found.labels[-2:].tolist() == [-1, -1]
    assert found.outliers[:60].sum() < 6


def test_many_texts_are_grouped_as_few_are():
    said, topics = texts("en", MOST_LINKED + 100)
    found = grouped(said, "en")
    assert len(set(zip(topics.tolist(), found.labels.tolist(), strict=True)) - {(-1, -1)}) <= 6
    assert found.stability.min() > 0.8


@pytest.mark.parametrize(
    ("said", "n_groups", "why"),
    [
        (["druk", "rust"], 2, "Texts with words to go by: 2; groups need 10 or more"),
        (["", "[persoon 1]"] * 20, 2, "Texts with words to go by: 0"),
        (["te druk hier"] * 20, 2, "All these texts say the same"),
        (["te druk hier", "veel rust"] * 20, 5, "There are 2 different texts, fewer than 5 groups"),
    ],
)
def test_what_cannot_be_grouped_is_said_in_words(said, n_groups, why):
    with pytest.raises(UndefinedError) as refused:
        grouped(said, n_groups=n_groups)
    assert str(refused.value).startswith(why)


def test_one_word_each_is_grouped_by_that_word():
    found = grouped(["druk", "rust", "sfeer"] * 10)
    assert np.bincount(found.labels).tolist() == [10, 10, 10]


def test_work_can_be_stopped_between_steps():
    said, _ = texts("nl", 30)
    shares = []

    def stop(share):
        shares.append(share)
        if share > 0.5:
            raise KeyboardInterrupt

    points = reduced(features(said, "nl").joined())
    with pytest.raises(KeyboardInterrupt):
        group(points, 3, progress=stop)
    assert shares == sorted(shares)
