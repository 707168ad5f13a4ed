"""The list of sources as it may go out: by title, by type alone, or not at all (W65)."""

import csv
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import StringIO
from typing import NamedTuple

from babel.dates import format_date

from kwalicode.model import Facts, Language
from kwalicode.report.quotes.file import safe_cell
from kwalicode.report.word import NORMAL, QUOTE, SUBTITLE, TITLE, WordDocument

_LOCALE = {"nl": "nl_NL", "en": "en_GB"}
_WORDS = {
    "nl": {
        "list": "Bronnenlijst",
        "columns": "titel|soort|datum|verkregen|aantal",
        "by type": "[geen nadere toelichting i.v.m. anonimiteit]",
        "interview": "gesprek",
        "document": "document",
        "own initiative": "op eigen initiatief",
        "on request": "op verzoek",
        "by participants": "door deelnemers",
        "public": "openbaar",
        "": "",
    },
    "en": {
        "list": "List of sources",
        "columns": "title|type|date|acquired|number",
        "by type": "[not specified, for anonymity]",
        "interview": "interview",
        "document": "document",
        "own initiative": "on own initiative",
        "on request": "on request",
        "by participants": "by participants",
        "public": "public",
        "": "",
    },
}


class ListedSource(NamedTuple):
    """A source as it may be named; the title is empty where only its type may be."""

    title: str
    kind: str
    facts: Facts


def source_list_csv(listed: Sequence[ListedSource], language: Language) -> bytes:
    """Write the list as a table in UTF-8 with a byte order mark; formulas are made harmless."""
    table = StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(_WORDS[language]["columns"].split("|"))
    writer.writerows([safe_cell(value) for value in row] for row in _rows(listed, language))
    return table.getvalue().encode("utf-8-sig")


def source_list_md(listed: Sequence[ListedSource], language: Language) -> bytes:
    """Write the list as Markdown, a line for each."""
    lines = [f"- {_line(row)}" for row in _rows(listed, language)]
    return "\n".join([f"# {_WORDS[language]['list']}", "", *lines, ""]).encode()


def source_list_docx(listed: Sequence[ListedSource], language: Language) -> bytes:
    """Write the list as a Word document, a paragraph for each."""
    words, today = _WORDS[language], datetime.now(UTC).date()
    document = WordDocument(title=words["list"], language=language, exported=today)
    document.add(TITLE, words["list"])
    document.add(SUBTITLE, _day(today.isoformat(), language))
    for row in _rows(listed, language):
        document.add(NORMAL if row[0] else QUOTE, _line(row))
    return document.to_bytes()


def _rows(listed: Sequence[ListedSource], language: Language) -> list[tuple[str, ...]]:
    """Give title, type, date, way of acquisition and number; of a type alone only its number."""
    words = _WORDS[language]
    rows: list[tuple[str, ...]] = []
    types = Counter(_type(one, language) for one in listed if not one.title)
    for one in listed:
        if one.title:
            dated = _day(one.facts.dated, language)
            rows.append((one.title, _type(one, language), dated, words[one.facts.route], "1"))
    rows += [
        ("", f"{name} {words['by type']}", "", "", str(n)) for name, n in sorted(types.items())
    ]
    return rows


def _type(one: ListedSource, language: Language) -> str:
    return one.facts.type or _WORDS[language][one.kind]


def _line(row: Sequence[str]) -> str:
    title, kind, dated, route, number = row
    if not title:
        return f"{number} × {kind}"
    return ", ".join(filter(None, (title, kind, dated, route)))


def _day(iso: str, language: Language) -> str:
    day = date.fromisoformat(iso) if iso else None
    return format_date(day, format="long", locale=_LOCALE[language]) if day else ""
