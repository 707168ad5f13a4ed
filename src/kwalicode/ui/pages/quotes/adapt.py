"""Adapting a quote: select words of the original, and say what stands in their place."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import get_args

import streamlit as st

from kwalicode.errors import InputError
from kwalicode.model.quotes import ChangeKind, QuoteChange, RegisteredQuote
from kwalicode.store.study import Study
from kwalicode.ui.language import _, current_language
from kwalicode.ui.pages.quotes.words import kind_words
from kwalicode.ui.parts import plain
from kwalicode.ui.session import current_key, shown_errors
from kwalicode.workflows.quotes.phrases import propose, subject_roles
from kwalicode.workflows.quotes.register import adapt, take_back

# A mark as a whole, else a word with what hangs on it: 'z'n', 'e-mail', 'x.nl'.
_WORD = re.compile(r"\[[^\[\]\n]{1,80}\]|\w+(?:['’\-./@:]+\w+)*|[^\w\s]")

_UNSEEN = "\u2060"  # has no width


def show_adapting(study: Study, coder: str, quote: RegisteredQuote) -> None:
    """Offer the words of the original, and list the changes that were made."""
    if quote.style == "paraphrase":
        return
    st.subheader(_("Adapt"))
    words = list(_WORD.finditer(quote.original))
    names = _told_apart([match.group() for match in words])
    at = f"{quote.quote_id}_{hash(quote)}"
    chosen = st.pills(
        _("Select the first and the last word to replace"),
        range(len(words)),
        selection_mode="multi",
        format_func=names.__getitem__,
        key=f"words_{at}",
    )
    if chosen:
        span = (words[min(chosen)].start(), words[max(chosen)].end())
        _replace(study, coder, quote, span)
    _changes(study, coder, quote)


def _told_apart(words: Sequence[str]) -> list[str]:
    """Give each word a name of its own: Streamlit knows a pill by its words, not by its place."""
    seen: Counter[str] = Counter()
    names = []
    for word in words:
        names.append(plain(word) + _UNSEEN * seen[word])
        seen[word] += 1
    return names


def _replace(study: Study, coder: str, quote: RegisteredQuote, span: tuple[int, int]) -> None:
    at = f"{quote.quote_id}_{span}_{current_language()}"
    kinds = [one for one in get_args(ChangeKind) if one != "paraphrase"]
    names = kind_words()
    st.markdown(f"> {plain(quote.original[slice(*span)])}".replace("\n", " "))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(_("Kind"), kinds, format_func=names.__getitem__, key=f"kind_{at}")
        typed = ""
        if kind != "omission":
            says = _("Role, such as 'colleague'") if kind == "person" else _("Words for it")
            typed = st.text_input(says, key=f"role_{kind}_{at}")
        made = _proposed(quote, span, kind, typed)
        text = st.text_input(
            _("Stands there"), made.text, key=f"text_{at}_{made}", disabled=kind == "omission"
        )
        reason = st.text_input(_("Reason"), key=f"reason_{at}")
    if st.button(_("Replace"), type="primary", key=f"replace_{at}"):
        change = QuoteChange(made.start, made.end, text, kind, reason)
        with shown_errors():
            adapt(study, quote.quote_id, change, coder=coder)
            st.rerun()


def _proposed(
    quote: RegisteredQuote, span: tuple[int, int], kind: ChangeKind, typed: str
) -> QuoteChange:
    key = current_key()
    roles = subject_roles(key) if key and kind == "person" else {}
    try:
        return propose(quote, span, kind, typed, roles=roles)
    except InputError:  # only an article was typed so far
        return QuoteChange(*span, "", kind)


def _changes(study: Study, coder: str, quote: RegisteredQuote) -> None:
    for one in quote.changes:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_line(quote, one), width="stretch")
            if st.button(_("Take back"), key=f"back_{quote.quote_id}_{one.start}"):
                with shown_errors():
                    take_back(study, quote.quote_id, one.start, coder=coder)
                    st.rerun()


def _line(quote: RegisteredQuote, one: QuoteChange) -> str:
    parts: Sequence[str] = (
        f"{plain(quote.original[one.start : one.end])} → **{plain(one.text or '∅')}**",
        kind_words()[one.kind],
        plain(one.reason),
    )
    return " · ".join(filter(None, parts)).replace("\n", " ")
