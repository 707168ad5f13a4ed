"""A map of themes for a publication: each theme with its claim around what it rests on.

Relations run between the categories and codes inside, in the shapes of `arrows`, on the ways of
`map_ways`. The same input looks the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

from kwalicode.report.pictures.arrows import Box, DiagramArrow, stroke
from kwalicode.report.pictures.diagram import DiagramNode, DiagramWords, draw_legend, draw_node
from kwalicode.report.pictures.layout import Place, lay_out
from kwalicode.report.pictures.map_ways import LANE, End, Line, Way, find_ways, on_way, right_lanes
from kwalicode.report.pictures.picture import INK, PAPER, QUIET, picture, write

_ITEM_WIDTH, _ITEM_GAP, _SIDE, _MARGIN, _HEAD = 222.0, 10.0, 16.0, 28.0, 44.0
# Room around a theme, in pixels: between columns stand the words of arrows.
_BESIDE, _BELOW = 70.0, 10.0
_LINE, _ITEM_LETTERS = 16.0, 27
# Width of a letter on average in the three sizes of type in a frame, in pixels.
_NAME_LETTER, _CLAIM_LETTER, _NOTE_LETTER = 8.4, 6.1, 5.2
_MOST_CLAIM_LINES = 6
# Where on its way the word of an arrow may stand, the middle first.
_SHARES = tuple(0.5 + sign * step / 50 for step in range(20) for sign in (1, -1))


class MapTheme(NamedTuple):
    """A theme on the map.

    Attributes:
        note: How far it reaches, in words.
        items: Categories and codes it rests on.
    """

    key: str
    name: str
    claim: str
    note: str
    items: tuple[DiagramNode, ...]


class _Frame(NamedTuple):
    """A theme as it is drawn, before it has a place, with the lines of its texts."""

    theme: MapTheme
    lane: float
    name: tuple[str, ...]
    claim: tuple[str, ...]
    note: tuple[str, ...]

    @property
    def width(self) -> float:
        return self.lane + _ITEM_WIDTH + 2 * _SIDE

    @property
    def head(self) -> float:
        texts = len(self.name) * 19 + len(self.claim) * _LINE + len(self.note) * 15
        return 14 + texts + (6 if self.claim else 0) + 12

    @property
    def height(self) -> float:
        return self.head + sum(_item_height(one) + _ITEM_GAP for one in self.theme.items) + 6


def draw_theme_map(
    themes: Sequence[MapTheme], arrows: Sequence[DiagramArrow], words: DiagramWords
) -> str:
    """Draw the map with title and legend; the paper is white.

    Args:
        themes: In the order they are told.
        arrows: From item to item by their keys; those whose ends are not both shown are left out.
            An item of several themes has its arrows in the first theme where both ends are, else
            in its first theme.
        words: In the language of the reader.

    Returns:
        A whole SVG file.
    """
    lines = list(_lines(themes, arrows))
    inner = {line.start.theme for line in lines if line.is_inside}
    frames = {theme.key: _frame(theme, has_lane=theme.key in inner) for theme in themes}
    between = [(line.start.theme, line.end.theme) for line in lines]
    sizes = {key: (one.width + _BESIDE, one.height + _BELOW) for key, one in frames.items()}
    places = lay_out(sizes, between, {}) if sizes else {}
    at_right = right_lanes(lines, places)
    corners = {
        key: (x - frames[key].width / 2, y - frames[key].height / 2)
        for key, (x, y) in places.items()
    }
    boxes = {
        End(key, item): box
        for key, frame in frames.items()
        for item, box in _item_boxes(frame, corners[key], is_lane_right=key in at_right)
    }
    body = [_draw_frame(frame, corners[key]) for key, frame in frames.items()]
    for key, frame in frames.items():
        body += [draw_node(item, boxes[End(key, item.key)]) for item in frame.theme.items]
    outlines = {key: _outline(frame, corners[key], frame.height) for key, frame in frames.items()}
    heads = [_outline(frame, corners[key], frame.head) for key, frame in frames.items()]
    ways = find_ways(lines, boxes, outlines)
    body += _draw_lines(lines, ways, [*boxes.values(), *heads], list(outlines.values()))
    items = [item for theme in themes for item in theme.items]
    legend = draw_legend(items, [line.arrow for line in lines], words)
    return _page(body, legend, words.title, _around(outlines.values(), ways))


def _outline(frame: _Frame, corner: Place, height: float) -> Box:
    return Box(corner[0] + frame.width / 2, corner[1] + height / 2, frame.width, height, ())


def _lines(themes: Sequence[MapTheme], arrows: Sequence[DiagramArrow]) -> Iterator[Line]:
    homes: dict[str, list[str]] = {}
    for theme in themes:
        for item in theme.items:
            homes.setdefault(item.key, []).append(theme.key)
    for arrow in arrows:
        starts, ends = homes.get(arrow.from_key, []), homes.get(arrow.to_key, [])
        if starts and ends:
            shared = next((key for key in starts if key in ends), None)
            start = End(shared or starts[0], arrow.from_key)
            yield Line(arrow, start, End(shared or ends[0], arrow.to_key))


def _frame(theme: MapTheme, *, has_lane: bool) -> _Frame:
    lane = LANE if has_lane else 0.0
    width = lane + _ITEM_WIDTH
    claim = wrap(theme.claim, int(width / _CLAIM_LETTER))
    if len(claim) > _MOST_CLAIM_LINES:
        claim = [*claim[: _MOST_CLAIM_LINES - 1], claim[_MOST_CLAIM_LINES - 1] + " …"]
    name = wrap(theme.name, int(width / _NAME_LETTER)) or [""]
    note = wrap(theme.note, int(width / _NOTE_LETTER))
    return _Frame(theme, lane, tuple(name), tuple(claim), tuple(note))


def _item_lines(item: DiagramNode) -> tuple[str, ...]:
    return tuple(wrap(item.name, _ITEM_LETTERS)) or (item.name,)


def _item_height(item: DiagramNode) -> float:
    return (len(_item_lines(item)) + 1) * _LINE + 12


def _item_boxes(frame: _Frame, corner: Place, *, is_lane_right: bool) -> Iterator[tuple[str, Box]]:
    left = corner[0] + _SIDE + (0 if is_lane_right else frame.lane)
    x, y = left + _ITEM_WIDTH / 2, corner[1] + frame.head
    for item in frame.theme.items:
        height = _item_height(item)
        yield item.key, Box(x, y + height / 2, _ITEM_WIDTH, height, _item_lines(item))
        y += height + _ITEM_GAP


def _draw_frame(frame: _Frame, corner: Place) -> str:
    x, y = corner
    box = f'x="{x:.1f}" y="{y:.1f}" width="{frame.width:.1f}" height="{frame.height:.1f}"'
    parts = [f'<rect {box} rx="10" fill="{PAPER}" stroke="{INK}" stroke-width="1.6"/>']
    left, top = x + _SIDE, y + 14
    for line in frame.name:
        top += 19
        parts.append(write(left, top - 4, line, 'font-size="15.5" font-weight="bold"'))
    for line in frame.claim:
        top += _LINE
        parts.append(write(left, top - 2, line, 'font-size="12.5" font-style="italic"'))
    top += 6 if frame.claim else 0
    for line in frame.note:
        top += 15
        parts.append(write(left, top - 3, line, f'font-size="11" fill="{QUIET}"'))
    return f"<g>{''.join(parts)}</g>"


def _draw_lines(
    lines: Sequence[Line], ways: Sequence[Way], taken: list[Box], outlines: list[Box]
) -> Iterator[str]:
    """Draw the arrows, then their words: each on no box and no other word, where that can be."""
    for line, way in zip(lines, ways, strict=True):
        yield stroke(way, line.arrow.type, line.arrow.strength)
    for line, way in zip(lines, ways, strict=True):
        half = len(line.arrow.label) * 3.1
        places = [on_way(share, way) for share in _SHARES]
        if line.is_inside:
            # Beside the boxes, not under them.
            edge, side = way[0][0], 1 if way[1][0] > way[0][0] else -1
            places = [(edge + side * max(abs(x - edge), half + 6), y) for x, y in places]
        free = [place for place in places if _is_free(place, half, taken)] or places
        x, y = next((place for place in free if _is_free(place, half, outlines)), free[0])
        taken.append(Box(x, y, half * 2, 14.0, ()))
        halo = f'text-anchor="middle" font-size="11.5" stroke="{PAPER}" stroke-width="4"'
        yield write(x, y + 4, line.arrow.label, f'{halo} paint-order="stroke"')


def _is_free(place: Place, half: float, taken: Sequence[Box]) -> bool:
    return all(
        abs(place[0] - box.x) >= box.width / 2 + half or abs(place[1] - box.y) >= box.height / 2 + 7
        for box in taken
    )


def _around(outlines: Iterable[Box], ways: Sequence[Way]) -> tuple[float, ...]:
    """Give left, top, width and height of all that is drawn."""
    points = [on_way(share / 36, way) for way in ways for share in range(37)]
    for box in outlines:
        points.append((box.x - box.width / 2, box.y - box.height / 2))
        points.append((box.x + box.width / 2, box.y + box.height / 2))
    xs, ys = ([point[axis] for point in points] or [0.0] for axis in (0, 1))
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def _page(
    body: Sequence[str],
    legend: tuple[str, tuple[float, float]],
    title: str,
    around: tuple[float, ...],
) -> str:
    left, top, wide, high = around
    head = _HEAD if title else 0.0
    width = max(wide, legend[1][0], len(title) * 10.0) + 2 * _MARGIN
    height = high + head + 40 + legend[1][1] + 2 * _MARGIN
    heading = write(_MARGIN, _MARGIN + 14, title, 'font-size="18" font-weight="bold"')
    foot = f"translate({_MARGIN:.1f} {height - _MARGIN - legend[1][1]:.1f})"
    moved = f"translate({_MARGIN - left:.1f} {_MARGIN + head - top:.1f})"
    parts = [
        f'<g transform="{moved}">{"".join(body)}</g>',
        f'<g transform="{foot}">{legend[0]}</g>',
    ]
    return picture(width, height, title, parts, heading=heading if title else "")
