"""What every picture shares: its paper, ink, colours and letters, and the SVG file around it."""

import re
from collections.abc import Iterable
from html import escape

INK, QUIET, PAPER, SOFT = "#23241f", "#5f5e56", "#ffffff", "#f1efe9"
# The twelve colours of codes on light paper; the slots of `reader.css`.
COLOURS = (
    *("#1f6fb2", "#b35900", "#2e7d4f", "#a83271", "#7257ae", "#856900"),
    *("#007b87", "#c23b22", "#56677a", "#617618", "#96478f", "#7b4b2a"),
)
_FONT = "Helvetica, Arial, sans-serif"


def picture(
    width: float, height: float, title: str, body: Iterable[str], *, heading: str | None = None
) -> str:
    """Give a whole SVG file; the fonts are generic families, the paper is white.

    Args:
        width: In pixels.
        height: Likewise.
        title: For screen readers, and written above the picture.
        body: What is drawn.
        heading: The title as it is drawn, where its place is another one than usual.
    """
    if heading is None:
        heading = write(20, 30, title, 'font-size="18" font-weight="bold"')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="{_FONT}" font-size="13" '
        f'fill="{INK}" role="img"><title>{clean(title)}</title>'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{heading}{"".join(body)}</svg>'
    )


def write(x: float, y: float, text: str, more: str) -> str:
    """Write one line of text that begins at a place; `more` holds further attributes."""
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{clean(text)}</text>'


def clean(text: str) -> str:
    """Escape a text for XML and drop the characters that XML cannot hold."""
    return escape(re.sub(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text))
