"""How saturation is judged: chosen before a result is shown, and the switch of the tracker."""

import streamlit as st

from kwalicode.model import DocumentKind
from kwalicode.store.incidence import Unit
from kwalicode.store.saturation import MAX_BASE, MAX_RUN, ORDERS, Choice, Order
from kwalicode.store.study import Study
from kwalicode.ui.language import _, current_language, day
from kwalicode.ui.pages.saturation.words import kind_words, order_words, setting_said
from kwalicode.ui.parts import plain
from kwalicode.ui.session import shown_errors
from kwalicode.workflows.saturation.acts import choose, switch
from kwalicode.workflows.saturation.counting import in_order
from kwalicode.workflows.saturation.state import Tracker
from kwalicode.workflows.saturation.told import chosen_day


def show_off(study: Study, coder: str) -> None:
    """Say that nothing is counted, and offer to begin."""
    st.markdown(
        _(
            "This study does not track saturation. Counting fits coding by a codebook; reflexive "
            "thematic analysis and information power (Braun and Clarke 2021; Malterud 2016) judge "
            "without it whether the material is enough."
        )
    )
    if st.button(_("Track saturation"), icon=":material/toggle_on:"):
        switch(study, is_on=True, coder=coder)
        st.rerun()


def ask_setting(study: Study, state: Tracker, coder: str) -> None:
    """Let the user choose the setting, what counts and in which order; no result is in it."""
    before = state.choices[-1] if state.choices else Choice()
    with st.container(horizontal=True):
        base = st.number_input(
            _("Base: interviews"), 1, MAX_BASE, before.base_size, width=160, key="saturation_base"
        )
        run = st.number_input(
            _("Run: interviews"), 1, MAX_RUN, before.run_length, width=160, key="saturation_run"
        )
        percent = st.number_input(
            _("Threshold: % new codes"),
            0.0,
            100.0,
            100 * before.threshold,
            1.0,
            format="%.0f",
            width=160,
            key="saturation_threshold",
        )
    kind, order = _ask_what(state, before)
    own = (
        _ask_order(state.units[kind], before, key=f"saturation_own_{kind}")
        if order == "own"
        else ()
    )
    with st.container(horizontal=True):
        if st.button(_("Store this choice and show the result"), type="primary"):
            choice = Choice(base, run, percent / 100, kind, order, own)
            with shown_errors():
                choose(study, choice, coder=coder)
                st.rerun()
        if st.button(_("Do not track saturation"), icon=":material/toggle_off:"):
            switch(study, is_on=False, coder=coder)
            st.rerun()
    st.caption(
        _(
            "The rule of Guest, Namey and Chen (2020): saturation is reached when a run of "
            "interviews brings no more new codes than this share of those of the base. They use a "
            "base of 4, 5 or 6, runs of 2 or 3, and 5% or 0%."
        )
    )


def _ask_what(state: Tracker, before: Choice) -> tuple[DocumentKind, Order]:
    kinds = [kind for kind, units in state.units.items() if units]
    with st.container(horizontal=True):
        kind = st.selectbox(
            _("What counts"),
            kinds,
            index=kinds.index(before.kind) if before.kind in kinds else 0,
            format_func=kind_words().__getitem__,
            width=240,
            key=f"saturation_kind_{current_language()}",
        )
        # Of who answered a survey no order is kept; see `store.saturation.add_choice`.
        orders = [one for one in ORDERS if one != "own" or kind != "survey answer"]
        order = st.selectbox(
            _("In which order"),
            orders,
            index=orders.index(before.order) if before.order in orders else 0,
            format_func=order_words().__getitem__,
            width=240,
            key=f"saturation_order_{kind}_{current_language()}",
        )
    return kind, order


def _ask_order(units: list[Unit], before: Choice, *, key: str) -> tuple[str, ...]:
    """Let the user give each interview a place; equal places keep the order they have."""
    ordered = in_order(units, before)
    place, title = _("Place"), _("Title")
    rows = [{place: n, title: unit.title} for n, unit in enumerate(ordered, 1)]
    edited = st.data_editor(rows, hide_index=True, disabled=[title], width=480, key=key)
    places = [row[place] for row in edited]
    numbered = sorted(range(len(ordered)), key=lambda n: (places[n] is None, places[n] or 0))
    return tuple(ordered[n].unit_id for n in numbered)


def say_choices(state: Tracker) -> None:
    """List the choices that were made, with who and when: the first was made unseen."""
    for n, one in enumerate(state.choices):
        when = _("before a result was shown") if n == 0 else _("after a result was shown")
        line = _(
            "{setting}; {kind}, {order}. {name}, {day}, {when}.",
            setting=setting_said(one),
            kind=kind_words()[one.kind],
            order=order_words()[one.order],
            name=plain(one.chosen_by),
            day=day(chosen_day(one)),
            when=when,
        )
        st.markdown(f"- {line}")
