"""Page: who takes part, what is known of them, and did they agree to it (W12-W14, W30, W59)?"""

import streamlit as st

from kwalicode.ui.language import _
from kwalicode.ui.pages.participants.parts import say_what_was_done
from kwalicode.ui.pages.participants.recruitment import show_recruitment
from kwalicode.ui.pages.participants.roles import show_roles
from kwalicode.ui.pages.participants.sampling import show_sampling
from kwalicode.ui.pages.participants.table import show_participants
from kwalicode.ui.parts import choose_view
from kwalicode.ui.session import required_key


def page() -> None:
    """Choose a view of the participants."""
    st.title(_("Participants"))
    key = required_key()
    words = {
        "participants": _("Participants"),
        "recruitment": _("Recruitment"),
        "sampling": _("Sampling"),
        "roles": _("Roles"),
    }
    view = choose_view(_("View"), words, state_key="participants_view")
    say_what_was_done()
    if view == "recruitment":
        show_recruitment(key)
    elif view == "sampling":
        show_sampling(key)
    elif view == "roles":
        show_roles()
    else:
        show_participants(key)
