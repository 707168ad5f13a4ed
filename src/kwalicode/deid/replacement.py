"""What stands in the text instead of identifying text: always one mark in square brackets."""

from collections.abc import Mapping

from kwalicode.deid.lists import fold, places
from kwalicode.deid.names import base_name
from kwalicode.model import IdentifierKind, Language, Pseudonym, PseudonymSeries
from kwalicode.text import Replacement

SERIES_OF: Mapping[IdentifierKind, PseudonymSeries] = {
    IdentifierKind.PERSON: "subject",
    IdentifierKind.PLACE: "place",
    IdentifierKind.ORGANISATION: "organisation",
    IdentifierKind.PARTY: "party",
    IdentifierKind.DEPARTMENT: "department",
}
"""Kinds whose replacement carries a number, so that a reader can follow who is who."""

_DUTCH: Mapping[IdentifierKind, str] = {
    IdentifierKind.PERSON: "persoon",
    IdentifierKind.PLACE: "plaats",
    IdentifierKind.ORGANISATION: "organisatie",
    IdentifierKind.PARTY: "partij",
    IdentifierKind.DEPARTMENT: "afdeling",
    IdentifierKind.FUNCTION: "functie",
    IdentifierKind.DATE: "datum",
    IdentifierKind.AGE: "leeftijd",
    IdentifierKind.ADDRESS: "adres",
    IdentifierKind.POSTCODE: "postcode",
    IdentifierKind.PHONE: "telefoonnummer",
    IdentifierKind.EMAIL: "e-mailadres",
    IdentifierKind.BSN: "burgerservicenummer",
    IdentifierKind.IBAN: "rekeningnummer",
    IdentifierKind.PLATE: "kenteken",
    IdentifierKind.URL: "webadres",
    IdentifierKind.HANDLE: "gebruikersnaam",
    IdentifierKind.NUMBER: "nummer",
    IdentifierKind.NAME_LIKE: "naam",
}
_ENGLISH: Mapping[IdentifierKind, str] = {kind: kind.value for kind in IdentifierKind} | {
    IdentifierKind.PHONE: "phone number",
    IdentifierKind.EMAIL: "email address",
    IdentifierKind.BSN: "citizen service number",
    IdentifierKind.IBAN: "bank account",
    IdentifierKind.PLATE: "number plate",
    IdentifierKind.URL: "web address",
    IdentifierKind.HANDLE: "username",
    IdentifierKind.NAME_LIKE: "name",
}
_SERIES_WORDS: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "place": "plaats",
        "organisation": "organisatie",
        "party": "partij",
        "department": "afdeling",
    },
    "en": {},
}


def pseudonym_name(pseudonym: Pseudonym) -> str:
    """Give the name of a pseudonym outside a text, such as 'respondent 3'."""
    return f"{pseudonym.series} {pseudonym.number}"


def pseudonym_text(
    kind: IdentifierKind,
    pseudonym: Pseudonym | None,
    language: Language,
    surface: str,
    context: str,
) -> str:
    """Give what stands in the text for a surface.

    Genitives keep their 's' and adjectives of places their ending, so that the sentence still
    reads: 'Jans moeder' becomes "[subject 12]'s moeder", 'de Utrechtse wethouder' becomes
    'de [plaats 2]se wethouder'.

    Args:
        kind: What the surface identifies.
        pseudonym: Whom or what it stands for; None for kinds without numbers.
        language: Of the text.
        surface: The raw words that are replaced.
        context: What follows them in the text; empty if it is not known.

    Returns:
        One mark that `marks.MARK` finds again.
    """
    if pseudonym is None:
        words = _DUTCH if language == "nl" else _ENGLISH
        return f"[{words[kind]}]"
    word = _SERIES_WORDS[language].get(pseudonym.series, pseudonym.series)
    return f"[{word} {pseudonym.number}]{_ending(kind, surface, context)}"


def _ending(kind: IdentifierKind, surface: str, context: str) -> str:
    """Give the ending that the surface has beyond the name itself."""
    if context.startswith(("'s", "’s")):
        return ""
    if kind == IdentifierKind.PLACE and fold(surface) in places().derived.keys() - places().names:
        return next((end for end in ("ers", "er", "se", "s") if surface.endswith(end)), "")
    return "'s" if base_name(surface) == surface.rstrip("'’sS") != surface else ""


def replacement_for(  # the interface of the room; each is needed
    text: str,
    start: int,
    end: int,
    kind: IdentifierKind,
    pseudonym: Pseudonym | None,
    language: Language,
) -> Replacement:
    """Make the replacement of the code points `[start, end)` of a raw text."""
    surface, context = text[start:end], text[end : end + 40]
    return Replacement(start, end, pseudonym_text(kind, pseudonym, language, surface, context))
