"""Recognizers for e-mail and web addresses, handles and phone numbers, written and spoken.

No list of domain endings is fetched from anywhere: what looks like an address is one.
"""

import re
from collections.abc import Iterator
from functools import cache

from kwalicode.deid.lists import cues
from kwalicode.deid.numerals import number_words
from kwalicode.deid.page import Page, Word, pattern_recognizer, together
from kwalicode.model import Finding, IdentifierKind, Language

ENDINGS = (
    r"(?:nl|com|org|net|eu|be|de|fr|uk|us|ie|es|it|pl|at|ch|se|dk|ca|au|nz|co|ly|gg|xyz|site|info|io|biz|edu|gov|int|nu|me|tv|app|dev|online|frl|"
    r"amsterdam|academy|example|test)"
)
# Lengths are bounded, so that no text makes the search slow.
_LOCAL_WORD = r"(?<![\w-])[^\W_][\w'’-]{0,40}"
_JOIN = (
    r"\s(?:punt|dot|onderstreepje|(?:liggend\s|laag\s)?streepje|koppelteken|underscore|dash|"
    r"hyphen)\s"
)
_PARTICLES = r"(?:(?:van|de|der|den|ten|ter|het|'t|el|al)\s){0,4}"

# With blanks around the '@' only where a known ending follows: 'op @merel.zang' is a handle.
EMAIL = re.compile(
    r"(?<![\w.+%'-])[\w.+%'-]{1,64}(?:@[^\W_][\w-]*(?:\.[\w-]+)+(?<![.-])"
    rf"|\s?@\s?[^\W_][\w-]*(?:\.[\w-]+)*\.{ENDINGS}(?![\w-]))"
)
# 'look at merel dot org', 'email me at': no name of a letter box.
_NO_ADDRESSEE = (
    r"(?!(?:looks?|looking|available|is|was|it|them|us|me|him|her|found|here|sign|log)\b)"
)
_SPOKEN_EMAIL = re.compile(
    rf"(?<![\w'’])(?:[a-z]\sfor\s[a-z]{{3,12}}\s(?:punt|dot)\s)?{_NO_ADDRESSEE}{_LOCAL_WORD}(?:{_JOIN}{_PARTICLES}{_LOCAL_WORD}){{0,5}}\s"
    rf"(?:apenstaartje|apenstaart|at\ssign|at)\s"
    rf"[^\W_][\w-]{{0,40}}(?:\s(?!punt\b|dot\b)[\w-]{{1,20}}){{0,2}}"
    rf"(?:{_JOIN}[^\W_][\w-]{{0,40}}){{0,4}}?\s?(?:punt|dot|\.)\s?{ENDINGS}"
    rf"(?:\s(?:punt|dot)\s{ENDINGS}){{0,3}}(?!\w)",
    re.IGNORECASE,
)
URL = re.compile(
    rf"(?<![\w@])(?:(?:https?|ftp)://[^\s<>\"“”]+|www\.[^\s<>\"“”]+"
    rf"|(?<![\w@.-])[^\W_][\w-]{{0,60}}(?:\.[\w-]{{1,60}}){{0,6}}"
    rf"\.{ENDINGS}(?![\w@])(?:[/?#][^\s<>\"“”]*)?)"
    rf"(?<![.,;:!?)\]'’…*_])",
    re.IGNORECASE,
)
_DOT = r"\s(?:punt|dot)\s"
_SPOKEN_ENDING = (
    rf"(?:(?:example|test){_DOT})?"
    r"(?:(?:co|org|gov|ac|nhs)\sdot\suk|nl|com|org|be|eu|net|ie|example|test)"
)
SLASH = r"(?:schuine\sstreep|schuin\sstreepje|forward\sslash|slash)"
_SPOKEN_URLS = (
    r"(?<!\w)(?:www|w\sw\sw)\s(?:punt|dot)\s(?:[\w-]{1,30}\s){0,2}?[\w-]{1,40}"
    rf"(?:\s(?:punt|dot|streepje|dash|hyphen|{SLASH})\s[\w-]{{1,40}}){{1,8}}(?!\w)",
    r"(?<!\w)(?:www|w\sw\sw)\s(?:punt|dot)(?:\s(?!punt|dot)[\w-]{1,30}){1,5}"
    rf"{_DOT}[a-z]{{2,10}}(?!\w)",
    r"(?<!\w)(?<!-)[^\W_][\w-]{1,40}(?:\s(?:streepje|dash|hyphen)\s[\w-]{1,30}){0,3}"
    rf"{_DOT}{_SPOKEN_ENDING}"
    rf"(?:\s{SLASH}\s[\w-]{{1,30}}){{0,4}}(?!\w)",
    # a name of several words: 'kijk maar op merel zang punt nl'
    r"\b(?:op|site|website|webpagina|called|on|is|to|naar|visit|bezoek)\s(?P<span>(?:(?!de\b|het\b|the\b)[\w-]{2,20}\s){1,3}"
    rf"[\w-]{{2,20}}{_DOT}{_SPOKEN_ENDING}(?:\s{SLASH}\s[\w-]{{1,30}}){{0,4}})(?!\w)",
)
# Places where people have a name for themselves.
_CALLED = (
    r"(?i:(?:insta(?:gram)?|snap(?:chat)?|tiktok|discord|twitter|mastodon|bluesky|gamernaam|"
    r"gebruikersnaam|gamer\stag|username|screen\sname|handle|nickname|inlognaam|login)\b"
    r"(?:\W+\w+){0,3}?\W+)"
)
_SPOKEN_AT = r"(?:apenstaart(?:je)?|at)(?:\s(?!aan\b|all\b|en\b|and\b)[a-z]+){1,4}"
_HANDLES = (
    r"(?<![\w@./])@[^\W\d][\w.]{1,40}(?<!\.)(?!@)",  # @merel.zang
    r"(?<![\w/])u/[\w-]{3,30}",  # Reddit
    r"(?<![\w#])[^\W\d_][\w.]{1,30}#\d{4}(?!\w)",  # Discord
    r"(?<!\w)[xX]{1,2}_\w{2,30}_[xX]{1,2}(?!\w)",
    r"(?<![\w./@{-])[a-z]{2,20}_[a-z\d_]{1,20}(?![\w@}-]|\.\w)",  # merel_zang
    r"(?<!\w)apenstaart(?:je)?(?:\s(?!(?:aan|en|die|dat|maar|is|was|waren|heet|of|met|staat|stond|"
    r"daar|dan|als|dus|mag|moet|kan|hier|want|ik|je|ze|hij|toen|ja|nou|zo)\b)[\w-]+){1,6}(?!\w)",
    rf"{_CALLED}(?P<span>[a-z][\w-]*[._\d][\w.-]*\w|{_SPOKEN_AT})",
)
_NETWORKS = tuple(sorted(cues("networks")))
HANDLE = re.compile("|".join(_HANDLES))
_SCANNED = re.compile(
    r"(?<![\w.])[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,40}(?:\s?\.\s?[a-z][\w-]{1,20}){0,2}"
    rf"\s?\.\s?{ENDINGS}(?!\w)"
    r"|(?<!\w)www\s?\.\s?[\w-]{2,60}(?:\s?\.\s?[a-z]{2,10}){1,2}(?!\w)"
)
_NO_LOCAL = r"(?!(?:met|is|en|van|naar|mail|at|to|via|dan)\b)"
# What stands between the words of a spoken address: signs, letters, figures, short words.
_SPOKEN_SIGN = (
    r"(?:punt|dot|streepje|onderstreepje|underscore|dash|[a-z]|bel|de|van|der|den|groot|\d{1,4}|"
    r"nul|een|twee|drie|vier|vijf|zes|zeven|acht|negen|"
    r"\w{2,12}ty(?:[- ]\w{2,6})?|\w{2,20}tig|\w{2,8}teen)"
)
_LOOSE_EMAIL = re.compile(
    rf"(?<![\w'’]){_NO_LOCAL}[^\W_][\w-]{{0,30}}(?:\s{_SPOKEN_SIGN}(?:\s[\w-]{{2,20}})?){{1,4}}"
    rf"\s(?:apenstaart(?:je)?|at)(?:\s[\w-]{{2,30}}){{1,3}}(?:\s(?:punt|dot)\s{ENDINGS}){{1,4}}"
    r"(?!\w)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.+/-])(?:(?:\+|00)\s?\d{1,3}(?:[\s./–-]*\(0\))?(?:[\s./–-]*\(?\d\)?){7,12}"
    r"|\(?0\d{1,4}\)?(?:[\s./–-]{0,3}\d){5,9})(?![\w]|[-.]\d)"
)
_PHONE_CUE = re.compile(
    r"(?:telefoon|tel\.?|mobiel|nummer|bel(?:len)?|phone|mobile|number|call|fax|desk|office|"
    r"answering|reach\sme|extension|toestel)\W*"
    r"(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"\b(?:(?:toestel|doorkies\w*|extension|ext\.?)\s(?:nummer\s|number\s)?|netnummer\b[^.\n\d]{3,30}\s)"
    r"(\d{2,6})(?![\w:])",
    re.IGNORECASE,
)
_SHORT_PHONE = re.compile(r"(?<![\w.+/-])(?:\(\d{2,4}\)[\s-]?|\d[\s.-]?)(?:\d[\s.-]?){4,9}\d(?!\w)")
_AFTER_PHONE = re.compile(
    r"[\s-]{1,2}(?:office|fax|mobile|cell|home|desk|mobiel|thuis|werk)\b", re.IGNORECASE
)
# American ones: 632.555.0148 with an extension x22
_US_PHONE = re.compile(
    r"(?<![\w.+/-])(?:(?:\+|00)?1[\s.-])?(?:\(\d{3}\)\s?|\d{3}[-.])\d{3}[-. ]\d{4}"
    r"(?:\s?(?:x|ext\.?)\s?\d{1,5})?(?!\w)"
)

find_emails = pattern_recognizer(
    "e-mail address",
    IdentifierKind.EMAIL,
    0.99,
    EMAIL,
    needs=("@",),
)
find_spoken_emails = pattern_recognizer(
    "spoken e-mail address",
    IdentifierKind.EMAIL,
    0.9,
    _SPOKEN_EMAIL,
    needs=("punt ", "dot ", " .", ". ", "apenstaart"),
)
find_scanned_emails = pattern_recognizer(
    "e-mail address",
    IdentifierKind.EMAIL,
    0.8,
    _SCANNED,
    needs=("@", "(at)", "[at]", "www"),
)
find_loose_emails = pattern_recognizer(
    "spoken e-mail address",
    IdentifierKind.EMAIL,
    0.6,
    _LOOSE_EMAIL,
    needs=("punt ", "dot "),
)
find_urls = pattern_recognizer(
    "web address",
    IdentifierKind.URL,
    0.9,
    URL,
    needs=(".", "www", "://"),
)
find_spoken_urls = together(
    *(
        pattern_recognizer(
            "spoken web address",
            IdentifierKind.URL,
            0.8,
            re.compile(source, re.IGNORECASE),
            needs=("punt ", "dot "),
        )
        for source in _SPOKEN_URLS
    )
)
find_handles = pattern_recognizer(
    "handle",
    IdentifierKind.HANDLE,
    0.9,
    HANDLE,
    needs=("@", "/", "#", "_", "apenstaart", *_NETWORKS),
)


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
    for match in _US_PHONE.finditer(page.text):
        yield Finding(*match.span(), IdentifierKind.PHONE, 0.8, "phone number")
    for match in _EXTENSION.finditer(page.text):
        yield Finding(*match.span(1), IdentifierKind.PHONE, 0.7, "phone number")
    for match in _SHORT_PHONE.finditer(page.text):
        is_cued = _PHONE_CUE.search(page.text, max(0, match.start() - 40), match.start())
        if is_cued or _AFTER_PHONE.match(page.text, match.end()):
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
_NUMBER_CUE = re.compile(
    r"(?:nummer|number|code|badge|kenmerk|reference|ref|extension|\bid)\W+(?:\w+\W+){0,4}$",
    re.IGNORECASE,
)
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


_FEWEST = 3
# 'vier vier nul negen streepje b'
_TAIL = re.compile(
    r"(?:\s(?:streepje|punt|schuine\sstreep|slash|dash|hyphen|stroke|dot)\s(?:[a-z]|\d{1,4}|[a-z]{3,8})"
    r"(?!\w)){1,3}",
    re.IGNORECASE,
)


def _from_run(page: Page, run: list[Word], spoken: dict[str, str]) -> Iterator[Finding]:
    said = [place for place, w in enumerate(run) if spoken.get(w.text.lower(), spoken.get(w.key))]
    run = run[: said[-1] + 1] if said else []
    tail = _TAIL.match(page.text, run[-1].end) if run else None
    if len(run) < _FEWEST:
        return
    digits = "".join(spoken.get(w.text.lower()) or spoken.get(w.key, "") for w in run)
    before = page.text[max(0, run[0].start - 60) : run[0].start]
    enough = _FEWEST if tail or _NUMBER_CUE.search(before) else 7
    if len(digits) < enough:
        return
    kind = IdentifierKind.PHONE if digits.startswith("0") else IdentifierKind.NUMBER
    if _BSN_CUE.search(before):
        kind = IdentifierKind.BSN
    end = tail.end() if tail else run[-1].end
    yield Finding(run[0].start, end, kind, 0.85, "spoken number")
