"""The map of themes as a picture."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kwalicode.report.pictures.arrows import HEADS, LINES, DiagramArrow
from kwalicode.report.pictures.diagram import DiagramNode, DiagramWords
from kwalicode.report.pictures.map_ways import on_way
from kwalicode.report.pictures.theme_map import MapTheme, draw_theme_map

WORDS = DiagramWords(
    "Noorderhaven", "category", "code", {kind: kind for kind in HEADS}, {one: one for one in LINES}
)
SVG = "{http://www.w3.org/2000/svg}"


def item(key, name="Stilte"):
    return DiagramNode(key, name, "5 codes", 1, is_category=True)


def theme(key, *items, name="Zwijgen", claim="Wie zwijgt, blijft."):
    return MapTheme(key, name, claim, "in 3 documents", tuple(item(one) for one in items))


def arrow(start, end, type_="hinders", strength="claimed"):
    return DiagramArrow(start, end, type_, strength, type_)


def drawn(themes, arrows=()):
    return etree.fromstring(draw_theme_map(themes, arrows, WORDS).encode())


def words(picture):
    return " ".join(element.text or "" for element in picture.iter(f"{SVG}text"))


def lines(picture):
    """The strokes of arrows: curves that are not filled, in the picture and its legend."""
    found = picture.iter(f"{SVG}path")
    return [one for one in found if {*"QC"} & {*one.get("d")} and one.get("fill") == "none"]


def test_themes_stand_with_their_claims_and_what_they_rest_on():
    text = words(drawn([theme("a", "x"), theme("b", "y", name="Spreken", claim="Het kan.")]))
    for part in ("Zwijgen", "Wie zwijgt, blijft.", "Spreken", "Het kan.", "Stilte", "Noorderhaven"):
        assert part in text


def test_the_same_themes_look_the_same():
    themes, arrows = [theme("a", "x", "y"), theme("b", "z")], [arrow("x", "z"), arrow("x", "y")]
    pictures = {draw_theme_map(themes, arrows, WORDS) for _ in range(3)}
    assert len(pictures) == 1


def test_relations_run_between_what_is_shown_and_nothing_else():
    themes = [theme("a", "x", "y"), theme("b", "z")]
    arrows = [arrow("x", "z"), arrow("x", "y"), arrow("x", "gone"), arrow("gone", "z")]
    legend = len(lines(drawn(themes, [arrow("x", "z")]))) - 1
    assert len(lines(drawn(themes, arrows))) - legend == 2


def test_what_stands_under_two_themes_is_in_both_and_its_relation_is_drawn_once():
    themes = [theme("a", "x"), theme("b", "x", "y")]
    picture = drawn(themes, [arrow("x", "y")])
    assert words(picture).count("Stilte") == 3
    legend = 1
    assert len(lines(picture)) - legend == 1


@pytest.mark.parametrize("strength", LINES)
@pytest.mark.parametrize("type_", [*HEADS, "keeps alive"])
def test_every_type_and_strength_has_its_word(type_, strength):
    text = words(drawn([theme("a", "x"), theme("b", "y")], [arrow("x", "y", type_, strength)]))
    assert text.count(type_) == 2  # on the arrow and in the legend
    assert strength in text


def frames(picture):
    """Left, top, right and bottom of each theme."""
    found = []
    for one in picture.iter(f"{SVG}rect"):
        if one.get("rx") == "10":
            x, y, width, height = (float(one.get(k)) for k in ("x", "y", "width", "height"))
            found.append((x, y, x + width, y + height))
    return found


keys = st.lists(st.sampled_from("uvwxyz"), min_size=1, max_size=4, unique=True)


@given(
    st.lists(keys, min_size=1, max_size=6),
    st.lists(st.tuples(st.sampled_from("uvwxyz"), st.sampled_from("uvwxyz")), max_size=8),
)
def test_no_theme_lies_on_another_and_all_lie_inside_the_picture(items, ends):
    themes = [theme(str(number), *one) for number, one in enumerate(items)]
    picture = drawn(themes, [arrow(a, b) for a, b in ends if a != b])
    found = frames(picture)
    assert len(found) == len(themes)
    for number, (left, top, right, bottom) in enumerate(found):
        for x0, y0, x1, y1 in found[:number]:
            assert left >= x1 or x0 >= right or top >= y1 or y0 >= bottom
    width, height = float(picture.get("width")), float(picture.get("height"))
    span = max(f[2] for f in found) - min(f[0] for f in found)
    assert span <= width
    assert max(f[3] for f in found) - min(f[1] for f in found) <= height


@given(st.lists(st.tuples(st.sampled_from("uvwxyz"), st.sampled_from("uvwxyz")), max_size=8))
def test_no_arrow_runs_over_the_claim_of_a_theme(ends):
    themes = [theme("a", "u", "v"), theme("b", "w", "x"), theme("c", "y", "z")]
    picture = drawn(themes, [arrow(a, b, "part of") for a, b in ends if a != b])
    claims = [(left, top, right, top + 70) for left, top, right, _ in frames(picture)]
    for line in lines(picture):
        if "C" in line.get("d"):
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", line.get("d"))]
            way = list(zip(numbers[::2], numbers[1::2], strict=True))
            for x, y in (on_way(share / 60, way) for share in range(61)):
                assert not any(x0 < x < x1 and y0 < y < y1 for x0, y0, x1, y1 in claims)


def test_names_of_all_kinds_make_a_proper_file():
    odd = "<b>&\x00\"' 👩‍👩‍👧 " + "lang" * 60
    picture = drawn([theme("a", "x", name=odd, claim=odd * 9)])
    assert "<b>&" in words(picture)
    assert "…" in words(picture)
    assert drawn([]) is not None
