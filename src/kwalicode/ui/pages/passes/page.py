"""Page: which passes were there, who made them, and what came of them (W80)?"""

from collections.abc import Callable, Sequence

import streamlit as st

from kwalicode.model import Pass, PassKind
from kwalicode.store.history import redo, undo
from kwalicode.store.passes import Made
from kwalicode.ui.language import N_, _
from kwalicode.ui.pages.passes.codebook import show_codebook
from kwalicode.ui.pages.passes.documents import show_documents
from kwalicode.ui.pages.passes.double import show_double_coding
from kwalicode.ui.pages.passes.words import day_of, kind_title, made_lines, pass_title
from kwalicode.ui.parts import choose_view, plain
from kwalicode.ui.session import current_coder, current_study, shown_errors
from kwalicode.workflows.passes import (
    PassesState,
    close_pass,
    last_step,
    open_pass,
    passes_state,
    rename_pass,
    reopen_pass,
    set_blind,
)

_VIEW, _SAID = "passes_view", "passes_said"
_KINDS: tuple[PassKind, ...] = ("open", "axial", "thematic")


def page() -> None:
    """Choose a view of the passes."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(_("Passes"), width="content")
        view = _choose_view()
    state = passes_state(current_study())
    if view == "codebook":
        show_codebook(state)
    elif view == "double":
        show_double_coding(state)
    elif view == "documents":
        show_documents(state)
    else:
        _passes(state)


def _choose_view() -> str:
    words = {
        "passes": _("Side by side"),
        "codebook": _("Codebook through time"),
        "double": _("Double coding"),
        "documents": _("Documents"),
    }
    return choose_view(_("View"), words, state_key=_VIEW)


def _passes(state: PassesState) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            _(
                "Who did what in which pass, and what came of it. Closing a pass keeps the "
                "codebook of that moment; going back to an earlier pass is normal."
            ),
            width="stretch",
        )
        if st.button(_("Open a pass"), type="primary", icon=":material/add:"):
            st.dialog(_("Open a pass"))(_ask_new)(state.passes)
    _say_what_was_done()
    for kind, column in zip(_KINDS, st.columns(3), strict=True):
        with column:
            _column(kind, [one for one in state.passes if one.kind == kind], state)


def _say_what_was_done() -> None:
    """Offer to take back what was done here, as long as it is the last thing this coder did.

    What was taken back can be done again in its turn.
    """
    said, step, is_back = st.session_state.get(_SAID, ("", 0, False))
    if not said or step != last_step(current_study(), current_coder()):
        return
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown(_("Taken back.") if is_back else said)
        label, icon = (_("Redo"), "redo") if is_back else (_("Undo"), "undo")
        st.button(label, icon=f":material/{icon}:", on_click=_go_back, args=(said, not is_back))


def _say(said: str, name: str) -> None:
    _keep(said.format(name=plain(name)), is_back=False)


def _keep(said: str, *, is_back: bool) -> None:
    step = last_step(current_study(), current_coder())
    st.session_state[_SAID] = said, step, is_back


def _go_back(said: str, is_back: bool) -> None:  # noqa: FBT001  Streamlit gives it by place
    st.session_state.pop(_SAID)
    with shown_errors():
        if (undo if is_back else redo)(current_study(), current_coder()):
            _keep(said, is_back=is_back)


def _column(kind: PassKind, passes: Sequence[Pass], state: PassesState) -> None:
    st.markdown(f"#### {kind_title(kind)}")
    target = next(one for one in state.passes if one.pass_id == state.current[kind])
    if not passes:
        st.caption(
            _(
                "None yet. What is done meanwhile belongs to “{name}”.",
                name=plain(pass_title(target)),
            )
        )
    elif target.closed_at:
        st.caption(
            _(
                "All are closed. What is still done belongs to “{name}”; open a new pass, or "
                "that one again.",
                name=plain(pass_title(target)),
            )
        )
    for one in reversed(passes):
        with st.container(border=True, gap="small"):
            _card(one, state)


def _card(one: Pass, state: PassesState) -> None:
    st.markdown(f"**{plain(pass_title(one))}**")
    st.caption("  \n".join(_facts(one)))
    lines = made_lines(state.made.get(one.pass_id, Made()))
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))
    else:
        st.caption(_("Nothing came of it yet."))
    if not one.closed_at:
        _blind_switch(one)
    with st.container(horizontal=True):
        if one.closed_at:
            st.button(
                _("Open again"),
                key=f"reopen-{one.pass_id}",
                on_click=_open_again,
                args=(one,),
            )
        elif st.button(_("Close"), key=f"close-{one.pass_id}"):
            st.dialog(_("Close this pass?"))(_ask_close)(one, state)
        if st.button(_("Rename"), key=f"rename-{one.pass_id}", type="tertiary"):
            st.dialog(_("Rename this pass"))(_ask_name)(one)


def _facts(one: Pass) -> list[str]:
    by, at = plain(one.opened_by), one.opened_at
    facts = [_("Opened by {coder}, {day}", coder=by, day=day_of(at))] if at else []
    if one.closed_at:
        by = plain(one.closed_by)
        facts.append(_("Closed by {coder}, {day}", coder=by, day=day_of(one.closed_at)))
    else:
        facts.append(_("In progress"))
    return facts


def _blind_switch(one: Pass) -> None:
    key = f"blind-{one.pass_id}-{one.is_blind}"
    st.toggle(
        _("Blind"),
        one.is_blind,
        key=key,
        help=_("Coders do not see each other's codings until this pass is closed."),
        on_change=_switch_blind,
        args=(one, key),
    )


def _switch_blind(one: Pass, key: str) -> None:
    is_blind = bool(st.session_state[key])
    said = _("“{name}” is blind now.") if is_blind else _("“{name}” is not blind any more.")
    _do(said, one, lambda pass_id, coder: _set_blind(pass_id, coder, is_blind=is_blind))


def _set_blind(pass_id: int, coder: str, *, is_blind: bool) -> None:
    set_blind(current_study(), pass_id, is_blind=is_blind, coder=coder)


def _open_again(one: Pass) -> None:
    _do(_("“{name}” is open again."), one, _reopen)


def _reopen(pass_id: int, coder: str) -> None:
    reopen_pass(current_study(), pass_id, coder=coder)


def _close(pass_id: int, coder: str) -> None:
    close_pass(current_study(), pass_id, coder=coder)


def _do(said: str, one: Pass, act: Callable[[int, str], None]) -> bool:
    """Do something with a pass, and say so at the top of the page; tell whether it was done."""
    with shown_errors():
        act(one.pass_id, current_coder())
        _say(said, pass_title(one))
        return True
    return False


def _ask_new(passes: Sequence[Pass]) -> None:
    kind = st.segmented_control(
        _("Kind"), _KINDS, format_func=kind_title, default=_next_kind(passes), required=True
    )
    with st.form("new_pass", border=False):
        name = st.text_input(_("Name"), _next_name(kind, passes), max_chars=80, key=f"name-{kind}")
        is_blind = st.toggle(
            _("Blind: coders do not see each other's codings until this pass is closed")
        )
        if st.form_submit_button(_("Open this pass"), type="primary"):
            with shown_errors():
                open_pass(current_study(), kind, name, coder=current_coder(), is_blind=is_blind)
                _say(_("“{name}” is open."), name)
                st.rerun()


def _next_kind(passes: Sequence[Pass]) -> PassKind:
    known = {one.kind for one in passes}
    return next((kind for kind in _KINDS if kind not in known), "open")


def _next_name(kind: PassKind, passes: Sequence[Pass]) -> str:
    names = {pass_title(one) for one in passes}
    title, n = kind_title(kind), 1
    while (name := f"{title} {n}" if n > 1 else title) in names:
        n += 1
    return name


def _ask_close(one: Pass, state: PassesState) -> None:
    st.markdown(
        _(
            "The codebook and the numbers of this moment are kept with “{name}”. Nothing is "
            "locked: the pass can be opened again.",
            name=plain(pass_title(one)),
        )
    )
    if one.is_blind:
        st.markdown(_("Coders see each other's codings from then on."))
    if one.kind == "thematic" and state.n_claimless:
        st.warning(
            N_(
                "{n} theme has no claim yet; write it first.",
                "{n} themes have no claim yet; write these first.",
                state.n_claimless,
            )
        )
    if st.button(_("Close this pass"), type="primary") and _do(
        _("“{name}” is closed; its codebook is kept."), one, _close
    ):
        st.rerun()


def _ask_name(one: Pass) -> None:
    with st.form("rename_pass", border=False):
        name = st.text_input(_("Name"), pass_title(one), max_chars=80)
        if st.form_submit_button(_("Keep this name"), type="primary"):
            with shown_errors():
                rename_pass(current_study(), one.pass_id, name, coder=current_coder())
                _say(_("“{name}” has its new name."), name)
                st.rerun()
