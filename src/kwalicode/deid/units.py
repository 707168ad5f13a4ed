"""Recognizers for bodies by what their words say: 'the Office of X', 'jeugdzorg noord'."""

import re
from collections.abc import Iterator
from functools import cache

from kwalicode.deid.acting import finite_verbs
from kwalicode.deid.lists import all_common_words, cues, fold, lines, name_lists, places, titles
from kwalicode.deid.page import Page
from kwalicode.deid.towns import is_town
from kwalicode.model import Finding, IdentifierKind

_CAP = r"[A-ZÀ-Þ][\w'’&-]{1,40}"
# 'through Student Conduct and Appeals': words with capitals that 'and' or 'of' joins are one body.
_BODY = re.compile(
    r"\b(?:at|for|with|to|through|from|by|via|in|under|bij|voor|van|naar|door|op|aan|binnen)"
    r"(?:\s(?:the|de|het|our|onze))?\s"
    rf"(?P<span>{_CAP}(?:\s{_CAP}){{1,3}}(?!\s(?:and|en|&|of|for)\s[A-Z])|{_CAP}(?:\s{_CAP}){{0,3}}"
    r"\s(?:and|en|&|of|for|van|voor)\s(?:the\s|de\s|het\s)?"
    rf"{_CAP}(?:\s{_CAP}){{0,3}})"
)
# 'jeugdzorg noord', 'thuiszorg almelo', 'social services east'
_PARTED = sorted(cues("parted"))
_PARTED_TOO = (
    *(
        "maatschappelijk werk",
        "sociale dienst",
        "bureau halt",
        "social services",
        "children's services",
    ),
    *("age uk", "food bank", "crisis team", "fire service"),
)
_PART = re.compile(
    rf"(?<![\w-])(?P<span>(?:{'|'.join((*_PARTED, *_PARTED_TOO))})\s"
    r"(?P<where>[a-zà-ÿ-]{3,20}))(?![\w-])",
    re.IGNORECASE,
)


@cache
def _parted() -> frozenset[str]:
    return frozenset(name.split()[0].removesuffix("'s") for name in (*_PARTED, *_PARTED_TOO))


_DIRECTIONS = cues("directions")
# A section and what it is about: 'op de administratie zorgdossiers'.
_SECTION = re.compile(
    r"\b(?:bij|op|van|naar|voor|vanuit)\s(?:de\s|het\s|ons\s|onze\s)?"
    r"(?P<span>(?:administratie|afdeling|secretariaat|balie|team|bureau|loket|helpdesk|backoffice|"
    r"frontoffice|servicepunt|meldpunt|unit|cluster|sector|staf|dienst|directie|poli|stafbureau)\s"
    r"(?P<about>[a-zà-ÿ&-]{4,30}(?:\sen\s[a-zà-ÿ-]{4,30}(?=zaken|zorg|ing\b|heer\b)\w*)?))(?![\w-])"
)
_NOT_ABOUT = cues("not-about")
_ABOUT_ENDS = tuple(sorted(cues("about-ends")))


_WITH_ABOUT = cues("with-about")


def find_units(page: Page) -> Iterator[Finding]:
    """Find bodies of several words with capitals, sections, and bodies whose names are words."""
    yield from _bodies(page)
    if _WITH_ABOUT & page.keys and page.language == "nl":
        for match in _SECTION.finditer(page.text):
            if _is_about(match["about"]):
                yield Finding(*match.span("span"), IdentifierKind.DEPARTMENT, 0.5, "department")


def _bodies(page: Page) -> Iterator[Finding]:
    for match in _BODY.finditer(page.text) if page.inside_keys else ():
        if _is_body(match["span"]):
            yield Finding(*match.span("span"), IdentifierKind.NAME_LIKE, 0.3, "unknown name")
    for match in _PART.finditer(page.text) if _parted() & page.keys else ():
        if fold(match["where"]) in _DIRECTIONS or is_town(match["where"]):
            yield Finding(*match.span("span"), IdentifierKind.ORGANISATION, 0.5, "organisation")
    for match in _known_bodies().finditer(page.text) if _body_keys() & page.keys else ():
        yield Finding(*match.span(), IdentifierKind.ORGANISATION, 0.6, "organisation")


@cache
def _body_keys() -> frozenset[str]:
    return frozenset(Page(name, "en").words[0].key for name in lines("known_bodies.txt"))


def _is_body(span: str) -> bool:
    """'Xander and Bo' are two, and so are 'Monday and Tuesday'."""
    keys = [fold(word) for word in span.split() if word[0].isupper()]
    if keys[0] in places().names or keys[0] in titles("en") | titles("nl"):
        return False
    is_pair = len(keys) == 2 and re.search(r"\s(?:and|en|&)\s", span)
    is_first_place = len(keys) == 2 and is_town(span)
    return not (is_pair or is_first_place) and not any(key in name_lists().first for key in keys)


def _is_about(about: str) -> bool:
    key = fold(about.split(maxsplit=1)[0])
    is_plain = key in _NOT_ABOUT or key in all_common_words() or key in finite_verbs()
    is_past = key.startswith("ge") and key.endswith(("d", "t", "en"))
    return not (is_plain or is_past) and key.endswith(_ABOUT_ENDS)


@cache
def _known_bodies() -> re.Pattern[str]:
    names = sorted(lines("known_bodies.txt"), key=len, reverse=True)
    either = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in names)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)
