"""The view of the page Quotes with the sheets: whom to ask, who answered, what is to be settled."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import streamlit as st

from kwalicode.store.key import Key
from kwalicode.store.participants import find_participants
from kwalicode.store.quote_sheets import Sheet
from kwalicode.store.study import Study
from kwalicode.ui.language import LANGUAGES, N_, _, current_language, day
from kwalicode.ui.pages.quotes.asked import participant_word
from kwalicode.ui.pages.quotes.sheets_answers import (
    SAID,
    has_uploads,
    show_by_hand,
    show_came_back,
    show_objections,
)
from kwalicode.ui.parts import language_word, plain
from kwalicode.ui.session import current_coder, current_study, required_key, shown_errors
from kwalicode.ui.undo import undo_buttons
from kwalicode.workflows.quotes.sheet_files import reminder, sheet_file, sheet_name, sheets_zip
from kwalicode.workflows.quotes.sheet_log import log_sheets
from kwalicode.workflows.quotes.sheets import (
    DAYS,
    MAX_ANSWER_TO,
    Sending,
    SheetStanding,
    SheetState,
    remind,
    send_sheets,
    sheet_standings,
)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORM = "DD-MM-YYYY"


def show_sheets() -> None:
    """List the participants, and do what comes next for those that are chosen."""
    study, coder = current_study(), current_coder()
    key, today = required_key(), datetime.now(UTC).date()
    log_sheets(study, key, coder=coder)
    if said := st.session_state.pop(SAID, ""):
        st.success(said, icon=":material/check:")
    rows = sheet_standings(study, today)
    if not rows:
        st.markdown(
            _(
                "No participant has a quote in the register yet. Pick coded passages there and "
                "adapt them; then everybody can look at their own quotes before they are published."
            )
        )
        return
    names = _names(key)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_summary(rows), width="stretch")
        undo_buttons(study, coder)
    chosen = _choose(rows, names)
    if not chosen:
        st.caption(_("Select rows to make sheets, to remind, or to enter an answer by hand."))
    _send(study, key, chosen, rows)
    _files(study, chosen, today)
    if len(chosen) == 1 and chosen[0].sheet and not chosen[0].sheet.is_replaced:
        show_by_hand(study, key, chosen[0], today)
    with st.expander(
        _("Sheets that came back"), icon=":material/upload_file:", expanded=has_uploads()
    ):
        show_came_back(study, key, names, today)
    show_objections(study, coder, names)
    _again(rows, names)


def _names(key: Key) -> Mapping[str, str]:
    with key.read() as db:
        people = find_participants(db)
    return {one.pseudonym: one.name or ", ".join(one.labels) for one in people}


def _summary(rows: Sequence[SheetStanding]) -> str:
    n_quotes = len({one.quote.quote_id for row in rows for one in row.quotes})
    agreed = {
        one.quote.quote_id for row in rows for one in row.quotes if one.quote.state == "approved"
    }
    says = _("{n} of {all} quotes approved.", n=len(agreed), all=n_quotes)
    n_again = sum(len(row.again) for row in rows)
    if n_again:
        says += " " + N_("**{n}** is to be asked again.", "**{n}** are to be asked again.", n_again)
    n_late = sum(row.is_overdue for row in rows)
    if n_late:
        says += " " + N_("**{n}** sheet is overdue.", "**{n}** sheets are overdue.", n_late)
    return says


def _choose(rows: Sequence[SheetStanding], names: Mapping[str, str]) -> list[SheetStanding]:
    picked = st.dataframe(
        pd.DataFrame([_row(one, names) for one in rows]),
        hide_index=True,
        width="stretch",
        height="content",
        on_select="rerun",
        selection_mode="multi-row",
        key="sheets_table",
    )
    return [rows[n] for n in picked["selection"]["rows"] if n < len(rows)]


def _row(one: SheetStanding, names: Mapping[str, str]) -> dict[str, str]:
    sheet = one.sheet
    return {
        _("Participant"): participant_word(one.case_id, names),
        _("State"): _state_words()[one.state],
        _("To ask"): _to_ask(one),
        _("Approved"): _("{n} of {all}", n=one.n_approved, all=len(one.quotes)),
        _("Sent"): _day(sheet.sent_on) if sheet else "",
        _("Days ago"): str(one.days) if sheet and sheet.is_open else "",
        _("Reminded"): _reminded(sheet) if sheet else "",
    }


def _state_words() -> Mapping[SheetState, str]:
    return {
        "nothing to ask": _("nothing adapted yet"),
        "to ask": _("to ask"),
        "to ask again": _("to ask again"),
        "waiting": _("waiting for an answer"),
        "overdue": _("overdue"),
        "answered": _("answered"),
    }


def _again(rows: Sequence[SheetStanding], names: Mapping[str, str]) -> None:
    """List the quotes that were changed since a participant was asked."""
    if not any(row.again for row in rows):
        return
    st.subheader(_("To ask again"))
    st.caption(_("These were changed after they were asked; a new sheet holds only what is open."))
    for row in rows:
        for own in row.again:
            text = plain(own.text).replace("\n", " ")
            st.markdown(f"- **{plain(participant_word(row.case_id, names))}**: {text}")


def _to_ask(one: SheetStanding) -> str:
    if not one.again:
        return str(len(one.to_send) or "")
    return _("{n}, {again} again", n=len(one.to_send), again=len(one.again))


def _reminded(sheet: Sheet) -> str:
    return ", ".join(map(_day, sheet.reminders))


def _day(written: str) -> str:
    return day(date.fromisoformat(written))


def _send(
    study: Study, key: Key, chosen: Sequence[SheetStanding], rows: Sequence[SheetStanding]
) -> None:
    """Offer to make the sheets of those chosen who have something to be asked."""
    ready = [one for one in chosen if one.to_send]
    if not ready:
        return
    today = datetime.now(UTC).date()
    last = max((row.sheet for row in rows if row.sheet), key=lambda one: one.sent_on, default=None)
    n_quotes = sum(len(one.to_send) for one in ready)
    with st.form(f"sheets_{hash(tuple(one.case_id for one in ready))}_{current_language()}"):
        st.markdown(
            N_(
                "Ask **{n}** quote. A sheet holds a participant's own quotes as they will be "
                "published, with boxes to agree or object.",
                "Ask **{n}** quotes. A sheet holds a participant's own quotes as they will be "
                "published, with boxes to agree or object.",
                n_quotes,
            )
        )
        with st.container(horizontal=True):
            answer_to = st.text_input(
                _("Answer to (name and address)"),
                last.answer_to if last else "",
                max_chars=MAX_ANSWER_TO,
            )
            sent = st.date_input(_("Sent"), today, format=_FORM, width=160)
            due = st.date_input(_("Due"), today + timedelta(days=DAYS), format=_FORM, width=160)
            language = st.selectbox(
                _("Language of the sheet"),
                [None, *LANGUAGES],
                format_func=lambda one: language_word(one) if one else _("that of the quotes"),
                width=200,
            )
        if st.form_submit_button(
            N_("Make {n} sheet", "Make {n} sheets", len(ready)), type="primary"
        ):
            with shown_errors():
                send_sheets(
                    study,
                    key,
                    [one.case_id for one in ready],
                    Sending(answer_to, sent, due, language),
                    coder=current_coder(),
                )
                st.session_state[SAID] = _(
                    "The sheets are made. Save them and send each to its participant."
                )
                st.rerun()


def _files(study: Study, chosen: Sequence[SheetStanding], today: date) -> None:
    """Offer the sheets of those chosen as files, and to note that they were reminded."""
    sheets = [one.sheet for one in chosen if one.sheet and one.is_current]
    waiting = [one.sheet_id for one in sheets if one.is_open]
    with st.container(horizontal=True):
        if len(sheets) == 1:
            st.download_button(
                _("Save the sheet"),
                lambda: sheet_file(study, sheets[0].sheet_id, today),
                file_name=sheet_name(sheets[0]),
                mime=_WORD,
                icon=":material/download:",
                on_click="ignore",
            )
        elif sheets:
            ids = [one.sheet_id for one in sheets]
            st.download_button(
                N_("Save {n} sheet as .zip", "Save {n} sheets as .zip", len(ids)),
                lambda: sheets_zip(study, ids, today),
                file_name=f"{_('quotes')}.zip",
                mime="application/zip",
                icon=":material/folder_zip:",
                on_click="ignore",
            )
        if waiting and st.button(_("Reminded today"), icon=":material/notifications:"):
            with shown_errors():
                remind(study, waiting, today, coder=current_coder())
                st.rerun()
    if len(waiting) == 1:
        with st.expander(_("Letter of reminder"), icon=":material/mail:"):
            st.markdown(_("Send it with the same sheet; its code stays as it is."))
            st.code(reminder(study, waiting[0], today), language=None, wrap_lines=True)
