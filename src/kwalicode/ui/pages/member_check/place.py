"""A coding whose words changed, on its way to the words that a person selects in the reader."""

from typing import NamedTuple
from uuid import uuid4

import streamlit as st

from kwalicode.store.anchor_checks import AnchorCheck
from kwalicode.store.study import Study
from kwalicode.ui.language import _
from kwalicode.ui.parts import go_to, plain
from kwalicode.workflows.barring import find_checks

_ASKED = "coding_to_place"
_SHOWN = 300


class Asked(NamedTuple):
    """What was asked for.

    Attributes:
        request: Differs each time, so that the reader takes up each request once.
    """

    request: str
    check: AnchorCheck


def ask_to_place(check: AnchorCheck) -> None:
    """Go to the reader, where words can be selected for a coding."""
    st.session_state[_ASKED] = Asked(uuid4().hex, check)
    st.session_state.chosen_document = check.document_id
    st.session_state.reader_goto = check.start
    go_to("coding")


def asked_to_place(study: Study, document_id: str, coder: str) -> Asked | None:
    """Give the coding to place in a document; nothing once it was placed."""
    asked: Asked | None = st.session_state.get(_ASKED)
    if asked is None or asked.check.document_id != document_id:
        return None
    waiting = {check.coding_id for check in find_checks(study, coder=coder)}
    if asked.check.coding_id in waiting:
        return asked
    del st.session_state[_ASKED]
    return None


def show_asked(asked: Asked) -> None:
    """Say above the reader what to select, and offer the way back."""
    words = asked.check.before
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]} …"
    text, back = st.columns([5, 1], vertical_alignment="center")
    text.info(
        _(
            "Select the words for “{code}” and press w. Before the correction it stood on: "
            "“{words}”",
            code=plain(asked.check.code or _("no code")),
            words=plain(shown),
        ),
        icon=":material/arrow_selector_tool:",
    )
    if back.button(_("Back to the list"), icon=":material/arrow_back:"):
        st.session_state.pop(_ASKED)
        go_to("member-check")
