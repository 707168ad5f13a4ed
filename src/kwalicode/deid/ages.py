"""Recognizers for ages; durations such as 'drie jaar geleden' are none."""

import re
from collections.abc import Iterator
from functools import cache

from kwalicode.deid.numerals import number_pattern
from kwalicode.deid.page import Page
from kwalicode.model import Finding, IdentifierKind, Language

_FIGURES = r"(?:1[01]\d|\d{1,2})(?:[,.]5|½)?"
_RANGE = rf"{_FIGURES}(?:\s?(?:-|–|tot|to|à)\s?{_FIGURES})?"

_NL_PERSON = (
    r"(?:man|vrouw|jongen|meisje|meid|kind|kinderen|zoon|zoontje|dochter|dochtertje|jongens|meisjes|kleinkind|kleinzoon|"
    r"kleindochter|broer|broertje|zus|zusje|moeder|vader|collega|iemand|vent|gast|dame|heer|baby|"
    r"tweeling|kleuter|puber|oma|opa|neef|neefje|nicht|nichtje|ons|die|eentje|jongste|oudste|middelste)"
)
_NL_BE = r"(?:ben|bent|is|zijn|was|waren|word|wordt|werd|werden|geworden|bijna|net|toen\s(?:al|net)|ruim|nu)"
# What follows an age: the end of a clause, or words that no duration has after it.
_NL_AFTER = (
    r"(?=\s?(?:jaar\s(?:oud|jong|toen|op\s)|jaar\s?[.,;:!?)…]|jaar$|jaar\sen\s(?:dan|ik|je|nog|heb|toen|ben|nooit|moet|alleen|ze|hij|zij)|[.,;:!?)…]|$|toen\b|en\s(?:ik|hij|ze|zij|dan|nog|toen|heb|"
    r"moet|je|dacht|alleen|nooit|werk|woon|getrouwd|gescheiden|vader|moeder|de\s|mijn)|geworden|was\b|is\b|waren\b|bent\b|ben\b|werd\b|hè|hoor|maar\b|als\b|nu\b|en\s\w+-?adviseur))"
)
_EN_AFTER = (
    r"(?=\s(?:years?\sold|now\b|and\s(?:i|he|she|they|we|a|the|still|never|from|live|single|married|divorced)\b|at\sthe\stime|when\b|next\b|this\syear|but\b|then\b|or\sso|last\b|in\s(?:january|"
    r"february|march|april|may|june|july|august|september|october|november|december))|\s?[.,;:!?)…–—]|\s?$)"
)
_EN_PERSON = (
    r"(?:man|woman|boy|girl|child|kid|kids|son|daughter|guy|lad|lass|brother|sister|mother|father|"
    r"mum|dad|youngest|eldest|oldest|baby|someone|somebody|bloke|twins|nephew|niece|grandson|granddaughter)"
)


@cache
def _patterns(language: Language) -> tuple[tuple[re.Pattern[str], float], ...]:
    number = rf"(?P<span>{_RANGE}|{number_pattern(language, 1)})"
    sources = _dutch(number) if language == "nl" else _english(number)
    return tuple(
        (re.compile(rf"(?<![\w,.\d€$£-]){source}", re.IGNORECASE), score)
        for source, score in sources
    )


def _dutch(number: str) -> list[tuple[str, float]]:
    tens = r"(?P<span>twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|[2-9]0)"
    adverbs = r"(?:\s(?:ook|nu|al|net|pas|zelf|inmiddels|nog|maar|bijna|ruim|toen|dan|dus|gewoon|volgende\s\w+|vorige\s\w+|deze\s\w+|in\s\w+|ehm?|uh|trouwens|ondertussen))*,?"
    return [
        (rf"{number}\s?jaar\s(?:oud|jong)\b(?!\s*nieuws)", 0.9),
        (rf"{number}[-\s]jarige?n?\b", 0.85),
        (rf"leeftijd(?:\s(?:van|is|was|tussen|op))?\s?:?\s{number}(?![\w%])", 0.85),
        (rf"(?:ik|hij|zij|ze|je|jij|u|wie|die|en)\s{_NL_BE}{adverbs}\s{number}\b{_NL_AFTER}", 0.8),
        (rf"(?:ben|was|werd|word|bent)\s(?:ik|hij|zij|ze|je|jij|u){adverbs}\s{number}\b{_NL_AFTER}", 0.8),
        (rf"{_NL_PERSON}(?:\s\w+)?\s{_NL_BE}{adverbs}\s{number}\b{_NL_AFTER}", 0.75),
        (rf"{_NL_PERSON}\svan\s(?:ook\s|net\s|bijna\s|al\s|ruim\s|rond\sde\s|in\sde\s)?{number}\b(?:\sjaar)?{_NL_AFTER}", 0.7),
        (rf"(?:toen|tot|totdat|als|dat|sinds|voordat|nadat)\s(?:ik|hij|zij|ze|je|jij|u|we|\w+)\s{number}\s?(?:jaar\s)?(?:was|ben|bent|is|werd|word|wordt|waren)\b", 0.85),
        (rf"(?:begin|midden|eind|half|rond\sde|tegen\sde|dik\sin\sde|ver\sin\sde|in\sde|boven\sde|voorbij\sde)\s{tens}\b(?!\s\w*\s?(?:euro|procent|uur|minuten|mensen))", 0.6),
        (rf"(?:[A-Z]\w+|man|vrouw)\s?\({number}\)", 0.7),
        (rf"[A-Z]\w+,\s{number}(?:\sjaar)?(?=,\s[a-z])", 0.6),
        (rf"op\s(?:mijn|zijn|haar|je|m'n|z'n|d'r)\s{number}(?:e|ste|de)?\b(?!\s(?:werk|kamer|eigen|plek|verjaardag|telefoon|manier|dag|eerste|tweede|derde))", 0.7),
        (rf"(?:mijn|zijn|haar|je|m'n|z'n)\s{number}(?:e|ste|de)\sverjaardag\b", 0.7),
        (rf"(?:ben|is|was|bent|zijn)\s(?:er\s)?{number}\sjaar(?=\s?[.,;:!?)…]|$|\sen\s)", 0.7),
        (rf"{number}\s?(?:plus|\+)(?:pers|ers|'ers)\b", 0.5),
        (rf"(?:wordt|word|werd|werden)\s(?:[a-z]+\s){{0,2}}{number}(?=\s?[.,;:!?)…]|$|\sen\b|\sdit\b)", 0.6),
        (rf"{number}\s(?:ben|was|is)\s(?:ik|hij|ze|zij|je)\b", 0.7),
    ]


def _english(number: str) -> list[tuple[str, float]]:
    adverbs = r"(?:\s(?:now|only|just|about|almost|nearly|around|already|still|like|what|um|uh|well|erm|also|me|turning|gonna\sbe|going\sto\sbe|over|barely))*,?"
    be = r"(?:\sam|['’]m|\sis|['’]s|\swas|\swere|['’]re|\sare|\sturned|\sturn|\sturns|['’]ll\sbe|\swill\sbe|['’]d\sbe|\sbecame|['’]d\sjust\sturned)"
    tens = r"(?P<span>twenties|thirties|forties|fifties|sixties|seventies|eighties|[2-9]0s)"
    return [
        (rf"{number}[\s-]years?[\s-](?:old|young)s?\b", 0.9),
        (rf"{number}[\s-](?:yo|y/o|yr[\s-]old)\b", 0.85),
        (rf"(?:aged?|age\sof|the\sage\sof|ages)\s?:?\s{number}\b(?!\s(?:group|percent))", 0.85),
        (rf"\b(?:i|he|she|they|you|we|who){be}{adverbs}\s{number}\b{_EN_AFTER}", 0.75),
        (rf"{_EN_PERSON}(?:\s\w+)?{be}{adverbs}\s{number}\b{_EN_AFTER}", 0.75),
        (rf"(?:when|until|since|before|after|by\sthe\stime)\s(?:i|he|she|they|you|we)\s?(?:was|were|is|am|turned|['’]m|hit)\s{number}\b(?!\s(?:minutes|hours|weeks|months|percent|miles))", 0.8),
        (rf"(?:turned|turning|hit|pushing)\s{number}\b{_EN_AFTER}", 0.7),
        (rf"(?:early|mid|late|her|his|my|their|your|in\sthe)[\s-]{tens}\b", 0.6),
        (rf"(?:[A-Z]\w+|man|woman)\s?\({number}\)", 0.7),
        (rf"(?-i:[A-Z])\w+,\s{number}(?=,\s[a-z])", 0.6),
        (rf"(?:my|his|her|their)\s{number}(?:st|nd|rd|th)\sbirthday\b", 0.8),
        (rf"\bat\s(?P<span>1[4-9]|[2-9]\d)(?=\s?[.,;:!?)]|\s(?:i|he|she)\b)(?![:.]\d)", 0.5),
    ]


def find_ages(page: Page) -> Iterator[Finding]:
    """Find the number, in figures or words, that says how old somebody is."""
    for pattern, score in _patterns(page.language):
        for match in pattern.finditer(page.text):
            start, end = match.span("span")
            yield Finding(start, end, IdentifierKind.AGE, score, "age")
