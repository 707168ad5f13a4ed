"""Results of a search in the browser, and what is asked there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import streamlit as st

from kwalicode.text import folded
from kwalicode.ui.components.outboxes import keep_state
from kwalicode.ui.language import _
from kwalicode.workflows.codebook import ListedCode
from kwalicode.workflows.search import Result

_AROUND = 160


@cache
def _component() -> Callable[..., Any]:
    # Made at the first use: outside a running app Streamlit does not know of our files.
    return st.components.v2.component(
        "kwalicode.search",
        html='<div class="kw"></div>',
        js="mount.js",
        css="search.css",
        isolate_styles=False,
    )


class Done(NamedTuple):
    """What became of what was asked.

    Attributes:
        says: What was done, in words.
        error: Why it was not.
        coded: Whether passages were coded, so that none is chosen any more.
    """

    id: str
    says: str = ""
    error: str = ""
    coded: bool = False


def asked(key: str) -> Mapping[str, Any]:
    """Give what the browser asked last: `code`, `quote`, `open` or `undo`; nothing at first."""
    state = st.session_state.get(key)
    ask = state.get("ask") if state else None
    return ask if isinstance(ask, Mapping) and isinstance(ask.get("id"), str) else {}


class Shown(NamedTuple):
    """What the list shows.

    Attributes:
        search: Differs where something else was searched for.
        results: What was found.
        codes: Name and colour of every code, by id.
        names: What the code box offers.
        can_undo: Whether the coder has a step to take back.
    """

    search: str
    results: Sequence[Result]
    codes: Mapping[str, tuple[str, int]]
    names: Sequence[ListedCode]
    can_undo: bool


def show_results(key: str, shown: Shown, *, done: Done | None) -> None:
    """Show results to choose from.

    Args:
        key: Of the element.
        shown: What the list shows.
        done: What became of the last act.
    """
    rows = [_row(result) for result in shown.results]
    data = {
        "labels": _labels(),
        "key": shown.search,
        "rows": rows,
        "version": str(hash((repr(rows), repr(shown.codes)))),
        "documents": {result.document_id: result.document for result in shown.results},
        "codes": {code_id: list(code) for code_id, code in shown.codes.items()},
        "names": list(_offered(shown.names)),
        "done": done._asdict() if done else None,
        "undo": shown.can_undo,
    }
    _component()(key=key, data=data, on_ask_change=keep_state)


def _offered(codes: Sequence[ListedCode]) -> Iterator[list[str]]:
    """Give what can be typed for each code, by its path where a name is shared, and old names."""
    named: dict[str, int] = {}
    for code in codes:
        for name in {folded(name) for name in code.names}:
            named[name] = named.get(name, 0) + 1
    for code in codes:
        if not code.is_retired:
            first, *others = code.names
            yield [code.path if named[folded(first)] > 1 else first, ", ".join(others)]


def _row(result: Result) -> dict[str, Any]:
    start = result.turn[0]
    first, last = (place - start for place in result.sentence)
    return {
        "document_id": result.document_id,
        "sentence": list(result.sentence),
        "turn": list(result.turn),
        "language": result.language,
        "speaker": result.speaker,
        "role": result.role_label,
        "asks": result.is_interviewer,
        "before": _shortened(result.text[:first], at_start=True),
        "pieces": list(_pieces(result, first, last)),
        "after": _shortened(result.text[last:], at_start=False),
        "codes": list(result.code_ids),
    }


def _pieces(result: Result, first: int, last: int) -> Iterator[tuple[str, int]]:
    """Cut the sentence into what was found and what stands between."""
    place = first
    for start, end in result.words:
        found = (start - result.turn[0], end - result.turn[0])
        yield result.text[place : found[0]], 0
        yield result.text[slice(*found)], 1
        place = found[1]
    yield result.text[place:last], 0


def _shortened(text: str, *, at_start: bool) -> str:
    """Keep the words of a turn that stand nearest to the sentence."""
    if len(text) <= _AROUND:
        return text
    if at_start:
        return "… " + text[-_AROUND:].partition(" ")[2]
    return text[:_AROUND].rpartition(" ")[0] + " …"


def _labels() -> dict[str, str]:
    return {
        "tools": _("Code what was found"),
        "results": _("What was found"),
        "all": _("Choose all"),
        "chosen": _("{n} of {total} chosen"),
        "segment": _("What gets the code"),
        "sentence": _("the sentence"),
        "turn": _("the whole turn"),
        "code": _("Code: choose or make one"),
        "apply": _("Apply code"),
        "quote": _("Make quote"),
        "undo": _("Undo"),
        "open": _("Open"),
        "keys": _("↑ ↓ move · space choose · A all · C code · Q quote · Enter open in the reader"),
    }
