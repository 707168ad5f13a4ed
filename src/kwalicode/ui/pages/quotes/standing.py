"""The standing text at the head of a file of quotes: the team's own words, and a way back."""

import streamlit as st

from kwalicode.model import Language
from kwalicode.report.quotes.words import NUMBERS, usual_text
from kwalicode.store.study import Study
from kwalicode.ui.language import _
from kwalicode.ui.session import shown_errors
from kwalicode.workflows.quotes.standing import MAX_TEXT, save_standing_text, standing_text


def edit_standing_text(study: Study, language: Language, coder: str) -> None:
    """Let the team word the standing text of one language; each change is one step."""
    kept = standing_text(study, language)
    with st.expander(_("Word this text yourself"), icon=":material/edit_note:"), shown_errors():
        typed = st.text_area(
            _("Standing text"),
            kept.text,
            height=300,
            max_chars=MAX_TEXT,
            # Another text, such as one that an undo brought back, is shown as it is now.
            key=f"standing_text_{language}_{hash(kept.text)}",
        )
        st.caption(
            _(
                "One paragraph on each line. The program writes the numbers in the place of "
                "{names}, and adds what holds for this file alone, such as the order of the "
                "quotes.",
                names=", ".join(NUMBERS[language].values()),
            )
        )
        with st.container(horizontal=True):
            if st.button(_("Save the text"), disabled=typed == kept.text):
                save_standing_text(study, language, typed, coder=coder)
                st.rerun()
            if st.button(_("Back to the usual text"), disabled=kept.is_usual):
                save_standing_text(study, language, usual_text(language), coder=coder)
                st.rerun()
