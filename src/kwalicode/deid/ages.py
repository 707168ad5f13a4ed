"""Recognizers for ages; durations such as 'drie jaar geleden' are none."""

import re
from collections.abc import Iterator
from functools import cache

from kwalicode.deid.lists import fold
from kwalicode.deid.numerals import number_pattern, number_words, ordinal_pattern
from kwalicode.deid.page import Page, matches_near
from kwalicode.model import Finding, IdentifierKind, Language

_FIGURES = r"(?:1[01]\d|\d{1,2})(?:[,.]5|½)?"
_RANGE = rf"{_FIGURES}(?:\s?(?:-|–|tot|to|à)\s?{_FIGURES})?"
_STOP = r"(?:\s?[.,;:!?)…–—]|\n|$)"
_ROW = rf"{_FIGURES}(?:,\s{_FIGURES}){{0,4}}"

# A name: any capitalised word but those that open sentences about things.
_NAMED = (
    r"(?-i:(?!(?:Dat|Het|Er|Dit|Wat|Alles|Die|Nu|De|Een|It|That|This|What|There|Which|The|And|En)"
    r"\b)[A-Z][a-z]+)"
)
_UNITS = (
    r"(?!\s?(?:euro|meter|kilo|uur|minuten|procent|weken|maanden|dagen|graden|mensen|man\b|keer|%|€"
    r"|jaar\s(?:geleden|later|lang)))"
)

_NL_WHO = r"(?:ik|hij|zij|ze|je|jij|u|wie|die)"
_NL_PERSON = (
    r"(?:man|vrouw|jongens?|meisjes?|meid|kind|kinderen|(?:klein)?zoon(?:tje)?|"
    r"(?:klein)?dochter(?:tje)?|kleinkind|broer(?:tje)?|zus(?:je)?|moeder|vader|collega|iemand|"
    r"vent|gast|dame|heer|baby|tweeling|kleuter|puber|oma|opa|neef(?:je)?|nicht(?:je)?|eentje|"
    rf"jongste|oudste|middelste|{_NAMED})"
)
_NL_BE = (
    r"(?:ben|bent|is|zijn|was|waren|word|wordt|werd|werden)"
    r"(?:\s(?:ook|nu|al|net|pas|zelf|inmiddels|nog|maar|bijna|ruim|toen|dan|dus|gewoon|ehm?|uh|"
    r"trouwens|ondertussen|(?:volgende|vorige|deze|in)\s\w+))*,?"
)
# What follows an age: the end of a clause, or words that no duration has after it.
_NL_AFTER = (
    rf"(?=(?:\sjaar)?(?:{_STOP}|\s(?:toen|geworden|was|is|waren|bent|ben|werd|hè|hoor|maar|als|nu|"
    r"en)\b))"
)
_EN_WHO = r"(?:i|he|she|they|you|we|who)"
_EN_PERSON = (
    r"(?:man|woman|boy|girl|child|kids?|(?:grand)?son|(?:grand)?daughter|guy|lad|lass|brother|"
    r"sister|mother|father|mum|dad|youngest|eldest|oldest|baby|someone|somebody|bloke|twins|"
    rf"nephew|niece|one|{_NAMED})"
)
_EN_BE = (
    r"(?:\s(?:am|is|was|were|are|turned|turns?|became|will\sbe)|['’](?:m|s|re|(?:ll|d)\sbe))"
    r"(?:\s(?:now|only|just|about|almost|nearly|around|already|still|like|what|um|uh|well|erm|"
    r"also|me|turning|(?:gonna|going\sto)\sbe|over|barely))*,?"
)
_EN_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_EN_AFTER = (
    rf"(?={_STOP}|\s(?:years?\sold|now|at\sthe\stime|when|next|this\syear|but|then|or\sso|last|and|"
    rf"in\s{_EN_MONTH})\b)"
)


@cache
def _patterns(language: Language) -> tuple[tuple[re.Pattern[str], float], ...]:
    number = rf"(?P<span>{_RANGE}|{number_pattern(language, 2)})"
    sources = _dutch(number) if language == "nl" else _english(number)
    return tuple(
        (re.compile(rf"(?<![\w,.€$£-]){source}", re.IGNORECASE), score) for source, score in sources
    )


def _dutch(number: str) -> list[tuple[str, float]]:
    tens = (
        r"(?P<span>twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|[2-9]0)\b"
        r"(?!\s\w*\s?(?:euro|procent|uur|minuten|mensen))"
    )
    lone = number_pattern("nl", 16)
    whose = r"(?:mijn|zijn|haar|je|m'n|z'n|d'r)"
    return [
        (rf"{number}(?:\s?jaar\s(?:oud|jong)\b(?!\snieuws)|[-\s]jarige?n?\b)", 0.9),
        (rf"leeftijd(?:\s(?:van|is|was|tussen|op))?\s?:?\s{number}(?![\w%])", 0.85),
        (rf"(?:{_NL_WHO}|en)\s{_NL_BE}\s{number}\b{_NL_AFTER}", 0.8),
        (rf"(?:ben|was|werd|word|bent)\s{_NL_WHO}(?:\s\w+)?\s{number}\b{_NL_AFTER}", 0.8),
        (rf"{_NL_PERSON}(?:\s\w+)?\s{_NL_BE}\s{number}\b{_NL_AFTER}", 0.75),
        (rf"{_NL_PERSON}\svan\s(?:\w+\s|rond\sde\s)?{number}\b{_NL_AFTER}", 0.7),
        (
            rf"(?:man|vrouw|jongen|meisje|kind|dame|heer|zoon|dochter)"
            rf"\svan\s(?:\w+\s)?{number}\b{_UNITS}",
            0.6,
        ),
        (rf"{number}\stoen(?=[,.])", 0.6),
        (rf"(?-i:[A-Z])\w+,\s(?:dat\sis\s[\w\s]+,\s)?(?P<span>{lone})(?={_STOP})", 0.5),
        (
            rf"\b(?:mij|me|hem|haar|hen|hij|zij|ze)(?:\s\w+){{0,2}},\s(?P<span>{lone})(?={_STOP})",
            0.5,
        ),
        (rf"\boud\b[^.\n]{{0,30}}\?\s+(?P<span>{lone})(?={_STOP})", 0.8),
        (
            r"(?:toen|tot|totdat|als|dat|sinds|voordat|nadat)\s(?:we|\w+)\s"
            rf"{number}(?:\sjaar)?\s(?:was|ben|bent|is|werd|word|wordt|waren)\b",
            0.85,
        ),
        (rf"(?:begin|midden|eind|half|(?:rond|tegen|in|boven|voorbij)\sde)\s{tens}", 0.6),
        (rf"(?:(?-i:[A-Z])\w+|man|vrouw)\s?\({number}\)", 0.7),
        (rf"(?-i:[A-Z])\w+,\s{number}(?:\sjaar)?(?=,\s[a-z])", 0.6),
        (rf"op\s{whose}\s{number}(?:e|ste|de)?(?={_STOP})", 0.7),
        (rf"{whose}\s{number}(?:e|ste|de)\sverjaardag\b", 0.7),
        (rf"{_NL_BE}\s(?:er\s)?{number}\sjaar(?={_STOP}|\sen\s)", 0.7),
        (
            rf"(?:word|wordt|werd|werden)\s(?:[a-z]+\s){{1,2}}{number}(?={_STOP}|\sen\b|\sdit\b)",
            0.6,
        ),
        (rf"{number}\s(?:ben|was|is)\s{_NL_WHO}\b", 0.7),
        (rf"{_NL_PERSON}\s{_NL_BE}\s(?P<span>{_ROW}\sen\s{_FIGURES})\b(?!\s\w*%)", 0.7),
        (
            rf"tussen\sde\s(?P<span>{_FIGURES}\s(?:en|à)\s{_FIGURES})"
            rf"(?=\s(?:jaar|zijn|was|oud)|{_STOP})",
            0.6,
        ),
        (rf"{number}\s(?:maanden|weken|maandjes)\soud\b", 0.8),
        (rf"leeftijd\?\s{number}\b", 0.85),
        (
            r"(?P<span>(?:twin|der|veer|vijf|zes|zeven|tach|negen)ti(?:ger|plusser)s?|"
            r"\d0(?:er|-er|-plusser|plusser)s?)(?![\w-])(?!\sjaren)",
            0.6,
        ),
        (rf"(?:halverwege|eind|begin|diep\sin|ver\sin|achter\sin)\sde\s{tens}", 0.6),
        (
            rf"op\s{whose}\s(?P<span>{ordinal_pattern('nl')})(?={_STOP}|\s(?:al|kreeg|ging|was)\b)",
            0.7,
        ),
        (
            rf"{_NL_PERSON}\s{_NL_BE}\s"
            rf"(?P<span>(?:ander|{number_pattern('nl', 1, 12)}(?:eneen|ën|en)?)half)\b",
            0.7,
        ),
        (
            rf"{_NL_WHO}\s(?:ben|is|was|word|wordt)\s(?:\w+\s)?(?P<span>{lone})(?=\sen\b|\sdit\sjaar|\sintussen)",
            0.7,
        ),
        (rf"geboren\s[^.\n]{{3,40}},\s{number}(?={_STOP})", 0.6),
    ]


def _english(number: str) -> list[tuple[str, float]]:
    tens = r"(?P<span>twenties|thirties|forties|fifties|sixties|seventies|eighties|[2-9]0s)"
    return [
        (rf"{number}[\s-](?:years?[\s-](?:old|young)s?|yo|y/o|yr[\s-]old)\b", 0.9),
        (rf"(?:aged?|(?:the\s)?age\sof|ages)\s?:?\s{number}\b(?!\s(?:group|percent))", 0.85),
        (rf"{_EN_WHO}{_EN_BE}\s{number}\b{_EN_AFTER}", 0.75),
        (rf"{_EN_PERSON}(?:\s\w+)?{_EN_BE}\s{number}\b{_EN_AFTER}", 0.75),
        (
            r"(?:when|until|since|before|after|by\sthe\stime)\s(?:\w+)\s?"
            rf"(?:was|were|is|am|turned|['’]m|hit)\s{number}\b"
            r"(?!\s(?:minutes|hours|weeks|months|percent|miles))",
            0.8,
        ),
        (rf"\bold\b[^.\n]{{0,30}}\?\s+{number}(?={_STOP})", 0.8),
        (rf"(?:turned|turning|hit|pushing)\s{number}\b{_EN_AFTER}", 0.7),
        (rf"(?:early|mid|late|her|his|my|their|your|in\sthe)[\s-]{tens}\b", 0.6),
        (rf"(?:(?-i:[A-Z])\w+|man|woman)\s?\({number}\)", 0.7),
        (rf"(?-i:[A-Z])\w+,\s{number}(?=,\s[a-z])", 0.6),
        (rf"(?:my|his|her|their)\s{number}(?:st|nd|rd|th)\sbirthday\b", 0.8),
        (rf"{_EN_PERSON}{_EN_BE}\s(?P<span>{_ROW},?\sand\s{_FIGURES})\b(?!\s?%)", 0.7),
        (rf"{_EN_PERSON}{_EN_BE}\s(?P<span>{number_pattern('en', 1, 12)}\sand\sa\shalf)\b", 0.75),
        (rf"{number}\s(?:months|weeks)\sold\b", 0.8),
        (rf"(?:lived|lives|live)\sto\s(?:be\s)?{number}\b(?!\s(?:miles|minutes))", 0.7),
        (rf"(?:between|about|around)\s(?P<span>{_FIGURES}\sand\s{_FIGURES})\syears\sold", 0.6),
        (rf"at\s(?P<span>1[4-9]|[2-9]\d)(?={_STOP}|\s(?:i|he|she)\b)(?![:.]\d)", 0.5),
    ]


@cache
def _number_keys(language: Language) -> frozenset[str]:
    decades = "zestiger vijftiger veertiger dertiger twintiger zeventiger tachtiger negentiger "
    decades += "zestigers vijftigers veertigers dertigers twintigers zeventigers tachtigers "
    decades += "anderhalf drieënhalf vierenhalf vijfenhalf zesenhalf zevenenhalf achtenhalf "
    decades += "zestiende zeventiende achttiende negentiende twintigste vijftiende veertiende "
    decades += "dertiende twaalfde eenentwintigste dertigste leeftijd "
    decades += "twenties thirties forties fifties sixties seventies eighties"
    # 'een' is mostly an article, so it is no reason to look for an age.
    numbers = [word for word, number in number_words(language).items() if number > 1]
    return frozenset(fold(word) for word in [*numbers, *decades.split()])


def find_ages(page: Page) -> Iterator[Finding]:
    """Find the number, in figures or words, that says how old somebody is."""
    places = page.places_of(_number_keys(page.language))
    for pattern, score in _patterns(page.language):
        for match in matches_near(pattern, places, page.text):
            start, end = match.span("span")
            yield Finding(start, end, IdentifierKind.AGE, score, "age")
