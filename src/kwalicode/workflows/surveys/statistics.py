"""Tables of closed questions: means, distributions, counts, mentions, scales, themes by score.

Every number of fewer than k persons is withheld, with what would give it away; no test is shown
whose outcome would. A question that is worded the other way round is turned once, in
`scales`. A table that leaves the study is compared with those that left it before (W67).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import Language, Survey
from kwalicode.report.surveys.numbers import SurveyStatistics, TableKind
from kwalicode.report.surveys.tables import WRITERS
from kwalicode.store.exports import add_export, find_exports
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.study import Study
from kwalicode.store.survey_answers import Column, count_respondents, find_columns
from kwalicode.store.survey_settings import Rules, get_rules, set_rules
from kwalicode.store.surveys import find_surveys
from kwalicode.workflows import leak_words
from kwalicode.workflows.exports import told_together
from kwalicode.workflows.leak_words import Words
from kwalicode.workflows.surveys.counts import counts, mentions, shares
from kwalicode.workflows.surveys.groups import find_groupings, make_groups
from kwalicode.workflows.surveys.means import joint, means, reliability
from kwalicode.workflows.surveys.parts import Parts, TestChoice, computable, titles
from kwalicode.workflows.surveys.scales import Scale, scale_of

_BUILDERS: Mapping[TableKind, Callable[[Parts], SurveyStatistics]] = {
    "means": means,
    "shares": shares,
    "counts": counts,
    "mentions": mentions,
    "scale": reliability,
}
ONE_QUESTION: frozenset[TableKind] = frozenset({"counts", "mentions"})
UNGROUPED: frozenset[TableKind] = frozenset({"scale", "joint"})


class Asked(NamedTuple):
    """What a table is to show.

    Attributes:
        questions: Names of questions, with their round; see `Column.name`.
        group: Variable that groups; '' for none.
        ends: Lowest and highest score, where the scale that was found is not right.
        has_total: Whether all together are shown beside the groups.
    """

    survey_id: str
    kind: TableKind
    questions: tuple[str, ...]
    group: str = ""
    test: TestChoice = "welch"
    ends: tuple[float, float] | None = None
    has_total: bool = True


class Choices(NamedTuple):
    """What can be asked of a survey.

    Attributes:
        columns: Its closed questions.
        titles: Their words, in the same order.
        groupings: What respondents can be grouped by: its words, by name.
    """

    columns: Sequence[Column]
    titles: Sequence[str]
    groupings: Mapping[str, str]


def find_surveys_and_rules(study: Study) -> tuple[list[Survey], Rules]:
    """List the surveys, and by which rules their answers are counted."""
    with study.read() as db:
        return find_surveys(db), get_rules(db)


def find_choices(study: Study, survey_id: str) -> Choices:
    """Tell what can be asked of a survey."""
    with study.read() as db:
        columns = find_columns(db, survey_id)
        words = titles(columns)
        named = dict(zip((column.name for column in columns), words, strict=True))
        groupings = find_groupings(db, survey_id, columns)
        return Choices(columns, words, {one: named.get(one, one) for one in groupings})


def choose_rules(study: Study, rules: Rules, *, coder: str) -> None:
    """Store how closed answers are counted; see `store.survey_settings.set_rules`."""
    with study.write(coder, "choose survey rules") as db:
        set_rules(db, rules)


def statistics(study: Study, asked: Asked, *, coder: str) -> SurveyStatistics:
    """Make a table of numbers that exposes no one.

    Raises:
        InputError: No question was chosen, or the questions do not fit this kind of table.
        NotFoundError: A question or the survey is not in the study.
        UndefinedError: Too few answered, or a number has no value.
    """
    with study.read() as db:
        return _statistics(db, asked, coder)


def _statistics(db: Database, asked: Asked, coder: str) -> SurveyStatistics:
    survey = next((one for one in find_surveys(db) if one.survey_id == asked.survey_id), None)
    if survey is None:
        raise NotFoundError("This survey is not in the study; it was removed.")
    columns = find_columns(db, asked.survey_id)
    chosen = _chosen(columns, asked.questions)
    rules = get_rules(db)
    group = "" if asked.kind in UNGROUPED else asked.group
    cases = frozenset().union(*(column.said for column in chosen))
    groupings = find_groupings(db, asked.survey_id, columns) if group else {}
    groups = make_groups(groupings, group, cases, rules.least_shown)
    scale = None if asked.kind in ONE_QUESTION else _scale(chosen, asked.ends)
    named = dict(zip((one.name for one in columns), titles(columns), strict=True))
    base = SurveyStatistics(
        asked.kind,
        ("",),
        (),
        (),
        named.get(group, group),
        survey.name,
        count_respondents(db, asked.survey_id),
        rules.least_shown,
        rules.least_compared,
        rules.level,
        {},
        (scale.low, scale.high, scale.first, scale.last) if scale else None,
        (),
        {name: one.missing for name, one in zip(titles(chosen), chosen, strict=True)},
    )
    parts = Parts(chosen, scale, groups, rules, base, asked.test, asked.has_total, coder)
    return joint(parts, db) if asked.kind == "joint" else _BUILDERS[asked.kind](parts)


def _chosen(columns: Sequence[Column], names: Sequence[str]) -> list[Column]:
    if not names:
        raise InputError("No question was chosen; choose one.")
    by_name = {column.name: column for column in columns}
    for name in names:
        if name not in by_name:
            raise NotFoundError(
                "Question {question} is not in this survey; choose another.", question=name
            )
    return [by_name[name] for name in dict.fromkeys(names)]


def _scale(columns: Sequence[Column], ends: tuple[float, float] | None) -> Scale | None:
    found = scale_of(columns)
    if found is None:
        return None
    low, high = ends or found[:2]
    if low >= high:  # also where everyone gave the lowest score, and no file says the highest
        raise InputError("A scale runs from a lower to a higher score; change its ends.")
    return found if (low, high) == found[:2] else Scale(low, high)


def table_words(table: SurveyStatistics) -> Words:
    """Give the words of the survey that a table shows: questions, answers, groups, themes.

    What respondents could type as an answer may name somebody.
    """
    lines = (word for line in table.lines for word in (line.label, line.group))
    told = (table.survey, table.group, *table.measures, *(table.scale or ())[2:], *lines)
    left_out = (name for test in table.tests for name in (test.label, *test.left_out))
    words = dict.fromkeys([*told, *left_out, *table.missing])
    return Words([word for word in words if word and not word.startswith("\0")])


def scan_table(study: Study, key: Key, asked: Asked, *, coder: str) -> int:
    """Scan the words of a table before it is written; give how many look like a name.

    Raises:
        LeakError: They hold identifying text.
    """
    words = table_words(statistics(study, asked, coder=coder))
    return leak_words.written(key, words, b"").n_doubtful


def export_table(
    study: Study,
    asked: Asked,
    suffix: str,
    *,
    language: Language,
    coder: str,
    reason: str = "",
) -> bytes:
    """Write a table to a file, and remember which numbers of persons it told.

    Args:
        study: The study.
        asked: What the table shows.
        suffix: '.docx', '.xlsx' or '.csv'.
        language: Of the file.
        coder: Who writes it.
        reason: Why it may be written although it tells of a few beside earlier exports.

    Raises:
        ConflictError: With an earlier export it tells of fewer than k persons (W67), or what is
            withheld follows from both, and there is no reason.
        InputError: The ending is none of these; see `statistics` for what else can go wrong.
    """
    if suffix not in WRITERS:
        raise InputError(
            "A table is written as {allowed}; give the file one of these endings.",
            allowed=", ".join(WRITERS),
        )
    with study.write(coder, "export survey table", undoable=False) as db:
        table = _statistics(db, asked, coder)
        exports = [one for one in find_exports(db) if one.kind == "survey table"]
        told = told_together(exports, table.cells, table.least_shown)
        linked = computable(table.cells, (name for one in exports for name in one.cells))
        why = " ".join(reason.split())
        if told and not why:
            raise ConflictError(
                "In {n} cells this table differs by fewer than {k} persons from one of {day}, so "
                "that both together tell of them; choose other groups, or say why it may be "
                "written.",
                n=len(told),
                k=table.least_shown,
                day=datetime.fromisoformat(told[0].exported_at).date(),
            )
        if linked and not why:
            raise ConflictError(
                "{n} numbers that one table withholds can be computed with another kind of table "
                "of the same question, and one of both was written before; choose one of these "
                "tables, or say why both may go out.",
                n=len(linked),
            )
        why = why if told or linked else ""
        add_export(db, "survey table", table.cells, coder=coder, reason=why)
    return WRITERS[suffix](table, language)
