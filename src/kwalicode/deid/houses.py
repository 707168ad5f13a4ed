"""Recognizer for houses that are called by their number: 'de buren van 38', 'she's at 52'."""

import re
from collections.abc import Iterator

from kwalicode.deid.numerals import number_pattern
from kwalicode.deid.page import Page, matches_in
from kwalicode.model import Finding, IdentifierKind, Language

_NO_HOUSE: dict[Language, str] = {
    "nl": r"(?![\w:-]|[.,]\d|%|\s?(?:uur|hoog|minuten|meter|km|kilometer|kilo|graden|procent|"
    r"jaar|jr|"
    r"jarige|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"m2|vierkante|van\sde|kamer\w*|manier\w*|euro|en\s\d|weken|maanden|dagen|mensen|in\sde)\b)",
    "en": r"(?![\w:-]|[.,]\d|%|\s?(?:am|pm|o['’]clock|miles|degrees|years|percent|per|weeks|months|"
    r"minutes|the\stime|and\sa\shalf|hours|quid|pounds|in\sthe|on\sthe\slist)\b)",
}
_NEIGHBOURS = (
    r"(?:(?:over|boven|onder)?(?:buren|buurman|buurvrouw)|buurtjes|familie|mensen|gezin|stel|"
    r"bewoners)"
)
_HOUSES: dict[Language, tuple[str, ...]] = {
    "nl": (
        rf"{_NEIGHBOURS}\s(?:van|op)\s(?:nummer\s)?(?P<span>\d{{1,3}}[a-z]?)",
        r"(?:woont?|wonen|woonden?|gewoond|zit|zitten)\s(?:(?!(?:ik|wij|ze)\sop)\w+\s){0,2}?"
        r"op\s(?P<span>\d{1,3}[a-z]?)",
        r"(?:overkant|hiernaast|verderop|daarnaast|ernaast|tegenover|hoek)\b\W{1,2}op\s(?:nummer\s)?"
        r"(?P<span>\d{1,3}[a-z]?)",
        r"op\snummer\s(?P<span>\d{1,4}[a-z]?)(?!\s(?:staat|stond|komt|in|van)\b)",
        r"huisnummer\s(?:is\s|was\s)?(?P<span>\d{1,4}\s?[a-z]?)",
        r"adres\s(?:is|was)\s(?P<span>(?!(?:niet|nog|bij|al|geheim|bekend|gewoon|nu|toen)\b)[a-zà-ÿ'-]{2,}"
        rf"(?:\s[a-zà-ÿ'-]{{2,}}){{0,3}}?\s(?:\d{{1,4}}|{number_pattern('nl', 1)}))",
    ),
    "en": (
        r"(?:live[sd]?|living|stays?|neighbou?rs?|couple|family|lot|people|them|folk|woman|man|lady|"
        r"bloke|guy|house|door)\s(?:up\s|down\s|over\s)?at\s(?:number\s)?(?P<span>\d{1,3}[a-z]?)",
        r"(?:lives?|lived|living|number|next\sdoor|neighbou?rs?)\b[^.\n]{0,60}?\b(?:we|they|i|she|he)"
        r"(?:['’](?:re|m|s)|\sare|\swere|\sam|\sis|\swas)\s(?:over\s|up\s|down\s)?at\s"
        r"(?P<span>\d{1,3}[a-z]?)",
        r"(?:we|they|she|he)(?:['’](?:re|s)|\sare|\sis)\sat\s(?P<span>\d{1,3}[a-z]?)"
        r"(?=[^.\n]{0,30}\b(?:lives?|neighbou?rs?|next\sdoor)\b)",
        r"at\snumber\s(?P<span>\d{1,4}[a-z]?)",
        r"number\s\d{1,3}\b[^.\n]{0,60}?\bat\s(?P<span>\d{1,3}[a-z]?)",
    ),
}
_PATTERNS = {
    language: tuple(
        re.compile(rf"\b{house}{_NO_HOUSE[language]}", re.IGNORECASE) for house in houses
    )
    for language, houses in _HOUSES.items()
}


def find_house_numbers(page: Page) -> Iterator[Finding]:
    """Find the number of a house behind who lives there or how one lives there."""
    spans = page.spans_of(frozenset(("adres", "huisnummer")))
    for pattern in _PATTERNS[page.language] if spans else ():
        for match in matches_in(pattern, spans, page.text):
            yield Finding(*match.span("span"), IdentifierKind.ADDRESS, 0.72, "address")
