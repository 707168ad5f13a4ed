"""The list of pages, in the order of the work, and what stands beside every page."""

from pathlib import Path
from types import ModuleType

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from kwalicode.store.study import study_name
from kwalicode.ui.components.outboxes import store_outboxes
from kwalicode.ui.language import KEY, LANGUAGES, _, current_language
from kwalicode.ui.pages import (
    axial,
    codebook,
    coding,
    deidentify,
    memos,
    methods,
    names,
    overview,
    privacy,
    public_records,
    retention,
    rights,
    rules,
    search,
    start,
    surveys,
)
from kwalicode.ui.pages.agreement import page as agreement
from kwalicode.ui.pages.explore import page as explore
from kwalicode.ui.pages.member_check import page as member_check
from kwalicode.ui.pages.participants import page as participants
from kwalicode.ui.pages.passes import page as passes
from kwalicode.ui.pages.quotes import page as quotes
from kwalicode.ui.pages.saturation import page as saturation
from kwalicode.ui.pages.sources import page as sources
from kwalicode.ui.pages.suggestions import page as suggestions
from kwalicode.ui.pages.survey_statistics import page as survey_statistics
from kwalicode.ui.pages.themes import page as themes
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
        _("Study"): [_page(overview, _("Overview"), "home", "overview", default=True)],
        _("Material"): [
            _page(sources, _("Sources"), "description", "sources"),
            _page(surveys, _("Surveys"), "ballot", "surveys"),
            _page(deidentify, _("De-identify"), "visibility_off", "deidentify"),
            _page(names, _("Names"), "badge", "names"),
            _page(participants, _("Participants"), "group", "participants"),
            _page(member_check, _("Member check"), "fact_check", "member-check"),
            _page(rights, _("Rights"), "gavel", "rights"),
            _page(rules, _("Lists and rules"), "rule", "rules"),
            _page(privacy, _("Privacy report"), "policy", "privacy"),
            _page(retention, _("Retention"), "event_busy", "retention"),
        ],
        _("Coding"): [
            _page(coding, _("Read and code"), "edit_note", "coding"),
            _page(codebook, _("Codebook"), "account_tree", "codebook"),
            _page(axial, _("Axial"), "hub", "axial"),
            _page(themes, _("Themes"), "lightbulb", "themes"),
            _page(memos, _("Memos"), "sticky_note_2", "memos"),
            _page(search, _("Search"), "search", "search"),
            _page(passes, _("Passes"), "history", "passes"),
            _page(suggestions, _("Suggestions"), "assistant", "suggestions"),
        ],
        _("Analysis"): [
            _page(saturation, _("Saturation"), "show_chart", "saturation"),
            _page(explore, _("Explore"), "explore", "explore"),
            _page(survey_statistics, _("Survey statistics"), "bar_chart", "survey-statistics"),
            _page(agreement, _("Agreement"), "balance", "agreement"),
        ],
        _("Report"): [
            _page(quotes, _("Quotes"), "format_quote", "quotes"),
            _page(methods, _("Methods"), "article", "methods"),
            _page(public_records, _("Public records"), "ink_eraser", "public-records"),
        ],
    }


def _page(
    page: ModuleType, title: str, icon: str, url_path: str, *, default: bool = False
) -> StreamlitPage:
    icon = f":material/{icon}:"
    return st.Page(page.page, title=title, icon=icon, url_path=url_path, default=default)


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
