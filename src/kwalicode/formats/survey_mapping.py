"""A mapping of a survey as YAML, which `kwalicode survey guess` writes and a person edits."""

from collections.abc import Mapping
from typing import Any, get_args

import yaml

from kwalicode.errors import InputError
from kwalicode.model import ColumnUse, Missing, SurveyColumn, SurveyMapping
from kwalicode.model.participants import AttributeType

_HEAD = """\
# What each column of the file is for; change it and give this file to `kwalicode survey import`.
# use: open, closed, multiple, loop, attribute, consent, code, identifying or leave out.
#   'identifying' and 'leave out' are dropped before anything is stored.
# question: columns of several options or rounds share one; give a second version of a
#   questionnaire the same survey, another origin, and the names of the first one's questions.
# missing: values that are no answer: not asked, no answer, refused or don't know.
"""
_TEXTS = ("question", "label", "wording", "option")


def write_mapping(mapping: SurveyMapping) -> str:
    """Give a mapping as YAML with a word of explanation."""
    whole = {
        "survey": mapping.survey,
        "origin": mapping.origin,
        "language": mapping.language,
        "consent_values": sorted(mapping.consent_values),
        "consent_is_implied": mapping.is_consent_implied,
        "consent_covers_quotes": mapping.covers_quotes,
        "columns": [_written(column) for column in mapping.columns],
    }
    return _HEAD + yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=98)


def _written(column: SurveyColumn) -> dict[str, object]:
    row: dict[str, object] = {"name": column.name, "use": column.use}
    if column.use in {"identifying", "leave out", "consent", "code"}:
        return row
    row |= {name: getattr(column, name) for name in _TEXTS if getattr(column, name)}
    if column.use == "attribute":
        row["kind"] = column.kind
    if column.is_reversed:
        row["reversed"] = True
    if column.missing:
        row["missing"] = dict(sorted(column.missing.items()))
    if column.blank != "no answer":
        row["blank"] = column.blank
    return row


def read_mapping(text: str) -> SurveyMapping:
    """Read a mapping.

    Raises:
        InputError: It is no such YAML, or holds a word that is not known.
    """
    try:
        whole = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as error:
        raise _not_readable() from error
    if not isinstance(whole, Mapping) or not isinstance(whole.get("columns"), list):
        raise _not_readable()
    language = whole.get("language", "nl")
    if language not in {"nl", "en"}:
        raise InputError("The language of a mapping is nl or en; mend the file.")
    values = whole.get("consent_values") or []
    if not isinstance(values, list):
        raise _not_readable()
    return SurveyMapping(
        _text(whole, "survey"),
        _text(whole, "origin"),
        language,
        tuple(_column(row) for row in whole["columns"]),
        frozenset(map(_as_word, values)),
        bool(whole.get("consent_is_implied", False)),
        bool(whole.get("consent_covers_quotes", True)),
    )


def _column(row: Any) -> SurveyColumn:
    if not isinstance(row, Mapping) or not row.get("name"):
        raise _not_readable()
    name = _text(row, "name")
    missing = row.get("missing") or {}
    if not isinstance(missing, Mapping):
        raise _not_readable()
    known = {_as_word(value): _one_of(kind, Missing, name) for value, kind in missing.items()}
    question = _text(row, "question") or name
    return SurveyColumn(
        name,
        _one_of(row.get("use"), ColumnUse, name),
        question,
        _text(row, "label") or question,
        _text(row, "wording"),
        _text(row, "option"),
        bool(row.get("reversed", False)),
        _one_of(row.get("kind", "text"), AttributeType, name),
        known,
        _one_of(row.get("blank", "no answer"), Missing, name),
    )


def _one_of(word: Any, words: Any, column: str) -> Any:
    if word not in get_args(words):
        raise InputError(
            "Column {column} of the mapping has a word that is not known; choose one of {allowed}.",
            column=column,
            allowed=", ".join(get_args(words)),
        )
    return word


def _text(row: Mapping[str, Any], name: str) -> str:
    return " ".join(_as_word(row.get(name, "")).split())


def _as_word(value: object) -> str:
    """Give a value as it stood: YAML takes an unquoted 'yes' for true, and -99 for a number."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _not_readable() -> InputError:
    return InputError(
        "This is no mapping of a survey; make one with `kwalicode survey guess` and edit that."
    )
