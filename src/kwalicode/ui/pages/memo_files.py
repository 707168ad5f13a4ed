"""Files of the page Memos: all memos, or the open questions; scanned before they are written."""

from collections.abc import Sequence

import streamlit as st

from kwalicode.store.memos import PlacedMemo
from kwalicode.store.study import Study
from kwalicode.ui.language import N_, _, current_language
from kwalicode.ui.parts import identifier_words, recognizer_word
from kwalicode.ui.session import required_key
from kwalicode.workflows.memos import LeakyMemo, render_memos, scan_memos

_MADE = "memos_file"


def file_menu(study: Study, found: Sequence[PlacedMemo]) -> None:
    """Offer the memos that are shown as a file, and the open questions as a sheet."""
    with st.popover(_("Files"), icon=":material/folder:"):
        st.markdown(_("Memos are scanned for names before anything is written."))
        questions = [one for one in found if one.memo.kind == "question" and not one.memo.is_done]
        with st.container(horizontal=True):
            if st.button(_("Write the memos shown")):
                st.session_state[_MADE] = "memos"
            if st.button(_("Write a sheet of questions"), disabled=not questions):
                st.session_state[_MADE] = "questions"
        what = st.session_state.get(_MADE)
        if what:
            _offer(study, questions if what == "questions" else found, what)


def _offer(study: Study, found: Sequence[PlacedMemo], what: str) -> None:
    language = current_language()
    leaky = scan_memos(required_key(), found, language=language)
    if leaky:
        _show_leaks(leaky, len(found))
        return
    st.success(_("Nothing was found. The file is ready."), icon=":material/verified:")
    names = {"memos": _("memos"), "questions": _("questions")}
    st.download_button(
        _("Save the file"),
        render_memos(study, found, what, language=language),
        file_name=f"{names[what]}.md",
        mime="text/markdown",
        on_click="ignore",
        icon=":material/download:",
    )


def _show_leaks(leaky: Sequence[LeakyMemo], n_memos: int) -> None:
    n_blocked = len({one.memo.memo.memo_id for one in leaky})
    st.error(
        N_(
            "{n} of {total} memos may hold identifying text, so nothing was written. Change it.",
            "{n} of {total} memos may hold identifying text, so nothing was written. Change them.",
            n_blocked,
            total=n_memos,
        ),
        icon=":material/gpp_bad:",
    )
    words = identifier_words()
    rows = [
        {
            _("Found"): one.text[leak.start : leak.end],
            _("Kind"): words[leak.kind],
            _("Why"): _("in the key file")
            if leak.reason == "key"
            else recognizer_word(leak.reason),
            _("Words"): one.text,
        }
        for one in leaky
        for leak in one.leaks
    ]
    st.dataframe(rows, hide_index=True, height="content")
