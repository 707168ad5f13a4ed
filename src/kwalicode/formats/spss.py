"""Files of SPSS: values with their labels, and values that the file itself calls missing."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from kwalicode.errors import InputError
from kwalicode.formats.survey_words import missing_kind
from kwalicode.formats.tables import MAX_COLUMNS, MAX_ROWS, as_text, check_size
from kwalicode.model import Missing, SurveyTable


def read_sav(content: bytes) -> SurveyTable:
    """Read a `.sav` or `.zsav` file.

    A value that is declared missing is 'refused' or "don't know" where its label says so, else
    'no answer'.

    Raises:
        InputError: It is no such file, is damaged or too large, or its labels are broken.
    """
    import pyreadstat

    check_size(len(content))
    try:
        data, meta = pyreadstat.read_sav(BytesIO(content), user_missing=True, output_format="dict")
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, OverflowError) as error:
        raise InputError(
            "This file of SPSS is damaged or holds signs of another alphabet than it says; save it "
            "from SPSS once more, as Unicode."
        ) from error
    names = list(meta.column_names)
    n_rows = len(next(iter(data.values()), []))
    if n_rows > MAX_ROWS or len(names) > MAX_COLUMNS:
        raise InputError(
            "The table has more than {rows} rows or {columns} columns; split the file.",
            rows=MAX_ROWS,
            columns=MAX_COLUMNS,
        )
    labels = [_labels(meta.variable_value_labels.get(name, {}), name) for name in names]
    columns = [[as_text(value) for value in data[name]] for name in names]
    return SurveyTable(
        "spss",
        names,
        [meta.column_names_to_labels.get(name) or name for name in names],
        labels,
        [
            _missing(column, meta.missing_ranges.get(name, []), known)
            for name, column, known in zip(names, columns, labels, strict=True)
        ],
        list(zip(*columns, strict=True)),
        range(1, n_rows + 1),
    )


def _labels(given: Mapping[Any, str], name: str) -> Mapping[str, str]:
    labels = {as_text(value): label.strip() for value, label in given.items()}
    if "" in labels.values() or len(set(labels.values())) < len(labels):
        raise InputError(
            "Column {column} has a value without a label, or two values with one label; mend the "
            "labels in SPSS.",
            column=name,
        )
    return labels


def _missing(
    column: list[str], ranges: list[Any], labels: Mapping[str, str]
) -> Mapping[str, Missing]:
    if not ranges:
        return {}
    values = {*column, *labels} - {""}
    declared = [value for value in values if any(_lies_in(value, one) for one in ranges)]
    return {value: missing_kind(labels.get(value, "")) or "no answer" for value in declared}


def _lies_in(value: str, span: Mapping[str, Any]) -> bool:
    low, high = span["lo"], span["hi"]
    if isinstance(low, str) or isinstance(high, str):
        return value in {str(low), str(high)}
    try:
        return float(str(low)) <= float(value) <= float(str(high))
    except ValueError:
        return False
