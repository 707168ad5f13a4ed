"""Page: what may go out? Coded segments, scanned for leaks and written to a file."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
import streamlit as st

from kwalicode.model import Language, Quote
from kwalicode.store.codebook import find_codes
from kwalicode.store.study import Study, study_name
from kwalicode.ui.language import LANGUAGES, N_, _, current_language
from kwalicode.ui.parts import go_to, identifier_words, language_word
from kwalicode.ui.session import current_study, required_key
from kwalicode.workflows.quotes import LeakyQuote, collect_quotes, render_quotes, scan_quotes

MEDIA = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".csv": "text/csv",
    ".md": "text/markdown",
}


class Asked(NamedTuple):
    """What the user wants to export."""

    code: str | None
    suffix: str
    language: Language


def page() -> None:
    """Choose quotes, scan them, and write them when nothing leaks."""
    study = current_study()
    st.title(_("Quotes"))
    st.markdown(
        _(
            "Coded passages with a role label instead of a name. Before anything is written, "
            "every quote is scanned for names of the key file and for other identifying text."
        )
    )
    asked = _ask(study)
    quotes = collect_quotes(study, code_name=asked.code)
    if not quotes:
        st.markdown(_("There are no quotes yet: code a passage and it appears here."))
        if st.button(_("Read and code"), type="primary"):
            go_to("coding")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(N_("**{n}** quote", "**{n}** quotes", len(quotes)), width="stretch")
        if st.button(_("Scan for leaks and write"), type="primary", icon=":material/shield:"):
            st.session_state.scanned = (asked, len(quotes))
    if st.session_state.get("scanned") == (asked, len(quotes)):
        _scan_and_write(study, quotes, asked)
    _table(quotes)


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


def _scan_and_write(study: Study, quotes: Sequence[Quote], asked: Asked) -> None:
    key = required_key()
    with st.spinner(_("Scanning every quote")):
        leaky = scan_quotes(key, quotes, language=asked.language)
    if leaky:
        _show_leaks(leaky, len(quotes))
        return
    title = study_name(study)
    content = render_quotes(quotes, asked.suffix, title=title, language=asked.language)
    st.success(_("Nothing was found. The file is ready."), icon=":material/verified:")
    st.download_button(
        _("Save the file"),
        content,
        file_name=f"{_('quotes')}{asked.suffix}",
        mime=MEDIA[asked.suffix],
        on_click="ignore",
        icon=":material/download:",
    )


def _table(quotes: Sequence[Quote]) -> None:
    rows = [
        {
            _("Quote"): quote.text,
            _("Role label"): quote.role_label,
            _("Code"): quote.code or _("no code"),
            _("Category"): quote.category,
            _("Source"): quote.document,
        }
        for quote in quotes
    ]
    wide = {_("Quote"): st.column_config.TextColumn(width="large")}
    table = pd.DataFrame(rows)
    st.dataframe(table, hide_index=True, width="stretch", height=520, column_config=wide)


def _show_leaks(leaky: list[LeakyQuote], n_quotes: int) -> None:
    n_blocked = len({item.quote.coding_id for item in leaky})
    st.error(
        N_(
            "{n} of {total} quotes may hold identifying text, so nothing was written. "
            "Mask it on the page De-identify (select it, 'everywhere') and sign off again.",
            "{n} of {total} quotes may hold identifying text, so nothing was written. "
            "Mask it on the page De-identify (select it, 'everywhere') and sign off again.",
            n_blocked,
            total=n_quotes,
        ),
        icon=":material/gpp_bad:",
    )
    words = identifier_words()
    rows = [
        {
            _("Found"): getattr(item.quote, item.field)[leak.start : leak.end],
            _("Kind"): words[leak.kind],
            _("Why"): _("in the key file") if leak.reason == "key" else leak.reason,
            _("Source"): item.quote.document,
            _("Code"): item.quote.code,
            _("Quote"): getattr(item.quote, item.field),
        }
        for item in leaky
        for leak in item.leaks
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", height="content")
