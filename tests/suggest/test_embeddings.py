"""A model of meaning on this computer makes texts alike that share no word; without one, nothing."""

import numpy as np
import pytest
import spacy

from kwalicode.errors import InputError
from kwalicode.suggest.alike import rank_alike
from kwalicode.suggest.codes import Coded, learn_codes, scores
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


def test_what_all_texts_mean_alike_makes_none_of_them_alike(folder):
    texts = [
        "Zij was bang.",
        "Bang in de kantine.",
        "Angstig zei zij dat.",
        "De kantine was dicht.",
    ]
    rows = features(texts, "nl", model=local_model("nl")).meaning.toarray()
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1)
    assert rows[0] @ rows[3] < -0.5
    assert np.abs(rows.mean(axis=0)).max() < 0.2


def test_codes_go_by_meaning_too_and_rows_left_out_count_for_nothing_in_it(folder):
    texts = [f"{words} {n}" for words in ("Bang", "De kantine") for n in ("hier", "daar", "nu")] * 2
    texts = [f"{text} {at}" for at, text in enumerate(texts)] + ["Angstig"]
    coded = [Coded(at, ("fear", "canteen")[at % 6 > 2], str(at % 2)) for at in range(12)]
    found, without = features(texts, "nl", model=local_model("nl")), features(texts, "nl")
    asked = "Zij was angstig."

    def lead(found, coded, rows=()):
        canteen, fear = scores(learn_codes(found, coded), found.of([asked]), without=rows)
        return fear - canteen

    assert lead(found, coded) > lead(without, coded) + 0.5
    more = [*coded, Coded(12, "canteen", "1")]
    assert lead(found, more, [12]) == pytest.approx(lead(found, coded), abs=1e-4)


def test_the_origin_names_the_model(folder):
    assert told("words", "nl") == "words, nl_vier 1.0 by rarity"
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
