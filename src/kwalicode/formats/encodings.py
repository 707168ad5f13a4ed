"""Bytes of a text file to text."""

import codecs
from collections.abc import Sequence

from kwalicode.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What Dutch and English writers type beyond ASCII. Where Windows-1252 gives only these, it is
# right; a detector by statistics takes short Dutch texts for Central European ones.
_WESTERN = frozenset(
    "éëèêïíìîöóòôüúùûáàäâãåçñøæœßÉËÈÏÖÓÜÁÄÅÇØŒŠšŽž€‘’‚“”„–—…«»°·•§©®™±½¼²³µ×\u00a0\u00ad"
)
_OTHERS = ["cp1250", "cp1254", "mac_roman", "cp850", "cp1251", "cp1253"]


def decode(content: bytes, declared: str = "") -> str:
    """Read text as UTF-8, UTF-16 or 32, Windows-1252, or what else it seems to be.

    Args:
        content: The file.
        declared: The encoding the file itself names, believed when the bytes are not UTF-8.

    Raises:
        InputError: No encoding fits, or what comes out is not text.
    """
    text = _first_that_fits(content, declared)
    # Tabs and line ends aside, text has no control characters; programs and pictures do.
    n_controls = sum(text.count(chr(i)) for i in range(32) if chr(i) not in "\t\n\v\f\r\x1a")
    if "\0" in text or n_controls > len(text) / 200:
        raise _not_text()
    return text


def _first_that_fits(content: bytes, declared: str) -> str:
    for encoding in (_marked(content), "utf-8", declared):
        decoded = _try(content, encoding)
        if decoded is not None:
            return decoded
    western = _try(content, "cp1252")
    if western is not None and all(c.isascii() or c in _WESTERN for c in western):
        return western
    return _guess(content, ["cp1252", *_OTHERS])


def _marked(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    # UTF-16 without a mark: nearly every other byte of Western text is zero.
    head = content[:4096]
    even, odd = (head[i::2].count(0) / max(1, len(head) // 2) for i in (0, 1))
    if max(even, odd) > 0.5 and min(even, odd) < 0.1:
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding) if encoding else None
    except (LookupError, ValueError):
        return None


def _guess(content: bytes, encodings: Sequence[str]) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content, cp_isolation=list(encodings)).best()
    if best is None:
        raise _not_text()
    return str(best)


def _not_text() -> InputError:
    return InputError(
        "This file holds no text that can be made out; choose the transcript itself, or save it as "
        "UTF-8 text."
    )
