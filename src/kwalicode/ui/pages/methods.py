"""Page: the methods section, drafted from what the study knows, and what is still missing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from kwalicode.model import Language
from kwalicode.report.methods.checklists import Guideline, Item
from kwalicode.report.methods.draft import Draft, StudyFacts, list_title
from kwalicode.report.methods.say import Grid, Part
from kwalicode.ui.language import _, current_language, number
from kwalicode.ui.leaks import asked_for, choose_language, offer_file
from kwalicode.ui.parts import choose_view, go_to, plain
from kwalicode.ui.session import current_coder, current_key, current_study
from kwalicode.workflows.methods.material import ROLE, find_characteristics
from kwalicode.workflows.methods.report import draft, render, study_facts, team_words
from kwalicode.workflows.quotes.known_names import key_stamp

_FACTS, _CHOSEN, _ASKED = "methods_facts", "methods_chosen", "methods_asked"
_MEDIA = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".md": "text/markdown",
}
_ICONS = {
    "filled": ":green[:material/check_circle:]",
    "partly": ":orange[:material/contrast:]",
    "missing": ":red[:material/edit:]",
}


def page() -> None:
    """Show the draft, how much of the checklists it covers, and the files."""
    st.title(_("Methods"))
    st.markdown(
        _(
            "A draft of your methods section from what the study knows. What it does not know "
            "stands in brackets for you to write; nothing is made up."
        )
    )
    if current_key() is None:
        st.info(
            _(
                "Without the key file nothing is told of recruitment, de-identification, member "
                "check and consent. Open it on a page of the group Material, such as Participants."
            ),
            icon=":material/lock:",
        )
    language = _ask()
    facts = _facts()
    made = draft(facts, language)
    _show_progress(made.items)
    views = {"text": _("Text"), "COREQ": "COREQ", "SRQR": "SRQR"}
    view = choose_view(_("View"), views, state_key="methods_view")
    if view == "text":
        _files(facts, made)
        for part in made.parts:
            _show_part(part)
    else:
        guideline: Guideline = "COREQ" if view == "COREQ" else "SRQR"
        # The list speaks the language of the page, whatever that of the text is.
        listed = draft(facts, current_language()).items
        _show_list(guideline, [one for one in listed if one.guideline == guideline])


def _ask() -> Language:
    listed = {one.key: one for one in find_characteristics(current_study())}
    names = {key: one.name or _("Role") for key, one in listed.items()}
    usual = [key for key, one in listed.items() if one.is_usual]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        language = choose_language(_("Language of the text"), key="methods_language")
        kept = [key for key in st.session_state.get(_CHOSEN, usual) if key in listed]
        st.session_state[_CHOSEN] = st.multiselect(
            _("Composition by"),
            list(names),
            default=kept,
            format_func=names.__getitem__,
            placeholder=_("Nothing"),
            help=_(
                "Each stands by itself and is never combined with another. Groups of few "
                "participants are put together or left out; how few is set on Quotes > Labels."
            ),
            key=f"methods_by_{'_'.join(names)}_{current_language()}",
        )
    return language


def _facts() -> StudyFacts:
    """Read the study; what was read of the same state before is used again."""
    study, key = current_study(), current_key()
    chosen = tuple(st.session_state.get(_CHOSEN, (ROLE,)))
    marks = [(one.fingerprint, key_stamp(one)) for one in (study, key) if one]
    mark = (marks, chosen, current_coder())
    made: tuple[object, StudyFacts] | None = st.session_state.get(_FACTS)
    if made is None or made[0] != mark:
        facts = study_facts(study, key, coder=current_coder(), chosen=chosen)
        made = st.session_state[_FACTS] = (mark, facts)
    return made[1]


def _show_progress(items: Sequence[Item]) -> None:
    counts = Counter(one.status for one in items)
    done = counts["filled"] + counts["partly"] / 2
    says = _(
        "{filled} of {all} items of the checklists are filled in, {partly} partly; {missing} are "
        "for you.",
        filled=number(counts["filled"]),
        all=number(len(items)),
        partly=number(counts["partly"]),
        missing=number(counts["missing"]),
    )
    st.progress(done / len(items), says)


def _files(facts: StudyFacts, made: Draft) -> None:
    with st.popover(_("Files"), icon=":material/folder:"):
        st.markdown(_("What the team named is scanned for names before the file is written."))
        # A fragment of its own: only a click here scans, not whatever else is done on the page.
        st.fragment(_menu)(facts, made)


def _menu(facts: StudyFacts, made: Draft) -> None:
    with st.container(horizontal=True):
        word = st.button(_("Write {suffix}", suffix=".docx"), type="primary")
        text = st.button(_("Write {suffix}", suffix=".md"))
    suffix = asked_for(".docx" if word else ".md" if text else None, _ASKED)
    if suffix:
        name = f"{_('methods')}{suffix}"
        offer_file(team_words(facts), partial(render, made, suffix), name, _MEDIA[suffix])


def _show_part(part: Part) -> None:
    with st.container(width=820):
        st.subheader(part.title)
        if part.text:
            st.markdown(plain(part.text))
        for grid in part.grids:
            _show_grid(grid)
        for text in part.asked:
            st.markdown(f":orange-background[:material/edit: {plain(text)}]")


def _show_grid(grid: Grid) -> None:
    heads, *rows = [[plain(cell) for cell in row] for row in grid.rows]
    lines = [heads, ["---"] * len(heads), *rows]
    st.markdown("\n".join(f"| {' | '.join(cells)} |" for cells in lines))


def _show_list(guideline: Guideline, items: Sequence[Item]) -> None:
    st.subheader(list_title(guideline, current_language()))
    st.caption(_("Topics in our own words; the guideline itself says what each item asks."))
    words, pages = _status_words(), _page_words()
    for one in items:
        with st.container(horizontal=True, vertical_alignment="center", width=1040, gap="small"):
            st.markdown(f"**{one.number}**", width=36)
            st.markdown(plain(one.topic), width=270)
            st.markdown(f"{_ICONS[one.status]} {words[one.status]}", width=215)
            st.markdown(plain(", ".join(one.places)) or "–", width=180)
            if one.page and st.button(
                pages[one.page],
                key=f"methods_{one.number}",
                type="tertiary",
                icon=":material/arrow_forward:",
            ):
                go_to(one.page)


def _status_words() -> Mapping[str, str]:
    return {
        "filled": _("filled in from the study"),
        "partly": _("partly"),
        "missing": _("you must add"),
    }


def _page_words() -> Mapping[str, str]:
    return {
        "sources": _("Sources"),
        "surveys": _("Surveys"),
        "deidentify": _("De-identify"),
        "participants": _("Participants"),
        "member-check": _("Member check"),
        "coding": _("Read and code"),
        "codebook": _("Codebook"),
        "themes": _("Themes"),
        "memos": _("Memos"),
        "passes": _("Passes"),
        "saturation": _("Saturation"),
        "agreement": _("Agreement"),
        "quotes": _("Quotes"),
    }
