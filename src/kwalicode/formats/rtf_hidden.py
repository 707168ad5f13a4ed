r"""What rich text holds beside the words that are read: who wrote it, notes, heads, hidden words.

Control words are those of the specification of rich text, version 1.9.1.
"""

import re
from collections.abc import Iterator

from kwalicode.formats.beside import Hidden, HiddenKind
from kwalicode.formats.encodings import decode

_KINDS: dict[str, HiddenKind] = {
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


def find_in_rtf(content: bytes) -> Iterator[Hidden]:
    """Find who made rich text, comments, deletions, hidden words, notes, heads, feet and fields."""
    source = _PICTURE.sub("", decode(content))
    ends, told = _ends(source), dict[str, int]()
    for match in _OPENED.finditer(source):
        kind, end = _KINDS[match[1]], ends.get(match.start(), len(source))
        if match.start() < told.get(match[1], 0):
            continue  # the words of the group around it, which is of the same name, hold these
        told[match[1]] = end
        words = _plain(source[match.end() : end])
        if words and words.rstrip("; ") not in _UNKNOWN:
            yield Hidden(kind, f"{match[1]}: {words}" if kind == "property" else words)


def _ends(source: str) -> dict[int, int]:
    """Give where each group ends, by where it begins; one that never ends is left out."""
    ends: dict[int, int] = {}
    groups: list[list[int]] = []
    for match in _BRACE.finditer(source):
        if match[0] == "{":
            groups.append([match.start()])
        elif match[0] == "}" and groups:
            ends |= dict.fromkeys(groups.pop(), match.start())
        elif match[0] == r"\{" and groups:
            # A brace that is text: what is hidden behind it is so till the end of its group.
            groups[-1].append(match.end() - 1)
    return ends


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
