"""Page: what do we claim, on what does it rest, and what speaks against it? (W08, W87, W89)."""

from collections.abc import Callable
from functools import partial
from html import escape

import streamlit as st

from kwalicode.errors import KwalicodeError
from kwalicode.store.study import Study
from kwalicode.ui.components.outboxes import POLL_SECONDS
from kwalicode.ui.language import N_, _, error_sentence
from kwalicode.ui.pages.passes.words import pass_title
from kwalicode.ui.pages.themes.detail import SAID, WROTE, is_in_form, show_theme
from kwalicode.ui.pages.themes.dialogs import OPEN, begin, is_asking, open_dialog
from kwalicode.ui.pages.themes.map import show_map
from kwalicode.ui.pages.themes.words import begun, prevalence, quantity_words
from kwalicode.ui.parts import choose_view, go_to, plain
from kwalicode.ui.session import current_coder, current_study, shown_errors
from kwalicode.ui.undo import undo_buttons
from kwalicode.workflows.coding import undo_state
from kwalicode.workflows.theme_review import n_open, review_list
from kwalicode.workflows.themes import (
    ListedTheme,
    ThemesState,
    drop,
    has_changed,
    make_theme,
    move,
    recommendations,
    themes_state,
)

_VIEW, _STATE = "themes_view", "themes_state"


def page() -> None:
    """Show the themes, one of them, the map or the recommendations."""
    begin()
    study, coder = current_study(), current_coder()
    state = _state(study, coder)
    shown = next((one for one in state.themes if one.theme.theme_id == _opened()), None)
    if shown:
        _say_refused()
        show_theme(study, coder, state, shown)
    else:
        _overview(study, coder, state)
    if not (shown and is_in_form()):
        st.fragment(_watch, run_every=POLL_SECONDS)(study, state)


def _watch(study: Study, state: ThemesState) -> None:
    """Draw the page again where others changed something, unless a question is being answered."""
    if not is_asking() and has_changed(study, state.mark):
        st.rerun()


def _overview(study: Study, coder: str, state: ThemesState) -> None:
    st.title(_("Themes"))
    st.markdown(
        _("What you claim, in one sentence each, on what it rests, and what speaks against it.")
    )
    _say_refused()
    if not state.themes:
        _empty(study, coder, state)
        return
    _top(study, coder, state)
    view = _choose_view()
    if view == "map":
        show_map(study, state)
    elif view == "recommendations":
        _recommendations(state)
    else:
        _list(study, coder, state)


def _state(study: Study, coder: str) -> ThemesState:
    """Read the themes; what was read at the last click is used again where nothing changed."""
    key = (study.fingerprint, coder)
    kept, before = st.session_state.get(_STATE, (None, None))
    state = themes_state(study, coder=coder, before=before if kept == key else None)
    st.session_state[_STATE] = (key, state)
    return state


def _opened() -> str:
    return str(st.session_state.get(OPEN, ""))


def _say_refused() -> None:
    said, wrote = st.session_state.pop(SAID, ""), st.session_state.pop(WROTE, "")
    if said:
        st.error(said, icon=":material/error:")
    if wrote:
        st.markdown(_("What you wrote:"))
        st.code(wrote, language=None, wrap_lines=True)


def _empty(study: Study, coder: str, state: ThemesState) -> None:
    st.markdown(
        _(
            "There is no theme yet. A theme is more than a topic: it says something about it. It "
            "rests on categories and codes, and you see at once how far it reaches."
        )
    )
    with st.container(horizontal=True):
        if st.button(_("Make a theme"), type="primary", icon=":material/add:"):
            open_dialog(_("Make a theme"), _ask_new, study, coder)
        if not state.codes and st.button(_("Read and code first")):
            go_to("coding")
        # The only theme may just have been taken back.
        if undo_state(study, coder)[1]:
            undo_buttons(study, coder)


def _top(study: Study, coder: str, state: ThemesState) -> None:
    kept = [one for one in state.themes if not one.theme.is_dropped]
    n_claimless = sum(not one.theme.claim for one in kept)
    said = [N_("**{n}** theme", "**{n}** themes", len(kept))]
    if n_claimless:
        said.append(N_("**{n}** without a claim", "**{n}** without a claim", n_claimless))
    if state.coding_pass:
        is_closed = bool(state.coding_pass.closed_at)
        name = plain(pass_title(state.coding_pass))
        said.append(_("{name}, closed", name=name) if is_closed else name)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(" · ".join(said), width="stretch")
        undo_buttons(study, coder)
        if st.button(_("Make a theme"), type="primary", icon=":material/add:"):
            open_dialog(_("Make a theme"), _ask_new, study, coder)


def _choose_view() -> str:
    words = {
        "list": _("List"),
        "map": _("Theme map"),
        "recommendations": _("Recommendations"),
    }
    return choose_view(_("View"), words, state_key=_VIEW)


def _list(study: Study, coder: str, state: ThemesState) -> None:
    kept = [one for one in state.themes if not one.theme.is_dropped]
    for place, listed in enumerate(kept):
        with st.container(border=True, gap="xsmall"):
            st.html(_card(listed, state))
            _card_buttons(study, coder, listed, (place > 0, place < len(kept) - 1))
    st.caption(_counting(state))
    dropped = [one for one in state.themes if one.theme.is_dropped]
    if dropped:
        with st.expander(N_("{n} dropped theme", "{n} dropped themes", len(dropped))):
            for listed in dropped:
                st.html(_card(listed, state))
                theme_id = listed.theme.theme_id
                act = partial(drop, study, theme_id, is_dropped=False, coder=coder)
                st.button(_("Bring back"), key=f"back_{theme_id}", on_click=partial(_perform, act))


def _card(listed: ListedTheme, state: ThemesState) -> str:
    theme = listed.theme
    claim = escape(theme.claim).replace("\n", "<br>") or f"<i>{_('No claim yet.')}</i>"
    to_do = n_open(review_list(listed, state.themes))
    review = N_("{n} question to look at", "{n} questions to look at", to_do) if to_do else ""
    marks = [
        N_("{n} quote", "{n} quotes", len(theme.quotes)),
        N_("{n} counter-case", "{n} counter-cases", len(theme.counter_cases)),
    ]
    more = " · ".join(filter(None, (*marks, review)))
    return (
        f"<article><h3 class='kw-theme'>{escape(theme.name)}</h3>"
        f"<p class='kw-claim'>{claim}</p>"
        f"<small>{escape(begun(prevalence(listed, state)))}<br>{escape(more)}</small></article>"
    )


def _card_buttons(
    study: Study, coder: str, listed: ListedTheme, can_move: tuple[bool, bool]
) -> None:
    theme_id, name = listed.theme.theme_id, plain(listed.theme.name)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Open"),
            key=f"open_{theme_id}",
            icon=":material/edit:",
            help=_("Open {name}", name=name),
            on_click=partial(_open, theme_id),
        )
        arrows = (
            (-1, ":material/arrow_upward:", _("Up")),
            (1, ":material/arrow_downward:", _("Down")),
        )
        for (steps, icon, label), is_on in zip(arrows, can_move, strict=True):
            act = partial(move, study, theme_id, steps, coder=coder)
            st.button(
                label,
                key=f"move_{steps}_{theme_id}",
                type="tertiary",
                icon=icon,
                disabled=not is_on,
                on_click=partial(_perform, act),
            )


def _counting(state: ThemesState) -> str:
    words = quantity_words()
    return _(
        "Of {n} participants: {few} is at most a fifth, {some} less than half, {most} more than "
        "half, {nearly_all} at least nine of ten. Each segment counts once in a theme, also where "
        "its code stands under several categories.",
        n=state.n_participants,
        few=f"‘{words['few']}’",
        some=f"‘{words['some']}’",
        most=f"‘{words['most']}’",
        nearly_all=f"‘{words['nearly all']}’",
    )


def _recommendations(state: ThemesState) -> None:
    found = recommendations([one.theme for one in state.themes if not one.theme.is_dropped])
    if not found:
        st.markdown(_("There is no recommendation yet: write what follows from a theme with it."))
        return
    rows = [
        {
            _("Theme"): one.theme,
            _("Recommendation"): one.text,
            _("Term"): one.term,
            _("Focus"): one.focus,
        }
        for one in found
    ]
    st.dataframe(rows, hide_index=True, height="content")


def _open(theme_id: str) -> None:
    st.session_state[OPEN] = theme_id


def _perform(act: Callable[[], object]) -> None:
    try:
        act()
    except KwalicodeError as error:
        st.session_state[SAID] = error_sentence(error)


def _ask_new(study: Study, coder: str) -> None:
    name = st.text_input(_("Name"))
    claim = st.text_area(
        _("Claim, in one sentence"),
        help=_("What the theme says, such as ‘Who speaks up pays for it’. It can wait."),
    )
    if st.button(_("Save"), type="primary"):
        with shown_errors():
            st.session_state[OPEN] = make_theme(study, name, claim.strip(), coder=coder)
            st.rerun()
