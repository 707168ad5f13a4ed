"""Page: put codes under categories and draw relations, on a board, in a diagram or in a table."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from kwalicode.errors import InputError
from kwalicode.store.codebook import find_codes
from kwalicode.store.occurrences import last_write
from kwalicode.store.study import Study
from kwalicode.ui.components.board import show_board, sync_board
from kwalicode.ui.components.board_rows import (
    change_rows,
    draw_picture,
    group_rows,
    no_rows,
    picture_diagram,
    state_rows,
)
from kwalicode.ui.components.outboxes import POLL_SECONDS
from kwalicode.ui.language import _, current_language
from kwalicode.ui.pages.axial_table import show_table
from kwalicode.ui.pages.suggestions.job import AT_ONCE, begun
from kwalicode.ui.parts import choose_view, go_to
from kwalicode.ui.session import current_coder, current_key, current_study, required_key
from kwalicode.workflows.axial import (
    axial_changes,
    axial_state,
    relation_segments,
)
from kwalicode.workflows.axial_acts import apply_axial, node_of
from kwalicode.workflows.coding import undo_state
from kwalicode.workflows.leak_words import scan_words
from kwalicode.workflows.suggestions.code_groups import propose_code_groups
from kwalicode.workflows.suggestions.kinds import suggestion_settings

_VIEW = "axial_view"


def page() -> None:
    """Choose a view and work in it."""
    study, coder = current_study(), current_coder()
    with study.read() as db:
        has_codes = bool(find_codes(db))
    if not has_codes:
        _empty()
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(_("Axial"), width="content")
        view = _choose_view()
    if view == "table":
        show_table(study, coder)
        return
    locked = st.container()
    offers_groups = view == "board" and suggestion_settings(study).code_groups
    key = f"{study.fingerprint[:12]}-{view}-{current_language()}{'-groups' * offers_groups}"
    show_board(key, view, offers_groups=offers_groups)
    # The fragment takes up what the browser sends and what other coders did meanwhile.
    st.fragment(_sync, run_every=POLL_SECONDS)(study, coder, key, view)
    if view == "diagram" and current_key() is None:
        with (
            locked,
            st.expander(_("Open the key file to save the diagram"), icon=":material/lock:"),
        ):
            required_key(for_file=True)  # last, because nothing is drawn after the question


def _empty() -> None:
    st.title(_("Axial"))
    st.markdown(
        _(
            "Here open codes are put under categories, duplicates merged and relations drawn. "
            "There is no code yet: read a document and code it first."
        )
    )
    if st.button(_("Read and code"), type="primary"):
        go_to("coding")


def _choose_view() -> str:
    words = {"board": _("Board"), "diagram": _("Diagram"), "table": _("Table")}
    return choose_view(_("View"), words, state_key=_VIEW)


def _sync(study: Study, coder: str, key: str, view: str) -> None:
    sync_board(
        key,
        partial(apply_axial, study, coder=coder),
        partial(_answer, study, coder, view),
        partial(_reply, study, coder),
    )


def _answer(study: Study, coder: str, view: str, since: int | None) -> Mapping[str, Any]:
    undo, redo = undo_state(study, coder)
    common = {"undo": undo, "redo": redo}
    if since is None:
        return common | state_rows(axial_state(study, coder=coder), view)
    changes = axial_changes(study, since=since, coder=coder)
    return common | (change_rows(changes, view) if changes else no_rows(since))


def _reply(study: Study, coder: str, ask: Mapping[str, Any]) -> Mapping[str, Any]:
    if ask.get("what") == "segments":
        return _segments(study, coder, ask)
    if ask.get("what") == "groups":
        return {"groups": _groups(study, coder)}
    if ask.get("what") == "picture":
        return _picture(study, coder, ask)
    raise InputError("The page asked for something this version does not know; reload it.")


def _groups(study: Study, coder: str) -> list[list[Any]] | None:
    """Give the groups of codes that are proposed; None while they are made, beside the board."""
    with study.read() as db:
        mark = study.fingerprint, last_write(db), coder
    job = begun("board_groups", mark, lambda _tell: propose_code_groups(study, coder=coder))
    if not job.is_done(within=AT_ONCE):
        return None
    if job.error:
        raise job.error
    return group_rows(job.made)


def _segments(study: Study, coder: str, ask: Mapping[str, Any]) -> Mapping[str, Any]:
    ends = ask.get("ends")
    if not isinstance(ends, list) or len(ends) != 2:
        raise InputError("The page sent no proper '{field}'; reload it.", field="ends")
    segments, total = relation_segments(
        study,
        (node_of(ends[0]), node_of(ends[1])),
        str(ask.get("relation_id", "")),
        words=str(ask.get("words", "")),
        coder=coder,
    )
    rows = [[one.coding_id, one.code, one.text, one.document, one.coder] for one in segments]
    return {"segments": rows, "total": total}


def _picture(study: Study, coder: str, ask: Mapping[str, Any]) -> Mapping[str, Any]:
    nodes, relation_ids = ask.get("nodes"), ask.get("relation_ids")
    if not isinstance(nodes, list) or not isinstance(relation_ids, list):
        raise InputError("The page sent no proper '{field}'; reload it.", field="nodes")
    state = axial_state(study, coder=coder)
    keys = [":".join(node_of(node)) for node in nodes]
    diagram = picture_diagram(state, keys, relation_ids)
    title = _("Relations between codes and categories")
    key = current_key()
    if key is None:
        says = _("The picture is scanned for the names in the key file; open that first, above.")
        return {"refused": says}
    leaky = scan_words(key, diagram.words(title))
    certain = [one for one in leaky if one.is_certain]
    texts = ", ".join(f"“{one.text}”" for one in (certain or leaky)[:5])
    if certain:
        says = _("This identifies somebody, so nothing was saved; rename it: {texts}.", texts=texts)
        return {"refused": says}
    says = _("Look at this before you share the picture: {texts}.", texts=texts) if leaky else ""
    return {"svg": draw_picture(diagram, title), "name": _("diagram"), "says": says}
