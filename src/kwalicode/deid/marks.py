"""Marks that stand where something was taken away: pseudonyms of ours, redactions of others."""

import re

_WORDS = (
    "respondent respondente deelnemer participant interviewer subject persoon person naam name "
    "plaats place organisatie organisation organization partij party afdeling department datum "
    "date leeftijd age adres address postcode telefoonnummer telefoon phone e-mailadres e-mail "
    "email burgerservicenummer bsn rekeningnummer kenteken webadres url gebruikersnaam handle "
    "nummer number functie function redacted weggelakt gelakt anoniem anonymous geanonimiseerd "
    "anonymised anonymized verwijderd removed citizen bank account plate web username"
).split()

MARK = re.compile(
    r"\[(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")(?:[ \w?-]{0,40})?\]"
    r"|[█■▇▆▉▊]+(?:[ \t]+[█■▇▆▉▊]+)*"
    r"|\[\s?(?:\.\.\.|…|x{2,}|_{2,}|\*{2,})\s?\]",
    re.IGNORECASE,
)
"""One mark: `[respondent 3]`, `[datum]`, `[REDACTED]`, `█████`; nothing is looked for inside."""

_FILLER = "█"


def hide_marks(text: str) -> str:
    """Put a filler of the same length over every mark, so that offsets stay the same.

    >>> hide_marks("Van [naam] dus")
    'Van ██████ dus'
    """
    return MARK.sub(lambda mark: _FILLER * len(mark.group()), text)


def touches_mark(hidden: str, start: int, end: int) -> bool:
    """Tell whether a span lies against or over a mark in a text with hidden marks."""
    return _FILLER in hidden[max(0, start - 1) : end + 1]
