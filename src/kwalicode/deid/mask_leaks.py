"""Leaks around masks: letters they left, and what they hide but another place shows."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kwalicode.deid.lists import fold
from kwalicode.deid.masked_text import MASK, Hit, MaskedText
from kwalicode.deid.vocabulary import is_word
from kwalicode.model.file_leaks import FileLeakKind

_PIECE = r"[^\W_](?:[\w.'’-]{0,30}[^\W_])?"
_TOUCHING = re.compile(
    rf"(?P<left>(?<![\w.@]){_PIECE}\.?)?(?P<mask>{MASK}+)(?![\w.'’{MASK}-]{{0,80}}@)(?P<right>{_PIECE})?"
)
# Endings that belong to whatever was masked: '█s brief', "█'s", '█-fractie'.
_ENDINGS = frozenset(("s", "'s", "se", "e", "en", "er", "ers"))
_SHORTEST_WORD = 5


def find_remnants(text: MaskedText) -> Iterator[Hit]:
    """Find letters that a mask left of a word: 'G█ve', '█eld', 'Hov█'."""
    for match in _TOUCHING.finditer(text.filled):
        left, right = match["left"] or "", match["right"] or ""
        has_left = _tells(text, left, after_mask=False)
        has_right = _tells(text, right, after_mask=True)
        if has_left or has_right:
            is_inside = bool(left and right)
            kind = FileLeakKind.IN_WORD if is_inside else FileLeakKind.REMNANT
            yield Hit(kind, *match.span())


def _tells(text: MaskedText, piece: str, *, after_mask: bool) -> bool:
    """Tell whether letters that touch a mask say something of what it hides."""
    plain = piece.strip(".").lower()
    is_of_domain = not piece[:1].isupper() and plain in text.domains
    if not any(map(str.isalpha, plain)) or is_of_domain:
        return False
    if after_mask and plain in _ENDINGS:
        return False
    # A blank that got lost: '█meldt'.
    return len(plain) < _SHORTEST_WORD or not is_word(plain, text.language)


class _Token(NamedTuple):
    start: int
    end: int
    key: str


_TOKEN = re.compile(rf"{MASK}+(?:[ \t]*{MASK}+)*|\n\s*|\w+")
_END, _N, _LONGEST_GAP, _FEWEST_WORDS = "\n", 3, 6, 4


def find_undone(text: MaskedText) -> Iterator[Hit]:
    """Find what is masked in one place and stands in another between the same words.

    Three words or line ends on either side have to be the same, four of them words.
    """
    tokens = [_token(match) for match in _TOKEN.finditer(text.filled)]
    keys = [token.key for token in tokens]
    masks = _masks_between(keys)
    lefts = {left for left, _ in masks}
    for start in range(_N, len(keys)):
        left = tuple(keys[start - _N : start])
        place, end = _shown(keys, left, start, masks) if left in lefts else (0, 0)
        if end and _is_before_at(text, tokens[place]) == _is_before_at(text, tokens[end - 1]):
            is_row = keys[place - 1] == keys[place + 1] == _END
            if _says_something(text, tokens[start:end], is_row=is_row):
                span = tokens[start].start, tokens[end - 1].end
                yield Hit(FileLeakKind.UNDONE, *span, masked_at=tokens[place].start)


Words = tuple[str, ...]


def _token(match: re.Match[str]) -> _Token:
    word = match.group()
    key = MASK if word[0] == MASK else _END if word[0] == "\n" else fold(word)
    return _Token(*match.span(), key)


def _masks_between(keys: list[str]) -> dict[tuple[Words, Words], int]:
    """Give where the first mask stands between the same words."""
    found: dict[tuple[Words, Words], int] = {}
    for place in (place for place, key in enumerate(keys) if key == MASK):
        left = tuple(keys[max(0, place - _N) : place])
        right = tuple(keys[place + 1 : place + 1 + _N])
        around = (*left, *right)
        n_words = sum(word != _END for word in around)
        if len(around) == 2 * _N and MASK not in around and n_words >= _FEWEST_WORDS:
            found.setdefault((left, right), place)
    return found


def _shown(
    keys: list[str], left: Words, start: int, masks: dict[tuple[Words, Words], int]
) -> tuple[int, int]:
    """Give the mask whose words may stand at `start`, and where they end; 0 and 0 for none."""
    for end in range(start + 1, min(len(keys), start + _LONGEST_GAP) + 1):
        if keys[end - 1] in {MASK, _END}:
            break
        place = masks.get((left, tuple(keys[end : end + _N])))
        if place is not None:
            return place, end
    return 0, 0


def _is_before_at(text: MaskedText, token: _Token) -> bool:
    return text.filled[token.end : token.end + 1] == "@"


def _says_something(text: MaskedText, shown: list[_Token], *, is_row: bool) -> bool:
    """Tell whether words could be what a mask hides; a whole row may be anything but a name."""
    words = [text.filled[token.start : token.end] for token in shown]
    if is_row:
        return any(w[0].isupper() and text.is_name(w) for w in words)
    return any(w[0].isupper() or w[0].isdigit() or not is_word(w, text.language) for w in words)


_SHORTEST_PIECE = 3
_LEFT = frozenset((FileLeakKind.IN_WORD, FileLeakKind.REMNANT, FileLeakKind.ADDRESS_REMNANT))
_NAMED = frozenset(
    (
        *(FileLeakKind.EMAIL, FileLeakKind.RECIPIENT),
        *(FileLeakKind.ADDRESSEE, FileLeakKind.SIGNED),
    )
)


def with_masked(text: MaskedText, hits: list[Hit]) -> list[Hit]:
    """Add to names that stand there whole where a mask left their start or end: '█eld'."""
    pieces: dict[tuple[str, bool], int] = {}
    for hit in hits:
        if hit.kind in _LEFT:
            for match in _AT_MASK.finditer(text.filled, hit.start, hit.end):
                is_end = match["end"] is not None
                pieces[(match["end"] or match["start"]).lower(), is_end] = hit.start
    return [hit._replace(masked_at=_masked_at(text, hit, pieces)) for hit in hits]


_AT_MASK = re.compile(
    rf"(?<={MASK})(?P<end>[^\W\d_]{{3,}})(?![\w{MASK}])"
    rf"|(?<![\w{MASK}])(?P<start>[^\W\d_]{{3,}})(?={MASK})"
)


def _masked_at(text: MaskedText, hit: Hit, pieces: dict[tuple[str, bool], int]) -> int:
    if hit.kind not in _NAMED:
        return hit.masked_at
    local = text.filled[hit.start : hit.end].partition("@")[0]
    for name in re.findall(r"[^\W\d_]+", local.lower()):
        for n in range(_SHORTEST_PIECE, len(name)):
            for edge in ((name[-n:], True), (name[:n], False)):
                if edge in pieces:
                    return pieces[edge]
    return -1
