"""One theme on the page Themes: its texts and links, how far it reaches, its review list."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from kwalicode.errors import KwalicodeError
from kwalicode.model import Codebook, Theme, path_of
from kwalicode.store.exports import get_label_rules
from kwalicode.store.relations import Node
from kwalicode.store.study import Study
from kwalicode.store.themes import nodes_of
from kwalicode.ui.components.outboxes import POLL_SECONDS
from kwalicode.ui.language import _, current_language, error_sentence
from kwalicode.ui.pages.themes.dialogs import OPEN, ask_merge, ask_split, open_dialog
from kwalicode.ui.pages.themes.segments import show_segments
from kwalicode.ui.pages.themes.words import (
    STATE_ICONS,
    advice,
    begun,
    prevalence,
    quantity_words,
    question_words,
    state_words,
)
from kwalicode.ui.parts import choose_view, plain
from kwalicode.ui.undo import undo_buttons
from kwalicode.workflows.theme_reach import groups_of, quantity
from kwalicode.workflows.theme_review import review_list
from kwalicode.workflows.themes import (
    ListedTheme,
    ThemesState,
    change_theme,
    drop,
    stored_theme,
)

SAID, WROTE, _TAB = "theme_said", "theme_wrote", "theme_tab"


def show_theme(study: Study, coder: str, state: ThemesState, listed: ListedTheme) -> None:
    """Show one theme and let it be changed."""
    theme = listed.theme
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(_("All themes"), icon=":material/arrow_back:", type="tertiary", on_click=_close)
        st.space("stretch")
        undo_buttons(study, coder)
        _more(study, coder, state, listed)
    st.title(plain(theme.name))
    if theme.claim:
        st.markdown(f"*{plain(theme.claim)}*".replace("\n", "  \n"))
    st.caption(plain(begun(prevalence(listed, state))))
    tab = _choose_tab()
    if tab == "reach":
        _reach(study, state, listed)
    elif tab == "review":
        _review(state, listed)
    elif tab == "claim":
        st.fragment(_tell_changed, run_every=POLL_SECONDS)(study, theme)
        _form(study, coder, state, theme)
    else:
        show_segments(study, coder, state, listed, "quote" if tab == "quotes" else "counter-case")


def _close() -> None:
    st.session_state.pop(OPEN, None)


def _choose_tab() -> str:
    words = {
        "claim": _("Claim and basis"),
        "reach": _("Reach"),
        "quotes": _("Quotes"),
        "counter": _("Counter-cases"),
        "review": _("Review list"),
    }
    return choose_view(_("Part of the theme"), words, state_key=_TAB)


def node_names(state: ThemesState) -> dict[Node, str]:
    """Name the categories and codes by their paths."""
    paths = Codebook(tuple(state.categories)).paths()
    named: dict[Node, str] = {("category", key): path for key, path in paths.items()}
    for code in state.codes:
        named["code", code.code_id] = path_of(code, paths)
    return named


def _form(study: Study, coder: str, state: ThemesState, theme: Theme) -> None:
    names = node_names(state)
    # Under another key wherever another text is stored, or the old one would go on standing there.
    at = f"{theme.theme_id}_{hash((theme, current_language()))}"
    with st.form(f"theme_{at}", border=False):
        st.text_input(_("Name"), theme.name, key=f"name_{at}")
        st.text_area(
            _("Claim, in one sentence"),
            theme.claim,
            height=80,
            key=f"claim_{at}",
            help=_("What the theme says, not what it is about."),
        )
        left, right = st.columns(2)
        left.text_area(_("Central concept"), theme.concept, key=f"concept_{at}")
        right.text_area(_("Scope: what it is not about"), theme.scope, key=f"scope_{at}")
        for kind, label, chosen in (
            ("category", _("Categories"), theme.category_ids),
            ("code", _("Codes besides these"), theme.code_ids),
        ):
            st.multiselect(
                label,
                [node[1] for node in names if node[0] == kind],
                list(chosen),
                format_func=partial(_name_of, names, kind),
                placeholder=_("Choose"),
                key=f"{kind}_{at}",
            )
        st.text_area(
            _("Recommendations, one a line"),
            theme.recommendations,
            key=f"recommendations_{at}",
            help=_("Term and focus after a bar: ‘Appoint a confidant | short | structure’."),
        )
        save = partial(_save, study, coder, theme, at)
        st.form_submit_button(_("Save"), type="primary", on_click=save)


def is_in_form() -> bool:
    """Tell whether the part of a theme that is shown is a form, in which someone may be typing."""
    return bool(st.session_state.get(_TAB, "claim") == "claim")


def _tell_changed(study: Study, shown: Theme) -> None:
    """Say that someone changed the theme, and leave to its reader when to show that."""
    if stored_theme(study, shown.theme_id) == shown:
        return
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown(
            _("Someone changed this theme. What you typed is still here: save it before you look."),
            width="stretch",
        )
        if st.button(_("Show the change")):
            st.rerun()


def _name_of(names: dict[Node, str], kind: str, node_id: str) -> str:
    return names["category" if kind == "category" else "code", node_id]


def _save(study: Study, coder: str, before: Theme, at: str) -> None:
    state = st.session_state
    fields = ("name", "claim", "concept", "scope", "recommendations")
    texts: dict[str, Any] = {field: str(state[f"{field}_{at}"]).strip() for field in fields}
    after = replace(
        before,
        **texts,
        category_ids=tuple(state[f"category_{at}"]),
        code_ids=tuple(state[f"code_{at}"]),
    )
    try:
        change_theme(study, before, after, coder=coder)
        st.toast(_("Saved"))
    except KwalicodeError as error:
        state[SAID] = error_sentence(error)
        changed = (text for field, text in texts.items() if text != getattr(before, field))
        state[WROTE] = "\n\n".join(changed)


def _reach(study: Study, state: ThemesState, listed: ListedTheme) -> None:
    words = quantity_words()
    with study.read() as db:
        k = get_label_rules(db).k
    st.markdown(f"**{_('Among whom')}**")
    rows = [
        {
            _("Role label"): ", ".join(label or _("no role label") for label in group.role_labels),
            _("Participants"): group.n_participants,
            _("Of all participants with it"): group.n_in_group,
            _("In words"): words[quantity(group.n_participants, group.n_in_group, state.limits)],
            _("Documents"): group.n_documents,
            _("Segments"): group.n_segments,
        }
        for group in groups_of(listed.reach, state.voices, k)
    ]
    st.dataframe(rows, hide_index=True, height="content" if len(rows) < 12 else 400)
    st.caption(
        _(
            "Roles of fewer than {k} participants are counted together with the next larger ones, "
            "so that nobody can be recognised by a number. This number is set on Quotes > Labels.",
            k=k,
        )
    )
    st.markdown(f"**{_('By which codes')}**")
    names = node_names(state)
    used = [(names["code", one], state.reach[one]) for one in listed.code_ids if one in state.reach]
    rows = [
        {
            _("Code"): name,
            _("Participants"): len(reach.cases),
            _("Documents"): len(reach.documents),
            _("Segments"): len(reach.segments),
        }
        for name, reach in sorted(used, key=lambda one: (-len(one[1].cases), one[0]))
    ]
    st.dataframe(rows, hide_index=True, height="content" if len(rows) < 12 else 400)
    st.caption(
        _(
            "A participant counts where a coded segment lies in a turn of theirs; a question of "
            "an interviewer counts for nobody. One event may be told by several."
        )
    )


def _review(state: ThemesState, listed: ListedTheme) -> None:
    st.markdown(
        _(
            "Questions to think about, after Braun and Clarke (2006, 2021); not a score. Whether "
            "the theme holds is for you to say."
        )
    )
    questions, states = question_words(), state_words()
    for point in review_list(listed, state.themes):
        with st.container(border=True, gap="xsmall"):
            icon = STATE_ICONS[point.state]
            st.markdown(f"{icon} **{questions[point.question]}** {states[point.state]}")
            st.markdown(plain(advice(point, listed)).replace("\n", "  \n"))


def _more(study: Study, coder: str, state: ThemesState, listed: ListedTheme) -> None:
    theme = listed.theme
    others = {
        one.theme.theme_id: one.theme.name
        for one in state.themes
        if one.theme.theme_id != theme.theme_id and not one.theme.is_dropped
    }
    with st.popover(_("More"), icon=":material/more_horiz:"):
        if others and st.button(_("Merge into another theme")):
            open_dialog(_("Merge into another theme"), ask_merge, study, coder, theme, others)
        if len(nodes_of(theme)) > 1 and st.button(_("Split off a part")):
            open_dialog(_("Split off a part"), ask_split, study, coder, theme, node_names(state))
        act = partial(drop, study, theme.theme_id, is_dropped=not theme.is_dropped, coder=coder)
        label = _("Bring back") if theme.is_dropped else _("Drop this theme")
        st.button(label, on_click=partial(_leave, act), help=_("All of it is kept."))


def _leave(act: Callable[[], object]) -> None:
    try:
        act()
        _close()
    except KwalicodeError as error:
        st.session_state[SAID] = error_sentence(error)
