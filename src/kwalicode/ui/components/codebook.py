"""The tree of codes in the browser, and the channel for what is done there."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

import streamlit as st

from kwalicode.ui.components.codebook_labels import codebook_labels
from kwalicode.ui.components.outboxes import Apply, keep_state, receive
from kwalicode.ui.language import current_language


class Wanted(NamedTuple):
    """The code that is looked at, '' for none, and how many of its segments to leave out."""

    code_id: str
    skip: int


Answer = Callable[[int | None, Wanted], Mapping[str, Any]]


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


def show_codebook(study_key: str, apply: Apply, answer: Answer) -> None:
    """Show the tree, store what the browser sent, tell what changed; call this in a fragment.

    Args:
        study_key: Differs between studies.
        apply: Stores operations.
        answer: Gives what changed after a revision, or everything where that is None, with all
            about the code that is wanted.
    """
    key = f"codebook-{study_key}-{current_language()}"
    received = receive(key, apply)
    code_id, skip = received.sent.get("wanted"), received.sent.get("skip")
    wanted = Wanted(
        code_id if isinstance(code_id, str) else "", max(0, skip) if isinstance(skip, int) else 0
    )
    data = {
        "key": key,
        "labels": codebook_labels(),
        **received.answer,
        **answer(received.revision, wanted),
    }
    _component()(key=key, data=data, on_outbox_change=keep_state)
