"""The reader: a text, what stands on it, and a channel for what the user does to it.

Two mounts of one packaged component: the text is sent once, what changes goes through a small
hidden mount in a fragment. The browser keeps every operation in an outbox until it is
acknowledged, because Streamlit may drop events that come fast.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import streamlit as st

from kwalicode.model import Turn
from kwalicode.ui.components.labels import reader_labels
from kwalicode.ui.language import error_sentence
from kwalicode.workflows.operations import Operation, Outcome

POLL_SECONDS = 2.5  # what others do is to appear within three seconds
_OUTBOXES = "outboxes"


@cache
def _component() -> Callable[..., Any]:
    # Made at the first use: outside a running app Streamlit does not know of our files.
    return st.components.v2.component(
        "kwalicode.reader",
        html='<div class="kw"></div>',
        js="mount.js",
        css="reader.css",
        isolate_styles=False,
    )


class ReaderText(NamedTuple):
    """What is read.

    Attributes:
        key: Differs wherever the text differs, so that the browser sends it once.
        turns: Places in code points; `speaker` as it is shown.
    """

    key: str
    title: str
    language: str
    text: str
    turns: Sequence[Turn]


class Outbox(NamedTuple):
    """What the browser sent and was not told to be stored.

    Attributes:
        revision: The newest change the browser shows; None where it asks for everything.
    """

    operations: Sequence[Operation]
    revision: int | None


def show_reader(text: ReaderText, *, mode: str) -> None:
    """Show the text; `mode` is `code` or `review`."""
    turns = [[t.start, t.end, t.speaker, int(t.is_interviewer)] for t in text.turns]
    document = {"id": text.key, "title": text.title, "language": text.language}
    data = {
        "kind": "document",
        "mode": mode,
        "labels": reader_labels(mode),
        "document": document | {"text": text.text, "turns": turns},
    }
    _component()(key=f"text-{text.key}", data=data)


def sync_reader(
    text_key: str,
    apply: Callable[[Sequence[Operation]], Outcome],
    answer: Callable[[int | None], Mapping[str, Any]],
) -> None:
    """Store what the browser sent and tell it what changed; call this inside a fragment.

    Args:
        text_key: The key of the text shown beside.
        apply: Stores operations.
        answer: Gives the changes after a revision, or everything where that is None.
    """
    key = f"sync-{text_key}"
    st.session_state[_OUTBOXES] = {key: apply}
    box = _outbox(st.session_state.get(key))
    outcome = apply(box.operations) if box.operations else Outcome([], [])
    data = {
        "kind": "sync",
        "document_id": text_key,
        "ack": outcome.stored,
        "refused": [[op_id, error_sentence(error)] for op_id, error in outcome.refused],
        **answer(box.revision),
    }
    _component()(key=key, data=data, on_outbox_change=_nothing)


def store_outboxes() -> None:
    """Store what the reader sent with the very click that left its page."""
    for key, apply in st.session_state.get(_OUTBOXES, {}).items():
        if operations := _outbox(st.session_state.get(key)).operations:
            apply(operations)


def _nothing() -> None:
    """Streamlit wants a callback to keep a state; the outbox is read at the next run."""


def _outbox(state: Any) -> Outbox:
    sent = state.get("outbox") if state else None
    if not isinstance(sent, Mapping):
        return Outbox([], None)
    operations = [op for op in sent.get("ops") or [] if isinstance(op, Mapping)]
    revision = sent.get("revision")
    return Outbox(operations, revision if isinstance(revision, int) else None)
