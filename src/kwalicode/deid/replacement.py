"""What stands in the text instead of identifying text.

By default a mark in square brackets with a number. By choice of the study also a phrase in such a
mark, a black bar, or plain text: a made-up name, or a date that was moved.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kwalicode.deid.age_bands import age_band
from kwalicode.deid.aliases import alias_text
from kwalicode.deid.lists import fold, places
from kwalicode.deid.names import base_name
from kwalicode.deid.phrases import general_phrase, role_replacement
from kwalicode.deid.shifted import general_date, shifted_date
from kwalicode.model import (
    DeidSettings,
    IdentifierKind,
    Language,
    Pseudonym,
    PseudonymSeries,
    ReplacementStyle,
)
from kwalicode.text import Replacement

SERIES_OF: Mapping[IdentifierKind, PseudonymSeries] = {
    IdentifierKind.PERSON: "subject",
    IdentifierKind.PLACE: "place",
    IdentifierKind.ORGANISATION: "organisation",
    IdentifierKind.PARTY: "party",
    IdentifierKind.DEPARTMENT: "department",
    IdentifierKind.FUNCTION: "function",
}
"""Kinds whose replacement carries a number, so that a reader can follow who is who."""

STYLES_OF: Mapping[IdentifierKind, tuple[ReplacementStyle, ...]] = {
    **dict.fromkeys(IdentifierKind, ("code", "blackened")),
    **dict.fromkeys(SERIES_OF, ("code", "described", "blackened")),
    IdentifierKind.PERSON: ("code", "described", "alias", "blackened"),
    IdentifierKind.DATE: ("code", "shifted", "general", "blackened"),
    IdentifierKind.AGE: ("code", "general", "blackened"),
}
"""What can stand in the place of each kind; the first is what happens if nobody chooses."""

_BAR = "█████"

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
    IdentifierKind.SENSITIVE: "gevoelig",
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
        "function": "functie",
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


class Accepted(NamedTuple):
    """Identifying text at `[start, end)` of a raw text, and whom or what it stands for."""

    start: int
    end: int
    kind: IdentifierKind
    pseudonym: Pseudonym | None


def replacements_for(
    text: str, accepted: Sequence[Accepted], language: Language, settings: DeidSettings
) -> list[Replacement]:
    """Make what stands in the place of accepted findings, in the style of the study.

    A style that cannot be kept, such as an alias that nobody has or a date that cannot be read
    for certain, gives way to the code. A role takes a title before the name with it.

    Args:
        text: The raw text.
        accepted: In reading order, none overlapping another.
        language: Of the text.
        settings: The styles, by kind.

    Returns:
        In reading order, none overlapping another.
    """
    writer = _Writer(text, accepted, language, settings)
    edges = [*(found.start for found in accepted), len(text)][1:]
    replacements: list[Replacement] = []
    done = 0
    for found, edge in zip(accepted, edges, strict=True):
        made = writer.styled(found) or writer.code(found)
        made = made._replace(start=max(made.start, done), end=min(made.end, edge))
        replacements.append(made)
        done = made.end
    return replacements


class _Writer:
    """Writes replacements of one text; knows who was described in it before."""

    def __init__(
        self,
        text: str,
        accepted: Sequence[Accepted],
        language: Language,
        settings: DeidSettings,
    ) -> None:
        self._text, self._language, self._settings = text, language, settings
        self._described: set[int] = set()
        self._names: dict[int, set[str]] = {}
        for found in accepted:
            if found.pseudonym:
                names = self._names.setdefault(found.pseudonym.pseudonym_id, set())
                names.add(text[found.start : found.end])

    def code(self, found: Accepted) -> Replacement:
        """Write the mark with its number."""
        surface, after = self._surface(found), self._text[found.end : found.end + 40]
        marked = pseudonym_text(found.kind, found.pseudonym, self._language, surface, after)
        return Replacement(found.start, found.end, marked)

    def styled(self, found: Accepted) -> Replacement | None:
        """Write in the style of the kind; None where the code has to stand."""
        style = self._settings.styles.get(found.kind, "code")
        pseudonym = found.pseudonym
        if style == "described" and pseudonym and pseudonym.description:
            return self._describe(found, pseudonym)
        words = None
        if style == "blackened":
            words = _BAR
        elif style == "alias" and pseudonym and pseudonym.alias:
            known = self._names[pseudonym.pseudonym_id]
            words = alias_text(pseudonym.alias, self._surface(found), self._language, known=known)
        elif style in {"shifted", "general"}:
            words = self._moved(found, style)
        return None if words is None else Replacement(found.start, found.end, words)

    def _surface(self, found: Accepted) -> str:
        return self._text[found.start : found.end]

    def _moved(self, found: Accepted, style: ReplacementStyle) -> str | None:
        surface, days = self._surface(found), self._settings.shift_days
        if style == "shifted":
            return shifted_date(surface, self._language, days) if days else None
        if found.kind == IdentifierKind.DATE:
            words = general_date(surface, self._language, "month")
        elif self._text[found.end :].lstrip().startswith(_MONTHS):
            words = None
        else:
            words = age_band(surface, self._language)
        # What says as much as before is no generalisation, such as a year of birth alone.
        return None if words is None or words == surface else f"[{words}]"

    def _describe(self, found: Accepted, pseudonym: Pseudonym) -> Replacement:
        description, language = pseudonym.description, self._language
        if found.kind != IdentifierKind.PERSON:
            before = self._text[: found.start]
            words = general_phrase(description, language=language, before=before)
            ending = _ending(found.kind, self._surface(found), self._text[found.end :][:40])
            return Replacement(found.start, found.end, f"[{words}]{ending}")
        own = next((word for word in _OWN if description.casefold().startswith(word)), "")
        made = role_replacement(
            self._text,
            (found.start, found.end),
            description[len(own) :],
            language=language,
            is_first=pseudonym.pseudonym_id not in self._described,
            own=bool(own),
        )
        self._described.add(pseudonym.pseudonym_id)
        # Where the sentence says the role already ('mijn baas Jan'), nothing is put in.
        return made if made.text[:1] in {"", "'", "’"} else made._replace(text=f"[{made.text}]")


# 'onze buurman' stays as typed; see `role_phrase`.
_OWN = ("mijn ", "my ")
_MONTHS = ("maand", "week", "weken", "dag", "month", "day")
