"""The reader: a text, what stands on it, and a channel for what the user does to it.

Two mounts of one packaged component: the text is sent once, what changes goes through a small
hidden mount in a fragment.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import streamlit as st

from kwalicode.model import Turn
from kwalicode.ui.components.labels import reader_labels
from kwalicode.ui.components.outboxes import Apply, keep_state, receive
from kwalicode.ui.parts import part_word


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
        question: What is answered; empty where the text is no list of answers.
        beside: What is known of who answers, by speaker.
    """

    key: str
    title: str
    language: str
    text: str
    turns: Sequence[Turn]
    question: str = ""
    beside: Mapping[str, str] = {}


def show_reader(text: ReaderText, *, mode: str) -> None:
    """Show the text; `mode` is `code` or `review`."""
    turns = [
        [t.start, t.end, t.speaker or part_word(t.part), int(t.is_interviewer)] for t in text.turns
    ]
    document = {"id": text.key, "title": text.title, "language": text.language}
    asked = {"question": text.question, "beside": text.beside} if text.question else {}
    data = {
        "kind": "document",
        "mode": mode,
        "labels": reader_labels(mode),
        "document": document | asked | {"text": text.text, "turns": turns},
    }
    _component()(key=f"text-{text.key}", data=data)


def sync_reader(
    text_key: str,
    apply: Apply,
    answer: Callable[[int | None], Mapping[str, Any]],
    asked: Callable[[Mapping[str, Any]], Mapping[str, Any]] = lambda _ask: {},
) -> None:
    """Store what the browser sent and tell it what changed; call this inside a fragment.

    Args:
        text_key: The key of the text shown beside.
        apply: Stores operations.
        answer: Gives the changes after a revision, or everything where that is None.
        asked: Answers what the browser asks beside.
    """
    key = f"sync-{text_key}"
    received = receive(key, apply)
    ask = received.sent.get("ask")
    data = {
        "kind": "sync",
        "document_id": text_key,
        **received.answer,
        **answer(received.revision),
        **(asked(ask) if isinstance(ask, Mapping) else {}),
    }
    _component()(key=key, data=data, on_outbox_change=keep_state)
