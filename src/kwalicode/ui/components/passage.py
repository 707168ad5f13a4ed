"""A passage with marked words in the browser; it takes the focus once another one was asked for."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

import streamlit as st

from kwalicode.ui.language import _


@cache
def _component() -> Callable[..., Any]:
    # Made at the first use: outside a running app Streamlit does not know of our files.
    return st.components.v2.component(
        "kwalicode.passage",
        html='<div class="kwp" role="region" tabindex="0" aria-live="polite"></div>',
        js="mount.js",
        css="passage.css",
        isolate_styles=False,
    )


class Shown(NamedTuple):
    """A passage to be read.

    Attributes:
        places: Of the words that are marked: start and end in code points, in order.
        source: Where it stands.
    """

    text: str
    places: Sequence[tuple[int, int]]
    language: str
    source: str


def show_passage(key: str, passage: Shown | None, says: str, *, turn: int) -> None:
    """Show a passage and what is said about it.

    Args:
        key: Of the mount.
        passage: What is read; None where there is nothing left.
        says: Stands below it, in plain words.
        turn: How often something else was asked; the passage takes the focus at each new one but 0.
    """
    data: dict[str, object] = {"label": _("Passage to take or refuse"), "says": says, "turn": turn}
    data |= {"pieces": [], "language": "", "source": ""}
    if passage:
        data |= {"language": passage.language, "source": passage.source}
        data["pieces"] = _pieces(passage.text, passage.places)
    _component()(key=key, data=data)


def _pieces(text: str, places: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Cut a text into pieces, each with whether it is marked."""
    pieces, done = [], 0
    for start, end in places:
        pieces += [(text[done:start], False), (text[start:end], True)]
        done = end
    return [*pieces, (text[done:], False)]
