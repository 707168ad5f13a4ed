"""Questions of the page Themes that lie over it: they stay open while others change something."""

from collections.abc import Callable, Iterable

import streamlit as st

from kwalicode.model import Theme
from kwalicode.store.relations import Node
from kwalicode.store.study import Study
from kwalicode.store.themes import nodes_of
from kwalicode.ui.language import _
from kwalicode.ui.session import shown_errors
from kwalicode.workflows.themes import merge, split

OPEN, _ASKING = "theme_open", "theme_asking"


def begin() -> None:
    """Say that the whole page is drawn, which closes every question."""
    st.session_state[_ASKING] = False


def open_dialog(title: str, ask: Callable[..., object], *arguments: object) -> None:
    """Ask something over the page; closing it draws the page again."""
    st.session_state[_ASKING] = True
    st.dialog(title, on_dismiss="rerun")(ask)(*arguments)


def is_asking() -> bool:
    """Tell whether a question lies over the page; to draw the page again would close it."""
    return bool(st.session_state.get(_ASKING))


def ask_merge(study: Study, coder: str, theme: Theme, others: dict[str, str]) -> None:
    """Ask into which theme one goes up."""
    st.markdown(
        _(
            "Links, quotes, counter-cases and memos join those of the other theme. Claims are put "
            "side by side, for you to make one of them. Undo brings both back."
        )
    )
    target: str = st.selectbox(_("Merge into"), list(others), format_func=others.__getitem__)
    if st.button(_("Merge"), type="primary"):
        with shown_errors():
            merge(study, [theme.theme_id], target, coder=coder)
            st.session_state[OPEN] = target
            st.rerun()


def ask_split(study: Study, coder: str, theme: Theme, names: dict[Node, str]) -> None:
    """Ask which part of a theme becomes one of its own."""
    st.markdown(_("What you choose goes to a new theme; quotes under it go along."))
    name = st.text_input(_("Name of the new theme"))
    nodes = nodes_of(theme)
    chosen = st.multiselect(
        _("Goes to the new theme"),
        range(len(nodes)),
        format_func=lambda n: names[nodes[n]],
        placeholder=_("Choose"),
    )
    if st.button(_("Split"), type="primary"):
        with shown_errors():
            moved: Iterable[int] = chosen
            parts = [nodes[n] for n in moved]
            st.session_state[OPEN] = split(study, theme.theme_id, parts, name, coder=coder)
            st.rerun()
