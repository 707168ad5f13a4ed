"""Memos: each act one step of history; what is written out is scanned for leaks first."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple
from uuid import uuid4

from kwalicode.errors import InputError
from kwalicode.model import Language, MemoKind, MemoTarget
from kwalicode.report.memos import MemoEntry, memos_md, questions_md
from kwalicode.store import memos
from kwalicode.store.history import undo
from kwalicode.store.key import Key
from kwalicode.store.memos import PlacedMemo, Target, Wanted
from kwalicode.store.study import Study
from kwalicode.workflows.leak_words import Words, Written, written


class MemosPage(NamedTuple):
    """What the page Memos shows.

    Attributes:
        memos: Those wanted, newest first.
        n_all: How many there are in all, as far as the coder may see them.
        n_open: How many questions were not asked yet.
        writers: Names of all who wrote one.
    """

    memos: list[PlacedMemo]
    n_all: int
    n_open: int
    writers: list[str]


def memos_page(study: Study, wanted: Wanted, *, coder: str) -> MemosPage:
    """Read the memos that a coder may see, and how many there are."""
    with study.read() as db:
        every = memos.find_memos(db, coder=coder)
        shown = memos.find_memos(db, wanted, coder=coder) if any(wanted) else every
        n_open = sum(1 for one in every if one.memo.kind == "question" and not one.memo.is_done)
        return MemosPage(shown, len(every), n_open, memos.find_writers(db))


def memo_targets(study: Study) -> dict[MemoTarget, dict[str, str]]:
    """Give what a memo can be made on from a list: name by id, by kind; nothing that is empty."""
    with study.read() as db:
        found = {kind: memos.find_targets(db, kind) for kind in memos.TARGETS}
    return {kind: names for kind, names in found.items() if names or kind == "study"}


def write_memo(study: Study, kind: MemoKind, target: Target, text: str, *, coder: str) -> str:
    """Make a memo as one step and give its id; see `store.memos.add_memo`."""
    memo_id = str(uuid4())
    with study.write(coder, "add memo") as db:
        memos.add_memo(db, memo_id, kind, target, text, coder=coder)
    return memo_id


def change_memo(study: Study, memo_id: str, kind: MemoKind, text: str, *, coder: str) -> None:
    """Change a memo as one step; see `store.memos.update_memo`."""
    with study.write(coder, "change memo") as db:
        memos.update_memo(db, memo_id, kind, text)


def delete_memo(study: Study, memo_id: str, *, coder: str) -> None:
    """Remove a memo as one step."""
    with study.write(coder, "delete memo") as db:
        memos.delete_memo(db, memo_id)


def mark_asked(study: Study, memo_id: str, *, is_done: bool, coder: str) -> None:
    """Say that a question was asked, or not yet, as one step."""
    with study.write(coder, "question asked") as db:
        memos.mark_done(db, memo_id, is_done=is_done)


def take_back(study: Study, *, coder: str) -> bool:
    """Take back the last step of a coder; see `store.history.undo`."""
    return undo(study, coder)


def memo_words(found: Sequence[PlacedMemo]) -> Words:
    """Give all that a file of these memos would show."""
    names = [one.code for one in found]
    prose = [text for one in found for text in (one.memo.text, one.about or "")]
    return Words(names, prose)


Writer = Callable[..., bytes]
_WRITERS: Mapping[str, Writer] = {"memos": memos_md, "questions": questions_md}


def render_memos(found: Sequence[PlacedMemo], what: str, *, language: Language) -> bytes:
    """Write memos as Markdown.

    Args:
        found: Newest first; the file gives the oldest first.
        what: `memos` for all of them, `questions` for a sheet of those not asked yet.
        language: Of the headings.

    Raises:
        InputError: Something else is asked for.
    """
    if what not in _WRITERS:
        raise InputError("A file of memos holds 'memos' or 'questions'; choose one of these.")
    entries = [_entry(placed) for placed in reversed(found)]
    today = datetime.now(UTC).date()
    return _WRITERS[what](entries, language=language, exported=today)


def export_memos(study: Study, key: Key, what: str, *, language: Language, coder: str) -> Written:
    """Write all memos, or the open questions, unless one of them leaks; see `render_memos`.

    Raises:
        LeakError: Identifying text was found.
    """
    wanted = Wanted(is_open=what == "questions")
    found = memos_page(study, wanted, coder=coder).memos
    content = render_memos(found, what, language=language)
    return written(key, memo_words(found), content)


def _entry(placed: PlacedMemo) -> MemoEntry:
    memo = placed.memo
    is_coding = memo.target_kind == "coding" and placed.about is not None
    return MemoEntry(
        kind=memo.kind,
        target=memo.target_kind,
        about=placed.code if is_coding else placed.about,
        words=placed.about or "" if is_coding else "",
        text=memo.text,
        coder=memo.coder,
        written=date.fromisoformat(memo.created_at[:10]),
        changed=date.fromisoformat(memo.changed_at[:10]),
        is_done=memo.is_done,
    )
