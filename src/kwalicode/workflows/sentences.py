"""Where sentences begin and end in the words of one turn."""

import re
from bisect import bisect_right

Span = tuple[int, int]

# A full stop ends a sentence unless a small letter follows (Unicode Standard Annex 29, rule SB8)
# or the word before it is a usual abbreviation; other marks always end one.
_END = re.compile(
    r"""[?!]+[.?!]*["'”’»)\]]*(?=\s) | [.…]+["'”’»)\]]*(?=\s+(?![a-zà-ÿ])) | \n+""", re.VERBOSE
)
_SHORT = re.compile(
    r"(?:^|[\s(\"'‘“])(?:dhr|mevr|mw|mej|dr|drs|mr|mrs|ms|prof|ir|ing|bijv|bv|nl|ca|o\.a|d\.w\.z|m\.n"
    r"|i\.p\.v|t\.o\.v|e\.g|i\.e|[^\W\d_])\.$",
    re.IGNORECASE,
)


def sentence_spans(text: str) -> list[Span]:
    """Give the sentences of a text as `[start, end)`, without the blanks around them.

    >>> text = "Ik zei niets. Wie wel? dhr. Bak niet."
    >>> [text[slice(*span)] for span in sentence_spans(text)]
    ['Ik zei niets.', 'Wie wel?', 'dhr. Bak niet.']
    """
    ends = [m.end() for m in _END.finditer(text) if not _is_short(text, m)]
    starts = [0, *ends]
    spans = [_trimmed(text, *span) for span in zip(starts, [*ends, len(text)], strict=True)]
    return [span for span in spans if span[0] < span[1]]


def sentences_around(spans: list[Span], start: int, end: int) -> Span:
    """Give the stretch of whole sentences that holds `[start, end)`.

    Args:
        spans: As `sentence_spans` gives them.
        start: In the same text.
        end: After `start`.
    """
    if not spans:
        return start, end
    first = spans[max(0, bisect_right(spans, start, key=lambda span: span[0]) - 1)]
    last = next((span for span in spans if span[1] >= end), spans[-1])
    return min(first[0], start), max(last[1], end)


def _is_short(text: str, mark: re.Match[str]) -> bool:
    return mark.group() == "." and bool(_SHORT.search(text, max(0, mark.start() - 12), mark.end()))


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
