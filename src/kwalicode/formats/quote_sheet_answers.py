"""The sheet of quotes as a participant sends it back: what they ticked and typed."""

from collections.abc import Mapping

from kwalicode.errors import InputError
from kwalicode.formats.answer_fields import (
    Rows,
    code_in,
    filled,
    number_of,
    text_beside,
    ticked,
)
from kwalicode.formats.containers import check_content
from kwalicode.formats.word import read_tables
from kwalicode.model.quote_sheets import (
    SHEET_CODE,
    SHEET_LABELS,
    FilledSheet,
    QuoteAnswer,
    SheetAnswer,
    SheetField,
)
from kwalicode.text import folded

_FIELDS: Mapping[str, SheetField] = {
    folded(label): field for labels in SHEET_LABELS.values() for field, label in labels.items()
}
_CODES = frozenset(folded(label) for label in SHEET_CODE.values())
_BOXES: tuple[QuoteAnswer, ...] = ("agree", "change", "refuse")


def read_quote_sheet(content: bytes) -> FilledSheet:
    """Read a sheet of quotes that was filled in with Word or another program.

    Words that stand in the answer without a box ticked ask for a change.

    Raises:
        InputError: It is not a Word document, holds macros, is no sheet of ours, its numbers were
            changed, or a quote has more than one box ticked.
    """
    check_content(content, ".docx")
    code = ""
    quotes: list[tuple[int, str, str]] = []
    answers: list[SheetAnswer] = []
    for rows in read_tables(content):
        code = code or code_in(rows, _CODES)
        number = number_of(rows, _FIELDS)
        if number:
            fields = _filled(number, rows)
            quotes.append((number, text_beside(rows), fields.get("role_label", "")))
            answers += _answer(number, fields)
    if not code or not quotes:
        raise InputError(
            "This is no sheet of quotes that kwalicode made; choose the file that the participant "
            "sent back."
        )
    return FilledSheet(code, tuple(quotes), tuple(answers))


def _filled(number: int, rows: Rows) -> dict[SheetField, str]:
    changed = InputError(
        "The numbers of the quotes were changed, at quote {number}; ask for the file as it was "
        "sent, or enter the answers by hand.",
        number=number,
    )
    return filled(rows, _FIELDS, number=number, changed=changed)


def _answer(number: int, fields: Mapping[SheetField, str]) -> list[SheetAnswer]:
    boxes = {box: ticked(fields.get(box, "")) for box in _BOXES}
    chosen = [box for box in _BOXES if boxes[box] is not None]
    if len(chosen) > 1:
        raise InputError(
            "Quote {number} has more than one box ticked; ask what is meant, and enter it by hand.",
            number=number,
        )
    # Who types beside a box goes on about it there.
    parts = (*(boxes[box] for box in chosen), fields.get("words", ""))
    words = "\n".join(part for part in parts if part)
    if not chosen and not words:
        return []
    return [SheetAnswer(number, chosen[0] if chosen else "change", words)]
