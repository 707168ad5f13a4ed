"""Codes that stand together, as a picture: a ring of codes, a line for each pair.

The size of a dot tells how often a code stands, the thickness of a line how often two of them
stand together; both numbers are written, so that nothing is told by shape alone.
"""

from collections.abc import Iterator, Sequence
from math import cos, pi, sin, sqrt
from typing import NamedTuple

from kwalicode.report.pictures.picture import COLOURS, PAPER, QUIET, picture, write

MOST_CODES, MOST_LINES = 24, 60
_WIDTH, _HEIGHT, _RADIUS, _TOP = 960.0, 640.0, 215.0, 76.0
_MIDDLE = (_WIDTH / 2, _TOP + (_HEIGHT - _TOP) / 2)
_LETTERS, _BIGGEST, _THICKEST, _LABELLED = 34, 15.0, 9.0, 12


class Tie(NamedTuple):
    """Two codes by their place in the list, and how often they stand together."""

    first: int
    second: int
    n: int


def draw_network(names: Sequence[str], each: Sequence[int], ties: Sequence[Tie], title: str) -> str:
    """Draw the picture.

    Args:
        names: Of the codes, at most `MOST_CODES`.
        each: How often each stands, one or more.
        ties: The strongest first; at most `MOST_LINES` of them are drawn.
        title: Says what is found, in the language of the reader.

    Returns:
        A whole SVG file.
    """
    places = _ring(_neighbours(len(names), ties))
    shown = [tie for tie in ties if tie.n > 0][:MOST_LINES]
    body = [*_lines(places, shown), *_dots(names, each, places)]
    return picture(_WIDTH, _HEIGHT, title, body)


def _neighbours(n_codes: int, ties: Sequence[Tie]) -> list[int]:
    """Order codes so that those tied to each other stand side by side."""
    strength = {frozenset((tie.first, tie.second)): tie.n for tie in ties}
    left, order = set(range(n_codes)), [0] if n_codes else []
    left -= set(order)
    while left:
        last = order[-1]
        closest = max(sorted(left), key=lambda one: strength.get(frozenset((last, one)), 0))
        order.append(closest)
        left.remove(closest)
    return order


def _ring(order: Sequence[int]) -> dict[int, tuple[float, float]]:
    """Give the angle's cosine and sine of each code; the first one stands on top."""
    angles = {code: 2 * pi * place / len(order) - pi / 2 for place, code in enumerate(order)}
    return {code: (cos(angle), sin(angle)) for code, angle in angles.items()}


def _at(direction: tuple[float, float], radius: float) -> tuple[float, float]:
    return _MIDDLE[0] + radius * direction[0], _MIDDLE[1] + radius * direction[1]


def _lines(places: dict[int, tuple[float, float]], ties: Sequence[Tie]) -> Iterator[str]:
    most = max((tie.n for tie in ties), default=1)
    labels = []
    for number, tie in enumerate(ties):
        (x1, y1), (x2, y2) = _at(places[tie.first], _RADIUS), _at(places[tie.second], _RADIUS)
        # Bent towards the middle, so that lines of neighbours do not lie on the ring.
        bend = ((x1 + x2) / 2 + _MIDDLE[0]) / 2, ((y1 + y2) / 2 + _MIDDLE[1]) / 2
        width = 1 + (_THICKEST - 1) * tie.n / most
        yield (
            f'<path d="M{x1:.1f} {y1:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {x2:.1f} {y2:.1f}" '
            f'fill="none" stroke="{QUIET}" stroke-opacity="0.45" stroke-width="{width:.1f}"/>'
        )
        if number < _LABELLED:
            x, y = (x1 + 2 * bend[0] + x2) / 4, (y1 + 2 * bend[1] + y2) / 4
            halo = f'text-anchor="middle" paint-order="stroke" stroke="{PAPER}" stroke-width="4"'
            labels.append(write(x, y + 4, str(tie.n), halo))
    yield from labels


def _dots(
    names: Sequence[str], each: Sequence[int], places: dict[int, tuple[float, float]]
) -> Iterator[str]:
    most = max(each, default=1)
    for code, (name, n) in enumerate(zip(names, each, strict=True)):
        x, y = _at(places[code], _RADIUS)
        size = max(4.0, _BIGGEST * sqrt(n / most))
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{COLOURS[0]}"/>'
        label_x, label_y = _at(places[code], _RADIUS + size + 10)
        across = places[code][0]
        anchor = "middle" if abs(across) < 0.1 else "start" if across > 0 else "end"
        rise = 4 if abs(across) >= 0.1 else 12 * places[code][1] + 4
        short = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"
        yield write(label_x, label_y + rise, f"{short} ({n})", f'text-anchor="{anchor}"')
