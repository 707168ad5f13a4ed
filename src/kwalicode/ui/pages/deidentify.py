"""Page: look at what identifies someone, decide, and sign off."""

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from kwalicode.deid import SERIES_OF, pseudonym_name, pseudonym_text
from kwalicode.model import IdentifierKind, Language, Reviewed
from kwalicode.store.key import Key
from kwalicode.store.sources import get_source
from kwalicode.ui.components.reader import ReaderText, show_reader, sync_reader
from kwalicode.ui.language import N_, _
from kwalicode.ui.parts import choose, go_to, identifier_words, recognizer_word, state_word
from kwalicode.ui.session import current_coder, current_study, required_key, shown_errors
from kwalicode.workflows.deidentify import detect_findings, preview_text, sign_off
from kwalicode.workflows.naming import known_pseudonyms
from kwalicode.workflows.overview import DocumentState, document_states
from kwalicode.workflows.review import (
    apply_review,
    is_signed_off,
    review_state,
)

Kind = IdentifierKind
# Kinds that belong together share a colour of the palette.
_COLOURS = {
    0: (Kind.PERSON,),
    8: (Kind.NAME_LIKE,),
    2: (Kind.PLACE, Kind.ADDRESS, Kind.POSTCODE),
    4: (Kind.ORGANISATION, Kind.PARTY, Kind.DEPARTMENT, Kind.FUNCTION),
    5: (Kind.DATE, Kind.AGE),
    1: (Kind.PHONE, Kind.EMAIL, Kind.URL, Kind.HANDLE),
    3: (Kind.BSN, Kind.IBAN, Kind.PLATE, Kind.NUMBER),
}


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
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(_("De-identify"), width="content")
        with st.container(width=360):
            titles = {s.document_id: f"{s.title} · {state_word(s.state)}" for s in states}
            source_id = choose(_("Source"), titles, state_key="chosen_source")
        state = next(state for state in states if state.document_id == source_id)
        if state.state != "raw":
            _actions(key, state)
    if state.state == "raw":
        _detect(key, states, state)
    else:
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


def _actions(key: Key, state: DocumentState) -> None:
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        if state.needs_review:
            if st.button(_("See the result"), icon=":material/visibility:"):
                st.dialog(_("The text as it stands now"), width="large")(_show_result)(
                    key, state.document_id
                )
            if st.button(_("Sign off"), type="primary", icon=":material/verified_user:"):
                says = _("Sign off {title}?", title=state.title)
                st.dialog(says, width="small")(_confirm_sign_off)(key, state.document_id)
        else:
            st.markdown(_("Signed off."))
            if st.button(_("Read and code"), type="primary"):
                st.session_state.chosen_document = state.document_id
                go_to("coding")


def _show_result(key: Key, source_id: str) -> None:
    result = preview_text(key, source_id, coder=current_coder())
    st.caption(_("With the findings masked that were decided so far."))
    with st.container(height=480, border=True):
        for turn in result.turns[:200]:
            if turn.speaker:
                st.caption(turn.speaker)
            st.text(result.text[turn.start : turn.end])


def _confirm_sign_off(key: Key, source_id: str) -> None:
    state = next(s for s in document_states(current_study(), key) if s.document_id == source_id)
    st.markdown(
        N_(
            "The de-identified text goes into the study file; the team can read and code it. "
            "It has {n} finding.",
            "The de-identified text goes into the study file; the team can read and code it. "
            "It has {n} findings.",
            state.n_open + state.n_decided,
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
        with shown_errors(), st.spinner(_("Looking once more for names of the study")):
            sign_off(current_study(), key, source_id, coder=current_coder())
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
    study, coder = current_study(), current_coder()
    before = is_signed_off(study, key, source_id)
    sync_reader(
        text_key,
        partial(apply_review, study, key, source_id, coder=coder),
        partial(_answer, key, source_id, language, coder),
    )
    # A decision about a signed-off source starts another review: the page above says so.
    if is_signed_off(study, key, source_id) != before:
        st.rerun()


def _answer(
    key: Key, source_id: str, language: Language, coder: str, since: int | None
) -> Mapping[str, Any]:
    state = review_state(key, source_id, coder=coder)
    common = {"undo": state.can_undo, "redo": state.can_redo, "coder": coder}
    common |= {"revision": state.revision, "changes": [], "counts": {}, "full": None}
    if since == state.revision:
        return common
    counts = Counter(str(finding.kind) for finding in state.findings if finding.state != "refused")
    full = {
        "marks": [_mark(finding, language) for finding in state.findings],
        "codes": _kinds(),
        "categories": [],
        "counts": dict(counts),
        "recent": [str(kind) for kind in list(IdentifierKind)[:9]],
    }
    return common | {
        "full": full,
        "numbered": [str(kind) for kind in SERIES_OF],
        "people": _people(key),
    }


def _kinds() -> list[dict[str, Any]]:
    words = identifier_words()
    return [
        {
            "id": str(kind),
            "name": words[kind],
            "category_id": None,
            "colour": colour,
            "description": "",
        }
        for colour, kinds in _COLOURS.items()
        for kind in kinds
    ]


def _people(key: Key) -> list[dict[str, Any]]:
    """What the reviewer can say a finding means: pseudonyms with the names they stand for."""
    kinds = {series: [str(kind)] for kind, series in SERIES_OF.items()}
    kinds |= {
        "respondent": [str(IdentifierKind.PERSON)],
        "interviewer": [str(IdentifierKind.PERSON)],
    }
    return [
        {
            "id": pseudonym.pseudonym_id,
            "label": pseudonym_name(pseudonym),
            "names": ", ".join(sorted(names)[:4]),
            "kinds": kinds[pseudonym.series],
        }
        for pseudonym, names in known_pseudonyms(key)
    ]


def _mark(finding: Reviewed, language: Language) -> list[Any]:
    note = recognizer_word(finding.recognizer)
    if finding.state == "accepted":
        note = pseudonym_text(finding.kind, finding.pseudonym, language, finding.surface, "")
    place = [finding.finding_id, str(finding.kind), finding.start, finding.end]
    return [*place, finding.state, note, ""]
