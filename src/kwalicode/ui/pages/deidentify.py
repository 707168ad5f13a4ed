"""Page: look at what identifies someone, decide, and sign off."""

from functools import partial

import streamlit as st

from kwalicode.errors import LeakError
from kwalicode.model import IdentifierKind, Language
from kwalicode.store.approvals import approvers
from kwalicode.store.findings import find_findings
from kwalicode.store.forms import question_of_source
from kwalicode.store.key import Key
from kwalicode.store.settings import get_settings
from kwalicode.store.sources import get_source
from kwalicode.store.surveys import wording_of
from kwalicode.ui.components.reader import ReaderText, show_reader, sync_reader
from kwalicode.ui.components.review import review_answer
from kwalicode.ui.language import N_, _, error_sentence
from kwalicode.ui.parts import choose_in_groups, go_to, plain, state_word
from kwalicode.ui.session import current_coder, current_study, required_key, shown_errors
from kwalicode.workflows.deidentify import detect_findings, preview_text, sign_off
from kwalicode.workflows.overview import DocumentState, document_states
from kwalicode.workflows.review import apply_review, is_signed_off
from kwalicode.workflows.subjects import link_doubts

_LEFT = "names_left"


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
        titles = {s.document_id: f"{s.title} · {state_word(s.state)}" for s in states}
        groups = {s.document_id: s.survey for s in states}
        source_id = choose_in_groups(_("Source"), titles, groups, state_key="chosen_source")
        state = next(state for state in states if state.document_id == source_id)
        if state.state != "raw":
            _actions(key, state)
    if said := st.session_state.pop(_LEFT, ""):
        st.error(said, icon=":material/error:")
    if state.state == "raw":
        _detect(key, states, state)
    else:
        _tell_who_signed(key, source_id)
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
            if _sign_off_button(key, state.document_id):
                says = _("Sign off {title}?", title=state.title)
                st.dialog(says, width="small")(_confirm_sign_off)(key, state.document_id)
        else:
            st.markdown(_("Signed off."))
            if st.button(_("Read and code"), type="primary"):
                st.session_state.chosen_document = state.document_id
                go_to("coding")


def _sign_off_button(key: Key, source_id: str) -> bool:
    did = current_coder() in _signed_by(key, source_id)
    # The reader finds the button by its key when somebody presses S.
    return st.button(
        _("Sign off"),
        key="sign_off",
        type="primary",
        icon=":material/verified_user:",
        disabled=did,
        help=_("You signed this off already; now it waits for a second person.") if did else None,
    )


def _signed_by(key: Key, source_id: str) -> list[str]:
    """List who signed off the review under way, in a study where two persons have to."""
    with key.read() as db:
        if not get_settings(db).two_reviewers:
            return []
        return approvers(db, source_id, get_source(db, source_id).review_number)


def _tell_who_signed(key: Key, source_id: str) -> None:
    names = _signed_by(key, source_id)
    if len(names) == 1:
        st.info(
            _(
                "{name} signed this off; a second person has to sign off too. A change in the "
                "findings starts this again.",
                name=plain(names[0]),
            )
        )


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
    _tell_what_is_open(key, source_id)
    _tell_doubts(key, source_id)
    _tell_second_person(key, source_id)
    if st.button(_("Sign off"), type="primary", key="confirm_sign_off"):
        with shown_errors(), st.spinner(_("Looking once more for names of the study")):
            _sign_off(key, source_id, state.title)
            st.rerun()


def _tell_what_is_open(key: Key, source_id: str) -> None:
    with key.read() as db:
        kinds = [f.kind for f in find_findings(db, source_id) if f.state == "proposed"]
    n_flagged = kinds.count(IdentifierKind.SENSITIVE)
    if n_open := len(kinds) - n_flagged:
        st.warning(
            N_(
                "{n} finding is still open. It will be masked.",
                "{n} findings are still open. They will all be masked, to be safe.",
                n_open,
            )
        )
    if n_flagged:
        st.warning(
            N_(
                "{n} flagged passage is not decided; it stays as it is.",
                "{n} flagged passages are not decided; they stay as they are.",
                n_flagged,
            )
        )


def _tell_doubts(key: Key, source_id: str) -> None:
    if not (n_doubts := link_doubts(key, source_id)):
        return
    st.info(
        N_(
            "{n} name has to be confirmed: it may stand for someone else.",
            "{n} names have to be confirmed: they may stand for someone else.",
            n_doubts,
        )
    )
    if st.button(_("To the names")):
        go_to("names")


def _tell_second_person(key: Key, source_id: str) -> None:
    with key.read() as db:
        if not get_settings(db).two_reviewers:
            return
    others = [name for name in _signed_by(key, source_id) if name != current_coder()]
    if others:
        st.info(_("{name} signed off before; yours is the second.", name=plain(others[0])))
    else:
        st.info(_("A second person has to sign off too before this can be coded."))


def _sign_off(key: Key, source_id: str, title: str) -> None:
    """Sign off and say what came of it; what a leak scan found is said above the findings."""
    try:
        document = sign_off(current_study(), key, source_id, coder=current_coder())
    except LeakError as error:
        st.session_state[_LEFT] = error_sentence(error)
        return
    if document:
        st.toast(_("{title} can be coded now.", title=title))
    else:
        st.toast(_("Signed off by you; a second person has to sign off too."))


def _reader(key: Key, source_id: str) -> None:
    with key.read() as db:
        source = get_source(db, source_id)
        question_id = question_of_source(db, source_id)
    with current_study().read() as db:
        question = wording_of(db, question_id)
    text_key = f"raw-{source_id}"
    head = (text_key, source.title, source.language, source.text, source.turns)
    show_reader(ReaderText(*head, question), mode="review")
    shown = _sign_off_state(key, source_id)
    st.fragment(_sync)(key, source_id, text_key, source.language, shown)


def _sync(
    key: Key, source_id: str, text_key: str, language: Language, shown: tuple[bool, list[str]]
) -> None:
    study, coder = current_study(), current_coder()
    sync_reader(
        text_key,
        partial(apply_review, study, key, source_id, coder=coder),
        partial(review_answer, key, source_id, language, coder),
    )
    # A decision about what was signed off starts that again: the page above says so. What it
    # shows is compared, not what stood before the decision: this run may be cut off after it.
    if _sign_off_state(key, source_id) != shown:
        st.rerun()


def _sign_off_state(key: Key, source_id: str) -> tuple[bool, list[str]]:
    return is_signed_off(current_study(), key, source_id), _signed_by(key, source_id)
