"""Words of a PDF that lie under a bar or that nobody sees, and that can be copied all the same.

Operators are those of ISO 32000-2, annex A. How wide words are is estimated from their number, so
a bar beside words of the same line may be taken for one over them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

PaintedKind = Literal["covered", "hidden"]
_Point = tuple[float, float]
_INKS = (b"g", b"rg", b"k", b"sc", b"scn")
_FILLS = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"))
_STROKES = frozenset((b"S", b"s", b"B", b"B*", b"b", b"b*"))
_ENDS = _FILLS | _STROKES | {b"n"}
_SHOWS = frozenset((b"Tj", b"TJ", b"'", b'"'))
_DARK, _LIGHT = 0.25, 0.95
_MIDDLE = 0.5
_LOW, _HIGH = 4, 40  # points; what is lower is a line, a picture that is higher is no bar
_INVISIBLE = 3
_WIDE = 0.42  # of the size of the letters: how wide one is at least


class _Box(NamedTuple):
    left: float
    low: float
    right: float
    high: float


class _Bar(NamedTuple):
    order: int
    light: float
    box: _Box
    is_picture: bool = False


class _Words(NamedTuple):
    order: int
    light: float
    is_invisible: bool
    box: _Box
    text: str


@dataclass(slots=True)
class _Looks:
    """How what comes next is painted: how light fills and lines are, from 0 to 1; letters."""

    fill: float = 0.0
    line: float = 0.0
    width: float = 1.0
    mode: int = 0


class Painted:
    """Follows what is painted on a page; its methods are the visitors of `extract_text`."""

    def __init__(self) -> None:
        self._looks, self._order = _Looks(), 0
        self._kept: list[_Looks] = []
        self._points: list[_Point] = []
        self._path: list[_Box] = []
        self._bars: list[_Bar] = []
        self._words: list[_Words] = []
        self._shown = (0, 0.0, False)

    def operand(self, operator: bytes, operands: Sequence[Any], cm: Any, _tm: Any) -> None:
        """Look at an operator before it works."""
        self._order += 1
        if operator == b"q":
            self._kept.append(replace(self._looks))
        elif operator == b"Q" and self._kept:
            self._looks = self._kept.pop()
        elif operator in _SHOWS:
            is_invisible = self._looks.mode == _INVISIBLE
            self._shown = (self._order, self._looks.fill, is_invisible)
        elif operator in _ENDS:
            self._end(operator)
        else:
            self._look(operator, operands)
            self._draw(operator, operands, cm)

    def _look(self, operator: bytes, operands: Sequence[Any]) -> None:
        light = _lightness(operands)
        if operator == b"cs":
            self._looks.fill = 0.0
        elif operator in _INKS and light is not None:
            self._looks.fill = light
        elif operator.lower() in _INKS and light is not None:
            self._looks.line = light
        elif operator == b"Tr" and operands:
            self._looks.mode = int(operands[0])
        elif operator == b"w" and operands:
            self._looks.width = float(operands[0])

    def _draw(self, operator: bytes, operands: Sequence[Any], cm: Any) -> None:
        if operator == b"re" and len(operands) == 4:
            x, y, width, height = map(float, operands)
            self._path.append(_moved(x, y, x + width, y + height, cm))
        elif operator in {b"m", b"l"} and len(operands) == 2:
            if operator == b"m":
                self._close()
            x, y = map(float, operands)
            self._points.append((x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5]))
        elif operator == b"Do":
            box = _moved(0, 0, 1, 1, cm)
            # A low picture may be a bar; any other is a ground for letters.
            light = 0.0 if _LOW <= box.high - box.low <= _HIGH else _MIDDLE
            self._bars.append(_Bar(self._order, light, box, is_picture=True))

    def _close(self) -> None:
        """Keep lines that make a box."""
        if box := _box_of(self._points):
            self._path.append(box)
        self._points = []

    def _end(self, operator: bytes) -> None:
        thick = self._thick_line() if operator in _STROKES else None
        if thick:
            self._bars.append(_Bar(self._order, self._looks.line, thick))
        self._close()
        if operator in _FILLS:
            self._bars += [_Bar(self._order, self._looks.fill, one) for one in self._path]
        self._path = []

    def _thick_line(self) -> _Box | None:
        """Give the line that was drawn, where it lies and is as thick as a bar."""
        half = self._looks.width / 2
        if len(self._points) != 2 or half * 2 < _LOW:
            return None
        (x0, y0), (x1, y1) = self._points
        lies = abs(y0 - y1) < 1
        return _Box(min(x0, x1), y0 - half, max(x0, x1), y0 + half) if lies else None

    def text(self, text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
        """Take the words that were shown."""
        said = " ".join(text.split())
        if said:
            height = abs(size * tm[3]) or size
            left, low, right, high = (
                *(tm[4], tm[5]),
                *(tm[4] + len(said) * abs(size * tm[0]) * _WIDE, tm[5] + height),
            )
            self._words.append(_Words(*self._shown, _moved(left, low, right, high, cm), said))

    def found(self) -> list[tuple[PaintedKind, str]]:
        """Give the words that are under a bar or unseen, in the order of the page."""
        import numpy as np

        # All bars at once: a page of tables has thousands, and as many words.
        edges = np.array([bar.box for bar in self._bars], dtype=float).reshape(-1, 4).T
        found: dict[tuple[PaintedKind, str], None] = {}
        for words in self._words:
            over = [self._bars[place] for place in np.flatnonzero(_covers(edges, words.box))]
            if kind := _kind_of(words, over):
                found[kind, words.text] = None
        return list(found)


def _kind_of(words: _Words, over: Sequence[_Bar]) -> PaintedKind | None:
    if any(_hides(bar, words) for bar in over):
        return "covered"
    is_white = words.light > _LIGHT and not any(bar.light <= _LIGHT for bar in over)
    return "hidden" if words.is_invisible or is_white else None


def _lightness(operands: Sequence[Any]) -> float | None:
    """Give how light a colour of grey, RGB or CMYK is, from 0 to 1."""
    values = [float(one) for one in operands if isinstance(one, int | float)]
    if len(values) in (1, 3):
        return sum(values) / len(values)
    return 1 - min(1.0, max(values[:3]) + values[3]) if len(values) == 4 else None


def _box_of(points: Sequence[_Point]) -> _Box | None:
    """Give the box that points are the corners of."""
    if len(points) < 4:
        return None
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    box = _Box(min(xs), min(ys), max(xs), max(ys))
    is_box = all(
        min(x - box.left, box.right - x) < 1 and min(y - box.low, box.high - y) < 1
        for x, y in points
    )
    return box if is_box else None


def _moved(left: float, low: float, right: float, high: float, cm: Any) -> _Box:
    xs = sorted((left * cm[0] + low * cm[2] + cm[4], right * cm[0] + high * cm[2] + cm[4]))
    ys = sorted((left * cm[1] + low * cm[3] + cm[5], right * cm[1] + high * cm[3] + cm[5]))
    return _Box(xs[0], ys[0], xs[1], ys[1])


def _covers(edges: Any, words: _Box) -> Any:
    """Tell which bars lie over the middle of a line, beside a part of its words at least.

    Args:
        edges: Left, low, right and high of the bars, shape (4, bars).
        words: Where the words stand.

    Returns:
        Whether it does, shape (bars,).
    """
    left, low, right, high = edges
    height = words.high - words.low
    middle = words.low + height / 3
    is_high = (high - low >= _LOW) & (low <= middle) & (middle <= high)
    shared = right.clip(max=words.right) - left.clip(min=words.left)
    return is_high & (shared > min(height, (words.right - words.left) / 2))


def _hides(bar: _Bar, words: _Words) -> bool:
    """Tell whether a bar was laid over words, or words of its own dark colour upon it."""
    is_later = bar.order > words.order
    if bar.is_picture and not is_later:
        return False
    if bar.light < _DARK:
        return is_later or words.light < _DARK
    shared = min(bar.box.right, words.box.right) - max(bar.box.left, words.box.left)
    is_most = shared * 2 > words.box.right - words.box.left
    return is_later and is_most and bar.light > _LIGHT and not words.is_invisible
