"""Page: what do the closed answers say? Tables that expose no one, beside what people told."""

from collections.abc import Sequence
from typing import cast

import streamlit as st

from kwalicode.report.surveys.bars import draw_bars
from kwalicode.report.surveys.numbers import SurveyStatistics, TableKind
from kwalicode.report.surveys.tables import written
from kwalicode.store.study import Study
from kwalicode.store.survey_answers import Column
from kwalicode.store.survey_settings import Rules
from kwalicode.ui.components.theme_map import show_picture
from kwalicode.ui.language import _, current_language
from kwalicode.ui.pages.survey_statistics.export import is_written, show_export
from kwalicode.ui.pages.survey_statistics.words import kind_words, test_words
from kwalicode.ui.parts import choose, choose_view, go_to, plain
from kwalicode.ui.session import current_coder, current_study, shown_errors
from kwalicode.workflows.surveys.parts import COUNT_TESTS, TESTS, TestChoice
from kwalicode.workflows.surveys.scales import scale_of
from kwalicode.workflows.surveys.statistics import (
    ONE_QUESTION,
    UNGROUPED,
    Asked,
    Choices,
    choose_rules,
    find_choices,
    find_surveys_and_rules,
    statistics,
)

_MOST_ROWS, _PICTURE = 20, 1000


def page() -> None:
    """Let the user choose questions and a group; show the table, and write it to a file."""
    study, coder = current_study(), current_coder()
    st.title(_("Survey statistics"))
    st.markdown(
        _(
            "What the closed answers say, by one group at a time. Numbers of a few persons are "
            "withheld, and so is what would give them away."
        )
    )
    surveys, rules = find_surveys_and_rules(study)
    if not surveys:
        st.markdown(_("There is no survey yet. Import one to count its closed answers here."))
        if st.button(_("Surveys"), type="primary"):
            go_to("surveys")
        return
    with st.container(width=360):
        names = {one.survey_id: one.name for one in surveys}
        survey_id = choose(_("Survey"), names, state_key="statistics_survey")
    choices = find_choices(study, survey_id)
    if not choices.columns:
        st.markdown(_("This survey has no closed questions."))
        return
    asked = _ask(survey_id, choices)
    if asked.questions:
        with shown_errors():
            table = statistics(study, asked, coder=coder)
            _show(table, may_save=is_written(asked, table))
            show_export(study, asked, table, coder)
    with st.expander(_("Rules of this study")):
        _ask_rules(study, rules, coder)


def _ask(survey_id: str, choices: Choices) -> Asked:
    chosen_kind = choose_view(
        _("Table"),
        {str(one): word for one, word in kind_words().items()},
        state_key="statistics_kind",
    )
    kind = cast(TableKind, chosen_kind)
    by_name = dict(zip((one.name for one in choices.columns), choices.titles, strict=True))
    key = f"{survey_id[:8]}_{current_language()}"
    if kind in ONE_QUESTION:
        several = kind == "mentions"
        fitting = [
            one.name for one in choices.columns if (one.question.use == "multiple") == several
        ]
        if not fitting:
            st.markdown(_("This survey has no question of this kind."))
            return Asked(survey_id, kind, ())
        name = st.selectbox(
            _("Question"), fitting, format_func=by_name.__getitem__, key=f"{kind}_question_{key}"
        )
        questions: tuple[str, ...] = (name,)
    else:
        questions = _ask_questions(choices.columns, by_name, key)
    chosen = [one for one in choices.columns if one.name in questions]
    asked = Asked(survey_id, kind, questions, test="none")
    if kind not in UNGROUPED:
        group, test, has_total = _ask_group(choices, kind, key)
        asked = asked._replace(group=group, test=test, has_total=has_total)
    ends = None if kind in ONE_QUESTION else _ask_scale(chosen, key)
    return asked._replace(ends=ends)


def _ask_questions(columns: Sequence[Column], by_name: dict[str, str], key: str) -> tuple[str, ...]:
    scales = {one.name: scale_of([one]) for one in columns}
    scored = [name for name, scale in scales.items() if scale]
    if not scored:
        st.markdown(_("No question of this survey was answered on a scale; count the answers."))
        return ()
    block = [name for name in scored if scales[name] == scales[scored[0]]]
    return tuple(
        st.multiselect(
            _("Questions"),
            scored,
            default=block,
            format_func=by_name.__getitem__,
            key=f"statistics_questions_{key}",
        )
    )


def _ask_group(choices: Choices, kind: TableKind, key: str) -> tuple[str, TestChoice, bool]:
    names = {"": _("all together")} | dict(choices.groupings)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        group = st.selectbox(
            _("By group"),
            list(names),
            format_func=names.__getitem__,
            width=360,
            key=f"statistics_group_{key}",
        )
        if not group:
            return "", "none", True
        test = st.selectbox(
            _("Test"),
            TESTS if kind == "means" else COUNT_TESTS,
            format_func=test_words(kind).__getitem__,
            width=300,
            key=f"statistics_test_{kind}_{key}",
        )
        has_total = st.checkbox(_("With the total"), value=True, key=f"statistics_total_{key}")
    return group, test, has_total


def _ask_scale(columns: Sequence[Column], key: str) -> tuple[float, float] | None:
    """Let the user mend the ends of the scale: nobody may have chosen the highest score."""
    scale = scale_of(columns) if columns else None
    if scale is None:
        return None
    key = f"{key}_{hash(tuple(one.name for one in columns))}"
    with st.container(horizontal=True):
        low = st.number_input(
            _("Lowest score"),
            value=float(scale.low),
            step=1.0,
            format="%g",
            width=140,
            key=f"low_{key}",
        )
        high = st.number_input(
            _("Highest score"),
            value=float(scale.high),
            step=1.0,
            format="%g",
            width=140,
            key=f"high_{key}",
        )
    if scale.is_open:
        st.caption(
            _(
                "No words say where this scale ends, so it runs to the highest answer that was "
                "given. Reverse coding and shares depend on the ends: change them where needed."
            )
        )
    return low, high


def _show(table: SurveyStatistics, *, may_save: bool) -> None:
    words = written(table, current_language())
    heads = [" · ".join(filter(None, parts)) for parts in zip(*_filled(words.heads), strict=True)]
    # Two blank heads would be one column.
    unique = [head or " " * (place + 1) for place, head in enumerate(heads)]
    rows = [dict(zip(unique, row, strict=True)) for row in words.rows]
    few = len(rows) <= _MOST_ROWS
    wide = st.column_config.Column(width="large" if len(unique) < 6 else "medium")
    right = st.column_config.Column(alignment="right")
    st.dataframe(
        rows,
        hide_index=True,
        height="content" if few else 600,
        column_config={unique[0]: wide} | dict.fromkeys(unique[words.n_labels :], right),
    )
    st.markdown("  \n".join(plain(sentence) for sentence in words.caption))
    _chart(table, may_save=may_save)


def _filled(heads: Sequence[Sequence[str]]) -> list[list[str]]:
    """Repeat a head above the columns it is for."""
    filled = []
    for row in heads:
        last, cells = "", []
        for cell in row:
            last = cell or last
            cells.append(last)
        filled.append(cells)
    return filled


def _chart(table: SurveyStatistics, *, may_save: bool) -> None:
    """Draw bars of means or shares; the table above says the same.

    They can be saved once the table was written: until then no ledger tells what they gave away.
    """
    if table.kind in {"means", "shares"}:
        language = current_language()
        key = f"survey-{current_study().fingerprint[:12]}-{table.kind}-{language}"
        with st.container(width=_PICTURE):
            show_picture(
                key,
                draw_bars(table, language),
                label=kind_words()[table.kind],
                name=kind_words()[table.kind].lower(),
                may_save=may_save,
            )
        if not may_save:
            st.caption(_("Write the table below; then the picture can be saved too."))


def _ask_rules(study: Study, rules: Rules, coder: str) -> None:
    with st.container(horizontal=True):
        level = st.number_input(
            _("Significance level"),
            0.001,
            0.5,
            rules.level,
            0.01,
            format="%g",
            width=200,
            key="statistics_level",
        )
        least = st.number_input(
            _("Fewest persons shown"), 3, 100, rules.least_shown, width=200, key="statistics_least"
        )
        compared = st.number_input(
            _("Fewest persons compared"),
            2,
            1000,
            rules.least_compared,
            width=200,
            key="statistics_compared",
        )
    if st.button(_("Store these rules")):
        with shown_errors():
            choose_rules(study, Rules(level, least, compared), coder=coder)
            st.rerun()
    st.caption(
        _(
            "They hold for the whole study and are printed under every table. The reference study "
            "called p < .1 significant; choose before you look."
        )
    )
