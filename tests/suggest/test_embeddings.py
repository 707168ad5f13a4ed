"""A model of meaning on this computer makes texts alike that share no word; without one, nothing."""

import numpy as np
import pytest
import spacy

from kwalicode.errors import InputError
from kwalicode.suggest.alike import rank_alike
from kwalicode.suggest.embeddings import SETTING, local_model, told
from kwalicode.suggest.features import features

VECTORS = {"bang": (1, 0, 0), "angstig": (0.9, 0.1, 0), "kantine": (0, 0, 1), "durfde": (0.8, 0, 0)}
TEXTS = ["Zij was bang.", "Hij was angstig.", "De kantine was dicht.", "[persoon 2] durfde niet."]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A pipeline of four words, as a researcher would have one in a folder."""
    pipeline = spacy.blank("nl", meta={"name": "vier", "version": "1.0"})
    for word, vector in VECTORS.items():
        pipeline.vocab.set_vector(word, np.array(vector, dtype=np.float32))
    pipeline.to_disk(tmp_path / "model")
    monkeypatch.setenv(SETTING, f" {tmp_path / 'model'} ,")
    return tmp_path


def likeness(found):
    rows = found.joined().toarray()
    return rows @ rows.T


def test_words_that_mean_the_same_make_texts_alike(folder):
    without = likeness(features(TEXTS, "nl"))
    found = features(TEXTS, "nl", model=local_model("nl"))
    assert without[0, 1] < 0.1
    assert likeness(found)[0, 1] > 0.3
    assert likeness(found)[0, 2] < 0.1
    assert np.allclose(found.of(TEXTS).meaning.toarray(), found.meaning.toarray())


def test_more_like_this_goes_by_meaning_too(folder):
    texts = ["Zij was bang in de gang.", "Hij was angstig in de gang.", "De kantine in de gang."]

    def ahead(model):
        found = features(texts, "nl", model=model)
        asked = (found.of(texts[:1]), found.of([]))
        ranked = rank_alike(found, found.meant(), *asked, among=[1, 2])
        scores = {one.row: one.score for one in ranked}
        return scores[1] - scores[2]

    assert ahead(local_model("nl")) > ahead(None) + 0.1


def test_the_origin_names_the_model(folder):
    assert told("words", "nl") == "words, nl_vier 1.0"
    assert told("words", "en") == "words"


def test_without_the_setting_nothing_is_loaded(monkeypatch):
    monkeypatch.delenv(SETTING, raising=False)
    assert local_model("nl") is None
    assert features(TEXTS, "nl").meaning.shape == (4, 0)


@pytest.mark.parametrize("name", ["nl_not_installed_lg", "/nowhere"])
def test_a_model_that_is_not_there_is_said_to_be_missing(monkeypatch, name):
    monkeypatch.setenv(SETTING, name)
    with pytest.raises(InputError, match="not on this computer") as refused:
        local_model("nl")
    assert name not in str(refused.value)


def test_a_model_without_vectors_is_refused(tmp_path, monkeypatch):
    spacy.blank("nl").to_disk(tmp_path / "bare")
    monkeypatch.setenv(SETTING, str(tmp_path / "bare"))
    with pytest.raises(InputError, match="no word vectors"):
        local_model("nl")
