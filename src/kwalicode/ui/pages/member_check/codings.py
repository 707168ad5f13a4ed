"""The view of the page Member check with codings whose words a correction changed."""

from collections.abc import Callable
from html import escape

import streamlit as st

from kwalicode.store.anchor_checks import AnchorCheck
from kwalicode.store.history import undo
from kwalicode.ui.language import N_, _
from kwalicode.ui.pages.member_check.place import ask_to_place
from kwalicode.ui.parts import plain
from kwalicode.ui.session import current_coder, current_study, shown_errors
from kwalicode.workflows.barring import delete_checked, find_checks, keep_here
from kwalicode.workflows.coding import undo_state
from kwalicode.workflows.edits import edits_between

_MOST = 20


def show_codings() -> None:
    """List the codings to look at; the keys are those of the first one."""
    study, coder = current_study(), current_coder()
    checks = find_checks(study, coder=coder)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_says(len(checks)), width="stretch")
        can_undo, _can_redo = undo_state(study, coder)
        if st.button(_("Undo"), icon=":material/undo:", disabled=not can_undo):
            _do(lambda: undo(study, coder))
    for place, check in enumerate(checks[:_MOST]):
        _card(check, is_first=place == 0)
    if len(checks) > _MOST:
        st.caption(N_("and {n} more", "and {n} more", len(checks) - _MOST))


def _says(n: int) -> str:
    if not n:
        return _("No coding waits: every coding stands on the words it was given.")
    return N_(
        "**{n}** coding stood on words that a correction changed. Does it still fit?",
        "**{n}** codings stood on words that a correction changed. Do they still fit?",
        n,
    )


def _card(check: AnchorCheck, *, is_first: bool) -> None:
    with st.container(border=True):
        who = " · ".join(filter(None, (check.code or _("no code"), check.document, check.coder)))
        st.markdown(f"**{plain(who)}**")
        before, now = _marked(check)
        left, right = st.columns(2, gap="medium")
        left.caption(_("Words before"))
        left.html(f"<p class='kw-before'>{before}</p>")
        right.caption(_("Words now"))
        right.html(f"<p class='kw-now'>{now}</p>")
        with st.container(horizontal=True):
            _buttons(check, is_first=is_first)


def _marked(check: AnchorCheck) -> tuple[str, str]:
    """Give both texts as HTML, with what went and what came marked."""
    if check.is_lost:
        return escape(check.before), f"<em>{escape(_('Nothing is left of them.'))}</em>"
    before, now, done, place = [], [], 0, 0
    for edit in edits_between(check.before, check.words):
        same = check.before[done : edit.start]
        gone = check.before[edit.start : edit.end]
        before += [escape(same), f"<del>{escape(gone)}</del>" if gone else ""]
        now += [escape(same), f"<ins>{escape(edit.text)}</ins>" if edit.text else ""]
        done, place = edit.end, place + len(same) + len(edit.text)
    return "".join([*before, escape(check.before[done:])]), "".join(
        [*now, escape(check.words[place:])]
    )


def _buttons(check: AnchorCheck, *, is_first: bool) -> None:
    study, coder, key = current_study(), current_coder(), check.coding_id

    def pressed(label: str, icon: str, letter: str, *, is_main: bool = False) -> bool:
        return st.button(
            label,
            icon=f":material/{icon}:",
            key=f"{icon}_{key}",
            shortcut=letter if is_first else None,
            type="primary" if is_main else "secondary",
        )

    if not check.is_lost and pressed(_("Keep here"), "check", "k", is_main=is_first):
        _do(lambda: keep_here(study, key, check.words, coder=coder))
    if pressed(_("Choose words in the reader"), "arrow_selector_tool", "m"):
        ask_to_place(check)
    if pressed(_("Delete the coding"), "delete", "x"):
        _do(lambda: delete_checked(study, key, coder=coder))


def _do(act: Callable[[], object]) -> None:
    with shown_errors():
        act()
        st.rerun()
