"""Recognizers for e-mail and web addresses, handles and phone numbers, written and spoken.

No list of domain endings is fetched from anywhere: what looks like an address is one.
"""

import re
from collections.abc import Iterator
from functools import cache

from kwalicode.deid.numerals import number_words
from kwalicode.deid.page import Page, Word, pattern_recognizer
from kwalicode.model import Finding, IdentifierKind, Language

_ENDINGS = (
    r"(?:nl|com|org|net|eu|be|de|fr|uk|us|ie|es|it|pl|at|ch|se|dk|ca|au|nz|co|ly|gg|xyz|site|info|io|biz|edu|gov|int|nu|me|tv|app|dev|online|frl|"
    r"amsterdam|academy|example|test)"
)
# Lengths are bounded, so that no text makes the search slow.
_LOCAL_WORD = r"(?<![\w-])[^\W_][\w-]{0,40}"
_JOIN = (
    r"\s(?:punt|dot|onderstreepje|(?:liggend\s|laag\s)?streepje|koppelteken|underscore|dash|"
    r"hyphen)\s"
)
_PARTICLES = r"(?:(?:van|de|der|den|ten|ter|het|'t|el|al)\s){0,4}"

EMAIL = re.compile(r"(?<![\w.+%'-])[\w.+%'-]{1,64}\s?@\s?[^\W_][\w-]*(?:\.[\w-]+)+(?<![.-])")
_SPOKEN_EMAIL = re.compile(
    rf"(?<!\w){_LOCAL_WORD}(?:{_JOIN}{_PARTICLES}{_LOCAL_WORD}){{0,5}}\s"
    rf"(?:apenstaartje|apenstaart|at\ssign|at)\s"
    rf"[^\W_][\w-]{{0,40}}(?:{_JOIN}[^\W_][\w-]{{0,40}}){{0,4}}?\s?(?:punt|dot|\.)\s?{_ENDINGS}"
    r"(?:\s(?:punt|dot)\suk)?(?!\w)",
    re.IGNORECASE,
)
URL = re.compile(
    rf"(?<![\w@])(?:(?:https?|ftp)://[^\s<>\"“”]+|www\.[^\s<>\"“”]+"
    rf"|(?<![\w@.-])[^\W_][\w-]{{0,60}}(?:\.[\w-]{{1,60}}){{0,6}}"
    rf"\.{_ENDINGS}(?![\w@])(?:[/?#][^\s<>\"“”]*)?)"
    rf"(?<![.,;:!?)\]'’…*_])",
    re.IGNORECASE,
)
_SPOKEN_URL = re.compile(
    r"(?<!\w)(?:www|w\sw\sw)\s(?:punt|dot)\s[\w-]{1,40}"
    r"(?:\s(?:punt|dot|slash|streepje)\s[\w-]{1,40}){1,8}(?!\w)"
    r"|(?<!\w)(?:www|w\sw\sw)\s(?:punt|dot)(?:\s(?!punt|dot)[\w-]{1,30}){1,5}\s(?:punt|dot)\s[a-z]{2,10}"
    r"(?!\w)"
    r"|(?<!\w)(?<!-)[^\W_][\w-]{1,40}(?:\s(?:streepje|dash|hyphen)\s[\w-]{1,30}){0,3}"
    r"\s(?:punt|dot)\s(?:nl|com|org|be|eu|net|example|co\sdot\suk)"
    r"(?:\s(?:schuine\sstreep|slash|forward\sslash)\s[\w-]{1,30}){0,4}(?!\w)",
    re.IGNORECASE,
)
HANDLE = re.compile(
    r"(?<![\w@./])@[^\W\d][\w.]{1,40}(?<!\.)(?!@)"
    r"|(?<![\w/])u/[\w-]{3,30}|(?<![\w#])[^\W\d_][\w.]{1,30}#\d{4}(?!\w)"
    r"|(?<!\w)[xX]{1,2}_\w{2,30}_[xX]{1,2}(?!\w)|(?<![\w./@-])[a-z]{2,20}_[a-z\d_]{1,20}(?![\w@.-])"
    r"|(?i:(?:insta(?:gram)?|snap(?:chat)?|tiktok|discord|twitter|gamernaam|gebruikersnaam|"
    r"gamer\stag|username|handle|nickname|inlognaam)\b(?:\W+\w+){0,3}?\W+)"
    r"(?P<span>[a-z][\w-]*[._\d][\w.-]*\w|(?:apenstaart(?:je)?|at)(?:\s(?!aan\b|all\b|en\b|and\b)[a-z]+){1,4})"
)
_SCANNED = re.compile(
    r"(?<![\w.])[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,40}(?:\s?\.\s?[a-z][\w-]{1,20}){1,3}(?!\w)"
    r"|(?<!\w)www\s?\.\s?[\w-]{2,60}(?:\s?\.\s?[a-z]{2,10}){1,2}(?!\w)"
)
_LOOSE_EMAIL = re.compile(
    r"(?<!\w)(?!(?:met|is|en|van|naar|mail|at|to|via|dan)\b)[^\W_][\w-]{0,30}"
    r"(?:\s(?:punt|dot|streepje|onderstreepje|underscore|dash|[a-z]|nul|een|twee|drie|vier|vijf|zes|zeven|acht|negen|"
    r"\d{1,4}|bel|de|van|der|den|\w{2,12}ty(?:[- ]\w{2,6})?|\w{2,20}tig|\w{2,8}teen|groot)"
    r"(?:\s[\w-]{2,20})?){1,4}"
    rf"\s(?:apenstaart(?:je)?|at)(?:\s[\w-]{{2,30}}){{1,3}}\s(?:punt|dot)\s(?:{_ENDINGS})(?!\w)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.+/-])(?:(?:\+|00)\s?\d{1,3}(?:[\s./–-]*\(0\))?(?:[\s./–-]*\(?\d\)?){7,12}"
    r"|\(?0\d{1,4}\)?(?:[\s./–-]{0,3}\d){5,9})(?![\w]|[-.]\d)"
)
_PHONE_CUE = re.compile(
    r"(?:telefoon|tel\.?|mobiel|nummer|bel(?:len)?|phone|mobile|number|call|extension|toestel)\W*"
    r"(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"\b(?:toestel|doorkies\w*|extension|ext\.?)\s(?:nummer\s|number\s)?(\d{3,5})(?!\w)",
    re.IGNORECASE,
)
_SHORT_PHONE = re.compile(r"(?<![\w.+/-])(?:\d[\s-]?){6,9}\d(?!\w)")

find_emails = pattern_recognizer("e-mail address", IdentifierKind.EMAIL, 0.99, EMAIL)
find_spoken_emails = pattern_recognizer(
    "spoken e-mail address", IdentifierKind.EMAIL, 0.9, _SPOKEN_EMAIL
)
find_scanned_emails = pattern_recognizer("e-mail address", IdentifierKind.EMAIL, 0.8, _SCANNED)
find_loose_emails = pattern_recognizer(
    "spoken e-mail address", IdentifierKind.EMAIL, 0.6, _LOOSE_EMAIL
)
find_urls = pattern_recognizer("web address", IdentifierKind.URL, 0.9, URL)
find_spoken_urls = pattern_recognizer("spoken web address", IdentifierKind.URL, 0.8, _SPOKEN_URL)
find_handles = pattern_recognizer("handle", IdentifierKind.HANDLE, 0.9, HANDLE)


def find_phones(page: Page) -> Iterator[Finding]:
    """Find Dutch and international phone numbers in figures.

    Numbers for the public (0800, 0900) have eight digits and are no one's: they stay.
    """
    for match in _PHONE.finditer(page.text):
        digits = sum(c.isdigit() for c in match.group())
        is_national = match.group().lstrip("(").startswith("0") and digits in {9, 10, 11}
        if is_national or digits >= 10:
            start = match.start() + (match.group().startswith("(") and ")" not in match.group())
            score = 0.9 if digits >= 10 else 0.6
            yield Finding(start, match.end(), IdentifierKind.PHONE, score, "phone number")
    for match in _EXTENSION.finditer(page.text):
        yield Finding(*match.span(1), IdentifierKind.PHONE, 0.7, "phone number")
    for match in _SHORT_PHONE.finditer(page.text):
        if _PHONE_CUE.search(page.text, max(0, match.start() - 40), match.start()):
            yield Finding(*match.span(), IdentifierKind.PHONE, 0.6, "phone number")


_EXTRA_DIGITS: dict[Language, dict[str, str]] = {
    "nl": {"o": "0", "dubbel": "", "dubbele": "", "plus": "", "honderd": "00", "en": "", "dan": ""},
    "en": {
        "oh": "0",
        "o": "0",
        "nought": "0",
        "double": "",
        "triple": "",
        "plus": "",
        "hundred": "00",
    },
}
_BSN_CUE = re.compile(r"\b(?:bsn|burgerservicenummer|sofi\w*)\b", re.IGNORECASE)


@cache
def _spoken(language: Language) -> dict[str, str]:
    """Give the digits that each spoken word stands for."""
    digits = {word: str(n) for word, n in number_words(language).items()}
    return digits | _EXTRA_DIGITS[language]


def find_spoken_numbers(page: Page) -> Iterator[Finding]:
    """Find runs of number words of seven digits or more: phone numbers and the like."""
    spoken = _spoken(page.language)
    run: list[Word] = []
    for word in page.words:
        is_near = not run or page.gap(run[-1], word).strip(" ,.-–…\n") == ""
        if word.key in spoken or word.text.lower() in spoken:
            if not is_near:
                yield from _from_run(page, run, spoken)
                run = []
            run.append(word)
        elif run:
            yield from _from_run(page, run, spoken)
            run = []
    yield from _from_run(page, run, spoken)


def _from_run(page: Page, run: list[Word], spoken: dict[str, str]) -> Iterator[Finding]:
    while run and not spoken.get(run[-1].text.lower(), spoken.get(run[-1].key)):
        run = run[:-1]
    digits = "".join(spoken.get(w.text.lower()) or spoken.get(w.key, "") for w in run)
    if len(digits) < 7 or len(run) < 4:
        return
    before = page.text[max(0, run[0].start - 60) : run[0].start]
    kind = IdentifierKind.PHONE if digits.startswith("0") else IdentifierKind.NUMBER
    if _BSN_CUE.search(before):
        kind = IdentifierKind.BSN
    yield Finding(run[0].start, run[-1].end, kind, 0.85, "spoken number")
