"""Which documents take part in which pass, and what was coded in them (W82)."""

import streamlit as st

from kwalicode.ui.language import _
from kwalicode.ui.pages.passes.words import pass_title
from kwalicode.ui.parts import go_to, kind_word
from kwalicode.ui.session import current_coder, current_study, shown_errors
from kwalicode.workflows.passes import PassesState, limit_documents, pass_documents

_LIMITED = "limited_documents"


def show_documents(state: PassesState) -> None:
    """Show the codings of each document by pass, and choose which ones only support."""
    documents = pass_documents(current_study())
    if not documents:
        st.markdown(_("There is no document to code yet: sources come in here once signed off."))
        if st.button(_("De-identify sources"), type="primary"):
            go_to("deidentify")
        return
    supporting = {one.document_id: one.title for one in documents if one.kind == "document"}
    if supporting:
        _choose_supporting(
            supporting, [one.document_id for one in documents if not one.in_open_pass]
        )
    rows = [
        {
            _("Document"): one.title,
            _("Kind"): kind_word(one.kind),
            _("Offered in"): _("all passes")
            if one.in_open_pass
            else _("axial and thematic passes"),
        }
        | {pass_title(each): one.n_codings.get(each.pass_id, 0) for each in state.passes}
        for one in documents
    ]
    numbers = [pass_title(each) for each in state.passes]
    columns = {name: st.column_config.NumberColumn(format="localized") for name in numbers}
    st.caption(_("Number of codings in each pass"))
    st.dataframe(
        rows,
        hide_index=True,
        column_config=columns,
        height="content" if len(rows) < 20 else 560,
    )


def _choose_supporting(titles: dict[str, str], limited: list[str]) -> None:
    st.multiselect(
        _("Documents that are only coded in the axial and thematic passes"),
        list(titles),
        limited,
        format_func=titles.__getitem__,
        placeholder=_("None: all documents take part in the open pass"),
        help=_("Supporting material; the reader does not offer it in the open pass."),
        key=f"{_LIMITED}-{hash(tuple(titles.values()))}",
        on_change=_limit,
        args=(f"{_LIMITED}-{hash(tuple(titles.values()))}",),
    )


def _limit(key: str) -> None:
    with shown_errors():
        chosen = frozenset(st.session_state[key])
        limit_documents(current_study(), chosen, coder=current_coder())
