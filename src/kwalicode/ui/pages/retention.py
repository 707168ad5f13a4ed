"""Page: until when do we keep what, and what is due (W73)?"""

from collections.abc import Sequence
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from kwalicode.report.pictures.timeline import Ground, TimelineBar, timeline_svg
from kwalicode.store.log import LogLine
from kwalicode.store.retention import EVENTS, MAX_MONTHS, Term
from kwalicode.ui.language import _, day
from kwalicode.ui.pages.retention_destruction import show_destruction
from kwalicode.ui.pages.retention_words import (
    act_details,
    act_word,
    data_word,
    due_state_word,
    due_words,
    event_word,
    overdue_sentence,
)
from kwalicode.ui.session import current_coder, current_study, shown_errors
from kwalicode.workflows.retention import (
    Due,
    RetentionState,
    present_day,
    retention_state,
    set_day,
    set_terms,
)


def page() -> None:
    """Show when each class of data has to go, change that, and destroy what is due."""
    st.title(_("Retention"))
    st.markdown(
        _(
            "Personal data are kept no longer than was promised. Each class of data has its own "
            "term, and goes for good at the end of it."
        )
    )
    if said := st.session_state.pop("retention_said", ""):
        st.success(said)
    state = retention_state(current_study())
    if state.overdue:
        st.warning(overdue_sentence(state.overdue), icon=":material/schedule:")
    elif not state.retention.published_on:
        st.markdown(_("No day of publication is set yet; the terms begin with it."))
    _picture(state)
    _table(state.dues)
    left, right = st.columns(2, gap="large")
    with left:
        _days(state)
    with right:
        _terms(state)
    show_destruction(state)
    _log(state.log)


def _picture(state: RetentionState) -> None:
    bars = [
        TimelineBar(
            data_word(due.term.data),
            due.starts,
            due.due,
            due_words(due),
            is_late=due.state == "overdue",
            is_over=due.state == "destroyed",
        )
        for due in state.dues
    ]
    drawn = partial(
        timeline_svg,
        bars,
        title=_("How long each class of data is kept"),
        today=present_day(),
        today_word=_("today"),
    )
    ground: Ground = "dark" if st.context.theme.type == "dark" else "light"
    st.image(drawn(ground=ground), alt="; ".join(f"{bar.name}: {bar.says}" for bar in bars))
    st.download_button(
        _("Save as SVG"),
        drawn(),
        "retention.svg",
        "image/svg+xml",
        icon=":material/download:",
        on_click="ignore",
    )


def _table(dues: Sequence[Due]) -> None:
    rows = [
        {
            _("Data"): data_word(due.term.data),
            _("Counts from"): event_word(due.term.event),
            _("Months"): due.term.n_months,
            _("Until"): day(due.due) if due.due else "",
            _("State"): due_state_word(due.state),
        }
        for due in dues
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, height="content")


def _days(state: RetentionState) -> None:
    st.subheader(_("Days"))
    kept = state.retention
    with st.form(f"days_{kept.published_on}_{kept.collected_on}"):
        published = st.date_input(_("Published on"), _date(kept.published_on), format="DD-MM-YYYY")
        collected = st.date_input(
            _("Collection ended on"), _date(kept.collected_on), format="DD-MM-YYYY"
        )
        reason = st.text_input(_("Reason, where data are kept longer by it"), key="days_reason")
        if st.form_submit_button(_("Keep these days")):
            with shown_errors():
                study, coder = current_study(), current_coder()
                set_day(study, "publication", published, reason=reason, coder=coder)
                set_day(study, "collection", collected, reason=reason, coder=coder)
                st.rerun()


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _terms(state: RetentionState) -> None:
    st.subheader(_("Terms"))
    terms = state.retention.terms
    with st.form(f"terms_{hash(terms)}"):
        changed = [_term(term) for term in terms if not term.destroyed_on]
        reason = st.text_input(_("Reason, where data are kept longer by it"), key="terms_reason")
        if st.form_submit_button(_("Keep these terms")):
            with shown_errors():
                set_terms(current_study(), changed, reason=reason, coder=current_coder())
                st.rerun()


def _term(term: Term) -> Term:
    months, event = st.columns([2, 3], vertical_alignment="bottom")
    words = {name: event_word(name) for name in EVENTS}
    n_months = months.number_input(
        _("{data}, months", data=data_word(term.data)),
        min_value=0,
        max_value=MAX_MONTHS,
        value=term.n_months,
        key=f"months_{term.data}",
    )
    after = event.selectbox(
        _("{data}, counts from", data=data_word(term.data)),
        EVENTS,
        index=EVENTS.index(term.event),
        format_func=words.__getitem__,
        label_visibility="collapsed",
        key=f"event_{term.data}",
    )
    return term._replace(n_months=int(n_months), event=after)


def _log(lines: Sequence[LogLine]) -> None:
    if not lines:
        return
    st.subheader(_("What was done for good"))
    rows = [
        {
            _("Day"): day(date.fromisoformat(line.logged_at[:10])),
            _("Act"): act_word(line.act),
            _("By"): line.coder,
            _("Details"): act_details(line),
        }
        for line in lines
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, height="content")
