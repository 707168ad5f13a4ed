"""Destroying a class of data: what it means, and the name of the study typed to be sure."""

from typing import cast

import streamlit as st

from kwalicode.store.retention import DataClass
from kwalicode.store.study import study_name
from kwalicode.ui.language import N_, _, current_language
from kwalicode.ui.pages.retention_words import data_word
from kwalicode.ui.parts import plain
from kwalicode.ui.session import (
    current_coder,
    current_key,
    current_study,
    key_file_of,
    leave_study,
    lock_key,
    shown_errors,
)
from kwalicode.workflows.destruction import Destroyed, destroy
from kwalicode.workflows.retention import RetentionState

_MADE = "destroyed"


def show_destruction(state: RetentionState) -> None:
    """Offer to destroy what is there, the overdue first."""
    st.subheader(_("Destroy"))
    _certificate()
    there = [due for due in state.dues if due.state != "destroyed"]
    if not there:
        st.markdown(_("Nothing is left to destroy."))
        return
    overdue = [due.term.data for due in state.overdue]
    words = {due.term.data: data_word(due.term.data) for due in there}
    data = st.selectbox(
        _("What to destroy"),
        list(words),
        index=next((i for i, due in enumerate(there) if due.term.data in overdue), None),
        format_func=words.__getitem__,
        placeholder=_("Choose what to destroy"),
        label_visibility="collapsed",
        width=480,
        key=f"destroy_{len(there)}_{current_language()}",
    )
    if data is None:
        return
    st.markdown(_says(data))
    if st.button(
        _("Destroy"), icon=":material/delete_forever:", key="destroy", disabled=_is_locked(data)
    ):
        st.dialog(_("Destroy for good?"), width="medium")(_confirm)(data)
    if _is_locked(data):
        st.caption(_("Open the key file first, on one of the pages that show names."))


def _is_locked(data: str) -> bool:
    if data == "research data":
        # The key file beside it goes too, so it has to be open where there is one.
        return current_key() is None and key_file_of(current_study().path).exists()
    return current_key() is None


def _says(data: str) -> str:
    words = {
        "contact": _(
            "Names, addresses and notes of participants and candidates go from the key file. "
            "Raw texts stay."
        ),
        "consents": _(
            "The records of consent go. What a consent did not cover stays kept out; new sources "
            "are no longer asked for consent."
        ),
        "key file": _(
            "Raw texts, names and pseudonyms go. The study can still be read and coded, but no "
            "source can be reviewed and nothing can be exported after a leak scan any more."
        ),
        "research data": _("The study file and the key file go: nothing is left."),
    }
    return words[data]


def _confirm(data: str) -> None:
    name = study_name(current_study())
    st.markdown(_says(data))
    st.markdown(
        _(
            "The files are written over and deleted, with their backups. Nobody can bring them "
            "back. A certificate is written beside the study."
        )
    )
    typed = st.text_input(_("Type {name} to be sure", name=name))
    if st.button(
        _("Destroy for good"),
        type="primary",
        icon=":material/delete_forever:",
        disabled=typed.strip() != name,
        key="confirm_destruction",
    ):
        _destroy(cast(DataClass, data), typed)


def _destroy(data: DataClass, typed: str) -> None:
    with shown_errors():
        done = destroy(
            current_study(),
            current_key(),
            data,
            typed=typed,
            coder=current_coder(),
            language=current_language(),
        )
        if data in {"key file", "research data"}:
            lock_key()
        if data == "research data":
            leave_study()
            st.toast(_("Destroyed. The certificate is {file}.", file=done.path.name))
        else:
            st.session_state[_MADE] = done
            st.session_state.retention_said = _(
                "Destroyed. The certificate is {file}.", file=done.path.name
            )
        st.rerun()


def _certificate() -> None:
    done: Destroyed | None = st.session_state.get(_MADE)
    if done is None:
        return
    st.download_button(
        _("Save the certificate"),
        done.certificate,
        file_name=done.path.name,
        icon=":material/download:",
        on_click="ignore",
    )
    if done.copies:
        st.warning(
            N_(
                "{n} file beside the study may be a copy; it was left: {files}.",
                "{n} files beside the study may be copies; they were left: {files}.",
                len(done.copies),
                files=plain(", ".join(done.copies)),
            )
        )
