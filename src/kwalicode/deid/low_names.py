"""Recognizer for names in lines without capitals, as speech recognition writes them."""

from collections.abc import Iterator
from functools import cache

from kwalicode.deid.lists import (
    PARTICLES,
    common_words,
    is_ambiguous,
    is_surname,
    name_lists,
    places,
    titles,
    words,
)
from kwalicode.deid.numerals import number_words
from kwalicode.deid.page import Page, Word
from kwalicode.deid.vocabulary import is_place_like, is_word
from kwalicode.model import Finding, IdentifierKind

_MOST_WORDS = 7
# Tussenvoegsels that open a surname in talk too; after 'van' alone a thing may follow as well.
_OPENERS = frozenset(
    (("van", "den"), ("van", "der"), ("van", "de"), ("van", "t"), ("v", "d"), ("op", "den"))
)
# After these even a word is a surname: 'van der meer', 'v d heuvel'.
_SURE_OPENERS = frozenset((("van", "der"), ("van", "den"), ("v", "d"), ("op", "den")))
_ALONE = frozenset(("ter", "ten", "vander", "vanden", "el", "al", "ait", "bin", "ibn", "ould"))
_TO = frozenset(("in", "uit", "vanuit", "naar", "te", "rond", "from", "near", "to"))
_AT_PLACE = frozenset(("in", "uit", "vanuit", "from"))
# Before a name that is also a word: whoever says these names somebody.
_BEFORE = words("before_names.txt")
_NAMED = frozenset(("heette", "heet", "heten", "genaamd", "named"))
_AFTER = words("after_names.txt")
_ARTICLES = frozenset(
    (
        "de",
        "het",
        "een",
        "die",
        "dat",
        "deze",
        "dit",
        "mijn",
        "jouw",
        "zijn",
        "haar",
        "ons",
        "onze",
        "hun",
        "geen",
        "veel",
        "the",
        "a",
        "an",
        "this",
        "that",
        "my",
        "your",
        "his",
        "our",
        "their",
        "no",
        "some",
        "much",
    )
)


def find_low_names(page: Page) -> Iterator[Finding]:
    """Find names in lines without capitals by tussenvoegsel, by neighbour and by cue."""
    place = 0
    while place < len(page.words):
        end, is_person = (
            _name_at(page, place) if page.is_flat(page.words[place]) else (place, False)
        )
        if end > place:
            first, end = _widened(page, place, end) if is_person else (place, end)
            start, last = page.words[first].start, page.words[end - 1].end
            kind, reason = IdentifierKind.PERSON, "name without capitals"
            if not is_person:
                kind, reason = IdentifierKind.PLACE, "place without capitals"
            yield Finding(start, last, kind, 0.5, reason)
        place = max(end, place + 1)


def _name_at(page: Page, place: int) -> tuple[int, bool]:
    """Give where the name that starts at a word ends (the word itself: none), and if a person's."""
    word, here = page.words[place], page.words
    before = here[place - 1].key if place else ""
    end = _run(page, place)
    if end > place:
        is_person = any(_is_listed(w) for w in here[place:end]) or before not in _AT_PLACE
        is_sure = is_person and (end - place > 1 or _is_listed(word) or _has_cue(page, place, end))
        if is_sure or before in _AT_PLACE:
            return end, is_person and before not in _AT_PLACE
        return place, False
    if before in _NAMED and not _is_small(word, page):
        return place + 1, True
    if (
        _is_ambiguous_name(word, page)
        and before not in _ARTICLES
        and _has_cue(page, place, place + 1)
    ):
        return max(place + 1, _run(page, place + 1)), True
    return place, False


def _widened(page: Page, place: int, end: int) -> tuple[int, int]:
    """Add listed names on either side: 'abu bakr al homsi', 'xiao ling'."""
    while (
        place and _is_side(page, place - 1) and page.gap(*page.words[place - 1 : place + 1]) == " "
    ):
        place -= 1
    while end < len(page.words) and page.gap(*page.words[end - 1 : end + 1]) == " ":
        if not _is_side(page, end):
            break
        end += 1
    return place, end


def _is_side(page: Page, place: int) -> bool:
    word = page.words[place]
    key = word.key
    is_word_here = key in common_words(page.language) or key in _no_names() or len(key) < 3
    return not is_word_here and (
        key in name_lists().first or (is_surname(key) and not is_ambiguous(key))
    )


def _is_small(word: Word, page: Page) -> bool:
    key = word.key
    return len(key) < 3 or key in common_words(page.language) | PARTICLES or key in _no_names()


def _run(page: Page, place: int) -> int:
    """Give where a run of unknown words and tussenvoegsels ends; at least one is unknown."""
    end = place
    while end - place < _MOST_WORDS:
        step = end + _particles(page, end)
        if step >= len(page.words) or not _is_joined(page, end, step):
            break
        if not (_is_new(page, step) or _is_after_sure(page, end, step)):
            break
        if end == place and step > end and not _opens(page, place, step):
            break
        end = step + 1
    return end


def _is_after_sure(page: Page, place: int, step: int) -> bool:
    keys = tuple(word.key for word in page.words[place:step])
    word = page.words[step]
    is_word = word.key in common_words(page.language) or word.key in _no_names()
    return keys in _SURE_OPENERS and not is_word and len(word.key) > 2


def _particles(page: Page, place: int) -> int:
    n = 0
    while place + n < len(page.words) and n < 3 and page.words[place + n].key in PARTICLES:
        n += 1
    return n


def _opens(page: Page, place: int, step: int) -> bool:
    keys = tuple(word.key for word in page.words[place:step])
    return keys[:2] in _OPENERS or keys[0] in _ALONE


def _is_joined(page: Page, place: int, step: int) -> bool:
    first = max(place, 1)
    return place == 0 or all(
        page.gap(page.words[i - 1], page.words[i]) == " " for i in range(first, step + 1)
    )


def _is_new(page: Page, place: int) -> bool:
    """Tell whether a word of a line without capitals stands in no dictionary."""
    word = page.words[place]
    text = page.text[word.start : word.end]
    if word.is_capital or len(word.key) < 3 or word.key in places().names or not _is_plain(text):
        return False
    if place and page.words[place - 1].key in _TO and is_place_like(word.key):
        return True
    return _is_genitive(word.key) or not is_word(text, page.language)


def _is_genitive(key: str) -> bool:
    """'ahmeds', 'keesje': a first name that is no word, with an ending."""
    if not key.endswith(("s", "je")):
        return False
    stem = key.removesuffix("s").removesuffix("je")
    return stem in name_lists().first and not is_ambiguous(stem) and len(stem) > 3


def _is_plain(text: str) -> bool:
    return text.replace("-", "").replace("'", "").isalpha()


@cache
def _no_names() -> frozenset[str]:
    numbers = set(number_words("nl")) | set(number_words("en"))
    return words("no_names.txt") | titles("nl") | titles("en") | numbers


def _is_listed(word: Word) -> bool:
    key = word.key
    lists = name_lists()
    stems = (key, key.removesuffix("s"), key.removesuffix("je"), key.removesuffix("tje"))
    return any(stem in lists.first for stem in stems) or is_surname(key)


def _is_ambiguous_name(word: Word, page: Page) -> bool:
    key = word.key
    if word.is_capital or len(key) < 2 or key in common_words(page.language) or key in _no_names():
        return False
    return is_ambiguous(key) and key in name_lists().first


def _has_cue(page: Page, place: int, end: int) -> bool:
    before = page.words[place - 1].key if place else ""
    after = page.words[end].key if end < len(page.words) else ""
    return before in _BEFORE or before in titles(page.language) or after in _AFTER
