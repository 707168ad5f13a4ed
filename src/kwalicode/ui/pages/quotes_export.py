"""The view of the page Quotes that scans coded segments for leaks and writes them to a file."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

import pandas as pd
import streamlit as st

from kwalicode.model import Language, Quote
from kwalicode.store.codebook import find_codes
from kwalicode.store.history import revision
from kwalicode.store.study import Study
from kwalicode.ui.language import LANGUAGES, N_, _, current_language
from kwalicode.ui.parts import go_to, identifier_words, language_word, recognizer_word
from kwalicode.ui.session import current_coder, current_study, required_key
from kwalicode.workflows.quotes import (
    LeakyQuote,
    collect_quotes,
    find_open_hits,
    render_quotes,
    scan_export,
)

MEDIA = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".csv": "text/csv",
    ".md": "text/markdown",
}


A_PAGE = 50


class Export(NamedTuple):
    """What came of a scan: quotes that leak, or the file.

    Attributes:
        n_open: Quotes of the register with an open hit.
    """

    leaky: list[LeakyQuote]
    content: bytes
    n_open: int = 0


class Asked(NamedTuple):
    """What the user wants to export."""

    code: str | None
    suffix: str
    language: Language


def show_export() -> None:
    """Choose quotes, scan them, and write them when nothing leaks."""
    study = current_study()
    asked = _ask(study)
    quotes = collect_quotes(study, code_name=asked.code, coder=current_coder())
    if not quotes:
        st.markdown(_("There are no quotes yet: code a passage and it appears here."))
        if st.button(_("Read and code"), type="primary"):
            go_to("coding")
        return
    with study.read() as db:
        fingerprint = (asked, hash(tuple(quotes)), revision(db))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(N_("**{n}** quote", "**{n}** quotes", len(quotes)), width="stretch")
        if st.button(_("Scan for leaks and write"), type="primary", icon=":material/shield:"):
            st.session_state.wanted_export = fingerprint
    if st.session_state.get("wanted_export") == fingerprint:
        _show_export(_export(quotes, asked, fingerprint), asked, len(quotes))
    _show_quotes(quotes)


def _ask(study: Study) -> Asked:
    with study.read() as db:
        names = sorted({code.name for code in find_codes(db)}, key=str.casefold)
    every = _("All codes")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = st.selectbox(_("Code"), [every, *names], width=360)
        suffix = st.segmented_control(_("File"), list(MEDIA), default=".docx")
        language = st.segmented_control(
            _("Language of the file"),
            list(LANGUAGES),
            format_func=language_word,
            default=current_language(),
        )
    chosen = None if code == every else code
    return Asked(chosen, suffix or ".docx", language or current_language())


def _export(quotes: Sequence[Quote], asked: Asked, fingerprint: object) -> Export:
    """Scan and write; what was made of the same quotes before is used again."""
    key = required_key(for_file=True)
    made: tuple[object, Export] | None = st.session_state.get("export")
    if made is None or made[0] != fingerprint:
        says = _("Scanning every quote")
        bar = st.progress(0.0, says)

        def show(share: float) -> None:
            bar.progress(share, says)

        study = current_study()
        leaky = scan_export(study, key, quotes, progress=show)
        n_open = len(find_open_hits(study, key, quotes))
        bar.empty()
        may_go = not leaky and not n_open
        content = render_quotes(quotes, asked.suffix, language=asked.language) if may_go else b""
        made = st.session_state.export = (fingerprint, Export(leaky, content, n_open))
    return made[1]


def _show_export(export: Export, asked: Asked, n_quotes: int) -> None:
    if export.n_open:
        st.error(
            N_(
                "{n} quote of the register has an open hit, so nothing was written; settle it "
                "under Register.",
                "{n} quotes of the register have open hits, so nothing was written; settle them "
                "under Register.",
                export.n_open,
            ),
            icon=":material/gpp_bad:",
        )
    if export.leaky:
        _show_leaks(export.leaky, n_quotes)
    if export.n_open or export.leaky:
        return
    st.success(_("Nothing was found. The file is ready."), icon=":material/verified:")
    st.download_button(
        _("Save the file"),
        export.content,
        file_name=f"{_('quotes')}{asked.suffix}",
        mime=MEDIA[asked.suffix],
        on_click="ignore",
        icon=":material/download:",
    )


def _show_quotes(quotes: Sequence[Quote]) -> None:
    """Show quotes to be read, a page at a time, under their codes."""
    n_pages = -(-len(quotes) // A_PAGE)
    page_number = 1
    if n_pages > 1:
        page_number = st.pagination(n_pages, key=f"quotes_page_{n_pages}")
    shown = quotes[A_PAGE * (page_number - 1) : A_PAGE * page_number]
    st.html("".join(_blocks(shown)))


def _blocks(quotes: Sequence[Quote]) -> Iterator[str]:
    heading = None
    for quote in quotes:
        if (quote.category, quote.code) != heading:
            heading = (quote.category, quote.code)
            category = f"<small>{escape(quote.category)}</small>" if quote.category else ""
            yield f"<h3>{escape(quote.code or _('no code'))} {category}</h3>"
        words = "<br>".join(escape(line) for line in quote.text.split("\n"))
        comment = f"<p class='kw-comment'>{escape(quote.comment)}</p>" if quote.comment else ""
        by = " · ".join(escape(part) for part in (quote.role_label, quote.document) if part)
        yield f"<blockquote class='kw-quote'>{words}<footer>{by}</footer>{comment}</blockquote>"


def _show_leaks(leaky: list[LeakyQuote], n_quotes: int) -> None:
    n_blocked = len({item.quote.coding_id for item in leaky})
    st.error(
        N_(
            "{n} of {total} quotes may hold identifying text, so nothing was written. "
            "Mask it on the page De-identify (select it, 'everywhere') and sign off again, or "
            "change the comment, code or role label it stands in.",
            "{n} of {total} quotes may hold identifying text, so nothing was written. "
            "Mask it on the page De-identify (select it, 'everywhere') and sign off again, or "
            "change the comment, code or role label it stands in.",
            n_blocked,
            total=n_quotes,
        ),
        icon=":material/gpp_bad:",
    )
    words = identifier_words()
    fields = {
        "text": _("Quote"),
        "comment": _("Comment"),
        "role_label": _("Role label"),
        "code": _("Code"),
        "category": _("Category"),
    }
    rows = [
        {
            _("Found"): getattr(item.quote, item.field)[leak.start : leak.end],
            _("Kind"): words[leak.kind],
            _("Why"): _("in the key file")
            if leak.reason == "key"
            else recognizer_word(leak.reason),
            _("Source"): item.quote.document,
            _("Code"): item.quote.code,
            _("Stands in"): fields[item.field],
            _("Words"): getattr(item.quote, item.field),
        }
        for item in leaky
        for leak in item.leaks
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", height="content")
