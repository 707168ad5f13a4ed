"""View: whom do we have, and whom do we still miss (W12, W13, W16)?"""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from kwalicode.model import Attribute, InterviewPlan
from kwalicode.store.key import Key
from kwalicode.ui.language import N_, _, current_language, day, number
from kwalicode.ui.pages.participants.parts import doing, table_key, value_word
from kwalicode.ui.parts import plain
from kwalicode.ui.session import current_coder, current_study
from kwalicode.workflows.recruitment import Cell, Sampling, sampling, save_plan, save_targets


def show_sampling(key: Key) -> None:
    """Show targets and what was reached, one attribute at a time."""
    found = sampling(current_study(), key)
    _plan(found)
    if not found.matrix:
        st.markdown(
            _(
                "Here you see which perspectives are still missing. Give participants attributes "
                "with a choice, such as their side of the organisation, on the view Participants."
            )
        )
        return
    st.markdown(
        _(
            "Reached are participants who speak in an interview that was signed off. Write a "
            "target where you want one; thin cells are marked."
        )
    )
    columns = st.columns(2, gap="large")
    for place, (attribute, cells) in enumerate(found.matrix):
        with columns[place % 2]:
            _attribute(attribute, cells)


def _plan(found: Sampling) -> None:
    n = N_("{n} interview in the study", "{n} interviews in the study", found.n_interviews)
    people = N_("with {n} participant", "with {n} participants", found.n_interviewed)
    line = f"{n} {people}."
    if found.plans:
        now = found.plans[-1]
        line += " " + _(
            "Planned: {planned}, at most {maximum}.",
            planned=number(now.planned),
            maximum=number(now.maximum),
        )
    st.markdown(line)
    with st.expander(_("Number of interviews planned"), icon=":material/flag:"):
        for plan in found.plans:
            st.markdown(f"- {_plan_line(plan)}")
        _plan_form(found.plans)


def _plan_line(plan: InterviewPlan) -> str:
    line = _(
        "{day}, {coder}: {planned} planned, at most {maximum}.",
        day=day(date.fromisoformat(plan.entered_at[:10])),
        coder=plain(plan.entered_by),
        planned=number(plan.planned),
        maximum=number(plan.maximum),
    )
    return f"{line} {plain(plan.reason)}"


def _plan_form(plans: Sequence[InterviewPlan]) -> None:
    last = plans[-1] if plans else InterviewPlan(25, 25, "")
    with st.form("interview_plan", border=False):
        left, right = st.columns(2)
        planned = left.number_input(_("Planned"), 1, value=last.planned)
        maximum = right.number_input(_("At most"), 1, value=last.maximum)
        reason = st.text_input(
            _("Reason"), max_chars=300, help=_("Needed for a change; it is kept with the plan.")
        )
        if st.form_submit_button(_("Keep this plan"), type="primary"):
            with doing(_("The plan was kept.")):
                plan = InterviewPlan(int(planned), int(maximum), reason)
                save_plan(current_study(), plan, coder=current_coder())


def _attribute(attribute: Attribute, cells: Sequence[Cell]) -> None:
    st.markdown(f"**{plain(attribute.name)}**")
    table = pd.DataFrame(
        [(value_word(one.value), one.target, one.n_reached, _told(one)) for one in cells],
        columns=["value", "target", "reached", "told"],
    ).astype({"target": "Int64"})
    column = st.column_config
    edited = st.data_editor(
        table,
        placeholder="",
        hide_index=True,
        width="stretch",
        disabled=["value", "reached", "told"],
        column_config={
            "value": column.TextColumn(_("Value")),
            "target": column.NumberColumn(_("Target"), min_value=0, step=1),
            "reached": column.NumberColumn(_("Reached")),
            "told": column.TextColumn(_("Still missing")),
        },
        key=f"{table_key('targets')}_{attribute.attribute_id}_{current_language()}",
    )
    targets = _targets(cells, edited)
    if targets != {one.value: one.target for one in cells} and st.button(
        _("Keep these targets"), type="primary", key=f"keep_{attribute.attribute_id}"
    ):
        with doing(_("The targets were changed.")):
            save_targets(current_study(), attribute.attribute_id, targets, coder=current_coder())


def _told(cell: Cell) -> str:
    """Say in words what is missing: colour alone would not be seen by all."""
    if cell.n_missing:
        return f"▼ {number(cell.n_missing)}"
    if cell.is_thin and cell.target is None:
        return _("▽ nobody yet")
    return ""


def _targets(cells: Sequence[Cell], edited: pd.DataFrame) -> Mapping[str, int | None]:
    return {
        cell.value: None if pd.isna(target) else int(target)
        for cell, target in zip(cells, edited["target"], strict=True)
    }
