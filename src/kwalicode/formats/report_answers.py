"""The report of an interview as a participant sends it back: what they filled in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kwalicode.errors import InputError
from kwalicode.formats.containers import check_content
from kwalicode.formats.word import read_tables
from kwalicode.model import (
    EMPTY_BOX,
    FIELD_LABELS,
    REPORT_CODE,
    Answer,
    AnswerField,
    FilledReport,
)
from kwalicode.text import folded, normalise

_LABEL = re.compile(r"\s*(\d+)\W+(.+?)\s*")
_FIELDS: Mapping[str, AnswerField] = {
    folded(label): field for labels in FIELD_LABELS.values() for field, label in labels.items()
}
_CODES = frozenset(folded(label) for label in REPORT_CODE.values())
_FULL, _BOXES = "☒☑✓✔✗✘", EMPTY_BOX
_MARKS = frozenset(("x", "v", "ja", "yes", "ok", "j", "y"))
_NO = frozenset(("nee", "no", "n", "-", "–", "nvt", "n.v.t."))
_SPEAKER_CELL, _TEXT_CELL = 0, 1


def read_report(content: bytes) -> FilledReport:
    """Read a report that was filled in with Word or another program.

    Fields are known by their words, not by hidden marks, so that any program may have saved it.

    Raises:
        InputError: It is not a Word document, holds macros, or no report of ours.
    """
    check_content(content, ".docx")
    code = ""
    paragraphs: list[tuple[int, str]] = []
    answers: list[Answer] = []
    for rows in read_tables(content):
        code = code or _code(rows)
        number = _number(rows)
        if number:
            text = rows[0][_TEXT_CELL] if len(rows[0]) > _TEXT_CELL else ""
            paragraphs.append((number, normalise(text)))
            answers += _answers(number, rows)
    if not code or not paragraphs:
        raise InputError(
            "This is no report that kwalicode made; choose the file that the participant sent back."
        )
    return FilledReport(code, tuple(paragraphs), tuple(answers))


def _code(rows: Sequence[Sequence[str]]) -> str:
    pairs = (row for row in rows if len(row) > 1)
    return next((row[1].strip() for row in pairs if folded(row[0]) in _CODES), "")


def _number(rows: Sequence[Sequence[str]]) -> int:
    """Give the number that a table of a paragraph begins with, else 0."""
    first = re.match(r"\s*(\d{1,6})\b", rows[0][_SPEAKER_CELL]) if rows and rows[0] else None
    return int(first[1]) if first and any(_labels(row) for row in rows[1:]) else 0


def _labels(row: Sequence[str]) -> Iterator[tuple[int, AnswerField, str]]:
    """Give number, field and content of the fields of a row."""
    for label, content in pairwise(row):
        found = _LABEL.fullmatch(label)
        field = _FIELDS.get(folded(found[2])) if found else None
        if found and field:
            yield int(found[1]), field, content


def _answers(number: int, rows: Sequence[Sequence[str]]) -> Iterator[Answer]:
    fields: dict[AnswerField, str] = {}
    for row in rows[1:]:
        for labelled, field, content in _labels(row):
            if labelled != number:
                raise InputError(
                    "The numbers of the paragraphs were changed, at paragraph {number}; ask for "
                    "the file as it was sent, or enter the answers by hand.",
                    number=number,
                )
            fields[field] = normalise(content).strip()
    answer = Answer(
        number,
        fields.get("correction", ""),
        fields.get("addition", ""),
        _barred(fields.get("no_analysis", "")),
        _barred(fields.get("no_quotes", "")),
    )
    if answer != Answer(number):
        yield answer


def _barred(content: str) -> str | None:
    """Give the words that are kept out: '' for all, None for none."""
    words = content.translate(dict.fromkeys(map(ord, _FULL + _BOXES))).strip()
    is_ticked = any(mark in content for mark in _FULL)
    if folded(words) in _NO:
        words = ""
    if folded(words) in _MARKS:
        is_ticked, words = True, ""
    if words:
        return words
    return "" if is_ticked else None
