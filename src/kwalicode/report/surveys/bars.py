"""Bars of means, or of who disagrees, is neutral and agrees, as SVG for a publication.

Each bar has its number beside or in it, so nothing is told by colour alone; where a number is
withheld, a dot stands in the place of the bar.
"""

from collections.abc import Iterator
from textwrap import wrap
from typing import NamedTuple

from kwalicode.model import Language
from kwalicode.report.pictures.picture import COLOURS, INK, PAPER, QUIET, SOFT, picture, write
from kwalicode.report.surveys.numbers import Line, Number, SurveyStatistics
from kwalicode.report.surveys.tables import WITHHELD, label_of
from kwalicode.report.surveys.words import WORDS, number, told

_WIDTH, _LEFT, _RIGHT, _MARGIN = 960, 250, 880, 16
_TITLE, _LABEL, _BAR, _GAP = 34, 20, 24, 10
_LETTERS, _GROUP_LETTERS, _TITLE_LETTERS = 112, 30, 52
_LEAST_INSIDE, _SWATCH = 7.0, 60
_FILLS = (COLOURS[1], SOFT, COLOURS[0])
_INKS = (PAPER, INK, PAPER)


class _Row(NamedTuple):
    """A line of text, or a bar with its name."""

    text: str
    numbers: tuple[Number, ...] = ()


def draw_bars(table: SurveyStatistics, language: Language) -> str:
    """Draw the means or shares of a table.

    Args:
        table: Of the kind 'means' or 'shares'.
        language: Of words and numbers.

    Returns:
        A whole SVG file.
    """
    words = WORDS[language]
    by = words["by"].format(group=table.group) if table.group else ""
    title = _finding(table, language) or f"{words[table.kind]}{by}"
    y = float(_TITLE + (_LABEL if table.kind == "shares" else 0))
    body: list[str] = []
    for row in _rows(table, language):
        if row.numbers:
            body += _bar(table, row, y, language)
            y += _BAR
        else:
            y += _GAP if row.text[:1] != " " else 0
            body.append(write(_MARGIN, y + 14, row.text.strip(), 'font-weight="bold"'))
            y += _LABEL
    axis = _axis(table, y, language) if table.kind == "means" else _legend(language)
    height = y + 32
    heading = write(_MARGIN, 22, title, _HEAD)
    return picture(_WIDTH, height, title, [*axis, *body], heading=heading)


_HEAD = 'font-size="16" font-weight="bold"'
_FINDINGS = {
    ("means", "nl"): "Hoogste gemiddelde: {what} ({value})",
    ("means", "en"): "Highest mean: {what} ({value})",
    ("shares", "nl"): "Het meest mee eens: {what} ({value}\u00a0%)",
    ("shares", "en"): "Agreed with most: {what} ({value}%)",
}


def _finding(table: SurveyStatistics, language: Language) -> str:
    """Say which bar is the longest; empty where all are withheld."""
    best, says, label = None, "", ""
    for row in _rows(table, language):
        if not row.numbers:
            label = f"{label} {row.text.strip()}" if row.text[:1] == " " else row.text
        last = row.numbers[-1] if row.numbers else None
        if isinstance(last, float | int) and (best is None or last > best):
            best, says = last, " · ".join(filter(None, (_cut(label, _TITLE_LETTERS), row.text)))
    if best is None:
        return ""
    value = number(best, "0.00" if table.kind == "means" else "0", language)
    return _FINDINGS[table.kind, language].format(what=says, value=value)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _rows(table: SurveyStatistics, language: Language) -> Iterator[_Row]:
    before = ""
    n = len(table.columns)
    for line in table.lines:
        label = label_of(line, language)
        if label != before:
            yield from _label(label)
        before = label
        for place, measure in enumerate(table.measures):
            names = [told(line.group, language), measure]
            yield _Row(" · ".join(filter(None, names)), _drawn(table, line, place * n))


def _label(label: str) -> Iterator[_Row]:
    first, *more = wrap(label, _LETTERS)
    yield _Row(first)
    for text in more:
        yield _Row(f" {text}")


def _drawn(table: SurveyStatistics, line: Line, start: int) -> tuple[Number, ...]:
    return line.numbers[start : start + (3 if table.kind == "shares" else 1)]


def _bar(table: SurveyStatistics, row: _Row, y: float, language: Language) -> Iterator[str]:
    name = _cut(row.text, _GROUP_LETTERS)
    if name:
        yield write(_LEFT - 10, y + 16, name, 'text-anchor="end"')
    shown = [value for value in row.numbers if value is not None and value != ""]
    if None in row.numbers:
        yield write(_LEFT + 6, y + 16, WITHHELD, "")
    elif len(shown) < len(row.numbers):
        yield write(_LEFT + 6, y + 16, WORDS[language]["nobody"], "")
    elif table.kind == "shares":
        yield from _stack(shown, y, language)
    else:
        x = _x(table, shown[0])
        yield _box(_LEFT, x, y, COLOURS[0])
        yield write(x + 6, y + 16, number(shown[0], "0.00", language), "")


def _stack(shares: list[float], y: float, language: Language) -> Iterator[str]:
    x = float(_LEFT)
    for share, fill, ink in zip(shares, _FILLS, _INKS, strict=True):
        end = x + (_RIGHT - _LEFT) * share / 100
        yield _box(x, end, y, fill)
        if share >= _LEAST_INSIDE:
            says = number(share, "0", language)
            yield write((x + end) / 2, y + 16, says, f'text-anchor="middle" fill="{ink}"')
        x = end


def _box(x: float, end: float, y: float, fill: str) -> str:
    width = max(end - x, 0)
    return (
        f'<rect x="{x:.1f}" y="{y + 3:.1f}" width="{width:.1f}" height="{_BAR - 6}" '
        f'fill="{fill}" stroke="{QUIET}" stroke-width="0.5"/>'
    )


def _x(table: SurveyStatistics, value: float) -> float:
    low, high = table.scale[:2] if table.scale else (0.0, 1.0)
    return _LEFT + (_RIGHT - _LEFT) * (value - low) / (high - low)


def _axis(table: SurveyStatistics, y: float, language: Language) -> Iterator[str]:
    low, high = table.scale[:2] if table.scale else (0.0, 1.0)
    step = max(1, round((high - low) / 10))
    for place in range(int(low), int(high) + 1, step):
        x = _x(table, place)
        yield f'<path d="M{x:.1f} {_TITLE}V{y + 4:.1f}" stroke="{QUIET}" stroke-opacity="0.25"/>'
        says = number(place, "0", language)
        yield write(x, y + 20, says, f'text-anchor="middle" fill="{QUIET}"')


def _legend(language: Language) -> Iterator[str]:
    """Write each word where its part of a bar lies, for print may be grey."""
    anchors = ("start", "middle", "end")
    for place, (key, fill) in enumerate(zip(("disagree", "neutral", "agree"), _FILLS, strict=True)):
        x = _LEFT + (_RIGHT - _LEFT) * place / 2
        says = f'text-anchor="{anchors[place]}"'
        yield write(x, _TITLE + 8, WORDS[language][key], says)
        left = x - _SWATCH * place / 2
        yield (
            f'<rect x="{left:.1f}" y="{_TITLE + 13}" width="{_SWATCH}" height="5" fill="{fill}" '
            f'stroke="{QUIET}" stroke-width="0.5"/>'
        )
