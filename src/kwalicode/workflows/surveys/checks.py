"""Whether a mapping fits a file, before a single row is read."""

from collections import Counter

from kwalicode.errors import InputError
from kwalicode.model import SurveyMapping, SurveyTable
from kwalicode.text import folded

_MAX_NAME = 80
_DROPPED = frozenset({"identifying", "leave out"})
# Ids that a service gives to rows; two equal ones say that rows were copied.
_ROW_IDS = frozenset({"responseid", "response id", "_recordid", "id"})


def check_mapping(table: SurveyTable, mapping: SurveyMapping, *, is_consent_required: bool) -> None:
    """Refuse a mapping that does not fit the file or says too little.

    Raises:
        InputError: The sentence says what is missing.
    """
    _check_columns(table, mapping)
    _check_names(mapping)
    _check_consent(mapping, is_consent_required=is_consent_required)
    _refuse_double_ids(table)


def _check_columns(table: SurveyTable, mapping: SurveyMapping) -> None:
    names = [column.name for column in mapping.columns]
    for place, name in enumerate(table.names):
        if place >= len(names) or names[place] != name:
            raise InputError(
                "Column {column} of the file is not the column that the mapping has there; make a "
                "mapping of this file.",
                column=name,
            )
    if len(names) > len(table.names):
        raise InputError("The mapping has more columns than the file; make a mapping of this file.")
    if all(column.use in _DROPPED for column in mapping.columns):
        raise InputError("All columns are left out; say what at least one of them is for.")


def _check_names(mapping: SurveyMapping) -> None:
    if not 0 < len(mapping.survey.strip()) <= _MAX_NAME or len(mapping.origin) > _MAX_NAME:
        raise InputError(
            "A survey needs a name of 1 to {most} characters; choose another one.", most=_MAX_NAME
        )
    used = Counter(column.use for column in mapping.columns)
    if used["consent"] > 1 or used["code"] > 1:
        raise InputError(
            "Only one column can hold consent, and one the withdrawal code; leave the others out."
        )
    uses: dict[str, str] = {}
    labels: Counter[str] = Counter()
    for column in mapping.columns:
        if column.use in _DROPPED | {"consent", "code"}:
            continue
        labels[folded(column.label)] += column.use == "attribute"
        is_shared = column.use in {"open", "multiple", "loop"}
        key = column.question if column.use != "attribute" else ""
        if key and uses.setdefault(key, column.use if is_shared else column.name) not in {
            column.use if is_shared else column.name
        }:
            raise InputError(
                "Column {column}: its question {question} has another column of another use; give "
                "it a question of its own.",
                column=column.name,
                question=column.question,
            )
    if twice := [name for name, n in labels.items() if n > 1]:
        raise InputError(
            "Two columns become the attribute '{name}'; give one of them another name.",
            name=twice[0],
        )


def _check_consent(mapping: SurveyMapping, *, is_consent_required: bool) -> None:
    has_column = any(column.use == "consent" for column in mapping.columns)
    if has_column and not mapping.consent_values:
        raise InputError("Say what in the column of consent says yes; rows without it stay out.")
    if is_consent_required and not (has_column or mapping.is_consent_implied):
        raise InputError(
            "This study needs consent: say which column holds it, or that nobody could send the "
            "form in without it."
        )


def _refuse_double_ids(table: SurveyTable) -> None:
    if table.form == "plain":
        return
    for place, name in enumerate(table.names):
        if name.lower() not in _ROW_IDS:
            continue
        seen: set[str] = set()
        for row, number in zip(table.rows, table.numbers, strict=True):
            if row[place] in seen:
                raise InputError(
                    "Row {row}: another row has the same id; take out the rows that stand there "
                    "twice.",
                    row=number,
                )
            seen |= {row[place]} - {""}
