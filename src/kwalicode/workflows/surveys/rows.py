"""Rows of a survey as they will be stored: consent, closed answers, attributes, answers in words.

Everything is looked at before anything is stored. What would go to the study file as it stands,
closed answers and attributes, is refused where it looks like words of a person's own or like an
address: only open answers are de-identified.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from kwalicode.errors import InputError
from kwalicode.formats.survey_words import identifies, read_day
from kwalicode.model import Missing, SurveyColumn, SurveyMapping, SurveyTable
from kwalicode.text import normalise

Progress = Callable[[float], object]
Answer = str | list[str] | dict[str, object]

MAX_CLOSED = 200
_MOST_WORDS, _MANY = 6, 50
_NOT_TICKED = frozenset({"0", "n", "no", "nee", "false", "not selected", "not quoted", "unchecked"})
_YES_NO = frozenset({"yes", "no", "ja", "nee", "y", "n", "true", "false"})
# When a form was filled in says when consent was given; the column itself is not kept.
_MOMENTS = ("recordeddate", "enddate", "submitdate", "date submitted", "startdate")


class Respondent(NamedTuple):
    """A row that will be stored.

    Attributes:
        code: To withdraw by; '' where there is none.
        consented_on: ISO 8601, a day.
        closed: By name of the question.
        attributes: By name of the attribute.
        told: Name of an open question and what was answered; several where it was asked in rounds.
    """

    code: str
    consented_on: str
    closed: dict[str, Answer]
    attributes: dict[str, str]
    told: list[tuple[str, str]]


def read_respondents(
    table: SurveyTable, mapping: SurveyMapping, *, progress: Progress
) -> tuple[list[Respondent], int]:
    """Give the rows that may be stored, and how many were left out for want of consent (W31).

    Raises:
        InputError: A row cannot be stored as the mapping says; the sentence says which and why.
    """
    columns = [_Cells(table, place, one) for place, one in enumerate(mapping.columns)]
    consent = next((one for one in columns if one.column.use == "consent"), None)
    code = next((one for one in columns if one.column.use == "code"), None)
    moment = _moment(table)
    kept = [one for one in columns if one.column.use in _READERS]
    respondents: list[Respondent] = []
    codes: set[str] = set()
    for place, (row, number) in enumerate(zip(table.rows, table.numbers, strict=True)):
        if not place % 1000:
            progress(place / len(table.rows))
        if consent and row[consent.place].strip() not in mapping.consent_values - {""}:
            continue
        said = row[code.place].strip() if code else ""
        if said in codes:
            raise InputError(
                "Row {row}, column {column}: another row has the same code; codes must differ.",
                row=number,
                column=code.column.name if code else "",
            )
        codes |= {said} - {""}
        respondents.append(_respondent(kept, row, number, said, _day_of(row, moment)))
    for one in kept:
        one.refuse_own_words()
    return respondents, len(table.rows) - len(respondents)


def _moment(table: SurveyTable) -> int | None:
    names = [name.lower() for name in table.names]
    return next((names.index(name) for name in _MOMENTS if name in names), None)


def _day_of(row: Sequence[str], moment: int | None) -> str:
    day = read_day(row[moment]) if moment is not None else None
    return (day if day and day <= _today() else _today()).isoformat()


def _today() -> date:
    return datetime.now(UTC).date()


def _respondent(
    columns: Iterable["_Cells"], row: Sequence[str], number: int, code: str, day: str
) -> Respondent:
    one = Respondent(code, day, {}, {}, [])
    for cells in columns:
        cells.number = number
        _READERS[cells.column.use](cells, row[cells.place].strip(), one)
    return one


class _Cells:
    """A column while its rows are read; a value that comes again is looked at once."""

    def __init__(self, table: SurveyTable, place: int, column: SurveyColumn) -> None:
        self.place, self.column = place, column
        self.labels = table.labels[place]
        self.number = 0
        self._seen: dict[str, str] = {}

    def missing(self, cell: str) -> Missing | None:
        return self.column.missing.get(cell) if cell else self.column.blank

    def value(self, cell: str) -> str:
        """Give a value of a closed answer that may stand in the study file."""
        if cell not in self._seen:
            words = normalise(self.labels.get(cell, cell))
            if identifies(words) or len(words) > MAX_CLOSED:
                raise self._refused()
            if (day := read_day(cell)) and not _is_possible(day):
                raise self._impossible()
            self._seen[cell] = normalise(cell)
        return self._seen[cell]

    def attribute(self, cell: str) -> str:
        key = f"\0{cell}"
        if key not in self._seen:
            self.value(cell)
            self._seen[key] = self._typed(normalise(self.labels.get(cell, cell)))
        return self._seen[key]

    def _typed(self, words: str) -> str:
        kind = self.column.kind
        day = read_day(words)
        fits = {
            "number": _is_number(words),
            "date": day is not None,
            "yes/no": words.lower() in _YES_NO,
        }
        if not fits.get(kind, True):
            raise InputError(
                "Row {row}, column {column}: this value does not fit the kind of attribute; mend "
                "the file or choose another kind.",
                row=self.number,
                column=self.column.name,
            )
        return day.isoformat() if kind == "date" and day else words

    def refuse_own_words(self) -> None:
        """Refuse a closed column that turns out to hold many different sentences."""
        values = [value for key, value in self._seen.items() if not key.startswith("\0")]
        if self.labels or self.column.use == "open" or len(values) < _MANY:
            return
        if sum(len(value.split()) for value in values) > _MOST_WORDS * len(values):
            raise self._refused()

    def _refused(self) -> InputError:
        return InputError(
            "Column {column} holds words of people's own or what identifies them (row {row}); "
            "choose 'open', so that it is de-identified, or leave it out.",
            column=self.column.name,
            row=self.number,
        )

    def _impossible(self) -> InputError:
        return InputError(
            "Row {row}, column {column}: this date lies in the future or too long ago; mend the "
            "file.",
            row=self.number,
            column=self.column.name,
        )


def _is_possible(day: date) -> bool:
    return day.year >= 1900 and day <= _today()


def _is_number(words: str) -> bool:
    return words.removeprefix("-").replace(",", ".").replace(".", "", 1).isdecimal()


def _read_open(cells: _Cells, cell: str, one: Respondent) -> None:
    words = normalise(cell).strip()
    if words and cell not in cells.column.missing:
        one.told.append((cells.column.question, words))


def _read_closed(cells: _Cells, cell: str, one: Respondent) -> None:
    missing = cells.missing(cell)
    said: Answer = {"missing": missing} if missing else cells.value(cell)
    one.closed[cells.column.question] = said


def _read_attribute(cells: _Cells, cell: str, one: Respondent) -> None:
    if missing := cells.missing(cell):
        # Why nothing is known of someone is kept with the answers: a value it is not.
        one.closed[cells.column.label] = {"missing": missing}
    else:
        one.attributes[cells.column.label] = cells.attribute(cell)


def _read_multiple(cells: _Cells, cell: str, one: Respondent) -> None:
    question = cells.column.question
    missing = cells.missing(cell)
    ticked = one.closed.get(question)
    if missing and not isinstance(ticked, list):
        one.closed[question] = {"missing": missing}
    elif not missing:
        options = ticked if isinstance(ticked, list) else []
        is_ticked = cells.labels.get(cell, cell).lower() not in _NOT_TICKED
        said = [cells.column.option or cells.value(cell)] if is_ticked else []
        one.closed[question] = [*options, *said]


def _read_loop(cells: _Cells, cell: str, one: Respondent) -> None:
    rounds = one.closed.setdefault(cells.column.question, {})
    missing = cells.missing(cell)
    if isinstance(rounds, dict):
        rounds[cells.column.option] = {"missing": missing} if missing else cells.value(cell)


_READERS: Mapping[str, Callable[[_Cells, str, Respondent], None]] = {
    "open": _read_open,
    "closed": _read_closed,
    "multiple": _read_multiple,
    "loop": _read_loop,
    "attribute": _read_attribute,
}
