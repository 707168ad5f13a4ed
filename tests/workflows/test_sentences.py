from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwalicode.workflows.sentences import sentence_spans, sentences_around

TEXTS = st.text(alphabet="aB .!?…\n'”)é[1", max_size=60)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Nee. En toen niet meer! Of wel?", ["Nee.", "En toen niet meer!", "Of wel?"]),
        ("Hij zei 'stop!' Toen niet.", ["Hij zei 'stop!'", "Toen niet."]),
        ("Het is ca. drie uur. ja.", ["Het is ca. drie uur. ja."]),
        ("Mevr. Bak en dhr. Top. Klaar.", ["Mevr. Bak en dhr. Top.", "Klaar."]),
        ("J. de Bode. Zo.", ["J. de Bode.", "Zo."]),
        (
            "Ik weet... Nee… Goed. [subject 1] wel.",
            ["Ik weet...", "Nee…", "Goed.", "[subject 1] wel."],
        ),
        ("ja\n\nnee", ["ja", "nee"]),
        (" \n ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, sentences):
    assert [text[slice(*span)] for span in sentence_spans(text)] == sentences


@given(TEXTS)
def test_sentences_stand_in_order_and_leave_out_nothing_but_blanks(text):
    spans = sentence_spans(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    kept = "".join(text[slice(*span)] for span in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(text[slice(*span)] == text[slice(*span)].strip() != "" for span in spans)


@given(TEXTS.filter(bool), st.data())
def test_the_sentences_around_a_place_hold_it(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    spans = sentence_spans(text)
    first, last = sentences_around(spans, start, end)
    assert first <= start
    assert end <= last
    assert all(
        span[1] <= first or span[0] >= last or first <= span[0] < span[1] <= last for span in spans
    )
