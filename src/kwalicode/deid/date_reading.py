"""Reading a date in figures or words, piece by piece, so that it can be written again.

A date is read only where its words allow one reading. Days go before months, as in the
Netherlands and the United Kingdom, unless only the American order fits.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from babel import Locale

from kwalicode.deid.numerals import number_pattern, number_words, ordinal_pattern, ordinal_words
from kwalicode.model import Language

NO_LEAP_YEAR = 2001
_SUFFIXES: dict[Language, str] = {"nl": "ste|de|e", "en": "st|nd|rd|th"}
_LINKS: dict[Language, str] = {"nl": "de|van", "en": "the|of"}
# Beginnings of years in words; after the short ones come ten or more, or it is no year.
_CENTURIES: dict[Language, dict[str, int]] = {
    "nl": {"negentienhonderd": 1900, "tweeduizend": 2000, "negentien": 1900, "twintig": 2000},
    "en": {"two thousand": 2000, "nineteen": 1900, "twenty": 2000},
}
_LONG = frozenset({"negentienhonderd", "tweeduizend", "two thousand"})
_LINK = re.compile(r"\s?(?:(?:en|and)\s)?")


class DateToken(NamedTuple):
    """A piece of a date.

    Attributes:
        kind: W weekday, M name of a month, N figures, O ordinal, C number in words, Y year,
            empty for what stands between.
        value: Of the number; months count from 1, weekdays from 0 for Monday.
    """

    kind: str
    text: str
    value: int


class DateReading(NamedTuple):
    """A date as read.

    Attributes:
        roles: What each token is: w, d, m, y, or empty.
        day: Its missing parts are 1 January of a year without 29 February.
    """

    tokens: list[DateToken]
    roles: list[str]
    day: date


# What the tokens are, by their kinds; blanks and the weekday before them left away.
_ORDERS = {
    "NNN": "dmy", "NNY": "dmy", "NCY": "dmy", "CCY": "dmy", "CCC": "dmy", "NMN": "dmy",
    "NM": "dm", "OM": "dm", "CM": "dm", "NMY": "dmy", "OMY": "dmy", "CMY": "dmy",
    "YMN": "ymd", "YNN": "ymd", "MY": "my", "M": "m", "Y": "y",
}  # fmt: skip
_ENGLISH_ORDERS = {"MN": "md", "MO": "md", "MNY": "mdy", "MOY": "mdy"}


@cache
def calendar_names(language: Language, part: Literal["months", "days"], width: str) -> list[str]:
    """Give the names of months or weekdays of the CLDR, in order."""
    names = getattr(Locale(language), part)["format"][width]
    return [names[key].rstrip(".") for key in sorted(names)]


@cache
def _values(language: Language) -> dict[str, dict[str, int]]:
    """Give what each word counts, lower-case, by the kind of token it is."""
    months = {"sep": 9, "sept": 9, "febr": 2}
    for width in ("abbreviated", "wide"):
        names = calendar_names(language, "months", width)
        months |= {name.lower(): place for place, name in enumerate(names, start=1)}
    days = {
        name.lower(): place for place, name in enumerate(calendar_names(language, "days", "wide"))
    }
    return {"W": days, "M": months, "O": ordinal_words(language), "C": number_words(language)}


@cache
def _scanner(language: Language) -> re.Pattern[str]:
    words, centuries = _values(language), _CENTURIES[language]
    short = [word for word in centuries if word not in _LONG]
    century = _either(_LONG & centuries.keys()).replace(" ", r"\s")
    return re.compile(
        rf"(?P<W>{_either(words['W'])})\b|(?P<M>(?:{_either(words['M'])})\b\.?)"
        rf"|(?P<Y>(?:{century}){_LINK.pattern}{number_pattern(language, 1)}\b|(?:{century})\b"
        rf"|(?:{_either(short)})\s?{number_pattern(language, 10)}\b|[12]\d{{3}}\b|['’`‘]\d\d\b)"
        rf"|(?P<O>{ordinal_pattern(language)}\b|\d{{1,2}}(?:{_SUFFIXES[language]})\b)"
        rf"|(?P<C>{number_pattern(language, 1)}\b)|(?P<N>\d{{1,2}}\b)"
        rf"|(?P<gap>[\s,./–-]+|(?:{_LINKS[language]})\b)"
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _tokens(surface: str, language: Language) -> list[DateToken] | None:
    """Take a date apart; None if something in it is not understood."""
    tokens, place, low = [], 0, surface.lower()
    # Lower-casing 'İ' gives two letters; such a text holds no word of a date.
    while place < len(low) == len(surface):
        match = _scanner(language).match(low, place)
        if match is None or match.lastgroup is None:
            return None
        kind, text = match.lastgroup.replace("gap", ""), surface[place : match.end()]
        tokens.append(DateToken(kind, text, _value(kind, text, language) if kind else 0))
        place = match.end()
    return tokens


def _value(kind: str, text: str, language: Language) -> int:
    figures = re.search(r"\d+", text)
    if figures is None:
        word = " ".join(text.lower().rstrip(".").split())
        return year_in_words(word, language)[1] if kind == "Y" else _values(language)[kind][word]
    value = int(figures.group())
    return _whole_year(value) if kind == "Y" and value < 100 else value


def _whole_year(value: int) -> int:
    """Two figures are years from 1950 to 2049: the calendar of 1948 is that of 2048 anyway."""
    return value + (2000 if value < 50 else 1900)


def year_in_words(words: str, language: Language) -> tuple[str, int]:
    """Take a year in words apart: what stands before its last two figures, and its value."""
    low = words.lower()
    for century, value in _CENTURIES[language].items():
        if low.startswith(century):
            link = _LINK.match(low, len(century))
            start = link.end() if link else len(century)
            return words[:start], value + number_words(language).get(low[start:], 0)
    raise ValueError("Not a year in words.")


def read_date(surface: str, language: Language) -> DateReading | None:
    """Read a date; None if it cannot be read with certainty or is no day of the calendar."""
    tokens = _tokens(surface, language) or []
    n_weekdays = 1 if tokens and tokens[0].kind == "W" else 0
    weekday, tokens = tokens[:n_weekdays], tokens[n_weekdays:]
    order = iter(_order(tokens, language))
    roles = [next(order, "") if token.kind else "" for token in tokens]
    if not any(roles):
        return None
    values = {role: token.value for role, token in zip(roles, tokens, strict=True)}
    year = values.get("y", NO_LEAP_YEAR)
    if year < 100:
        year = _whole_year(year)
    try:
        day = date(year, values.get("m", 1), values.get("d", 1))
    except ValueError:
        return None
    return DateReading([*weekday, *tokens], ["w"] * len(weekday) + roles, day)


def _order(tokens: list[DateToken], language: Language) -> str:
    """Tell what each token is: 'dmy'; empty if that is not certain."""
    kinds = "".join(token.kind for token in tokens)
    orders = _ORDERS | _ENGLISH_ORDERS if language == "en" else _ORDERS
    order = orders.get(kinds, "")
    if kinds in {"NNN", "NMN"} and any(token.text.isspace() for token in tokens):
        return ""
    if kinds in {"NNN", "NNY"} and order:
        first, second = [token.value for token in tokens if token.kind][:2]
        if kinds == "NNN" and first > 31:
            return "ymd"
        return "mdy" if first <= 12 < second and "/" in {t.text for t in tokens} else order
    return order
