import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kwalicode.report.pictures.arrows import HEADS, LINES, DiagramArrow
from kwalicode.report.pictures.diagram import DiagramNode, DiagramWords, draw_diagram, place_boxes
from kwalicode.report.pictures.layout import lay_out

KEYS = st.integers(0, 11).map(lambda n: f"n{n}")
SIZES = st.dictionaries(KEYS, st.tuples(st.floats(40, 200), st.floats(20, 90)), min_size=1)
ARROWS = st.lists(st.tuples(KEYS, KEYS), max_size=25)
WORDS = DiagramWords(
    "Macht & zwijgen", "categorie", "code", {"hinders": "belemmert"}, {name: name for name in LINES}
)


def overlap(a, b, sizes, places):
    (ax, ay), (bx, by) = places[a], places[b]
    wide = (sizes[a][0] + sizes[b][0]) / 2 - abs(ax - bx)
    high = (sizes[a][1] + sizes[b][1]) / 2 - abs(ay - by)
    return wide > 1e-6 and high > 1e-6


@given(SIZES, ARROWS)
def test_boxes_never_touch_and_the_same_input_looks_the_same(sizes, arrows):
    places = lay_out(sizes, arrows, {})
    assert set(places) == set(sizes)
    keys = list(sizes)
    assert not any(overlap(a, b, sizes, places) for i, a in enumerate(keys) for b in keys[i + 1 :])
    assert lay_out(dict(sizes), list(arrows), {}) == places


@given(SIZES, ARROWS, st.data())
def test_what_was_placed_by_hand_stays_there(sizes, arrows, data):
    first = lay_out(sizes, arrows, {})
    kept = data.draw(st.lists(st.sampled_from(list(sizes)), min_size=1, unique=True))
    kept = {key: first[key] for key in kept}
    places = lay_out(sizes, arrows, kept)
    assert {key: places[key] for key in kept} == kept
    fresh = [key for key in sizes if key not in kept]
    assert not any(overlap(a, b, sizes, places) for a in fresh for b in sizes if a != b)


def test_arrows_run_from_left_to_right_where_no_circle_forbids_it():
    sizes = dict.fromkeys("abcde", (100.0, 40.0))
    places = lay_out(sizes, [("a", "b"), ("b", "c"), ("a", "d"), ("d", "c"), ("c", "e")], {})
    assert places["a"][0] < places["b"][0] < places["c"][0] < places["e"][0]
    assert places["b"][0] == places["d"][0]


def drawing(*arrows, names=("angst", "zwijgen")):
    nodes = [DiagramNode(name, name, "3 codings", 1, i == 0) for i, name in enumerate(names)]
    return draw_diagram(nodes, arrows, place_boxes(nodes, arrows, {}), WORDS)


@pytest.mark.parametrize("type_", [*HEADS, "versterkt"])
@pytest.mark.parametrize("strength", LINES)
def test_every_type_and_strength_stands_in_the_picture_and_its_legend(type_, strength):
    svg = drawing(DiagramArrow("angst", "zwijgen", type_, strength, "een woord"))
    texts = [one.text for one in etree.fromstring(svg).iter() if one.tag.endswith("text")]
    shown = WORDS.types.get(type_, type_)
    assert {"angst", "zwijgen", "een woord", "Macht & zwijgen", shown, strength} <= set(texts)


def test_types_and_strengths_differ_without_colour():
    pictures = {
        re.sub(r"<text.*?</text>", "", drawing(DiagramArrow("angst", "zwijgen", t, s, "x")))
        for t in HEADS
        for s in LINES
    }
    assert len(pictures) == len(HEADS) * len(LINES)


@given(st.text(min_size=1, max_size=60))
def test_any_name_gives_a_file_that_can_be_read(name):
    svg = drawing(DiagramArrow(name, "b", "hinders", "claimed", name), names=(name, "b"))
    assert etree.fromstring(svg).tag.endswith("svg")


def test_two_relations_between_the_same_boxes_do_not_lie_on_each_other():
    svg = drawing(
        DiagramArrow("angst", "zwijgen", "hinders", "claimed", "x"),
        DiagramArrow("zwijgen", "angst", "hinders", "claimed", "y"),
    )
    lines = re.findall(r'<path d="(M[^"]*Q[^"]*)" fill="none"', svg)
    middles = {line.split("Q")[1].split(" ")[1] for line in lines[:2]}
    assert len(middles) == 2
