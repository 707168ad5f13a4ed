"""Answers to a questionnaire as Qualtrics, LimeSurvey, SPSS or a spreadsheet write them."""

import json
import re
from collections.abc import Sequence
from pathlib import PurePath

from kwalicode.errors import InputError
from kwalicode.formats.spss import read_sav
from kwalicode.formats.tables import SUFFIXES as TABLE_SUFFIXES
from kwalicode.formats.tables import Row, read_rows
from kwalicode.model import SurveyTable

SUFFIXES = (*TABLE_SUFFIXES, ".sav", ".zsav")

_LIMESURVEY = frozenset({"submitdate", "lastpage", "startlanguage", "seed", "datestamp"})
_LIMESURVEY |= {"date submitted", "last page", "start language"}
# 'Q1. What do you think?': LimeSurvey's heading of code and text.
_CODE_AND_TEXT = re.compile(r"\s*([A-Za-z]\w*(?:\[[^\]]*\])*)\s*\.\s+(.+)", re.DOTALL)
_BREAKS = re.compile(r"<br\s*/?>|</p>", re.IGNORECASE)
_TAG = re.compile(r"<[a-z/][^<>]{0,500}>", re.IGNORECASE)


def read_survey(file_name: str, content: bytes) -> SurveyTable:
    """Read a file of answers: all of it, or not at all.

    Args:
        file_name: Its ending says the format.
        content: The file; it is not trusted.

    Raises:
        InputError: The file cannot be read; the sentence says why and what to do.
    """
    if PurePath(file_name).suffix.lower() in {".sav", ".zsav"}:
        return _checked(read_sav(content))
    rows = read_rows(file_name, content)
    if len(rows) > 2 and _are_import_ids(rows[2].cells):
        return _table("qualtrics", rows[0].cells, rows[1].cells, rows[3:])
    head = [_heading(cell) for cell in rows[0].cells]
    if sum(name.lower() in _LIMESURVEY for name, _ in head) >= 2:
        names, wordings = [name for name, _ in head], [wording for _, wording in head]
        return _table("limesurvey", names, wordings, rows[1:])
    return _table("plain", rows[0].cells, rows[0].cells, rows[1:])


def _are_import_ids(cells: Sequence[str]) -> bool:
    """Tell whether this is the third heading of Qualtrics: a JSON object in each cell."""
    try:
        found = [json.loads(cell) for cell in cells]
    except ValueError:
        return False
    return all(isinstance(one, dict) and "ImportId" in one for one in found)


def _heading(cell: str) -> tuple[str, str]:
    found = _CODE_AND_TEXT.fullmatch(cell)
    return (found[1], found[2]) if found else (cell.strip(), cell)


def _table(
    form: str, names: Sequence[str], wordings: Sequence[str], rows: Sequence[Row]
) -> SurveyTable:
    return _checked(
        SurveyTable(
            form,
            [name.strip() for name in names],
            [_words(wording) for wording in wordings],
            [{} for _ in names],
            [{} for _ in names],
            [row.cells for row in rows],
            [row.number for row in rows],
        )
    )


def _words(wording: str) -> str:
    """Take the page's own marks out of a question."""
    return " ".join(_TAG.sub("", _BREAKS.sub(" ", wording)).replace("&nbsp;", " ").split())


def _checked(table: SurveyTable) -> SurveyTable:
    seen: set[str] = set()
    for place, name in enumerate(table.names, 1):
        if not name or name.casefold() in seen:
            raise InputError(
                "Column {column} has no name, or one that another column has; mend the heading.",
                column=place,
            )
        seen.add(name.casefold())
    if not table.rows:
        raise InputError("This file holds questions but no answers; choose another file.")
    return table
