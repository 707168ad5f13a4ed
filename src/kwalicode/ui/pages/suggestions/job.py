"""Work that takes a while, done beside the page: how far it is, how long yet, and a way out."""

import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import streamlit as st

from kwalicode.ui.language import N_, _, percent

Progress = Callable[[float], object]
AT_ONCE, _LOOK = 0.9, 0.7  # seconds: what is done sooner shows no bar; how often the bar moves
_KNOWN = 0.15  # the share from which on the time left can be told


class _StoppedError(Exception):
    """The user does not want it any more."""


class Job:
    """One piece of work in a thread of its own.

    Attributes:
        made: What it made, once it is done.
        error: Why it failed, if it did.
    """

    def __init__(self, mark: object, make: Callable[[Progress], Any]) -> None:
        self.mark, self._make = mark, make
        self.made: Any = None
        self.error: Exception | None = None
        self.share, self.began = 0.0, time.monotonic()
        self._stop = Event()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self.made = self._make(self._tell)
        except Exception as error:  # noqa: BLE001  told in the page, where all errors are
            self.error = error

    def _tell(self, share: float) -> None:
        if self._stop.is_set():
            raise _StoppedError
        self.share = share

    def is_done(self, *, within: float = 0.0) -> bool:
        """Wait a moment at most, and tell whether it is done."""
        self._thread.join(within)
        return not self._thread.is_alive()

    def stop(self) -> None:
        """Let it end at its next step; what it makes until then is nobody's any more."""
        self._stop.set()

    @property
    def is_stopped(self) -> bool:
        """Tell whether it was told to end."""
        return self._stop.is_set()

    def seconds_left(self) -> int:
        """Guess from how fast it went so far."""
        return round((time.monotonic() - self.began) * (1 - self.share) / max(self.share, 0.01))


def begun(key: str, mark: object, make: Callable[[Progress], Any]) -> Job:
    """Give the job of a mark, which begins now if it did not before; that of another mark ends.

    Args:
        key: Where the session keeps it.
        mark: What it is made of.
        make: Makes it; tells a share from 0 to 1, which may raise to stop it.
    """
    job: Job | None = st.session_state.get(key)
    if job is None or job.mark != mark:
        if job:
            job.stop()
        job = st.session_state[key] = Job(mark, make)
    return job


def computed(key: str, mark: object, make: Callable[[Progress], Any], *, says: str) -> Any:
    """Give what was made for a mark before, or make it; None while it is being made.

    While it is made, a bar with a button to stop it stands in the page, which stays usable.

    Args:
        key: See `begun`, as `mark` and `make`.
        mark: Another one makes it anew.
        make: Makes it.
        says: What is being made.

    Raises:
        KwalicodeError: It cannot be made.
    """
    job = begun(key, mark, make)
    # Nobody waits for its last step, which may be a long one: another job may begin beside it.
    if job.is_stopped:
        _stopped(key)
        return None
    if not job.is_done(within=AT_ONCE):
        st.fragment(_bar, run_every=_LOOK)(key, says)
        return None
    if job.error:
        raise job.error
    return job.made


def forget(key: str) -> None:
    """Stop what is made under a key, or let what was made be made anew."""
    job: Job | None = st.session_state.pop(key, None)
    if job:
        job.stop()


def _stopped(key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_("Stopped."), width="content")
        st.button(_("Start again"), on_click=forget, args=(key,), key=f"{key}_again")


def _bar(key: str, says: str) -> None:
    job: Job | None = st.session_state.get(key)
    if job is None or job.is_done():
        st.rerun()
    assert job is not None  # noqa: S101  the run above ends here otherwise
    told = f"{says} · {percent(job.share)}"
    if job.share > _KNOWN:
        n = job.seconds_left()
        told += " · " + N_("{n} second left", "{n} seconds left", n)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(min(1.0, job.share), told, width=520)
        if st.button(_("Stop"), icon=":material/close:", key=f"{key}_stop"):
            job.stop()
            st.rerun()
