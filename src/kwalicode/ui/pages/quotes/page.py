"""Page: what may go out? The register of quotes, and the export of coded segments."""

import streamlit as st

from kwalicode.store.quote_register import find_registered
from kwalicode.ui.language import _
from kwalicode.ui.pages.quotes.detail import OPEN, show_quote
from kwalicode.ui.pages.quotes.export import show_export
from kwalicode.ui.pages.quotes.labels import show_labels
from kwalicode.ui.pages.quotes.register import show_register
from kwalicode.ui.pages.quotes.sheets import show_sheets
from kwalicode.ui.parts import choose_view
from kwalicode.ui.session import current_study


def page() -> None:
    """Choose between the register and the export; one quote takes the whole page."""
    if st.session_state.get(OPEN):
        show_quote()
        return
    st.title(_("Quotes"))
    st.markdown(
        _(
            "Coded passages with a role label instead of a name. Before anything is written, "
            "every quote is scanned for names of the key file and for other identifying text."
        )
    )
    with current_study().read() as db:
        has_quotes = bool(find_registered(db))
    words = {
        "register": _("Register"),
        "check": _("Member check"),
        "labels": _("Labels"),
        "export": _("Export"),
    }
    # Who has no register yet comes for the export.
    order = ("register", "check", "labels", "export")
    if not has_quotes:
        order = ("export", "labels", "register", "check")
    view = choose_view(_("View"), {one: words[one] for one in order}, state_key="quotes_view")
    if view == "register":
        show_register()
    elif view == "check":
        show_sheets()
    elif view == "labels":
        show_labels()
    else:
        show_export()
