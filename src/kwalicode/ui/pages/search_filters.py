"""Filters of the page Search: where to look, and what must or must not be coded."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from kwalicode.store.search import EVERYWHERE, Choices, Where
from kwalicode.store.study import Study
from kwalicode.ui.language import N_, _, current_language
from kwalicode.ui.parts import kind_word, language_word
from kwalicode.workflows.codebook import list_codes

_KEPT = "search_filters"


def ask_filters(study: Study, choices: Choices) -> Where:
    """Let the user say where to search; kept when they come back to the page."""
    kept: Where = st.session_state.get(_KEPT, EVERYWHERE)
    number = sum(1 for name, value in kept._asdict().items() if _present(name, value))
    label = N_("{n} filter", "{n} filters", number) if number else _("Filters")
    with st.popover(label, icon=":material/filter_list:", width="content"):
        where = _filters(study, choices, kept)
        st.button(_("Clear filters"), on_click=_clear, disabled=not number)
    st.session_state[_KEPT] = where
    return where


def _present(name: str, kept: object) -> object:
    """Give what a filter stands on in this run, before it is drawn."""
    return st.session_state.get(_key(name), kept)


def _clear() -> None:
    st.session_state.pop(_KEPT, None)
    for name in Where._fields:
        st.session_state.pop(_key(name), None)


def _filters(study: Study, choices: Choices, kept: Where) -> Where:
    codes = {code.code_id: code.path for code in list_codes(study)}
    speakers = {"participants": _("participants"), "interviewers": _("interviewers")}
    languages = {language: language_word(language) for language in choices.languages}
    labels = {label: label for label in choices.role_labels}
    documents = [document for document in kept.document_ids if document in choices.documents]
    _start("document_ids", documents)
    chosen = st.multiselect(
        _("Documents"),
        list(choices.documents),
        format_func=choices.documents.__getitem__,
        placeholder=_("All"),
        key=_key("document_ids"),
    )
    kinds = {kind: kind_word(kind) for kind in choices.kinds}
    left, right = st.columns(2)
    with left:
        kind = _one("kind", _("Kind of document"), kinds, kept)
        role_label = _one("role_label", _("Role of the speaker"), labels, kept)
        coded_with = _one("coded_with", _("Coded with"), codes, kept)
    with right:
        language = _one("language", _("Language"), languages, kept)
        who = _one("speakers", _("Who speaks"), speakers, kept)
        not_coded_with = _one("not_coded_with", _("Not coded with"), codes, kept)
    return Where(tuple(chosen), kind, language, role_label, who, coded_with, not_coded_with)


def _one(name: str, label: str, words: Mapping[Any, str], kept: Where) -> Any:
    """Ask for one of some values, or for none."""
    value = getattr(kept, name)
    _start(name, value if value in words else None)
    return st.selectbox(
        label,
        list(words),
        index=None,
        format_func=words.__getitem__,
        placeholder=_("All"),
        key=_key(name),
    )


def _start(name: str, value: str | Sequence[str] | None) -> None:
    """Show what was chosen before the user left the page."""
    if _key(name) not in st.session_state:
        st.session_state[_key(name)] = value


def _key(name: str) -> str:
    return f"{_KEPT}_{name}_{current_language()}"
