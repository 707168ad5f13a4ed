"""Page: read a document and code it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple
from uuid import uuid4

import streamlit as st

from kwalicode.model import PassKind
from kwalicode.store.codings import verify_codings
from kwalicode.store.documents import get_document
from kwalicode.store.progress import Progress
from kwalicode.store.study import Study
from kwalicode.store.surveys import reading_list, survey_of_documents
from kwalicode.ui.components.coding import coding_answer, pass_words, proposed_answer
from kwalicode.ui.components.outboxes import POLL_SECONDS
from kwalicode.ui.components.reader import ReaderText, show_reader, sync_reader
from kwalicode.ui.language import N_, _
from kwalicode.ui.pages.member_check.place import Asked, asked_to_place, show_asked
from kwalicode.ui.parts import choose_in_groups, go_to
from kwalicode.ui.session import current_coder, current_study
from kwalicode.workflows.coding import apply_coding, coding_progress

_KINDS: tuple[PassKind, ...] = ("open", "axial", "thematic")
_DOCUMENT, _KIND, _PLACE = "chosen_document", "chosen_pass", "reader_goto"


def page() -> None:
    """Choose a signed-off document and read it with its codings."""
    study, coder = current_study(), current_coder()
    documents = coding_progress(study, coder=coder)
    if not documents:
        _empty()
        return
    place = st.session_state.pop(_PLACE, None)
    if place is not None:
        _let_in(documents)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(_("Read and code"), width="content")
        kind = _choose_pass()
        titles = _titles(documents, kind)
        if not titles:
            _nothing_offered()
            return
        with study.read() as db:
            groups = survey_of_documents(db)
        document_id = choose_in_groups(_("Document"), titles, groups, state_key=_DOCUMENT)
    with study.read() as db:
        document = get_document(db, document_id)
        question, beside = reading_list(db, document_id)
    _verify_once(study, document_id, coder)
    asked = asked_to_place(study, document_id, coder)
    if asked:
        show_asked(asked)
    text_key = f"{document_id}-{document.version}"
    head = (text_key, document.title, document.language, document.text, document.turns)
    show_reader(ReaderText(*head, question, beside), mode="code")
    # The browser goes there once: the same place may be asked for again later.
    wanted = [uuid4().hex, place] if isinstance(place, int) else None
    going = Going(wanted, asked)
    # The fragment takes up what the browser sends and what other coders did meanwhile.
    st.fragment(_sync, run_every=POLL_SECONDS)(study, document_id, text_key, (coder, kind), going)


def _choose_pass() -> PassKind:
    words = pass_words()
    before: PassKind = st.session_state.get(_KIND, "open")
    # A widget's own state is lost with the page; the choice is kept under another name.
    chosen = st.segmented_control(
        _("Pass"),
        _KINDS,
        format_func=words.__getitem__,
        default=before,
        label_visibility="collapsed",
        key=f"{_KIND}_{before}",
        help=_("What you code belongs to this pass."),
    )
    if chosen and chosen != before:
        st.session_state[_KIND] = chosen
        st.rerun()
    return before


def _titles(documents: Sequence[Progress], kind: PassKind) -> Mapping[str, str]:
    """Give the documents that are offered in a pass, each with the share that is coded."""
    return {
        one.document_id: _("{title} · {n}%", title=one.title, n=one.percent)
        for one in documents
        if one.in_open_pass or kind != "open"
    }


def _let_in(documents: Sequence[Progress]) -> None:
    """Go on in the axial pass where the open one does not offer what another page shows."""
    chosen = st.session_state.get(_DOCUMENT)
    kept_out = any(one.document_id == chosen and not one.in_open_pass for one in documents)
    if kept_out and st.session_state.get(_KIND, "open") == "open":
        st.session_state[_KIND] = "axial"


def _empty() -> None:
    st.title(_("Read and code"))
    st.markdown(_("There is no document to code yet: sources come in here once signed off."))
    if st.button(_("De-identify sources"), type="primary"):
        go_to("deidentify")


def _nothing_offered() -> None:
    st.markdown(_("No document takes part in the open pass; choose another pass."))


def _verify_once(study: Study, document_id: str, coder: str) -> None:
    checked = st.session_state.setdefault("verified", set())
    if document_id in checked:
        return
    with study.write(coder, "verify codings", undoable=False) as db:
        misplaced = verify_codings(db, document_id)
    checked.add(document_id)
    lost = [item for item in misplaced if not item.repaired]
    if lost:
        st.warning(
            N_(
                "{n} coding does not stand on its own words any more. It was left as it is; "
                "look at it in the quotes.",
                "{n} codings do not stand on their own words any more. They were left as they "
                "are; look at them in the quotes.",
                len(lost),
            )
        )


class Going(NamedTuple):
    """What another page asked the reader for.

    Attributes:
        place: Where to go: a word that differs each time, and a code point.
        asked: The coding that words are selected for.
    """

    place: Sequence[object] | None
    asked: Asked | None


def _sync(
    study: Study, document_id: str, text_key: str, who: tuple[str, PassKind], going: Going
) -> None:
    coder, kind = who
    extra: dict[str, object] = {"goto": going.place}
    if going.asked:
        extra["moving"] = [going.asked.request, going.asked.check.coding_id]
    sync_reader(
        text_key,
        partial(apply_coding, study, document_id, coder=coder),
        lambda since: {**coding_answer(study, document_id, coder, kind, since), **extra},
        partial(proposed_answer, study, document_id, coder),
    )
    if going.asked and asked_to_place(study, document_id, coder) is None:
        st.rerun()  # it was placed: what stands above the reader goes
