"""Before and after an event, as a picture: what each dated source brings, along one line of time.

Sides are told apart by the line of the event and the words above them; colour only repeats it.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise
from math import ceil
from typing import NamedTuple

from kwalicode.report.pictures.picture import COLOURS, INK, PAPER, QUIET, picture, write

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 960.0, 400.0, 64.0, 32.0, 112.0, 330.0
_WIDEST, _NARROWEST, _MOST_DAYS, _ROOM, _DAY = 22.0, 5.0, 12, 88.0, "{0.day}-{0.month}-{0.year}"


class DatedSource(NamedTuple):
    """A source on the line of time, and how many segments it brings."""

    day: date
    n: int


class PeriodWords(NamedTuple):
    """What is written in the picture, in the language of the reader; the title is the finding.

    Attributes:
        event: Written at the line of the event.
        before: What came of the sources before it.
        after: Of those of that day and later.
        axis: What the height of a bar is.
    """

    title: str
    event: str
    before: str
    after: str
    axis: str


def draw_period(sources: Sequence[DatedSource], event: date, words: PeriodWords) -> str:
    """Draw a bar for each day, cut by source, with the event between them.

    Args:
        sources: One or more, in any order; one that brings nothing is a ring on the line.
        event: Sources of that day stand after its line.
        words: In the language of the reader.

    Returns:
        A whole SVG file.
    """
    days = {
        day: [one.n for one in same]
        for day, same in groupby(sorted(sources), key=lambda one: one.day)
    }
    scale = _scale(days, event)
    body = [
        *_axis(scale, list(days), words.axis),
        *_bars(scale, days, event),
        *_event(scale, event, words),
    ]
    return picture(_WIDTH, _HEIGHT, words.title, body)


class _Scale(NamedTuple):
    """Where a day and a number stand in the picture, and how wide a bar is."""

    first: date
    n_days: int
    top: int
    width: float

    def x(self, day: date) -> float:
        return _LEFT + 16 + (_WIDTH - _LEFT - _RIGHT - 32) * (day - self.first).days / self.n_days

    def y(self, n: float) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * n / self.top


def _scale(days: dict[date, list[int]], event: date) -> _Scale:
    every = sorted({*days, event})
    n_days = max((every[-1] - every[0]).days, 1)
    closest = min(((later - one).days for one, later in pairwise(every)), default=n_days)
    room = 0.8 * (_WIDTH - _LEFT - _RIGHT - 32) * closest / n_days
    most = max(sum(numbers) for numbers in days.values())
    step = _step(most)
    return _Scale(
        every[0], n_days, step * max(ceil(most / step), 1), min(_WIDEST, max(_NARROWEST, room))
    )


def _step(most: int) -> int:
    """Give a round number that goes into another one five times at most."""
    steps = (power * one for power in (1, 10, 100, 1000, 10_000) for one in (1, 2, 5))
    return next(step for step in steps if step * 5 >= most)


def _axis(scale: _Scale, days: list[date], says: str) -> Iterator[str]:
    step, right = _step(scale.top), _WIDTH - _RIGHT
    for n in range(0, scale.top + 1, step):
        y, light = scale.y(n), "" if n == 0 else ' stroke-opacity="0.25"'
        yield f'<path d="M{_LEFT:.1f} {y:.1f}H{right:.1f}" stroke="{QUIET}"{light}/>'
        yield write(_LEFT - 8, y + 4, str(n), f'text-anchor="end" fill="{QUIET}"')
    yield write(20, _TOP - 20, says, "")
    last = -_ROOM
    for day in days:
        # A day is written where there is room for it; every bar has its place on the line.
        if scale.x(day) - last >= _ROOM:
            last = scale.x(day)
            yield write(
                last, _BOTTOM + 20, _DAY.format(day), f'text-anchor="middle" fill="{QUIET}"'
            )


def _bars(scale: _Scale, days: dict[date, list[int]], event: date) -> Iterator[str]:
    for day, numbers in days.items():
        x, reached = scale.x(day), 0
        fill = COLOURS[0] if day < event else COLOURS[1]
        # Sources of the day of the event stand after its line.
        x += scale.width / 2 + 3 if day == event else 0
        for n in sorted(numbers, reverse=True):
            top, bottom = scale.y(reached + n), scale.y(reached)
            if n:
                yield (
                    f'<rect x="{x - scale.width / 2:.1f}" y="{top:.1f}" width="{scale.width:.1f}" '
                    f'height="{bottom - top:.1f}" fill="{fill}" stroke="{PAPER}"/>'
                )
            reached += n
        if not reached:
            yield (
                f'<circle cx="{x:.1f}" cy="{_BOTTOM:.1f}" r="4" fill="{PAPER}" stroke="{fill}" '
                'stroke-width="1.6"/>'
            )
        elif len(days) <= 3 * _MOST_DAYS:
            y = scale.y(reached) - 5
            yield write(x, y, str(reached), f'text-anchor="middle" font-size="11" fill="{fill}"')


def _event(scale: _Scale, event: date, words: PeriodWords) -> Iterator[str]:
    x = scale.x(event)
    yield (
        f'<path d="M{x:.1f} {_TOP - 36:.1f}V{_BOTTOM:.1f}" stroke="{INK}" stroke-width="1.6" '
        'stroke-dasharray="5 4"/>'
    )
    is_left = x < _WIDTH / 2
    anchor = 'text-anchor="start"' if is_left else 'text-anchor="end"'
    yield write(
        x + (6 if is_left else -6), _BOTTOM + 40, words.event, f'{anchor} font-weight="bold"'
    )
    # It leaves the line of days free.
    yield f'<path d="M{x:.1f} {_BOTTOM + 26:.1f}V{_BOTTOM + 42:.1f}" stroke="{INK}"/>'
    y, right = _TOP - 46, _WIDTH - _RIGHT
    yield write(20, y, words.before, f'font-weight="bold" fill="{COLOURS[0]}"')
    after = f'text-anchor="end" font-weight="bold" fill="{COLOURS[1]}"'
    yield write(right, y, words.after, after)
