"""A map of themes for a publication: each theme with its claim around what it rests on.

Relations run between the categories and codes inside, in the shapes of `arrows`: those within a
theme at its left side, those between themes from frame to frame. The same input looks the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import NamedTuple

from kwalicode.report.arrows import INK, PAPER, QUIET, Box, DiagramArrow, clean, stroke, write
from kwalicode.report.diagram import FONT, DiagramNode, DiagramWords, draw_legend, draw_node
from kwalicode.report.layout import Place, lay_out

_ITEM_WIDTH, _ITEM_GAP, _SIDE, _MARGIN, _HEAD = 232.0, 10.0, 16.0, 28.0, 44.0
_LANE = 112.0  # room at the left of a theme for the relations inside it
_LINE, _ITEM_LETTERS, _NAME_LETTERS, _CLAIM_LETTERS = 16.0, 27, 27, 39
_MOST_CLAIM_LINES = 6
_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)


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
    """A theme as it is drawn, before it has a place; lines are those of name, claim and note."""

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
        sizes = [_item_height(item) + _ITEM_GAP for item in self.theme.items]
        return self.head + sum(sizes) + 6


class _End(NamedTuple):
    """Which box an arrow ends at: an item of a theme."""

    theme: str
    item: str


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
    heads = [
        Box(corners[k][0] + f.width / 2, corners[k][1] + f.head / 2, f.width, f.head, ())
        for k, f in frames.items()
    ]
    body += _draw_lines(lines, boxes, [*boxes.values(), *heads])
    items = [item for theme in themes for item in theme.items]
    legend = draw_legend(items, [line.arrow for line in lines], words)
    return _page(body, legend, words.title, _around(corners, frames))


def _lines(themes: Sequence[MapTheme], arrows: Sequence[DiagramArrow]) -> Iterator[_Line]:
    homes: dict[str, list[str]] = {}
    for theme in themes:
        for item in theme.items:
            homes.setdefault(item.key, []).append(theme.key)
    for arrow in arrows:
        starts, ends = homes.get(arrow.from_key, []), homes.get(arrow.to_key, [])
        if starts and ends:
            shared = next((key for key in starts if key in ends), None)
            start, end = (
                _End(shared or starts[0], arrow.from_key),
                _End(shared or ends[0], arrow.to_key),
            )
            yield _Line(arrow, start, end)


def _frame(theme: MapTheme, *, has_lane: bool) -> _Frame:
    lane = _LANE if has_lane else 0.0
    more = lane / _ITEM_WIDTH + 1
    claim = wrap(theme.claim, round(_CLAIM_LETTERS * more))
    if len(claim) > _MOST_CLAIM_LINES:
        claim = [*claim[: _MOST_CLAIM_LINES - 1], claim[_MOST_CLAIM_LINES - 1] + " …"]
    name = wrap(theme.name, round(_NAME_LETTERS * more)) or [""]
    note = wrap(theme.note, round(_CLAIM_LETTERS * more * 1.05))
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


def _draw_lines(
    lines: Sequence[_Line], boxes: Mapping[_End, Box], kept_free: Sequence[Box]
) -> list[str]:
    """Draw the arrows, each with its word where it lies on no box and on no other word."""
    total: dict[tuple[_End, bool], int] = {}
    used: dict[tuple[_End, bool], int] = {}
    sides = [_sides(line, boxes) for line in lines]
    ends = [(line.start, line.end) for line in lines]
    for pair, side in zip(ends, sides, strict=True):
        for port in zip(pair, side, strict=True):
            total[port] = total.get(port, 0) + 1
    taken = list(kept_free)
    drawn = []
    for line, pair, side in zip(lines, ends, sides, strict=True):
        places = []
        for port in zip(pair, side, strict=True):
            number = used[port] = used.get(port, -1) + 1
            box, is_left = boxes[port[0]], port[1]
            step = min(9.0, (box.height - 12) / max(1, total[port]))
            shift = (number - (total[port] - 1) / 2) * step
            x = box.x + (box.width / 2 + 2) * (-1 if is_left else 1)
            places.append((x, box.y + shift))
        control = _control(places[0], places[1], side)
        drawn.append(_draw_line(line.arrow, (places[0], control, places[1]), taken))
    return drawn


def _sides(line: _Line, boxes: Mapping[_End, Box]) -> tuple[bool, bool]:
    """Tell for each end whether the arrow leaves the box at its left."""
    if line.start.theme == line.end.theme:
        return True, True
    way = boxes[line.end].x - boxes[line.start].x
    if abs(way) < _ITEM_WIDTH:
        return False, False
    return way < 0, way > 0


def _control(start: Place, end: Place, sides: tuple[bool, bool]) -> Place:
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    if sides[0] != sides[1]:
        return x, y
    # A bow beside the boxes, wider where it spans more, yet inside the frame.
    width = min(_LANE - 6, 46 + abs(start[1] - end[1]) * 0.16)
    edge = min(start[0], end[0]) if sides[0] else max(start[0], end[0])
    return edge + width * (-1 if sides[0] else 1) * 1.25, y


def _draw_line(arrow: DiagramArrow, curve: tuple[Place, Place, Place], taken: list[Box]) -> str:
    half = len(arrow.label) * 3.1
    places = [_on_curve(share, *curve) for share in _SHARES]
    x, y = next((place for place in places if _is_free(place, half, taken)), places[0])
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


def _around(corners: Mapping[str, Place], frames: Mapping[str, _Frame]) -> tuple[float, ...]:
    """Give left, top, width and height of all frames."""
    left = min((x for x, _ in corners.values()), default=0.0)
    top = min((y for _, y in corners.values()), default=0.0)
    right = max((x + frames[key].width for key, (x, _) in corners.items()), default=0.0)
    bottom = max((y + frames[key].height for key, (_, y) in corners.items()), default=0.0)
    return left, top, right - left, bottom - top


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
