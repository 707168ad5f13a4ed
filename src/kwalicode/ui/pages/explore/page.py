"""Page: how often is it said, by whom, and with what? Counts with their unit and denominator."""

import streamlit as st

from kwalicode.ui.language import _
from kwalicode.ui.pages.explore.codes import show_codes
from kwalicode.ui.pages.explore.compare import show_comparison
from kwalicode.ui.pages.explore.framework import show_framework
from kwalicode.ui.pages.explore.parts import explored
from kwalicode.ui.pages.explore.together import show_together
from kwalicode.ui.pages.explore.words import show_words
from kwalicode.ui.parts import choose_view, go_to
from kwalicode.ui.session import current_coder, current_study


def page() -> None:
    """Show one view of the counts."""
    study, coder = current_study(), current_coder()
    st.title(_("Explore"))
    st.markdown(_("How often is it said, by whom, and together with what? Click a number."))
    found = explored(study, coder)
    if not found.names:
        st.markdown(_("Nothing is coded yet. As soon as there are codings, this page counts them."))
        if st.button(_("Read and code"), type="primary"):
            go_to("coding")
        return
    words = {
        "codes": _("How often"),
        "compare": _("Compare groups"),
        "together": _("Together"),
        "words": _("Words"),
        "framework": _("Framework"),
    }
    view = choose_view(_("View"), words, state_key="explore_view")
    if view == "words":
        show_words(study)
    elif view == "framework":
        show_framework(study, coder, found)
    elif view == "together":
        show_together(study, found)
    elif view == "compare":
        show_comparison(study, found)
    else:
        show_codes(study, coder, found)
