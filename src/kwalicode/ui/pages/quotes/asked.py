"""What participants answered to a quote, in words of the interface."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from kwalicode.model.quote_sheets import QuoteAnswer
from kwalicode.store.study import Study
from kwalicode.ui.language import _, day
from kwalicode.ui.parts import plain, series_word
from kwalicode.workflows.quotes.sheet_answers import answers_to


def answer_words() -> Mapping[QuoteAnswer, str]:
    """Name each answer."""
    return {
        "agree": _("agrees"),
        "change": _("agrees if it is changed"),
        "refuse": _("does not want it used"),
    }


def participant_word(case_id: str, names: Mapping[str, str] | None = None) -> str:
    """Name a participant by pseudonym, and where it is known by name."""
    series, number = case_id.rsplit(" ", 1)
    name = (names or {}).get(case_id, "")
    shown = f"{series_word(series)} {number}"
    return f"{shown}: {name}" if name else shown


def show_answers_to(study: Study, quote_id: str) -> None:
    """Say what each participant answered last to a quote."""
    for one in answers_to(study, quote_id):
        line = _(
            "{who} {answer} ({day})",
            who=participant_word(one.case_id).capitalize(),
            answer=answer_words()[one.answer],
            day=day(date.fromisoformat(one.answered_on)),
        )
        said = f": “{plain(one.words)}”".replace("\n", " ") if one.words else ""
        st.markdown(f":material/rate_review: {line}{said}")
