"""Time stamps as transcripts write them: `0:12`, `[00:12:31]`, `#00:12:31-4#`, `12m31s`."""

import re

_CLOCK = r"\d{1,3}(?::\d{2}){1,2}(?:[.,]\d{1,7})?(?:-\d)?|\d{1,2}:\d{1,2}:\d{1,2}[.,]\d{1,7}"
_WORDS = (
    r"(?:\d{1,3}\s(?:hours?|uur|uren|minutes?|minuten|minuut|seconds?|seconden|seconde)\s?){1,3}"
    r"(?:\d{1,3}(?::\d{2}){1,2})?"
)
_SHORT = r"(?:\d{1,2}\s?[hu]\s?)?\d{1,3}\s?m(?:in)?\s?\d{1,2}\s?s(?:ec)?"
_TIME = f"(?:{_CLOCK}|{_WORDS}|{_SHORT})"
_RANGE = rf"{_TIME}(?:\s?(?:-->|–|-|→)\s?{_TIME})?"
_IN_BRACKETS = rf"(?:{_RANGE}|\d{{1,2}}(?:\.\d{{2}}){{1,2}})"
BRACKETED = (
    rf"(?:\[\s?{_IN_BRACKETS}\s?\]|\(\s?{_IN_BRACKETS}\s?\)|<\s?{_IN_BRACKETS}\s?>"
    rf"|\{{\s?{_IN_BRACKETS}\s?\}}|#\s?{_IN_BRACKETS}\s?#)"
)
STAMP = rf"(?:{BRACKETED}|{_RANGE})"

_ALONE = re.compile(rf"{STAMP}(?:\s+{STAMP})*")
# Blanks are counted: with \s* a long run of them would be tried from each of its places.
_EDGES = re.compile(rf"^(?:{BRACKETED}[\s:,–-]{{0,9}})+|(?:\s{{0,9}}{BRACKETED})+$")
# A full stamp in brackets in the middle of a text was put there by a machine.
_INSIDE = re.compile(
    r"\s?(?:\[\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?\]|#\d{1,2}:\d{2}:\d{2}(?:-\d)?#)"
)


def is_stamp(text: str) -> bool:
    """Whether a text is nothing but time stamps."""
    return bool(_ALONE.fullmatch(text.strip()))


def without_stamps(text: str) -> str:
    """Take the time stamps out of what someone says; bare times such as 12:30 are words.

    >>> without_stamps("[00:01] Om 12:30 uur [00:01:05] gingen we. (00:01:09)")
    'Om 12:30 uur gingen we.'
    """
    return _INSIDE.sub("", _EDGES.sub("", text)).strip()
