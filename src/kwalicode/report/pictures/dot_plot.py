"""A number of each of many things with its interval, as a picture: a dot and a line on each row.

A dot is full from the lower threshold on and open below it; each has its number beside it, so
nothing is told by colour alone.
"""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from kwalicode.report.pictures.picture import COLOURS, INK, PAPER, QUIET, picture, write

_WIDTH, _LEFT, _RIGHT, _TOP, _ROW, _LETTERS = 960.0, 320.0, 880.0, 84.0, 22.0, 40
_STEP = 0.2
MOST_ROWS = 80


class Dot(NamedTuple):
    """A row.

    Attributes:
        value: From -1 to 1.
        interval: Its ends; None where there is none.
        says: The value as it is written.
    """

    name: str
    value: float
    interval: tuple[float, float] | None
    says: str


class DotWords(NamedTuple):
    """What is written in the picture, in the language of the reader; the title is the finding.

    Attributes:
        axis: What the numbers are.
        point: Between units and tenths.
        thresholds: Places on the axis that mean something, with what is written there.
    """

    title: str
    axis: str
    point: str
    thresholds: Sequence[tuple[float, str]]


def draw_dots(dots: Sequence[Dot], words: DotWords) -> str:
    """Draw a row for each dot, in the order given.

    Args:
        dots: One or more, at most `MOST_ROWS`.
        words: In the language of the reader.

    Returns:
        A whole SVG file.
    """
    ends = [end for one in dots for end in (one.value, *(one.interval or ()))]
    low = -_STEP * ceil(max(-min(ends), 0) / _STEP)
    bottom = _TOP + _ROW * len(dots)
    body = [*_axis(words, low, bottom)]
    full_from = min((at for at, _ in words.thresholds), default=-1.0)
    for place, dot in enumerate(dots):
        body += _row(dot, low, _TOP + _ROW * (place + 0.5), is_full=dot.value >= full_from)
    return picture(_WIDTH, bottom + 48, words.title, body)


def _x(value: float, low: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * (min(max(value, low), 1.0) - low) / (1.0 - low)


def _axis(words: DotWords, low: float, bottom: float) -> Iterator[str]:
    middle = f'text-anchor="middle" fill="{QUIET}"'
    for fifth in range(round(low / _STEP), round(1 / _STEP) + 1):
        x = _x(fifth * _STEP, low)
        yield f'<path d="M{x:.1f} {_TOP:.1f}V{bottom:.1f}" stroke="{QUIET}" stroke-opacity="0.2"/>'
        says = f"{fifth * _STEP:g}".replace(".", words.point)
        yield write(x, bottom + 18, says, middle)
    for at, says in words.thresholds:
        x = _x(at, low)
        line = f"M{x:.1f} {_TOP - 6:.1f}V{bottom:.1f}"
        yield f'<path d="{line}" stroke="{INK}" stroke-dasharray="4 4"/>'
        yield write(x, _TOP - 12, says, 'text-anchor="middle" font-size="12"')
    yield write((_LEFT + _RIGHT) / 2, bottom + 38, words.axis, 'text-anchor="middle"')


def _row(dot: Dot, low: float, y: float, *, is_full: bool) -> Iterator[str]:
    name = dot.name if len(dot.name) <= _LETTERS else f"{dot.name[: _LETTERS - 1]}…"
    yield write(_LEFT - 14, y + 4, name, 'text-anchor="end"')
    x = _x(dot.value, low)
    if dot.interval:
        left, right = (_x(end, low) for end in dot.interval)
        yield f'<path d="M{left:.1f} {y:.1f}H{right:.1f}" stroke="{COLOURS[0]}" stroke-width="2"/>'
        for end in (left, right):
            yield f'<path d="M{end:.1f} {y - 4:.1f}V{y + 4:.1f}" stroke="{COLOURS[0]}"/>'
    fill = COLOURS[0] if is_full else PAPER
    yield (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{fill}" stroke="{COLOURS[0]}" '
        'stroke-width="2"/>'
    )
    yield write(_RIGHT + 14, y + 4, dot.says, f'fill="{QUIET}"')
