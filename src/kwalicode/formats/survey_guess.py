"""What the columns of a file of answers are probably for; a person corrects it before the import.

Nothing here decides: where the guess is wrong the other way round, as with a name among the closed
answers, the import itself looks once more and refuses.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kwalicode.formats.language import guess_language
from kwalicode.formats.survey_words import identifies, missing_kind, read_day, use_by_words
from kwalicode.model import (
    ColumnUse,
    Missing,
    SurveyColumn,
    SurveyMapping,
    SurveyQuestion,
    SurveyTable,
)
from kwalicode.model.participants import AttributeType

MOST_CHOICES = 30
_LABEL = 48
_SAME_QUESTION = 80
_TICKED = frozenset(
    {
        *("y", "n", "yes", "no", "ja", "nee", "1", "0", "true", "false"),
        *("selected", "checked", "quoted", "not quoted", "not selected", "1.0", "0.0"),
    }
)
_YES_NO = frozenset({"yes", "no", "ja", "nee", "y", "n", "true", "false"})
_YES = re.compile(r"(?:ja|yes|y|true|1|akkoord|i agree|ik ga akkoord|ik stem toe)\b.*", re.I)
# Qualtrics 'Q5_2' and '1_Q7'; LimeSurvey 'Q5[SQ002]'.
_PART = re.compile(r"(?P<stem>.+?)(?:_(?P<number>\d+)|\[(?P<code>[^\]]+)\])")
_ROUND = re.compile(r"(?P<round>\d+)_(?P<stem>[A-Za-z].*)")
_OTHER = re.compile(r".*(?:_text|\[other\]|_other)", re.I)
_OWN_WORDS = re.compile(
    r"toelicht|licht .*toe|in (?:uw|je) eigen woorden|opmerkingen\?|please explain|any comments"
    r"|in your own words|namelijk:? - text|please specify:? - text",
    re.I,
)
_REVERSED = re.compile(r"\((?:r|rev)\)|reverse|omgekeerd|gespiegeld|.*_r", re.I)
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")


class Look(NamedTuple):
    """What stands in a column.

    Attributes:
        counts: How often each value stands there, without empty cells.
        n_words: Mean number of words of a filled cell.
    """

    counts: Counter[str]
    n_filled: int
    n_words: float


def look_at(table: SurveyTable) -> list[Look]:
    """Count what stands in each column."""
    looks = []
    for place in range(len(table.names)):
        counts = Counter(row[place].strip() for row in table.rows)
        del counts[""]
        n_filled = counts.total()
        n_words = sum(len(value.split()) * n for value, n in counts.items())
        looks.append(Look(counts, n_filled, n_words / max(1, n_filled)))
    return looks


def guess_mapping(
    table: SurveyTable,
    *,
    survey: str,
    origin: str = "",
    questions: Sequence[SurveyQuestion] = (),
    looks: Sequence[Look] | None = None,
) -> SurveyMapping:
    """Guess what each column is for.

    Args:
        table: As read.
        survey: How the survey will be called.
        origin: Which version of the questionnaire this is.
        questions: Of the version that was imported before, which columns are matched with.
        looks: What `look_at` gave, where the caller has it.
    """
    looks = looks or look_at(table)
    groups = _groups(table, looks)
    columns = [_column(table, place, look, groups.get(place)) for place, look in enumerate(looks)]
    if questions:
        columns = _matched(columns, questions)
    consent = [place for place, column in enumerate(columns) if column.use == "consent"]
    said = [value for place in consent[:1] for value in looks[place].counts]
    labels = table.labels[consent[0]] if consent else {}
    yes = frozenset(value for value in said if _YES.fullmatch(labels.get(value, value)))
    words = " ".join(
        row[place]
        for row in table.rows[:500]
        for place, one in enumerate(columns)
        if one.use == "open"
    )
    language = guess_language(words or " ".join(table.wordings))
    return SurveyMapping(survey, origin, language, tuple(columns), yes)


class _Group(NamedTuple):
    use: ColumnUse
    question: str
    option: str
    wording: str


def _groups(table: SurveyTable, looks: Sequence[Look]) -> Mapping[int, _Group]:
    """Find the columns that together are one question: options that are ticked, and rounds."""
    stems: dict[tuple[ColumnUse, str], list[tuple[int, str]]] = {}
    for place, name in enumerate(table.names):
        if _OTHER.fullmatch(name):
            continue
        if found := _ROUND.fullmatch(name):
            stems.setdefault(("loop", found["stem"]), []).append((place, found["round"]))
        elif found := _PART.fullmatch(name):
            part = found["number"] or found["code"]
            stems.setdefault(("multiple", found["stem"]), []).append((place, part))
    groups = {}
    for (use, stem), parts in stems.items():
        if len(parts) < 2 or (use == "multiple" and not _are_ticks(looks, parts)):
            continue
        for place, part in parts:
            wording, _, option = table.wordings[place].rpartition(" - ")
            wording = wording.removesuffix(" - Selected Choice")
            counts = looks[place].counts
            only = next(iter(counts), "") if use == "multiple" and len(counts) == 1 else ""
            said = option if use == "multiple" and wording else ""
            said = said or (only if only and only.lower() not in _TICKED else part)
            groups[place] = _Group(use, stem, said, wording or table.wordings[place])
    return groups


def _are_ticks(looks: Sequence[Look], parts: Sequence[tuple[int, str]]) -> bool:
    values = [{value.lower() for value in looks[place].counts} for place, _ in parts]
    return any(values) and all(len(one) <= 1 or one <= _TICKED for one in values)


def _column(table: SurveyTable, place: int, look: Look, group: _Group | None) -> SurveyColumn:
    name, wording = table.names[place], table.wordings[place]
    use = _use(table, place, look, group)
    question, option = name, ""
    if group and use in {"multiple", "loop", "open"}:
        question, option, wording = group.question, group.option, group.wording
    missing: dict[str, Missing] = dict(table.missing[place])
    if use in {"closed", "multiple", "loop", "attribute"}:
        labels = table.labels[place]
        for value in {*look.counts, *labels}:
            if value not in missing and (kind := missing_kind(labels.get(value, value))):
                missing[value] = kind
    return SurveyColumn(
        name,
        use,
        question,
        _label(use, name, wording),
        wording,
        option,
        _REVERSED.fullmatch(name) is not None or _REVERSED.search(wording[-12:]) is not None,
        _kind(look, missing, table.labels[place]) if use == "attribute" else "text",
        missing,
        # Qualtrics writes -99 where a question was seen, so an empty cell says it was not.
        "not asked" if table.form == "qualtrics" and "-99" in look.counts else "no answer",
    )


def _label(use: ColumnUse, name: str, wording: str) -> str:
    if use == "attribute" and len(wording) > 30:
        return name
    stem, _, item = wording.removesuffix(" - Text").rpartition(" - ")
    return short_label(item if use == "closed" or not stem else stem)


def short_label(wording: str) -> str:
    """Shorten a question to a title.

    >>> short_label("Wat maakt dat u zich hier wel of niet veilig voelt? Licht uw antwoord toe.")
    'Wat maakt dat u zich hier wel of niet veilig …'
    """
    plain = " ".join(wording.split())
    if len(plain) <= _LABEL:
        return plain
    return plain[: _LABEL - 2].rpartition(" ")[0] + " …"


def _use(table: SurveyTable, place: int, look: Look, group: _Group | None) -> ColumnUse:
    name, wording = table.names[place], table.wordings[place]
    said = use_by_words(name, wording)
    if said == "identifying" or _is_identifying(look):
        return "identifying"
    if not look.n_filled:
        return "leave out"
    is_told = _is_told(look)
    is_doubtful = is_told if said == "attribute" else said == "consent" and len(look.counts) > 3
    if said and not is_doubtful:
        return said
    if group and group.use == "multiple":
        return "multiple"
    if is_told or _OTHER.fullmatch(name) or _OWN_WORDS.search(wording):
        return "open"
    return group.use if group else _by_values(look)


def _is_identifying(look: Look) -> bool:
    n = sum(n for value, n in look.counts.items() if identifies(value))
    return n > 0 and n * 5 >= look.n_filled


def _is_told(look: Look) -> bool:
    """Tell whether people answer in their own words: long, and hardly ever the same.

    Of few answers most differ anyhow, so these must be longer.
    """
    is_various = len(look.counts) * 2 > look.n_filled
    least = 3 if look.n_filled >= 20 else 5
    return (is_various and look.n_words >= least) or look.n_words > 12


def _by_values(look: Look) -> ColumnUse:
    """Drop a column in which everybody has a value of their own, as in a list of numbers."""
    is_own = len(look.counts) == look.n_filled >= 10
    return "identifying" if is_own else "closed"


def _kind(look: Look, missing: Mapping[str, Missing], labels: Mapping[str, str]) -> AttributeType:
    values = [value for value in look.counts if value not in missing]
    if labels and set(values) <= set(labels):
        values = [labels[value] for value in values]
    kinds: list[tuple[AttributeType, bool]] = [
        ("yes/no", all(value.lower() in _YES_NO for value in values)),
        ("date", all(read_day(value) for value in values)),
        ("number", all(_NUMBER.fullmatch(value) for value in values)),
        ("choice", len(values) <= MOST_CHOICES),
    ]
    return next((kind for kind, fits in kinds if fits and values), "text")


def _matched(
    columns: Sequence[SurveyColumn], questions: Sequence[SurveyQuestion]
) -> list[SurveyColumn]:
    """Give columns the names of questions asked before in nearly the same words (W19)."""
    from rapidfuzz.fuzz import ratio

    asked = [one for one in columns if one.use in {"open", "closed", "multiple", "loop"}]
    pairs = sorted(
        (
            (ratio(one.wording.lower(), question.wording.lower()), one, question)
            for one in asked
            for question in questions
        ),
        # A first version has more rows, so what its questions are for is the better guess.
        key=lambda pair: (-pair[0], pair[1].use != pair[2].use),
    )
    found: dict[str, SurveyQuestion] = {}
    taken: dict[str, str] = {}
    for alike, one, question in pairs:
        is_free = taken.get(question.name, one.question) == one.question
        if alike >= _SAME_QUESTION and one.name not in found and is_free:
            found[one.name], taken[question.name] = question, one.question
    names = {question.name for question in questions}

    def matched(one: SurveyColumn) -> SurveyColumn:
        if question := found.get(one.name):
            own = replace(one, question=question.name, use=question.use)
            return replace(own, is_reversed=question.is_reversed)
        is_new = one in asked and one.question in names
        return replace(one, question=f"{one.question}_2") if is_new else one

    return [matched(one) for one in columns]
