"""The axial board and diagram in the browser, and the channel for what is done there.

Two mounts, as the reader has: one shows, a hidden one in a fragment carries what changes.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import streamlit as st

from kwalicode.report.arrows import HEADS, LINES, OWN_HEAD
from kwalicode.ui.components.board_labels import board_labels
from kwalicode.ui.components.reader import _OUTBOXES, _nothing, _outbox
from kwalicode.ui.language import error_sentence
from kwalicode.workflows.operations import Operation, Outcome

Answer = Callable[[int | None], Mapping[str, Any]]
Reply = Callable[[Mapping[str, Any]], Mapping[str, Any]]


@cache
def _component() -> Callable[..., Any]:
    # Made at the first use: outside a running app Streamlit does not know of our files.
    return st.components.v2.component(
        "kwalicode.board",
        html='<div class="kw"></div>',
        js="mount.js",
        css="board.css",
        isolate_styles=False,
    )


def show_board(key: str, view: str) -> None:
    """Show the board or the diagram.

    Args:
        key: Differs wherever another board, view or language is meant.
        view: `board` or `diagram`.
    """
    shapes = {name: head._asdict() for name, head in {**HEADS, "": OWN_HEAD}.items()}
    data = {
        "kind": "board",
        "key": key,
        "view": view,
        "labels": board_labels(view),
        "heads": shapes,
        "lines": LINES,
        "strengths": list(LINES),
    }
    _component()(key=f"board-{key}", data=data)


def sync_board(
    key: str, apply: Callable[[Sequence[Operation]], Outcome], answer: Answer, reply: Reply
) -> None:
    """Store what the browser sent and tell it what changed; call this inside a fragment.

    Args:
        key: The key of the board shown beside.
        apply: Stores operations.
        answer: Gives the changes after a revision, or everything where that is None.
        reply: Answers what the browser asked for, such as the segments of a relation.
    """
    state_key = f"sync-{key}"
    st.session_state[_OUTBOXES] = {state_key: apply}
    state = st.session_state.get(state_key)
    box, ask = _outbox(state), _ask(state)
    outcome = apply(box.operations) if box.operations else Outcome([], [])
    data = {
        "kind": "sync",
        "key": key,
        "ack": outcome.stored,
        "refused": [[op_id, error_sentence(error)] for op_id, error in outcome.refused],
        "reply": {**reply(ask), "n": ask.get("n")} if ask else None,
        **answer(box.revision),
    }
    _component()(key=state_key, data=data, on_outbox_change=_nothing)


def _ask(state: Any) -> Mapping[str, Any]:
    sent = state.get("outbox") if state else None
    ask = sent.get("ask") if isinstance(sent, Mapping) else None
    return ask if isinstance(ask, Mapping) else {}
