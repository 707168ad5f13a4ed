"""A table of closed answers as a file, compared with the tables that were written before."""

import streamlit as st

from kwalicode.errors import ConflictError
from kwalicode.report.survey_tables import WRITERS
from kwalicode.store.study import Study
from kwalicode.ui.language import _, error_sentence
from kwalicode.ui.leaks import choose_language
from kwalicode.workflows.surveys.statistics import Asked, export_table

_MEDIA = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
}


def show_export(study: Study, asked: Asked, coder: str) -> None:
    """Offer to write the table; where it tells of a few beside an earlier one, ask first (W67)."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        suffix = st.segmented_control(
            _("File"), list(WRITERS), default=".docx", required=True, key="statistics_suffix"
        )
        language = choose_language(_("Language of the file"), key="statistics_language")
        wants = st.button(_("Write the table"), type="primary", icon=":material/table:")
    wanted = (asked, suffix, language)
    made: tuple[object, bytes] | None = st.session_state.get("statistics_file")
    reason, is_confirmed = "", False
    if st.session_state.get("statistics_doubt") == wanted:
        st.warning(st.session_state.statistics_said)
        reason = st.text_input(_("Why may it be written?"), key="statistics_reason")
        is_confirmed = st.button(_("Write it with this reason"), icon=":material/warning:")
    if wants or is_confirmed:
        st.session_state.pop("statistics_doubt", None)
        try:
            content = export_table(
                study,
                asked,
                suffix,
                language=language,
                coder=coder,
                reason=reason if is_confirmed else "",
            )
        except ConflictError as error:
            st.session_state.statistics_doubt = wanted
            st.session_state.statistics_said = error_sentence(error)
            st.rerun()
        made = st.session_state.statistics_file = (wanted, content)
    if made and made[0] == wanted:
        st.download_button(
            _("Save the file"),
            made[1],
            file_name=f"{_('table')}{suffix}",
            mime=_MEDIA[suffix],
            on_click="ignore",
            icon=":material/download:",
        )
