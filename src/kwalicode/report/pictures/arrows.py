"""Arrows of diagrams: the same shapes and the same geometry as in the browser (`arrows.js`).

A type of relation has its own head, a strength its own thickness and dashes; nothing is told by
colour alone.
"""

from collections.abc import Mapping, Sequence
from math import hypot
from typing import NamedTuple

from kwalicode.report.pictures.layout import Place
from kwalicode.report.pictures.picture import INK, PAPER, write

_BEND = 60.0
# Pixels between arrows that meet on one side of a box.
_PORT = 15.0
# Where on an arrow its label may stand.
_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78)


class DiagramArrow(NamedTuple):
    """A relation in a diagram; `type` and `strength` are the English words, `label` is shown."""

    from_key: str
    to_key: str
    type: str
    strength: str
    label: str


class Box(NamedTuple):
    """A node as it is drawn: its centre, its size in pixels, the lines of its name."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]


class Head(NamedTuple):
    """How an arrow ends: a path whose tip is at 0,0 and points to the right.

    Attributes:
        fill: `ink`, `paper` or `none`.
        length: How much shorter the line is.
        at_both: Whether the other end has it too.
    """

    path: str
    fill: str
    length: float
    at_both: bool = False


_CHEVRON = "M-10-6L0 0L-10 6"
HEADS: Mapping[str, Head] = {
    "contributes to": Head("M0 0L-12-6L-12 6Z", "ink", 10),
    "hinders": Head("M-1-9L-1 9", "none", 1),
    "context of": Head("M0 0a5 5 0 1 0-10 0a5 5 0 1 0 10 0Z", "paper", 10),
    "part of": Head("M0 0L-9-6L-18 0L-9 6Z", "paper", 18),
    "contradicts": Head(_CHEVRON, "none", 0, at_both=True),
}
OWN_HEAD = Head(_CHEVRON, "none", 0)
# Thickness in pixels and dashes of the line.
LINES: Mapping[str, tuple[float, str]] = {
    "supported": (3.4, ""),
    "plausible": (2.0, ""),
    "claimed": (1.5, "7 4"),
    "not supported": (1.5, "1.5 4"),
}


def bends(arrows: Sequence[DiagramArrow]) -> list[float]:
    """Tell how far each arrow bends to the left of its way, so that neighbours do not coincide."""
    together: dict[frozenset[str], int] = {}
    for arrow in arrows:
        pair = frozenset((arrow.from_key, arrow.to_key))
        together[pair] = together.get(pair, 0) + 1
    met: dict[frozenset[str], int] = {}
    found = []
    for arrow in arrows:
        pair = frozenset((arrow.from_key, arrow.to_key))
        bend = (met.get(pair, 0) - (together[pair] - 1) / 2) * _BEND
        met[pair] = met.get(pair, 0) + 1
        found.append(bend if arrow.from_key < arrow.to_key else -bend)
    return found


def ports(arrows: Sequence[DiagramArrow], boxes: Mapping[str, Box]) -> list[tuple[float, float]]:
    """Tell how far from the middle of its boxes each arrow begins and ends, downwards.

    Those that meet on one side of a box stand in the order of where they come from.
    """
    found = [[0.0, 0.0] for _ in arrows]
    sides: dict[tuple[str, bool], list[tuple[float, int, int]]] = {}
    for number, arrow in enumerate(arrows):
        a, b = boxes[arrow.from_key], boxes[arrow.to_key]
        sides.setdefault((arrow.from_key, b.x >= a.x), []).append((b.y, number, 0))
        sides.setdefault((arrow.to_key, a.x >= b.x), []).append((a.y, number, 1))
    for (key, _), ends in sides.items():
        gap = min(_PORT, boxes[key].height * 0.7 / len(ends))
        for place, (_, number, end) in enumerate(sorted(ends)):
            found[number][end] = (place - (len(ends) - 1) / 2) * gap
    return [(first, second) for first, second in found]


def draw_arrow(
    arrow: DiagramArrow, boxes: Mapping[str, Box], bend: float, port: tuple[float, float]
) -> str:
    """Draw a relation with its word, from the border of one box to that of the other."""
    a, b = boxes[arrow.from_key], boxes[arrow.to_key]
    first, second = (a.x, a.y + port[0]), (b.x, b.y + port[1])
    length = hypot(b.x - a.x, b.y - a.y) or 1.0
    cx = (first[0] + second[0]) / 2 + (b.y - a.y) / length * bend
    cy = (first[1] + second[1]) / 2 - (b.x - a.x) / length * bend
    start, end = _edge(a, first, (cx, cy)), _edge(b, second, (cx, cy))
    at = _label_place(start, (cx, cy), end, len(arrow.label), boxes)
    half = len(arrow.label) * 3.1 + 4
    paper = (
        f'<rect x="{at[0] - half:.1f}" y="{at[1] - 7:.1f}" width="{2 * half:.1f}" height="14" '
        f'fill="{PAPER}"/>'
    )
    label = write(at[0], at[1] + 4, arrow.label, 'text-anchor="middle" font-size="11.5"')
    return f"<g>{stroke((start, (cx, cy), end), arrow.type, arrow.strength)}{paper}{label}</g>"


def _label_place(
    start: Place, control: Place, end: Place, letters: int, boxes: Mapping[str, Box]
) -> Place:
    """Give the place on the curve, the middle first, where a label lies on no box."""
    found = [_on_curve(share, start, control, end) for share in _SHARES]
    half = letters * 3.1
    for x, y in found:
        if all(
            abs(x - box.x) > box.width / 2 + half or abs(y - box.y) > box.height / 2 + 8
            for box in boxes.values()
        ):
            return x, y
    return found[0]


def _on_curve(share: float, start: Place, control: Place, end: Place) -> Place:
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return (
        a * start[0] + b * control[0] + c * end[0],
        a * start[1] + b * control[1] + c * end[1],
    )


def stroke(way: Sequence[Place], type_: str, strength: str) -> str:
    """Draw a line with its heads.

    Args:
        way: Start, control and end of one quadratic curve, or of cubic curves that join: start,
            then two controls and an end each.
        type_: Decides on the heads.
        strength: Decides on thickness and dashes.
    """
    head = HEADS.get(type_, OWN_HEAD)
    width, dash = LINES[strength]
    tips = [_head(head, way[-2], way[-1], width)]
    from_ = way[0]
    if head.at_both:
        tips.append(_head(head, way[1], way[0], width))
        from_ = _back(way[1], way[0], head.length)
    to = _back(way[-2], way[-1], head.length)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    kind = "Q" if len(way) == 3 else "C"
    path = f"M{_pair(from_)}{kind}{' '.join(_pair(place) for place in (*way[1:-1], to))}"
    line = f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="{width}"{dashes}/>'
    return line + "".join(tips)


def _back(from_: Place, tip: Place, length: float) -> Place:
    far = hypot(tip[0] - from_[0], tip[1] - from_[1]) or 1.0
    return tip[0] - (tip[0] - from_[0]) / far * length, tip[1] - (tip[1] - from_[1]) / far * length


def _head(head: Head, from_: Place, tip: Place, width: float) -> str:
    far = hypot(tip[0] - from_[0], tip[1] - from_[1]) or 1.0
    c, s = (tip[0] - from_[0]) / far, (tip[1] - from_[1]) / far
    fill = {"ink": INK, "paper": PAPER, "none": "none"}[head.fill]
    turn = f"matrix({c:.3f} {s:.3f} {-s:.3f} {c:.3f} {_pair(tip)})"
    return (
        f'<path d="{head.path}" transform="{turn}" fill="{fill}" stroke="{INK}" '
        f'stroke-width="{max(1.4, width * 0.8):.1f}"/>'
    )


def _edge(box: Box, start: Place, to: Place) -> Place:
    """Give where the way from a place in a box to another place leaves the box, 3 pixels out."""
    (x, y), dx, dy = start, to[0] - start[0], to[1] - start[1]
    right, bottom = box.x - x + box.width / 2 + 3, box.y - y + box.height / 2 + 3
    left, top = right - box.width - 6, bottom - box.height - 6
    shares = [1.0]
    if dx:
        shares.append((right if dx > 0 else left) / dx)
    if dy:
        shares.append((bottom if dy > 0 else top) / dy)
    return x + dx * min(shares), y + dy * min(shares)


def _pair(place: Place) -> str:
    return f"{place[0]:.1f} {place[1]:.1f}"
