"""The list of pages, in the order of the work, and what stands beside every page."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from kwalicode.store.study import study_name
from kwalicode.ui.components.outboxes import store_outboxes
from kwalicode.ui.language import KEY, LANGUAGES, _, current_language
from kwalicode.ui.pages import (
    agreement,
    axial,
    codebook,
    coding,
    deidentify,
    explore,
    member_check,
    memos,
    names,
    overview,
    participants,
    passes,
    privacy,
    quotes,
    retention,
    rights,
    rules,
    saturation,
    search,
    sources,
    start,
    survey_statistics,
    surveys,
    themes,
)
from kwalicode.ui.parts import plain
from kwalicode.ui.session import (
    current_coder,
    current_key,
    current_study,
    has_study,
    leave_study,
    lock_key,
    remember,
    resume,
    shown_errors,
)

HERE = Path(__file__).parent
SIDEBAR_WIDTH = 256


def draw() -> None:
    """Draw the page the user is on."""
    # An icon of our own: a named Material icon would be fetched from the internet.
    icon = (HERE / "icon.svg").read_text()
    st.set_page_config("kwalicode", icon, layout="wide", initial_sidebar_state=SIDEBAR_WIDTH)
    st.html(HERE / "page.css")
    with shown_errors():
        store_outboxes()
    if not has_study():
        resume()
    if not has_study():
        first = st.Page(start.page, title=_("Start"), icon=":material/home:", default=True)
        current = st.navigation([first], position="hidden")
        _language_switch(st.container(horizontal=True, horizontal_alignment="right"))
    else:
        pages = _pages()
        st.session_state.pages = {page.url_path: page for group in pages.values() for page in group}
        current = st.navigation(pages, expanded=True)
        with st.sidebar:
            _study_box()
    try:
        with shown_errors():
            current.run()
    finally:
        if has_study():
            remember()


def _pages() -> dict[str, list[StreamlitPage]]:
    return {
        _("Study"): [
            st.Page(
                overview.page,
                title=_("Overview"),
                icon=":material/home:",
                url_path="overview",
                default=True,
            )
        ],
        _("Material"): [
            st.Page(
                sources.page, title=_("Sources"), icon=":material/description:", url_path="sources"
            ),
            st.Page(surveys.page, title=_("Surveys"), icon=":material/ballot:", url_path="surveys"),
            st.Page(
                deidentify.page,
                title=_("De-identify"),
                icon=":material/visibility_off:",
                url_path="deidentify",
            ),
            st.Page(names.page, title=_("Names"), icon=":material/badge:", url_path="names"),
            st.Page(
                participants.page,
                title=_("Participants"),
                icon=":material/group:",
                url_path="participants",
            ),
            st.Page(
                member_check.page,
                title=_("Member check"),
                icon=":material/fact_check:",
                url_path="member-check",
            ),
            st.Page(rights.page, title=_("Rights"), icon=":material/gavel:", url_path="rights"),
            st.Page(
                rules.page, title=_("Lists and rules"), icon=":material/rule:", url_path="rules"
            ),
            st.Page(
                privacy.page,
                title=_("Privacy report"),
                icon=":material/policy:",
                url_path="privacy",
            ),
            st.Page(
                retention.page,
                title=_("Retention"),
                icon=":material/event_busy:",
                url_path="retention",
            ),
        ],
        _("Coding"): [
            st.Page(
                coding.page,
                title=_("Read and code"),
                icon=":material/edit_note:",
                url_path="coding",
            ),
            st.Page(
                codebook.page,
                title=_("Codebook"),
                icon=":material/account_tree:",
                url_path="codebook",
            ),
            st.Page(axial.page, title=_("Axial"), icon=":material/hub:", url_path="axial"),
            st.Page(themes.page, title=_("Themes"), icon=":material/lightbulb:", url_path="themes"),
            st.Page(
                memos.page, title=_("Memos"), icon=":material/sticky_note_2:", url_path="memos"
            ),
            st.Page(search.page, title=_("Search"), icon=":material/search:", url_path="search"),
            st.Page(passes.page, title=_("Passes"), icon=":material/history:", url_path="passes"),
        ],
        _("Analysis"): [
            st.Page(
                saturation.page,
                title=_("Saturation"),
                icon=":material/show_chart:",
                url_path="saturation",
            ),
            st.Page(
                explore.page, title=_("Explore"), icon=":material/explore:", url_path="explore"
            ),
            st.Page(
                survey_statistics.page,
                title=_("Survey statistics"),
                icon=":material/bar_chart:",
                url_path="survey-statistics",
            ),
            st.Page(
                agreement.page,
                title=_("Agreement"),
                icon=":material/balance:",
                url_path="agreement",
            ),
        ],
        _("Report"): [
            st.Page(
                quotes.page, title=_("Quotes"), icon=":material/format_quote:", url_path="quotes"
            )
        ],
    }


def _study_box() -> None:
    st.markdown(f"**{plain(study_name(current_study()))}**")
    st.caption(_("You are {name}.", name=plain(current_coder())))
    _language_switch(st.container())
    if current_key():
        st.button(
            _("Lock key file"),
            icon=":material/lock_open:",
            on_click=lock_key,
            help=_("Names and raw text are in view. Lock them when you leave your desk."),
        )
    st.button(_("Close study"), icon=":material/logout:", on_click=leave_study)


def _language_switch(place: st.delta_generator.DeltaGenerator) -> None:
    # A widget's own state is lost with the page; the choice is kept under another name.
    chosen = place.segmented_control(
        _("Language"),
        list(LANGUAGES),
        format_func=lambda language: LANGUAGES[language],
        default=current_language(),
        label_visibility="collapsed",
        key="language_switch",
    )
    if chosen and chosen != current_language():
        st.session_state[KEY] = chosen
        st.rerun()
