import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kwalicode.suggest.features import features
from kwalicode.suggest.lemmas import lemma_of, spoken

TEXTS = [
    "Ik durfde niets te zeggen, [respondent 3] ook niet.",
    "De leidinggevende schreeuwt.",
    "Uh, nou ja.",
    "",
]


def test_what_was_said_of_no_one_can_be_told_from_masks_or_stop_words():
    found = features(TEXTS, "nl")
    assert "respondent" not in found.vocabulary
    assert {"durven", "niet", "niets", "schreeuwen"} <= set(found.vocabulary)
    assert not {"ik", "de", "uh", "ja"} & set(found.vocabulary)
    assert found.words.toarray().any(axis=1).tolist() == [True, True, False, False]


def test_denying_keeps_its_word_in_both_languages():
    assert [lemma_of(word, "nl") for word in ("niet", "geen", "nooit", "het")] == [
        *("niet", "geen", "nooit", "")
    ]
    assert [lemma_of(word, "en") for word in ("not", "never", "uhm", "the")] == [
        "not",
        "never",
        "",
        "",
    ]


def test_texts_that_are_brought_later_get_the_same_numbers():
    found = features(TEXTS, "nl")
    later = found.of(TEXTS)
    for name in ("words", "pieces", "said"):
        assert np.array_equal(getattr(found, name).toarray(), getattr(later, name).toarray())
    more = found.with_texts(["Iemand schreeuwde naar Zoltarra."])
    assert more.words.shape == (5, len(found.vocabulary))
    assert more.words[[4]].toarray().max() == pytest.approx(1)


def test_pieces_of_words_make_compounds_alike():
    found = features(["vertrouwenspersoon", "vertrouwen", "keuken"], "nl")
    alike = (found.pieces @ found.pieces.T).toarray()
    assert alike[0, 1] > 0.3 > alike[0, 2]


def test_work_can_be_followed_and_stopped():
    seen = []
    features(["een huis"] * 1_200, "nl", progress=lambda done, of: seen.append((done, of)))
    assert seen == [(0, 1200), (500, 1200), (1000, 1200), (1200, 1200)]

    def stop(_done, _of):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        features(["een huis"], "nl", progress=stop)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_text_gives_rows_of_length_one_or_none(texts):
    found = features(texts, "nl")
    for matrix in (found.words, found.pieces, found.said, found.everything()):
        lengths = np.linalg.norm(matrix.toarray(), axis=1)
        assert np.all(np.isclose(lengths, 1, atol=1e-4) | (lengths == 0))
    for text in texts:
        for start, end, word in spoken(text):
            assert text[start:end].lower().replace("’", "'") == word


def test_contractions_of_function_words_say_nothing_and_plurals_do():
    english = [lemma_of(word, "en") for word in ("that's", "didn't", "i'm", "manager's")]
    assert english[:3] == [""] * 3
    assert english[3].startswith("manager")
    assert [lemma_of(word, "nl") for word in ("zo'n", "m'n", "foto's")] == ["", "", "foto"]
