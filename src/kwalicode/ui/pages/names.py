"""Page: who is who? Every person, place and organisation with all its names."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from kwalicode.store.history import can_undo
from kwalicode.store.key import Key
from kwalicode.ui.language import N_, _, current_language
from kwalicode.ui.parts import choose, go_to, plain, reason_word, series_word
from kwalicode.ui.session import current_coder, current_study, required_key, shown_errors
from kwalicode.workflows.subjects import (
    NameUse,
    Subject,
    confirm,
    describe,
    find_subjects,
    join,
    likely_others,
    proposed_description,
    separate,
    undo_naming,
)

_MOST_NAMES = 4


def page() -> None:
    """Confirm, join, separate and describe whom the names stand for."""
    st.title(_("Names"))
    key = required_key()
    subjects = find_subjects(key)
    st.markdown(
        _(
            "One person, place or organisation has one number in all documents. Confirm what was "
            "proposed, join who is the same, separate who is not."
        )
    )
    if not subjects:
        st.markdown(_("No name was accepted yet. Names come here from the review of a source."))
        if st.button(_("De-identify"), type="primary"):
            go_to("deidentify")
        return
    n_doubts = sum(subject.in_doubt for subject in subjects)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            N_("**{n} waits for confirmation.**", "**{n} wait for confirmation.**", n_doubts)
            if n_doubts
            else _("Everything is confirmed."),
            width="stretch",
        )
        _undo(key)
    titles = {str(s.pseudonym.pseudonym_id): _title(s) for s in subjects}
    chosen = choose(_("Who"), titles, state_key="chosen_subject")
    subject = next(s for s in subjects if str(s.pseudonym.pseudonym_id) == chosen)
    with st.container(border=True):
        _subject(key, subject, subjects)
    _table(subjects)


def _undo(key: Key) -> None:
    with key.read() as db:
        is_possible = can_undo(db, current_coder())
    if st.button(
        _("Undo"),
        icon=":material/undo:",
        help=_("Takes back your last step, here or in the review."),
        disabled=not is_possible,
    ):
        _do(lambda: undo_naming(current_study(), key, coder=current_coder()))


def _title(subject: Subject) -> str:
    mark = "● " if subject.in_doubt else ""
    return f"{mark}{_number(subject)}: {_names(subject)}"


def _number(subject: Subject) -> str:
    series, number = subject.pseudonym.series, subject.pseudonym.number
    return f"{series_word(series)} {number}"


def _names(subject: Subject) -> str:
    names = [use.name for use in subject.names]
    more = "" if len(names) <= _MOST_NAMES else ", …"
    return ", ".join(names[:_MOST_NAMES]) + more


def _do(act: Callable[[], object]) -> None:
    with shown_errors():
        act()
        st.rerun()


def _subject(key: Key, subject: Subject, subjects: Sequence[Subject]) -> None:
    pseudonym_id = subject.pseudonym.pseudonym_id
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(f"**{plain(_number(subject))}**")
        st.markdown("  \n".join(map(_name, subject.names)))
        if subject.in_doubt and st.button(
            _("This is right"), type="primary", icon=":material/check:"
        ):
            # The next one in doubt comes first in the list.
            st.session_state.pop("chosen_subject", None)
            _do(lambda: confirm(key, pseudonym_id, coder=current_coder()))
    with right:
        _description(key, subject)
        if not subject.speaks:
            _join(key, subject, subjects)
        _separate(key, subject)


def _name(use: NameUse) -> str:
    where = _("as speaker only")
    if use.n_places:
        documents = N_("{n} document", "{n} documents", use.n_documents)
        where = f"{N_('{n} place', '{n} places', use.n_places)}, {documents}"
    doubt = "" if use.is_sure else f" ● {reason_word(use.reason)}"
    return f"{plain(use.name)} :gray[{where}]{doubt}"


def _description(key: Key, subject: Subject) -> None:
    pseudonym_id = subject.pseudonym.pseudonym_id
    kept = subject.pseudonym.description
    proposed = kept or proposed_description(subject, current_language())
    with st.form(f"describe_{pseudonym_id}_{kept}", border=False):
        typed = st.text_input(
            _("Described as"),
            value=proposed,
            help=_(
                "A role such as 'colleague' or 'my manager', or something general such as 'a "
                "town in the east'. It stands in the text where Lists and rules say so."
            ),
        )
        if st.form_submit_button(_("Keep this description")):
            _do(lambda: describe(key, pseudonym_id, typed, coder=current_coder()))
    if subject.pseudonym.alias:
        st.caption(_("Made-up name: {name}", name=plain(subject.pseudonym.alias)))


def _join(key: Key, subject: Subject, subjects: Sequence[Subject]) -> None:
    pseudonym_id = subject.pseudonym.pseudonym_id
    others = {str(s.pseudonym.pseudonym_id): _title(s) for s in likely_others(subject, subjects)}
    if not others:
        return
    other = st.selectbox(
        _("Is the same as"),
        list(others),
        index=None,
        format_func=lambda i: others[i],
        placeholder=_("Choose who"),
        key=f"join_{pseudonym_id}",
    )
    if other and st.button(_("Join")):
        st.session_state.chosen_subject = other
        _do(lambda: join(current_study(), key, pseudonym_id, int(other), coder=current_coder()))


def _separate(key: Key, subject: Subject) -> None:
    names = [use.name for use in subject.names if use.n_places]
    if len(subject.names) < 2 or not names:
        return
    pseudonym_id = subject.pseudonym.pseudonym_id
    name = st.selectbox(
        _("Someone else is called"),
        names,
        index=None,
        placeholder=_("Choose a name"),
        key=f"separate_{pseudonym_id}",
    )
    if name and st.button(_("Separate")):
        _do(lambda: separate(current_study(), key, pseudonym_id, name, coder=current_coder()))


def _table(subjects: Sequence[Subject]) -> None:
    numbers = [_("Places")]
    rows = [
        {
            _("Number"): _number(subject),
            _("Names"): _names(subject),
            _("Places"): subject.n_places,
            _("Described as"): subject.pseudonym.description,
            _("To confirm"): ", ".join(
                dict.fromkeys(reason_word(use.reason) for use in subject.names if not use.is_sure)
            ),
        }
        for subject in subjects
    ]
    columns = {name: st.column_config.NumberColumn(format="localized") for name in numbers}
    st.dataframe(pd.DataFrame(rows), hide_index=True, column_config=columns)
