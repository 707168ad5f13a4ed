"""Pictures of numbers: the line of time around an event, and a dot with its interval a row."""

from datetime import date
from xml.etree import ElementTree

import pytest

from kwalicode.report.pictures.count_bars import CountBar, draw_count_bars
from kwalicode.report.pictures.dot_plot import Dot, DotWords, draw_dots
from kwalicode.report.pictures.period import DatedSource, PeriodWords, draw_period

EVENT = date(2022, 9, 28)
PERIOD = PeriodWords("3 < 4", "<Rapport>", "before: 2", "after: 1", "segments")
DOTS = DotWords("2 of 3", "alpha", ",", ((0.667, "0,667"), (0.8, "0,8")))


def shapes(svg, name):
    root = ElementTree.fromstring(svg)  # noqa: S314  drawn by us
    return list(root.iter(f"{{http://www.w3.org/2000/svg}}{name}"))


def said(svg):
    return ["".join(text.itertext()) for text in shapes(svg, "text")]


def test_each_source_is_a_bar_on_its_side_of_the_event_and_an_empty_one_a_ring():
    days = ((date(2022, 6, 1), 2), (EVENT, 3), (EVENT, 1), (date(2022, 12, 1), 0))
    svg = draw_period([DatedSource(*one) for one in days], EVENT, PERIOD)
    bars = [(float(r.get("x")), float(r.get("height"))) for r in shapes(svg, "rect")[1:]]
    line = 64 + 16 + (960 - 64 - 32 - 32) * (EVENT - date(2022, 6, 1)).days / 183
    assert [x > line for x, _height in bars] == [False, True, True]
    heights = [height for _x, height in bars]
    assert heights == pytest.approx([heights[2] * 2, heights[2] * 3, heights[2]], abs=0.2)
    assert len(shapes(svg, "circle")) == 1
    assert shapes(svg, "title")[0].text == said(svg)[0] == "3 < 4"
    assert {"<Rapport>", "before: 2", "after: 1", "28-9-2022"} <= set(said(svg))


@pytest.mark.parametrize("n", [1, 3000])
def test_one_source_without_a_segment_and_thousands_of_them_can_be_drawn(n):
    svg = draw_period([DatedSource(EVENT, 0)] * n, EVENT, PERIOD)
    assert "nan" not in svg.casefold()
    assert len(shapes(svg, "circle")) == 1


def test_a_dot_is_full_from_the_threshold_on_and_stands_in_its_interval():
    rows = [
        Dot("a <1>", 0.9, (0.7, 1.0), "0,90"),
        Dot("b" * 60, 0.667, None, "0,67"),
        Dot("c", -0.3, (-0.5, 0.1), "-0,30"),
    ]
    svg = draw_dots(rows, DOTS)
    dots = shapes(svg, "circle")
    assert [one.get("fill") == "#ffffff" for one in dots] == [False, False, True]
    places = [float(one.get("cx")) for one in dots]
    # The axis begins at the tick below the lowest end, here -0.6.
    assert places == pytest.approx(
        [320 + 560 * (v + 0.6) / 1.6 for v in (0.9, 0.667, -0.3)], abs=0.1
    )
    texts = said(svg)
    assert {"2 of 3", "a <1>", "0,667", "-0,6", "-0,30", "alpha"} <= set(texts)
    assert any(text.endswith("…") for text in texts)


def test_a_bar_is_as_long_as_its_share_of_all_and_says_its_number():
    bars = [CountBar("a <1>", 10), CountBar("b", 5), CountBar("c", 0)]
    svg = draw_count_bars(bars, 20, title="a <1>: 10 of 20", axis="participants, of 20")
    assert [float(one.get("width")) for one in shapes(svg, "rect")[1:]] == [280, 140, 0]
    words = ("a <1>", "10", "b", "5", "c", "0", "participants, of 20")
    assert said(svg) == ["a <1>: 10 of 20", "0", "20", *words]
