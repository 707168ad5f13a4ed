"""A diagram of codes and categories with their relations, as SVG for a publication (W94).

A type of relation has its own arrowhead and its word on the arrow, the strength its own thickness
and dashes; colour only repeats what is there already. The same shapes are drawn in the browser.
"""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import NamedTuple

from kwalicode.report.pictures.arrows import (
    LINES,
    Box,
    DiagramArrow,
    bends,
    draw_arrow,
    ports,
    stroke,
)
from kwalicode.report.pictures.layout import Place, Size, lay_out
from kwalicode.report.pictures.picture import COLOURS, INK, PAPER, QUIET, SOFT, picture, write

_LINE, _PAD, _LETTER = 16.0, 11.0, 7.1
_MOST_LINES, _LINE_LETTERS = 4, 22


class DiagramNode(NamedTuple):
    """A code or category in a diagram.

    Attributes:
        note: A few words under the name, such as a count.
        colour: Slot 0 to 11 of the palette.
    """

    key: str
    name: str
    note: str
    colour: int
    is_category: bool


class DiagramWords(NamedTuple):
    """What is written around a diagram, in the language of the reader.

    Attributes:
        title: Above it; empty for none.
        category: What a box of a category is called in the legend.
        code: What a box of a code is called there.
        types: Words of types of relations that are known, by the English word.
        strengths: Words of strengths, by the English word.
    """

    title: str
    category: str
    code: str
    types: Mapping[str, str]
    strengths: Mapping[str, str]


def place_boxes(
    nodes: Sequence[DiagramNode], arrows: Sequence[DiagramArrow], kept: Mapping[str, Place]
) -> dict[str, Box]:
    """Give each node its box: where it was put by hand, else by `layout.lay_out`."""
    lines = {node.key: _lines(node.name) for node in nodes}
    sizes = {node.key: _size(node, lines[node.key]) for node in nodes}
    places = lay_out(sizes, [(arrow.from_key, arrow.to_key) for arrow in arrows], kept)
    return {key: Box(*places[key], *sizes[key], lines[key]) for key in places}


def _lines(name: str) -> tuple[str, ...]:
    lines = wrap(name, _LINE_LETTERS) or [name]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1][: _LINE_LETTERS - 1] + "…"]
    return tuple(lines)


def _size(node: DiagramNode, lines: Sequence[str]) -> Size:
    letters = max(len(node.note) * 0.85, *(len(line) * 1.08 for line in lines))
    return max(84.0, round(letters * _LETTER + 2 * _PAD + 6)), (len(lines) + 1) * _LINE + 12


def draw_diagram(
    nodes: Sequence[DiagramNode],
    arrows: Sequence[DiagramArrow],
    boxes: Mapping[str, Box],
    words: DiagramWords,
) -> str:
    """Draw a diagram with title and legend; the fonts are generic families, the paper is white.

    Args:
        nodes: What is drawn.
        arrows: Those whose ends are both among the nodes are drawn.
        boxes: Of all nodes, by key; see `place_boxes`.
        words: In the language of the reader.

    Returns:
        A whole SVG file.
    """
    drawn = [arrow for arrow in arrows if arrow.from_key in boxes and arrow.to_key in boxes]
    legend, legend_size = draw_legend(nodes, drawn, words)
    left = min((box.x - box.width / 2 for box in boxes.values()), default=0.0)
    right = max((box.x + box.width / 2 for box in boxes.values()), default=0.0)
    top = min((box.y - box.height / 2 for box in boxes.values()), default=0.0)
    bottom = max((box.y + box.height / 2 for box in boxes.values()), default=0.0)
    margin, head = 28.0, 44.0 if words.title else 0.0
    width = max(right - left, legend_size[0], len(words.title) * 10.0) + 2 * margin
    height = bottom - top + head + 40 + legend_size[1] + 2 * margin
    dx, dy = margin - left, margin + head - top
    ways = zip(drawn, bends(drawn), ports(drawn, boxes), strict=True)
    body = [draw_arrow(arrow, boxes, bend, port) for arrow, bend, port in ways]
    body += [draw_node(node, boxes[node.key]) for node in nodes]
    foot = f"translate({margin:.1f} {height - margin - legend_size[1]:.1f})"
    heading = write(margin, margin + 14, words.title, 'font-size="18" font-weight="bold"')
    placed = [
        f'<g transform="translate({dx:.1f} {dy:.1f})">{"".join(body)}</g>',
        f'<g transform="{foot}">{legend}</g>',
    ]
    return picture(width, height, words.title, placed, heading=heading if words.title else "")


def draw_node(node: DiagramNode, box: Box) -> str:
    """Draw the box of a code or category."""
    left, top = box.x - box.width / 2, box.y - box.height / 2
    colour = COLOURS[node.colour % len(COLOURS)]
    fill, stroke = (SOFT, colour) if node.is_category else (PAPER, QUIET)
    frame = f'x="{left:.1f}" y="{top:.1f}" width="{box.width:.1f}" height="{box.height:.1f}"'
    bold = ' font-weight="bold"' if node.is_category else ""
    lines = [
        write(left + _PAD + 6, top + 20 + i * _LINE, line, bold) for i, line in enumerate(box.lines)
    ]
    note_y = top + 20 + len(box.lines) * _LINE
    lines.append(write(left + _PAD + 6, note_y, node.note, f'font-size="11" fill="{QUIET}"'))
    return (
        f'<g><rect {frame} rx="5" fill="{fill}" stroke="{stroke}" '
        f'stroke-width="{2 if node.is_category else 1.2}"/>'
        f'<rect x="{left + 4:.1f}" y="{top + 4:.1f}" width="5" height="{box.height - 8:.1f}" '
        f'rx="2" fill="{colour}"/>{"".join(lines)}</g>'
    )


def draw_legend(
    nodes: Sequence[DiagramNode], arrows: Sequence[DiagramArrow], words: DiagramWords
) -> tuple[str, Size]:
    """Draw what boxes, heads and lines mean, as far as they occur; give its size too."""
    kinds = {node.is_category for node in nodes}
    named = ((True, words.category), (False, words.code))
    strengths = {arrow.strength for arrow in arrows}
    rows = [
        [(_frame(is_category), word) for is_category, word in named if is_category in kinds],
        [
            (stroke(((0, 0), (23, 0), (46, 0)), type_, "plausible"), words.types.get(type_, type_))
            for type_ in dict.fromkeys(arrow.type for arrow in arrows)
        ],
        [
            (_line(strength), words.strengths[strength])
            for strength in LINES
            if strength in strengths
        ],
    ]
    parts, widest, y = [], 0.0, 0.0
    for row in filter(None, rows):
        x = 0.0
        for sample, word in row:
            written = write(54, 4, word, 'font-size="11.5"')
            parts.append(f'<g transform="translate({x:.1f} {y:.1f})">{sample}{written}</g>')
            x += 54 + len(word) * 6.6 + 24
        widest, y = max(widest, x), y + 26
    return "".join(parts), (widest, max(0.0, y - 8))


def _frame(is_category: bool) -> str:  # noqa: FBT001  two kinds of box
    fill, edge = (SOFT, COLOURS[8]) if is_category else (PAPER, QUIET)
    return f'<rect y="-8" width="46" height="16" rx="4" fill="{fill}" stroke="{edge}"/>'


def _line(strength: str) -> str:
    width, dash = LINES[strength]
    return f'<path d="M0 0H46" stroke="{INK}" stroke-width="{width}" stroke-dasharray="{dash}"/>'
