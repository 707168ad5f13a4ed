"""A map of themes for a publication: each theme with its claim around what it rests on.

Relations run between the categories and codes inside, in the shapes of `arrows`: those within a
theme at its left side, those between themes from frame to frame. The same input looks the same.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import NamedTuple

from kwalicode.report.arrows import INK, PAPER, QUIET, Box, DiagramArrow, clean, stroke, write
from kwalicode.report.diagram import FONT, DiagramNode, DiagramWords, draw_legend, draw_node
from kwalicode.report.layout import Place, lay_out

_ITEM_WIDTH, _ITEM_GAP, _SIDE, _MARGIN, _HEAD = 222.0, 10.0, 16.0, 28.0, 44.0
_LANE = 100.0  # room at the left of a theme for the relations inside it
_LINE, _ITEM_LETTERS = 16.0, 27
# Width of a letter on average in the three sizes of type in a frame, in pixels.
_NAME_LETTER, _CLAIM_LETTER, _NOTE_LETTER = 8.4, 6.1, 5.2
_MOST_CLAIM_LINES = 6
_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
# How far an arrow bows to pass what stands in its way, the least first.
_BOWS = (0.0, *(sign * step for step in range(50, 1001, 50) for sign in (-1.0, 1.0)))


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


class _End(NamedTuple):
    """Which box an arrow ends at: an item of a theme."""

    theme: str
    item: str


_Curve = tuple[Place, Place, Place]


class _Line(NamedTuple):
    arrow: DiagramArrow
    start: _End
    end: _End


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
    inner = {line.start.theme for line in lines if line.start.theme == line.end.theme}
    frames = {theme.key: _frame(theme, has_lane=theme.key in inner) for theme in themes}
    sizes = {key: (frame.width, frame.height) for key, frame in frames.items()}
    between = [(line.start.theme, line.end.theme) for line in lines]
    places = lay_out(sizes, between, {}) if sizes else {}
    corners = {
        key: (x - sizes[key][0] / 2, y - sizes[key][1] / 2) for key, (x, y) in places.items()
    }
    boxes = {
        _End(key, item): box
        for key, frame in frames.items()
        for item, box in _item_boxes(frame, corners[key])
    }
    body = [_draw_frame(frame, corners[key]) for key, frame in frames.items()]
    for key, frame in frames.items():
        body += [draw_node(item, boxes[_End(key, item.key)]) for item in frame.theme.items]
    outlines = {key: _outline(frame, corners[key], frame.height) for key, frame in frames.items()}
    heads = [_outline(frame, corners[key], frame.head) for key, frame in frames.items()]
    curves = _curves(lines, boxes, outlines)
    taken = [*boxes.values(), *heads]
    for line, curve in zip(lines, curves, strict=True):
        body.append(_draw_line(line, curve, taken, list(outlines.values())))
    items = [item for theme in themes for item in theme.items]
    legend = draw_legend(items, [line.arrow for line in lines], words)
    return _page(body, legend, words.title, _around(outlines.values(), curves))


def _outline(frame: _Frame, corner: Place, height: float) -> Box:
    return Box(corner[0] + frame.width / 2, corner[1] + height / 2, frame.width, height, ())


def _lines(themes: Sequence[MapTheme], arrows: Sequence[DiagramArrow]) -> Iterator[_Line]:
    homes: dict[str, list[str]] = {}
    for theme in themes:
        for item in theme.items:
            homes.setdefault(item.key, []).append(theme.key)
    for arrow in arrows:
        starts, ends = homes.get(arrow.from_key, []), homes.get(arrow.to_key, [])
        if starts and ends:
            shared = next((key for key in starts if key in ends), None)
            start = _End(shared or starts[0], arrow.from_key)
            yield _Line(arrow, start, _End(shared or ends[0], arrow.to_key))


def _frame(theme: MapTheme, *, has_lane: bool) -> _Frame:
    lane = _LANE if has_lane else 0.0
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


def _item_boxes(frame: _Frame, corner: Place) -> Iterator[tuple[str, Box]]:
    x, y = corner[0] + frame.lane + _SIDE + _ITEM_WIDTH / 2, corner[1] + frame.head
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


def _curves(
    lines: Sequence[_Line], boxes: Mapping[_End, Box], outlines: Mapping[str, Box]
) -> list[_Curve]:
    """Give each arrow its way; those that end at the same side of a box lie side by side."""
    sides = [_sides(line, boxes) for line in lines]
    ports = [
        tuple(zip((line.start, line.end), side, strict=True))
        for line, side in zip(lines, sides, strict=True)
    ]
    total = Counter(port for pair in ports for port in pair)
    used: Counter[tuple[_End, bool]] = Counter()
    curves = []
    for line, pair, side in zip(lines, ports, sides, strict=True):
        places = []
        for port in pair:
            box, is_left = boxes[port[0]], port[1]
            step = min(9.0, (box.height - 12) / total[port])
            y = box.y + (used[port] - (total[port] - 1) / 2) * step
            places.append((box.x + (box.width / 2 + 2) * (-1 if is_left else 1), y))
            used[port] += 1
        themes = (line.start.theme, line.end.theme)
        others = [box for key, box in outlines.items() if key not in themes]
        curves.append(_curve(places[0], places[1], side, others))
    return curves


def _sides(line: _Line, boxes: Mapping[_End, Box]) -> tuple[bool, bool]:
    """Tell for each end whether the arrow leaves the box at its left."""
    if line.start.theme == line.end.theme:
        return True, True
    way = boxes[line.end].x - boxes[line.start].x
    if abs(way) < _ITEM_WIDTH:
        return False, False
    return way < 0, way > 0


def _curve(start: Place, end: Place, sides: tuple[bool, bool], others: Sequence[Box]) -> _Curve:
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    if sides[0] == sides[1]:
        # A bow beside the boxes, wider where it spans more, yet inside the frame.
        width = min(_LANE, 58 + abs(start[1] - end[1]) * 0.2) * 1.25
        edge = min(start[0], end[0]) - width if sides[0] else max(start[0], end[0]) + width
        return start, (edge, y), end
    ways: list[_Curve] = [(start, (x, y + bow), end) for bow in _BOWS]
    return min(ways, key=lambda way: _in_the_way(way, others))


def _in_the_way(curve: _Curve, others: Sequence[Box]) -> int:
    """Tell how much of a curve lies over frames that it has no business in."""
    points = [_on_curve(share / 24, *curve) for share in range(1, 24)]
    return sum(not _is_free(point, 8.0, others) for point in points)


def _draw_line(line: _Line, curve: _Curve, taken: list[Box], outlines: list[Box]) -> str:
    """Draw an arrow, its word on no box and no other word, and between the frames if it can."""
    arrow = line.arrow
    half = len(arrow.label) * 3.1
    places = [_on_curve(share, *curve) for share in _SHARES]
    if line.start.theme == line.end.theme:
        # Beside the boxes, not under them.
        places = [(min(x, curve[0][0] - half - 6), y) for x, y in places]
    free = [place for place in places if _is_free(place, half, taken)] or places
    x, y = next((place for place in free if _is_free(place, half, outlines)), free[0])
    taken.append(Box(x, y, half * 2, 14.0, ()))
    halo = f'text-anchor="middle" font-size="11.5" stroke="{PAPER}" stroke-width="4"'
    label = write(x, y + 4, arrow.label, f'{halo} paint-order="stroke"')
    return f"<g>{stroke(*curve, arrow.type, arrow.strength)}{label}</g>"


def _on_curve(share: float, start: Place, control: Place, end: Place) -> Place:
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return (
        a * start[0] + b * control[0] + c * end[0],
        a * start[1] + b * control[1] + c * end[1],
    )


def _is_free(place: Place, half: float, taken: Sequence[Box]) -> bool:
    return all(
        abs(place[0] - box.x) >= box.width / 2 + half or abs(place[1] - box.y) >= box.height / 2 + 7
        for box in taken
    )


def _around(outlines: Iterable[Box], curves: Sequence[_Curve]) -> tuple[float, ...]:
    """Give left, top, width and height of all that is drawn."""
    points = [_on_curve(share / 12, *curve) for curve in curves for share in range(13)]
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
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="{FONT}" font-size="13" '
        f'fill="{INK}" role="img"><title>{clean(title)}</title>'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{heading if title else ""}'
        f'<g transform="translate({_MARGIN - left:.1f} {_MARGIN + head - top:.1f})">'
        f'{"".join(body)}</g><g transform="{foot}">{legend[0]}</g></svg>'
    )
