"""A picture of saturation: what each interview brought, and how the number of codes grows.

Bars, a line with dots, a band and dashes tell the parts apart; colour only repeats it. The colours
are those of diagrams, so the page shows the picture in light and dark; the file stands on white.
"""

from collections.abc import Iterator, Sequence
from math import ceil, log10
from typing import NamedTuple

from kwalicode.report.pictures.picture import COLOURS, INK, PAPER, QUIET, SOFT, picture, write

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 960.0, 440.0, 64.0, 70.0, 80.0, 368.0
_LINE, _BAR = COLOURS[0], COLOURS[1]
_MOST_NUMBERS, _MOST_TICKS, _ROOM = 40, 16, 20.0


class SaturationCurves(NamedTuple):
    """What is drawn, T interviews in order.

    Attributes:
        new_codes: Per interview, shape (T,).
        cumulative: Codes up to and with each, shape (T,).
        expected: Codes in 1 to T interviews over all orders, shape (T,).
        low: Lower edge of the band around it, shape (T,).
        high: Upper edge.
        ahead: Codes expected after 1, 2, ... more interviews; may be empty.
        reached_at: After which interview the rule says that nothing new comes; None if never.
        notation: Of that, such as '6+2'.
    """

    new_codes: Sequence[int]
    cumulative: Sequence[int]
    expected: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    ahead: Sequence[float]
    reached_at: int | None
    notation: str


class SaturationWords(NamedTuple):
    """What is written in the picture, in the language of the reader; the title is the finding."""

    title: str
    interviews: str
    codes: str
    new: str
    cumulative: str
    expected: str
    ahead: str


def draw_saturation(curves: SaturationCurves, words: SaturationWords) -> str:
    """Draw the picture with title, axes and legend.

    Args:
        curves: Of one interview or more, with one code or more.
        words: In the language of the reader.

    Returns:
        A whole SVG file.
    """
    body = [
        *_axes(curves, words),
        *_band(curves),
        *_bars(curves),
        *_lines(curves),
        *_legend(curves, words),
    ]
    return picture(_WIDTH, _HEIGHT, words.title, body)


class _Scale(NamedTuple):
    """Where a number of interviews and a number of codes stand in the picture."""

    n: int
    top: float

    def x(self, interview: float) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (interview - 0.5) / self.n

    def y(self, codes: float) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * codes / self.top

    def path(self, values: Sequence[float], first: int = 1) -> str:
        points = (f"{self.x(first + i):.1f} {self.y(v):.1f}" for i, v in enumerate(values))
        return "M" + "L".join(points)


def _scale(curves: SaturationCurves) -> _Scale:
    most = max(*curves.high, *curves.ahead, *curves.cumulative, 1)
    step = _step(most, 6)
    return _Scale(len(curves.new_codes) + len(curves.ahead), step * ceil(most * 1.02 / step))


def _step(most: float, parts: int) -> int:
    """Give a round number that goes into another one at most so many times.

    >>> [_step(most, 6) for most in (4, 12, 40, 118, 1500)]
    [1, 2, 10, 20, 500]
    """
    rough = most / parts
    power = int(10 ** max(0, ceil(log10(max(rough, 1))) - 1))
    return next(power * one for one in (1, 2, 5, 10) if power * one >= rough)


def _axes(curves: SaturationCurves, words: SaturationWords) -> Iterator[str]:
    scale = _scale(curves)
    right, step = _WIDTH - _RIGHT, _step(scale.top, 6)
    for codes in range(0, int(scale.top) + 1, step):
        y = scale.y(codes)
        light = "" if codes == 0 else ' stroke-opacity="0.25"'
        yield f'<path d="M{_LEFT:.1f} {y:.1f}H{right:.1f}" stroke="{QUIET}"{light}/>'
        yield write(_LEFT - 8, y + 4, str(codes), f'text-anchor="end" fill="{QUIET}"')
    every = _step(scale.n, _MOST_TICKS)
    for interview in [1, *range(every, scale.n + 1, every)] if every > 1 else range(1, scale.n + 1):
        attributes = f'text-anchor="middle" fill="{QUIET}"'
        yield write(scale.x(interview), _BOTTOM + 18, str(interview), attributes)
    yield write((_LEFT + right) / 2, _BOTTOM + 38, words.interviews, 'text-anchor="middle"')
    yield write(_LEFT - 44, _TOP - 16, words.codes, "")


def _bars(curves: SaturationCurves) -> Iterator[str]:
    scale = _scale(curves)
    width = min(34.0, 0.6 * (scale.x(2) - scale.x(1)))
    for interview, new in enumerate(curves.new_codes, 1):
        x, y = scale.x(interview), scale.y(new)
        if new:
            yield (
                f'<rect x="{x - width / 2:.1f}" y="{y:.1f}" width="{width:.1f}" '
                f'height="{_BOTTOM - y:.1f}" fill="{_BAR}"/>'
            )
        if len(curves.new_codes) <= _MOST_NUMBERS:
            # Lines begin at the top of the first bar, so a number stands at the foot of a high one.
            place, ink = (_BOTTOM - 6, PAPER) if _BOTTOM - y > _ROOM else (y - 4, _BAR)
            yield write(x, place, str(new), f'text-anchor="middle" font-size="11" fill="{ink}"')


def _band(curves: SaturationCurves) -> Iterator[str]:
    scale = _scale(curves)
    back = [
        f"{scale.x(len(curves.low) - i):.1f} {scale.y(low):.1f}"
        for i, low in enumerate(reversed(curves.low))
    ]
    yield f'<path d="{scale.path(curves.high)}L{"L".join(back)}Z" fill="{SOFT}"/>'
    for edge in (curves.low, curves.high):
        yield f'<path d="{scale.path(edge)}" fill="none" stroke="{QUIET}" stroke-width="0.7"/>'


def _lines(curves: SaturationCurves) -> Iterator[str]:
    scale, n = _scale(curves), len(curves.cumulative)
    yield f'<path d="{scale.path(curves.expected)}" fill="none" stroke="{INK}"/>'
    if curves.ahead:
        onward = scale.path((curves.cumulative[-1], *curves.ahead), n)
        yield _dashed(onward)
        end = f"≈ {curves.ahead[-1]:.0f}"
        yield write(scale.x(scale.n) + 8, scale.y(curves.ahead[-1]) + 4, end, "")
    yield (
        f'<path d="{scale.path(curves.cumulative)}" fill="none" stroke="{_LINE}" '
        'stroke-width="2.2"/>'
    )
    for interview, codes in enumerate(curves.cumulative, 1):
        yield _dot(scale.x(interview), scale.y(codes))
    total = scale.y(curves.cumulative[-1])
    yield write(scale.x(n), total - 10, str(curves.cumulative[-1]), _bold_middle())
    if curves.reached_at is not None:
        x = scale.x(curves.reached_at + 0.5)
        yield f'<path d="M{x:.1f} {_TOP:.1f}V{_BOTTOM:.1f}" stroke="{INK}" stroke-dasharray="2 3"/>'
        yield write(x, _TOP - 6, curves.notation, _bold_middle())


def _bold_middle() -> str:
    return 'text-anchor="middle" font-weight="bold"'


def _dashed(path: str) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="1.6" stroke-dasharray="6 4"/>'
    )


def _dot(x: float, y: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2" fill="{_LINE}"/>'


def _legend(curves: SaturationCurves, words: SaturationWords) -> Iterator[str]:
    y = _HEIGHT - 12
    samples = [
        (f'<rect x="4" y="{y - 11}" width="14" height="12" fill="{_BAR}"/>', words.new),
        (
            f'<path d="M0 {y - 5}H26" stroke="{_LINE}" stroke-width="2.2"/>{_dot(13, y - 5)}',
            words.cumulative,
        ),
        (
            f'<rect y="{y - 11}" width="26" height="12" fill="{SOFT}" stroke="{QUIET}" '
            f'stroke-width="0.7"/><path d="M0 {y - 5}H26" stroke="{INK}"/>',
            words.expected,
        ),
    ]
    if curves.ahead:
        samples.append((_dashed(f"M0 {y - 5}H26"), words.ahead))
    x = _LEFT - 44
    for sample, word in samples:
        yield f'<g transform="translate({x:.1f} 0)">{sample}{write(32, y, word, _SMALL)}</g>'
        x += 32 + 6.4 * len(word) + 22


_SMALL = 'font-size="12"'
