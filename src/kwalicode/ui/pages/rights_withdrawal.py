"""The dialog of a withdrawal: what goes, in numbers, and the one button."""

import streamlit as st

from kwalicode.model import Participant
from kwalicode.store.key import Key
from kwalicode.ui.language import N_, _
from kwalicode.ui.parts import plain
from kwalicode.ui.session import current_coder, current_study, shown_errors
from kwalicode.workflows.withdrawal.withdraw import Preview, preview_withdrawal, withdraw


def show_withdrawal(key: Key, person: Participant) -> None:
    """Show what goes, and do it once the pseudonym was typed."""
    preview = preview_withdrawal(current_study(), key, person)
    st.markdown(_("What goes of **{who}**:", who=plain(person.pseudonym)))
    st.markdown("\n".join(f"- {line}" for line in _lines(preview)))
    if preview.n_texts:
        st.markdown(
            N_(
                "In {n} text of the team, such as a memo or the example of a code, words or the "
                "name of this person are cut out.",
                "In {n} texts of the team, such as memos or examples of codes, words or the name "
                "of this person are cut out.",
                preview.n_texts,
            )
        )
    if preview.copies:
        st.warning(
            _(
                "These files look like copies and are left as they are; remove them yourself: "
                "{files}.",
                files=plain(", ".join(preview.copies)),
            ),
            icon=":material/warning:",
        )
    st.markdown(_("Nobody can bring it back. Exports and files elsewhere are not changed."))
    typed = st.text_input(_("Type {who} to be sure", who=person.pseudonym))
    is_sure = " ".join(typed.casefold().split()) == person.pseudonym
    if st.button(
        _("Withdraw for good"),
        type="primary",
        icon=":material/person_remove:",
        disabled=not is_sure,
        key="confirm_withdrawal",
    ):
        _do(key, person, preview.n_turns)


def _do(key: Key, person: Participant, n_turns: int) -> None:
    with shown_errors():
        with st.spinner(_("Removing, and writing both files anew")):
            done = withdraw(current_study(), key, person, coder=current_coder())
        gone = N_("{n} document", "{n} documents", done.n_documents)
        if not done.n_documents:  # others speak there too
            gone = N_("{n} turn", "{n} turns", n_turns)
        codings = N_("{n} coding", "{n} codings", done.n_codings)
        st.session_state.rights_said = _(
            "The withdrawal is done: {documents} and {codings} are gone, and the files were "
            "written anew.",
            documents=gone,
            codings=codings,
        )
        for name in ("chosen_person", "chosen_document", "chosen_source"):
            st.session_state.pop(name, None)
        st.rerun()


def _lines(preview: Preview) -> list[str]:
    """Say each count that is not nothing."""
    counted = [
        (preview.n_documents, N_("{n} document", "{n} documents", preview.n_documents)),
        (
            preview.n_cut,
            N_(
                "this person's part of {n} document, in which others stay",
                "this person's part of {n} documents, in which others stay",
                preview.n_cut,
            ),
        ),
        (preview.n_turns, N_("{n} turn", "{n} turns", preview.n_turns)),
        (preview.n_codings, N_("{n} coding", "{n} codings", preview.n_codings)),
        (preview.n_memos, N_("{n} memo", "{n} memos", preview.n_memos)),
        (
            preview.n_theme_quotes,
            N_("{n} quote of a theme", "{n} quotes of themes", preview.n_theme_quotes),
        ),
        (
            preview.n_quotes,
            N_("{n} quote of the register", "{n} quotes of the register", preview.n_quotes),
        ),
        (
            preview.n_evidence,
            N_(
                "{n} piece of evidence for a relation",
                "{n} pieces of evidence for relations",
                preview.n_evidence,
            ),
        ),
        *_records(preview),
    ]
    return [words for number, words in counted if number] or [_("nothing but the record")]


def _records(preview: Preview) -> list[tuple[int, str]]:
    return [
        (
            preview.n_attributes,
            N_("{n} value of an attribute", "{n} values of attributes", preview.n_attributes),
        ),
        (
            preview.n_answers,
            N_("the answers in {n} survey", "the answers in {n} surveys", preview.n_answers),
        ),
        (preview.n_consents, N_("{n} consent", "{n} consents", preview.n_consents)),
        (
            preview.n_recruitment,
            N_(
                "name and reasons at {n} step of the recruitment",
                "name and reasons at {n} steps of the recruitment",
                preview.n_recruitment,
            ),
        ),
        (
            preview.n_quote_sheets,
            N_("{n} sheet of quotes", "{n} sheets of quotes", preview.n_quote_sheets),
        ),
        (
            preview.n_reports,
            N_("{n} interview report", "{n} interview reports", preview.n_reports),
        ),
        (
            preview.n_named,
            N_(
                "the name at {n} place in what others said",
                "the name at {n} places in what others said",
                preview.n_named,
            ),
        ),
    ]
