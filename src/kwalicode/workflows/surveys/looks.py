"""What a person may see of a file before its import: counts, and answers that many gave."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from kwalicode.formats.survey_words import identifies
from kwalicode.model import Missing, SurveyMapping
from kwalicode.workflows.surveys.importing import SurveyFile

LEAST = 3
"""How many must have given an answer for it to be shown before it is de-identified."""
_COMMON, _LONGEST = 4, 60
_CHOSEN = frozenset({"closed", "multiple", "loop", "attribute", "consent"})
_MISSABLE = _CHOSEN - {"consent"}
_MOST_VALUES = 80


class ColumnLook(NamedTuple):
    """What stands in a column.

    Attributes:
        n_values: Different values.
        common: Those that at least three rows have, with how many, the most frequent first; none
            of a column of open answers or one that may identify.
    """

    n_filled: int
    n_values: int
    common: tuple[tuple[str, int], ...]


def look_at_columns(file: SurveyFile, mapping: SurveyMapping) -> list[ColumnLook]:
    """Look at each column."""
    found = []
    for column, look, labels in zip(mapping.columns, file.looks, file.table.labels, strict=True):
        shown = [
            (labels.get(value, value), n)
            for value, n in look.counts.most_common(_COMMON)
            if n >= LEAST and not identifies(value)
        ]
        may_show = column.use in _CHOSEN
        common = tuple((words, n) for words, n in shown if len(words) <= _LONGEST)
        found.append(ColumnLook(look.n_filled, len(look.counts), common if may_show else ()))
    return found


class ValueLook(NamedTuple):
    """An answer that occurs in closed questions or attributes.

    Attributes:
        words: Its label, or the value itself.
        kind: Why it is no answer; None where it is one.
    """

    words: str
    n: int
    kind: Missing | None


def look_at_values(file: SurveyFile, mapping: SurveyMapping) -> list[ValueLook]:
    """List what was answered to closed questions; what is taken for no answer comes first."""
    counts: Counter[str] = Counter()
    kinds: dict[str, Missing] = {}
    for place, (column, look) in enumerate(zip(mapping.columns, file.looks, strict=True)):
        if column.use not in _MISSABLE:
            continue
        labels = file.table.labels[place]
        for value, n in look.counts.items():
            words = labels.get(value, value)
            counts[words] += n
            if value in column.missing:
                kinds[words] = column.missing[value]
    found = [
        ValueLook(words, n, kinds.get(words))
        for words, n in counts.items()
        if words in kinds or (n >= LEAST and len(words) <= _LONGEST and not identifies(words))
    ]
    return sorted(found, key=lambda one: (one.kind is None, -one.n))[:_MOST_VALUES]


def with_missing(
    file: SurveyFile, mapping: SurveyMapping, kinds: Mapping[str, Missing | None]
) -> SurveyMapping:
    """Say of answers, by their words, why they are none; of those not named nothing changes."""
    columns = []
    for place, column in enumerate(mapping.columns):
        labels = file.table.labels[place]
        missing = dict(column.missing)
        if column.use in _MISSABLE:
            for value in file.looks[place].counts:
                words = labels.get(value, value)
                kind = kinds.get(words)
                if kind:
                    missing[value] = kind
                elif words in kinds:
                    missing.pop(value, None)
        columns.append(replace(column, missing=missing))
    return replace(mapping, columns=tuple(columns))


def consent_values(file: SurveyFile, mapping: SurveyMapping) -> dict[str, tuple[str, int]]:
    """Give what stands in the column of consent: words and how many, by value.

    An empty cell is not among them: nobody consents by saying nothing.
    """
    for place, column in enumerate(mapping.columns):
        if column.use == "consent":
            labels = file.table.labels[place]
            found = file.looks[place].counts.most_common(20)
            return {value: (labels.get(value, value), n) for value, n in found}
    return {}


def count_consenting(file: SurveyFile, mapping: SurveyMapping) -> int:
    """Count the rows that would be imported: all, where the file has no column of consent."""
    for place, column in enumerate(mapping.columns):
        if column.use == "consent":
            counts = file.looks[place].counts
            return sum(counts[value] for value in mapping.consent_values)
    return len(file.table.rows)
