"""The view of the page Member check with the report of each participant, sent to answered."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import streamlit as st

from kwalicode.model import ReportStyle
from kwalicode.store.key import Key
from kwalicode.store.reports import Report
from kwalicode.ui.language import N_, _
from kwalicode.ui.pages.member_check.answers import show_answers
from kwalicode.ui.parts import go_to, plain, series_word
from kwalicode.ui.session import current_coder, current_study, required_key, shown_errors
from kwalicode.workflows.member_check import (
    DAYS,
    Standing,
    remind,
    report_file,
    send_report,
    standings,
)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SAID = "member_check_said"


def show_reports() -> None:
    """List the participants, and do what comes next for the one that is chosen."""
    key, today = required_key(), datetime.now(UTC).date()
    if said := st.session_state.pop(_SAID, ""):
        st.success(said)
    rows = standings(current_study(), key, today)
    if not rows:
        st.markdown(
            _("There is no interview yet. Import one, sign it off, and send its report from here.")
        )
        if st.button(_("Import sources"), type="primary", icon=":material/upload_file:"):
            go_to("sources")
        return
    st.markdown(_summary(rows))
    picked = st.dataframe(
        pd.DataFrame([_row(one) for one in rows]),
        hide_index=True,
        width="stretch",
        height="content",
        on_select="rerun",
        selection_mode="single-row",
        key="reports_table",
    )
    chosen = picked["selection"]["rows"]
    if not chosen or chosen[0] >= len(rows):
        st.caption(_("Select a row to send a report, to remind, or to enter an answer."))
        return
    _one(key, rows[chosen[0]], today)


def _summary(rows: Sequence[Standing]) -> str:
    sent = [one for one in rows if one.report]
    n_answered = sum(bool(one.report and one.report.answered_on) for one in sent)
    n_late = sum(one.is_overdue for one in rows)
    says = _(
        "{sent} of {all} reports sent, {answered} answered.",
        sent=len(sent),
        all=len(rows),
        answered=n_answered,
    )
    if not n_late:
        return says
    return f"{says} " + N_("**{n}** is overdue.", "**{n}** are overdue.", n_late)


def _row(one: Standing) -> dict[str, str]:
    report = one.report
    return {
        _("Interview"): one.recipient.title,
        _("Participant"): _who(one),
        _("State"): _state(one),
        _("Sent"): _day(report.sent_on) if report else "",
        _("Due"): _day(report.due_on) if report else "",
        _("Reminded"): _day(report.reminded_on) if report else "",
        _("Answered"): _day(report.answered_on) if report else "",
    }


def _who(one: Standing) -> str:
    series, number = one.recipient.pseudonym.rsplit(" ", 1)
    return f"{series_word(series)} {number}: {one.recipient.name or one.recipient.label}"


def _state(one: Standing) -> str:
    if one.report is None:
        return _("not sent") if one.can_send else _("not signed off yet")
    if one.report.answered_on:
        return _("answered, text is newer") if one.can_send else _("answered")
    return _("overdue") if one.is_overdue else _("waiting for an answer")


def _day(written: str) -> str:
    return f"{date.fromisoformat(written):%d-%m-%Y}" if written else ""


def _one(key: Key, one: Standing, today: date) -> None:
    st.subheader(plain(f"{one.recipient.title} · {_who(one)}"))
    if one.can_send and (one.report is None or one.report.answered_on):
        _send(key, one, today)
    if one.report is None:
        if not one.can_send:
            st.markdown(_("Sign this interview off first; then its report can go out."))
            if st.button(_("De-identify"), icon=":material/visibility_off:"):
                go_to("deidentify")
        return
    _file(key, one.report, today)
    show_answers(key, one.report, today)


def _send(key: Key, one: Standing, today: date) -> None:
    styles: dict[ReportStyle, str] = {
        "pseudonymised": _("With masks"),
        "raw": _("Word for word"),
    }
    with st.form(f"send_{one.recipient.source_id}_{one.recipient.pseudonym_id}"):
        st.markdown(
            _(
                "Make the report of this interview. It has numbered paragraphs with fields to "
                "fill in; send it by a secure link."
            )
        )
        style = st.segmented_control(
            _("Text"),
            list(styles),
            format_func=styles.__getitem__,
            default="pseudonymised",
            help=_("Word for word shows all names that the participant said."),
        )
        with st.container(horizontal=True):
            sent = st.date_input(_("Sent"), today, format="DD-MM-YYYY", width=180)
            due = st.date_input(
                _("Due"), today + timedelta(days=DAYS), format="DD-MM-YYYY", width=180
            )
        if st.form_submit_button(_("Make the report"), type="primary"):
            with shown_errors():
                recipient = (one.recipient.source_id, one.recipient.pseudonym_id)
                send_report(
                    current_study(),
                    key,
                    recipient,
                    style=style or "pseudonymised",
                    dates=(sent, due),
                    coder=current_coder(),
                )
                st.session_state[_SAID] = _("The report is made. Save it and send it.")
                st.rerun()


def _file(key: Key, report: Report, today: date) -> None:
    with st.container(horizontal=True):
        st.download_button(
            _("Save the interview report"),
            lambda: report_file(key, report.report_id, today),
            file_name=f"{_('report')}-{report.report_id}.docx",
            mime=_WORD,
            icon=":material/download:",
            on_click="ignore",
        )
        if not report.answered_on and st.button(
            _("Reminded today"), icon=":material/notifications:"
        ):
            with shown_errors():
                remind(key, report.report_id, today, coder=current_coder())
                st.rerun()
