"""Page: read a document and code it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from kwalicode.model import Code, Coding
from kwalicode.store.codings import verify_codings
from kwalicode.store.documents import find_documents, get_document
from kwalicode.store.study import Study
from kwalicode.ui.components.reader import POLL_SECONDS, ReaderText, show_reader, sync_reader
from kwalicode.ui.language import N_, _
from kwalicode.ui.parts import choose, go_to
from kwalicode.ui.session import current_coder, current_study
from kwalicode.workflows.coding import (
    CodebookState,
    apply_coding,
    codebook_state,
    coding_changes,
    coding_state,
    undo_state,
)


def page() -> None:
    """Choose a signed-off document and read it with its codings."""
    study, coder = current_study(), current_coder()
    with study.read() as db:
        titles = {str(row["id"]): str(row["title"]) for row in find_documents(db)}
    if not titles:
        _empty()
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(_("Read and code"), width="content")
        with st.container(width=360):
            document_id = choose(_("Document"), titles, state_key="chosen_document")
    with study.read() as db:
        document = get_document(db, document_id)
    _verify_once(study, document_id, coder)
    text_key = f"{document_id}-{document.version}"
    title, language = document.title, document.language
    show_reader(ReaderText(text_key, title, language, document.text, document.turns), mode="code")
    # The fragment takes up what the browser sends and what other coders did meanwhile.
    st.fragment(_sync, run_every=POLL_SECONDS)(study, document_id, text_key, coder)


def _empty() -> None:
    st.title(_("Read and code"))
    st.markdown(_("There is no document to code yet: sources come in here once signed off."))
    if st.button(_("De-identify sources"), type="primary"):
        go_to("deidentify")


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


def _sync(study: Study, document_id: str, text_key: str, coder: str) -> None:
    sync_reader(
        text_key,
        partial(apply_coding, study, document_id, coder=coder),
        partial(_answer, study, document_id, coder),
    )


def _answer(study: Study, document_id: str, coder: str, since: int | None) -> Mapping[str, Any]:
    undo, redo = undo_state(study, coder)
    common: dict[str, Any] = {"undo": undo, "redo": redo, "coder": coder}
    if since is None:
        return common | _everything(study, document_id, coder)
    return common | _changes(study, document_id, since)


def _everything(study: Study, document_id: str, coder: str) -> dict[str, Any]:
    state = coding_state(study, document_id, coder=coder)
    marks = [_mark(coding) for coding in state.codings]
    shown = {"marks": marks, "counts": state.codebook.counts, "recent": state.recent}
    full = _tree(state.codebook) | shown
    return {"revision": state.revision, "full": full, "changes": [], "counts": {}}


def _changes(study: Study, document_id: str, since: int) -> dict[str, Any]:
    changes = coding_changes(study, document_id, since=since)
    rows: list[list[Any]] = []
    touched: set[str | None] = set()
    for change in changes:
        if change.coding:
            rows.append([change.revision, change.op_id, "mark", _mark(change.coding)])
        elif change.coding_id:
            rows.append([change.revision, change.op_id, "unmark", change.coding_id])
        touched |= change.code_ids
    last = changes[-1].revision if changes else since
    if not changes:
        return {"revision": last, "full": None, "changes": [], "counts": {}}
    state = codebook_state(study)
    if any(change.coding_id is None for change in changes):
        # The tree comes first: a coding may wear a code that is new to the reader.
        rows.insert(0, [last, None, "codes", _tree(state)])
    counts = {code_id: state.counts.get(code_id, 0) for code_id in touched if code_id}
    return {"revision": last, "full": None, "changes": rows, "counts": counts}


def _tree(state: CodebookState) -> dict[str, Any]:
    return {
        "codes": [_code(code) for code in state.codes],
        "categories": [
            {"id": c.category_id, "name": c.name, "parent_id": c.parent_id, "colour": c.colour}
            for c in state.categories
        ],
    }


def _mark(coding: Coding) -> list[Any]:
    return [
        coding.coding_id,
        coding.code_id,
        coding.start,
        coding.end,
        "",
        coding.comment,
        coding.coder,
    ]


def _code(code: Code) -> dict[str, Any]:
    return {
        "id": code.code_id,
        "name": code.name,
        "category_id": code.category_id,
        "colour": code.colour,
        "description": code.description,
    }
