"""Part of the page Suggestions: passages like those of a code, read one at a time."""

from collections.abc import Callable, Mapping

import streamlit as st

from kwalicode.errors import InputError
from kwalicode.model import PassKind
from kwalicode.store.code_segments import CodedSegment, find_coded_segments
from kwalicode.store.occurrences import last_write
from kwalicode.store.study import Study
from kwalicode.ui.components.passage import Shown, show_passage
from kwalicode.ui.language import N_, _, error_sentence
from kwalicode.ui.pages.suggestions.job import computed
from kwalicode.ui.parts import choose
from kwalicode.ui.session import shown_errors
from kwalicode.ui.undo import undo_buttons
from kwalicode.workflows.codebook import list_codes
from kwalicode.workflows.suggestions.alike import (
    Alikes,
    Candidate,
    find_alike,
    refuse_alike,
    take_alike,
)

_CODE, _SEGMENT, _PASSED, _TURN = "alike_code", "alike_segment", "alike_passed", "alike_turn"
_SHOWN = 70


def show_alike(study: Study, coder: str) -> None:
    """Let the coder choose a code and read what resembles it: take, refuse, or go on."""
    codes = [one for one in list_codes(study) if one.n_codings and not one.is_retired]
    if not codes:
        st.markdown(_("No code is on a segment yet; code a few segments first."))
        return
    paths = {one.code_id: one.path for one in codes}
    titles = {
        one.code_id: N_(
            "{path} · {n} segment", "{path} · {n} segments", one.n_codings, path=one.path
        )
        for one in codes
    }
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width=420):
            code_id = choose(_("Code"), titles, state_key=_CODE)
        with st.container(width=420):
            coding_id = _choose_segment(study, code_id, coder)
    turn = _turn(f"{code_id}/{coding_id}")
    kind: PassKind = st.session_state.get("chosen_pass", "open")
    with study.read() as db:
        mark = study.fingerprint, last_write(db), coder, code_id, coding_id, kind
    try:
        found: Alikes | None = computed(
            "suggestions_alike",
            mark,
            lambda tell: find_alike(
                study, code_id, coder=coder, coding_id=coding_id, kind=kind, progress=tell
            ),
            says=_("Comparing words"),
        )
    except InputError as error:
        st.info(error_sentence(error))
        return
    if found is None:
        return
    passed = _passed(code_id, coding_id)
    # What a decision moved beyond those that are most alike is not passed over any more.
    passed[:] = [key for key in passed if key in {_key(one) for one in found.candidates}]
    left = [one for one in found.candidates if _key(one) not in passed]
    _say(found)
    _show_first(left, paths[code_id], found, turn)
    _buttons(study, coder, code_id, left, passed)
    with st.container(horizontal=True):
        undo_buttons(study, coder)


def _choose_segment(study: Study, code_id: str, coder: str) -> str | None:
    with study.read() as db:
        segments = find_coded_segments(db, code_id, coder=coder)
    titles = {"": _("Like all segments of the code")}
    titles |= {one.coding_id: _("Like: {words}", words=_short(one)) for one in segments}
    return choose(_("Like which segment"), titles, state_key=f"{_SEGMENT}_{code_id}") or None


def _short(one: CodedSegment) -> str:
    words = " ".join(one.text.split())
    return words if len(words) <= _SHOWN else words[:_SHOWN].rpartition(" ")[0] + " …"


def _passed(code_id: str, coding_id: str | None) -> list[str]:
    """Give the passages that were passed over for this question, the last one last."""
    all_passed: dict[str, list[str]] = st.session_state.setdefault(_PASSED, {})
    return all_passed.setdefault(f"{code_id}/{coding_id}", [])


def _key(one: Candidate) -> str:
    return f"{one.passage.document_id}-{one.passage.start}-{one.passage.end}"


def _say(found: Alikes) -> None:
    of = N_("{n} passage has no code yet", "{n} passages have no code yet", found.n_free)
    refused = N_("{n} was refused", "{n} were refused", found.n_refused)
    shown = N_(
        "the one most like it is here", "the {n} most like it are here", len(found.candidates)
    )
    st.caption(" · ".join([of, shown, refused, _("read each: many do not fit")]))


def _show_first(left: list[Candidate], code: str, found: Alikes, turn: int) -> None:
    if not left:
        show_passage("alike_passage", None, _nothing(found), turn=turn)
        return
    one = left[0]
    shown = Shown(one.passage.text, one.places, one.language, one.title)
    says = _("In common with {code}: {words}", code=code, words=", ".join(one.words))
    show_passage("alike_passage", shown, says, turn=turn)


def _nothing(found: Alikes) -> str:
    if found.candidates:
        return _("You passed over all that is like it; go back with Previous.")
    if found.n_free:
        return _("No passage without a code shares words with these segments.")
    return _("Every passage in this language has a code.")


def _turn(question: str) -> int:
    """Count how often the user asked something else in this session; 0 before that."""
    before, n = st.session_state.get(_TURN, (question, 0))
    n += before != question
    st.session_state[_TURN] = question, n
    return int(n)


def _buttons(
    study: Study, coder: str, code_id: str, left: list[Candidate], passed: list[str]
) -> None:
    kind: PassKind = st.session_state.get("chosen_pass", "open")
    acts: Mapping[str, Callable[[], object]] = {
        "t": lambda: take_alike(study, code_id, left[0], coder=coder, kind=kind),
        "x": lambda: refuse_alike(study, code_id, left[0], coder=coder),
        "j": lambda: passed.append(_key(left[0])),
        "k": passed.pop,
    }
    offered = (
        ("t", _("Take: give it the code"), "check", bool(left)),
        ("x", _("Refuse"), "close", bool(left)),
        ("j", _("Next"), "arrow_forward", bool(left)),
        ("k", _("Previous"), "arrow_back", bool(passed)),
    )
    clicked = None
    with st.container(horizontal=True, vertical_alignment="center"):
        for key, label, icon, is_on in offered:
            if st.button(
                label,
                icon=f":material/{icon}:",
                key=f"alike_{key}",
                shortcut=key,
                disabled=not is_on,
                type="primary" if key == "t" else "secondary",
            ):
                clicked = key
        n_all = len(left) + len(passed)
        if left:
            st.markdown(_("{n} of {all}", n=len(passed) + 1, all=n_all))
    if clicked:
        with shown_errors():
            acts[clicked]()
            st.rerun()
