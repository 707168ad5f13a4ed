"""Words that are said: a view of the page Explore."""

import streamlit as st

from kwalicode.store.study import Study
from kwalicode.ui.language import _, number
from kwalicode.ui.pages.explore.parts import Shown, choose_kind, kept, show_table
from kwalicode.workflows.explore.words import MOST_PLACES, count_words, find_lines

_MOST_WORDS = 500


def show_words(study: Study) -> None:
    """Show word frequencies, and a word in its surroundings."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = choose_kind()
        everything = st.checkbox(_("Also 'the', 'and' and the like"), key="explore_function_words")
        wanted = st.text_input(_("Word in context"), key="explore_wanted", width=240).strip()
    counted = kept(
        study,
        "words",
        (kind, everything),
        lambda: count_words(study, kind=kind, with_function_words=everything),
    )
    columns = [_("Word"), _("Times"), _("Documents"), _("Forms")]
    rows = [
        [one.lemma, one.n_times, one.n_units, ", ".join(one.forms[:8])]
        for one in counted.words[:_MOST_WORDS]
    ]
    notes = [
        _(
            "Of {words} words of participants and reports in {documents} documents, each answer "
            "of a survey as one. Forms of one word count together, after the dictionaries of "
            "simplemma; questions of interviewers and barred passages are left out.",
            words=number(counted.n_words),
            documents=number(counted.n_units),
        )
    ]
    chosen = show_table(Shown("words", columns, rows, notes))
    word = counted.words[chosen[0]].lemma if chosen and not wanted else wanted
    if word:
        _lines(study, word, kind)


def _lines(study: Study, word: str, kind: str) -> None:
    lines = find_lines(study, word, kind=kind)
    columns = [_("Source"), _("Before"), _("Word"), _("After")]
    rows = [[one.title, one.before, one.word, one.after] for one in lines]
    note = _(
        "Places where '{word}' is said in whatever form: {n}.", word=word, n=number(len(lines))
    )
    notes = [note]
    if len(lines) == MOST_PLACES:
        notes.append(_("No more than these are shown."))
    show_table(Shown("context", columns, rows, notes, right=columns[1:2]))
