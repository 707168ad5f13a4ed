"""The funnel of recruitment as a picture, like the flow diagram of CONSORT.

What is left out stands beside the way down; dashes tell it apart, not colour.
"""

from collections.abc import Sequence
from html import escape
from typing import Literal

from kwalicode.model import Language
from kwalicode.report.funnel import (
    WORDS,
    Branch,
    Funnel,
    FunnelWords,
    beside,
    funnel_text,
    left_over,
    say,
    say_interviews,
)
from kwalicode.report.pictures.picture import INK, PAPER

Ground = Literal["paper", "light", "dark"]

_LIGHT_INK = "#e6e3dc"
_FONT = "system-ui, 'Segoe UI', 'Noto Sans', sans-serif"
_WIDTH, _BOX, _SIDE, _LINE, _PAD = 960.0, 220.0, 226.0, 20.0, 12.0
_LEFT, _RIGHT = 118.0, 600.0
_MIDDLE = (_LEFT + _RIGHT) / 2
# Where the boxes of a route stand, and where both routes meet.
_FIRST, _SECOND, _MEET, _HELD, _KEPT = 10.0, 116.0, 206.0, 228.0, 346.0


def draw_funnel(funnel: Funnel, *, language: Language, ground: Ground = "paper") -> str:
    """Draw the funnel.

    Args:
        funnel: The numbers.
        language: Of the words.
        ground: White paper, for print, or the light or dark page on which it stands.

    Returns:
        A whole SVG file.
    """
    words = WORDS[language]
    height = 412.0 if funnel.n_withdrawn else 294.0
    title = say_interviews(words, "title", *left_over(funnel))
    ink = _LIGHT_INK if ground == "dark" else INK
    paper = f'<rect width="100%" height="100%" fill="{PAPER}"/>' if ground == "paper" else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {height:g}" role="img" '
        f'width="{_WIDTH:g}" height="{height:g}" font-family="{_FONT}" font-size="15" '
        f'color="{ink}">'
        f"<title>{escape(title)}</title><desc>"
        f"{escape(funnel_text(funnel, language=language))}</desc>{paper}"
        f"{''.join(_shapes(funnel, words))}</svg>"
    )


def _shapes(funnel: Funnel, words: FunnelWords) -> Sequence[str]:
    held = (funnel.n_interviews, funnel.n_persons)
    shapes = [
        *_route(words, funnel.selected, _LEFT, ("box_approached", "box_agreed")),
        *_route(words, funnel.self_registered, _RIGHT, ("box_came", "box_spoken")),
        _down(_MIDDLE, _MEET, _HELD),
        _box(_MIDDLE, _HELD, _titled(words, "box_held", *held)),
    ]
    if funnel.n_withdrawn:
        lost = (funnel.n_withdrawn, funnel.n_persons_withdrawn)
        at = (_HELD + 2 * _LINE + _PAD + _KEPT) / 2
        shapes += [
            _down(_MIDDLE, _HELD + 2 * _LINE + _PAD, _KEPT),
            *_aside(_MIDDLE, at, _titled(words, "box_lost", *lost)),
            _box(_MIDDLE, _KEPT, _titled(words, "box_left", *left_over(funnel))),
        ]
    return shapes


def _titled(words: FunnelWords, title: str, n: int, n_persons: int) -> list[str]:
    counted = f"{say(words, 'interviews', n)}, {say(words, 'persons', n_persons)}"
    return [str(words[title]), counted]


def _route(words: FunnelWords, branch: Branch, x: float, names: tuple[str, str]) -> Sequence[str]:
    """Draw one route: who there was, who left it, with whom was spoken."""
    first, second = names
    n_yes = branch.n_agreed if second == "box_agreed" else branch.n_held
    yes = [say(words, second, n_yes)]
    if branch.n_planned:
        yes.append(say(words, "box_planned", branch.n_planned))
    left = [say(words, f"box_{name}", n) for name, n in beside(branch) if n]
    below = _SECOND + _PAD + _LINE * len(yes)
    top = _FIRST + _PAD + _LINE
    return [
        _box(x, _FIRST, [say(words, first, branch.n)]),
        _down(x, top, _SECOND),
        *(_aside(x, (top + _SECOND) / 2, left) if left else ()),
        _box(x, _SECOND, yes),
        _stroke(f"M{x:g} {below:g}V{_MEET:g}H{_MIDDLE:g}"),
    ]


def _aside(x: float, y: float, lines: Sequence[str]) -> Sequence[str]:
    """Draw what is left out beside the way down, at the height where it leaves."""
    start = x + _BOX / 2 + 14
    height = _PAD + _LINE * len(lines)
    return (
        _stroke(f"M{x:g} {y:g}H{start:g}"),
        f'<path d="M{start:g} {y:g}l-8 -4v8z" fill="currentColor"/>',
        _box(start + _SIDE / 2, y - height / 2, lines, width=_SIDE, is_aside=True),
    )


def _down(x: float, start: float, end: float) -> str:
    head = f'<path d="M{x:g} {end:g}l-4 -8h8z" fill="currentColor"/>'
    return f"{_stroke(f'M{x:g} {start:g}V{end:g}')}{head}"


def _stroke(path: str) -> str:
    return f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="1.2"/>'


def _box(
    x: float, y: float, lines: Sequence[str], *, width: float = _BOX, is_aside: bool = False
) -> str:
    """Draw a box with its lines around `x`, from `y` down."""
    height = _PAD + _LINE * len(lines)
    dashes = ' stroke-dasharray="4 3"' if is_aside else ""
    weights = ["" if is_aside or place else ' font-weight="600"' for place in range(len(lines))]
    texts = "".join(
        f'<text x="{x:g}" y="{y + 21 + _LINE * place:g}" text-anchor="middle" '
        f'fill="currentColor"{weight}>{escape(line)}</text>'
        for place, (line, weight) in enumerate(zip(lines, weights, strict=True))
    )
    return (
        f'<rect x="{x - width / 2:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="6" '
        f'fill="none" stroke="currentColor"{dashes}/>{texts}'
    )
