"""The view of the page Member check that lists what is barred, and lifts it."""

import pandas as pd
import streamlit as st

from kwalicode.model import Barred
from kwalicode.store.documents import find_documents
from kwalicode.ui.language import N_, _
from kwalicode.ui.parts import go_to
from kwalicode.ui.session import current_coder, current_study, shown_errors
from kwalicode.workflows.barring import find_barred, lift


def show_passages() -> None:
    """List the barred passages; those of a member check can be lifted here."""
    study = current_study()
    passages = find_barred(study)
    if not passages:
        st.markdown(
            _(
                "Nothing is barred. In the reader, select words and press b to bar them from "
                "analysis or Shift+B to bar them from quotes."
            )
        )
        return
    with study.read() as db:
        titles = {str(row["id"]): str(row["title"]) for row in find_documents(db)}
    st.markdown(
        N_("**{n}** passage is barred.", "**{n}** passages are barred.", len(passages))
        + " "
        + _(
            "What is barred from analysis counts nowhere and stands in no list, search or file; "
            "what is barred from quotes is only never quoted."
        )
    )
    picked = st.dataframe(
        pd.DataFrame([_row(one, titles) for one in passages]),
        hide_index=True,
        width="stretch",
        on_select="rerun",
        selection_mode="multi-row",
        column_config={_("Words"): st.column_config.TextColumn(width="large")},
        key=f"barred_{hash(tuple(one.barred_id for one in passages))}",
    )
    chosen = [passages[row] for row in picked["selection"]["rows"]]
    if not chosen:
        st.caption(_("Select passages in the table to lift the bar or to see one in the reader."))
        return
    _acts(chosen)


def _row(one: Barred, titles: dict[str, str]) -> dict[str, str]:
    bars = {"analysis": _("analysis and quotes"), "quotes": _("quotes")}
    reasons = {
        "member check": _("member check"),
        "restriction": _("restriction"),
        "repeat": _("repeat"),
        "consent": _("no consent"),
    }
    return {
        _("Document"): titles[one.document_id],
        _("Barred from"): bars[one.bars],
        _("Why"): reasons[one.reason],
        _("Words"): one.text,
    }


def _acts(chosen: list[Barred]) -> None:
    own = [one for one in chosen if one.reason == "member check"]
    with st.container(horizontal=True):
        label = N_("Lift {n} bar", "Lift {n} bars", len(own))
        if st.button(label, type="primary", icon=":material/lock_open:", disabled=not own):
            with shown_errors():
                lift(current_study(), [one.barred_id for one in own], coder=current_coder())
                st.rerun()
        if len(chosen) == 1 and st.button(_("Show in the reader"), icon=":material/edit_note:"):
            st.session_state.chosen_document = chosen[0].document_id
            st.session_state.reader_goto = chosen[0].start
            go_to("coding")
    if len(own) < len(chosen):
        st.caption(_("What is barred for another reason is lifted where that was set."))
