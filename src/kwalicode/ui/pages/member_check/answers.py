"""The answer to a report on the page Member check: read from the file, or entered by hand."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from kwalicode.errors import KwalicodeError
from kwalicode.formats.containers import MAX_BYTES
from kwalicode.model import Answer
from kwalicode.store.key import Key
from kwalicode.store.reports import Report
from kwalicode.ui.language import N_, _, error_sentence
from kwalicode.ui.session import current_coder, current_study, shown_errors
from kwalicode.workflows.member_answers import store_answers
from kwalicode.workflows.member_check import read_answers, report_paragraphs

_SAID, _READ = "member_check_said", "member_check_read"
_SHOWN = 90


def show_answers(key: Key, report: Report, today: date) -> None:
    """Take an answer in, as a file or by hand."""
    views = {"file": _("The file came back"), "hand": _("Enter by hand"), "none": _("All is right")}
    view = st.segmented_control(
        _("Answer"),
        list(views),
        format_func=views.__getitem__,
        default="file",
        key=f"answer_{report.report_id}",
    )
    if view == "hand":
        _by_hand(key, report, today)
    elif view == "none":
        st.markdown(_("The participant looked at the report and has nothing to change."))
        if st.button(_("Store the answer"), type="primary", key=f"right_{report.report_id}"):
            _store(key, report, [], today)
    elif view == "file":
        _from_file(key, report, today)


def _from_file(key: Key, report: Report, today: date) -> None:
    limit = _("At most {most} MB each: {endings}", most=MAX_BYTES // 1_000_000, endings=".docx")
    words = f'--kw-choose: "{_("Choose a file")}"; --kw-limit: "{limit}";'
    st.html(f"<style>:root {{ {words} }}</style>")
    upload = st.file_uploader(
        _("The filled report"),
        type=["docx"],
        key=f"filled_{report.report_id}_{report.answered_on}",
    )
    if upload is None:
        return
    answers = _read(key, report, upload.file_id, upload.getvalue())
    if not answers:
        return
    st.markdown(
        N_("**{n}** paragraph has an answer.", "**{n}** paragraphs have an answer.", len(answers))
    )
    st.dataframe(
        pd.DataFrame([_row(one) for one in answers]),
        hide_index=True,
        width="stretch",
        height="content",
        row_height=60,
    )
    if st.button(_("Store these answers"), type="primary"):
        _store(key, report, answers, today)


def _read(key: Key, report: Report, file_id: str, content: bytes) -> list[Answer]:
    """Read a file once; an error is shown as long as the file is there."""
    read: dict[str, list[Answer] | KwalicodeError] = st.session_state.setdefault(_READ, {})
    if file_id not in read:
        try:
            read[file_id] = read_answers(key, report.report_id, content)
        except KwalicodeError as error:
            read[file_id] = error
    found = read[file_id]
    if isinstance(found, KwalicodeError):
        st.error(error_sentence(found), icon=":material/error:")
        return []
    return found


def _row(one: Answer) -> dict[str, str | int]:
    return {
        _("Paragraph"): one.number,
        _("Correction"): one.correction,
        _("Addition"): one.addition,
        _("Not for analysis"): _kept_out(one.no_analysis),
        _("Not for quotes"): _kept_out(one.no_quotes),
    }


def _kept_out(words: str | None) -> str:
    if words is None:
        return ""
    return words or _("the whole paragraph")


def _by_hand(key: Key, report: Report, today: date) -> None:
    paragraphs = report_paragraphs(key, report.report_id)
    number: int = st.selectbox(
        _("Paragraph"),
        [one.number for one in paragraphs],
        format_func=lambda number: f"{number} · {paragraphs[number - 1].text[:_SHOWN]}",
        key=f"number_{report.report_id}",
    )
    sent = paragraphs[number - 1]
    with st.form(f"hand_{report.report_id}_{number}", clear_on_submit=False):
        correction = st.text_area(
            _("As it should read"), sent.text, help=_("Change what is not right.")
        )
        addition = st.text_area(_("Addition"), height=68)
        left, right = st.columns(2)
        no_analysis = _bar(left, _("Not for analysis"))
        no_quotes = _bar(right, _("Not for quotes"))
        if st.form_submit_button(_("Store the answer"), type="primary"):
            is_same = correction.strip() == sent.text.strip()
            changed = "" if is_same else correction
            _store(key, report, [Answer(number, changed, addition, no_analysis, no_quotes)], today)


def _bar(place: st.delta_generator.DeltaGenerator, label: str) -> str | None:
    is_barred = place.checkbox(label)
    words = place.text_input(
        _("Only these words"),
        key=f"words_{label}",
        help=_("Leave it empty for the whole paragraph."),
    )
    return words.strip() if is_barred or words.strip() else None


def _store(key: Key, report: Report, answers: Sequence[Answer], today: date) -> None:
    with shown_errors(), st.spinner(_("Storing the answer")):
        stored = store_answers(
            current_study(), key, report.report_id, answers, on_date=today, coder=current_coder()
        )
        says = [_("The answer is stored.")]
        if stored.n_changed:
            says.append(
                N_(
                    "{n} paragraph was changed; the review of this interview is open again.",
                    "{n} paragraphs were changed; the review of this interview is open again.",
                    stored.n_changed,
                )
            )
        if stored.n_barred:
            says.append(N_("{n} passage was barred.", "{n} passages were barred.", stored.n_barred))
        st.session_state[_SAID] = " ".join(says)
        st.session_state.pop(_READ, None)
        st.rerun()
