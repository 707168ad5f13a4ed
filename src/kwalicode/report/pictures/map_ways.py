"""The ways of arrows over a map of themes: beside what they pass, never over the words of a theme.

An arrow leaves and enters a theme level with the box it ends at, so that all its turns lie between
the themes. Arrows inside a theme keep to a lane at that side of it where fewer others come in.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kwalicode.report.pictures.arrows import Box, DiagramArrow
from kwalicode.report.pictures.layout import Place

LANE = 104.0
# How far from a theme an arrow passes it.
_CLEAR = 22.0
_PORT = 13.0


class End(NamedTuple):
    """Which box an arrow ends at: an item of a theme."""

    theme: str
    item: str


class Line(NamedTuple):
    """An arrow of the map with its ends."""

    arrow: DiagramArrow
    start: End
    end: End

    @property
    def is_inside(self) -> bool:
        """Whether it stays in one theme."""
        return self.start.theme == self.end.theme


_Rank = tuple[int, float, int]
Way = tuple[Place, ...]
"""Cubic curves that join: 3 n + 1 places, of which every third lies on the way."""


def right_lanes(lines: Iterable[Line], centres: Mapping[str, Place]) -> frozenset[str]:
    """Tell which themes have the lane of their own arrows at the right."""
    more: dict[str, int] = {}
    for line in lines:
        if not line.is_inside:
            for here, there in ((line.start, line.end), (line.end, line.start)):
                is_left = centres[there.theme][0] < centres[here.theme][0] - 1
                more[here.theme] = more.get(here.theme, 0) + (1 if is_left else -1)
    return frozenset(key for key, n in more.items() if n > 0)


def find_ways(
    lines: Sequence[Line], boxes: Mapping[End, Box], outlines: Mapping[str, Box]
) -> list[Way]:
    """Give each arrow its way; those at one side of a box lie in the order of where they lead."""
    sides = [_sides(line, boxes, outlines) for line in lines]
    places = _ports(lines, sides, boxes)
    ways = []
    for line, side, (start, end) in zip(lines, sides, places, strict=True):
        if line.is_inside:
            ways.append(_bow(start, end, outlines[line.start.theme]))
            continue
        leave = _gate(start, outlines[line.start.theme], is_left=side[0])
        enter = _gate(end, outlines[line.end.theme], is_left=side[1])
        themes = (line.start.theme, line.end.theme)
        others = [box for key, box in outlines.items() if key not in themes]
        go = _beside if side[0] == side[1] else _across
        between = go(leave, enter, others)
        ways.append((start, *_straight(start, leave), *between, *_straight(enter, end), end))
    return ways


def on_way(share: float, way: Way) -> Place:
    """Give the place at a share, 0 to 1, of a way; each of its curves has the same part of it."""
    n = (len(way) - 1) // 3
    number = min(int(share * n), n - 1)
    t = share * n - number
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    four = way[number * 3 : number * 3 + 4]
    x, y = (sum(w * p[axis] for w, p in zip(weights, four, strict=True)) for axis in (0, 1))
    return x, y


def _sides(line: Line, boxes: Mapping[End, Box], outlines: Mapping[str, Box]) -> tuple[bool, bool]:
    """Tell for each end whether the arrow leaves the box at its left."""
    a, b = outlines[line.start.theme], outlines[line.end.theme]
    if line.is_inside:
        has_lane_left = boxes[line.start].x > a.x
        return has_lane_left, has_lane_left
    if abs(a.x - b.x) < (a.width + b.width) / 2:
        return False, False
    return b.x < a.x, b.x > a.x


def _ports(
    lines: Sequence[Line], sides: Sequence[tuple[bool, bool]], boxes: Mapping[End, Box]
) -> list[tuple[Place, Place]]:
    found = [[(0.0, 0.0), (0.0, 0.0)] for _ in lines]
    met: dict[tuple[End, bool], list[tuple[_Rank, int, int]]] = {}
    for number, (line, side) in enumerate(zip(lines, sides, strict=True)):
        ends = (line.start, line.end)
        for end, (here, there) in enumerate((ends, ends[::-1])):
            rank = _rank(boxes[here], boxes[there], number, is_bow=side[0] == side[1])
            met.setdefault((here, side[end]), []).append((rank, number, end))
    for (at, is_left), group in met.items():
        box = boxes[at]
        step = min(_PORT, (box.height - 12) / len(group))
        x = box.x + (box.width / 2 + 2) * (-1 if is_left else 1)
        for row, (_, number, end) in enumerate(sorted(group)):
            found[number][end] = (x, box.y + (row - (len(group) - 1) / 2) * step)
    return [(start, end) for start, end in found]


def _rank(here: Box, there: Box, number: int, *, is_bow: bool) -> _Rank:
    """Tell how far down an arrow leaves its box, so that bows lie in each other uncrossed."""
    if not is_bow:
        return 0, there.y, number
    way = there.y - here.y
    return (1, 1 / way, -number) if way > 0 else (-1, 1 / (way or -1), number)


def _gate(place: Place, outline: Box, *, is_left: bool) -> Place:
    return outline.x + outline.width / 2 * (-1 if is_left else 1), place[1]


def _bow(start: Place, end: Place, outline: Box) -> Way:
    """Bow beside the boxes, wider where it spans more, yet inside the theme."""
    room = outline.width / 2 - abs(start[0] - outline.x)
    # A curve comes three quarters as far as its controls.
    width = min(room - 8, 24 + abs(start[1] - end[1]) * 0.5) / 0.75
    x = start[0] + (width if start[0] > outline.x else -width)
    return start, (x, start[1]), (x, end[1]), end


def _beside(a: Place, b: Place, others: Sequence[Box]) -> Way:
    """Go from one theme to another that stands below it, along their right sides."""
    top, bottom = min(a[1], b[1]), max(a[1], b[1])
    passed = [
        box.x + box.width / 2
        for box in others
        if box.y + box.height / 2 > top
        and box.y - box.height / 2 < bottom
        and abs(box.x - a[0]) < box.width
    ]
    x = max(a[0], b[0], *passed) + 2 * _CLEAR
    middle = (x, (a[1] + b[1]) / 2)
    return a, (x, a[1]), (x, a[1]), middle, (x, b[1]), (x, b[1]), b


def _across(a: Place, b: Place, others: Sequence[Box]) -> Way:
    """Go from one theme to another beside it, above or below what stands between them."""
    direct = _turn(a, b)
    left, right = min(a[0], b[0]), max(a[0], b[0])
    between = [o for o in others if o.x + o.width / 2 > left and o.x - o.width / 2 < right]
    if not between or not _hits((a, *direct, b), between):
        return (a, *direct, b)
    edges = (
        min(box.x - box.width / 2 for box in between) - _CLEAR,
        max(box.x + box.width / 2 for box in between) + _CLEAR,
    )
    first, last = edges if a[0] < b[0] else edges[::-1]
    heights = [a[1], b[1]]
    for box in between:
        half = box.height / 2 + _CLEAR
        heights += [box.y - half, box.y + half]
    ways = []
    for y in sorted(heights, key=lambda y: abs(y - a[1]) + abs(y - b[1])):
        in_, out = (first, y), (last, y)
        ways.append((a, *_turn(a, in_), in_, *_straight(in_, out), out, *_turn(out, b), b))
    return min(ways, key=lambda way: _hits(way, between))


def _turn(a: Place, b: Place) -> tuple[Place, Place]:
    """Give the controls of a curve that begins and ends level."""
    middle = (a[0] + b[0]) / 2
    return (middle, a[1]), (middle, b[1])


def _straight(a: Place, b: Place) -> tuple[Place, Place]:
    return _part(a, b, 1 / 3), _part(a, b, 2 / 3)


def _part(a: Place, b: Place, share: float) -> Place:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _hits(way: Way, others: Sequence[Box]) -> int:
    """Tell how much of a way lies over themes that it has no business in."""
    points = [on_way(share / 36, way) for share in range(1, 36)]
    return sum(
        abs(x - box.x) < box.width / 2 + 6 and abs(y - box.y) < box.height / 2 + 6
        for x, y in points
        for box in others
    )
