"""Marks that stand where something was taken away: pseudonyms of ours, redactions of others."""

import re

from kwalicode.deid.lists import words

_WORDS = "|".join(sorted(map(re.escape, words("mark_words.txt")), key=len, reverse=True))

MARK = re.compile(
    rf"\[(?:{_WORDS})\d{{0,4}}(?:[ _-](?:\d{{1,4}}|[a-z]|{_WORDS})(?![^\W_]))*\??\]"
    r"(?:(?:['’]s|se?|ers?)(?!\w))?"
    r"|[█■▇▆▉▊]+(?:[ \t]+[█■▇▆▉▊]+)*"
    r"|\[\s?(?:\.\.\.|…|x{2,}|_{2,}|\*{2,})\s?\]",
    re.IGNORECASE,
)
"""One mark, with the ending of its word: `[respondent 3]'s`, `[datum]`, `[REDACTED]`, `█████`;
nothing is looked for inside."""

FILLER = "█"
# Other signs for a hyphen, a blank and an apostrophe: word processors put them in.
_PLAIN = str.maketrans("‐‑’‘\u00a0\u202f\u2009", "--''   ")


def hide_marks(text: str) -> str:
    """Put a filler of the same length over every mark, so that offsets stay the same.

    Hyphens, blanks and apostrophes get their plain form, which is as long.

    >>> hide_marks("Van [naam] dus")
    'Van ██████ dus'
    """
    plain = text.translate(_PLAIN)
    return MARK.sub(lambda mark: FILLER * len(mark.group()), plain)
