"""Groups of passages as a picture: each passage a mark, near each other what shares words.

Groups are told apart by shape, colour and number; what lies far from its group is hollow. Hovering
shows nothing of what was said: the words stand in the list beside it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kwalicode.report.pictures.picture import COLOURS, PAPER, QUIET, picture, write

MOST_MARKS = 2000
_WIDTH, _HEIGHT, _TOP, _MARGIN = 960.0, 560.0, 56.0, 34.0
_SHAPES = (
    "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z",  # circle
    "M-4.5 -4.5H4.5V4.5H-4.5Z",  # square
    "M0 -5.5L5.5 4.5H-5.5Z",  # triangle up
    "M0 -6L6 0L0 6L-6 0Z",  # diamond
    "M0 5.5L5.5 -4.5H-5.5Z",  # triangle down
    "M-2 -6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z",  # cross
    "M-5.5 -2.5L0 -6L5.5 -2.5L3.5 5H-3.5Z",  # pentagon
)


class Mark(NamedTuple):
    """A passage on the map.

    Attributes:
        x: Any scale; the picture is fitted to all.
        y: Upwards.
        group: From 0; -1 for none.
        is_outlier: Whether it lies far from its group.
    """

    x: float
    y: float
    group: int
    is_outlier: bool


def draw_group_map(marks: Sequence[Mark], title: str, axes: str) -> str:
    """Draw the map.

    Args:
        marks: At least one.
        title: Says what is found, in the language of the reader.
        axes: Says what nearness means.

    Returns:
        A whole SVG file.
    """
    placed = list(_placed(marks))
    note = write(20, _HEIGHT - 12, axes, f'fill="{QUIET}" font-size="12"')
    return picture(_WIDTH, _HEIGHT, title, [*_marks(placed), *_numbers(placed), note])


def _placed(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Fit marks to the picture, each axis to its own range."""
    xs, ys = [one.x for one in marks], [one.y for one in marks]
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    for one in marks:
        x = _MARGIN + (one.x - min(xs)) / wide * (_WIDTH - 2 * _MARGIN)
        y = _TOP + (max(ys) - one.y) / high * (_HEIGHT - _TOP - 2 * _MARGIN)
        yield one._replace(x=x, y=y)


def _marks(placed: Sequence[Mark]) -> Iterator[str]:
    for one in placed:
        colour = COLOURS[one.group % len(COLOURS)] if one.group >= 0 else QUIET
        shape = _SHAPES[one.group % len(_SHAPES)]
        fill = PAPER if one.is_outlier else colour
        yield (
            f'<path d="{shape}" transform="translate({one.x:.1f} {one.y:.1f})" fill="{fill}" '
            f'fill-opacity="0.72" stroke="{colour}" stroke-width="1.2"/>'
        )


def _numbers(placed: Sequence[Mark]) -> Iterator[str]:
    """Write the number of each group in its midst."""
    for group in sorted({one.group for one in placed if one.group >= 0}):
        own = [one for one in placed if one.group == group and not one.is_outlier] or [
            one for one in placed if one.group == group
        ]
        x, y = sum(one.x for one in own) / len(own), sum(one.y for one in own) / len(own)
        halo = (
            'text-anchor="middle" font-size="20" font-weight="bold" paint-order="stroke" '
            f'stroke="{PAPER}" stroke-width="5"'
        )
        yield write(x, y + 7, str(group + 1), halo)
