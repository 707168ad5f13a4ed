"""Page: did every participant look through their own report, and what came of it (W41, W42)?"""

import streamlit as st

from kwalicode.ui.language import _
from kwalicode.ui.pages.member_check.codings import show_codings
from kwalicode.ui.pages.member_check.passages import show_passages
from kwalicode.ui.pages.member_check.reports import show_reports
from kwalicode.ui.parts import choose_view
from kwalicode.ui.session import current_coder, current_study
from kwalicode.workflows.barring import find_checks


def page() -> None:
    """Choose between reports, codings whose words changed, and barred passages."""
    st.title(_("Member check"))
    st.markdown(
        _(
            "Participants look through their own report. What they correct or add comes into the "
            "text; what they keep out is barred."
        )
    )
    n_waiting = len(find_checks(current_study(), coder=current_coder()))
    words = {
        "reports": _("Reports"),
        "codings": _("Codings to check ({n})", n=n_waiting) if n_waiting else _("Codings to check"),
        "passages": _("Barred passages"),
    }
    view = choose_view(_("View"), words, state_key="member_check_view")
    if view == "codings":
        show_codings()
    elif view == "passages":
        show_passages()
    else:
        show_reports()
