"""The picture and the sentences of saturation."""

from datetime import date
from xml.etree import ElementTree

import pytest

from kwalicode.report.pictures.saturation import SaturationCurves, SaturationWords, draw_saturation
from kwalicode.report.saturation_sentence import ToldSaturation, saturation_sentences

WORDS = SaturationWords("5 < 6 & 7", "interviews", "codes", "new", "so far", "all orders", "on")
TOLD = ToldSaturation(
    *(30, 118, "interview", "date", 4, 2, 0.05, date(2022, 9, 28), True, True, "8+2", 11),
    *(0.974, 2, 7, 118.27, (118.02, 122.06), 5, 0.25),
)


def shapes(svg, name):
    root = ElementTree.fromstring(svg)  # noqa: S314  drawn by us
    return list(root.iter(f"{{http://www.w3.org/2000/svg}}{name}"))


def test_a_picture_has_a_bar_and_a_dot_an_interview_and_says_its_finding():
    new, cumulative, expected = (3, 1, 0), (3, 4, 4), (2.0, 3.5, 4.0)
    curves = SaturationCurves(new, cumulative, expected, expected, expected, (4.2,), 2, "2+1")
    svg = draw_saturation(curves, WORDS)
    texts = ["".join(text.itertext()) for text in shapes(svg, "text")]
    assert shapes(svg, "title")[0].text == texts[0] == "5 < 6 & 7"
    assert {"2+1", "≈ 4", "new", "so far", "all orders", "on"} <= set(texts)
    heights = [float(one.get("height")) for one in shapes(svg, "rect") if "y" in one.attrib][:2]
    assert heights[0] == pytest.approx(3 * heights[1], abs=0.2)
    assert len(shapes(svg, "circle")) == 3 + 1


@pytest.mark.parametrize("n", [1, 200])
def test_one_interview_and_two_hundred_can_be_drawn(n):
    level = (1.0,) * n
    curves = SaturationCurves((1,) + (0,) * (n - 1), (1,) * n, level, level, level, (), None, "")
    svg = draw_saturation(curves, WORDS)
    assert "NaN" not in svg
    assert "nan" not in svg
    assert len(shapes(svg, "circle")) == n + 1


def test_sentences_for_a_methods_section_tell_the_numbers_in_dutch():
    assert saturation_sentences(TOLD, language="nl") == (
        "In 30 interviews (op datum) komen 118 verschillende codes voor. Verzadiging is beoordeeld met de "
        "new information rate van Guest, Namey en Chen (2020): een basis van 4, reeksen van 2 en "
        "een drempel van 5\u00a0%. Deze instelling is vastgelegd op 28 september 2022, voordat een "
        "uitkomst was te zien. Volgens die regel is verzadiging bereikt na 8 (8+2). Daarna bracht nummer 11 toch "
        "weer nieuwe codes. De geschatte dekking, het deel van alle voorkomens van "
        "codes dat bij al geziene codes hoort, is 97,4\u00a0% (codes in één: Q1 = 2, in twee: Q2 = 7; "
        "Chao en Jost 2012). "
        "Chao2 schat ten minste 118,3 codes (95\u00a0%-interval 118 tot 122,1). Nog 5 interviews zouden "
        "ongeveer 0,2 nieuwe codes brengen. Deze schattingen gaan ervan uit dat de volgende interviews "
        "zijn als deze. Dit is verzadiging van codes; of elke code ook ten "
        "volle is begrepen, is een oordeel van de onderzoekers (Hennink, Kaiser en Marconi 2017)."
    )


def test_what_is_not_all_is_never_told_as_all_and_no_estimate_is_said_in_words():
    nearly = saturation_sentences(TOLD._replace(coverage=0.9998), language="en")
    assert "is 99.9% (" in nearly
    none = TOLD._replace(coverage=1.0, at_least=None, interval=None, next_codes=None)
    assert "not seen cannot be estimated" in saturation_sentences(none, language="en")


def test_what_is_undefined_is_left_out_of_the_sentences():
    few = TOLD._replace(
        is_first=False, can_judge=False, coverage=None, at_least=None, next_codes=None
    )
    english = saturation_sentences(few, language="en")
    assert "after another one had been used. There are too few for that rule. This is" in english
    never = saturation_sentences(TOLD._replace(notation="", reopened_at=None), language="en")
    assert "saturation was not reached" in never
    assert "brought new codes all" not in never
