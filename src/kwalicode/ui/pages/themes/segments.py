"""Quotes and counter-cases of a theme: what was chosen, and what else could be."""

from functools import partial
from html import escape

import streamlit as st

from kwalicode.errors import KwalicodeError
from kwalicode.store.study import Study
from kwalicode.store.themes import Role
from kwalicode.ui.language import N_, _, current_language, error_sentence
from kwalicode.ui.parts import go_to
from kwalicode.workflows.quotes.picking import make_quote
from kwalicode.workflows.theme_quotes import Candidate, Wanted, find_candidates, find_chosen
from kwalicode.workflows.themes import ListedTheme, ThemesState, mark, note_search

A_PAGE = 8
_SAID = "theme_said"


def show_segments(
    study: Study, coder: str, state: ThemesState, listed: ListedTheme, role: Role
) -> None:
    """Show the segments chosen as quotes, or as counter-cases, and offer others."""
    theme_id = listed.theme.theme_id
    is_quote = role == "quote"
    chosen = [one for one in find_chosen(study, theme_id, coder=coder) if one.role == role]
    n = len(chosen)
    said = (
        N_("**{n}** quote chosen", "**{n}** quotes chosen", n)
        if is_quote
        else N_("**{n}** counter-case", "**{n}** counter-cases", n)
    )
    n_people = len({one.pseudonym for one in chosen if one.pseudonym})
    if n:
        said += " · " + N_("from {n} participant", "from {n} participants", n_people)
    st.markdown(said)
    for one in chosen:
        _segment(study, coder, theme_id, one)
    if not is_quote and not chosen:
        _ask_where_looked(study, coder, listed)
    st.subheader(_("Candidates"))
    st.caption(
        _(
            "One segment of each participant first, of those not quoted yet; then a second of "
            "each. What is quoted outside is checked for names on the page Quotes."
        )
        if is_quote
        else _("Segments that may speak against the claim: look under other codes too.")
    )
    wanted = _filters(state, listed, role)
    _candidates(study, coder, theme_id, wanted, role)


def _candidates(study: Study, coder: str, theme_id: str, wanted: Wanted, role: Role) -> None:
    key = f"theme_more_{theme_id}_{role}_{wanted}"
    limit = int(st.session_state.get(key, A_PAGE))
    found, total = find_candidates(study, theme_id, wanted, limit=limit, coder=coder)
    if not found:
        st.markdown(_("No segment is left that fits."))
    for one in found:
        _segment(study, coder, theme_id, one)
    if total > len(found):
        label = _("Show more: {n} of {total} are shown", n=len(found), total=total)
        st.button(label, on_click=partial(_show_more, key, limit + 2 * A_PAGE))


def _show_more(key: str, limit: int) -> None:
    st.session_state[key] = limit


def _filters(state: ThemesState, listed: ListedTheme, role: Role) -> Wanted:
    at = f"{listed.theme.theme_id}_{role}_{current_language()}"
    places = {"theme": _("codes of this theme"), "elsewhere": _("all other codes")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        where = "theme"
        if role == "counter-case":
            where = st.selectbox(
                _("Look under"), list(places), format_func=places.__getitem__, key=f"where_{at}"
            )
        is_inside = where == "theme"
        names = {
            code.code_id: code.name
            for code in state.codes
            if (code.code_id in listed.code_ids) == is_inside and code.code_id in state.reach
        }
        code_id = st.selectbox(
            _("Code"),
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder=_("All"),
            key=f"code_{where}_{at}",
        )
        words = st.text_input(_("Words"), placeholder=_("Words in a segment"), key=f"words_{at}")
    return Wanted("theme" if is_inside else "elsewhere", code_id or "", words.strip())


def _ask_where_looked(study: Study, coder: str, listed: ListedTheme) -> None:
    if listed.was_searched:
        st.markdown(_("None was found; a memo tells where you looked."))
        return
    with st.popover(_("Looked and found none"), icon=":material/search_off:"):
        text = st.text_area(
            _("Where did you look?"),
            help=_("It is kept as a memo of method on this theme."),
            key=f"looked_{listed.theme.theme_id}",
        )
        if st.button(_("Save")):
            _perform(partial(note_search, study, listed.theme.theme_id, text, coder=coder))
            st.rerun()


def _segment(study: Study, coder: str, theme_id: str, one: Candidate) -> None:
    words = one.words
    lines = escape(words.text).replace("\n", "<br>")
    by = " · ".join(
        escape(part) for part in (one.pseudonym, one.role_label, words.document, words.code) if part
    )
    card = st.container(border=True, gap=None)
    card.html(
        f"<blockquote class='kw-quote' lang='{words.language}'>{lines}"
        f"<footer>{by}</footer></blockquote>"
    )
    with card.container(horizontal=True):
        for role, label in _choices(one.role):
            st.button(
                label,
                type="tertiary",
                key=f"{role}_{words.coding_id}",
                on_click=partial(_mark, study, theme_id, words.coding_id, role, coder),
            )
        if one.role == "quote":
            st.button(
                _("Make quote"),
                type="tertiary",
                help=_("Put it into the register on the page Quotes, to adapt and check it."),
                key=f"make_{words.coding_id}",
                on_click=partial(_perform, partial(_make, study, words.coding_id, coder)),
            )
        if st.button(_("Open in the reader"), type="tertiary", key=f"read_{words.coding_id}"):
            st.session_state.chosen_document = words.document_id
            st.session_state.reader_goto = words.start
            go_to("coding")


def _choices(role: Role | None) -> list[tuple[Role | None, str]]:
    choices: list[tuple[Role | None, str]] = [
        ("quote", _("Take as quote")),
        ("counter-case", _("Take as counter-case")),
        (None, _("Take out")),
    ]
    return [(to, label) for to, label in choices if to != role]


def _mark(study: Study, theme_id: str, coding_id: str, role: Role | None, coder: str) -> None:
    _perform(partial(mark, study, theme_id, coding_id, role, coder=coder))


def _make(study: Study, coding_id: str, coder: str) -> None:
    make_quote(study, [coding_id], coder=coder)
    st.toast(_("It stands in the register on the page Quotes now."))


def _perform(act: partial[None]) -> None:
    try:
        act()
    except KwalicodeError as error:
        st.session_state[_SAID] = error_sentence(error)
