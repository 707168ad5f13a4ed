"""Recognizer for names in lines without capitals, as speech recognition writes them."""

from collections.abc import Iterator
from functools import cache

from kwalicode.deid.bare_names import find_bare_names, surname_after, with_initials
from kwalicode.deid.evidence import ENOUGH, person_points
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
from kwalicode.deid.name_words import follows, unit_words
from kwalicode.deid.numerals import number_words
from kwalicode.deid.page import Page, Word
from kwalicode.deid.sayings import outside_sayings
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
_BEFORE_NAMES = frozenset(("abu", "abd", "ibn"))
_VERBS = words("verbs.txt") | words("saying_verbs.txt")
_PRONOUNS = frozenset(("ik", "je", "hij", "ze", "we", "i", "you", "he", "she", "we", "they"))
# Tussenvoegsels that are no words of English.
_FOREIGN = frozenset(("de", "van", "von", "der", "la", "el", "al", "di", "da", "dos", "bin", "ben"))
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
    if page.has_flat_lines:
        yield from outside_sayings(find_bare_names(page), page)
        yield from outside_sayings(_new_names(page), page)


def _new_names(page: Page) -> Iterator[Finding]:
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
        is_sure = is_person and (end - place > 1 or _is_sure(page, place))
        if is_sure or before in _AT_PLACE:
            return end, is_person and before not in _AT_PLACE
        return place, False
    if before in _NAMED and not _is_small(word, page):
        return _named_until(page, place), True
    if (
        _is_ambiguous_name(word, page)
        and before not in _ARTICLES
        and _has_cue(page, place, place + 1)
    ):
        return max(place + 1, _run(page, place + 1)), True
    return place, False


def _named_until(page: Page, place: int) -> int:
    """'heet dorien huigsloot en': the word after 'heet', and one more where no verb stands."""
    end = place + 1
    is_next = end < len(page.words) and follows(page, end)
    if not is_next or _is_small(page.words[end], page) or page.words[end].key in _VERBS:
        return end
    beyond = page.words[end + 1].key if end + 1 < len(page.words) else "en"
    return end + 1 if beyond in {"en", "die", "and", "who", "maar", "but"} else end


def _is_sure(page: Page, place: int) -> bool:
    """Tell whether one unknown word is a name: by list, by its neighbours or by a cue."""
    word = page.words[place]
    if _is_listed(word) or word.key.startswith(("o'", "mc")):
        return True
    is_beside = (place > 0 and follows(page, place) and _is_first(page, place - 1)) or (
        place + 1 < len(page.words) and follows(page, place + 1) and _is_side(page, place + 1)
    )
    return is_beside or person_points(page, place, place + 1) >= ENOUGH


def _is_first(page: Page, place: int) -> bool:
    return _is_side(page, place) and page.words[place].key in name_lists().first


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
    end = surname_after(page, end) if end < len(page.words) else end
    return with_initials(page, place), end


def _is_side(page: Page, place: int) -> bool:
    """Tell whether the word next to an unknown one is part of the same name."""
    key = page.words[place].key
    around = page.words[max(0, place - 1) : place] + page.words[place + 1 : place + 2]
    if any(word.key == key for word in around):  # 'tim tim kom hier'
        return False
    if key in _BEFORE_NAMES:
        return True
    is_verb = key in _VERBS or (place and page.words[place - 1].key in _PRONOUNS)
    is_word_here = is_verb or key in common_words(page.language) or key in _no_names()
    is_word_here = is_word_here or len(key) < 3 or key in words("kin.txt")
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
    is_foreign = page.language == "en" and keys[0] in _FOREIGN
    return keys[:2] in _OPENERS or keys[0] in _ALONE or is_foreign


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
    if word.key in unit_words() or word.key in words("openers.txt"):
        return False
    if place and page.words[place - 1].key in _TO and is_place_like(word.key):
        return True
    return _is_genitive(word.key) or not is_word(text, page.language)


def _is_genitive(key: str) -> bool:
    """'ahmeds', 'keesje': a first name that is no word, with an ending."""
    bare = key.removesuffix("s")
    endings = [ending for ending in ("je", "tje", "pje", "ke", "") if bare.endswith(ending)]
    stems = {bare.removesuffix(ending) for ending in endings} - {key}
    return any(s in name_lists().first and not is_ambiguous(s) and len(s) > 3 for s in stems)


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
