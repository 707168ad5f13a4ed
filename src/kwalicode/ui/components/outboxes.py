"""The outbox of a component: what the browser did is stored once and acknowledged.

The browser keeps every operation until it is acknowledged, because Streamlit may drop events that
come fast.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import streamlit as st

from kwalicode.ui.language import error_sentence
from kwalicode.workflows.operations import Operation, Outcome

Apply = Callable[[Sequence[Operation]], Outcome]

POLL_SECONDS = 2.5  # what others do is to appear within three seconds
_OUTBOXES = "outboxes"


class Received(NamedTuple):
    """What the browser sent, after its operations were stored.

    Attributes:
        sent: All of it; may hold more than operations.
        revision: The newest change the browser shows; None where it asks for everything.
        answer: What to tell it: which operations are stored, and which are refused and why.
    """

    sent: Mapping[str, Any]
    revision: int | None
    answer: dict[str, Any]


def receive(key: str, apply: Apply) -> Received:
    """Store what the browser sent through the component of this key.

    Args:
        key: Of the component.
        apply: Stores operations.
    """
    st.session_state[_OUTBOXES] = {key: apply}
    sent = _sent(key)
    operations = _operations(sent)
    outcome = apply(operations) if operations else Outcome([], [])
    refused = [[op_id, error_sentence(error)] for op_id, error in outcome.refused]
    revision = sent.get("revision")
    answer = {"ack": outcome.stored, "refused": refused}
    return Received(sent, revision if isinstance(revision, int) else None, answer)


def store_outboxes() -> None:
    """Store what a component sent with the very click that left its page."""
    for key, apply in st.session_state.get(_OUTBOXES, {}).items():
        if operations := _operations(_sent(key)):
            apply(operations)


def keep_state() -> None:
    """Do nothing: Streamlit wants a callback to keep a state, which the next run reads."""


def _sent(key: str) -> Mapping[str, Any]:
    state = st.session_state.get(key)
    sent = state.get("outbox") if state else None
    return sent if isinstance(sent, Mapping) else {}


def _operations(sent: Mapping[str, Any]) -> list[Operation]:
    return [op for op in sent.get("ops") or [] if isinstance(op, Mapping)]
