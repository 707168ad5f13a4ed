"""Rich text (.rtf)."""

import re
from collections.abc import Iterator

from kwalicode.formats.containers import unreadable
from kwalicode.formats.encodings import decode
from kwalicode.formats.lines import Line, break_lines

# striprtf knows no bold; these private characters carry it through.
_ON, _OFF = "\ue0f0", "\ue0f1"
_CONTROL = re.compile(
    r"\\(?:[{}\\]|b(?P<value>-?\d+)?(?![a-z0-9])\ ?|plain(?![a-z])|deleted(?![a-z0-9])"
    r"|fldinst(?![a-z]))|[{}]"
)
# Hidden from striprtf: what was deleted, and addresses of links, which it would put in the text.
_HIDDEN = {"\\deleted": "\\*", "\\fldinst": "\\datafield"}
# Pictures as hexadecimal digits make up most of a file.
_PICTURE = re.compile(r"[0-9a-fA-F]{64,}")
_MOST = 30_000_000


def read_rtf(content: bytes) -> list[Line]:
    """Read rich text, without deletions, comments, notes, heads and feet.

    Raises:
        InputError: It is not rich text, or damaged.
    """
    from striprtf.striprtf import rtf_to_text

    source = _PICTURE.sub("", decode(content))
    if not source.lstrip().startswith("{\\rtf") or len(source) > _MOST:
        raise unreadable(".rtf")
    try:
        text = rtf_to_text(_with_marks(source), errors="replace")  # type: ignore[no-untyped-call]
    except (LookupError, OverflowError, ValueError) as error:
        raise unreadable(".rtf") from error
    # Rich text writes emoji as two halves; half a one is nothing.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    # The bar parts cells and ends a row of a table.
    text = re.sub(r"\|(?=\n)", "", text).replace("\u2011", "-")
    return list(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    is_bold = False
    for paragraph in text.split("\n"):
        pieces = []
        for piece in re.split(f"([{_ON}{_OFF}])", paragraph):
            if piece in (_ON, _OFF):
                is_bold = piece == _ON
            else:
                pieces.append((piece, is_bold))
        yield from break_lines(pieces)


def _with_marks(source: str) -> str:
    """Mark where bold begins and ends, and hide what is not to be read."""
    stack: list[bool] = []
    is_bold = False

    def mark(match: re.Match[str]) -> str:
        nonlocal is_bold
        control, before = match[0], is_bold
        if control == "{":
            stack.append(is_bold)
        elif control == "}":
            is_bold = stack.pop() if stack else False
        elif control.startswith("\\b"):
            is_bold = match["value"] != "0"
        elif control == "\\plain":
            is_bold = False
        changed = "" if is_bold == before else _ON if is_bold else _OFF
        return _HIDDEN.get(control, control) + changed

    return _CONTROL.sub(mark, source.replace(_ON, "").replace(_OFF, ""))
