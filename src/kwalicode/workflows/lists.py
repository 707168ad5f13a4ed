"""What a study knows by itself: its lists, and what was accepted or refused in it (W21, W54)."""

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, get_args

from kwalicode import deid
from kwalicode.errors import InputError
from kwalicode.formats.encodings import decode
from kwalicode.model import FunctionLevel, IdentifierKind, ListedName
from kwalicode.store.files import Database
from kwalicode.store.listed import find_listed
from kwalicode.store.pseudonyms import accepted_names, refused_surfaces
from kwalicode.store.settings import get_settings
from kwalicode.text import folded, normalise

MAX_LENGTH, MAX_ENTRIES = 200, 50_000
_COLUMNS: Mapping[str, Sequence[str]] = {
    "text": ("text", "name", "tekst", "naam"),
    "kind": ("kind", "soort"),
    "level": ("level", "niveau"),
    "stays": ("stays", "blijft"),
}
_NOT_LISTED = (IdentifierKind.AGE, IdentifierKind.NAME_LIKE, IdentifierKind.SENSITIVE)
"""Kinds that say nothing outside the place where they were found."""

LISTABLE = tuple(kind for kind in IdentifierKind if kind not in _NOT_LISTED)
"""Kinds that can stand on a study's list."""

_YES = frozenset(("yes", "ja", "true", "waar", "1", "x"))
_DUTCH_KINDS = {
    "persoon": IdentifierKind.PERSON,
    "naam": IdentifierKind.PERSON,
    "plaats": IdentifierKind.PLACE,
    "organisatie": IdentifierKind.ORGANISATION,
    "organization": IdentifierKind.ORGANISATION,
    "partij": IdentifierKind.PARTY,
    "fractie": IdentifierKind.PARTY,
    "afdeling": IdentifierKind.DEPARTMENT,
    "dienst": IdentifierKind.DEPARTMENT,
    "functie": IdentifierKind.FUNCTION,
    "adres": IdentifierKind.ADDRESS,
    "datum": IdentifierKind.DATE,
    "telefoon": IdentifierKind.PHONE,
    "telefoonnummer": IdentifierKind.PHONE,
    "e-mail": IdentifierKind.EMAIL,
    "e-mailadres": IdentifierKind.EMAIL,
    "rekeningnummer": IdentifierKind.IBAN,
    "kenteken": IdentifierKind.PLATE,
    "webadres": IdentifierKind.URL,
    "gebruikersnaam": IdentifierKind.HANDLE,
    "nummer": IdentifierKind.NUMBER,
}
_LEVELS: Mapping[str, FunctionLevel] = {
    "uniek": "unique",
    "klein": "small",
    "breed": "broad",
    **{level: level for level in get_args(FunctionLevel)},
}


class StudyLayer(NamedTuple):
    """What a study knows, in the form in which `deid.detect` takes it.

    Attributes:
        known: Names accepted before or on a list, to be found everywhere.
        refused: Surfaces that are not proposed again.
        stays: Names that are no identifiers here, such as public help lines.
        layers: Which layers take part beside the rules.
    """

    known: Mapping[str, IdentifierKind]
    refused: Collection[str]
    stays: Mapping[str, IdentifierKind]
    layers: deid.Layers


def study_layer(db: Database) -> StudyLayer:
    """Read what a study knows from its key file."""
    settings, listed = get_settings(db), find_listed(db)
    stays = {name.text: name.kind for name in listed if name.stays or name.level == "broad"}
    known = {name.text: name.kind for name in listed if name.text not in stays}
    known |= deid.real_names(accepted_names(db))
    layers = deid.Layers(settings.learned, settings.engines)
    return StudyLayer(known, refused_surfaces(db), stays, layers)


def read_names(content: bytes, *, kind: IdentifierKind | None) -> list[ListedName]:
    """Read a list of names: all of it, or nothing.

    Args:
        content: A `.csv` with a heading (`text` or `name`, and as wanted `kind`, `level`,
            `stays`; Dutch headings and words are read too), or plain text with a name a line,
            commas and all.
        kind: What the names identify where the file does not say it.

    Raises:
        InputError: A line cannot be read; the sentence gives its number.
    """
    text = normalise(decode(content))
    rows = _rows(text)
    columns = _columns(rows[0][1]) if rows else {}
    lines = rows[1:] if columns else _plain_lines(text)
    names = [
        _listed(row, columns or {"text": 0}, number, kind)
        for number, row in lines
        if any(cell.strip() for cell in row)
    ]
    if len(names) > MAX_ENTRIES:
        raise InputError("A list may hold {most} names at most; split it.", most=MAX_ENTRIES)
    return names


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Give the cells of every row with the number of its first line; none if it is no CSV."""
    first = text.partition("\n")[0]
    # A list of one column may hold commas; normal text never holds this control character.
    delimiter = max("\x1f,;\t", key=first.count)
    try:
        reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
        return [(reader.line_num - sum(c.count("\n") for c in row), row) for row in reader]
    except csv.Error as error:
        if _columns(first.split(delimiter)):
            raise InputError("This list is no proper CSV; save it as CSV once more.") from error
        return []


def _plain_lines(text: str) -> list[tuple[int, list[str]]]:
    lines = text.split("\n")
    if any(mark in line for line in lines for mark in ";\t"):
        raise InputError(
            "This list has several columns but no heading; put name, kind, level, stays above them."
        )
    return [(number, [line.strip().strip('"')]) for number, line in enumerate(lines, 1)]


def _columns(heading: Sequence[str]) -> dict[str, int]:
    """Give the place of each column; none at all if the first line is no heading."""
    found = {
        name: place
        for place, cell in enumerate(heading)
        for name, words in _COLUMNS.items()
        if folded(cell) in words
    }
    return found if "text" in found else {}


def _listed(
    row: Sequence[str], columns: Mapping[str, int], number: int, kind: IdentifierKind | None
) -> ListedName:
    cells = {
        name: row[place].strip() if place < len(row) else "" for name, place in columns.items()
    }
    text = " ".join(cells["text"].split())
    if not 0 < len(text) <= MAX_LENGTH:
        raise InputError(
            "Line {line} of the list has no name of 1 to {most} characters.",
            line=number,
            most=MAX_LENGTH,
        )
    word = folded(cells.get("kind", ""))
    found = _kind(word) if word else kind
    if found is None:
        raise InputError(
            "Line {line} of the list says no known kind, such as person, place or function.",
            line=number,
        )
    level = _LEVELS.get(folded(cells.get("level", "")))
    if level is None:
        raise InputError(
            "Line {line} of the list has another level than unique, small or broad.", line=number
        )
    return ListedName(0, text, found, level, folded(cells.get("stays", "")) in _YES)


def _kind(word: str) -> IdentifierKind | None:
    if word in _DUTCH_KINDS:
        return _DUTCH_KINDS[word]
    return next((kind for kind in LISTABLE if kind == word), None)
