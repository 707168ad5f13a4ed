"""The passages of one group, to be read and coded, ticked ones or all at once."""

from collections.abc import Collection, Sequence
from html import escape

import streamlit as st

from kwalicode.model import PassKind
from kwalicode.store.study import Study
from kwalicode.ui.language import N_, _, current_language
from kwalicode.ui.session import shown_errors
from kwalicode.workflows.codebook import list_codes
from kwalicode.workflows.suggestions.groups import Grouped, code_passages

_PAGE, _TYPICAL = 20, 3


def show_passages(
    study: Study, coder: str, grouped: Grouped, chosen: int, free: Collection[str]
) -> None:
    """Show the passages of a group; those that were coded since are gone."""
    members = [i for i in grouped.members(chosen) if grouped.passages[i].key in free]
    title = _("Group {n}", n=chosen + 1) if chosen >= 0 else _("Apart")
    st.subheader(title, anchor=False)
    if not members:
        st.markdown(_("Every passage of this group has a code now."))
        return
    if chosen >= 0 and len(grouped.members(chosen)) == len(members):
        st.caption(_("The three most typical come first."))
    first = _page(chosen, members)
    shown = members[first : first + _PAGE]
    with_title = len({grouped.passages[i].document_id for i in members}) > 1
    ticked = [i for i in shown if _passage(grouped, i, with_title=with_title)]
    _code_form(study, coder, grouped, ticked, members)


def _page(chosen: int, members: Sequence[int]) -> int:
    """Let the user leaf through many passages; give the place of the first one shown."""
    n_pages = -(-len(members) // _PAGE)
    if n_pages < 2:
        return 0
    page = st.number_input(
        _("Page, of {n}", n=n_pages), 1, n_pages, 1, key=f"suggestions_page_{chosen}", width=160
    )
    return (int(page) - 1) * _PAGE


def _passage(grouped: Grouped, place: int, *, with_title: bool) -> bool:
    one = grouped.passages[place]
    title = grouped.titles[one.document_id]
    footer = f"<footer>{escape(title)}</footer>" if with_title else ""
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        is_ticked = st.checkbox(
            _("Tick: {words}", words=one.text[:60]),
            label_visibility="collapsed",
            key=f"suggestions_tick_{one.key}",
            width=36,
        )
        st.html(
            f'<blockquote class="kw-quote">{escape(one.text)}{footer}</blockquote>',
            width="stretch",
        )
    return is_ticked


def _code_form(
    study: Study, coder: str, grouped: Grouped, ticked: Sequence[int], members: Sequence[int]
) -> None:
    paths = {one.code_id: one.path for one in list_codes(study) if not one.is_retired}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = st.selectbox(
            _("Code"),
            list(paths),
            index=None,
            format_func=lambda code_id: paths.get(code_id, code_id),
            accept_new_options=True,
            placeholder=_("Choose a code or type a new one"),
            key=f"suggestions_code_{current_language()}",
            width=380,
        )
        none = _("Code the ticked")
        some = N_("Code the ticked one", "Code the {n} ticked", len(ticked)) if ticked else none
        every = N_("Code the only one", "Code all {n}", len(members))
        places = _clicked({some: ticked, every: members})
    if places is not None:
        with shown_errors():
            kind: PassKind = st.session_state.get("chosen_pass", "open")
            n = code_passages(study, grouped, places, code or "", coder=coder, kind=kind)
            st.toast(N_("{n} passage coded.", "{n} passages coded.", n))
            st.rerun()


def _clicked(offered: dict[str, Sequence[int]]) -> Sequence[int] | None:
    clicked = None
    for number, (label, places) in enumerate(offered.items()):
        kind = "primary" if number == 0 else "secondary"
        if st.button(label, type=kind, disabled=not places, key=f"suggestions_do_{number}"):  # type: ignore[arg-type]  # two of its words
            clicked = places
    return clicked
