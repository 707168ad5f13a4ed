"""Recognizers for what is said letter by letter: names, postcodes, plates, accounts."""

import re
from collections.abc import Iterator
from functools import cache

from kwalicode.deid.lists import words
from kwalicode.deid.numerals import number_words
from kwalicode.deid.page import Page, Word
from kwalicode.model import Finding, IdentifierKind, Language

# Dutch and NATO spelling alphabets, and the names of letters.
_ALPHABET = words("spelling_alphabet.txt")
_LETTER_NAMES: dict[Language, frozenset[str]] = {
    "nl": frozenset(
        ("en", "el", "ef", "em", "er", "es", "ka", "ge", "ha", "pe", "te", "ve", "we", "ix")
    ),
    "en": frozenset(
        ("ay", "bee", "cee", "dee", "ee", "eff", "gee", "aitch", "jay", "kay", "pee", "cue")
    ),
}
_BANKS = frozenset(
    (
        "abna",
        "ingb",
        "rabo",
        "bunq",
        "triodos",
        "knab",
        "asn",
        "sns",
        "ing",
        "snsb",
        "asnb",
        "rbrb",
        "trio",
        "nl",  # the country that an account starts with
        "gb",
    )
)
_LINKS = frozenset(
    (
        "van",
        "streepje",
        "dan",
        "en",
        "double",
        "triple",
        "dubbel",
        "honderd",
        "hundred",
        "ah",
        "and",
        "of",
        "for",
    )
)
_SMALL = frozenset(("een", "a", "i", "u"))
_LONGEST_PLATE = 9

_LETTER = (
    r"[A-Za-z](?:\s(?:van|as\sin|for|zoals)\s(?:een\s)?\w{2,20}|\s(?:met|with)\s(?:een|a)\s\w+)?"
)
_SPELLED = re.compile(
    rf"(?<![\w.'’@/-])(?:{_LETTER}(?:,\s(?:and\sthen\s|en\sdan\s)?|\s|-)){{3,30}}"
    r"(?:[A-Za-z]|(?:[a-z]\s){0,30}[a-z])(?![\w'’@/-])"
)
# 'N-o-a', 'S-I-Â-N'
_HYPHENED = re.compile(r"(?<![\w'’@/-])[^\W\d_](?:-[^\W\d_]){2,30}(?![\w'’@/-])")
_RUN = re.compile(r"[ ,.…-]{1,3}")


def find_spelled(page: Page) -> Iterator[Finding]:
    """Find names spelled letter by letter: 'd i j k h u i z e n', 'F, E, A, T'."""
    for pattern in (_SPELLED, _HYPHENED):
        for match in pattern.finditer(page.text):
            yield Finding(*match.span(), IdentifierKind.PERSON, 0.75, "name spelled out")


def find_spoken_codes(page: Page) -> Iterator[Finding]:
    """Find runs that mix figures in words with letters: postcodes, plates, accounts."""
    run: list[Word] = []
    for word in page.words:
        is_near = not run or _RUN.fullmatch(page.gap(run[-1], word)) is not None
        kind = _kind(word, page.language)
        if run and not (kind and is_near):
            yield from _code(page, run)
            run = []
        if kind and (run or kind != "link"):
            run.append(word)
    yield from _code(page, run)


@cache
def _figures(language: Language) -> frozenset[str]:
    return frozenset(number_words(language)) | {"oh", "nought"}


def _kind(word: Word, language: Language) -> str:
    low = word.text.lower()
    if len(low) == 1 or low in _ALPHABET or low in _BANKS:
        return "figure" if low.isdigit() else "letter"
    if low in _figures(language) and low != "en":
        return "figure"
    if low in _LETTER_NAMES[language]:
        return "letter"
    return "link" if low in _LINKS else ""


def _code(page: Page, run: list[Word]) -> Iterator[Finding]:
    said = [place for place, kind in enumerate(_kinds(run, page.language)) if kind != "link"]
    run = run[: said[-1] + 1] if said else []
    if run and run[0].text.lower() in _SMALL:
        run = run[1:]
    kinds = _kinds(run, page.language)
    n_letters, n_figures = kinds.count("letter"), kinds.count("figure")
    if n_letters >= 2 and n_figures >= 2 and len(run) >= 4:
        is_account = n_letters + n_figures > _LONGEST_PLATE
        kind = IdentifierKind.IBAN if is_account else _short_kind(kinds)
        yield Finding(run[0].start, run[-1].end, kind, 0.75, "spoken code")


def _kinds(run: list[Word], language: Language) -> list[str]:
    """Give the kinds of the words of a run; 'en' is a letter only beside a letter, else 'and'."""
    kinds = [_kind(word, language) for word in run]
    return [
        "link"
        if word.key == "en" and "letter" not in kinds[max(0, i - 1) : i] + kinds[i + 1 : i + 2]
        else kind
        for i, (word, kind) in enumerate(zip(run, kinds, strict=True))
    ]


def _short_kind(kinds: list[str]) -> IdentifierKind:
    told = [kind for kind in kinds if kind != "link"]
    is_postcode = told[-2:] == ["letter", "letter"] and "letter" not in told[:-2]
    return IdentifierKind.POSTCODE if is_postcode else IdentifierKind.PLATE
