"""Page: the codebook, in order."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from kwalicode.errors import NotFoundError
from kwalicode.store.study import Study
from kwalicode.ui.components.codebook import Wanted, show_codebook
from kwalicode.ui.components.outboxes import POLL_SECONDS
from kwalicode.ui.language import N_, _
from kwalicode.ui.pages.codebook_files import file_menu, offer_start
from kwalicode.ui.pages.codebook_words import detail_words
from kwalicode.ui.session import current_coder, current_study
from kwalicode.workflows.codebook import CodebookPage, code_detail, codebook_page
from kwalicode.workflows.codebook_acts import apply_codebook
from kwalicode.workflows.coding import undo_state


def page() -> None:
    """Show the tree of categories and codes, and all about one of them."""
    study, coder = current_study(), current_coder()
    book = codebook_page(study, since=None, coder=coder)
    is_empty = book is not None and not book.codes and not book.categories
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(_("Codebook"), width="content")
        st.caption(
            _("What each code means, where it belongs, and how it came to be."), width="stretch"
        )
        files = st.container(width="content")
    if is_empty:
        offer_start(study, coder)
    st.fragment(_tree, run_every=POLL_SECONDS)(study, coder)
    # Last, because a file waits for the key file and nothing is drawn after that question.
    with files:
        file_menu(study, coder, is_empty=is_empty)


def _tree(study: Study, coder: str) -> None:
    show_codebook(
        study.fingerprint[:12],
        partial(apply_codebook, study, coder=coder),
        partial(_answer, study, coder),
    )


def _answer(study: Study, coder: str, since: int | None, wanted: Wanted) -> Mapping[str, Any]:
    undo, redo = undo_state(study, coder)
    book = codebook_page(study, since=since, coder=coder)
    return {
        "undo": undo,
        "redo": redo,
        "revision": book.revision if book else since,
        "full": _full(book) if book else None,
        "detail": _detail(study, wanted, coder) if wanted.code_id else None,
    }


def _full(book: CodebookPage) -> dict[str, Any]:
    return {
        "codes": [
            [
                *(code.code_id, code.name, code.category_id, code.colour),
                book.counts.get(code.code_id, 0),
                code.is_retired,
                book.synonyms.get(code.code_id, []),
                book.links.get(code.code_id, []),
                code.description,
            ]
            for code in book.codes
        ],
        "categories": [
            [
                *(c.category_id, c.name, c.parent_id, c.colour, c.description),
                book.former.get(c.category_id, []),
            ]
            for c in book.categories
        ],
    }


def _detail(study: Study, wanted: Wanted, coder: str) -> dict[str, Any] | None:
    try:
        detail = code_detail(study, wanted.code_id, coder=coder, skip=wanted.skip)
    except NotFoundError:
        return None  # a category, or a code that someone just deleted
    code = detail.code
    fields = ("description", "include_when", "exclude_when", "example", "literature")
    uses = ", ".join(
        (
            N_("{n} coding", "{n} codings", detail.n_codings),
            N_("{n} document", "{n} documents", detail.n_documents),
            N_("{n} participant", "{n} participants", detail.n_participants),
        )
    )
    return {
        "id": code.code_id,
        "uses": uses,
        "fields": {name: getattr(code, name) for name in (*fields, "origin", "valence")},
        "history": detail_words(detail),
        "n": detail.n_codings,
        "segments": [list(segment) for segment in detail.segments],
        "skip": wanted.skip,
    }
