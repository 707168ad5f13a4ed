"""Marks of what others blacked out before a text came in: all become one opaque token."""

import re
from collections.abc import Iterable, Iterator

from kwalicode.formats.lines import Line

TOKEN = "█████"  # noqa: S105  a token of text
"""Stands where something was blacked out; it has no letter or digit, so it is no word."""

_SAID = (
    r"redacted|zwart\s?gelakt|zwart\s?gemaakt|weg\s?gelakt|gelakt|onleesbaar\s+gemaakt"
    r"|geanonimiseerde?|anonymi[sz]ed|blacked\s+out|withheld|verwijderd|removed|weggelaten\s+\w+"
)
# Grounds of the Dutch laws on open government: 5.1.2e (Woo), 10.2.e (Wob).
_GROUND = r"(?:5\.[12]\.\d\s?\.?[a-i]?|10\.[12]\.?\s?[a-g])(?:\s?,?\s?W[oO][obOB])?"
_LETTERED = r"(?:5\.[12]\.\d\s?\.?[a-i]|10\.[12]\.?\s?[a-g])(?:\s?,?\s?W[oO][obOB])?"
_ALWAYS = re.compile(
    # At most so long: a longer passage in brackets is a remark and no mark.
    rf"[\[<{{](?=[^\]\n>}}]{{0,40}}[\]>}}])[^\]\n>}}]*\b(?:{_SAID})\b[^\]\n>}}]*[\]>}}]"
    rf"|\\\[(?:{_SAID})\\\]"
    r"|\((?:(?:zwart\s?|weg\s?)gelakt|gelakt|redacted)\)"
    r"|[█▇▆▅▓▉▊▐▌▬⬛]+|[■▮◼]{2,}|(?<=\S )[■▮◼](?=\s|[.,;:?!]|$)"
    rf"|[\[(]\s?{_GROUND}\s?[\])]|(?<![\w.]){_LETTERED}(?![\w])(?!\.\w)"
    r"|(?<!\w)x{4,}(?!\w)|(?<!\w)X{4,}(?!\w)",
    re.IGNORECASE,
)
_LAW = re.compile(r"(?:\bart(?:ikel|\.)?|\blid|\bonder|\bsub|§)\s*$", re.IGNORECASE)
# Alone on its line (or after a dash) a number of a section has no title: it is a ground.
_BARE = re.compile(r"[-•\s]*\d{1,2}\.\d\.\d(?:\.?[a-i])?[-•\s]*")
_BULLET = re.compile(r"([-•*]\s*)?[■▮◼](?=\s[a-z])")
_RUN = re.compile(rf"{TOKEN}(?:[\s/|]*{TOKEN})+")


def opaque(lines: Iterable[Line]) -> list[Line]:
    """Put the one token in the place of every mark of redaction.

    Pseudonyms such as '[gedaagde 4]' and omissions such as '[...]' stay. Lines that were blacked
    out one after the other become one.

    Args:
        lines: In reading order.
    """
    lines = list(lines)
    is_blackened = any(_ALWAYS.search(line.text) or _BARE.fullmatch(line.text) for line in lines)
    if not is_blackened:
        return lines
    n_bare = sum(_BARE.fullmatch(line.text) is not None for line in lines)
    kept: list[Line] = []
    for line in lines:
        is_bare = n_bare > 1 and _BARE.fullmatch(line.text)
        text = TOKEN if is_bare else _in_line(line.text)
        repeats = text.strip() == TOKEN and kept and kept[-1].text.strip() == TOKEN
        if not repeats:
            kept.append(line._replace(text=text))
    return kept


def without_marks(text: str) -> str:
    """Take the marks of redaction out of a line; a ground alone on its line is one."""
    return "" if _BARE.fullmatch(text) else _in_line(text).replace(TOKEN, " ").strip()


def _in_line(text: str) -> str:
    marked = _ALWAYS.sub(lambda mark: _unless_law(mark, text), text)
    marked = _BULLET.sub(lambda mark: (mark[1] or "") + TOKEN, marked)
    return _RUN.sub(TOKEN, marked)


def _unless_law(mark: re.Match[str], text: str) -> str:
    is_law = mark[0][0].isdigit() and _LAW.search(text, 0, mark.start())
    return mark[0] if is_law else TOKEN


def find_marks(text: str) -> Iterator[tuple[int, int]]:
    r"""Give where marks of redaction stand in a whole text, as `[start, end)` in reading order.

    >>> list(find_marks("Van [gelakt] en\n5.1.2e\n"))
    [(4, 12), (16, 22)]
    """
    start = 0
    bare = [_BARE.fullmatch(row) is not None for row in text.split("\n")]
    has_bare = sum(bare) > 1
    for row, is_bare in zip(text.split("\n"), bare, strict=True):
        if is_bare and has_bare:
            yield start, start + len(row)
        else:
            yield from ((start + s, start + e) for s, e in _marks_in_row(row))
        start += len(row) + 1


def _marks_in_row(row: str) -> Iterator[tuple[int, int]]:
    for mark in _ALWAYS.finditer(row):
        if _unless_law(mark, row) == TOKEN:
            yield mark.span()
