"""The axial board and diagram in the browser, and the channel for what is done there.

Two mounts, as the reader has: one shows, a hidden one in a fragment carries what changes.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import streamlit as st

from kwalicode.report.pictures.arrows import HEADS, LINES, OWN_HEAD
from kwalicode.ui.components.board_labels import board_labels
from kwalicode.ui.components.outboxes import Apply, keep_state, receive

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


def show_board(key: str, view: str, *, offers_groups: bool = False) -> None:
    """Show the board or the diagram.

    Args:
        key: Differs wherever another board, view or language is meant.
        view: `board` or `diagram`.
        offers_groups: Whether the study wants groups of codes to be proposed.
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
        "offers_groups": offers_groups,
    }
    _component()(key=f"board-{key}", data=data)


def sync_board(key: str, apply: Apply, answer: Answer, reply: Reply) -> None:
    """Store what the browser sent and tell it what changed; call this inside a fragment.

    Args:
        key: The key of the board shown beside.
        apply: Stores operations.
        answer: Gives the changes after a revision, or everything where that is None.
        reply: Answers what the browser asked for, such as the segments of a relation.
    """
    state_key = f"sync-{key}"
    received = receive(state_key, apply)
    ask = received.sent.get("ask")
    data = {
        "kind": "sync",
        "key": key,
        **received.answer,
        "reply": {**reply(ask), "n": ask.get("n")} if isinstance(ask, Mapping) and ask else None,
        **answer(received.revision),
    }
    _component()(key=state_key, data=data, on_outbox_change=keep_state)
