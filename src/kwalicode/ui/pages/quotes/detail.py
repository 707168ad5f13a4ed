"""One quote of the register: original and adapted side by side, its state, its checks."""

from functools import partial

import streamlit as st

from kwalicode.errors import NotFoundError
from kwalicode.model.quotes import QuoteHit, QuoteStyle, RegisteredQuote
from kwalicode.store.key import Key
from kwalicode.store.quote_places import speakers_of_quotes
from kwalicode.store.quote_register import get_quote
from kwalicode.store.study import Study
from kwalicode.ui.language import N_, _, current_language
from kwalicode.ui.pages.quotes.adapt import show_adapting
from kwalicode.ui.pages.quotes.asked import participant_word, show_answers_to
from kwalicode.ui.pages.quotes.words import compared, fix_words, state_words, style_words, why
from kwalicode.ui.parts import go_to, plain
from kwalicode.ui.session import current_coder, current_study, required_key, shown_errors
from kwalicode.ui.undo import undo_buttons
from kwalicode.workflows.quotes.checks import NEVER_ACCEPTED, accept, check_quotes, open_hits
from kwalicode.workflows.quotes.known_names import KnownNames, key_stamp, known_names
from kwalicode.workflows.quotes.register import (
    NEXT,
    describe,
    paraphrase,
    set_state,
    set_style,
)

OPEN = "quote_open"
_NAMES = "quote_names"


def names_of_key(key: Key) -> KnownNames:
    """Give what the key file knows, read again as soon as anything was written to it."""
    stamp = key_stamp(key)
    kept: tuple[tuple[int, ...], KnownNames] | None = st.session_state.get(_NAMES)
    if kept is None or kept[0] != stamp:
        kept = st.session_state[_NAMES] = (stamp, known_names(key))
    return kept[1]


def show_quote() -> None:
    """Show the quote that is open, to be adapted, judged and checked."""
    study, coder = current_study(), current_coder()
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(_("Back to the list"), icon=":material/arrow_back:"):
            st.session_state.pop(OPEN)
            st.rerun()
        undo_buttons(study, coder)
    try:
        with study.read() as db:
            quote = get_quote(db, st.session_state[OPEN])
    except NotFoundError:
        st.session_state.pop(OPEN)
        st.rerun()
    st.title(_("Quote"))
    st.markdown(f"{style_words()[quote.style]} · **{state_words()[quote.state]}**")
    _side_by_side(quote)
    show_answers_to(study, quote.quote_id)
    _states(study, coder, quote)
    if quote.state not in ("removed", "evidence"):
        show_adapting(study, coder, quote)
        _about(study, coder, quote)
    st.subheader(_("Checks"))
    known = names_of_key(required_key(for_file=True))
    hits = check_quotes(study, known, [quote])[quote.quote_id]
    _checks(study, coder, quote, hits)
    if any(hit.check == "consent" for hit in hits):
        _without_consent(study, quote, known)


def _side_by_side(quote: RegisteredQuote) -> None:
    original, adapted = compared(quote)
    left, right = st.columns(2)
    for column, title, words in (
        (left, _("Original; it stays in the study"), original),
        (right, _("Adapted, as it goes out"), adapted),
    ):
        column.caption(title)
        column.html(f"<blockquote class='kw-quote' lang='{quote.language}'>{words}</blockquote>")
    if quote.role_label:
        right.markdown(f"— {plain(quote.role_label)}")
    segment = quote.segments[0]
    if left.button(_("Open in the reader"), type="tertiary", icon=":material/edit_note:"):
        st.session_state.chosen_document = segment.document_id
        st.session_state.reader_goto = segment.start
        go_to("coding")


def _states(study: Study, coder: str, quote: RegisteredQuote) -> None:
    words = state_words()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_("Make it:"))
        for state in NEXT[quote.state]:
            if st.button(words[state], key=f"state_{state}"):
                with shown_errors():
                    set_state(study, quote.quote_id, state, coder=coder)
                    st.rerun()


def _about(study: Study, coder: str, quote: RegisteredQuote) -> None:
    at = f"{quote.quote_id}_{hash((quote, current_language()))}"
    with st.expander(_("Role label, style and use"), icon=":material/sell:"):
        label = st.text_input(_("Role label"), quote.role_label, key=f"label_{at}")
        used = st.text_input(_("Used in"), quote.used_in, key=f"used_{at}")
        if st.button(_("Save"), key=f"about_{at}"):
            with shown_errors():
                describe(study, quote.quote_id, label, used, coder=coder)
                st.rerun()
        if len(quote.segments) == 1:
            _styles(study, coder, quote, at)
        _paraphrase(study, coder, quote, at)


def _styles(study: Study, coder: str, quote: RegisteredQuote, at: str) -> None:
    styles: list[QuoteStyle] = ["running", "pull"]
    words = style_words()
    for style in styles:
        if style != quote.style and st.button(words[style], key=f"style_{style}_{at}"):
            with shown_errors():
                set_style(study, quote.quote_id, style, coder=coder)
                st.rerun()


def _paraphrase(study: Study, coder: str, quote: RegisteredQuote, at: str) -> None:
    now = quote.adapted if quote.style == "paraphrase" else ""
    words = st.text_area(
        _("Paraphrase, in the place of all words"),
        now,
        help=_("It is marked as not literal wherever it goes."),
        key=f"paraphrase_{at}",
    )
    if st.button(_("Paraphrase"), key=f"paraphrased_{at}", disabled=not words.strip()):
        with shown_errors():
            paraphrase(study, quote.quote_id, words, coder=coder)
            st.rerun()


def _checks(study: Study, coder: str, quote: RegisteredQuote, hits: tuple[QuoteHit, ...]) -> None:
    waiting = open_hits(hits)
    if not waiting:
        st.success(_("No open hit: this quote may be exported."), icon=":material/verified:")
    else:
        n = len(waiting)
        says = N_("{n} open hit: not exported.", "{n} open hits: not exported.", n)
        st.warning(says, icon=":material/gpp_maybe:")
    for number, hit in enumerate(hits):
        _show_hit(study, coder, quote, hit, number)


def _show_hit(study: Study, coder: str, quote: RegisteredQuote, hit: QuoteHit, number: int) -> None:
    where = _("role label") if hit.field == "role_label" else _("quote")
    card = st.container(border=True, gap=None)
    said = (
        [f"**{plain(hit.surface)}**", plain(why(hit)), where] if hit.surface else [plain(why(hit))]
    )
    card.markdown(" · ".join(said))
    if hit.accepted:
        card.caption(_("Accepted: {reason}", reason=plain(hit.accepted)))
        return
    card.caption(fix_words()[hit.check])
    if hit.check in NEVER_ACCEPTED:
        return
    with card.popover(_("Accept")):
        reason = st.text_input(_("Why may it stand?"), key=f"why_{quote.quote_id}_{number}")
        st.button(
            _("Accept with this reason"),
            key=f"accept_{quote.quote_id}_{number}",
            on_click=partial(_accept, study, quote.quote_id, hit, reason, coder),
        )


def _without_consent(study: Study, quote: RegisteredQuote, known: KnownNames) -> None:
    """Say whose consent is missing, and lead to where it is entered."""
    with study.read() as db:
        speakers = speakers_of_quotes(db, quote.quote_id).get(quote.quote_id, set())
    names = ", ".join(map(participant_word, known.without_consent(speakers)))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_("Did not consent to be quoted: {names}.", names=names))
        if st.button(_("Participants"), icon=":material/group:"):
            go_to("participants")


def _accept(study: Study, quote_id: str, hit: QuoteHit, reason: str, coder: str) -> None:
    with shown_errors():
        accept(study, quote_id, hit, reason, coder=coder)
