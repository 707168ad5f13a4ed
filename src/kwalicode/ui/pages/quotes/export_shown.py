"""What the export of quotes shows: the file before it is written, and what stands in its way."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import pandas as pd
import streamlit as st

from kwalicode.report.quotes.file import Block, QuoteFile, blocks, introduction
from kwalicode.report.quotes.html import STYLE, html_of
from kwalicode.report.quotes.tables import columns, rows
from kwalicode.report.quotes.words import WORDS
from kwalicode.ui.language import N_, _, current_language
from kwalicode.ui.pages.quotes.words import check_words
from kwalicode.ui.parts import identifier_words, recognizer_word
from kwalicode.workflows.quotes.labels import LabelFindings
from kwalicode.workflows.quotes.scan import LeakyQuote

A_PAGE = 50
# A sheet of paper, in dark surroundings too: the file is light for everybody.
_SHEET = """
.quotes { border: 1px solid #cfcabd; border-radius: 4px; max-height: 75vh; overflow-y: auto; }
"""


def show_file(file: QuoteFile, suffix: str) -> None:
    """Show what will stand in the file, a page of it at a time."""
    st.markdown(f"**{_('What stands in the file')}**")
    if suffix in (".csv", ".xlsx"):
        told = WORDS[file.look.language]
        _show_sheet(introduction(file))
        heads = [told[one] for one in columns(file)]
        st.dataframe(pd.DataFrame(rows(file), columns=heads), hide_index=True, width="stretch")
        return
    pages = _pages(blocks(file))
    page_number = 1
    if len(pages) > 1:
        page_number = st.pagination(len(pages), key=f"export_page_{len(pages)}")
    _show_sheet(pages[page_number - 1])


def _show_sheet(shown: Iterable[Block]) -> None:
    words = html_of(shown)
    if not words:
        return
    # It scrolls, so the keyboard must be able to get into it.
    sheet = f"role='region' tabindex='0' aria-label='{escape(_('What stands in the file'))}'"
    st.html(f"<style>{STYLE}{_SHEET}</style><div class='quotes' {sheet}>{words}</div>")


def _pages(shown: Iterable[Block]) -> list[list[Block]]:
    """Cut a file in pieces of some quotes; each begins with the headings it stands under."""
    pages: list[list[Block]] = [[]]
    headings: dict[str, Block] = {}
    n_quotes = 0
    for block in shown:
        if n_quotes == A_PAGE:
            pages.append([] if block.kind == "heading 1" else list(headings.values()))
            n_quotes = 0
        if block.kind == "heading 1":
            headings = {block.kind: block}
        elif block.kind == "heading 2":
            headings[block.kind] = block
        n_quotes += block.kind in ("quote", "pull")
        pages[-1].append(block)
    return pages


def show_leaks(leaky: Sequence[LeakyQuote], n_quotes: int) -> None:
    """Say which quotes may hold identifying text, and what."""
    n_blocked = len({item.quote.coding_id for item in leaky})
    st.error(
        N_(
            "{n} of {total} quotes may hold identifying text, so nothing was written. "
            "Mask it on the page De-identify (select it, 'everywhere') and sign off again, change "
            "the comment, code or role label it stands in, or make a quote of it and adapt or "
            "accept it under Register.",
            "{n} of {total} quotes may hold identifying text, so nothing was written. "
            "Mask it on the page De-identify (select it, 'everywhere') and sign off again, change "
            "the comment, code or role label it stands in, or make a quote of it and adapt or "
            "accept it under Register.",
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
        "category": _("Heading"),
    }
    checks: Mapping[str, str] = dict(check_words().items())
    found = [
        {
            _("Found"): getattr(item.quote, item.field)[leak.start : leak.end],
            _("Kind"): words[leak.kind],
            _("Why"): _("in the key file")
            if leak.reason == "key"
            else checks.get(leak.reason) or recognizer_word(leak.reason),
            _("Source"): item.quote.document,
            _("Heading"): item.quote.code or item.quote.category,
            _("Stands in"): fields[item.field],
            _("Words"): getattr(item.quote, item.field),
        }
        for item in leaky
        for leak in item.leaks
    ]
    st.dataframe(pd.DataFrame(found), hide_index=True, width="stretch", height="content")


def show_labels(labels: LabelFindings) -> None:
    """Say what labels and numbers give away, and offer the view where that is mended."""
    n_warnings = len(labels.over_quoted) + len(labels.reused)
    if labels.blocks:
        st.error(
            N_(
                "{n} label or number would tell of fewer than {k} participants, so nothing was "
                "written; mend or accept it under Labels.",
                "{n} labels or numbers would tell of fewer than {k} participants, so nothing was "
                "written; mend or accept them under Labels.",
                labels.n_open,
                k=labels.k,
            ),
            icon=":material/gpp_bad:",
        )
    if n_warnings:
        st.warning(
            N_(
                "{n} thing to look at under Labels: a participant who speaks often in a theme, or "
                "words that are told twice in different ways.",
                "{n} things to look at under Labels: participants who speak often in a theme, or "
                "words that are told twice in different ways.",
                n_warnings,
            ),
            icon=":material/gpp_maybe:",
        )
    if labels.blocks or n_warnings:
        st.button(_("Look at labels"), icon=":material/label:", on_click=_go_to_labels)


def _go_to_labels() -> None:
    # The view is chosen by a widget that keeps its own state; see `choose_view`.
    st.session_state.quotes_view = "labels"
    st.session_state[f"quotes_view_{current_language()}"] = "labels"
