"""Numbers written in words, Dutch and English."""

import re
from functools import cache

from kwalicode.model import Language

_UNITS: dict[Language, str] = {
    "nl": "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien "
    "vijftien zestien zeventien achttien negentien",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen",
}
_TENS: dict[Language, str] = {
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
}


@cache
def number_words(language: Language) -> dict[str, int]:
    """Give the words for 0 to 99, lower-case, in the spellings people use."""
    numbers = {word: value for value, word in enumerate(_UNITS[language].split())}
    units = [(word, value) for word, value in numbers.items() if 0 < value < 10]
    for place, ten in enumerate(_TENS[language].split(), start=2):
        numbers[ten] = 10 * place
        for unit, value in units:
            for word in _joined(ten, unit, language):
                numbers[word] = 10 * place + value
    if language == "nl":
        numbers["één"] = 1
        numbers |= {f"één{word[3:]}": n for word, n in numbers.items() if word.startswith("eenen")}
    return numbers


def _joined(ten: str, unit: str, language: Language) -> list[str]:
    if language == "en":
        return [f"{ten}-{unit}", f"{ten} {unit}", f"{ten}{unit}"]
    link = "ën" if unit.endswith("e") else "en"
    return [f"{unit}{link}{ten}", f"{unit}en{ten}", f"{unit} en {ten}"]


@cache
def number_pattern(language: Language, low: int = 0, high: int = 99) -> str:
    """Give a pattern, without groups, for the words from `low` to `high`, longest first."""
    last = 19 if high == 99 and low <= 20 else high
    words = [word for word, n in number_words(language).items() if low <= n <= last]
    ordered = sorted(words, key=len, reverse=True)
    listed = [re.escape(word).replace(r"\ ", r"\s") for word in ordered]
    # Eighty words tried one by one at every word of a text would take as long as all the rest.
    tens = [_tens(language)] if last < high else []
    return "(?:" + "|".join([*tens, *listed]) + ")"


def _tens(language: Language) -> str:
    """Make a short pattern of the words from 20 to 99."""
    units, tens = "|".join(_UNITS[language].split()[1:10]), "|".join(_TENS[language].split())
    if language == "en":
        return rf"(?:{tens})(?:[-\s]?(?:{units})(?!\w))?"
    return rf"(?:(?:{units}|één)(?:en|ën|\sen\s))?(?:{tens})"


_ORDINALS = {
    "nl": "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde "
    "dertiende veertiende vijftiende zestiende zeventiende achttiende negentiende twintigste "
    "eenentwintigste tweeëntwintigste drieëntwintigste vierentwintigste vijfentwintigste "
    "zesentwintigste zevenentwintigste achtentwintigste negenentwintigste dertigste eenendertigste",
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth "
    "twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first",
}


def ordinal_pattern(language: Language) -> str:
    """Give a pattern for the days of a month as ordinals in words, longest first."""
    words = sorted(_ORDINALS[language].replace("ë", "[ëe]").split(), key=len, reverse=True)
    return "(?:" + "|".join(words).replace("-", r"[-\s]?") + ")"


@cache
def ordinal_words(language: Language) -> dict[str, int]:
    """Give the ordinals in words for 1 to 31, lower-case."""
    return {word: place for place, word in enumerate(_ORDINALS[language].split(), start=1)}
