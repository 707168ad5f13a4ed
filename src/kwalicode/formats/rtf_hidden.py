r"""What rich text holds beside the words that are read: who wrote it, notes, heads, hidden words.

Control words are those of the specification of rich text, version 1.9.1.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from kwalicode.formats.encodings import decode

RtfKind = Literal["comment", "tracked", "hidden", "property", "aside"]


class Found(NamedTuple):
    """Words beside the text; see `hidden.HiddenKind`."""

    kind: RtfKind
    text: str


_KINDS: dict[str, RtfKind] = {
    **dict.fromkeys(("annotation", "atnauthor", "atnid"), "comment"),
    **dict.fromkeys(("deleted", "revtbl"), "tracked"),
    "v": "hidden",
    **dict.fromkeys(
        ("author", "operator", "manager", "company", "title", "subject", "keywords", "doccomm"),
        "property",
    ),
    **dict.fromkeys(
        (
            *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr"),
            *("footerf", "footnote", "fldinst", "datafield", "bkmkstart", "userprops"),
        ),
        "aside",
    ),
}
_OPENED = re.compile(
    r"\{\s*(?:\\\*\s*)?(?:\\(?:plain|cf\d+|f\d+|fs\d+|i|b)(?![a-z]))*\\("
    + "|".join(sorted(_KINDS, key=len, reverse=True))
    + r")(?![a-z0-9])\ ?"
)
_CONTROL = re.compile(
    r"\\u(?P<code>-?\d{1,6})\s?\??|\\'(?P<byte>[0-9a-f]{2})|\\(?P<sign>[{}\\])|\\\*|"
    r"\\(?P<word>[a-z]+)-?\d*\ ?|[{}\r\n]",
    re.IGNORECASE,
)
_BRACE = re.compile(r"\\[\\{}]|[{}]")
_PICTURE = re.compile(r"[0-9a-fA-F]{64,}")
_BLANKS = frozenset(("par", "line", "tab", "cell", "row", "chatn"))
_UNKNOWN = frozenset(("Unknown",))  # the first row of every list of who changed something


def find_in_rtf(content: bytes) -> Iterator[Found]:
    """Find who made rich text, comments, deletions, hidden words, notes, heads, feet and fields."""
    source = _PICTURE.sub("", decode(content))
    for match in _OPENED.finditer(source):
        words = _plain(source[match.end() : _end(source, match.end())])
        if words and words.rstrip("; ") not in _UNKNOWN:
            kind = _KINDS[match[1]]
            said = f"{match[1]}: {words}" if kind == "property" else words
            yield Found(kind, said)


def _end(source: str, start: int) -> int:
    """Give where a group ends whose inside begins at `start`."""
    depth = 1
    for match in _BRACE.finditer(source, start):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return match.start()
    return len(source)


def _plain(source: str) -> str:
    text = _CONTROL.sub(_read, source)
    # Rich text writes emoji as two halves; half a one is nothing.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return " ".join(text.split())


def _read(match: re.Match[str]) -> str:
    if match["code"]:
        return chr(int(match["code"]) % 0x10000)
    if match["byte"]:
        return bytes.fromhex(match["byte"]).decode("cp1252", "replace")
    return match["sign"] or (" " if (match["word"] or "").lower() in _BLANKS else "")
