"""Files that leave the study: scanned for leaks first, in one way on all pages."""

from collections.abc import Callable, Sequence

import streamlit as st

from kwalicode.model import Language
from kwalicode.store.history import revision
from kwalicode.store.key import Key
from kwalicode.ui.language import LANGUAGES, N_, _, current_language
from kwalicode.ui.parts import identifier_words, language_word, recognizer_word
from kwalicode.ui.session import required_key
from kwalicode.workflows.leak_words import LeakyWords, Words, scan_words

_SCANNED = "leaks_scanned"


def asked_for(clicked: str | None, state_key: str) -> str | None:
    """Give which file was asked for last, if one was: questions may come before it is there."""
    if clicked:
        st.session_state[state_key] = clicked
    what: str | None = st.session_state.get(state_key)
    return what


def is_clear(words: Words) -> bool:
    """Scan what a file would show; tell whether it may leave the study.

    What leaks for certain is shown and refused. Where a rule only takes something for a name, a
    person looks at it and says so. Where the key file is locked it is asked for and nothing more
    is drawn.
    """
    leaky = _scan(required_key(for_file=True), words)
    certain = [one for one in leaky if one.is_certain]
    if certain:
        st.error(
            N_(
                "{n} text holds identifying text, so nothing was written. Change it.",
                "{n} texts hold identifying text, so nothing was written. Change them.",
                len(certain),
            ),
            icon=":material/gpp_bad:",
        )
        _show(certain)
        return False
    if leaky:
        st.warning(
            N_(
                "No name of the key file was found. In {n} text something looks like a name.",
                "No name of the key file was found. In {n} texts something looks like a name.",
                len(leaky),
            ),
            icon=":material/shield_question:",
        )
        _show(leaky)
        says = _("I looked at these: none of them identifies anybody.")
        return st.checkbox(says, key=f"leaks_seen_{hash(tuple(leaky))}")
    st.success(_("Nothing was found. The file is ready."), icon=":material/verified:")
    return True


def _scan(key: Key, words: Words) -> list[LeakyWords]:
    """Scan words; what was found in the same words before is used again."""
    with key.read() as db:
        mark = (key.fingerprint, revision(db), hash((tuple(words.names), tuple(words.prose))))
    made: tuple[object, list[LeakyWords]] | None = st.session_state.get(_SCANNED)
    if made is None or made[0] != mark:
        with st.spinner(_("Scanning for leaks")):
            made = st.session_state[_SCANNED] = (mark, scan_words(key, words))
    return made[1]


def offer_file(words: Words, write: Callable[[], bytes], file_name: str, mime: str) -> None:
    """Offer a file once all its words are clear; see `is_clear`."""
    if is_clear(words):
        st.download_button(
            _("Save the file"),
            write,
            file_name=file_name,
            mime=mime,
            on_click="ignore",
            icon=":material/download:",
        )


def _show(leaky: Sequence[LeakyWords]) -> None:
    words = identifier_words()
    rows = [
        {
            _("Found"): one.text[leak.start : leak.end],
            _("Kind"): words[leak.kind],
            _("Why"): _("in the key file")
            if leak.reason == "key"
            else recognizer_word(leak.reason),
            _("Words"): one.text,
        }
        for one in leaky
        for leak in one.leaks
    ]
    st.dataframe(rows, hide_index=True, height="content" if len(rows) < 12 else 400)


def choose_language(label: str, *, key: str) -> Language:
    """Let the user choose the language of a file; that of the page to begin with."""
    chosen = st.segmented_control(
        label,
        list(LANGUAGES),
        format_func=language_word,
        default=current_language(),
        required=True,
        key=f"{key}_{current_language()}",
    )
    return chosen or current_language()
