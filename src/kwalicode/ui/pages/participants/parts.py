"""What the views of the page Participants share: what was done, undo, words, the consent form."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

import streamlit as st

from kwalicode.model import AttributeType, Consent, RecruitmentState, Route
from kwalicode.store.files import EncryptedFile
from kwalicode.store.history import next_undo, undo
from kwalicode.ui.language import _
from kwalicode.ui.session import current_coder, current_study, required_key, shown_errors
from kwalicode.workflows.consent import take_back_consent_step

_SAID, _VERSION = "participants_said", "participants_version"


def table_key(name: str) -> str:
    """Give the key of a table that is edited; another one after every change, so that it is new."""
    return f"{name}_{st.session_state.setdefault(_VERSION, 0)}"


@contextmanager
def doing(said: str) -> Iterator[None]:
    """Do something, show an expected error, else say what was done and draw the page anew."""
    before = _undo_steps()
    with shown_errors():
        yield
        steps = {name: step for name, step in _undo_steps().items() if step != before[name]}
        st.session_state[_SAID] = said, steps
        st.session_state[_VERSION] = st.session_state.get(_VERSION, 0) + 1
        st.rerun()


def _files() -> Mapping[str, EncryptedFile]:
    return {"key": required_key(), "study": current_study()}


def _undo_steps() -> dict[str, int]:
    steps = {}
    for name, file in _files().items():
        with file.read() as db:
            steps[name] = next_undo(db, current_coder())
    return steps


def say_what_was_done() -> None:
    """Offer to take back what was done here, as long as it is the last thing this coder did."""
    said, steps = st.session_state.get(_SAID, ("", {}))
    if not said:
        return
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown(said)
        now = _undo_steps()
        if steps and all(now[name] == step for name, step in steps.items()):
            st.button(_("Undo"), icon=":material/undo:", on_click=_take_back, args=(set(steps),))


def _take_back(names: set[str]) -> None:
    st.session_state.pop(_SAID)
    st.session_state[_VERSION] = st.session_state.get(_VERSION, 0) + 1
    with shown_errors():
        if "study" in names:
            undo(current_study(), current_coder())
        if "key" in names:
            take_back_consent_step(current_study(), required_key(), coder=current_coder())


def consent_form(state_key: str) -> Consent:
    """Ask what was signed: which form, when, and what it covers."""
    left, right = st.columns(2)
    version = left.text_input(
        _("Version of the form"),
        st.session_state.get("last_consent_form", ""),
        placeholder=_("such as 1.0, 14 June 2022"),
        max_chars=80,
        key=f"{state_key}_version",
    )
    given_on = right.date_input(
        _("Signed on"), "today", max_value="today", format="DD/MM/YYYY", key=f"{state_key}_day"
    )
    covers_quotes = st.toggle(
        _("Covers quotes: what they said may be quoted, de-identified"),
        value=True,
        key=f"{state_key}_quotes",
    )
    st.session_state.last_consent_form = version
    return Consent(version, _iso(given_on), covers_quotes=covers_quotes)


def _iso(day: object) -> str:
    return day.isoformat() if isinstance(day, date) else ""


def state_words() -> Mapping[RecruitmentState, str]:
    """Name the states of recruitment."""
    return {
        "approached": _("approached"),
        "reminded": _("reminded"),
        "no answer": _("no answer"),
        "declined": _("declined"),
        "agreed": _("agreed"),
        "scheduled": _("scheduled"),
        "held": _("interview held"),
        "report sent": _("report sent"),
        "checked": _("report checked"),
        "quotes sent": _("quotes sent"),
        "approved": _("quotes approved"),
        "withdrawn": _("withdrawn"),
    }


def route_words() -> Mapping[Route, str]:
    """Name the routes by which somebody comes to take part."""
    return {"selected": _("selected"), "self-registered": _("came forward")}


def type_words() -> Mapping[AttributeType, str]:
    """Name the types of attributes."""
    return {
        "text": _("text"),
        "number": _("number"),
        "choice": _("choice"),
        "date": _("date"),
        "yes/no": _("yes or no"),
    }


def value_word(value: str) -> str:
    """Name a value of yes or no; any other value is its own word."""
    return {"yes": _("yes"), "no": _("no")}.get(value, value)
