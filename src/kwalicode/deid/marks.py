"""A text as it is looked through: marks covered, look-alikes and hidden characters undone."""

import re
from collections.abc import Callable, Iterator

from kwalicode.deid.lists import fold, is_surname, name_lists, places, words
from kwalicode.deid.look_alikes import plain_letters
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Language
from kwalicode.text import OffsetMap, Replacement, replace_spans, visible

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
# A word broken at the end of a line.
_BROKEN = re.compile(
    r"(?<![\w-])(?P<left>[^\W\d_]{2,30})(?P<gap>-[ \t]{0,20}\n[ \t]{0,20})"
    r"(?=(?P<right>[^\W\d_]{2,30})(?!\w))"
)
_AND = frozenset(("en", "of", "and", "or"))

Back = Callable[[int, int], tuple[int, int]]
"""Moves a segment of a text as it is looked through to the text as it was given."""


def readable(text: str, language: Language) -> tuple[str, Back]:
    r"""Give a text as the recognizers read it, and the way back to the text as it is.

    Marks are covered and look-alikes plain; see `hide_marks`. What cannot be seen is left out,
    and words that a line end broke are whole.

    >>> plain, back = readable("Dat zei Jan-\nsen in Zwo\u200blle [naam]", "nl")
    >>> plain, back(8, 14), back(18, 24)
    ('Dat zei Jansen in Zwolle ██████', (8, 16), (20, 27))
    """
    seen, first = visible(text)
    plain = plain_letters(seen)
    joins = list(_joins(plain, language))
    second = OffsetMap(joins)
    return hide_marks(replace_spans(plain, joins)), lambda s, e: first.back(*second.back(s, e))


def _joins(text: str, language: Language) -> Iterator[Replacement]:
    r"""Take hyphen and line end out of 'Rotter-\ndam', and the line end out of 'Noord-\nHolland'.

    A turn may end in a hyphen because the speaker broke off, so the halves are joined only where
    both make a word or name, or the first alone makes none.
    """
    for match in _BROKEN.finditer(text):
        left, right = match["left"], match["right"]
        if right in _AND:
            continue
        start, end = match.span("gap")
        if not right[0].isupper():
            if _is_known(left + right, language) or not _is_known(left, language):
                yield Replacement(start, end, "")
        elif fold(f"{left}-{right}") in places().names or _are_surnames(left, right):
            yield Replacement(start + 1, end, "")


def _is_known(word: str, language: Language) -> bool:
    key = fold(word)
    is_name = key in name_lists().first or is_surname(key) or key in places().names
    return is_name or is_word(word, language)


def _are_surnames(left: str, right: str) -> bool:
    return left[0].isupper() and is_surname(fold(left)) and is_surname(fold(right))


def hide_marks(text: str) -> str:
    """Put a filler of the same length over every mark, so that offsets stay the same.

    Look-alikes get their plain form, which is as long; see `plain_letters`.

    >>> hide_marks("Van [naam] dus")
    'Van ██████ dus'
    """
    return MARK.sub(lambda mark: FILLER * len(mark.group()), plain_letters(text))
