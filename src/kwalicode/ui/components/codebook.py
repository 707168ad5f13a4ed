"""The tree of codes in the browser, and the channel for what is done there."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import streamlit as st

from kwalicode.ui.components.codebook_labels import codebook_labels
from kwalicode.ui.components.reader import _OUTBOXES, _nothing, _outbox
from kwalicode.ui.language import current_language, error_sentence
from kwalicode.workflows.operations import Operation, Outcome

Answer = Callable[[int | None, str], Mapping[str, Any]]


@cache
def _component() -> Callable[..., Any]:
    # Made at the first use: outside a running app Streamlit does not know of our files.
    return st.components.v2.component(
        "kwalicode.codebook",
        html='<div class="kw"></div>',
        js="mount.js",
        css="codebook.css",
        isolate_styles=False,
    )


def show_codebook(
    study_key: str, apply: Callable[[Sequence[Operation]], Outcome], answer: Answer
) -> None:
    """Show the tree, store what the browser sent, tell what changed; call this in a fragment.

    Args:
        study_key: Differs between studies.
        apply: Stores operations.
        answer: Gives what changed after a revision, or everything where that is None, with all
            about the code of this id.
    """
    key = f"codebook-{study_key}-{current_language()}"
    st.session_state[_OUTBOXES] = {key: apply}
    state = st.session_state.get(key)
    box, sent = _outbox(state), (state.get("outbox") if state else None) or {}
    outcome = apply(box.operations) if box.operations else Outcome([], [])
    wanted = sent.get("wanted")
    data = {
        "key": key,
        "labels": codebook_labels(),
        "ack": outcome.stored,
        "refused": [[op_id, error_sentence(error)] for op_id, error in outcome.refused],
        **answer(box.revision, wanted if isinstance(wanted, str) else ""),
    }
    _component()(key=key, data=data, on_outbox_change=_nothing)
