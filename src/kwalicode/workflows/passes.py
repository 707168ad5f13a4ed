"""Open, close and go back to the passes of a study; the codebook as it stood (W80, W82)."""

from datetime import date, datetime, time
from typing import NamedTuple

from kwalicode.errors import ConflictError
from kwalicode.model import Pass, PassKind
from kwalicode.store import passes
from kwalicode.store.files import Database
from kwalicode.store.history import revision
from kwalicode.store.pass_documents import PassDocument, find_pass_documents, limit_document
from kwalicode.store.passes import Made
from kwalicode.store.past_codebook import PastCodebook, codebook_at, revision_at
from kwalicode.store.snapshots import Snapshot, add_snapshot, find_snapshots, get_snapshot
from kwalicode.store.study import Study
from kwalicode.store.themes import themes_without_claim


class PassesState(NamedTuple):
    """All passes with what came of them.

    Attributes:
        made: What came of a pass, by pass id; a pass without anything is not in it.
        current: Id of the pass in which something of a kind is made now.
        n_claimless: How many themes have no claim yet.
    """

    passes: list[Pass]
    made: dict[int, Made]
    current: dict[PassKind, int]
    snapshots: list[Snapshot]
    n_claimless: int


def passes_state(study: Study) -> PassesState:
    """Read the passes side by side."""
    kinds: tuple[PassKind, ...] = ("open", "axial", "thematic")
    with study.read() as db:
        return PassesState(
            passes.find_passes(db),
            passes.count_made(db),
            {kind: passes.current_pass(db, kind) for kind in kinds},
            find_snapshots(db),
            len(themes_without_claim(db)),
        )


def open_pass(
    study: Study, kind: PassKind, name: str, *, coder: str, is_blind: bool = False
) -> int:
    """Open a pass as one step and return its id; see `store.passes.open_pass`."""
    with study.write(coder, "open_pass") as db:
        return passes.open_pass(db, kind, name, coder=coder, is_blind=is_blind)


def close_pass(study: Study, pass_id: int, *, coder: str) -> int:
    """Close a pass and keep the codebook of this moment, as one step; return the snapshot's id.

    Raises:
        NotFoundError: The pass is gone.
        ConflictError: It is closed already, or it is thematic and a theme has no claim (W08).
    """
    with study.write(coder, "close_pass") as db:
        if passes.get_pass(db, pass_id).kind == "thematic":
            _refuse_claimless(db)
        passes.mark_closed(db, pass_id, coder=coder)
        return add_snapshot(db, pass_id, coder=coder)


def _refuse_claimless(db: Database) -> None:
    names = themes_without_claim(db)
    if names:
        raise ConflictError(
            "A thematic pass is closed when every theme has a claim; write one for: {themes}.",
            themes=", ".join(names),
        )


def reopen_pass(study: Study, pass_id: int, *, coder: str) -> None:
    """Go back to a closed pass as one step; raises as `store.passes.reopen_pass` does."""
    with study.write(coder, "reopen_pass") as db:
        passes.reopen_pass(db, pass_id)


def rename_pass(study: Study, pass_id: int, name: str, *, coder: str) -> None:
    """Give a pass another name as one step; raises as `store.passes.rename_pass` does."""
    with study.write(coder, "rename_pass") as db:
        passes.rename_pass(db, pass_id, name)


def set_blind(study: Study, pass_id: int, *, is_blind: bool, coder: str) -> None:
    """Hide coders' work from each other until the pass is closed, or show it, as one step."""
    with study.write(coder, "blind_pass") as db:
        passes.set_blind(db, pass_id, is_blind=is_blind)


def pass_documents(study: Study) -> list[PassDocument]:
    """List the documents with their codings by pass."""
    with study.read() as db:
        return find_pass_documents(db)


def limit_documents(study: Study, document_ids: frozenset[str], *, coder: str) -> None:
    """Keep these documents, and no others, for the axial and thematic passes alone (W82).

    Raises:
        InputError: One of them is an interview or an answer.
    """
    with study.write(coder, "limit_documents", undoable=False) as db:
        for document in find_pass_documents(db):
            in_open_pass = document.document_id not in document_ids
            if document.in_open_pass != in_open_pass:
                limit_document(db, document.document_id, in_open_pass=in_open_pass)


def codebook_of_day(study: Study, when: date | datetime) -> PastCodebook:
    """Give the codebook as it stood at the end of a day, or at a moment, with its numbers.

    Args:
        study: The study.
        when: A moment without a time zone, and the end of a day, are those of this computer.
    """
    with study.read() as db:
        return codebook_at(db, revision_at(db, moment_of(when)))


def moment_of(when: date | datetime) -> datetime:
    """Give a moment with its time zone; of a day its last moment."""
    if not isinstance(when, datetime):
        when = datetime.combine(when, time.max)
    return when.astimezone()


def codebook_of_snapshot(study: Study, snapshot_id: int) -> tuple[PastCodebook, Made]:
    """Give the codebook at the closing of a pass; see `store.snapshots.get_snapshot`."""
    with study.read() as db:
        return get_snapshot(db, snapshot_id)


def revision_of_day(study: Study, when: date | datetime) -> int:
    """Give the last change of a day; 0 where nothing had been made yet."""
    with study.read() as db:
        return revision_at(db, moment_of(when))


def revision_now(study: Study) -> int:
    """Give the newest change."""
    with study.read() as db:
        return revision(db)


def last_step(study: Study, coder: str) -> int:
    """Give the number of the last thing this coder did, whatever it was; 0 if there is none."""
    with study.read() as db:
        return passes.last_step(db, coder)
