"""The catch-all: words that no list knows, as suggestions for the reviewer."""

import re
from collections.abc import Iterator

from kwalicode.deid.lists import (
    PARTICLES,
    common_words,
    fold,
    is_nationality,
    is_surname,
    name_lists,
    titles,
    words,
)
from kwalicode.deid.page import Page, Word
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Finding, IdentifierKind

_SCORE = 0.3
_REACH = 300
_NAMED_PLACE = re.compile(
    r"(?<=[a-z,] )(?P<first>[A-Z][a-z]+) "
    r"(?:van|of|op|aan|bij|on|en|and)(?: (?:de|het|den|der|the))? "
    r"(?P<last>[A-Z][a-z]+)"
)
# 'in De Dobber': an article with a capital inside a sentence opens a name.
_ARTICLE_AND_NAME = re.compile(r"(?<=[a-z,] )(?:De|Het|The) [A-Z][\w-]+(?: [A-Z][\w-]+)*")


def find_unknown(page: Page) -> Iterator[Finding]:
    """Find runs of unknown words with a capital inside a sentence: 'Kop van de Haven'.

    A word that the text itself also writes in lower case is no name. The first word of a
    sentence counts only if it has its capital elsewhere too or stands in no dictionary, and so
    does every word of a line without capitals.
    """
    for match in _NAMED_PLACE.finditer(page.text):
        ends = {fold(match["first"]), fold(match["last"])}
        if not ends & (common_words(page.language) | words("no_names.txt")):
            yield Finding(*match.span(), IdentifierKind.NAME_LIKE, _SCORE, "unknown name")
    for match in _ARTICLE_AND_NAME.finditer(page.text):
        yield Finding(*match.span(), IdentifierKind.NAME_LIKE, _SCORE, "unknown name")
    yield from _runs(page)


def _runs(page: Page) -> Iterator[Finding]:
    run: list[Word] = []
    for place, word in enumerate(page.words):
        if run and not _continues(page, run[-1], word):
            yield _finding(page, run, place)
            run = []
        is_name = _is_unknown(page, word) or (not run and _opens_name(page, place))
        if (is_name and not _is_shouted(page, word)) or (run and word.key in PARTICLES):
            run.append(word)
        elif run:
            yield _finding(page, run, place)
            run = []
    if run:
        yield _finding(page, run, len(page.words))


def _finding(page: Page, run: list[Word], end: int) -> Finding:
    """Make a finding of words up to `end`; a cue beside them makes it a person."""
    start = end - len(run)
    while run[-1].key in PARTICLES and not run[-1].is_capital:
        run = run[:-1]
    end = start + len(run)
    if _is_person(page, start, end):
        return Finding(run[0].start, run[-1].end, IdentifierKind.PERSON, 0.45, "unknown name, cue")
    return Finding(run[0].start, run[-1].end, IdentifierKind.NAME_LIKE, _SCORE, "unknown name")


def _is_person(page: Page, start: int, end: int) -> bool:
    """Tell whether words stand where a person's name does: 'collega Xiu', "Xiu's"."""
    run = page.words[start:end]
    if not run or any(_is_word(page, word) for word in run if word.key not in PARTICLES):
        return False
    before = page.words[start - 1].key if start else ""
    has_listed = len(run) > 1 and any(is_surname(w.key) or w.key in name_lists().first for w in run)
    has_genitive = run[-1].end - run[-1].start < len(run[-1].text)
    is_called = before in titles(page.language) or (
        before in words("before_names.txt") and before not in {"en", "and"}
    )
    return has_listed or has_genitive or is_called


def _continues(page: Page, left: Word, right: Word) -> bool:
    return page.text[left.end : right.start] == " " and not right.starts_sentence


def _is_unknown(page: Page, word: Word) -> bool:
    if len(word.key) < 2 or word.key in words("no_names.txt"):
        return False
    if not word.is_capital:
        return len(word.key) > 2 and page.is_flat(word) and not _is_word(page, word)
    if _is_plain(page, word) or (_is_amid_capitals(page, word) and _is_word(page, word)):
        return False
    return not word.starts_sentence or word.key in page.proper_keys or not _is_word(page, word)


def _is_plain(page: Page, word: Word) -> bool:
    """Tell whether a word with a capital is one that names nobody."""
    is_listed = word.key in common_words(page.language) or word.key in titles(page.language)
    is_number = word.text.endswith(("nummer", "number", "registratie"))
    return is_listed or is_number or word.key in page.lower_keys or is_nationality(word.key)


def _is_amid_capitals(page: Page, word: Word) -> bool:
    """Tell whether a word in capitals has such neighbours too: shouting, no abbreviation."""
    around = page.text[max(0, word.start - 20) : word.end + 20]
    return word.text.isupper() and len(word.text) > 1 and around == around.upper()


def _is_word(page: Page, word: Word) -> bool:
    return is_word(page.text[word.start : word.end], page.language)


def _opens_name(page: Page, place: int) -> bool:
    """Tell whether the first word of a sentence belongs to the unknown name after it."""
    if place + 1 >= len(page.words):
        return False
    word, after = page.words[place], page.words[place + 1]
    is_plain = word.key in page.lower_keys or word.key in common_words(page.language)
    is_listed = word.key in titles(page.language) or word.key in words("no_names.txt")
    if is_plain or is_listed or not word.is_capital or len(word.text) < 3:
        return False
    if word.key in PARTICLES:
        return False
    return _continues(page, word, after) and _is_unknown(page, after)


def _is_shouted(page: Page, word: Word) -> bool:
    """Headings in capitals say nothing about which of their words are names."""
    if not word.text.isupper():
        return False
    before = page.text[max(0, word.start - _REACH) : word.start].rpartition("\n")[2]
    after = page.text[word.end : word.end + _REACH].partition("\n")[0]
    line = before + word.text + after
    return line.isupper() and line.count(" ") > 1 and _is_word(page, word)
