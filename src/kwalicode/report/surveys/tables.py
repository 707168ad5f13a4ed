"""Tables of closed questions in the form of a report's annex: .docx, .xlsx, .csv.

What is withheld is a dot, never a blank.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any, NamedTuple

from kwalicode.model import Language
from kwalicode.report.quotes.file import safe_cell
from kwalicode.report.surveys.caption import caption
from kwalicode.report.surveys.numbers import Line, SurveyStatistics
from kwalicode.report.surveys.words import WORDS, number, told
from kwalicode.report.word import NORMAL, SUBTITLE, TITLE, WordDocument

WITHHELD = "·"


class Written(NamedTuple):
    """A table in words.

    Attributes:
        heads: One row of heads, or two where columns stand under a measure.
        rows: Cells as they are read; numbers in the form of the language.
        n_labels: How many columns come before the numbers.
        caption: Sentences under the table.
    """

    heads: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    n_labels: int
    caption: tuple[str, ...]


_FORMS = {"n": "#,##0", "mean": "0.00", "sd": "0.00", "alpha without": "0.00", "item-rest": "0.00"}
_PERCENT = "0.0"


def number_form(column: str) -> str:
    """Give how numbers of a column are written, as a spreadsheet says it."""
    return _FORMS.get(column, _PERCENT)


def written(table: SurveyStatistics, language: Language) -> Written:
    """Put a table in words."""
    words = WORDS[language]
    has_groups = any(line.group for line in table.lines)
    n_labels = 1 + has_groups
    blank = ("",) * n_labels
    columns = tuple(words[one] for one in table.columns)
    heads = [(*blank, *columns * len(table.measures))]
    if table.measures != ("",):
        above = [
            head
            for one in table.measures
            for head in (told(one, language), *[""] * (len(columns) - 1))
        ]
        heads.insert(0, (*blank, *above))
    rows = []
    before = None
    for line in table.lines:
        label = label_of(line, language)
        group = (told(line.group, language),) if has_groups else ()
        rows.append(("" if label == before else label, *group, *_cells(table, line, language)))
        before = label
    return Written(tuple(heads), tuple(rows), n_labels, tuple(caption(table, language)))


def label_of(line: Line, language: Language) -> str:
    """Give the label of a row; that of a turned item says so."""
    label = told(line.label, language)
    return f"{label} {WORDS[language]['turned']}" if line.is_turned else label


def _cells(table: SurveyStatistics, line: Line, language: Language) -> Iterator[str]:
    forms = [number_form(one) for one in table.columns] * len(table.measures)
    for value, form in zip(line.numbers, forms, strict=True):
        if value == "":
            yield ""
        else:
            yield WITHHELD if value is None else number(value, form, language)


def table_csv(table: SurveyStatistics, language: Language) -> bytes:
    """Write a table as Dutch spreadsheets read it: `;` between cells, in Dutch decimal commas.

    UTF-8 with a byte order mark; the caption stands under the table.
    """
    words = written(table, language)
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerows(map(safe_cell, row) for row in words.heads)
    n = words.n_labels
    writer.writerows([*map(safe_cell, row[:n]), *row[n:]] for row in words.rows)
    writer.writerow([])
    writer.writerows([safe_cell(sentence)] for sentence in words.caption)
    return file.getvalue().encode("utf-8-sig")


def table_xlsx(table: SurveyStatistics, language: Language) -> bytes:
    """Write a table as a workbook; numbers are numbers, so the program writes them its own way."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    words = written(table, language)
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = table.kind
    sheet.column_dimensions["A"].width = 60
    sheet.column_dimensions["B"].width = 24
    for row in words.heads:
        sheet.append(row)
    for row in sheet.iter_rows():
        _keep_as_text(row)
        for cell in row:
            cell.font = Font(bold=True)
    forms = [number_form(one) for one in table.columns] * len(table.measures)
    for line, row in zip(table.lines, words.rows, strict=True):
        values = [WITHHELD if value is None else value for value in line.numbers]
        sheet.append([*row[: words.n_labels], *values])
        last = sheet.max_row
        for place, form in enumerate(forms, words.n_labels + 1):
            sheet.cell(last, place).number_format = form
        _keep_as_text(sheet[last][: words.n_labels])
    for sentence in ("", *words.caption):
        sheet.append([sentence])
        _keep_as_text(sheet[sheet.max_row][:1])
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _keep_as_text(cells: Iterable[Any]) -> None:
    for cell in cells:
        if cell.value:
            cell.data_type = "s"  # never a formula, whatever it begins with


def table_docx(table: SurveyStatistics, language: Language) -> bytes:
    """Write a table as a Word document with the caption under it."""
    words, today = written(table, language), datetime.now(UTC).date()
    title = WORDS[language][table.kind]
    document = WordDocument(title=title, language=language, exported=today)
    document.add(TITLE, title)
    document.add(SUBTITLE, table.survey)
    n_numbers = len(words.heads[0]) - words.n_labels
    width = min(260, 1100 // n_numbers)
    rest = 1600 - width * n_numbers
    labels = [rest] if words.n_labels == 1 else [round(rest * 0.65), round(rest * 0.35)]
    rows = [*words.heads, *words.rows]
    document.add_table(rows, [*labels, *[width] * n_numbers], n_labels=words.n_labels)
    for sentence in words.caption:
        document.add(NORMAL, sentence)
    return document.to_bytes()


WRITERS: Mapping[str, Callable[[SurveyStatistics, Language], bytes]] = {
    ".docx": table_docx,
    ".xlsx": table_xlsx,
    ".csv": table_csv,
}
