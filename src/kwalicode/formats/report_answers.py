"""The report of an interview as a participant sends it back: what they filled in."""

from collections.abc import Iterator, Mapping

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
from kwalicode.model import (
    FIELD_LABELS,
    REPORT_CODE,
    Answer,
    AnswerField,
    FilledReport,
)
from kwalicode.text import folded

_FIELDS: Mapping[str, AnswerField] = {
    folded(label): field for labels in FIELD_LABELS.values() for field, label in labels.items()
}
_CODES = frozenset(folded(label) for label in REPORT_CODE.values())


def read_report(content: bytes) -> FilledReport:
    """Read a report that was filled in with Word or another program.

    Raises:
        InputError: It is not a Word document, holds macros, or no report of ours.
    """
    check_content(content, ".docx")
    code = ""
    paragraphs: list[tuple[int, str]] = []
    answers: list[Answer] = []
    for rows in read_tables(content):
        code = code or code_in(rows, _CODES)
        number = number_of(rows, _FIELDS)
        if number:
            paragraphs.append((number, text_beside(rows)))
            answers += _answers(number, rows)
    if not code or not paragraphs:
        raise InputError(
            "This is no report that kwalicode made; choose the file that the participant sent back."
        )
    return FilledReport(code, tuple(paragraphs), tuple(answers))


def _answers(number: int, rows: Rows) -> Iterator[Answer]:
    changed = InputError(
        "The numbers of the paragraphs were changed, at paragraph {number}; ask for the file as it "
        "was sent, or enter the answers by hand.",
        number=number,
    )
    fields = filled(rows, _FIELDS, number=number, changed=changed)
    answer = Answer(
        number,
        fields.get("correction", ""),
        fields.get("addition", ""),
        ticked(fields.get("no_analysis", "")),
        ticked(fields.get("no_quotes", "")),
    )
    if answer != Answer(number):
        yield answer
