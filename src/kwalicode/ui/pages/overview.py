"""Page: where are we, what is next?"""

from collections import Counter
from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from kwalicode.store.study import study_name
from kwalicode.ui.language import N_, _, number
from kwalicode.ui.pages.retention_words import overdue_sentence
from kwalicode.ui.pages.saturation.words import show_light
from kwalicode.ui.parts import go_to, kind_word, language_word, listed_title, state_word
from kwalicode.ui.session import current_coder, current_key, current_study
from kwalicode.workflows.overview import STATES, DocumentState, document_states, fold_surveys
from kwalicode.workflows.retention import retention_state


def page() -> None:
    """Show how far each document is, and the one next step."""
    study, key = current_study(), current_key()
    states = document_states(study, key)
    st.title(study_name(study))
    if overdue := retention_state(study).overdue:
        st.warning(overdue_sentence(overdue), icon=":material/schedule:")
        if st.button(_("Retention"), icon=":material/event_busy:"):
            go_to("retention")
    if not states:
        _empty()
        return
    st.markdown(_progress_text(states))
    st.html(_progress_bar(states))
    _next_step(states, has_key=key is not None)
    show_light(study, current_coder())
    numbers = [_("Words"), _("Open findings"), _("Codings")]
    columns = {name: st.column_config.NumberColumn(format="localized") for name in numbers}
    columns[_("Document")] = st.column_config.TextColumn(width=260)
    table = _table(fold_surveys(states))
    st.dataframe(table, hide_index=True, height="content", column_config=columns)
    if key is None:
        st.caption(_("Sources that are not signed off yet are only seen with the key file open."))


def _empty() -> None:
    st.markdown(
        _(
            "This study is empty. Begin with your interviews, documents or answers: "
            "kwalicode reads them, helps to remove names, and then you code."
        )
    )
    if st.button(_("Import sources"), type="primary", icon=":material/upload_file:"):
        go_to("sources")
    st.caption(_("Or close this study and try the demo study."))


def _progress_text(states: Sequence[DocumentState]) -> str:
    counts = Counter(state.state for state in states)
    parts = [f"{number(counts[name])} {state_word(name)}" for name in STATES if counts[name]]
    n_codings = sum(state.n_codings for state in states)
    total = N_("{n} document", "{n} documents", len(states))
    coded = N_("{n} coding", "{n} codings", n_codings)
    return f"{total}: {', '.join(parts)}. {coded}."


def _progress_bar(states: Sequence[DocumentState]) -> str:
    """Draw how many documents are in which state, as one bar; the text above says the same."""
    counts = Counter(state.state for state in states)
    parts = "".join(
        f"<i class='kw-state-{place}' style='flex:{counts[name]}'>{escape(state_word(name))}</i>"
        for place, name in enumerate(STATES)
        if counts[name]
    )
    return f"<div class='kw-progress' aria-hidden='true'>{parts}</div>"


def _next_step(states: Sequence[DocumentState], *, has_key: bool) -> None:
    waiting = [state for state in states if state.needs_review]
    uncoded = [state for state in states if state.state == "de-identified"]
    if waiting and has_key:
        says, button, where = (
            N_(
                "{n} document waits for de-identification.",
                "{n} documents wait for de-identification.",
                len(waiting),
            ),
            _("De-identify"),
            "deidentify",
        )
        st.session_state.chosen_source = waiting[0].document_id
    elif uncoded:
        says, button, where = (
            N_("{n} document can be coded.", "{n} documents can be coded.", len(uncoded)),
            _("Read and code"),
            "coding",
        )
        st.session_state.chosen_document = uncoded[0].document_id
    else:
        says, button, where = _("Everything is coded."), _("See the quotes"), "quotes"
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown(f"**{_('Next')}:** {says}")
        if st.button(button, type="primary"):
            go_to(where)


def _table(states: Sequence[DocumentState]) -> pd.DataFrame:
    rows = [
        {
            _("Document"): listed_title(state.title, state.n_lists),
            _("Kind"): kind_word(state.kind),
            _("Language"): language_word(state.language),
            _("State"): state_word(state.state),
            _("Words"): state.n_words,
            _("Open findings"): state.n_open,
            _("Codings"): state.n_codings,
        }
        for state in states
    ]
    return pd.DataFrame(rows)
