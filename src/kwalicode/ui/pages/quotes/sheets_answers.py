"""Answers to quotes: sheets that came back, answers by hand, and objections to be settled."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from kwalicode.errors import KwalicodeError
from kwalicode.formats.containers import MAX_BYTES
from kwalicode.model.quote_sheets import QuoteAnswer, SheetAnswer
from kwalicode.store.key import Key
from kwalicode.store.study import Study
from kwalicode.ui.language import N_, _, current_language, day, error_sentence
from kwalicode.ui.pages.quotes.asked import answer_words, participant_word
from kwalicode.ui.pages.quotes.detail import OPEN
from kwalicode.ui.parts import plain
from kwalicode.ui.session import current_coder, shown_errors
from kwalicode.workflows.quotes.register import paraphrase, set_state
from kwalicode.workflows.quotes.sheet_answers import (
    Objection,
    SheetRead,
    find_objections,
    read_sheet,
    store_answers,
    together,
)
from kwalicode.workflows.quotes.sheets import SheetStanding

SAID = "quote_sheets_said"
_ROUND = "quote_sheets_round"
_SHOWN = 90


def has_uploads() -> bool:
    """Tell whether filled sheets wait to be stored: what was shut must not hide them."""
    return bool(st.session_state.get(_uploads_key()))


def _uploads_key() -> str:
    return f"filled_sheets_{st.session_state.setdefault(_ROUND, 0)}"


def show_came_back(study: Study, key: Key, names: Mapping[str, str], today: date) -> None:
    """Read sheets that were filled in, show what they say, and store it when that is right."""
    limit = _("At most {most} MB each: {endings}", most=MAX_BYTES // 1_000_000, endings=".docx")
    words = f'--kw-choose: "{_("Choose files")}"; --kw-limit: "{limit}";'
    st.html(f"<style>:root {{ {words} }}</style>")
    uploads = st.file_uploader(
        _("Filled sheets"),
        type=["docx"],
        accept_multiple_files=True,
        key=_uploads_key(),
    )
    read: list[SheetRead] = []
    for upload in uploads:
        try:
            read.append(read_sheet(study, upload.getvalue()))
        except KwalicodeError as error:
            st.error(f"{plain(upload.name)}: {error_sentence(error)}", icon=":material/error:")
    if not read:
        return
    st.dataframe(
        pd.DataFrame([row for one in read for row in _rows(one, names)]),
        hide_index=True,
        width="stretch",
        height="content",
    )
    if st.button(_("Store these answers"), type="primary"):
        with shown_errors():
            _store(study, key, together(read), today)


def _rows(read: SheetRead, names: Mapping[str, str]) -> list[dict[str, str | int]]:
    return [
        {
            _("Participant"): participant_word(read.sheet.case_id, names),
            _("Quote"): one.number,
            _("Answer"): answer_words()[one.answer],
            _("Words"): one.words,
        }
        for one in read.answers
    ]


def _store(
    study: Study, key: Key, answered: Mapping[str, Sequence[SheetAnswer]], today: date
) -> None:
    with shown_errors(), st.spinner(_("Storing the answer")):
        stored = store_answers(study, key, answered, on_date=today, coder=current_coder())
        says = [_("The answers are stored.")]
        if stored.n_approved:
            says.append(N_("{n} quote is approved.", "{n} quotes are approved.", stored.n_approved))
        if stored.n_objected:
            says.append(
                N_("{n} quote is objected to.", "{n} quotes are objected to.", stored.n_objected)
            )
        if stored.n_outdated:
            says.append(
                N_(
                    "{n} answer is about words that were changed since; ask again.",
                    "{n} answers are about words that were changed since; ask again.",
                    stored.n_outdated,
                )
            )
        st.session_state[SAID] = " ".join(says)
        st.session_state[_ROUND] += 1
        st.rerun()


def show_by_hand(study: Study, key: Key, one: SheetStanding, today: date) -> None:
    """Take in what a participant said of a quote of their newest sheet, by mail or by word."""
    sheet = one.sheet
    if sheet is None:
        return
    texts = {own.quote.quote_id: own.text for own in one.quotes}
    items = {item.number: item for item in sheet.items if item.quote_id in texts}
    if not items:
        return
    st.session_state.setdefault(_ROUND, 0)
    says = answer_words()
    with st.expander(_("Enter an answer by hand"), icon=":material/edit_note:"):
        at = f"{sheet.sheet_id}_{current_language()}"
        number: int = st.selectbox(
            _("Quote"),
            list(items),
            format_func=lambda number: f"{number} · {texts[items[number].quote_id][:_SHOWN]}",
            key=f"by_hand_{at}",
        )
        st.markdown(f"> {plain(texts[items[number].quote_id])}".replace("\n", "  \n> "))
        with st.form(f"by_hand_form_{at}_{number}_{st.session_state[_ROUND]}"):
            options: list[QuoteAnswer] = ["agree", "change", "refuse"]
            answer = st.radio(
                _("Answer"), options, format_func=says.__getitem__, horizontal=True, index=None
            )
            words = st.text_area(
                _("Words"),
                help=_("How it should read, or why not. Names in it are left out when stored."),
                height=80,
            )
            if st.form_submit_button(_("Store the answer"), type="primary") and answer:
                given = {sheet.sheet_id: [SheetAnswer(number, answer, words)]}
                _store(study, key, given, today)


def show_objections(study: Study, coder: str, names: Mapping[str, str]) -> None:
    """Show quotes beside what participants want of them; the researcher decides."""
    found = find_objections(study)
    if not found:
        return
    n = len(found)
    st.subheader(N_("{n} objection to settle", "{n} objections to settle", n))
    for number, one in enumerate(found):
        card = st.container(border=True, key=f"objection_{number}")
        with card:
            _objection(study, coder, one, participant_word(one.case_id, names))


def _objection(study: Study, coder: str, one: Objection, who: str) -> None:
    quote_id = one.own.quote.quote_id
    st.markdown(
        _(
            "**{who}** {answer} ({day})",
            who=plain(who),
            answer=answer_words()[one.answer],
            day=day(date.fromisoformat(one.answered_on)),
        )
    )
    left, right = st.columns(2)
    said = one.words or _("No words were added.")
    for column, title, words in (
        (left, _("The quote as it was shown"), one.own.text),
        (right, _("What the participant says"), said),
    ):
        column.caption(title)
        shown = escape(words).replace("\n", "<br>")
        column.html(
            f"<blockquote class='kw-quote' lang='{one.own.quote.language}'>{shown}</blockquote>"
        )
    at = f"{quote_id}_{one.case_id}"
    with st.container(horizontal=True):
        if st.button(_("Adapt"), key=f"adapt_{at}", type="primary"):
            st.session_state[OPEN] = quote_id
            st.rerun()
        can_take_over = one.answer == "change" and bool(one.words) and not one.own.is_part
        if can_take_over and st.button(
            _("Take over as a paraphrase"),
            key=f"take_{at}",
            help=_(
                "The words on the right take the place of the quote; it is marked as not literal."
            ),
        ):
            with shown_errors():
                paraphrase(study, quote_id, one.words, coder=coder)
                st.rerun()
        if st.button(_("Remove the quote"), key=f"remove_{at}"):
            with shown_errors():
                set_state(study, quote_id, "removed", coder=coder)
                st.rerun()
