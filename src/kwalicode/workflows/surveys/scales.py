"""Scores of closed answers: numbers as they stand, or the place of a word on a known scale."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kwalicode.analysis.survey import reversed_scores
from kwalicode.errors import InputError
from kwalicode.formats.survey_words import missing_kind
from kwalicode.store.survey_answers import Column
from kwalicode.text import folded

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
# Places of a scale from left to right; words that mean the same stand with |.
_SCALES = tuple(
    tuple(frozenset(place.split("|")) for place in scale.split(", "))
    for scale in (
        "helemaal mee oneens|helemaal niet mee eens|zeer mee oneens|zeer oneens|volledig mee oneens"
        ", mee oneens|oneens|niet mee eens, neutraal|niet eens/niet oneens|niet mee eens niet mee "
        "oneens, mee eens|eens, helemaal mee eens|zeer mee eens|zeer eens|volledig mee eens",
        "helemaal mee oneens|zeer mee oneens|volledig mee oneens, mee oneens|oneens, enigszins mee "
        "oneens|beetje mee oneens|een beetje mee oneens, neutraal, enigszins mee eens|beetje mee "
        "eens|een beetje mee eens, mee eens|eens, helemaal mee eens|zeer mee eens|volledig mee "
        "eens",
        "strongly disagree|totally disagree, disagree, neutral|neither agree nor disagree, agree, "
        "strongly agree|totally agree",
        "strongly disagree, disagree, somewhat disagree|slightly disagree, neutral|neither agree "
        "nor disagree, somewhat agree|slightly agree, agree, strongly agree",
        "nooit, zelden|bijna nooit, soms, vaak|regelmatig, altijd|heel vaak|zeer vaak",
        "never, rarely|seldom, sometimes, often, always|very often",
    )
)


class Scale(NamedTuple):
    """From which score to which a question was answered, and what the ends are called.

    Attributes:
        is_open: Whether nothing says where it ends but the highest answer that was given.
    """

    low: float
    high: float
    first: str = ""
    last: str = ""
    is_open: bool = False


def scale_of(columns: Sequence[Column]) -> Scale | None:
    """Find the scale that questions share; None where their answers are no scores.

    It is that of their words, of their labels, or from 1 to the highest answer.
    """
    values = _values(columns)
    if not values or any(column.question.use == "multiple" for column in columns):
        return None
    if places := _places(columns, values):
        last = max(places.values())
        return Scale(1, last, _word(columns, places, 1), _word(columns, places, last))
    if not all(_NUMBER.fullmatch(value) for value in values):
        return None
    numbers = {_as_number(value) for value in values}
    labels = {place: word for column in columns for place, word in _labels(column).items()}
    low, high = min({*numbers, *labels, 1.0}), max({*numbers, *labels})
    return Scale(low, high, labels.get(low, ""), labels.get(high, ""), high not in labels)


def score(columns: Sequence[Column], scale: Scale) -> list[dict[str, float]]:
    """Give the score of everyone who answered, by case id, for each question.

    Those of a question that is worded the other way round are turned here, once: what is stored
    stays as it was answered.

    Args:
        columns: Questions that share the scale.
        scale: Of them.

    Raises:
        InputError: An answer lies outside the scale, or is no score.
    """
    places = _places(columns, _values(columns))
    return [_scores(column, places, scale) for column in columns]


def in_order(column: Column) -> list[str]:
    """List the answers that were given, in the order of their scale, labels or the alphabet."""
    values = _values([column])
    places = _places([column], values)
    labels = list(column.question.labels)

    def place(value: str) -> tuple[float, float, str]:
        number = _as_number(value) if _NUMBER.fullmatch(value) else places.get(value, 0)
        return number, labels.index(value) if value in labels else len(labels), value

    return sorted(values, key=place)


def _scores(column: Column, places: Mapping[str, int], scale: Scale) -> dict[str, float]:
    found = {case: _score(said[0], places, column) for case, said in column.said.items()}
    if any(not scale.low <= one <= scale.high for one in found.values()):
        raise InputError(
            "Question {question} has answers outside the scale from {low} to {high}; change the "
            "scale or leave the question out.",
            question=column.name,
            low=f"{scale.low:g}",
            high=f"{scale.high:g}",
        )
    if not column.question.is_reversed:
        return found
    turned = reversed_scores(list(found.values()), scale.low, scale.high)
    return dict(zip(found, turned, strict=True))


def _score(value: str, places: Mapping[str, int], column: Column) -> float:
    if value in places:
        return float(places[value])
    if not _NUMBER.fullmatch(value):
        raise InputError(
            "The answers to question {question} are no scores; count them instead.",
            question=column.name,
        )
    return _as_number(value)


def _values(columns: Sequence[Column]) -> set[str]:
    return {value for column in columns for answer in column.said.values() for value in answer}


def _labels(column: Column) -> dict[float, str]:
    """Give the words of the scores of a question; those for what is no answer are left out."""
    return {
        _as_number(value): word
        for value, word in column.question.labels.items()
        if _NUMBER.fullmatch(value) and not missing_kind(word) and word != value
    }


def _places(columns: Sequence[Column], values: set[str]) -> dict[str, int]:
    """Give the place of every answer on the shortest scale of words that has them all."""
    labels = _all_labels(columns)
    words = {one: folded(labels.get(one, one)).replace(",", "") for one in values}
    if all(_NUMBER.fullmatch(one) for one in values):
        return {}  # numbers say where they stand
    for scale in _SCALES:
        found = {
            value: n
            for value, word in words.items()
            for n, place in enumerate(scale, 1)
            if word in place
        }
        if values <= found.keys():
            # The last place counts, also where nobody chose it; see `scale_of`.
            return found | {"": len(scale)}
    return {}


def _all_labels(columns: Sequence[Column]) -> dict[str, str]:
    return {value: word for one in columns for value, word in one.question.labels.items()}


def _word(columns: Sequence[Column], places: Mapping[str, int], place: int) -> str:
    labels = _all_labels(columns)
    at = (value for value, n in places.items() if n == place and value)
    return next((labels.get(value, value) for value in at), "")


def _as_number(value: str) -> float:
    return float(value.replace(",", "."))
