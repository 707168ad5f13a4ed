"""Ages told as bands of years."""

import re
from functools import cache

from kwalicode.deid.numerals import number_words, ordinal_words
from kwalicode.model import Language

_TOP, _OLDEST = 90, 119
_AROUND = re.compile(
    r"^(?:(?:begin|midden|eind|half|halverwege|tussen|rond|tegen|in|boven|voorbij|diep|ver|achter|early"
    r"|mid|late|between|around|about|over|de|the|my|her|his|their)[\s-]+)+"
)
_UNIT = re.compile(
    r"[\s-]*(?:jaar(?:\s(?:oud|jong))?|jarigen?|jarige|years?(?:[\s-]olds?)?|yo|y/o|yr[\s-]old)$"
)
_DECADE_NL = re.compile(r"([a-zë]+|\d0)[\s-]?ers?")
_DECADE_EN = re.compile(r"([a-z]+)ies|(\d0)['’]?s")
_PLUS = re.compile(r"([a-zë]+|\d+)[\s-]?(?:plus(?:sers?)?|\+)")
_HALF = re.compile(r"(?:[,.]5|½|\s(?:en\seen\shalf|and\sa\shalf))$|(?:ën|en|een|eneen)half$")
_BETWEEN = re.compile(r"\s?(?:,\s|[-–]|\b(?:tot\sen\smet|t/m|tot|to|à|en|and|of|or)\b)\s?")


def age_band(surface: str, language: Language, width: int = 10) -> str | None:
    """Tell an age as a band of years: '50-59' for 52.

    Ages of 90 and more are '90+', for so few people are that old (as in the Safe Harbor rule of
    HIPAA, 45 CFR 164.514(b)(2)(i)(C)). Several ages, and decades such as 'begin tachtig', give
    the one band that covers them.

    Args:
        surface: An age in years as it stands in a text, in figures or words; a number of months
            or weeks must not be given.
        language: Of its words.
        width: Years in a band, 2 or more.

    Returns:
        The band, 'N+' if it has no end, or None if the age cannot be read.

    Raises:
        ValueError: `width` is below 2.

    >>> [age_band(age, "nl") for age in ("tweeënvijftig", "zestiger", "93", "4½", "45-52")]
    ['50-59', '60-69', '90+', '0-9', '40-59']
    """
    if width < 2:
        raise ValueError("A band holds two years or more.")
    span = _years(" ".join(surface.lower().split()), language)
    if span is None or span[0] > _OLDEST:
        return None
    low, high = min(span[0], _TOP), span[1]
    start = low if low == _TOP else low // width * width
    if high is None or high >= _TOP:
        return f"{start}+"
    return f"{start}-{min(high // width * width + width, _TOP) - 1}"


def _years(words: str, language: Language) -> tuple[int, int | None] | None:
    """Give the lowest and the highest age; no highest for 'vijftigplusser'."""
    age = _UNIT.sub("", words)
    core = _AROUND.sub("", age)
    if plus := _PLUS.fullmatch(core):
        low = _age(plus[1], language)
        return None if low is None else (low, None)
    decade = _decade(core, language)
    if decade is None and core != age and _age(core, language) in range(10, 100, 10):
        decade = _age(core, language)
    if decade is not None:
        return decade, decade + 9
    return _several(core, language)


def _decade(word: str, language: Language) -> int | None:
    """Read 'zestiger', '60er', 'sixties' or '60s'."""
    if language == "nl":
        match = _DECADE_NL.fullmatch(word)
        value = _age(match[1], language) if match else None
    else:
        match = _DECADE_EN.fullmatch(word)
        value = _age(match[2] or f"{match[1]}y", language) if match else None
    return value if value in range(10, 100, 10) else None


def _several(words: str, language: Language) -> tuple[int, int] | None:
    alone = _age(words, language)
    parts = [words] if alone is not None else [part for part in _BETWEEN.split(words) if part]
    ages = [age for part in parts if (age := _age(part, language)) is not None]
    return (min(ages), max(ages)) if ages and len(ages) == len(parts) else None


@cache
def _words(language: Language) -> dict[str, int]:
    extra = {"anderhalf": 1} if language == "nl" else {}
    return number_words(language) | ordinal_words(language) | extra


def _age(text: str, language: Language) -> int | None:
    """Read one age in whole years; halves are left away."""
    whole = text if text in _words(language) else _HALF.sub("", text)
    if figures := re.fullmatch(r"(\d{1,3})(?:ste|de|e|st|nd|rd|th)?", whole):
        return int(figures[1])
    return _words(language).get(whole)
