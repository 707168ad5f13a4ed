"""A picture of how long each class of data is kept: a bar each, on one line of time."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from html import escape
from typing import Literal, NamedTuple

_WIDTH, _LEFT, _RIGHT, _TOP, _ROW = 900, 190, 24, 34, 46
_BAR = 16

Ground = Literal["light", "dark"]
# Ink, and the fill of a bar, on paper and in the dark.
_COLOURS = {"light": ("#23241f", "#1f5f6b"), "dark": ("#e6e3dc", "#7cc4d0")}


class TimelineBar(NamedTuple):
    """A class of data on the picture.

    Attributes:
        start: The day it counts from; None where that has not come.
        end: The last day; None likewise.
        says: What stands under the bar.
        is_late: Whether the last day is past: drawn hatched.
        is_over: Whether the data are gone: drawn as an outline.
    """

    name: str
    start: date | None
    end: date | None
    says: str
    is_late: bool = False
    is_over: bool = False


def timeline_svg(
    bars: Sequence[TimelineBar],
    *,
    title: str,
    today: date,
    today_word: str,
    ground: Ground = "light",
) -> str:
    """Draw the bars as SVG.

    Args:
        bars: From top to bottom.
        title: What the picture says, for those who do not see it.
        today: Where the line of today stands.
        today_word: What is written at it.
        ground: What the picture stands on.
    """
    ink, fill = _COLOURS[ground]
    days = [day for bar in bars for day in (bar.start, bar.end) if day] + [today]
    first, last = min(days) - timedelta(days=30), max(days) + timedelta(days=60)
    span = (last - first).days

    def x(day: date) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (day - first).days / span

    height = _TOP + _ROW * len(bars) + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" '
        f'viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'font-family="sans-serif" font-size="13" color="{ink}" '
        f'fill="{ink}"><title>{escape(title)}</title>',
        '<defs><pattern id="kw-late" width="8" height="8" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="8" height="8" fill="#b3541e"/>'
        '<rect width="3" height="8" fill="#f2d58a"/></pattern></defs>',
    ]
    for year in range(first.year + 1, last.year + 1):
        place = x(date(year, 1, 1))
        parts.append(_line(place, 20, height - 18, "0.25"))
        parts.append(f'<text x="{place:.1f}" y="14" text-anchor="middle">{year}</text>')
    for row, bar in enumerate(bars):
        top = _TOP + row * _ROW
        parts.append(f'<text x="0" y="{top + 13}" font-weight="600">{escape(bar.name)}</text>')
        parts += _bar(bar, x, top, fill)
    place = x(today)
    parts.append(_line(place, 20, height - 18, "1", dashes="3 3"))
    anchor = "end" if place > _WIDTH - 90 else "start"
    shift = -5 if anchor == "end" else 5
    parts.append(
        f'<text x="{place + shift:.1f}" y="{height - 5}" text-anchor="{anchor}" font-size="12">'
        f"{escape(today_word)}</text></svg>"
    )
    return "".join(parts)


def _bar(bar: TimelineBar, x: Callable[[date], float], top: float, fill: str) -> list[str]:
    if bar.start is None or bar.end is None:
        return [f'<text x="{_LEFT}" y="{top + 13}" opacity="0.85">{escape(bar.says)}</text>']
    left, right = x(bar.start), max(x(bar.end), x(bar.start) + 3)
    look = 'fill="url(#kw-late)"' if bar.is_late else f'fill="{fill}"'
    if bar.is_over:
        look = 'fill="none" stroke="currentColor" stroke-dasharray="4 3"'
    rectangle = (
        f'<rect x="{left:.1f}" y="{top}" width="{right - left:.1f}" height="{_BAR}" rx="4" {look}/>'
    )
    # A text that would run out of the picture ends where the bar does; else it begins beside
    # the line of today, which often stands where a bar begins.
    ends = left > _WIDTH / 2
    place, anchor = (right, "end") if ends else (left + 5, "start")
    says = (
        f'<text x="{place:.1f}" y="{top + _BAR + 14}" text-anchor="{anchor}" font-size="12">'
        f"{escape(bar.says)}</text>"
    )
    return [rectangle, says]


def _line(x: float, top: float, bottom: float, opacity: str, *, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{bottom}" stroke="currentColor" '
        f'opacity="{opacity}"{dashed}/>'
    )
