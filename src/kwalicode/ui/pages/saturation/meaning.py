"""Saturation of meaning: is each code understood in full? A judgement, no formula."""

from datetime import datetime

import streamlit as st

from kwalicode.ui.language import _, day, number
from kwalicode.ui.session import current_coder, current_study, shown_errors
from kwalicode.workflows.saturation.acts import judge
from kwalicode.workflows.saturation.state import CountedCode, Saturation

_STATES = (True, False, None)


def show_meaning(found: Saturation) -> None:
    """Let the researcher judge a code, and list what was judged."""
    judged = [one.judgement for one in found.codes if one.judgement]
    n_understood = sum(one.is_understood for one in judged)
    st.markdown(
        _(
            "{n} of {all} codes are understood in full; {open} are still developing.",
            n=number(n_understood),
            all=number(len(found.codes)),
            open=number(len(judged) - n_understood),
        )
    )
    _ask(found)
    rows = [
        {
            _("Code"): one.path,
            _("In how many"): one.n_interviews,
            _("Judged"): _word(one.judgement.is_understood if one.judgement else None),
            _("Judged by"): one.judgement.judged_by if one.judgement else "",
            _("On"): _day(one),
        }
        for one in found.codes
    ]
    st.dataframe(rows, hide_index=True, height="content" if len(rows) < 12 else 400)


def _day(code: CountedCode) -> str:
    moment = code.judgement.judged_at if code.judgement else ""
    return day(datetime.fromisoformat(moment).astimezone()) if moment else ""


def _word(is_understood: bool | None) -> str:  # noqa: FBT001  three states
    words = {
        True: _("understood"),
        False: _("still developing"),
        None: _("not judged yet"),
    }
    return words[is_understood]


def _ask(found: Saturation) -> None:
    paths = {one.code_id: one.path for one in found.codes}
    with st.form("saturation_meaning", clear_on_submit=True, width=640):
        code_id = st.selectbox(
            _("Is this code understood in full?"), list(paths), format_func=paths.__getitem__
        )
        state = st.radio(
            _("Judged"),
            _STATES,
            format_func=_word,
            horizontal=True,
            label_visibility="collapsed",
        )
        why = st.text_area(_("Why"), help=_("It is kept as a memo on the code."), height=80)
        if st.form_submit_button(_("Save the judgement")):
            with shown_errors():
                coder = current_coder()
                judge(current_study(), code_id, is_understood=state, why=why, coder=coder)
                st.rerun()
