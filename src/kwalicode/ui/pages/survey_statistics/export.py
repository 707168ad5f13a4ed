"""A table of closed answers as a file: scanned for names, compared with those written before."""

import streamlit as st

from kwalicode.errors import ConflictError
from kwalicode.model import Language
from kwalicode.report.surveys.numbers import SurveyStatistics
from kwalicode.report.surveys.tables import WRITERS
from kwalicode.store.study import Study
from kwalicode.ui.language import _, error_sentence
from kwalicode.ui.leaks import choose_language, is_clear
from kwalicode.workflows.surveys.statistics import Asked, export_table, table_words

_MEDIA = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
}


def is_written(asked: Asked, table: SurveyStatistics) -> bool:
    """Tell whether the ledger holds the numbers of this table, since it was written."""
    return bool(st.session_state.get("statistics_written") == (asked, table.cells))


def show_export(study: Study, asked: Asked, table: SurveyStatistics, coder: str) -> None:
    """Offer to write the table, once its words were scanned and the ledger allows it."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        suffix = st.segmented_control(
            _("File"), list(WRITERS), default=".docx", required=True, key="statistics_suffix"
        )
        language = choose_language(_("Language of the file"), key="statistics_language")
        wants = st.button(_("Write the table"), type="primary", icon=":material/table:")
    wanted = (asked, suffix, language)
    if wants:
        st.session_state.statistics_asked = wanted
        st.session_state.pop("statistics_doubt", None)
        st.session_state.pop("statistics_file", None)
    if st.session_state.get("statistics_asked") != wanted or not is_clear(table_words(table)):
        return
    content = _content(study, wanted, table, coder)
    if content is not None:
        st.download_button(
            _("Save the file"),
            content,
            file_name=f"{_('table')}{suffix}",
            mime=_MEDIA[suffix],
            on_click="ignore",
            icon=":material/download:",
        )


def _content(
    study: Study, wanted: tuple[Asked, str, Language], table: SurveyStatistics, coder: str
) -> bytes | None:
    """Write the table; where it tells of a few beside an earlier one, ask why first (W67)."""
    made: tuple[object, bytes] | None = st.session_state.get("statistics_file")
    if made and made[0] == wanted:
        return made[1]
    reason = ""
    if st.session_state.get("statistics_doubt") == wanted:
        st.warning(st.session_state.statistics_said)
        reason = st.text_input(_("Why may it be written?"), key="statistics_reason")
        if not st.button(_("Write it with this reason"), icon=":material/warning:"):
            return None
    asked, suffix, language = wanted
    try:
        content = export_table(study, asked, suffix, language=language, coder=coder, reason=reason)
    except ConflictError as error:
        st.session_state.statistics_doubt = wanted
        st.session_state.statistics_said = error_sentence(error)
    else:
        st.session_state.statistics_file = (wanted, content)
        st.session_state.statistics_written = (asked, table.cells)
    st.rerun()  # the picture above can be saved now, or the reason is asked
    return None
