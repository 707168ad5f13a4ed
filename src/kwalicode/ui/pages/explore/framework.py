"""The framework matrix: participants by themes; a view of the page Explore."""

from typing import Any

import streamlit as st

from kwalicode.store.study import Study
from kwalicode.store.summaries import MAX_TEXT, Cell
from kwalicode.ui.language import _, current_language
from kwalicode.ui.pages.explore.parts import Shown, offer, show_segments, show_table
from kwalicode.ui.parts import go_to, plain
from kwalicode.ui.session import shown_errors
from kwalicode.ui.undo import undo_buttons
from kwalicode.workflows.explore.counting import Explored
from kwalicode.workflows.explore.framework import Framework, framework, summarise
from kwalicode.workflows.explore.groups import by_participant
from kwalicode.workflows.explore.levels import by_theme
from kwalicode.workflows.explore.segments import segments_of


def show_framework(study: Study, coder: str, found: Explored) -> None:
    """Let the team type what each participant says on each theme; show the segments of a cell."""
    themes = by_theme(study, found)
    if not themes.names:
        st.markdown(_("There are no themes yet; the matrix has a column for each."))
        if st.button(_("Themes"), type="primary"):
            go_to("themes")
        return
    who = _("Participant")  # a theme may be called so; columns need different names
    themes = themes._replace(
        names=tuple(f"{one}\u00a0" if one == who else one for one in themes.names)
    )
    matrix = framework(study, themes)
    if not matrix.cases:
        st.markdown(_("Nobody speaks in an interview or document yet."))
        return
    st.markdown(
        _(
            "A row a participant, a column a theme. Type a summary in a cell, then store; who only "
            "answered a survey is left out."
        )
    )
    _summaries(study, coder, themes, matrix)
    st.markdown(f"**{_('Segments behind it')}**")
    _segments(study, themes, matrix)


def _summaries(study: Study, coder: str, themes: Explored, matrix: Framework) -> None:
    rows = []
    for case in matrix.cases:
        row: dict[str, str] = {_("Participant"): themes.turns.pseudonyms[case]}
        for theme_id, name in zip(themes.ids, themes.names, strict=True):
            row[name] = matrix.summaries.get((themes.turns.case_ids[case], theme_id), "")
        rows.append(row)
    column = st.column_config
    # Other summaries are another table: edits of the old one are stored, or were refused.
    key = f"explore_framework_{current_language()}_{hash(repr(rows))}"
    edited: Any = st.data_editor(
        rows,
        hide_index=True,
        disabled=[_("Participant")],
        column_config={name: column.TextColumn(max_chars=MAX_TEXT) for name in themes.names},
        key=key,
    )
    changes = _changes(themes, matrix, rows, edited)
    with st.container(horizontal=True):
        if st.button(_("Store the summaries"), type="primary", disabled=not changes):
            with shown_errors():
                summarise(study, changes, matrix.summaries, coder=coder)
                st.rerun()
        undo_buttons(study, coder)
    shown = [list(row.values()) for row in rows]
    offer(Shown("framework", list(rows[0]), shown, [_("Summaries by the team.")]))


def _changes(
    themes: Explored, matrix: Framework, before: list[dict[str, str]], after: Any
) -> dict[Cell, str]:
    return {
        (themes.turns.case_ids[case], theme_id): (new[name] or "").strip()
        for case, old, new in zip(matrix.cases, before, after, strict=True)
        for theme_id, name in zip(themes.ids, themes.names, strict=True)
        if (new[name] or "").strip() != old[name]
    }


def _segments(study: Study, themes: Explored, matrix: Framework) -> None:
    rows = [
        [themes.turns.pseudonyms[case], *map(int, matrix.n_segments[:, place])]
        for place, case in enumerate(matrix.cases)
    ]
    notes = [_("Counted: segments of the codes of a theme in which the participant speaks.")]
    columns = [_("Participant"), *themes.names]
    chosen = show_table(Shown("framework-segments", columns, rows, notes))
    if chosen and chosen[1] in themes.names:
        theme = themes.names.index(chosen[1])
        title = f"{plain(str(rows[chosen[0]][0]))} · {plain(chosen[1])}"
        passages = segments_of(themes, by_participant(themes), theme, chosen[0])
        show_segments(study, themes, passages, title)
