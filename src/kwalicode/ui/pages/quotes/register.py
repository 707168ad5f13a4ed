"""The view of the page Quotes that lists the register, picks quotes and checks all of them."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from kwalicode.model.quotes import QuoteHit, RegisteredQuote
from kwalicode.store.codebook import find_codes
from kwalicode.store.history import revision
from kwalicode.store.quote_register import (
    count_hidden,
    find_registered,
    get_forbidden,
    set_forbidden,
)
from kwalicode.store.study import Study
from kwalicode.text import folded
from kwalicode.ui.language import N_, _, current_language
from kwalicode.ui.pages.quotes.detail import OPEN, names_of_key
from kwalicode.ui.pages.quotes.words import state_words, style_words
from kwalicode.ui.parts import go_to
from kwalicode.ui.session import current_coder, current_study, required_key, shown_errors
from kwalicode.ui.undo import undo_buttons
from kwalicode.workflows.quotes.checks import check_quotes, open_hits
from kwalicode.workflows.quotes.picking import find_unpicked, make_quote, make_quotes

_CHECKED = "quotes_checked"
_STATE, _SOUGHT = "quotes_chosen_state", "quotes_sought"
Hits = Mapping[str, Sequence[QuoteHit]]


def show_register() -> None:
    """List the quotes; one is opened by selecting it."""
    study, coder = current_study(), current_coder()
    with study.read() as db:
        quotes, n_hidden, now = find_registered(db), count_hidden(db), revision(db)
    said = N_("**{n}** quote in the register", "**{n}** quotes in the register", len(quotes))
    if n_hidden:
        said += " · " + N_(
            "{n} is hidden, since its passage is barred",
            "{n} are hidden, since their passages are barred",
            n_hidden,
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(said, width="stretch")
        if quotes and st.button(_("Check all"), type="primary", icon=":material/shield:"):
            st.session_state.wanted_check = now
        undo_buttons(study, coder)
    hits = _checked(study, quotes, now)
    if quotes:
        _list(quotes, hits)
    else:
        st.markdown(_("No quote was picked yet: choose coded passages below."))
    with st.expander(_("Pick coded passages"), icon=":material/playlist_add:", expanded=not quotes):
        _pick(study, coder)
    with st.expander(_("Labels that may not be used"), icon=":material/block:"):
        _labels(study, coder)


def _checked(study: Study, quotes: Sequence[RegisteredQuote], now: int) -> Hits | None:
    """Give the hits of all quotes where they were checked since the last change."""
    if st.session_state.get("wanted_check") != now:
        return None
    kept: tuple[int, Hits] | None = st.session_state.get(_CHECKED)
    if kept is None or kept[0] != now:
        known = names_of_key(required_key(for_file=True))
        bar = st.progress(0.0, _("Checking every quote"))
        hits = check_quotes(
            study,
            known,
            quotes,
            progress=lambda share: bar.progress(share, _("Checking every quote")),
        )
        bar.empty()
        kept = st.session_state[_CHECKED] = (now, hits)
    n_open = sum(bool(open_hits(one)) for one in kept[1].values())
    if n_open:
        says = N_("{n} quote has an open hit.", "{n} quotes have an open hit.", n_open)
        st.warning(says, icon=":material/gpp_maybe:")
    else:
        st.success(_("No quote has an open hit."), icon=":material/verified:")
    return kept[1]


def _list(quotes: Sequence[RegisteredQuote], hits: Hits | None) -> None:
    states, every = state_words(), _("All")
    named: Mapping[str, str] = dict(states.items())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        # A widget forgets when a quote is opened: what was chosen is kept beside it.
        options: list[str] = [every, *states]
        kept = st.session_state.get(_STATE, every)
        chosen = st.selectbox(
            _("State"),
            options,
            index=options.index(kept) if kept in options else 0,
            format_func=lambda one: named.get(one, every),
            width=260,
            key=f"quotes_state_{current_language()}",
        )
        words = st.text_input(
            _("Words"),
            st.session_state.get(_SOUGHT, ""),
            placeholder=_("Words in a quote"),
            key="quotes_words",
        )
    st.session_state[_STATE], st.session_state[_SOUGHT] = chosen, words
    shown = [
        one
        for one in quotes
        if chosen in (every, one.state) and folded(words) in folded(one.adapted)
    ]
    if hits:  # what is to be settled comes first
        shown.sort(key=lambda one: -len(open_hits(hits[one.quote_id])))
    if not shown:
        st.markdown(_("No quote fits."))
        return
    picked = st.dataframe(
        pd.DataFrame([_row(one, hits) for one in shown]),
        hide_index=True,
        width="stretch",
        on_select="rerun",
        selection_mode="single-row",
        column_config={_("Quote"): st.column_config.TextColumn(width=300)},
        key=f"quotes_table_{hash(tuple(shown))}",
    )
    if picked["selection"]["rows"]:
        st.session_state[OPEN] = shown[picked["selection"]["rows"][0]].quote_id
        st.rerun()
    st.caption(
        _(
            "Select a quote to adapt it, to check it and to say how far it is. With the keyboard: "
            "go to a row with the arrows and press Shift and Space."
        )
    )


def _row(one: RegisteredQuote, hits: Hits | None) -> dict[str, str | int]:
    row: dict[str, str | int] = {_("Quote"): one.adapted}
    if hits is not None:
        row[_("Open hits")] = len(open_hits(hits[one.quote_id]))
    return row | {
        _("State"): state_words()[one.state],
        _("Role label"): one.role_label,
        _("Used in"): one.used_in,
        _("Style"): style_words()[one.style],
    }


def _pick(study: Study, coder: str) -> None:
    with study.read() as db:
        names = sorted({code.name for code in find_codes(db)}, key=str.casefold)
    if not names:
        st.markdown(_("Nothing is coded yet. Code passages first; then they can be picked here."))
        if st.button(_("Read and code"), type="primary"):
            go_to("coding")
        return
    code = st.selectbox(
        _("Code"), names, index=None, placeholder=_("Choose a code"), key="quotes_pick_code"
    )
    if code is None:
        return
    found = find_unpicked(study, code, coder=coder)
    if not found:
        st.markdown(
            _(
                "No passage of this code is left to pick; what may be quoted stands in the list "
                "below."
            )
        )
        return
    columns = (_("Words"), _("Role label"), _("Source"))
    rows = [
        dict(zip(columns, (one.text, one.role_label, one.document), strict=True)) for one in found
    ]
    picked = st.dataframe(
        pd.DataFrame(rows, columns=columns),
        hide_index=True,
        width="stretch",
        on_select="rerun",
        selection_mode="multi-row",
        column_config={columns[0]: st.column_config.TextColumn(width="large")},
        key=f"quotes_pick_{hash(tuple(one.coding_id for one in found))}",
    )
    chosen = [found[row].coding_id for row in picked["selection"]["rows"]]
    with st.container(horizontal=True), shown_errors():
        label = N_("Make {n} quote", "Make {n} quotes", len(chosen))
        if st.button(label, type="primary", disabled=not chosen):
            make_quotes(study, chosen, coder=coder)
            st.rerun()
        if len(chosen) > 1 and st.button(_("Make one composite")):
            st.session_state[OPEN] = make_quote(study, chosen, coder=coder)
            st.rerun()


def _labels(study: Study, coder: str) -> None:
    st.markdown(
        _(
            "One on each line. They may stand neither in a quote nor beside one; roles that have "
            "another name outside are forbidden already."
        )
    )
    with study.read() as db:
        kept = "\n".join(get_forbidden(db))
    typed = st.text_area(
        _("Labels"), kept, label_visibility="collapsed", key=f"quotes_labels_{hash(kept)}"
    )
    if st.button(_("Save"), key="quotes_labels_save"):
        with study.write(coder, "forbidden labels", undoable=False) as db:
            set_forbidden(db, typed.splitlines())
        st.session_state.pop(_CHECKED, None)
        st.rerun()
