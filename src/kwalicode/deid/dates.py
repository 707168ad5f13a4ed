"""Recognizers for dates, written and spoken, Dutch and English."""

import re
from collections.abc import Iterator
from functools import cache

from kwalicode.deid.lists import fold
from kwalicode.deid.numerals import number_pattern, number_words, ordinal_pattern
from kwalicode.deid.page import Page, matches_in
from kwalicode.model import Finding, IdentifierKind, Language

_MONTHS: dict[Language, str] = {
    "nl": r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november"
    r"|december|(?:jan|febr?|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?)",
    "en": r"(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)",
}
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_MONTH_NUMBER = r"(?:1[0-2]|0?[1-9])"
_YEAR = r"(?:(?:19|20)\d\d|['’`‘]\d\d)"
_SHORT_YEAR = r"(?:(?:19|20)\d\d|['’`‘]?\d\d)"
_APART = r"(?:\s?[-/.]\s?|\s)"
_EDGE, _END = r"(?<![\w'’`‘.,/-])", r"(?![\w])(?![-/]\d)(?!,\d)"

_NUMERIC = (
    rf"{_EDGE}(?:{_DAY}(?P<a>[-/.]){_MONTH_NUMBER}(?P=a){_SHORT_YEAR}"
    rf"|{_MONTH_NUMBER}/{_DAY}/(?:19|20)?\d\d"
    rf"|{_DAY}\s?[-–/.]\s?{_MONTH_NUMBER}\s?[-–/.]\s?(?:19|20)\d\d"
    rf"|{_DAY}\s{_MONTH_NUMBER}\s(?:19|20)\d\d"
    rf"|{_SHORT_YEAR}(?P<b>[-/.]){_MONTH_NUMBER}(?P=b){_DAY}"
    rf"|(?:19|20)\d\d\s{_MONTH_NUMBER}\s{_DAY}){_END}(?!\.\d)"
)
# Years in words, as far as interviews reach.
_YEAR_WORDS: dict[Language, str] = {
    "nl": rf"(?:tweeduizend(?:\s?(?:en\s?)?{number_pattern('nl', 1)})?"
    rf"|negentien(?:honderd\s?)?\s?{number_pattern('nl', 10)}"
    rf"|twintig\s?{number_pattern('nl', 10, 29)})",
    "en": rf"(?:two\sthousand(?:\sand)?(?:\s{number_pattern('en', 1)})?"
    rf"|nineteen\s{number_pattern('en', 10)}|twenty\s{number_pattern('en', 10, 29)})",
}
_WEEKDAYS: dict[Language, str] = {
    "nl": r"(?:maan|dins|woens|donder|vrij|zater|zon)dag",
    "en": r"(?:mon|tues|wednes|thurs|fri|satur|sun)day",
}
_FEASTS: dict[Language, str] = {
    "nl": r"(?:(?:de\s)?(?:maandag|dinsdag|dag|avond|week|zondag|zaterdag)\s(?:voor|na)\s)?"
    r"(?:(?:eerste|tweede|1e|2e)\s)?(?:kerst(?:dag|avond|mis)?|paas(?:dag|maandag)|pasen|"
    r"pinkster(?:dag|maandag)|pinksteren|hemelvaart(?:sdag)?|koningsdag|koninginnedag|"
    r"bevrijdingsdag|dodenherdenking|sinterklaas(?:avond)?|oud(?:jaarsavond|\sen\snieuw)|"
    r"oudejaars(?:dag|avond|nacht)|nieuwjaars(?:dag|nacht)|goede\svrijdag|carnaval|driekoningen|"
    r"suikerfeest|offerfeest|moederdag|vaderdag|dierendag|prinsjesdag)",
    "en": r"(?:(?:the\s)?(?:monday|tuesday|day|week|sunday|saturday)\s(?:before|after)\s)?"
    r"(?:christmas(?:\s(?:day|eve))?|boxing\sday|new\syear[’']?s?(?:\s(?:day|eve))?|"
    r"easter(?:\s(?:sunday|monday))?|good\sfriday|halloween|bonfire\snight|guy\sfawkes|"
    r"valentine[’']?s(?:\sday)?|mother[’']?s\sday|father[’']?s\sday|st\.?\s\w+[’']?s\sday|"
    r"pancake\sday|shrove\stuesday|ash\swednesday|whitsun|eid|diwali)",
}
_DAY_WORDS = (
    *("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "monday"),
    *("tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "kerst", "kerstdag"),
    *("kerstavond", "pasen", "paasdag", "pinksteren", "hemelvaart", "koningsdag"),
    *("koninginnedag", "christmas", "boxing", "easter", "eve"),
)
_BIRTH: dict[Language, str] = {
    "nl": r"(?:geboren|geboortejaar|bouwjaar|jaargang|lichting|van het jaar)"
    r"(?:\s(?:is|was|in|te|ben|bent|uit|van))*"
    r"(?:\s[A-Z]\w+)?(?:\sin)?\s",
    "en": r"(?:born|birth\syear|year\sof\sbirth)"
    r"(?:\s(?:is|was|in|back))*(?:\s[A-Z]\w+)?(?:\sin)?\s",
}


def _day(language: Language) -> str:
    """A day of the month, in figures or words."""
    words = rf"(?:{ordinal_pattern(language)}|{number_pattern(language, 1, 31)})"
    suffix = r"(?:ste|de|e)?" if language == "nl" else r"(?:st|nd|rd|th)?"
    return rf"(?:{_DAY}{suffix}|{words})"


def _year(language: Language) -> str:
    return rf"(?:{_YEAR}|{_YEAR_WORDS[language]})"


@cache
def _patterns(language: Language) -> tuple[tuple[re.Pattern[str], float], ...]:
    day, month, year = _day(language), _MONTHS[language], _year(language)
    between = r"\s?(?:tot\sen\smet|t/m|tot|op|en|of|-|–|to|and|or|until|till)\s?(?:the\s|de\s)?"
    link = r"(?:\svan|\sof)?"
    weekday = rf"(?:{_WEEKDAYS[language]},?\s(?:de\s|the\s)?)?"
    whole = (
        rf"{_EDGE}{weekday}(?:{day}(?:\s{month})?{link}(?:\s{year})?{between})?"
        rf"{day}{link}{_APART}{month}"
        rf"(?:{_APART}?,?\s?{_SHORT_YEAR}(?![\w:.]\d)|,?{_APART}{year})?{_END}"
    )
    month_first = (
        rf"{_EDGE}{month}\s(?:the\s)?{day}(?:{between}{day})?(?:,?\s{year})?{_END}(?![:.]\d)"
        if language == "en"
        else rf"{_EDGE}{_SHORT_YEAR}{_APART}{month}{_APART}{_DAY}{_END}"
    )
    if language == "en":
        month_first = month_first.replace(_EDGE, _EDGE + weekday, 1)
    feast = rf"{_EDGE}{_FEASTS[language]},?\s(?:(?:in|van|of)\s)?{year}{_END}"
    ordinal = ordinal_pattern(language)
    weekday_day = (
        rf"{_EDGE}{_WEEKDAYS[language]}\s(?:de|the)\s"
        rf"(?:{ordinal}|{_DAY}(?:e|ste|de|st|nd|rd|th)){_END}"
    )
    spoken = (
        rf"{_EDGE}{number_pattern(language, 1, 31)}\s{number_pattern(language, 1, 12)}\s"
        rf"(?:{number_pattern(language, 13)}|{_YEAR_WORDS[language]}){_END}"
    )
    scanned = rf"{_EDGE}[l\dIO]{{1,2}}\s{month}\s[12][\dlIOo]{{3}}{_END}"
    cue = r"(?:geboren|geboortedatum|verjaardag|born|birth|birthday)(?:\s\w+){0,3}?"
    spoken = rf"{cue}\s(?P<span>{spoken})"
    month_year = rf"{_EDGE}{month}(?:\svan|\sof)?\s{year}{_END}"
    birth = rf"{_BIRTH[language]}(?P<span>{year}|[3-9]\d(?!\s?(?:procent|%|jaar|minuten))){_END}"
    scored: tuple[tuple[str, float], ...] = (
        (_NUMERIC, 0.85),
        (whole, 0.85),
        (month_first, 0.8),
        (month_year, 0.6),
        (birth, 0.8),
    )
    scored += ((_late_day(language), 0.55), *((source, 0.7) for source in _born(language)))
    scored += ((feast, 0.7), (weekday_day, 0.7), (spoken, 0.75), (scanned, 0.7))
    return tuple((re.compile(pattern, re.IGNORECASE), score) for pattern, score in scored)


def _late_day(language: Language) -> str:
    """'on the 29th', 'op de 29e': a day whose month was told before, and no floor."""
    if language == "nl":
        head, suffix, words = (
            r"(?:op|tot|sinds|vanaf|voor|na)\sde",
            "(?:e|ste|de)",
            "i|ik|hij|zij|ze|we|wij",
        )
    else:
        head, suffix, words = (
            r"(?:on|by|until|till|since|from)\sthe",
            "(?:st|nd|rd|th)",
            "i|he|she|we|they",
        )
    stop = rf"(?=\s?[.,;:!?]|$|\s(?:{words}|en|and|but|maar|so|when|toen)\b)"
    return rf"{_EDGE}{head}\s(?P<span>{_DAY}{suffix}){stop}"


_CHILD: dict[Language, str] = {
    "nl": r"(?:oudste|jongste|middelste|tweede|derde|tweeling|ander|andere|eerste|laatste|kleine|"
    r"zoontje|dochtertje|kind|broertje|zusje|neef|nicht|neefje|nichtje|man|vrouw|broer|zus|moeder|"
    r"vader|zoon|dochter|vriendin|vriend|collega|oma|opa|oom|tante|jongen|meisje)",
    "en": r"(?:eldest|oldest|youngest|middle|second|other|son|daughter|brother|sister|mum|dad|wife|"
    r"husband|twins|first|lad|girl|boy|one)",
}


def _born(language: Language) -> tuple[str, ...]:
    """'ik ben van zevenenvijftig', 'zij is van '64', 'a 94 baby'."""
    child = _CHILD[language]
    if language == "en":
        who = rf"\b(?:i|he|she|they|{child})(?:['’]m|['’]s|['’]re|\swas|\sis|\swere)?"
        born = rf"{who}\sborn\s(?:\w+\s)?in\s(?P<span>{_YEAR}|[3-9]\d)(?!%){_END}"
        words = number_pattern("en", 30)
        baby = rf"\ban?\s(?P<span>(?:{_YEAR}|[3-9]\d|{words}))[\s-](?:baby|kid|child)\b"
        year = rf"{_YEAR}|{_YEAR_WORDS['en']}"
        then = rf"\b(?:and|then)\s(?:the\s|my\s)?{child}"
        row = rf"\bborn\b[^.\n]{{0,40}}?{then}\sin\s(?P<span>{year}){_END}"
        return born, baby, row
    mine = (
        r"(?:onze|mijn|m['’]n|ons)\s(?!(?:auto|fiets|huis|woning|keuken|bank|contract|telefoon|laptop|"
        r"scooter|caravan|brommer|flat|diploma|ketel|tv|boot|motor|paspoort|rijbewijs)\b)\w+"
    )
    who = rf"(?:ik|hij|zij|ze|jij|je|u|{mine}|{child}|(?-i:[A-Z][a-z]+))"
    year = rf"(?:{_year(language)}|[3-9]\d|{number_pattern('nl', 20, 99)})"
    stop = (
        r"(?=\s?[.,;:!?)]|$|\s(?:dus|en|net|toen|maar|die|hè|he|hoor|of|als|ik|ze|zij|hij|je|jij|want|"
        r"geloof|dacht|volgens|en\sik)\b)"
    )
    single = (
        rf"\b(?:{who}\s(?:ben|bent|is|was|zijn|waren|komt|kom)|(?:ben|is|was|zijn)\s{who})"
        r"\s(?:ook\s|zelf\s|nog\s|allebei\s|gewoon\s|pas\s)?(?:van|uit)\s"
        rf"(?:het\sjaar\s)?(?P<span>{year}){stop}"
    )
    row = (
        rf"\bvan\s{year},?\s(?:en\s|maar\s)?(?:(?:de|het|mijn|die|onze)\s)?{who}\s(?:is\s|was\s)?"
        rf"van\s(?P<span>{year}){stop}"
    )
    return single, row


# Every date has a figure, a month or a word of birth in it.
_CUES = frozenset(
    fold(word)
    for language in _MONTHS.values()
    for word in re.findall(r"[a-z]+", language.replace(r"\b", " ").replace("febr?", "feb febr"))
) | {
    "sep",
    "sept",
    "geboren",
    "geboortedatum",
    "verjaardag",
    "birthday",
    "geboortejaar",
    "bouwjaar",
    "jaargang",
    "jaar",
    "born",
    "birth",
    *_DAY_WORDS,
    *(fold(word) for word, number in number_words("nl").items() if number >= 20),
    *(
        fold(century + word)
        for word in number_words("nl")
        for century in ("negentien", "negentienhonderd", "tweeduizend", "tweeduizenden")
    ),
}


def find_dates(page: Page) -> Iterator[Finding]:
    """Find days, months with a year, and years of birth; bare months and years are left."""
    spans = page.spans_of(_CUES)
    for pattern, score in _patterns(page.language) if spans else ():
        group = "span" if "span" in pattern.groupindex else 0
        for match in matches_in(pattern, spans, page.text):
            start, end = match.span(group)
            while page.text[end - 1] in ". ":
                end -= 1
            if not _is_may(page, start, end):
                yield Finding(start, end, IdentifierKind.DATE, score, "date")


def _is_may(page: Page, start: int, end: int) -> bool:
    """'may one' and 'march second' in lower case are words, no days."""
    surface = page.text[start:end]
    is_low = surface.startswith(("may", "march", "mar ")) and " the " not in surface
    return is_low and not any(c.isdigit() for c in surface)
