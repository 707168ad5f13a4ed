"""Quotes as a table, one row each: `.csv` and `.xlsx`."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any

from kwalicode.report.packages import NOT_IN_XML, sealed
from kwalicode.report.quotes import (
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
from kwalicode.report.quotes_words import WORDS, count_words
from kwalicode.text import normalise

# Which program wrote it, and of which version, is nobody's concern.
_NO_PROGRAM = {
    "docProps/app.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"/>'
}
_WIDTHS = {"quote": 80, "role": 24, "kind": 24, "count": 30, "comment": 40}


def quotes_csv(file: QuoteFile) -> bytes:
    """Write quotes as a table in the way spreadsheets of the language read it.

    Returns:
        UTF-8 with a byte order mark, so that accents and emoji show right; cells are parted by `;`
        in Dutch. A cell that a spreadsheet would take for a formula starts with an apostrophe.
    """
    table = StringIO(newline="")
    writer = csv.writer(table, delimiter=";" if file.look.language == "nl" else ",")
    writer.writerow([WORDS[file.look.language][one] for one in columns(file)])
    writer.writerows([safe_cell(value) for value in row] for row in rows(file))
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
    _add_row(sheet, [told[one] for one in heads])
    for row in rows(file):
        _add_row(sheet, row)
    _lay_out(sheet, [_WIDTHS.get(one, 28) for one in heads])
    _explain(workbook.create_sheet(told["explained"]), file)
    if look.is_inside:
        for one in workbook.worksheets:
            one.oddHeader.center.text = told["inside"]
            one.title = f"{told['inside']} {workbook.index(one) + 1}"
    workbook.properties.creator = None
    workbook.properties.title, workbook.properties.language = told["title"], look.language
    content = BytesIO()
    workbook.save(content)
    return sealed(content.getvalue(), exported=look.exported, parts=_NO_PROGRAM)


def _explain(sheet: Any, file: QuoteFile) -> None:
    """Fill the sheet with the counts of every heading, after the standing text if it is wanted."""
    told = WORDS[file.look.language]
    _add_row(sheet, [told["title"], subtitle(file)])
    if file.look.has_introduction and file.parts:
        for text in standing_text(file):
            _add_row(sheet, ["", text])
    _add_row(sheet, [told["heading"], told["count"]])
    for part in file.parts:
        names = part_names(file, part)
        for level, counted in enumerate(part.counted, len(names) - len(part.counted)):
            name = " > ".join(names[: level + 1])
            said = count_words(counted, file.scale, file.look.language)
            _add_row(sheet, [name, f"{said}. {told['evidence']}" if part.has_evidence else said])
    _lay_out(sheet, [44, 100])
    sheet.auto_filter.ref = None
    sheet.freeze_panes = None


def _add_row(sheet: Any, values: Any) -> None:
    sheet.append([safe_cell(normalise(value).translate(NOT_IN_XML)) for value in values])


def _lay_out(sheet: Any, widths: list[int]) -> None:
    """Give columns their width, wrap the words, and let it print on the width of a page."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    wrapped = Alignment(wrap_text=True, vertical="top")
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = wrapped
            if cell.value:
                cell.data_type = "s"  # never a formula, whatever it begins with
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E9E8E2")
    sheet.freeze_panes, sheet.auto_filter.ref = "A2", sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    sheet.oddFooter.center.text = "&P"
