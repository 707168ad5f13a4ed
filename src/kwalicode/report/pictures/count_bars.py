"""How often each of some codes stands, as a picture: a bar each, with its number at the end."""

from collections.abc import Sequence
from typing import NamedTuple

from kwalicode.report.pictures.picture import COLOURS, QUIET, picture, write

MOST_BARS = 20
_WIDTH, _LEFT, _RIGHT, _TOP, _ROW, _LETTERS = 960.0, 320.0, 880.0, 52.0, 24.0, 40


class CountBar(NamedTuple):
    """A code, and how many say it."""

    name: str
    n: int


def draw_count_bars(bars: Sequence[CountBar], total: int, *, title: str, axis: str) -> str:
    """Draw the bars on a scale from none to all.

    Args:
        bars: One or more, in the order in which they stand; at most `MOST_BARS`.
        total: How many there are in all, the end of the scale.
        title: Says what is found, in the language of the reader.
        axis: What is counted, and out of how many.

    Returns:
        A whole SVG file.
    """
    bottom = _TOP + _ROW * len(bars)
    whole = max(total, 1)
    body = []
    for x, n in ((_LEFT, 0), (_RIGHT, total)):
        body += [
            f'<path d="M{x:.1f} {_TOP}V{bottom:.1f}" stroke="{QUIET}" stroke-opacity="0.25"/>',
            write(x, bottom + 18, str(n), f'text-anchor="middle" fill="{QUIET}"'),
        ]
    for place, (name, n) in enumerate(bars):
        y = _TOP + _ROW * place
        cut = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"
        width = (_RIGHT - _LEFT) * n / whole
        body += [
            write(_LEFT - 10, y + 16, cut, 'text-anchor="end"'),
            f'<rect x="{_LEFT:.1f}" y="{y + 4:.1f}" width="{width:.1f}" height="{_ROW - 8:.1f}" '
            f'fill="{COLOURS[0]}"/>',
            write(_LEFT + width + 6, y + 16, str(n), ""),
        ]
    body.append(write((_LEFT + _RIGHT) / 2, bottom + 24, axis, 'text-anchor="middle"'))
    return picture(_WIDTH, bottom + 36, title, body)
