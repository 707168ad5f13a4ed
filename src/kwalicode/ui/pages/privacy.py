"""Page: is it safe? What was decided, what is probably left, and what leaks."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kwalicode.deid import Remaining
from kwalicode.model import IdentifierKind
from kwalicode.report.privacy import PrivacyRow
from kwalicode.store.key import Key
from kwalicode.ui.language import N_, _, current_language, decimal
from kwalicode.ui.pages.privacy_file import show_file_scan
from kwalicode.ui.parts import choose_view, go_to, identifier_words
from kwalicode.ui.session import current_study, required_key
from kwalicode.workflows.leak_scan import LeakyDocument, scan_documents
from kwalicode.workflows.privacy import privacy_report, privacy_report_md


def page() -> None:
    """Show the account of the de-identification, scan for leaks, or scan a file."""
    st.title(_("Privacy report"))
    key = required_key()
    views = {"study": _("This study"), "file": _("Scan a file")}
    if choose_view(_("View"), views, state_key="privacy_view") == "file":
        show_file_scan(key)
    else:
        _show_report(key)


def _show_report(key: Key) -> None:
    report = privacy_report(current_study(), key)
    if not report.kinds:
        st.markdown(_("Nothing was looked through yet. The report follows from the review."))
        if st.button(_("De-identify"), type="primary"):
            go_to("deidentify")
        return
    st.markdown(_remaining_text(report.remaining))
    with st.container(horizontal=True):
        scan = st.button(_("Scan for leaks"), type="primary", icon=":material/search:")
        st.download_button(
            _("Save the report"),
            privacy_report_md(current_study(), key, language=current_language()),
            file_name="privacy.md",
            mime="text/markdown",
            icon=":material/download:",
        )
    if scan:
        _scan(key)
    words = identifier_words()
    st.subheader(_("By kind"))
    _table(_("Kind"), [(words[IdentifierKind(row.name)], row) for row in report.kinds])
    st.subheader(_("By document"))
    _table(_("Document"), [(row.name, row) for row in report.documents], with_state=True)
    st.caption(
        _(
            "The estimate takes detection and reviewer for two passes over the same text: what "
            "the reviewer still adds tells how much both miss (Seber and Le Cren 1967). It "
            "supposes that everything was read."
        )
    )


def _remaining_text(left: Remaining | None) -> str:
    if left is None:
        return _(
            "How much is left cannot be estimated: nothing was signed off yet, or the reviewer "
            "added as much as was found."
        )
    return _(
        "In what was signed off, about **{n}** identifying places are probably left that neither "
        "detection nor the reviewer saw (95% interval up to {high}).",
        n=decimal(left.n),
        high=decimal(left.high),
    )


def _scan(key: Key) -> None:
    bar = st.progress(0.0, _("Scanning the documents"))
    leaky = scan_documents(
        current_study(),
        key,
        progress=lambda share: bar.progress(share, _("Scanning the documents")),
    )
    bar.empty()
    if not leaky:
        st.success(_("Nothing was found in the documents of this study."))
        return
    st.error(
        N_(
            "{n} document may hold identifying text. Review it again.",
            "{n} documents may hold identifying text. Review them again.",
            len(leaky),
        )
    )
    st.dataframe(_leaks(leaky), hide_index=True)


def _leaks(leaky: Sequence[LeakyDocument]) -> pd.DataFrame:
    words = identifier_words()
    counts = Counter(
        (document.title, words[leak.kind], leak.reason == "key")
        for document in leaky
        for leak in document.leaks
    )
    rows = [
        (title, kind, _("a name of the key") if is_key else _("found by a rule"), n)
        for (title, kind, is_key), n in counts.items()
    ]
    return pd.DataFrame(rows, columns=[_("Document"), _("Kind"), _("Why"), _("Places")])


def _table(first: str, rows: Sequence[tuple[str, PrivacyRow]], *, with_state: bool = False) -> None:
    table = pd.DataFrame(
        [
            {
                first: name,
                _("Found"): row.n_found,
                _("Added by reviewer"): row.n_added,
                _("Masked"): row.n_accepted,
                _("Left"): row.n_refused,
                _("Open"): row.n_open,
            }
            | ({_("Signed off"): row.is_signed_off} if with_state else {})
            for name, row in rows
        ]
    )
    st.dataframe(table, hide_index=True, height="content")
