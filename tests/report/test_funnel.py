"""The funnel of the reference study (W14, L539-563) in words and as a picture."""

import pytest
from lxml import etree

from kwalicode.report.funnel import Branch, Funnel, funnel_text
from kwalicode.report.pictures.funnel import draw_funnel

REFERENCE = Funnel(
    Branch(n_held=15, n_no_answer=37, n_declined=5), Branch(n_held=16, n_waiting=4), 35, 1, 1
)


def test_the_funnel_tells_the_numbers_of_the_reference_study_in_dutch():
    assert funnel_text(REFERENCE, language="nl") == (
        "57 personen of groepen zijn benaderd: 15 stemden in, 37 reageerden niet en 5 zagen ervan "
        "af. 20 meldden zich zelf: met 16 is gesproken en 4 zijn nog niet beslist. Zo zijn er 31 "
        "interviews gehouden met 35 personen. 1 interview is na afloop teruggetrokken; daarmee "
        "blijven er 30 interviews met 34 personen over."
    )


def test_the_funnel_tells_the_numbers_of_the_reference_study_in_english():
    assert funnel_text(REFERENCE, language="en") == (
        "57 persons or groups were approached: 15 agreed, 37 did not answer and 5 declined. 20 "
        "came forward: 16 were interviewed and 4 are undecided yet. So 31 interviews were held "
        "with 35 persons. 1 interview was withdrawn afterwards, which leaves 30 interviews with "
        "34 persons."
    )


def test_one_is_not_told_as_many_and_nothing_is_told_of_nobody():
    one = Funnel(Branch(n_planned=1, n_withdrawn=1), Branch(), 0, 0, 0)
    assert funnel_text(one, language="en") == (
        "2 persons or groups were approached: 1 agreed, 1 withdrew beforehand and 1 is still to be "
        "interviewed. So 0 interviews were held with 0 persons."
    )
    held = Funnel(Branch(n_held=1), Branch(), 1, 0, 0)
    assert funnel_text(held, language="nl") == (
        "1 persoon of groep is benaderd: 1 stemde in. Zo is er 1 interview gehouden met 1 persoon."
    )
    nobody = Funnel(Branch(), Branch(), 0, 0, 0)
    assert funnel_text(nobody, language="nl") == "Er is nog niemand benaderd."


@pytest.mark.parametrize("ground", ["paper", "light", "dark"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_picture_shows_every_number_inside_its_frame(language, ground):
    svg = etree.fromstring(draw_funnel(REFERENCE, language=language, ground=ground).encode())
    width, height = float(svg.get("width")), float(svg.get("height"))
    words = " ".join(svg.itertext("{*}text"))
    for number in (57, 15, 37, 5, 20, 16, 31, 35, 30, 34):
        assert str(number) in words.replace(",", " ").split()
    boxes = [r for r in svg.iter("{*}rect") if r.get("x")]
    for box in boxes:
        x, y = float(box.get("x")), float(box.get("y"))
        assert 0 <= x <= x + float(box.get("width")) <= width
        assert 0 <= y <= y + float(box.get("height")) <= height
    corners = [[float(b.get(k)) for k in ("x", "y", "width", "height")] for b in boxes]
    for i, (x, y, w, h) in enumerate(corners):
        for x2, y2, w2, h2 in corners[i + 1 :]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y
