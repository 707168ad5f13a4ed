"""Which number of agreement the methods section tells: the choice of the team, with its time."""

import streamlit as st

from kwalicode.store.agreement_choice import Choice
from kwalicode.ui.language import _, percent
from kwalicode.ui.pages.agreement.words import unit_words
from kwalicode.ui.pages.passes.words import and_list, day_of
from kwalicode.ui.parts import plain
from kwalicode.ui.session import current_coder, current_study, shown_errors
from kwalicode.workflows.agreement.agree import Agreement, choose, chosen
from kwalicode.workflows.double_coding import pass_coders


def show_choice(found: Agreement) -> None:
    """Say what the methods section tells of this pass, and let it tell what is shown now."""
    study, choice = current_study(), found.choice._replace(category_id="")
    made = chosen(study, choice.pass_id)
    if made:
        st.caption(_said(made[-1], pass_coders(study, choice.pass_id)))
    if made and made[-1]._replace(chosen_by="", chosen_at="") == choice:
        return
    if st.button(_("Tell this in the methods section"), icon=":material/bookmark_add:"):
        with shown_errors():
            choose(study, choice, coder=current_coder())
            st.rerun()


def _said(choice: Choice, names: dict[int, str]) -> str:
    coders = [names[one] for one in choice.coders if one in names]
    return _(
        "The methods section tells: {coders} · {unit} · overlap {share}. {name}, {day}.",
        coders=plain(and_list(coders)),
        unit=unit_words()[choice.unit],
        share=percent(choice.share),
        name=plain(choice.chosen_by),
        day=day_of(choice.chosen_at),
    )
