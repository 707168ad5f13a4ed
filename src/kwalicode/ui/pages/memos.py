"""Page: what did we think? Memos on anything, and questions for the next interview."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from html import escape

import streamlit as st

from kwalicode.errors import KwalicodeError
from kwalicode.model import MemoKind, MemoTarget
from kwalicode.store.memos import KINDS, TARGETS, PlacedMemo, Wanted
from kwalicode.store.study import Study
from kwalicode.ui.language import N_, _, current_language, day, error_sentence
from kwalicode.ui.pages.memo_files import file_menu
from kwalicode.ui.parts import go_to
from kwalicode.ui.session import current_coder, current_study, shown_errors
from kwalicode.workflows.coding import undo_state
from kwalicode.workflows.memos import (
    MemosPage,
    change_memo,
    delete_memo,
    mark_asked,
    memo_targets,
    memos_page,
    take_back,
    write_memo,
)

A_PAGE = 25
_SAID = "memos_said"


def kind_words() -> Mapping[MemoKind, str]:
    """Name the kinds of memos."""
    return {
        "analytic": _("analytic"),
        "method": _("method"),
        "reflexive": _("reflexive"),
        "question": _("question to take along"),
    }


def target_words() -> Mapping[MemoTarget, str]:
    """Name what a memo can be about."""
    return {
        "study": _("the study"),
        "document": _("document"),
        "case": _("participant"),
        "category": _("category"),
        "code": _("code"),
        "coding": _("coding"),
        "theme": _("theme"),
        "relation": _("relation"),
    }


def page() -> None:
    """List the memos with filters, and let them be written and changed."""
    study, coder = current_study(), current_coder()
    st.title(_("Memos"))
    st.markdown(
        _("What you think while you work, on anything; and what to ask in the next interview.")
    )
    said = st.session_state.pop(_SAID, "")
    if said:
        st.error(said, icon=":material/error:")
    top = st.container(horizontal=True, vertical_alignment="center")
    everything = memos_page(study, Wanted(), coder=coder)
    wanted = _filters(everything) if everything.n_all else Wanted()
    shown = memos_page(study, wanted, coder=coder)
    if not shown.n_all:
        st.caption(_("There is no memo yet. In the reader, M makes one on the coding in focus."))
    elif not shown.memos:
        st.markdown(_("No memo passes these filters."))
    _list(study, coder, shown.memos)
    # Last, because a file waits for the key file and nothing is drawn after that question.
    with top:
        _top(study, coder, shown)


def _top(study: Study, coder: str, shown: MemosPage) -> None:
    total = N_("**{n}** memo", "**{n}** memos", shown.n_all)
    is_open = N_("**{n}** question to ask", "**{n}** questions to ask", shown.n_open)
    st.markdown(f"{total} · {is_open}", width="stretch")
    can_undo, _can_redo = undo_state(study, coder)
    undo = st.button(
        _("Undo"), icon=":material/undo:", disabled=not can_undo, help=_("Take back your last step")
    )
    if undo:
        with shown_errors():
            take_back(study, coder=coder)
            st.rerun()
    if st.button(_("Write a memo"), type="primary", icon=":material/add:"):
        st.dialog(_("Write a memo"))(_ask_new)(study, coder)
    if shown.n_all:
        file_menu(shown.memos)


def _filters(everything: MemosPage) -> Wanted:
    kinds, targets = kind_words(), target_words()
    language = current_language()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(
            _("Kind"),
            list(KINDS),
            index=None,
            format_func=kinds.__getitem__,
            placeholder=_("All"),
            key=f"memo_kind_{language}",
        )
        target = st.selectbox(
            _("About"),
            list(TARGETS),
            index=None,
            format_func=targets.__getitem__,
            placeholder=_("All"),
            key=f"memo_about_{language}",
        )
        writer = st.selectbox(
            _("Written by"),
            everything.writers,
            index=None,
            placeholder=_("All"),
            key=f"memo_writer_{language}",
        )
        words = st.text_input(_("Words"), placeholder=_("Words in a memo"), key="memo_words")
        is_open = st.checkbox(_("Only questions to ask"), key="memo_open")
    return Wanted(kind, target, None, writer, is_open, words.strip())


def _list(study: Study, coder: str, found: list[PlacedMemo]) -> None:
    """Show memos, a page at a time."""
    n_pages = max(1, -(-len(found) // A_PAGE))
    number = st.pagination(n_pages, key=f"memos_page_{n_pages}") if n_pages > 1 else 1
    for placed in found[A_PAGE * (number - 1) : A_PAGE * number]:
        with st.container(border=True, gap="xsmall"):
            st.html(_card(placed))
            _buttons(study, coder, placed)


def _card(placed: PlacedMemo) -> str:
    memo = placed.memo
    kind = kind_words()[memo.kind] + (f", {_('asked')}" if memo.is_done else "")
    written = day(date.fromisoformat(memo.created_at[:10]))
    by = " · ".join(map(escape, (_about(placed), memo.coder, written)))
    quote = ""
    if memo.target_kind == "coding" and placed.about:
        quote = f"<blockquote class='kw-quote'>{_lines(placed.about)}</blockquote>"
    return (
        f"<article lang='{placed.language or current_language()}'>"
        f"<div><strong>{escape(kind.capitalize())}</strong> &nbsp;"
        f"<small>{by}</small></div>{quote}<div>{_lines(memo.text)}</div></article>"
    )


def _about(placed: PlacedMemo) -> str:
    """Say what a memo is about."""
    memo, words = placed.memo, target_words()
    if memo.target_kind == "study":
        return words["study"]
    if placed.about is None:
        return _("{kind} that is gone", kind=words[memo.target_kind])
    if memo.target_kind == "coding":
        return f"{words['code']} {placed.code or _('no code')}, {placed.document}"
    return f"{words[memo.target_kind]} {placed.about}"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _buttons(study: Study, coder: str, placed: PlacedMemo) -> None:
    memo = placed.memo
    with st.container(horizontal=True):
        if memo.kind == "question":
            label = _("Ask again") if memo.is_done else _("Mark as asked")
            st.button(
                label,
                type="tertiary",
                key=f"asked_{memo.memo_id}",
                on_click=partial(_mark, study, coder, memo.memo_id, is_done=not memo.is_done),
            )
        if st.button(_("Change"), type="tertiary", key=f"change_{memo.memo_id}"):
            st.dialog(_("Change this memo"))(_ask_change)(study, coder, placed)
        st.button(
            _("Delete"),
            type="tertiary",
            key=f"delete_{memo.memo_id}",
            on_click=partial(_delete, study, coder, memo.memo_id),
        )
        opened = placed.document_id and st.button(
            _("Open in the reader"), type="tertiary", key=f"open_{memo.memo_id}"
        )
        if opened:
            st.session_state.chosen_document = placed.document_id
            st.session_state.reader_goto = placed.start
            go_to("coding")


def _mark(study: Study, coder: str, memo_id: str, *, is_done: bool) -> None:
    try:
        mark_asked(study, memo_id, is_done=is_done, coder=coder)
    except KwalicodeError as error:
        st.session_state[_SAID] = error_sentence(error)


def _delete(study: Study, coder: str, memo_id: str) -> None:
    try:
        delete_memo(study, memo_id, coder=coder)
    except KwalicodeError as error:
        st.session_state[_SAID] = error_sentence(error)


def _ask_new(study: Study, coder: str) -> None:
    targets, words = memo_targets(study), target_words()
    kind = _ask_kind("analytic")
    target_kind: MemoTarget = st.selectbox(_("About"), list(targets), format_func=words.__getitem__)
    names = targets[target_kind]
    target_id: str | None = ""
    if target_kind != "study":
        target_id = st.selectbox(
            words[target_kind].capitalize(),
            list(names),
            format_func=names.__getitem__,
            key=f"memo_target_{target_kind}",
        )
    text = st.text_area(_("Memo"), height=180)
    if st.button(_("Save"), type="primary"):
        with shown_errors():
            write_memo(study, kind, (target_kind, target_id or ""), text, coder=coder)
            st.rerun()


def _ask_change(study: Study, coder: str, placed: PlacedMemo) -> None:
    memo = placed.memo
    st.caption(_about(placed))
    kind = _ask_kind(memo.kind)
    text = st.text_area(_("Memo"), memo.text, height=220)
    if st.button(_("Save"), type="primary"):
        with shown_errors():
            change_memo(study, memo.memo_id, kind, text, coder=coder)
            st.rerun()


def _ask_kind(kind: MemoKind) -> MemoKind:
    words = kind_words()
    chosen: MemoKind = st.selectbox(
        _("Kind"), list(KINDS), KINDS.index(kind), format_func=words.__getitem__
    )
    return chosen
