"""The buttons that take back the last step of the user, and do it again, on any page."""

import streamlit as st

from kwalicode.store.history import redo, undo
from kwalicode.store.study import Study
from kwalicode.ui.language import _
from kwalicode.ui.session import shown_errors
from kwalicode.workflows.coding import undo_state


def undo_buttons(study: Study, coder: str) -> None:
    """Offer to take back the last step, and to do it again."""
    can_undo, can_redo = undo_state(study, coder)
    acts = (
        (_("Undo"), ":material/undo:", can_undo, _("Take back your last step"), undo),
        (_("Redo"), ":material/redo:", can_redo, _("Do it again"), redo),
    )
    for label, icon, is_on, says, act in acts:
        if st.button(label, icon=icon, disabled=not is_on, help=says):
            with shown_errors():
                act(study, coder)
                st.rerun()
