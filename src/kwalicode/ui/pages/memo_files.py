"""Files of the page Memos: all memos, or the open questions; scanned before they are written."""

from collections.abc import Sequence

import streamlit as st

from kwalicode.store.memos import PlacedMemo
from kwalicode.store.study import Study
from kwalicode.ui.language import N_, _, current_language
from kwalicode.ui.parts import identifier_words, recognizer_word
from kwalicode.ui.session import current_key, required_key
from kwalicode.workflows.memos import LeakyMemo, render_memos, scan_memos

_ASKED = "memos_asked"


def file_menu(study: Study, found: Sequence[PlacedMemo]) -> None:
    """Offer the memos that are shown as a file, and the open questions as a sheet."""
    with st.popover(_("Files"), icon=":material/folder:"):
        st.markdown(_("Memos are scanned for names before anything is written."))
        # A fragment of its own: only a click here scans, not whatever else is done on the page.
        st.fragment(_menu)(study, found)


def _menu(study: Study, found: Sequence[PlacedMemo]) -> None:
    questions = [one for one in found if one.memo.kind == "question" and not one.memo.is_done]
    with st.container(horizontal=True):
        all_shown = st.button(_("Write the memos shown"))
        sheet = st.button(_("Write a sheet of questions"), disabled=not questions)
    # The choice outlives the question for the key file, and no more than that.
    what = "memos" if all_shown else "questions" if sheet else st.session_state.pop(_ASKED, None)
    if what:
        if current_key() is None:
            st.session_state[_ASKED] = what
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
