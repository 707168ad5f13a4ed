"""Files of the page Memos: all memos, or the open questions; scanned before they are written."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from kwalicode.store.memos import PlacedMemo
from kwalicode.ui.language import _, current_language
from kwalicode.ui.leaks import asked_for, offer_file
from kwalicode.workflows.memos import memo_words, render_memos

_ASKED = "memos_asked"


def file_menu(found: Sequence[PlacedMemo]) -> None:
    """Offer the memos that are shown as a file, and the open questions as a sheet."""
    with st.popover(_("Files"), icon=":material/folder:"):
        st.markdown(_("Memos are scanned for names before anything is written."))
        # A fragment of its own: only a click here scans, not whatever else is done on the page.
        st.fragment(_menu)(found)


def _menu(found: Sequence[PlacedMemo]) -> None:
    questions = [one for one in found if one.memo.kind == "question" and not one.memo.is_done]
    with st.container(horizontal=True):
        all_shown = st.button(_("Write the memos shown"))
        sheet = st.button(_("Write a sheet of questions"), disabled=not questions)
    what = asked_for("memos" if all_shown else "questions" if sheet else None, _ASKED)
    if what:
        names = {"memos": _("memos"), "questions": _("questions")}
        memos = questions if what == "questions" else found
        write = partial(render_memos, memos, what, language=current_language())
        offer_file(memo_words(memos), write, f"{names[what]}.md", "text/markdown")
