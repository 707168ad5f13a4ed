"""Page: what might belong together? Proposals with reasons; a person takes or refuses each."""

import streamlit as st

from kwalicode.store.study import Study
from kwalicode.store.suggestions import Kind
from kwalicode.ui.language import _
from kwalicode.ui.pages.suggestions.alike import show_alike
from kwalicode.ui.pages.suggestions.codes import show_code_groups, show_same_codes
from kwalicode.ui.pages.suggestions.groups import show_groups
from kwalicode.ui.pages.suggestions.settings import (
    VIEW,
    kind_words,
    show_settings,
    show_taken,
)
from kwalicode.ui.parts import choose_view
from kwalicode.ui.session import current_coder, current_study
from kwalicode.workflows.suggestions.kinds import suggestion_settings, wants

_KINDS: dict[str, Kind] = {
    "alike": "alike",
    "groups": "group",
    "code_groups": "code group",
    "same_codes": "same code",
}


def page() -> None:
    """Show one view of the suggestions."""
    study, coder = current_study(), current_coder()
    settings = suggestion_settings(study)
    st.title(_("Suggestions"))
    st.markdown(
        _(
            "Proposals with their reasons, from words and passages alone, made on this computer. "
            "Nothing is done until you take it, and nothing compares persons."
        )
    )
    on = [view for view, kind in _KINDS.items() if wants(settings, kind)]
    st.session_state.setdefault(VIEW, on[0] if on else "settings")
    view = choose_view(_("View"), _views(), state_key=VIEW)
    kind = _KINDS.get(view)
    if kind and not wants(settings, kind):
        _off()
    else:
        _show(view, study, coder)


def _views() -> dict[str, str]:
    words = kind_words()
    kinds = {view: words[kind] for view, kind in _KINDS.items()}
    return kinds | {"taken": _("Taken"), "settings": _("Settings")}


def _show(view: str, study: Study, coder: str) -> None:
    if view == "alike":
        show_alike(study, coder)
    elif view == "groups":
        show_groups(study, coder)
    elif view == "code_groups":
        show_code_groups(study, coder)
    elif view == "same_codes":
        show_same_codes(study, coder)
    elif view == "taken":
        show_taken(study, coder)
    else:
        show_settings(study, coder)


def _off() -> None:
    st.info(
        _(
            "This kind is off in this study: nothing is computed and nothing is shown. Whoever "
            "codes here can switch it on under Settings."
        ),
        icon=":material/toggle_off:",
    )
    st.button(_("Go to the settings"), on_click=_to_settings)


def _to_settings() -> None:
    st.session_state[VIEW] = "settings"
    for key in [key for key in st.session_state if str(key).startswith(f"{VIEW}_")]:
        del st.session_state[key]
