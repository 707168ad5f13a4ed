"""View of the page Suggestions: passages or open answers without a code, in groups."""

from collections.abc import Collection, Mapping

import streamlit as st

from kwalicode.errors import UndefinedError
from kwalicode.report.pictures.group_map import MOST_MARKS, Mark, draw_group_map
from kwalicode.store.study import Study
from kwalicode.suggest.clusters import LEAST_PATTERN
from kwalicode.ui.components.theme_map import show_picture
from kwalicode.ui.language import N_, _, current_language, error_sentence, number
from kwalicode.ui.pages.explore.parts import kept
from kwalicode.ui.pages.suggestions.job import computed, forget
from kwalicode.ui.pages.suggestions.reading import show_passages
from kwalicode.ui.parts import go_to, language_word
from kwalicode.ui.undo import undo_buttons
from kwalicode.workflows.suggestions.groups import (
    Grouped,
    Source,
    find_sources,
    group_passages,
    uncoded_passages,
)

_JOB, _ASKED = "suggestions_groups", "suggestions_groups_asked"
_FEWEST, _MOST, _USUAL = 2, 30, 8
_STABLE = 0.75  # valid and stable (Hennig 2007)


def show_groups(study: Study, coder: str) -> None:
    """Ask what to group in how many, and show what came of it."""
    sources = find_sources(study)
    if not sources:
        st.markdown(_("There is no document yet: passages come from documents signed off."))
        if st.button(_("De-identify sources"), type="primary"):
            go_to("deidentify")
        return
    asked = _ask(study, sources)
    if asked is None:
        st.caption(
            _(
                "What has no code yet is grouped by its words. How many groups is up to you: no "
                "measure knows the right number, so try several and read."
            )
        )
        return
    source, n_groups = asked
    try:
        grouped: Grouped | None = computed(
            _JOB,
            (study.fingerprint, coder, asked, st.session_state.get(f"{_ASKED}_n", 0)),
            lambda tell: group_passages(study, source, n_groups, coder=coder, progress=tell),
            says=_("Grouping passages"),
        )
    except UndefinedError as error:
        st.info(error_sentence(error), icon=":material/info:")
        return
    if grouped is not None:
        _show(study, coder, source, grouped)


def _ask(study: Study, sources: list[Source]) -> tuple[Source, int] | None:
    names = [_named(one, sources) for one in sources]
    fingerprint, *asked = st.session_state.get(_ASKED, ("", None, _USUAL))
    before = sources.index(asked[0]) if asked[0] in sources else 0
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = st.selectbox(
            _("Group"),
            range(len(sources)),
            index=before,
            format_func=names.__getitem__,
            key=f"suggestions_source_{current_language()}",
            width=420,
        )
        n_groups = st.slider(
            _("Number of groups"), _FEWEST, _MOST, asked[1], key="suggestions_n_groups", width=260
        )
        if st.button(_("Make groups"), type="primary"):
            forget(_JOB)
            st.session_state[_ASKED] = (study.fingerprint, sources[place], n_groups)
            st.session_state[f"{_ASKED}_n"] = st.session_state.get(f"{_ASKED}_n", 0) + 1
            fingerprint, *asked = st.session_state[_ASKED]
    if fingerprint != study.fingerprint or asked[0] not in sources:
        return None
    return asked[0], asked[1]


def _named(source: Source, sources: list[Source]) -> str:
    name = source.wording or _("Interviews and documents")
    several = len({one.language for one in sources if one.source == source.source}) > 1
    return f"{name} ({language_word(source.language)})" if several else name


def _show(study: Study, coder: str, source: Source, grouped: Grouped) -> None:
    free = kept(
        study,
        "uncoded",
        (coder, source),
        lambda: frozenset(one.key for one in uncoded_passages(study, source, coder=coder)),
    )
    n_free = sum(one.key in free for one in grouped.passages)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_facts(source, grouped, n_free), width="stretch")
        undo_buttons(study, coder)
    is_clear = grouped.groups.is_clear
    if not is_clear:
        st.warning(
            _(
                "There are no clear groups: passages are hardly more alike inside a group than "
                "between groups, or the groups fall apart when other passages are drawn. Try "
                "another number, or group something else."
            ),
            icon=":material/blur_on:",
        )
        if not grouped.groups.firm:
            return
        st.markdown(_("These last all the same:"))
    chosen = _list(grouped, free)
    if chosen is not None:
        show_passages(study, coder, grouped, chosen, free)
    if is_clear:
        _map(study, grouped, is_open=chosen is None)


def _facts(source: Source, grouped: Grouped, n_free: int) -> str:
    n = len(grouped.passages)
    if source.source:
        said = N_("{n} answer had no code", "{n} answers had no code", n)
    else:
        said = N_("{n} passage had no code", "{n} passages had no code", n)
    groups = N_("{n} group", "{n} groups", grouped.groups.n_groups)
    groups = groups if grouped.groups.is_clear else _("no clear groups")
    coded = N_("{n} coded since", "{n} coded since", n - n_free) if n > n_free else ""
    return " · ".join(filter(None, (f"{said} → {groups}", coded)))


def _list(grouped: Grouped, free: Collection[str]) -> int | None:
    """List the groups, and those apart as the last one; give which one is chosen."""
    groups = grouped.groups
    numbers = [*(range(groups.n_groups) if groups.is_clear else groups.firm), -1]
    rows = [_row(grouped, one, free) for one in numbers]
    event = st.dataframe(
        rows,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height="content" if len(rows) < 14 else 460,
        column_config={
            _("Typical words"): st.column_config.Column(width="large"),
            _("Most typical"): st.column_config.Column(width="large"),
        },
        key=f"suggestions_list_{id(grouped)}_{current_language()}",
    )
    st.caption(
        _(
            "Choose a row to read its passages and code them; by keyboard, go to it with the "
            "arrows and press Shift and Space. Stable: how much of the group comes back when "
            "other passages are drawn (Jaccard, 20 draws; Hennig 2007)."
        )
    )
    chosen = event["selection"]["rows"]
    return numbers[chosen[0]] if chosen and chosen[0] < len(numbers) else None


def _row(grouped: Grouped, one: int, free: Collection[str]) -> Mapping[str, object]:
    members = grouped.members(one)
    n_free = sum(grouped.passages[place].key in free for place in members)
    if one < 0:
        words, firm, typical = _("unlike the others, or no words to go by"), "", ""
    else:
        words = ", ".join(grouped.words[one]) or _("no typical words")
        firm = _firm(float(grouped.groups.stability[one]))
        typical = grouped.passages[grouped.typical[one][0]].text if grouped.typical[one] else ""
    return {
        _("Group"): _("apart") if one < 0 else number(one + 1),
        _("Typical words"): words,
        _("Passages"): len(members),
        _("Without a code"): n_free,
        _("Stable"): firm,
        _("Most typical"): typical,
    }


def _firm(stability: float) -> str:
    if stability >= _STABLE:
        word = _("stable")
    elif stability >= LEAST_PATTERN:
        word = _("doubtful")
    else:
        word = _("falls apart")
    return f"{word} ({number(round(stability, 2))})"


def _map(study: Study, grouped: Grouped, *, is_open: bool) -> None:
    with st.expander(_("Map of the groups"), icon=":material/scatter_plot:", expanded=is_open):
        groups = grouped.groups
        n = len(grouped.passages)
        step = max(1, -(-n // MOST_MARKS))
        marks = [
            Mark(x, y, int(groups.labels[i]), bool(groups.outliers[i]))
            for i, (x, y) in enumerate(groups.places.tolist())
            if i % step == 0 or groups.outliers[i]
        ]
        title = N_("{n} group of passages", "{n} groups of passages", groups.n_groups)
        axes = _(
            "Near each other: much the same words. The directions are the two in which the groups "
            "differ most; hollow marks are far from their group."
        )
        key = f"group-map-{study.fingerprint[:12]}-{current_language()}"
        svg = draw_group_map(marks, title, axes)
        with st.container(width=1000):
            show_picture(key, svg, label=_("Map of the groups"), name="map", may_save=False)
        if step > 1:
            st.caption(_("Every {n}th passage is drawn, and all that lie apart.", n=number(step)))
        st.caption(_("The table above says the same in words."))
