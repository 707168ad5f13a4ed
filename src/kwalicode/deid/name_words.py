"""Which words of a page go on a name: initials, tussenvoegsels, surnames."""

from functools import cache

from kwalicode.deid.lists import (
    PARTICLES,
    common_words,
    is_ambiguous,
    is_surname,
    lines,
    name_lists,
    places,
    titles,
    words,
)
from kwalicode.deid.page import Page, Word
from kwalicode.deid.vocabulary import is_word

# A longer Dutch word after 'van' is a thing: 'Jan van Informatievoorziening'.
_LONGEST_SURNAME_WORD = 7
_LONGEST, _MOST_PARTICLES = 7, 5
_GAPS = frozenset((" ", "\u00a0", ". ", ".", "-"))
# Tussenvoegsels that are mostly prepositions: only 'in 't Veld', never 'Jan in Zwolle'.
PREPOSITIONS = frozenset(("in", "op", "aan", "uit", "tot", "te", "la", "les", "di", "du", "ben"))
LOOSE = PREPOSITIONS | {"het", "'t"}
ARTICLES = frozenset(("de", "den", "der", "het", "'t", "t"))


@cache
def unit_words() -> frozenset[str]:
    """Words of departments and parties, which follow first names but are no surnames."""
    found = {word.lstrip("=") for word in words("departments.txt") | words("parties.txt")}
    return frozenset(word for word in found if word not in name_lists().last)


@cache
def whole_surnames() -> frozenset[tuple[str, ...]]:
    """Give surnames that with their tussenvoegsel are no ordinary words: 'van dijk'."""
    return frozenset(tuple(line.split()) for line in lines("whole_surnames.txt"))


def whole_surname(page: Page, place: int) -> int:
    """Give where a surname of `whole_surnames` that starts at `place` ends, or `place`."""
    for length in (3, 2):
        here = page.words[place : place + length]
        if len(here) == length and tuple(word.key for word in here) in whole_surnames():
            is_joined = all(follows(page, place + i) for i in range(1, length))
            return place + length if is_joined else place
    return place


def name_run(page: Page, place: int) -> int:
    """Give the place after the surname, initials or further names that stand from `place`."""
    end = place
    while end - place < _LONGEST and follows(page, end):
        step = after_particles(page, end)
        if step == len(page.words) or not _is_name_word(page, step):
            break
        if page.words[end].text in {"van", "uit"} and leads_away(page, end + 1):
            break
        end = step + 1
    return end


def leads_away(page: Page, place: int) -> bool:
    """'Jan van Informatievoorziening', 'Bo van De Spiegel': where someone is from."""
    word = page.words[place]
    if word.text in {"De", "Het"}:
        return True
    if is_surname(word.key) or not word.is_capital:
        return False
    is_long = len(word.key) > _LONGEST_SURNAME_WORD
    is_known = is_long and is_word(page.text[word.start : word.end], page.language)
    return is_known or word.key in unit_words()


def follows(page: Page, place: int) -> bool:
    """Tell whether nothing but a blank, or the point of an initial, parts a word from the last."""
    if not 0 < place < len(page.words):
        return False
    left = page.words[place - 1]
    if left.end - left.start < len(left.text):  # a genitive: "Henk's English" is no name
        return False
    gap = page.gap(left, page.words[place])
    is_short = len(left.text) < 3 or left.text.lower() in titles(page.language)
    return gap in _GAPS and ("." not in gap or is_short)


def after_particles(page: Page, place: int) -> int:
    """Give the place after tussenvoegsels; the end of the page where they open no surname."""
    end = place
    limit = min(len(page.words), place + _MOST_PARTICLES)
    while end < limit and page.words[end].key in PARTICLES:
        if end > place and not follows(page, end):
            return len(page.words)
        end += 1
    if end == place or end == len(page.words):
        return end
    is_loose = page.words[end - 1].key in PREPOSITIONS or (
        end - place > 1 and page.words[end - 1].key not in ARTICLES | {"el", "al"}
    )
    # 'wethouder Te Velde': a preposition has no capital of its own.
    is_capital = page.words[place].is_capital and not page.words[place].starts_sentence
    is_loose = is_loose and not (is_capital and end - place == 1)
    return len(page.words) if is_loose or not follows(page, end) else end


def _is_name_word(page: Page, place: int) -> bool:
    word = page.words[place]
    if not word.is_capital or (word.starts_sentence and not _follows_point(page, place)):
        return False
    if word.key in unit_words() or word.key in titles(page.language):
        return False
    left = page.words[place - 1]
    if len(word.text) > 1 and word.text.isupper() and not left.text.isupper():
        return False
    if left.key.endswith("-ter") or _is_initial(page, place):  # 'Van Leeuwen-ter Horst'
        return True
    is_first = left.key in name_lists().first and not is_ambiguous(left.key)
    if is_first and page.language == "nl":  # 'Ineke Pas'; English weekdays have capitals too
        return True
    return (
        is_surname(word.key)
        or _is_middle(page, place)
        or not (
            (word.key in places().names and left.key in {"van", "uit", "in"})
            or word.key in common_words(page.language)
        )
    )


def _is_middle(page: Page, place: int) -> bool:
    """The second part of 'Xiao Mei Zheng': a word between two that are names or stand nowhere."""
    around = page.words[place - 1 : place] + page.words[place + 1 : place + 2]
    if len(around) < 2 or not all(other.is_capital for other in around):
        return False
    is_joined = (
        page.gap(around[0], page.words[place]) == page.gap(page.words[place], around[1]) == " "
    )
    return is_joined and all(
        other.key in name_lists().first
        or is_surname(other.key)
        or not is_word(other.text, page.language)
        for other in around
    )


def _is_initial(page: Page, place: int) -> bool:
    """The second letter of 'Lena F. Bos'."""
    word, after = page.words[place], page.words[place + 1 : place + 2]
    is_letter = len(word.text) == 1 and word.text.isupper()
    return is_letter and bool(after) and after[0].is_capital and page.gap(word, after[0]) == ". "


def _follows_point(page: Page, place: int) -> bool:
    """After 'dr.' and 'J.' a word with a capital goes on where another would start a sentence."""
    left = page.words[place - 1]
    is_short = len(left.text) == 1 or left.text.lower() in titles(page.language)
    return is_short and "." in page.gap(left, page.words[place])


_REACH = 200
_TAILS = frozenset(("ish", "er"))
_APOSTROPHES = frozenset("'’")


def name_end(page: Page, word: Word) -> int:
    """Give where a name ends in its last word: 'X-zaak' before the hyphen, "Thijs'" after all.

    The apostrophe of a genitive in '-s' belongs to the name unless it closes a quotation.
    """
    text = page.text[word.start : word.end]
    head, _, tail = text.rpartition("-")
    is_tail = tail in _TAILS or (len(tail) > 3 and tail not in PARTICLES)
    if head and tail.islower() and head[0].isupper() and is_tail:
        return word.start + len(head)
    after = page.text[word.end : word.end + 2]
    if text[-1] in "sxz" and after[:1] in _APOSTROPHES and after[1:] == " ":
        line = page.text[max(0, word.start - _REACH) : word.end].rpartition("\n")[2]
        is_quoted = any(f" {sign}" in f" {line}" for sign in "'’‘")
        return word.end if is_quoted else word.end + 1
    return word.end
