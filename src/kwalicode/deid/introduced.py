"""Recognizer for names by the words that introduce them: 'heet ...', 'op naam van ...'."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from kwalicode.deid.lists import (
    PARTICLES,
    all_common_words,
    fold,
    is_ambiguous,
    is_surname,
    name_lists,
    titles,
    words,
)
from kwalicode.deid.name_words import follows
from kwalicode.deid.numerals import number_words
from kwalicode.deid.page import Page
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Finding, IdentifierKind, Language

_CAP = r"[A-ZÀ-Þ][\w'’-]{0,30}"
_PART = r"(?:[Vv]an|[Dd]e[nr]?|[Tt]e[rn]|[Ee]l|[Aa]l|[Bb]in|[Vv]on|'t)"
# After these a row of words with capitals is one name, months and words among them.
_NAMED = re.compile(
    r"\b(?:[Hh]eet(?:te|ten)?|[Gg]eheten|[Gg]enaamd|[Nn]amed|(?:[Nn]aam|[Nn]ame)(?:\s(?:is|was)|['’]s)|"
    r"(?:is|was|wom[ae]n|m[ae]n|boy|girl|lad|bloke|lady|someone|somebody|guy|friend|nurse|doctor)"
    r"\scalled)(?:\s(?:toen|nu|eigenlijk|gewoon))?\s"
    rf"(?P<span>{_CAP}(?:\s(?:{_PART}\s){{0,3}}{_CAP}){{1,4}})"
)
_IN_NAME_OF: dict[Language, re.Pattern[str]] = {
    "nl": re.compile(
        r"\b(?:(?:ten|op|onder|in)\s(?:de\s)?na(?:am|men?)\svan|t\.?n\.?v\.?|ter attentie van|"
        r"namens|getekend door|"
        r"ondertekend door)\s",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:in the names? of|under the name(?: of)?|account of|signed by|made out to|"
        r"for the attention of|addressed to|registered to)\s",
        re.IGNORECASE,
    ),
}
# What else stands in the name of something: 'op naam van mijn man', 'namens de bewoners'.
_NOBODY = frozenset(
    (
        *(
            "mijn",
            "m'n",
            "zijn",
            "haar",
            "onze",
            "ons",
            "hun",
            "iedereen",
            "iemand",
            "mij",
            "mezelf",
        ),
        *("my", "his", "her", "our", "their", "someone", "everyone", "me", "us", "god", "love"),
        *("de", "het", "een", "the", "a", "an", "dit", "dat", "wie", "who", "this", "that"),
    )
)
_ADJECTIVES: dict[Language, str] = {
    "nl": "kleine|lange|rooie|rode|ouwe|oude|dikke|grote|schele|zwarte|witte|rare|gekke|"
    "malle|snelle|"
    "stille|boze|mooie|manke|dove|blinde|blonde|kromme|dolle|slimme|domme|jonge|magere|bolle|kale|"
    "rijke|arme|brave|lieve|vieze|gouden|blije|zure|harde|zachte",
    "en": "big|wee|little|old|young|fat|mad|crazy|ginger|long|lanky|tall|shorty|skinny|daft|tiny|"
    "lucky|happy|grumpy|posh|dirty|silly|smiling|mad|sweet|lazy|noisy|bald|blind|one-eyed|auld",
}
_FILLED = (
    r"(?:\s(?:hem|haar|ze|die|me|mij|altijd|gewoon|toen|maar|allemaal|thuis|vroeger|ook|dan))*"
)
_NICKNAMES: dict[Language, re.Pattern[str]] = {
    "nl": re.compile(
        r"\b(?:noem(?:en|de|den|t)?|zei(?:den)?|zeggen|zegt|heet(?:te)?|bijnaam(?:\s(?:is|was))?|bekend\sals)"
        rf"(?:\s(?:we|wij|ze|zij|ik|hij|iedereen|mensen|hem|haar|me|mij))?{_FILLED}\s"
        rf"(?P<span>(?:{_ADJECTIVES['nl']})\s(?P<name>[A-Za-zÀ-ÿ]{{2,}}))(?!\w)"
    ),
    "en": re.compile(
        r"\b(?:call(?:ed|s)?|known\s(?:him|her)?\s?as|named|nicknamed|nickname(?:\s(?:is|was)))"
        r"(?:\s(?:him|her|me|them|always|just))*\s"
        rf"(?P<span>(?:{_ADJECTIVES['en']})\s(?P<name>[A-Za-zÀ-ÿ]{{2,}}))(?!\w)"
    ),
}
_PLAIN_NICKNAMES: dict[Language, re.Pattern[str]] = {
    language: re.compile(rf"(?<!\w)(?:{adjectives})\s(?P<name>[a-zà-ÿ]{{3,}})(?!\w)")
    for language, adjectives in _ADJECTIVES.items()
}
# 'j k heeft', 'p m de v', 'met van der s': initials without points, none that talk has alone.
_NO_INITIALS = (
    r"(?!m\sn\b|z\sn\b|d\sr\b|n\sv\b|b\sv\b|t\sv\b|p\sc\b|w\sc\b|c\sv\b|k\sm\b|"
    r"d\sd\b|x\sx\b|z\sz\b)"
)
_LETTERS: dict[Language, str] = {"nl": "[bcdfghjklmnpqrstvwxyz]", "en": "[bcdfghjklnpqrvwxyz]"}


@cache
def _initials(language: Language) -> re.Pattern[str]:
    letter, verbs = _LETTERS[language], words("verbs.txt") | words("saying_verbs.txt")
    either = "|".join(sorted(map(re.escape, verbs)))
    parts = r"(?:\s(?:van|v|de|d|der|den|ter|el))+"
    return re.compile(
        rf"(?<![\w'’])(?<!\b\w\s){_NO_INITIALS}{letter}(?:\s{letter}){{0,3}}"
        rf"(?:{parts}\s{letter}(?![\w'’])|(?<=\w\s\w)(?=\s(?:{either}|signed|tekende|getekend)\b))"
        r"|(?<![\w'’])van\s(?:der|den|de)\s[b-z](?![\w'’]|\s\d)"
    )


# Whoever signs a letter: 'Groetjes, Wil'.
_CLOSING = re.compile(
    r"\b(?:[Gg]roet(?:en|jes)?|[Ll]iefs|[Kk]us(?:jes)?|[Hh]oogachtend|[Rr]egards|[Ww]ishes|[Ll]ove|[Yy]ours"
    r"(?:\s(?:sincerely|faithfully|truly))?|[Cc]heers|[Ss]incerely|Best)(?:\svan)?,?\s+"
    rf"(?P<span>(?!(?:En|And|Van|Aan|To|From|Ik|I)\b){_CAP}(?:\s(?:{_PART}\s){{0,3}}{_CAP}){{0,3}})(?=\W*(?:\n|$))"
)


# 't. vos', 'j. de boer' in a line without capitals
_DOTTED = re.compile(
    r"(?<![\w.'’])(?:[a-z]\.\s?){1,4}(?:(?:van|de|der|den|ter|ten|el)\s){0,3}(?P<last>[a-zà-ÿ'-]{3,})(?!\w)"
)
# Whoever says how to be called: 'call me May', 'noem me maar Wil'.
_CALL_ME = re.compile(
    r"\b(?:[Cc]all\sme|[Nn]oem\s(?:me|mij)|[Zz]eg)\s(?:maar\s|just\s|gewoon\s)*"
    rf"(?P<span>{_CAP}|(?P<low>[a-zà-ÿ]{{2,}})(?=\s?[.,;!]|$|\s(?:zei|said|hoor)\b))"
)


def find_introduced(page: Page) -> Iterator[Finding]:
    """Find whole names behind what introduces them, nicknames, and initials without points."""
    for match in _NAMED.finditer(page.text) if page.has_capitals else ():
        yield Finding(*match.span("span"), IdentifierKind.PERSON, 0.8, "name")
    for match in _IN_NAME_OF[page.language].finditer(page.text):
        yield from _whole_name(page, match.end())
    yield from _nicknames(page)
    yield from _said_so(page)
    for match in _CLOSING.finditer(page.text):
        yield Finding(*match.span("span"), IdentifierKind.PERSON, 0.75, "name")
    for match in _initials(page.language).finditer(page.text):
        if page.is_flat(page.words[bisect_left(page.words, (match.start(),))]):
            yield Finding(*match.span(), IdentifierKind.PERSON, 0.55, "initials")


def _said_so(page: Page) -> Iterator[Finding]:
    for match in _CALL_ME.finditer(page.text):
        if not match["low"] or fold(match["low"]) in name_lists().first - all_common_words():
            yield Finding(*match.span("span"), IdentifierKind.PERSON, 0.65, "name")
    for match in _DOTTED.finditer(page.text):
        last, word = fold(match["last"]), page.words[bisect_left(page.words, (match.start(),))]
        is_name = is_surname(last) or not is_word(last, page.language)
        if is_name and last not in all_common_words() and page.is_flat(word):
            yield Finding(*match.span(), IdentifierKind.PERSON, 0.55, "initials")


def _whole_name(page: Page, start: int) -> Iterator[Finding]:
    """'m kuipers', 'kees van de wouw': initials or a first name and all that goes with them."""
    first = bisect_left(page.words, (start,))
    end = first
    while end < len(page.words) and len(page.words[end].key) == 1 and end - first < 4:
        end += 1
    if end == len(page.words) or page.words[first].start != start:
        return
    has_initial, head = end > first, page.words[first].key
    if head in _NOBODY or (not has_initial and not _may_be_name(page, end)):
        return
    last = _surname_end(page, end if has_initial else end + 1)
    last = max(last, end + (not has_initial))
    if last > first:
        span = page.words[first].start, page.words[last - 1].end
        yield Finding(*span, IdentifierKind.PERSON, 0.65, "name")


def _may_be_name(page: Page, place: int) -> bool:
    word = page.words[place]
    is_listed = word.key in name_lists().first or is_surname(word.key)
    is_plain = word.key in all_common_words() | PARTICLES | titles(page.language)
    if is_plain or word.key in words("kin.txt"):
        return False
    return is_listed or not is_word(word.text, page.language)


def _surname_end(page: Page, place: int) -> int:
    """Give where a surname with its tussenvoegsels ends, whatever it is, or `place`."""
    end = place
    while end < len(page.words) and page.words[end].key in PARTICLES and end - place < 3:
        end += 1
    if end == len(page.words) or not all(follows(page, i) for i in range(place, end + 1)):
        return place
    word = page.words[end]
    is_small = word.key in all_common_words() or len(word.key) < 3
    is_small = is_small or word.key in number_words(page.language) or word.text[0].isdigit()
    is_other = end == place and not _may_be_name(page, end)
    return place if is_small or is_other else end + 1


def _nicknames(page: Page) -> Iterator[Finding]:
    """'zeiden we rooie leen', 'called her mad aggie'; 'dikke bertus' in a line without capitals."""
    for match in _NICKNAMES[page.language].finditer(page.text):
        if not _is_thing(match["name"], page.language):
            yield Finding(*match.span("span"), IdentifierKind.PERSON, 0.6, "name")
    for match in _WITH_ARTICLE.finditer(page.text):
        if fold(match["name"]) not in words("functions.txt") | all_common_words():
            yield Finding(*match.span("span"), IdentifierKind.PERSON, 0.45, "name")
    for match in _PLAIN_NICKNAMES[page.language].finditer(page.text):
        place = bisect_left(page.words, (match.start(),))
        left = page.words[place - 1].key if place else ""
        is_first = match["name"] in name_lists().first and not is_ambiguous(match["name"])
        if is_first and left not in _NOBODY | {"die", "zo'n"} and page.is_flat(page.words[place]):
            yield Finding(*match.span(), IdentifierKind.PERSON, 0.5, "name")


# 'we noemden hem altijd de neus': what one is called by all.
_WITH_ARTICLE = re.compile(
    r"\bnoem(?:den|en)(?:\s(?:we|wij|ze|zij|mensen))?\s(?:hem|haar|me|mij)(?:\s(?:altijd|gewoon|toen|maar|"
    r"allemaal|thuis|vroeger|ook|dan))*\s(?P<span>de\s(?P<name>[a-zà-ÿ]{3,}))(?=\s?[.,;]|$|\s(?:maar|en|want|omdat|"
    r"toen|of|dus|tot)\b)"
)


def _is_thing(name: str, language: Language) -> bool:
    """Tell whether 'ze noemden hem ouwe ...' goes on with a word that anyone may be called."""
    key = fold(name)
    if key in name_lists().first or is_surname(key) or is_ambiguous(key):
        return key in all_common_words()
    # A short one is a name cut short ('big mal') unless anyone may be called so.
    is_short = len(key) < 4 and key not in _ANYONE
    return is_word(name, language) and not is_short


_ANYONE = frozenset(
    ("boy", "man", "kid", "lad", "dog", "cat", "cow", "pig", "bag", "hag", "git", "sod")
)
