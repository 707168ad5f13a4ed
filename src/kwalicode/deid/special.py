"""Special personal data: flagged for a person to decide about, never replaced by itself."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from kwalicode.deid.lists import fold, lines
from kwalicode.deid.page import Page, Word
from kwalicode.model import Finding, IdentifierKind, Language

SPECIAL_CATEGORIES = (
    *("health", "sexuality", "belief", "origin", "union", "politics", "crime", "disability"),
)
_NO_FLAG, _NATIONALITY = "none", "nationality"
_SCORE = 0.5
_SHORTEST_STEM, _LONGEST_STEM = 3, 24


class _Entry(NamedTuple):
    """A word or phrase of a list.

    Attributes:
        tokens: Its folded words; '*' stands for any letters, '@' for a nationality, '%' for
            a political party, '=' is written before a word found in capitals only.
    """

    tokens: tuple[str, ...]
    category: str


class _Lists(NamedTuple):
    """Entries by their first token, and the words that '@' and '%' stand for.

    Attributes:
        endings: First tokens with letters before them, such as '*kanker'.
    """

    by_first: dict[str, list[_Entry]]
    endings: tuple[str, ...]
    nationalities: frozenset[str]
    parties: frozenset[str]


def find_special(page: Page) -> Iterator[Finding]:
    """Find words that tell special personal data: GDPR, articles 9 and 10 (W55).

    The name of the recognizer says which: health, sexuality (orientation and sex life), belief,
    origin (ethnic origin and skin colour), union, politics, crime (accusation or conviction) or
    disability. What the words say is not understood: a denial is flagged as well.
    """
    free = 0
    for place, word in enumerate(page.parts):
        entries = _starting(word.text, word.key, page.language)
        if not entries or place < free:
            continue
        entry = next((entry for entry in entries if _stands(entry, page, place)), None)
        if entry is not None:
            free = place + len(entry.tokens)
            if entry.category != _NO_FLAG:
                name, end = f"special: {entry.category}", page.parts[free - 1].end
                yield Finding(word.start, end, IdentifierKind.SENSITIVE, _SCORE, name)


def special_entries(language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each word or phrase of the list of a language: its category and its tokens."""
    for line in lines(f"special_{language}.txt"):
        category, _, entries = line.partition(":")
        for entry in entries.split(","):
            tokens = entry.replace("-", " ").split()
            yield category, tuple(t if t.startswith("=") else fold(t) for t in tokens)


@cache
def _lists(language: Language) -> _Lists:
    by_first: dict[str, list[_Entry]] = {}
    nationalities: set[str] = set()
    for category, tokens in special_entries(language):
        if category == _NATIONALITY:
            nationalities.update(tokens)
        else:
            by_first.setdefault(tokens[0], []).append(_Entry(tokens, category))
    parties = (fold(row.lstrip("=")) for row in lines("parties.txt"))
    endings = tuple(token for token in by_first if token.startswith("*"))
    return _Lists(by_first, endings, frozenset(nationalities), frozenset(parties))


@lru_cache(1 << 16)
def _starting(text: str, key: str, language: Language) -> tuple[_Entry, ...]:
    """Give the entries whose first word fits: most words first, then no flags, most letters."""
    lists = _lists(language)
    forms = {key, f"={text}"}
    longest = min(len(key), _LONGEST_STEM)
    forms.update(f"{key[:length]}*" for length in range(_SHORTEST_STEM, longest + 1))
    forms |= {sign for sign in ("@", "%", *lists.endings) if _fits(sign, text, key, lists)}
    entries = [entry for form in forms for entry in lists.by_first.get(form, ())]
    return tuple(sorted(entries, key=_rank))


def _rank(entry: _Entry) -> tuple[int, bool, int, _Entry]:
    letters = sum(map(len, entry.tokens))
    return -len(entry.tokens), entry.category != _NO_FLAG, -letters, entry


def _stands(entry: _Entry, page: Page, place: int) -> bool:
    """Tell whether the other words of an entry follow, each after a blank or a hyphen."""
    if len(entry.tokens) == 1:
        return True
    here = page.parts[place : place + len(entry.tokens)]
    if len(here) < len(entry.tokens):
        return False
    lists = _lists(page.language)
    following = zip(entry.tokens[1:], here, here[1:], strict=False)
    return all(
        _fits(token, word.text, word.key, lists) and _is_joined(page, before, word)
        for token, before, word in following
    )


def _fits(sign: str, text: str, key: str, lists: _Lists) -> bool:
    if sign == "@":
        return key in lists.nationalities
    if sign == "%":
        return key in lists.parties
    if sign.startswith("="):
        return sign[1:] == text
    if sign.endswith("*"):
        return key.startswith(sign[:-1])
    return key.endswith(sign[1:]) if sign.startswith("*") else key == sign


def _is_joined(page: Page, left: Word, right: Word) -> bool:
    return page.gap(left, right).strip(" \n") in {"", "-", "‐", "‑"}
