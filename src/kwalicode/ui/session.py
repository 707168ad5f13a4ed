"""What one browser session holds: the open study, the open key file, who codes."""

import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from weakref import WeakValueDictionary

import streamlit as st

from kwalicode.errors import InputError, KwalicodeError
from kwalicode.store.files import EncryptedFile
from kwalicode.store.key import SUFFIX as KEY_SUFFIX
from kwalicode.store.key import Key, open_key
from kwalicode.store.study import SUFFIX, Study, open_study
from kwalicode.ui.language import _, error_sentence

FOLDER_VARIABLE, KEYS_VARIABLE = "KWALICODE_FOLDER", "KWALICODE_KEYS"
OpenFile = TypeVar("OpenFile", bound=EncryptedFile)

COOKIE = "kwalicode"
KEPT_HOURS = 12
_KEPT_STATE = ("study", "key", "coder", "language", "chosen_document", "chosen_source")
# What a browser had open, by the random word in its cookie, so that a reload asks nothing again.
_kept: dict[str, tuple[float, dict[str, object]]] = {}

# Sessions of one server that opened the same file share its pool; it closes with the last one.
_shared: WeakValueDictionary[str, EncryptedFile] = WeakValueDictionary()


def study_folder() -> Path:
    """Give the folder whose studies this server shows: the present one unless `serve` set it."""
    return Path(os.environ.get(FOLDER_VARIABLE, "."))


def key_file_of(study_path: Path) -> Path:
    """Give where the key file of a study lies: beside it unless `serve` was told another folder."""
    folder = os.environ.get(KEYS_VARIABLE)
    place = Path(folder) / study_path.name if folder else study_path
    return place.with_suffix(KEY_SUFFIX)


def find_studies() -> list[Path]:
    """List the study files in the folder, in order of name."""
    return sorted(study_folder().glob(f"*{SUFFIX}"))


def new_study_path(name: str) -> Path:
    """Give the path for a new study in the folder.

    Raises:
        InputError: The name holds more than letters, digits, blanks, `-` and `_`.
    """
    if not re.fullmatch(r"\w[\w \-]{0,59}", name.strip()):
        raise InputError("A study needs a name of letters and digits; choose another one.")
    return study_folder() / f"{name.strip()}{SUFFIX}"


def open_in_session(path: Path, passphrase: str, *, coder: str) -> None:
    """Open a study for this session; see `open_study` for what can go wrong."""
    if not coder.strip():
        raise InputError("Say who you are; your name stands with what you code.")
    leave_study()
    st.session_state.study = _share(open_study(path, passphrase))
    st.session_state.coder = coder.strip()


def unlock_key(passphrase: str) -> None:
    """Open the key file of the study for this session; see `open_key` for what can go wrong."""
    study = current_study()
    st.session_state.key = _share(open_key(study, passphrase, path=key_file_of(study.path)))


def leave_study() -> None:
    """Forget the study, the key file and everything the session knew of them."""
    _kept.pop(st.session_state.get("cookie", ""), None)
    kept = {name: st.session_state[name] for name in ("language",) if name in st.session_state}
    st.session_state.clear()
    st.session_state.update(kept)


def resume() -> None:
    """Take up what this browser had open before its page was loaded again."""
    word = st.context.cookies.get(COOKIE, "")
    until, state = _kept.get(word, (0.0, {}))
    if until > time.monotonic():
        st.session_state.update(state | {"cookie": word})


def remember() -> None:
    """Keep what this session has open for the same browser, in memory and for some hours only."""
    now = time.monotonic()
    for word in [word for word, (until, _state) in _kept.items() if until < now]:
        del _kept[word]
    if "cookie" not in st.session_state:
        st.session_state.cookie = secrets.token_urlsafe(32)
    word = st.session_state.cookie
    state = {name: st.session_state[name] for name in _KEPT_STATE if name in st.session_state}
    _kept[word] = (now + KEPT_HOURS * 3600, state)
    # The word is of our own making: letters, digits, - and _.
    cookie = f"'{COOKIE}={word}; path=/; SameSite=Strict'"
    secure = "(location.protocol === 'https:' ? '; Secure' : '')"
    script = f"<script>document.cookie = {cookie} + {secure}</script>"
    st.html(script, unsafe_allow_javascript=True)


def lock_key() -> None:
    """Forget the key file; raw text is out of reach again."""
    st.session_state.pop("key", None)


def _share(opened: OpenFile) -> OpenFile:
    shared = _shared.setdefault(opened.fingerprint, opened)
    if shared is not opened:
        opened.close()
    return shared  # type: ignore[return-value]  # a fingerprint belongs to one path, so one class


def has_study() -> bool:
    """Tell whether this session has a study open."""
    return "study" in st.session_state


def current_study() -> Study:
    """Give the open study of this session."""
    study: Study = st.session_state.study
    return study


def current_key() -> Key | None:
    """Give the open key file of this session, or None where it is locked."""
    key: Key | None = st.session_state.get("key")
    # Somebody may have destroyed it in another session.
    return key if key and key.path.exists() else None


def current_coder() -> str:
    """Give the name under which this session codes."""
    return str(st.session_state.coder)


@contextmanager
def shown_errors() -> Iterator[None]:
    """Show an expected error in the page; let every other one surface."""
    try:
        yield
    except KwalicodeError as error:
        st.error(error_sentence(error), icon=":material/error:")


def required_key(*, for_file: bool = False) -> Key:
    """Give the key file; where it is locked, ask for its passphrase and draw nothing more.

    Args:
        for_file: Whether it is needed to scan what is to be written, not to show what it holds.
    """
    key = current_key()
    if key is not None:
        return key
    if not key_file_of(current_study().path).exists():
        st.info(
            _(
                "The key file of this study is not here, so nobody can tell whether a name stands "
                "in what would be written. Write it where the key file is."
            )
            if for_file
            else _(
                "The key file of this study is not here. Raw text and names can only be seen "
                "where it is."
            ),
            icon=":material/lock:",
        )
        st.stop()
    with st.form("unlock", width=480):
        st.markdown(
            _("What is written is scanned for the names in the key file. Open it for that.")
            if for_file
            else _("This page shows names and raw text. Open the key file to see them.")
        )
        passphrase = st.text_input(_("Passphrase of the key file"), type="password")
        if st.form_submit_button(_("Open key file"), type="primary"):
            with shown_errors():
                unlock_key(passphrase)
                st.rerun()
    return st.stop()
