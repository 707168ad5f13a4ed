"""Page: look at what identifies someone, decide, and sign off."""

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from kwalicode.deid import pseudonym_text
from kwalicode.model import IdentifierKind, Language, Reviewed
from kwalicode.store.key import Key
from kwalicode.store.sources import get_source
from kwalicode.ui.components.reader import ReaderText, show_reader, sync_reader
from kwalicode.ui.language import N_, _
from kwalicode.ui.parts import choose, go_to, identifier_words, state_word
from kwalicode.ui.session import current_coder, current_study, required_key, shown_errors
from kwalicode.workflows.deidentify import detect_findings, preview_text, sign_off
from kwalicode.workflows.overview import DocumentState, document_states
from kwalicode.workflows.review import apply_review, review_state


def page() -> None:
    """Review the findings of one source."""
    key = required_key()
    states = document_states(current_study(), key)
    if not states:
        st.title(_("De-identify"))
        st.markdown(_("There is nothing to de-identify yet."))
        if st.button(_("Import sources"), type="primary"):
            go_to("sources")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.subheader(_("De-identify"), width="stretch")
        with st.container(width=420):
            titles = {s.document_id: f"{s.title} · {state_word(s.state)}" for s in states}
            source_id = choose(_("Source"), titles, state_key="chosen_source")
    state = next(state for state in states if state.document_id == source_id)
    if state.state == "raw":
        _detect(key, states, state)
        return
    _head(key, state)
    _reader(key, source_id)


def _detect(key: Key, states: list[DocumentState], state: DocumentState) -> None:
    raw = [other for other in states if other.state == "raw"]
    st.markdown(
        _(
            "kwalicode looks for names, places, dates and numbers on this machine. "
            "You decide about each before anything can be coded."
        )
    )
    with st.container(horizontal=True):
        one = st.button(_("Look through this source"), type="primary")
        label = N_("Look through {n} raw source", "Look through all {n} raw sources", len(raw))
        every = len(raw) > 1 and st.button(label)
    if not (one or every):
        return
    chosen = raw if every else [state]
    bar = st.progress(0.0)
    for place, source in enumerate(chosen):
        bar.progress(place / len(chosen), _("Looking through {title}", title=source.title))
        detect_findings(key, source.document_id, coder=current_coder())
    st.rerun()


def _head(key: Key, state: DocumentState) -> None:
    total = state.n_open + state.n_decided
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            N_(
                "**{open}** of {n} finding is open.",
                "**{open}** of {n} findings are open.",
                total,
                open=state.n_open,
            ),
            width="stretch",
        )
        if state.needs_review:
            if st.button(_("See the result"), icon=":material/visibility:"):
                _show_result(key, state.document_id)
            if st.button(_("Sign off"), type="primary", icon=":material/verified_user:"):
                _confirm_sign_off(key, state)
        else:
            st.markdown(_("Signed off: this text can be coded."))
            if st.button(_("Read and code"), type="primary"):
                st.session_state.chosen_document = state.document_id
                go_to("coding")


@st.dialog(" ", width="large")
def _show_result(key: Key, source_id: str) -> None:
    result = preview_text(key, source_id)
    st.caption(_("As the text stands with the findings accepted so far."))
    with st.container(height=480, border=True):
        for turn in result.turns[:200]:
            if turn.speaker:
                st.caption(turn.speaker)
            st.text(result.text[turn.start : turn.end])


@st.dialog(" ", width="small")
def _confirm_sign_off(key: Key, state: DocumentState) -> None:
    st.subheader(_("Sign off {title}?", title=state.title))
    n_findings = state.n_open + state.n_decided
    st.markdown(
        N_(
            "The de-identified text goes into the study file; the team can read and code it. "
            "{n} finding was looked at.",
            "The de-identified text goes into the study file; the team can read and code it. "
            "{n} findings were looked at.",
            n_findings,
        )
    )
    if state.n_open:
        st.warning(
            N_(
                "{n} finding is still open. It will be masked.",
                "{n} findings are still open. They will all be masked, to be safe.",
                state.n_open,
            )
        )
    if st.button(_("Sign off"), type="primary", key="confirm_sign_off"):
        with shown_errors():
            sign_off(current_study(), key, state.document_id, coder=current_coder())
            st.toast(_("{title} can be coded now.", title=state.title))
            st.rerun()


def _reader(key: Key, source_id: str) -> None:
    with key.read() as db:
        source = get_source(db, source_id)
    text_key = f"raw-{source_id}"
    show_reader(
        ReaderText(text_key, source.title, source.language, source.text, source.turns),
        mode="review",
    )
    st.fragment(_sync)(key, source_id, text_key, source.language)


def _sync(key: Key, source_id: str, text_key: str, language: Language) -> None:
    coder = current_coder()
    before = _progress(key, source_id, coder)
    sync_reader(
        text_key,
        partial(apply_review, current_study(), key, source_id, coder=coder),
        partial(_answer, key, source_id, language, coder),
    )
    # The line above the reader counts what is open; it is drawn again when that changes.
    if _progress(key, source_id, coder) != before:
        st.rerun()


def _progress(key: Key, source_id: str, coder: str) -> Counter[str]:
    return Counter(finding.state for finding in review_state(key, source_id, coder=coder).findings)


def _answer(
    key: Key, source_id: str, language: Language, coder: str, since: int
) -> Mapping[str, Any]:
    state = review_state(key, source_id, coder=coder)
    common = {"undo": state.can_undo, "redo": state.can_redo, "coder": coder}
    common |= {"revision": state.revision, "changes": [], "counts": {}, "full": None}
    if since == state.revision:
        return common
    counts = Counter(str(finding.kind) for finding in state.findings if finding.state != "refused")
    words = identifier_words()
    kinds = [
        {"id": str(kind), "name": words[kind], "category_id": None, "colour": place % 12}
        for place, kind in enumerate(IdentifierKind)
    ]
    full = {
        "marks": [_mark(finding, language) for finding in state.findings],
        "codes": [kind | {"description": ""} for kind in kinds],
        "categories": [],
        "counts": dict(counts),
        "recent": [str(kind) for kind in list(IdentifierKind)[:9]],
    }
    return common | {"full": full}


def _mark(finding: Reviewed, language: Language) -> list[Any]:
    note = finding.recognizer
    if finding.state == "accepted":
        note = pseudonym_text(finding.kind, finding.pseudonym, language, finding.surface, "")
    place = [finding.finding_id, str(finding.kind), finding.start, finding.end]
    return [*place, finding.state, note, ""]
