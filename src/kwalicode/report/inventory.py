"""The inventory of what is made public: a line for each document, also for those withheld."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import NamedTuple

from kwalicode.model import Language
from kwalicode.model.public_records import Piece, Pieces, Record, plain_text
from kwalicode.report.public_records_words import WORDS, day, ground_line, kind, number
from kwalicode.report.word import HEADING_2, NORMAL, SUBTITLE, TITLE, WordDocument

CELLS = ("number", "cell", "cell", "cell", "number", "number", "cell", "cell")
"""Whether a column of the inventory holds numbers or words."""

_WIDTHS = (90, 300, 220, 380, 140, 150, 320)
_XLSX_WIDTHS = (6, 20, 24, 44, 8, 10, 20, 16)


class Listed(NamedTuple):
    """A document in the inventory.

    Attributes:
        n_pages: Of its PDF; of one that is withheld those of the document itself.
    """

    record: Record
    n_pages: int


Row = tuple[Pieces, ...]


def inventory_rows(listed: Sequence[Listed], language: Language) -> list[Row]:
    """Give the cells of each document, in the order of the columns."""
    words = WORDS[language]
    return [
        (
            (Piece(str(record.number)),),
            day(record.dated, language),
            kind(record.kind, language),
            record.title,
            (Piece(number(n_pages, language)),),
            (Piece(number(record.n_words, language)),),
            (Piece(words[record.outcome]),),
            (Piece(_masks(record, language)),),
        )
        for record, n_pages in listed
    ]


def _masks(record: Record, language: Language) -> str:
    if record.withheld:
        return record.withheld
    return "\n".join(f"{g}: {number(n, language)}" for g, n in sorted(record.masks.items()))


def summary(listed: Sequence[Listed], language: Language) -> str:
    """Say how many documents are disclosed in full, in part and not."""
    counts = Counter[str](one.record.outcome for one in listed)
    names = ("full", "part", "none")
    return WORDS[language]["summary"].format(
        n=len(listed), **{name: counts[name] for name in names}
    )


def ground_lines(listed: Sequence[Listed], language: Language) -> list[str]:
    """Say what the grounds are that the list names."""
    used = {ground for record, _ in listed for ground in record.masks}
    used |= {record.withheld for record, _ in listed if record.withheld}
    return [ground_line(ground, language) for ground in sorted(used)]


def inventory_docx(listed: Sequence[Listed], language: Language, exported: date) -> bytes:
    """Write the inventory as a Word document."""
    words = WORDS[language]
    document = WordDocument(title="", language=language, exported=exported)
    document.add(TITLE, words["inventory"])
    document.add(SUBTITLE, summary(listed, language))
    *heads, last, _masked = words["columns"].split("|")
    rows = [[*heads, last]]
    for cells in inventory_rows(listed, language):
        number_cell, dated, *first, outcome, masks = (plain_text(cell) for cell in cells)
        # The ground of a mask does not fit beside it.
        dated = dated.replace("[", "\n[")
        rows.append([number_cell, dated, *first, "\n".join(filter(None, (outcome, masks)))])
    document.add_table(rows, _WIDTHS, n_labels=1)
    document.add(HEADING_2, words["grounds"])
    for line in ground_lines(listed, language):
        document.add(NORMAL, line)
    return document.to_bytes()


def inventory_xlsx(listed: Sequence[Listed], language: Language) -> bytes:
    """Write the inventory as a workbook with a column for each ground; counts are numbers."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    words = WORDS[language]
    workbook = Workbook()
    workbook.properties.creator = ""
    sheet = workbook.active
    sheet.title = words["inventory"]
    grounds = sorted({ground for record, _ in listed for ground in record.masks})
    *heads, last = words["columns"].split("|")
    sheet.append([*heads, *grounds])
    for record, n_pages in listed:
        texts = (day(record.dated, language), kind(record.kind, language), record.title)
        outcome = ": ".join(filter(None, (words[record.outcome], record.withheld)))
        cells = [record.number, *map(plain_text, texts), n_pages, record.n_words, outcome]
        masks = [] if record.withheld else [record.masks[ground] for ground in grounds]
        sheet.append([*cells, *masks])
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if isinstance(cell.value, str):
                cell.data_type = "s"  # never a formula, whatever it begins with
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place, width in enumerate(_XLSX_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    below = workbook.create_sheet(last)
    for line in ground_lines(listed, language):
        below.append(line.split(": ", 1))
    below.column_dimensions["B"].width = 70
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()
