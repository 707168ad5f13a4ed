"""Words of what is made public under the Dutch law on open government, in both languages."""

from collections.abc import Iterator
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from kwalicode.model import Language
from kwalicode.model.public_records import Piece, Pieces, Record

LOCALE = {"nl": "nl_NL", "en": "en_GB"}

WORDS = {
    "nl": {
        "inventory": "Inventarislijst",
        "columns": "Nr.|Datum|Soort|Titel|Blz.|Woorden|Beoordeling|Lakken per grond",
        "interview": "gesprek",
        "survey answer": "antwoorden op een vragenlijst",
        "document": "document",
        "full": "openbaar",
        "part": "deels openbaar",
        "none": "niet openbaar",
        "masked": "Zwartgelakt op grond van de Wet open overheid (Woo):",
        "ground": "Grond",
        "grounds": "Gronden van de Wet open overheid (Woo)",
        "summary": "Documenten: {n}, waarvan {full} openbaar, {part} deels en {none} niet.",
        "page": "Document {number}, bladzijde {page}",
        "lists page": "Bladzijde {page}",
        "unknown": "onbekend",
        "from": "Van",
        "to": "Aan",
        "cc": "Cc",
        "bcc": "Bcc",
        "date": "Datum",
        "subject": "Onderwerp",
        "earlier mail": "Eerdere mail",
    },
    "en": {
        "inventory": "Inventory",
        "columns": "No.|Date|Type|Title|Pages|Words|Decision|Masks per ground",
        "interview": "interview",
        "survey answer": "answers to a survey",
        "document": "document",
        "full": "disclosed",
        "part": "disclosed in part",
        "none": "not disclosed",
        "masked": "Blacked out under the Dutch Open Government Act (Woo):",
        "ground": "Ground",
        "grounds": "Grounds of the Dutch Open Government Act (Woo)",
        "summary": "Documents: {n}, of which {full} disclosed, {part} in part and {none} not.",
        "page": "Document {number}, page {page}",
        "lists page": "Page {page}",
        "unknown": "unknown",
        "from": "From",
        "to": "To",
        "cc": "Cc",
        "bcc": "Bcc",
        "date": "Date",
        "subject": "Subject",
        "earlier mail": "Earlier mail",
    },
}

GROUND_WORDS = {
    "nl": {
        "5.1.1.a": "eenheid van de Kroon",
        "5.1.1.b": "veiligheid van de Staat",
        "5.1.1.c": "vertrouwelijk verstrekte bedrijfs- en fabricagegegevens",
        "5.1.1.d": "bijzondere en strafrechtelijke persoonsgegevens",
        "5.1.1.e": "wettelijke identificatienummers, zoals het burgerservicenummer",
        "5.1.2.a": "internationale betrekkingen",
        "5.1.2.b": "economische of financiële belangen van de overheid",
        "5.1.2.c": "opsporing en vervolging van strafbare feiten",
        "5.1.2.d": "inspectie, controle en toezicht",
        "5.1.2.e": "eerbiediging van de persoonlijke levenssfeer",
        "5.1.2.f": "concurrentiegevoelige bedrijfs- en fabricagegegevens",
        "5.1.2.g": "bescherming van het milieu",
        "5.1.2.h": "beveiliging van personen en bedrijven",
        "5.1.2.i": "goed functioneren van de overheid",
        "5.1.5": "onevenredige benadeling",
        "5.2.1": "persoonlijke beleidsopvattingen voor intern beraad",
    },
    "en": {
        "5.1.1.a": "unity of the Crown",
        "5.1.1.b": "security of the State",
        "5.1.1.c": "business data given in confidence",
        "5.1.1.d": "special categories of personal data and criminal data",
        "5.1.1.e": "identification numbers set by law, such as the citizen service number",
        "5.1.2.a": "international relations",
        "5.1.2.b": "economic or financial interests of the government",
        "5.1.2.c": "investigation and prosecution of criminal offences",
        "5.1.2.d": "inspection, control and supervision",
        "5.1.2.e": "respect for privacy",
        "5.1.2.f": "other competition-sensitive business data",
        "5.1.2.g": "protection of the environment",
        "5.1.2.h": "security of persons and companies",
        "5.1.2.i": "proper functioning of the government",
        "5.1.5": "disproportionate harm",
        "5.2.1": "personal policy views in internal deliberation",
    },
}
"""Each ground of `model.public_records.GROUNDS` in a few words."""


def ground_line(ground: str, language: Language) -> str:
    """Say what a ground is.

    >>> ground_line("5.1.2.e", "nl")
    '5.1.2.e: eerbiediging van de persoonlijke levenssfeer'
    """
    return f"{ground}: {GROUND_WORDS[language][ground]}"


def day(pieces: Pieces, language: Language) -> Pieces:
    """Give the date of a document in words, or its mask."""
    words = [
        piece
        if piece.ground
        else Piece(format_date(date.fromisoformat(piece.text), "long", locale=LOCALE[language]))
        for piece in pieces
    ]
    return tuple(words) or (Piece(WORDS[language]["unknown"]),)


def kind(pieces: Pieces, language: Language) -> Pieces:
    """Give the kind of a document; a word of the program is translated."""
    return tuple(
        piece._replace(text=WORDS[language].get(piece.text, piece.text)) for piece in pieces
    )


def number(n: int, language: Language) -> str:
    """Write a count as the language does."""
    return str(format_decimal(n, locale=LOCALE[language]))


def summary_line(record: Record, language: Language) -> Pieces:
    """Give the line under the title: number, kind, date and what was decided."""
    words = WORDS[language]
    dated = record.dated and (Piece(", "), *day(record.dated, language))
    start = Piece(f"{words['document'].capitalize()} {record.number}: ")
    return (start, *kind(record.kind, language), *dated, Piece(f", {words[record.outcome]}"))


def legend(record: Record, language: Language) -> Iterator[str]:
    """Give the lines that say on which grounds something was blacked out, if anything was."""
    if record.masks:
        yield WORDS[language]["masked"]
        yield from (ground_line(ground, language) for ground in sorted(record.masks))


def mail_word(name: str, language: Language) -> str:
    """Name a field of the head of a mail."""
    return WORDS[language][name]
