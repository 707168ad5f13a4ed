"""Lines of a file on their way to turns: broken, tidied and unwrapped."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kwalicode.text import normalise

# Written texts are wrapped by hand or by a page at about these widths, in characters.
_NARROW, _WIDE = 50, 110
_BULLET = re.compile(r"(?:[-–—•*·▪]|\(?\d{1,3}[.)]|[a-z]\))\s")
_SENTENCE_END = tuple(".?!:…»”\"'")


class Line(NamedTuple):
    """One line as a format gives it.

    Attributes:
        is_bold: All of it is bold or a heading, as a name above a turn often is.
        continues: It stands in the same paragraph as the line before it.
        speaker: Who speaks, where the format itself says so and not the text.
        part: What the line belongs to where nobody speaks; see `Turn.part`.
    """

    text: str
    is_bold: bool = False
    continues: bool = False
    speaker: str = ""
    part: str = ""


def break_lines(pieces: Iterable[tuple[str, bool]]) -> Iterator[Line]:
    r"""Break one paragraph at its soft line ends; blank lines fall away.

    Args:
        pieces: Text with `\n` for a soft line end, and whether it is bold, in reading order.
    """
    rows: list[list[tuple[str, bool]]] = [[]]
    for text, is_bold in pieces:
        first, *others = text.split("\n")
        rows[-1].append((first, is_bold))
        rows.extend([(other, is_bold)] for other in others)
    continues = False
    for row in rows:
        text = "".join(text for text, _ in row)
        if text.strip():
            yield Line(text, all(bold for text, bold in row if text.strip()), continues)
            continues = True


def bold_names(styles: Mapping[str, tuple[bool | None, str]]) -> frozenset[str]:
    """Give the names of styles that are bold by themselves or by the style they are based on.

    Args:
        styles: By name, whether the style says bold (None where it does not say) and its base.
    """
    bold = {style for style, (own, _) in styles.items() if own}
    # No chain is longer than the number of styles, and circles end there.
    for _ in range(min(len(styles), 12)):
        bold |= {style for style, (own, base) in styles.items() if own is None and base in bold}
    return frozenset(bold)


def row_lines(cells: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """Give a row of a table as one line with tabs; a single cell as the lines it holds."""
    if len(cells) == 1:
        yield from cells[0]
    else:
        text = "\t".join("\n".join(line.text for line in lines) for lines in cells)
        yield from break_lines([(text, False)])


def tidy(lines: Iterable[Line]) -> list[Line]:
    """Bring lines to normal form, without blanks around them; blank lines fall away."""
    tidied = []
    for line in lines:
        continues = line.continues
        for text in normalise(line.text).split("\n"):
            if text.strip():
                tidied.append(line._replace(text=text.strip(), continues=continues))
                continues = True
    return tidied


def unwrap(lines: Sequence[Line], starts_turn: Callable[[str], bool]) -> list[Line]:
    """Join lines that were cut at the edge of a page to paragraphs.

    Args:
        lines: In reading order; a blank one parts paragraphs.
        starts_turn: Whether a text begins with what looks like the label of a speaker; such a
            line is never joined to the one before it.
    """
    widths = sorted(len(line.text) for line in lines if line.text.strip())
    # Not the longest line: one table or heading may stick out.
    width = widths[len(widths) * 9 // 10] if widths else 0
    if not _NARROW <= width <= _WIDE or widths[-1] > 2 * width:
        return [line for line in lines if line.text.strip()]
    joined: list[Line] = []
    # Length of the line before this one; 0 after a blank line, to which nothing is joined.
    before = 0
    for line in lines:
        text = line.text.strip()
        is_new = line.is_bold or not before or _BULLET.match(text) or starts_turn(text)
        if text and not is_new and _is_cut(joined[-1], before, width, text):
            joined[-1] = joined[-1]._replace(text=_join(joined[-1].text.rstrip(), text))
        elif text:
            joined.append(line._replace(text=text))
        before = len(text)
    return joined


def _is_cut(paragraph: Line, length: int, width: int, following: str) -> bool:
    if paragraph.is_bold:
        return False
    if paragraph.text.endswith(_SENTENCE_END) and not following[0].islower():
        return length >= 0.85 * width
    return length >= 0.6 * width


def _join(text: str, following: str) -> str:
    # "veilig-" + "heid" is one word; "interview-" + "en" or "oud-" + "Kamerlid" is not.
    is_hyphenated = len(text) > 1 and text[-1] == "-" and text[-2].isalpha()
    if is_hyphenated and following.split(maxsplit=1)[0] not in {"en", "of", "and", "or"}:
        return (text[:-1] if following[0].islower() else text) + following
    return f"{text} {following}"
