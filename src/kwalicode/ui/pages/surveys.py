"""Page: bring in the answers to a questionnaire, and see which were brought in."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from kwalicode.errors import KwalicodeError
from kwalicode.formats.containers import MAX_BYTES
from kwalicode.formats.surveys import SUFFIXES
from kwalicode.model import Survey
from kwalicode.store.key import Key
from kwalicode.store.surveys import find_surveys
from kwalicode.ui.language import N_, _, error_sentence, number
from kwalicode.ui.pages.surveys_mapping import ask_mapping
from kwalicode.ui.parts import go_to, plain
from kwalicode.ui.session import current_coder, current_study, required_key, shown_errors
from kwalicode.workflows.overview import DocumentState, document_states, fold_surveys
from kwalicode.workflows.surveys.importing import (
    Imported,
    SurveyFile,
    delete_survey,
    import_survey,
    read_file,
)
from kwalicode.workflows.surveys.looks import count_consenting

_BOX, _FILE, _DONE, _TABLE = "survey_box", "survey_file", "survey_done", "surveys_table"


def page() -> None:
    """Choose a file, say what its columns are for, import it; list what is there."""
    st.title(_("Surveys"))
    key = required_key()
    st.markdown(
        _(
            "Answers to a questionnaire come in here. Columns that identify someone are dropped "
            "before anything is stored, and rows without consent stay out."
        )
    )
    _say_done()
    with current_study().read() as db:
        surveys = find_surveys(db)
    file = _chosen_file()
    if file:
        _import(key, file, surveys)
    _list(key, surveys)


def _chosen_file() -> SurveyFile | None:
    box = st.session_state.setdefault(_BOX, 0)
    # Streamlit's uploader knows English only; the words are put over its own, see page.css.
    limit = _(
        "At most {most} MB: {endings}", most=MAX_BYTES // 1_000_000, endings=" ".join(SUFFIXES)
    )
    st.html(
        f'<style>:root {{ --kw-choose: "{_("Choose a file")}"; --kw-limit: "{limit}"; }}</style>'
    )
    upload = st.file_uploader(
        _("Answers from Qualtrics, LimeSurvey, SPSS or a spreadsheet"),
        type=[suffix.removeprefix(".") for suffix in SUFFIXES],
        key=f"survey_{box}",
    )
    if not upload:
        st.session_state.pop(_FILE, None)
        return None
    kept: tuple[str, Any] = st.session_state.get(_FILE, ("", None))
    if kept[0] != upload.file_id:
        with st.spinner(_("Reading the file")):
            kept = upload.file_id, _read(upload.name, upload.getvalue())
        st.session_state[_FILE] = kept
    if isinstance(kept[1], KwalicodeError):
        st.error(f"**{plain(upload.name)}** {error_sentence(kept[1])}", icon=":material/error:")
        return None
    file: SurveyFile = kept[1]
    return file


def _read(name: str, content: bytes) -> SurveyFile | KwalicodeError:
    try:
        return read_file(name, content)
    except KwalicodeError as error:
        return error


def _import(key: Key, file: SurveyFile, surveys: Sequence[Survey]) -> None:
    mapping = ask_mapping(current_study(), file, surveys)
    if mapping is None:
        return
    label = N_("Import {n} row", "Import {n} rows", count_consenting(file, mapping))
    if not st.button(label, type="primary", icon=":material/download:"):
        return
    bar = st.progress(0.0, _("Keeping the answers"))
    with shown_errors():
        done = import_survey(
            current_study(),
            key,
            file,
            mapping,
            coder=current_coder(),
            progress=lambda share: bar.progress(min(1.0, share), _("Keeping the answers")),
        )
        st.session_state[_DONE] = done
        st.session_state[_BOX] += 1
        st.session_state.pop(_FILE, None)
        st.rerun()
    bar.empty()


def _say_done() -> None:
    done: Imported | None = st.session_state.pop(_DONE, None)
    if done is None:
        return
    said = [N_("{n} row was imported.", "{n} rows were imported.", done.n_rows)]
    if done.n_refused:
        said.append(
            N_(
                "{n} row had no consent; nothing of it was stored.",
                "{n} rows had no consent; nothing of them was stored.",
                done.n_refused,
            )
        )
    if done.n_answers:
        said.append(
            N_(
                "{n} answer in people's own words waits for de-identification.",
                "{n} answers in people's own words wait for de-identification.",
                done.n_answers,
            )
        )
    st.success(" ".join(said))


def _list(key: Key, surveys: Sequence[Survey]) -> None:
    if not surveys:
        return
    st.subheader(_("Imported"))
    states = document_states(current_study(), key)
    folded = {one.survey: one for one in fold_surveys(states) if one.survey}
    picked = st.dataframe(
        pd.DataFrame([_row(one, folded.get(one.name)) for one in surveys]),
        hide_index=True,
        height="content",
        column_config={
            name: st.column_config.NumberColumn(format="localized")
            for name in (_("Rows"), _("Lists of answers"), _("Words"), _("Codings"))
        },
        on_select="rerun",
        selection_mode="single-row",
        key=_TABLE,
    )
    chosen = picked["selection"]["rows"]
    if chosen:
        if st.button(_("Remove this survey"), icon=":material/delete:"):
            st.dialog(_("Remove for good?"), width="small")(_confirm)(key, surveys[chosen[0]])
    elif waiting := [one for one in states if one.survey and one.needs_review]:
        st.caption(_("Select a survey in the table to remove it."))
        if st.button(
            _("De-identify the answers"), type="primary", icon=":material/visibility_off:"
        ):
            st.session_state.chosen_source = waiting[0].document_id
            go_to("deidentify")


def _row(survey: Survey, state: DocumentState | None) -> dict[str, object]:
    versions = [
        f"{origin or _('first version')}: {number(n)}" for origin, n in survey.n_rows.items()
    ]
    return {
        _("Survey"): survey.name,
        _("Rows"): sum(survey.n_rows.values()),
        _("Versions of the questionnaire"): "; ".join(versions),
        _("Lists of answers"): state.n_lists if state else 0,
        _("Words"): state.n_words if state else 0,
        _("Codings"): state.n_codings if state else 0,
    }


def _confirm(key: Key, survey: Survey) -> None:
    st.markdown(
        N_(
            "{n} row goes, with its answers, codings, consent and withdrawal code. "
            "This cannot be undone.",
            "{n} rows go, with their answers, codings, consent and withdrawal codes. "
            "This cannot be undone.",
            sum(survey.n_rows.values()),
        )
    )
    if st.button(_("Remove for good"), type="primary"):
        with shown_errors():
            delete_survey(current_study(), key, survey.survey_id, coder=current_coder())
            st.session_state.pop(_TABLE, None)
            st.rerun()
