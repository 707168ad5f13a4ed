"""Counts of closed answers by group: as they were given, or as disagree, neutral, agree (W91)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kwalicode.analysis import survey
from kwalicode.errors import InputError, UndefinedError
from kwalicode.report.surveys.numbers import TOTAL, Compared, Line, Number, SurveyStatistics
from kwalicode.store.survey_answers import Column
from kwalicode.workflows.surveys.parts import (
    Parts,
    share,
    titles,
    told,
    untold,
    withheld_cells,
    withheld_numbers,
)
from kwalicode.workflows.surveys.scales import in_order, score

Counts = Mapping[str, Sequence[int]]
"""Persons by answer, for each group."""
Held = Mapping[str, Sequence[bool]]
"""Which of them must be withheld."""
MOST_ANSWERS = 30
_THREE = ("disagree", "neutral", "agree")


def shares(parts: Parts) -> SurveyStatistics:
    """Give which share disagrees, is neutral and agrees, for each question and group.

    Questions that are worded the other way round stay as they were answered: who agrees, agrees
    with the words that are printed.

    Raises:
        InputError: The answers have no scale.
    """
    if parts.scale is None:
        raise InputError("The answers to these questions are no scores; count them instead.")
    low, high = parts.scale.low, parts.scale.high
    lines: list[Line] = []
    cells: dict[str, int] = {}
    tests: list[Compared] = []
    columns = [
        one._replace(question=replace(one.question, is_reversed=False)) for one in parts.columns
    ]
    scored = score(columns, parts.scale)
    for label, column, own in zip(titles(columns), columns, scored, strict=True):
        n = {
            group: survey.shares_in_three([own[case] for case in who & own.keys()], low, high)
            for group, who in parts.groups.members.items()
        }
        held = withheld_cells(n, parts.rules.least_shown)
        small = withheld_numbers(
            {group: sum(one) for group, one in n.items()}, parts.rules.least_shown
        )
        for group in parts.shown:
            told_shares = _shares(n[group], held[group])
            numbers = (*told_shares, None if group in small else sum(n[group]))
            lines.append(Line(label, group, numbers))
        cells |= _cells(parts, column, _THREE, n, held)
        tests += _tests(parts, label, n, held)
    return parts.base._replace(
        columns=(*_THREE, "n"),
        lines=tuple(lines),
        cells=cells,
        tests=tuple(tests),
        has_unturned=any(one.question.is_reversed for one in parts.columns),
    )


def counts(parts: Parts) -> SurveyStatistics:
    """Give how many persons of each group gave which answer to one question.

    Raises:
        InputError: Not exactly one question was chosen, or it has too many different answers.
    """
    column = _only(parts)
    answers = in_order(column)
    if len(answers) > MOST_ANSWERS:
        raise InputError(
            "Question {question} has {n} different answers, more than the {most} that a table "
            "holds; choose another table or question.",
            question=column.name,
            n=len(answers),
            most=MOST_ANSWERS,
        )
    n = _counted(parts, column, answers)
    k = parts.rules.least_shown
    held = withheld_cells(n, k)
    of = {group: sum(n[group]) for group in parts.groups.members}
    lines = _wide(parts, column, n, held, of)
    small = withheld_numbers(of, k)
    ends = [
        (None, None) if one in small else (of[one], share(of[one], of[one])) for one in parts.shown
    ]
    lines.append(Line(TOTAL, "", tuple(number for pair in ends for number in pair)))
    return parts.base._replace(
        measures=tuple(parts.shown),
        columns=("n", "percent"),
        lines=tuple(lines),
        cells=_cells(parts, column, answers, n, held),
        tests=tuple(_tests(parts, titles([column])[0], n, held)),
    )


def mentions(parts: Parts) -> SurveyStatistics:
    """Give how many persons of each group ticked each option of one question (W03, W04).

    Raises:
        InputError: Not exactly one question with several answers was chosen.
    """
    column = _only(parts)
    if column.question.use != "multiple":
        raise InputError(
            "Question {question} has one answer a person; count the answers instead.",
            question=column.name,
        )
    options = in_order(column)
    if not options:
        raise UndefinedError("Nobody ticked anything here, so there is nothing to count.")
    n = _counted(parts, column, options)
    of = {group: len(who & column.said.keys()) for group, who in parts.groups.members.items()}
    held = _held_options(parts, n, of)
    tests: list[Compared] = []
    for place, option in enumerate(options):
        both = {group: (own[place], of[group] - own[place]) for group, own in n.items()}
        tests += _tests(parts, option, both, {group: [one[place]] for group, one in held.items()})
    members = parts.groups.members
    everyone = members.get(TOTAL, members.get("", frozenset())) & column.said.keys()
    ticked = {option: [option in column.said[case] for case in everyone] for option in options}
    return parts.base._replace(
        measures=tuple(parts.shown),
        columns=("n", "percent"),
        lines=tuple(_wide(parts, column, n, held, of)),
        cells=_cells(parts, column, options, n, held),
        tests=tuple(tests),
        mentions=survey.mentions(ticked),
    )


def _only(parts: Parts) -> Column:
    if len(parts.columns) != 1:
        raise InputError("This table counts the answers to one question; choose one.")
    return parts.columns[0]


def _counted(parts: Parts, column: Column, answers: Sequence[str]) -> dict[str, list[int]]:
    return {
        group: [
            sum(answer in column.said[case] for case in who & column.said.keys())
            for answer in answers
        ]
        for group, who in parts.groups.members.items()
    }


def _held_options(parts: Parts, n: Counts, of: Mapping[str, int]) -> dict[str, list[bool]]:
    """Say which options are withheld, as few ticked them or all but a few did.

    The percentage tells how many did not tick an option, so these are protected as those who did.

    Args:
        parts: Of the table.
        n: Who ticked each option, by group.
        of: Who answered the question, by group.
    """
    others = {group: [of[group] - one for one in own] for group, own in n.items()}
    k = parts.rules.least_shown
    ticked, unticked = _held_by_sums(n, k), _held_by_sums(others, k)
    return {
        group: [one or other for one, other in zip(ticked[group], unticked[group], strict=True)]
        for group in n
    }


def _held_by_sums(n: Counts, k: int) -> dict[str, list[bool]]:
    """Protect numbers of options: of all by their sum, the mentions; of groups by that of all.

    One person ticks many options, so the options of a group are no parts of a whole.
    """
    of_all = withheld_cells({"": n[TOTAL] if TOTAL in n else n[""]}, k)[TOTAL]
    by_option = [
        withheld_numbers({group: own[place] for group, own in n.items()}, k)
        for place in range(len(of_all))
    ]
    return {
        group: [
            is_held or (group not in {"", TOTAL} and group in small)
            for is_held, small in zip(of_all, by_option, strict=True)
        ]
        for group in n
    }


def _shares(n: Sequence[int], flags: Sequence[bool]) -> list[Number]:
    of = sum(n)
    return [None if is_held else share(one, of) for one, is_held in zip(n, flags, strict=True)]


def _wide(parts: Parts, column: Column, n: Counts, held: Held, of: Mapping[str, int]) -> list[Line]:
    """Give a line for each answer, with number and percentage for each group."""
    lines = []
    for place, answer in enumerate(in_order(column)):
        numbers: list[Number] = []
        for group in parts.shown:
            count = n[group][place]
            is_held = held[group][place]
            numbers += [None, None] if is_held else [count, share(count, of[group])]
        lines.append(Line(column.question.labels.get(answer, answer), "", tuple(numbers)))
    return lines


def _cells(
    parts: Parts, column: Column, answers: Sequence[str], n: Counts, held: Held
) -> dict[str, int]:
    cells = {
        parts.cell(column, group, answer): n[group][place]
        for group in parts.shown
        for place, answer in enumerate(answers)
        if not held[group][place]
    }
    for group in parts.shown:
        cells |= parts.marks(column, group, is_partly=any(held[group]))
    return cells


def _tests(parts: Parts, label: str, n: Counts, held: Held) -> list[Compared]:
    """Compare the groups that are large enough, unless the outcome would give cells away (W64)."""
    named = {group: n[group] for group in parts.groups.compared}
    if not parts.groups.name or parts.test == "none":
        return []
    least = parts.rules.least_compared
    left_out = [group for group, own in named.items() if sum(own) < least]
    rows = {group: own for group, own in named.items() if group not in left_out}
    if len(rows) < 2:
        return [untold(label, "too few", left_out)]
    if any(any(held[group]) for group in rows):
        return [untold(label, "withheld", left_out)]
    given = [
        place
        for place in range(len(next(iter(rows.values()))))
        if any(own[place] for own in rows.values())
    ]
    table = [[own[place] for place in given] for own in rows.values()]
    if len(given) < 2:
        return [untold(label, "alike", left_out)]
    found = survey.compare_shares(table)
    is_doubtful = found.test == "chi-square" and survey.has_small_expected(table)
    return [told(label, found, left_out, is_doubtful=is_doubtful)]
