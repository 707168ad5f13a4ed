"""Two views of the page Suggestions: groups of codes, and codes that may be one."""

from collections.abc import Callable
from html import escape
from uuid import uuid4

import streamlit as st

from kwalicode.store.occurrences import last_write
from kwalicode.store.study import Study
from kwalicode.ui.components.board_rows import group_reasons
from kwalicode.ui.language import N_, _, current_language, percent
from kwalicode.ui.pages.suggestions.job import computed
from kwalicode.ui.parts import go_to, plain
from kwalicode.ui.session import shown_errors
from kwalicode.ui.undo import undo_buttons
from kwalicode.workflows.suggestions.code_groups import (
    ProposedGroup,
    accept_code_group,
    propose_code_groups,
    refuse_code_group,
)
from kwalicode.workflows.suggestions.same_codes import (
    SameCodes,
    find_same_codes,
    keep_apart,
    merge_same_codes,
)

_LEAST = {"strong": 0.2, "some": 0.15, "loose": 0.1}
_MOST = 15


def _mark(study: Study, *asked: object) -> object:
    with study.read() as db:
        return study.fingerprint, last_write(db), asked


def show_code_groups(study: Study, coder: str) -> None:
    """Propose groups of codes, to be made categories in whole or in part."""
    words = {
        "strong": _("much in common"),
        "some": _("something in common"),
        "loose": _("little in common"),
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            _("Codes in a group have"),
            list(words),
            index=1,
            format_func=words.__getitem__,
            key=f"suggestions_least_{current_language()}",
            width=240,
        )
        with_filed = st.toggle(
            _("Codes that have a category too"), key="suggestions_filed", width="stretch"
        )
        undo_buttons(study, coder)
    groups: list[ProposedGroup] | None = computed(
        "suggestions_code_groups",
        _mark(study, coder, chosen, with_filed),
        lambda _tell: propose_code_groups(
            study, coder=coder, least=_LEAST[chosen], only_loose=not with_filed
        ),
        says=_("Comparing codes"),
    )
    if groups is None:
        return
    if not groups:
        _no_group(with_filed=with_filed)
        return
    n = N_("{n} group is proposed", "{n} groups are proposed", len(groups))
    st.markdown(
        f"{n}. "
        + _(
            "The words are those typical of the codes and their segments: they are no name. Untick "
            "what does not belong; codes that have a category stand under the new one as well."
        )
    )
    for one in groups[:_MOST]:
        _group(study, coder, one)
    if len(groups) > _MOST:
        st.caption(N_("and {n} more", "and {n} more", len(groups) - _MOST))
    if st.button(_("See them on the axial board"), icon=":material/hub:"):
        go_to("axial")


def _no_group(*, with_filed: bool) -> None:
    if with_filed:
        st.markdown(_("No group is proposed: the codes share too few words and passages."))
        return
    st.markdown(
        _(
            "No group is proposed: there are too few codes outside a category, or they share too "
            "few words and passages."
        )
    )


def _group(study: Study, coder: str, one: ProposedGroup) -> None:
    key = hash(one.code_ids)
    with st.container(border=True):
        st.markdown(f"**{plain(' · '.join(one.words) or _('no typical words'))}**")
        st.caption(group_reasons(one))
        ticked = st.multiselect(
            _("Codes"),
            one.code_ids,
            default=one.code_ids,
            format_func=dict(zip(one.code_ids, one.names, strict=True)).__getitem__,
            label_visibility="collapsed",
            key=f"suggestions_codes_{key}",
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.text_input(
                _("Name of the category"), key=f"suggestions_name_{key}", width=320
            )
            make = st.button(_("Make a category"), key=f"suggestions_make_{key}", type="primary")
            refuse = st.button(_("Refuse"), key=f"suggestions_refuse_{key}")
        if make:
            _do(
                lambda: accept_code_group(study, str(uuid4()), name, ticked, one.score, coder=coder)
            )
        if refuse:
            _do(lambda: refuse_code_group(study, one.code_ids, one.score, coder=coder))


def show_same_codes(study: Study, coder: str) -> None:
    """Propose codes that may be one, to be merged or kept apart."""
    pairs: list[SameCodes] | None = computed(
        "suggestions_same_codes",
        _mark(study, coder),
        lambda _tell: find_same_codes(study, coder=coder),
        says=_("Comparing codes"),
    )
    if pairs is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        said = N_("{n} pair of codes may be one.", "{n} pairs of codes may be one.", len(pairs))
        none = _("No two codes are so alike that they may be one.")
        st.markdown(said if pairs else none, width="stretch")
        undo_buttons(study, coder)
    for one in pairs[:_MOST]:
        _pair(study, coder, one)
    if len(pairs) > _MOST:
        st.caption(N_("and {n} more", "and {n} more", len(pairs) - _MOST))


def _pair(study: Study, coder: str, one: SameCodes) -> None:
    key = f"{one.kept.code_id}_{one.other.code_id}"
    with st.container(border=True):
        left, right = st.columns(2)
        sides = ((left, one.path, one.n_kept), (right, one.other_path, one.n_other))
        for (column, path, n), example in zip(sides, one.examples, strict=True):
            column.markdown(f"**{plain(path)}** · {N_('{n} segment', '{n} segments', n)}")
            if example:
                column.html(f'<blockquote class="kw-quote">{escape(example)}</blockquote>')
        st.caption(" · ".join(_same_reasons(one)))
        with st.container(horizontal=True):
            first, second = (
                st.button(_("Merge into “{name}”", name=plain(name)), key=f"same_{place}_{key}")
                for place, name in enumerate(_told_apart(one))
            )
            apart = st.button(_("Keep apart"), key=f"same_apart_{key}")
        ids = (one.kept.code_id, one.other.code_id)
        if first or second:
            kept, gone = ids if first else ids[::-1]
            _do(lambda: merge_same_codes(study, kept, gone, one.pair.score, coder=coder))
        if apart:
            _do(lambda: keep_apart(study, *ids, one.pair.score, coder=coder))


def _told_apart(one: SameCodes) -> tuple[str, str]:
    if one.kept.name == one.other.name:
        return one.path, one.other_path
    return one.kept.name, one.other.name


def _same_reasons(one: SameCodes) -> list[str]:
    words = {
        "names": _("names alike: {share}", share=percent(one.pair.names)),
        "overlap": _("same passages: {share}", share=percent(one.pair.overlap)),
        "alike": _("same words: {share}", share=percent(one.pair.alike)),
    }
    shared = N_("{n} passage has both", "{n} passages have both", one.n_shared)
    return [*(words[reason] for reason in one.pair.reasons), *([shared] if one.n_shared else [])]


def _do(act: Callable[[], object]) -> None:
    with shown_errors():
        act()
        st.rerun()
