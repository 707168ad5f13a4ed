"""Means of closed questions by group, the reliability of a scale, and themes beside its score."""

from collections.abc import Mapping, Sequence

import numpy as np

from kwalicode.analysis import survey
from kwalicode.errors import InputError, UndefinedError
from kwalicode.report.surveys.numbers import (
    TOTAL,
    WITH,
    WITHOUT,
    Compared,
    Line,
    Number,
    SurveyStatistics,
)
from kwalicode.store.files import Database
from kwalicode.store.prevalence import codes_of_themes, find_reach, joined
from kwalicode.store.survey_answers import Column
from kwalicode.store.themes import find_themes
from kwalicode.store.voices import Voices
from kwalicode.workflows.surveys.parts import Parts, titles, told, untold, withheld_numbers
from kwalicode.workflows.surveys.scales import Scale, score

Numbers = tuple[Number, Number, Number]


def means(parts: Parts) -> SurveyStatistics:
    """Give mean, standard deviation and n of each question, by group.

    Rounds of questions that all have the same ones stand beside each other.
    """
    scored = score(parts.columns, _scale(parts))
    measures, rows = _layout(parts.columns)
    lines: list[Line] = []
    cells: dict[str, int] = {}
    tests: list[Compared] = []
    numbers = []
    for column, own in zip(parts.columns, scored, strict=True):
        by_group, n = _by_group(parts, own)
        numbers.append(by_group)
        cells |= {parts.cell(column, group): count for group, count in n.items()}
        for group in n:
            cells |= parts.marks(column, group)
    for label, places in rows:
        is_turned = parts.columns[places[0]].question.is_reversed
        for group in parts.shown:
            found = [one for place in places for one in numbers[place][group]]
            lines.append(Line(label, group, tuple(found), is_turned))
    if parts.groups.name and parts.test != "none":
        named = zip(titles(parts.columns), scored, numbers, strict=True)
        tests = [_tested(parts, label, own, _held(by_group)) for label, own, by_group in named]
    return parts.base._replace(
        measures=measures,
        columns=("mean", "sd", "n"),
        lines=tuple(lines),
        cells=cells,
        tests=tuple(tests),
    )


def _scale(parts: Parts) -> Scale:
    if parts.scale is None:
        raise InputError("The answers to these questions are no scores; count them instead.")
    return parts.scale


def _layout(columns: Sequence[Column]) -> tuple[tuple[str, ...], list[tuple[str, list[int]]]]:
    """Give the heads above the columns, and label and places of the questions of each row."""
    places: dict[str, dict[str, int]] = {}
    for place, column in enumerate(columns):
        places.setdefault(column.question.question_id, {})[column.round] = place
    rounds = [tuple(one) for one in places.values()]
    if len({*rounds}) > 1 or len(rounds[0]) == 1:
        return ("",), [(label, [place]) for place, label in enumerate(titles(columns))]
    first = [columns[next(iter(one.values()))]._replace(round="") for one in places.values()]
    rows = zip(titles(first), places.values(), strict=True)
    return rounds[0], [(label, list(one.values())) for label, one in rows]


def _by_group(
    parts: Parts, scored: Mapping[str, float]
) -> tuple[dict[str, Numbers], dict[str, int]]:
    """Give the numbers of each group, and how many persons those are of that are shown."""
    answers = {
        group: [scored[case] for case in who & scored.keys()]
        for group, who in parts.groups.members.items()
    }
    n = {group: len(own) for group, own in answers.items()}
    held = withheld_numbers(n, parts.rules.least_shown)
    numbers = {
        group: (None, None, None) if group in held else _summed(own)
        for group, own in answers.items()
    }
    return numbers, {group: n[group] for group in parts.shown if group not in held}


def _summed(answers: Sequence[float]) -> Numbers:
    if not answers:
        return "", "", 0
    found = survey.summary(answers)
    return found.mean, "" if found.deviation is None else found.deviation, found.n


def _held(by_group: Mapping[str, Numbers]) -> set[str]:
    return {group for group, numbers in by_group.items() if None in numbers}


def _tested(parts: Parts, label: str, scored: Mapping[str, float], held: set[str]) -> Compared:
    """Compare the groups that are large enough, unless the outcome would give a mean away."""
    answers = {
        group: [scored[case] for case in sorted(who & scored.keys())]
        for group, who in parts.groups.compared.items()
    }
    left_out = [group for group, own in answers.items() if len(own) < parts.rules.least_compared]
    groups = [own for group, own in answers.items() if group not in left_out]
    if len(groups) < 2:
        return untold(label, "too few", left_out)
    if held & answers.keys() - {*left_out}:
        return untold(label, "withheld", left_out)
    try:
        if parts.test == "ranks":
            found = survey.compare_ranks(groups)
        else:
            found = survey.compare_means(groups, equal_spread=parts.test == "one spread")
    except UndefinedError:
        return untold(label, "alike", left_out)
    return told(label, found, left_out)


def reliability(parts: Parts) -> SurveyStatistics:
    """Give Cronbach's alpha of questions as one scale, over those who answered all of them.

    Raises:
        UndefinedError: Fewer than k persons answered all, or alpha has no value.
    """
    scored = score(parts.columns, _scale(parts))
    whole = sorted(frozenset.intersection(*(frozenset(own) for own in scored)))
    if len(whole) < parts.rules.least_shown:
        raise UndefinedError(
            "Fewer than {k} persons answered all these questions, so nothing is shown; choose "
            "fewer questions.",
            k=parts.rules.least_shown,
        )
    items = np.array([[own[case] for own in scored] for case in whole])
    alpha = survey.cronbach_alpha(items)
    lines = [
        Line(label, "", (*_summed(item.tolist())[:2], *more), column.question.is_reversed)
        for label, column, item, *more in zip(
            titles(parts.columns),
            parts.columns,
            items.T,
            map(_or_blank, survey.item_rest_correlations(items)),
            map(_or_blank, survey.alpha_without(items)),
            strict=True,
        )
    ]
    lines.append(Line(TOTAL, "", (*_summed(items.mean(axis=1).tolist())[:2], "", "")))
    # Under the name that a table of means has for it: who has both learns of the difference.
    cells = {parts.cell(column, ""): len(whole) for column in parts.columns}
    for column in parts.columns:
        cells |= parts.marks(column, "")
    return parts.base._replace(
        columns=("mean", "sd", "item-rest", "alpha without"),
        lines=tuple(lines),
        cells=cells,
        alpha=(alpha, len(whole)),
    )


def _or_blank(value: float | None) -> Number:
    return "" if value is None else value


def joint(parts: Parts, db: Database) -> SurveyStatistics:
    """Give the mean score of those whose open answers carry a theme, and of those whose do not."""
    scored = score(parts.columns, _scale(parts))
    whole = frozenset.intersection(*(frozenset(own) for own in scored))
    voices = Voices(db)
    people = {
        case: np.mean([own[case] for own in scored]) for case in whole if case in voices.role_labels
    }
    reach, codes = find_reach(db, voices, coder=parts.coder), codes_of_themes(db)
    lines, cells = [], {}
    for theme in find_themes(db):
        if theme.is_dropped:
            continue
        own = joined(reach[code] for code in codes.get(theme.theme_id, ()) if code in reach)
        sides = {WITH: people.keys() & own.cases, WITHOUT: people.keys() - own.cases}
        held = withheld_numbers({s: len(who) for s, who in sides.items()}, parts.rules.least_shown)
        for side, who in sides.items():
            found = (None,) * 3 if side in held else _summed([float(people[one]) for one in who])
            lines.append(Line(theme.name, side, found))
            if side not in held:
                cells["|".join((parts.base.survey, "theme", theme.name, side))] = len(who)
    if not lines:
        raise UndefinedError("There are no themes yet, so there is nothing to set beside a score.")
    return parts.base._replace(columns=("mean", "sd", "n"), lines=tuple(lines), cells=cells)
