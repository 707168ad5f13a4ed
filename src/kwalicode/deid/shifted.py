"""Dates moved by some days in the form they were written in, or told less exactly.

A date that is written must read back as the date that was meant; else the answer is None.
"""

import re
from datetime import date, timedelta
from typing import Literal

from kwalicode.deid.date_reading import (
    NO_LEAP_YEAR,
    DateReading,
    DateToken,
    calendar_names,
    read_date,
    year_in_words,
)
from kwalicode.deid.numerals import number_words, ordinal_words
from kwalicode.model import Language


def shifted_date(surface: str, language: Language, days: int) -> str | None:
    """Move a date by some days and write it in the form it had.

    Args:
        surface: A date as it stands in a text, such as 'maandag 4 mei 2020' or '3/4/19'.
        language: Of its words.
        days: How many days later; earlier if negative. Multiples of 7 keep every weekday.

    Returns:
        The date with its own kind of words, figures and capitals; a weekday moves along. None
        if the date cannot be read with certainty, has no day, or has a weekday but no year
        while `days` is no multiple of 7. A date without a year is taken to lie in a year of 365
        days.

    >>> shifted_date("maandag 4 mei 2020", "nl", 28), shifted_date("March 3rd, 2019", "en", -7)
    ('maandag 1 juni 2020', 'February 24th, 2019')
    """
    reading = read_date(surface, language)
    if reading is None or "d" not in reading.roles:
        return None
    if "y" in reading.roles:
        day = reading.day + timedelta(days)
    elif "w" in reading.roles and days % 7:
        return None
    else:
        passed = (reading.day.timetuple().tm_yday - 1 + days) % 365
        day = date(NO_LEAP_YEAR, 1, 1) + timedelta(passed)
    written = _written(reading, day, days, language)
    again = read_date(written, language)
    is_sure = again is not None and (again.day, again.roles) == (day, reading.roles)
    return written if is_sure else None


def _written(reading: DateReading, day: date, days: int, language: Language) -> str:
    pieces = []
    is_padded = _is_padded(reading)
    old = {"d": reading.day.day, "m": reading.day.month, "y": reading.day.year}
    new = {"d": day.day, "m": day.month, "y": day.year}
    for token, role in zip(reading.tokens, reading.roles, strict=True):
        if role == "w":
            name = calendar_names(language, "days", "wide")[(token.value + days) % 7]
            pieces.append(_like(token.text, name))
        elif not role or old[role] == new[role]:
            pieces.append(token.text)
        else:
            text = _number(token, new[role], language, is_padded=is_padded)
            pieces.append(_like(token.text, text))
    return "".join(pieces)


def _is_padded(reading: DateReading) -> bool:
    """Tell whether days and months have a 0 before them, as far as the date shows it."""
    pairs = zip(reading.tokens, reading.roles, strict=True)
    figures = [token.text for token, role in pairs if role in {"d", "m"} and token.kind == "N"]
    is_full = len(figures) == 2 and all(len(text) == 2 for text in figures)
    return is_full or any(text.startswith("0") for text in figures)


def _number(token: DateToken, value: int, language: Language, *, is_padded: bool) -> str:
    """Write a number in the form of a token: name, figures, ordinal or words."""
    if token.kind == "M":
        return _month_like(token.text, value, language)
    if not any(map(str.isdigit, token.text)):
        return _words_like(token, value, language)
    if token.kind == "Y" and len(token.text) == 4:
        return str(value)
    if value >= 100:
        return f"{token.text.rstrip('0123456789')}{value % 100:02d}"
    suffix = _suffix(token.text.lstrip("0123456789").lower(), value, language)
    return f"{value:02d}{suffix}" if is_padded else f"{value}{suffix}"


def _month_like(text: str, month: int, language: Language) -> str:
    name = calendar_names(language, "months", "wide")[month - 1]
    whole = {name.lower() for name in calendar_names(language, "months", "wide")}
    if text.lower().rstrip(".") in whole:
        return name
    short = calendar_names(language, "months", "abbreviated")[month - 1]
    return f"{short}." if text.endswith(".") and short != name else short


def _words_like(token: DateToken, value: int, language: Language) -> str:
    if token.kind == "O":
        return _word_for(ordinal_words(language), value)
    word = _word_for(number_words(language), value % 100)
    if token.kind != "Y":
        return word
    century = year_in_words(" ".join(token.text.split()), language)[0]
    return f"{century} and {word}" if century.endswith("thousand") else century + word


def _word_for(words: dict[str, int], value: int) -> str:
    """Give the first word for a number, which is the one in the usual spelling."""
    return next(word for word, number in words.items() if number == value)


def _suffix(old: str, day: int, language: Language) -> str:
    if language == "nl":
        is_ste = day in {1, 8} or day >= 20
        return ("ste" if is_ste else "de") if old in {"ste", "de"} else old
    if not old:
        return ""
    is_teen = 11 <= day <= 13
    return "th" if is_teen else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _like(old: str, new: str) -> str:
    """Write a word with the capitals of another."""
    if old.isupper() and len(old) > 1:
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new.lower()


def general_date(surface: str, language: Language, level: Literal["month", "year"]) -> str | None:
    """Tell a date less exactly: 'maart 1993' for the level 'month', '1993' for 'year'.

    Returns:
        The month in full with the year as far as it is told (two figures stay two, words become
        figures), or the year alone; None if the date does not tell that part with certainty. Of
        what is no date of one day, such as 'eerste kerstdag 1999', a year of four figures can
        still be told.

    >>> general_date("maandag 12-03-'93", "nl", "month"), general_date("12 mrt 1993", "nl", "year")
    ("maart '93", '1993')
    """
    reading = read_date(surface, language)
    if reading is None:
        years = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", surface))
        return years.pop() if level == "year" and len(years) == 1 else None
    year = _year_text(reading)
    if level == "year":
        return year
    if "m" not in reading.roles:
        return None
    month = calendar_names(language, "months", "wide")[reading.day.month - 1]
    return month if year is None else f"{month} {year}"


def _year_text(reading: DateReading) -> str | None:
    if "y" not in reading.roles:
        return None
    token = reading.tokens[reading.roles.index("y")]
    is_short = token.value < 100 or re.search(r"(?<!\d)\d\d(?!\d)", token.text)
    return f"'{reading.day.year % 100:02d}" if is_short else str(reading.day.year)
