"""Quotes as a table, one row each: `.csv` and `.xlsx`."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import zip_longest
from typing import Any

from kwalicode.report.packages import NOT_IN_XML
from kwalicode.report.quotes.file import (
    Part,
    PrintedQuote,
    QuoteFile,
    ordered,
    part_names,
    safe_cell,
    spoken,
    standing_text,
    subtitle,
)
from kwalicode.report.quotes.words import WORDS, count_words
from kwalicode.report.sheets import lay_out, to_bytes
from kwalicode.text import normalise

_WIDTHS = {"quote": 80, "role": 24, "kind": 24, "count": 30, "comment": 40}


def quotes_csv(file: QuoteFile) -> bytes:
    """Write quotes as a table in the way spreadsheets of the language read it.

    Returns:
        UTF-8 with a byte order mark, so that accents and emoji show right; cells are parted by `;`
        in Dutch. A cell that a spreadsheet would take for a formula starts with an apostrophe.
        The standing text stands in a column of its own, in the first row.
    """
    table = StringIO(newline="")
    writer = csv.writer(table, delimiter=";" if file.look.language == "nl" else ",")
    told, standing = WORDS[file.look.language], " ".join(standing_text(file))
    more = [(standing,)] if standing else []
    writer.writerow([told[one] for one in (*columns(file), *(["explained"] if standing else []))])
    for row, own in zip_longest(rows(file), more, fillvalue=("",) * len(more)):
        writer.writerow([safe_cell(value) for value in (*row, *own)])
    return table.getvalue().encode("utf-8-sig")


def columns(file: QuoteFile) -> tuple[str, ...]:
    """Give what the columns hold, as keys of the words of the file."""
    headings = {"code": ("category", "code"), "category": ("category",), "theme": ("theme",)}
    inside = ("respondent", "source", "comment", "status") if file.look.is_inside else ()
    return (*headings[file.grouping], "quote", "role", "kind", "count", *inside)


def rows(file: QuoteFile) -> Iterator[tuple[str, ...]]:
    """Give a row for every quote under every heading, in the order of the other formats."""
    told = WORDS[file.look.language]
    for part in file.parts:
        counted = count_words(part.counted[-1], file.scale, file.look.language)
        for quote in ordered(part.quotes):
            inside: tuple[str, ...] = ()
            if file.look.is_inside:
                inside = (quote.respondent, quote.source, quote.comment, told["inside"])
            yield (*_headings(file, part), *_cells(file, quote), counted, *inside)


def _headings(file: QuoteFile, part: Part) -> tuple[str, ...]:
    if file.grouping == "code":
        return ("", part.path[0]) if len(part.path) == 1 else part.path
    names = part_names(file, part) if part.path[0] else ("",)
    return (": ".join(names),)


def _cells(file: QuoteFile, quote: PrintedQuote) -> tuple[str, ...]:
    label = " ".join(quote.role_label.split())
    return spoken(quote, file.look).strip(), label, WORDS[file.look.language][quote.style]


def quotes_xlsx(file: QuoteFile) -> bytes:
    """Write quotes as a workbook: a sheet of quotes, and one that says what the numbers mean."""
    from openpyxl import Workbook

    told, look = WORDS[file.look.language], file.look
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = told["title"]
    heads = columns(file)
    _add_row(sheet, [told[one].capitalize() for one in heads])
    for row in rows(file):
        _add_row(sheet, row)
    lay_out(sheet, [_WIDTHS.get(one, 28) for one in heads])
    sheet.auto_filter.ref = sheet.dimensions
    _explain(workbook.create_sheet(told["explained"]), file)
    if look.is_inside:
        for one in workbook.worksheets:
            one.oddHeader.center.text = told["inside"]
            one.title = f"{told['inside']} {workbook.index(one) + 1}"
    return to_bytes(workbook, title=told["title"], language=look.language, exported=look.exported)


def _explain(sheet: Any, file: QuoteFile) -> None:
    """Fill the sheet with the counts of every heading, after the standing text if it is wanted."""
    from openpyxl.styles import Font

    told = WORDS[file.look.language]
    _add_row(sheet, [told["title"], subtitle(file)])
    if file.look.has_introduction and file.parts:
        for text in standing_text(file):
            _add_row(sheet, ["", text])
    _add_row(sheet, [told["heading"].capitalize(), told["count"].capitalize()])
    heads = sheet.max_row
    for part in file.parts:
        names = part_names(file, part)
        for level, counted in enumerate(part.counted, len(names) - len(part.counted)):
            name = " > ".join(names[: level + 1])
            said = count_words(counted, file.scale, file.look.language)
            _add_row(sheet, [name, f"{said}. {told['evidence']}" if part.has_evidence else said])
    lay_out(sheet, [44, 100])
    for cell in sheet[heads]:
        cell.font = Font(bold=True)


def _add_row(sheet: Any, values: Any) -> None:
    sheet.append([safe_cell(normalise(value).translate(NOT_IN_XML)) for value in values])
