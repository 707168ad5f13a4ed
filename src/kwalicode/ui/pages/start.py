"""Page: open a study, make one, or try the demo."""

import os
from pathlib import Path

import streamlit as st

from kwalicode.ui.language import _
from kwalicode.ui.session import (
    find_studies,
    key_file_of,
    new_study_path,
    open_in_session,
    shown_errors,
    study_folder,
    unlock_key,
)
from kwalicode.workflows.demo.make import (
    DEMO_KEY_PASSPHRASE,
    DEMO_NAME,
    DEMO_PASSPHRASE,
    create_demo,
)
from kwalicode.workflows.study import create_both


def page() -> None:
    """Let someone into a study."""
    st.title("kwalicode")
    st.markdown(
        _(
            "From confidential interviews to themes and quotes that expose no one. "
            "Everything stays on this machine."
        )
    )
    studies = find_studies()
    left, right = st.columns([3, 2], gap="large")
    with left:
        if studies:
            _open_form(studies)
        with st.expander(_("Make a new study"), expanded=not studies, icon=":material/add:"):
            _new_form()
    with right:
        _demo()


def _open_form(studies: list[Path]) -> None:
    with st.form("open"):
        st.subheader(_("Open a study"))
        path = st.selectbox(_("Study"), studies, format_func=lambda found: found.stem)
        coder = st.text_input(_("Your name"), value=os.environ.get("KWALICODE_CODER", ""))
        passphrase = st.text_input(_("Passphrase"), type="password")
        if st.form_submit_button(_("Open study"), type="primary"):
            with shown_errors():
                open_in_session(path, passphrase, coder=coder)
                st.rerun()


def _new_form() -> None:
    with st.form("new", border=False):
        name = st.text_input(_("Name of the study"))
        coder = st.text_input(_("Your name"), key="new_coder")
        st.markdown(
            _(
                "A study has two files. The **study** holds de-identified text and codes, for the "
                "whole team. The **key file** holds raw text and names, for who may de-identify. "
                "Each has its own passphrase of at least 8 characters. "
                "A lost passphrase cannot be recovered."
            )
        )
        first = st.text_input(_("Passphrase of the study"), type="password")
        second = st.text_input(_("Passphrase of the key file"), type="password", key="new_key")
        if st.form_submit_button(_("Make study"), type="primary"):
            with shown_errors():
                path = new_study_path(name)
                key_file = key_file_of(path)
                create_both(path, first, second, name=name.strip(), key_file=key_file).close()
                open_in_session(path, first, coder=coder)
                unlock_key(second)
                st.rerun()


def _demo() -> None:
    with st.container(border=True):
        st.subheader(_("Look around first"))
        st.markdown(_("Eleven invented interviews, already coded."))
        st.markdown(
            _(
                "1. **Sources**: bring in interviews and documents.\n"
                "2. **De-identify**: decide what is masked, and sign off.\n"
                "3. **Read and code**: open codes, in vivo codes, comments.\n"
                "4. **Quotes**: scanned for leaks before they go out."
            )
        )
        if not st.button(_("Open the demo study"), icon=":material/explore:"):
            return
        path = study_folder() / DEMO_NAME
        with shown_errors():
            if not path.exists():
                _make_demo()
            open_in_session(path, DEMO_PASSPHRASE, coder="demo")
            unlock_key(DEMO_KEY_PASSPHRASE)
            st.rerun()


def _make_demo() -> None:
    says = _("Making the demo study")
    bar = st.progress(0.0, says)

    def show(share: float) -> None:
        bar.progress(share, says)

    create_demo(study_folder(), progress=show).close()
