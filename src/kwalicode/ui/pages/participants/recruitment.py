"""View: who was approached, what came of it, and the funnel (W13, W14)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from kwalicode.model import Candidate, RecruitmentStep
from kwalicode.report.funnel import funnel_text
from kwalicode.report.pictures.funnel import Ground, draw_funnel
from kwalicode.store.key import Key
from kwalicode.ui.language import N_, _, current_language, day
from kwalicode.ui.pages.participants.parts import doing, route_words, state_words, table_key
from kwalicode.ui.parts import choose, plain
from kwalicode.ui.session import current_coder
from kwalicode.workflows.recruitment import (
    CandidateRow,
    RecruitmentLog,
    add_steps,
    delete_step,
    recruitment_funnel,
    recruitment_log,
    save_candidates,
)


def show_recruitment(key: Key) -> None:
    """Show the funnel, and keep the log."""
    log = recruitment_log(key)
    if log.candidates:
        _funnel(key)
    else:
        st.markdown(
            _(
                "Write down whom you approach and who comes forward; a row is a person or a "
                "group for one interview. Rows can be pasted from a spreadsheet. The funnel for "
                "your report is drawn from it."
            )
        )
    _candidates(key, log)
    if log.candidates:
        with st.expander(_("Note the same for several"), icon=":material/playlist_add_check:"):
            _note(key, log)
        with st.expander(_("The log of one of them"), icon=":material/history:"):
            _log_of_one(key, log)


def _funnel(key: Key) -> None:
    funnel, language = recruitment_funnel(key), current_language()
    text = funnel_text(funnel, language=language)
    ground: Ground = "dark" if st.context.theme.type == "dark" else "light"
    picture = draw_funnel(funnel, language=language, ground=ground)
    st.image(picture, alt=text)
    st.markdown(text)
    with st.container(horizontal=True):
        st.download_button(
            _("Save as SVG"),
            draw_funnel(funnel, language=language),
            "funnel.svg",
            "image/svg+xml",
            icon=":material/download:",
        )
        st.download_button(
            _("Save as text"), text, "funnel.txt", "text/plain", icon=":material/download:"
        )


def _candidates(key: Key, log: RecruitmentLog) -> None:
    st.subheader(_("Who was approached or came forward"))
    routes, states = route_words(), state_words()
    table = pd.DataFrame(
        [_row(one, log.steps.get(one.candidate_id, ())) for one in log.candidates],
        columns=["id", "name", "route", "n", "state", "on", "reason", "contact", "note"],
    ).astype({"on": object})
    column = st.column_config
    edited = st.data_editor(
        table,
        placeholder="",
        hide_index=True,
        num_rows="dynamic",
        width="stretch",
        height="content" if len(table) < 12 else 460,
        column_order=list(table.columns)[1:],
        column_config={
            "name": column.TextColumn(_("Name or code"), required=True, max_chars=200),
            "route": column.SelectboxColumn(
                _("Route"),
                options=list(routes.values()),
                required=True,
                default=routes["selected"],
            ),
            "n": column.NumberColumn(_("Persons"), min_value=1, step=1, default=1, required=True),
            "state": column.SelectboxColumn(
                _("State"), options=list(states.values()), default=states["approached"]
            ),
            "on": column.DateColumn(
                _("On"), format="localized", help=_("Empty: the day on which you keep it.")
            ),
            "reason": column.TextColumn(_("Reason"), max_chars=200),
            "contact": column.TextColumn(_("Contact"), max_chars=200),
            "note": column.TextColumn(_("Note"), max_chars=500),
        },
        key=f"{table_key('candidates')}_{current_language()}",
    )
    if st.button(_("Keep this list"), type="primary"):
        rows = _rows(edited)
        said = N_("The list holds {n} row now.", "The list holds {n} rows now.", len(rows))
        with doing(said):
            save_candidates(key, rows, coder=current_coder())


def _row(candidate: Candidate, steps: Sequence[RecruitmentStep]) -> tuple[object, ...]:
    last = steps[-1] if steps else None
    return (
        candidate.candidate_id,
        candidate.name,
        route_words()[candidate.route],
        candidate.n_persons,
        state_words()[last.state] if last else None,
        date.fromisoformat(last.on_date) if last else None,
        last.reason if last else "",
        candidate.contact,
        candidate.note,
    )


def _rows(edited: pd.DataFrame) -> list[CandidateRow]:
    filled = edited.astype(object).where(edited.notna(), None).to_dict("records")
    return [_candidate_row(row) for row in filled if str(row["name"] or "").strip()]


def _candidate_row(row: dict[Any, Any]) -> CandidateRow:
    routes = {word: route for route, word in route_words().items()}
    states = {word: state for state, word in state_words().items()}
    candidate = Candidate(
        str(row["id"] or ""),
        str(row["name"]),
        str(row["contact"] or ""),
        routes[str(row["route"])],
        int(row["n"] or 0),
        str(row["note"] or ""),
    )
    on_date = str(row["on"] or "")[:10]
    return CandidateRow(
        candidate, states.get(str(row["state"])), on_date, str(row["reason"] or "").strip()
    )


def _note(key: Key, log: RecruitmentLog) -> None:
    names = {one.candidate_id: one.name for one in log.candidates}
    states = state_words()
    with st.form("recruitment_step", border=False):
        chosen = st.multiselect(
            _("Who"), list(names), format_func=names.__getitem__, placeholder=_("Choose")
        )
        left, middle, right = st.columns(3)
        state = left.selectbox(_("State"), list(states), format_func=states.__getitem__)
        on = middle.date_input(_("On"), "today", format="DD/MM/YYYY")
        reason = right.text_input(_("Reason"), max_chars=200)
        if st.form_submit_button(_("Note this"), type="primary"):
            said = N_("Noted for {n} of them.", "Noted for {n} of them.", len(chosen))
            on_date = on.isoformat() if isinstance(on, date) else ""
            with doing(said):
                step = RecruitmentStep("", "", state, on_date, reason)
                add_steps(key, chosen, step, coder=current_coder())


def _log_of_one(key: Key, log: RecruitmentLog) -> None:
    names = {one.candidate_id: one.name for one in log.candidates}
    chosen = choose(_("Who"), names, state_key="chosen_candidate")
    for step in log.steps.get(chosen, ()):
        with st.container(horizontal=True, vertical_alignment="center"):
            line = f"{day(date.fromisoformat(step.on_date))}: **{state_words()[step.state]}**"
            st.markdown(f"{line} {plain(step.reason)}", width="stretch")
            if st.button(
                _("Take out"), key=f"step_{step.step_id}", type="tertiary", icon=":material/delete:"
            ):
                with doing(_("The step was taken out of the log.")):
                    delete_step(key, step.step_id, coder=current_coder())
