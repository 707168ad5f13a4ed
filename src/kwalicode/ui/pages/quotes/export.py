"""The view of the page Quotes that writes quotes to a file: chosen, seen, scanned, written."""

from collections.abc import Mapping
from datetime import UTC, datetime

import streamlit as st

from kwalicode.report.quotes.file import Attribution, Grouping, Look
from kwalicode.store.history import revision
from kwalicode.store.study import Study
from kwalicode.ui.language import LANGUAGES, N_, _, current_language, number
from kwalicode.ui.pages.quotes.export_shown import show_file, show_labels, show_leaks
from kwalicode.ui.pages.quotes.standing import edit_standing_text
from kwalicode.ui.parts import go_to, language_word
from kwalicode.ui.session import current_coder, current_study, required_key, shown_errors
from kwalicode.workflows.quotes.export_files import Export, collect_export, file_of
from kwalicode.workflows.quotes.export_written import WRITERS, Made, file_name, make_file
from kwalicode.workflows.quotes.headings import Wanted, heading_names

MEDIA = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".html": "text/html",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def show_export() -> None:
    """Choose quotes, see them as in the file, scan them, and write them when nothing leaks."""
    study = current_study()
    export = _ask_quotes(study)
    if not export.headings:
        _show_nothing(export)
        return
    suffix, look = _ask_file()
    if look.has_introduction:
        edit_standing_text(study, look.language, current_coder())
    file = file_of(export, look)
    with study.read() as db:
        fingerprint = (export.wanted, suffix, look, hash(tuple(export.printed())), revision(db))
    n_quotes = len(export.quotes)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(N_("**{n}** quote", "**{n}** quotes", n_quotes), width="stretch")
        wants = st.button(
            _("Scan for leaks and write"),
            type="primary",
            icon=":material/shield:",
            disabled=not n_quotes,
        )
    if wants:
        st.session_state.wanted_export = fingerprint
    if export.n_left_out:
        st.caption(
            N_(
                "{n} quote of the register is left out: a passage is barred, you may not see it "
                "yet, or its words are to be looked at again.",
                "{n} quotes of the register are left out: a passage is barred, you may not see it "
                "yet, or its words are to be looked at again.",
                export.n_left_out,
            )
        )
    if n_quotes and st.session_state.get("wanted_export") == fingerprint:
        made = _made(export, suffix, look, fingerprint)
        if made:
            _show_made(export, made, suffix, look)
    show_file(file, suffix)


def _show_nothing(export: Export) -> None:
    if export.n_all:
        st.markdown(_("None of these quotes was approved by its participant yet."))
        return
    st.markdown(_("There are no quotes yet: code a passage and it appears here."))
    if st.button(_("Read and code"), type="primary"):
        go_to("coding")


def _ask_quotes(study: Study) -> Export:
    """Let the user choose what is exported; tell how many there are of each choice."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        grouping = _ask_grouping()
        with study.read() as db:
            names = heading_names(db, grouping)
        every = {"theme": _("All themes"), "category": _("All categories"), "code": _("All codes")}
        only = st.selectbox(
            _("Only"),
            ["", *names],
            format_func=lambda name: name or every[grouping],
            width=320,
            key=f"export_only_{grouping}_{current_language()}",
        )
        export = _collected(study, Wanted(grouping, only or None))
        words = {
            False: _("All that may go out ({n})", n=number(export.n_all)),
            True: _("Approved only ({n})", n=number(export.n_approved)),
        }
        is_approved = st.segmented_control(
            _("Which quotes"),
            list(words),
            format_func=words.__getitem__,
            default=bool(st.session_state.get("export_approved")),
            required=True,
            key=f"export_which_{hash(tuple(words.values()))}",
        )
    st.session_state.export_approved = is_approved
    return (
        _collected(study, Wanted(grouping, only or None, is_approved=True))
        if is_approved
        else export
    )


def _ask_grouping() -> Grouping:
    words: Mapping[Grouping, str] = {
        "theme": _("Theme"),
        "category": _("Category"),
        "code": _("Code"),
    }
    chosen: Grouping = st.segmented_control(
        _("Under headings of each"),
        list(words),
        format_func=words.__getitem__,
        default=st.session_state.get("export_grouping", "code"),
        required=True,
        key=f"export_grouping_{current_language()}",
    )
    st.session_state.export_grouping = chosen
    return chosen


def _collected(study: Study, wanted: Wanted) -> Export:
    """Gather quotes; what was gathered before is used again until somebody changes the study."""
    coder = current_coder()
    with study.read() as db:
        mark = (study.fingerprint, revision(db), coder)
    kept: tuple[object, dict[Wanted, Export]] | None = st.session_state.get("export_collected")
    if kept is None or kept[0] != mark:
        kept = st.session_state.export_collected = (mark, {})
    if wanted not in kept[1]:
        kept[1][wanted] = collect_export(study, wanted, coder=coder)
    return kept[1][wanted]


def _ask_file() -> tuple[str, Look]:
    language = current_language()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        suffix = st.segmented_control(
            _("File"), list(WRITERS), default=".docx", required=True, key="export_suffix"
        )
        chosen = st.segmented_control(
            _("Language of the file"),
            list(LANGUAGES),
            format_func=language_word,
            default=language,
            required=True,
            key=f"export_language_{language}",
        )
        places: Mapping[Attribution, str] = {
            "after": _("below it"),
            "before": _("before it"),
            "brackets": _("in brackets"),
        }
        attribution = st.selectbox(
            _("Role label of a quote"),
            list(places),
            format_func=places.__getitem__,
            width=200,
            key=f"export_attribution_{language}",
        )
    with st.container(horizontal=True):
        has_introduction = st.toggle(
            _("Say first what numbers and quotes mean"), value=True, key="export_introduction"
        )
        is_inside = st.toggle(
            _("For the team alone: with respondent codes"),
            help=_("The file and its name then say that it is not for publication."),
            key="export_inside",
        )
    today = datetime.now(UTC).date()
    look = Look(
        chosen,
        today,
        attribution,
        has_introduction=has_introduction,
        is_inside=is_inside,
    )
    return suffix, look


def _made(export: Export, suffix: str, look: Look, fingerprint: object) -> Made | None:
    """Scan, write and remember; what was made of the same quotes before is used again."""
    key, study = required_key(for_file=True), current_study()
    made: tuple[object, Made] | None = st.session_state.get("export")
    # Labels may be accepted and their rules changed meanwhile, which is looked at again.
    if made is None or made[0] != fingerprint or not made[1].verdict.may_go:
        says = _("Scanning every quote")
        bar = st.progress(0.0, says)

        def show(share: float) -> None:
            bar.progress(share, says)

        found = None
        with shown_errors():
            who = current_coder()
            found = make_file(study, key, export, (look, suffix), coder=who, progress=show)
        bar.empty()
        if found is None:  # a colleague exported during the scan
            return None
        made = st.session_state.export = (fingerprint, found)
    return made[1]


def _show_made(export: Export, made: Made, suffix: str, look: Look) -> None:
    verdict = made.verdict
    if verdict.n_open:
        st.error(
            N_(
                "{n} quote of the register has an open hit, so nothing was written; settle it "
                "under Register.",
                "{n} quotes of the register have open hits, so nothing was written; settle them "
                "under Register.",
                verdict.n_open,
            ),
            icon=":material/gpp_bad:",
        )
    if verdict.n_names:
        st.error(
            N_(
                "{n} claim of a theme, title of a source or standing text holds identifying text, "
                "so nothing was written; change it first.",
                "{n} claims of themes, titles of sources or standing texts hold identifying text, "
                "so nothing was written; change them first.",
                verdict.n_names,
            ),
            icon=":material/gpp_bad:",
        )
    if verdict.leaky:
        show_leaks(verdict.leaky, len(export.quotes))
    if verdict.labels:
        show_labels(verdict.labels)
    if not verdict.may_go:
        return
    st.success(_("Nothing was found. The file is ready."), icon=":material/verified:")
    st.download_button(
        _("Save the file"),
        made.content,
        file_name=file_name(suffix, look),
        mime=MEDIA[suffix],
        on_click="ignore",
        icon=":material/download:",
    )
