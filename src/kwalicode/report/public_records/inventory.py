"""The inventory of what is made public: a line for each document, also for those withheld."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kwalicode.model import Language
from kwalicode.model.public_records import Piece, Pieces, Record, plain_text
from kwalicode.report.public_records.words import WORDS, day, ground_line, kind, number
from kwalicode.report.sheets import lay_out, to_bytes
from kwalicode.report.word import HEADING_2, NORMAL, SUBTITLE, TITLE, WordDocument

CELLS = ("number", "cell", "cell", "cell", "number", "number", "cell", "cell")
"""Whether a column of the inventory holds numbers or words."""

_WIDTHS = (90, 290, 270, 340, 120, 180, 310)
_XLSX_WIDTHS = (6, 20, 24, 44, 8, 10, 22)


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
    document.add_table(rows, _WIDTHS, n_labels=1, has_head=True)
    document.add(HEADING_2, words["grounds"])
    for line in ground_lines(listed, language):
        document.add(NORMAL, line)
    return document.to_bytes()


def inventory_xlsx(listed: Sequence[Listed], language: Language, exported: date) -> bytes:
    """Write the inventory as a workbook with a column for each ground; counts are numbers."""
    from openpyxl import Workbook

    words = WORDS[language]
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = words["inventory"]
    grounds = sorted({ground for record, _ in listed for ground in record.masks})
    *heads, _masked = words["columns"].split("|")
    sheet.append([*heads, *grounds])
    for record, n_pages in listed:
        texts = (day(record.dated, language), kind(record.kind, language), record.title)
        outcome = ": ".join(filter(None, (words[record.outcome], record.withheld)))
        cells = [record.number, *map(plain_text, texts), n_pages, record.n_words, outcome]
        masks = [] if record.withheld else [record.masks[ground] for ground in grounds]
        sheet.append([*cells, *masks])
    lay_out(sheet, [*_XLSX_WIDTHS, *[10] * len(grounds)])
    below = workbook.create_sheet(words["ground"])
    below.append([words["ground"], words["grounds"]])
    for line in ground_lines(listed, language):
        below.append(line.split(": ", 1))
    lay_out(below, (12, 80))
    return to_bytes(workbook, title="", language=language, exported=exported)
