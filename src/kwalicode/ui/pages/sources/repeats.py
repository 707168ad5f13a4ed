"""Documents that repeat others, on the page Sources: asked about once, and to be changed later."""

from typing import cast

import streamlit as st

from kwalicode.store.key import Key
from kwalicode.store.repeats import Decision
from kwalicode.store.study import Study
from kwalicode.ui.language import N_, _, percent
from kwalicode.ui.parts import plain
from kwalicode.ui.session import current_coder, shown_errors
from kwalicode.workflows.repeats import (
    ShownRepeat,
    decide_repeat,
    list_repeats,
    look_for_repeats,
)


def show_repeats(study: Study, key: Key) -> None:
    """Show the repeats that were found, those without a decision first."""
    pairs = list_repeats(key)
    if not pairs:
        return
    n_open = sum(not pair.decision for pair in pairs)
    title = N_("{n} repeat waits for you", "{n} repeats wait for you", n_open)
    with st.expander(
        title if n_open else _("Repeats"), expanded=bool(n_open), icon=":material/file_copy:"
    ):
        st.caption(
            _(
                "A document that stands in another one counts twice. One that is left out stays, "
                "but nothing in it is counted, searched or shown; its codings come back when you "
                "keep both."
            )
        )
        for pair in pairs:
            _row(study, key, pair)
        if st.button(_("Look again"), key="look_for_repeats"):
            with st.spinner(_("Looking for repeats")):
                look_for_repeats(key, coder=current_coder())
            st.rerun()


def _row(study: Study, key: Key, pair: ShownRepeat) -> None:
    about, choice = st.columns([3, 2], vertical_alignment="center")
    about.markdown(
        _(
            "{share} of **{one}** stands in **{other}**",
            share=percent(pair.share),
            one=plain(pair.title),
            other=plain(pair.other_title),
        )
    )
    words = {"repeat": _("Leave out"), "keep both": _("Keep both")}
    chosen = choice.segmented_control(
        _("Decision"),
        list(words),
        default=pair.decision or None,
        format_func=words.__getitem__,
        label_visibility="collapsed",
        key=f"repeat_{pair.repeat_id}",
    )
    if (chosen or "") != pair.decision:
        with shown_errors():
            decision = cast(Decision, chosen or "")
            decide_repeat(study, key, pair.repeat_id, decision, coder=current_coder())
            st.rerun()
