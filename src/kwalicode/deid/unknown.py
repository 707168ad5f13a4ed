"""The catch-all: capitalised words that no list knows, as suggestions for the reviewer."""

import re
from collections.abc import Iterator

from kwalicode.deid.lists import PARTICLES, common_words, fold, titles
from kwalicode.deid.page import Page, Word
from kwalicode.model import Finding, IdentifierKind

_SCORE = 0.3
_NAMED_PLACE = re.compile(
    r"(?<=[a-z,] )(?P<first>[A-Z][a-z]+) "
    r"(?:van|of|op|aan|bij|on|en|and)(?: (?:de|het|den|der|the))? "
    r"(?P<last>[A-Z][a-z]+)"
)
# 'in De Dobber': an article with a capital inside a sentence opens a name.
_ARTICLE_AND_NAME = re.compile(r"(?<=[a-z,] )(?:De|Het|The) [A-Z][\w-]+(?: [A-Z][\w-]+)*")


def find_unknown(page: Page) -> Iterator[Finding]:
    """Find runs of unknown words with a capital inside a sentence: 'Kop van de Haven'.

    A word that the text itself also writes in lower case is no name, and the first word of a
    sentence counts only if it has its capital elsewhere too.
    """
    for match in _NAMED_PLACE.finditer(page.text):
        if not {fold(match["first"]), fold(match["last"])} & common_words(page.language):
            yield Finding(*match.span(), IdentifierKind.NAME_LIKE, _SCORE, "unknown name")
    for match in _ARTICLE_AND_NAME.finditer(page.text):
        yield Finding(*match.span(), IdentifierKind.NAME_LIKE, _SCORE, "unknown name")
    yield from _runs(page)


def _runs(page: Page) -> Iterator[Finding]:
    run: list[Word] = []
    for place, word in enumerate(page.words):
        if run and not _continues(page, run[-1], word):
            yield _finding(run)
            run = []
        is_name = _is_unknown(page, word) or (not run and _opens_name(page, place))
        if (is_name and not _is_shouted(page, word)) or (run and word.key in PARTICLES):
            run.append(word)
        elif run:
            yield _finding(run)
            run = []
    if run:
        yield _finding(run)


def _finding(run: list[Word]) -> Finding:
    while run[-1].key in PARTICLES and not run[-1].is_capital:
        run = run[:-1]
    return Finding(run[0].start, run[-1].end, IdentifierKind.NAME_LIKE, _SCORE, "unknown name")


def _continues(page: Page, left: Word, right: Word) -> bool:
    return page.text[left.end : right.start] == " " and not right.starts_sentence


def _is_unknown(page: Page, word: Word) -> bool:
    if not word.is_capital or len(word.text) < 2 or word.key in page.lower_keys:
        return False
    if word.key in common_words(page.language) or word.key in titles(page.language):
        return False
    return not word.starts_sentence or word.key in page.proper_keys


def _opens_name(page: Page, place: int) -> bool:
    """Tell whether the first word of a sentence belongs to the unknown name after it."""
    if place + 1 >= len(page.words):
        return False
    word, after = page.words[place], page.words[place + 1]
    is_plain = word.key in page.lower_keys or word.key in common_words(page.language)
    if is_plain or not word.is_capital or len(word.text) < 3 or word.key in PARTICLES:
        return False
    return _continues(page, word, after) and _is_unknown(page, after)


def _is_shouted(page: Page, word: Word) -> bool:
    """Headings in capitals say nothing about which of their words are names."""
    if not word.text.isupper():
        return False
    start = page.text.rfind("\n", 0, word.start) + 1
    end = page.text.find("\n", word.end)
    line = page.text[start : end if end >= 0 else len(page.text)]
    return line.isupper() and line.count(" ") > 1
