"""Recognizers for bodies and posts by what their words say: 'the Office of X', 'koster van'."""

import re
from collections.abc import Iterator
from functools import cache

from kwalicode.deid.acting import finite_verbs
from kwalicode.deid.lists import all_common_words, fold, lines, name_lists
from kwalicode.deid.page import Page
from kwalicode.deid.vocabulary import is_word
from kwalicode.model import Finding, IdentifierKind, Language

_CAP = r"[A-ZÀ-Þ][\w'’&-]{1,40}"
# 'through Student Conduct and Appeals': words with capitals that 'and' or 'of' joins are one body.
_BODY = re.compile(
    r"\b(?:at|for|with|to|through|from|by|via|in|under|bij|voor|van|naar|door|op|aan|binnen)"
    r"(?:\s(?:the|de|het|our|onze))?\s"
    rf"(?P<span>{_CAP}(?:\s{_CAP}){{0,3}}\s(?:and|en|&|of|for|van|voor)\s(?:the\s|de\s|het\s)?"
    rf"{_CAP}(?:\s{_CAP}){{0,3}})"
)
# A section and what it is about: 'op de administratie zorgdossiers'.
_SECTION = re.compile(
    r"\b(?:bij|op|van|naar|voor|vanuit)\s(?:de\s|het\s|ons\s|onze\s)?"
    r"(?P<span>(?:administratie|afdeling|secretariaat|balie|team|bureau|loket|helpdesk|backoffice|"
    r"frontoffice|servicepunt|meldpunt|unit|cluster|sector|staf|dienst|directie|poli|stafbureau)\s"
    r"(?P<about>[a-zà-ÿ&-]{4,30}(?:\sen\s[a-zà-ÿ-]{4,30}(?=zaken|zorg|ing\b|heer\b)\w*)?))(?![\w-])"
)
_NOT_ABOUT = frozenset(
    ("waar", "waarin", "toen", "omdat", "maar", "gewerkt", "gezeten", "geweest", "gegaan", "daar")
    + ("zelf", "alleen", "samen", "gewoon", "helemaal", "genoeg", "gebeld", "gemeld", "zitten")
    + (
        "werken",
        "werkte",
        "werkt",
        "begonnen",
        "terecht",
        "eigenlijk",
        "inmiddels",
        "langs",
        "mensen",
    )
)
_ABOUT_ENDS = (
    "en",
    "ing",
    "zaken",
    "heer",
    "zorg",
    "ers",
    "dienst",
    "logie",
    "kunde",
    "tie",
    "voering",
)


def find_units(page: Page) -> Iterator[Finding]:
    """Find bodies of several words with capitals, sections, posts and well-known bodies."""
    for match in _BODY.finditer(page.text):
        if _is_body(match["span"]):
            yield Finding(*match.span("span"), IdentifierKind.NAME_LIKE, 0.3, "unknown name")
    if page.language == "nl":
        for match in _SECTION.finditer(page.text):
            if _is_about(match["about"]):
                yield Finding(*match.span("span"), IdentifierKind.DEPARTMENT, 0.5, "department")
    for match in _known_bodies().finditer(page.text):
        yield Finding(*match.span(), IdentifierKind.ORGANISATION, 0.6, "organisation")
    for match in _post(page.language).finditer(page.text):
        if not _is_general(match["where"]):
            name = "function with its place"
            yield Finding(*match.span("span"), IdentifierKind.FUNCTION, 0.5, name)


def _is_body(span: str) -> bool:
    """'Xander and Bo' are two, and so are 'Monday and Tuesday'."""
    keys = [fold(word) for word in span.split() if word[0].isupper()]
    is_pair = len(keys) == 2 and re.search(r"\s(?:and|en|&)\s", span)
    return not is_pair and not any(key in name_lists().first for key in keys)


def _is_about(about: str) -> bool:
    key = fold(about.split()[0])
    is_plain = key in _NOT_ABOUT or key in all_common_words() or key in finite_verbs()
    is_past = key.startswith("ge") and key.endswith(("d", "t", "en"))
    return not (is_plain or is_past) and key.endswith(_ABOUT_ENDS)


@cache
def _known_bodies() -> re.Pattern[str]:
    names = sorted(lines("known_bodies.txt"), key=len, reverse=True)
    either = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in names)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)


_HOUSES = (
    r"(?:kerk|moskee|synagoge|tempel|school|basisschool|ziekenhuis|verpleeghuis|buurthuis|dorpshuis|"
    r"bibliotheek|voetbalclub|club|vereniging|parochie|gemeente|wijk|buurt|dorp|stad|haven|markt|"
    r"kazerne|gevangenis|camping|manege|molen|begraafplaats|zwembad|museum|fanfare|koor|harmonie|"
    r"church|chapel|mosque|temple|synagogue|school|hospital|library|parish|village|harbour|prison|"
    r"surgery|clinic|college|cathedral|abbey|lighthouse|lifeboat|ward|branch|club|council|choir)"
)


@cache
def _post(language: Language) -> re.Pattern[str]:
    """Make the pattern of a post at a house that has a place: 'koster van de kerk in Wolvega'."""
    rows = (row[3:] for row in lines("posts.txt") if row.startswith(language))
    posts = sorted({post.replace("-", "[ -]") for row in rows for post in row.split()}, key=len)
    link = "van|bij|in|op" if language == "nl" else "of|at|in|for"
    where = "in|van|te|op|bij" if language == "nl" else "in|of|at|on|near"
    article = "de|het|onze|ons" if language == "nl" else "the|our"
    return re.compile(
        rf"(?<![\w-])(?P<span>(?:{'|'.join(reversed(posts))})\s(?:{link})\s(?:(?:{article})\s)?"
        rf"(?:[\w-]{{3,20}}\s){{0,2}}{_HOUSES}\s(?:{where})\s(?:(?:{article})\s)?"
        r"(?P<where>[\w'’-]{3,30}))(?![\w-])",
        re.IGNORECASE,
    )


def _is_general(where: str) -> bool:
    """Tell whether the last word is one of talk and no name of a place."""
    key = fold(where)
    is_plain = key in all_common_words() or is_word(where, "nl") or is_word(where, "en")
    return is_plain and not where[0].isupper()
