"""Read and code: what the reader shows of a document, and what it asks for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from kwalicode.model import Barred, Category, Code, Coding, Memo, Pass, PassKind
from kwalicode.store import codebook, codings
from kwalicode.store.barred import find_barred
from kwalicode.store.categories import find_links
from kwalicode.store.code_segments import count_visible
from kwalicode.store.coding_details import count_some, find_coding_memos, find_groups
from kwalicode.store.files import Database
from kwalicode.store.history import Change, can_redo, can_undo, find_changes, revision
from kwalicode.store.passes import blind_passes, current_pass, find_passes
from kwalicode.store.progress import Progress, find_progress
from kwalicode.store.study import Study
from kwalicode.workflows.coding_acts import coding_acts
from kwalicode.workflows.operations import Operation, Outcome, apply_operations

Row = Mapping[str, object]


def apply_coding(
    study: Study, document_id: str, operations: Sequence[Operation], *, coder: str
) -> Outcome:
    """Store what a coder did in the reader of one document; see `apply_operations`."""
    return apply_operations(study, operations, coding_acts(document_id, coder), coder=coder)


def coding_progress(study: Study, *, coder: str) -> list[Progress]:
    """Tell how far each document is coded, as far as a coder may see."""
    with study.read() as db:
        return find_progress(db, coder=coder)


class CodebookState(NamedTuple):
    """The code tree as the reader shows it.

    Attributes:
        counts: Number of codings per code id over the whole study, as far as may be seen.
        synonyms: Other names of codes, by code id.
        links: Categories in which codes stand too, by code id.
    """

    codes: list[Code]
    categories: list[Category]
    counts: dict[str, int]
    synonyms: dict[str, list[str]]
    links: dict[str, list[str]]


class CodingState(NamedTuple):
    """Everything the reader shows of one document beside its text.

    Attributes:
        revision: The newest change this state holds.
        codings: Without those that are hidden from the coder.
        recent: Codes this coder used last, newest first.
        memos: On codings of the document, oldest first.
        groups: Groups that were named as actor or target.
        coders: Names of all coders, in the order in which they came.
        barred: Passages of the document that may not be used.
    """

    revision: int
    codings: list[Coding]
    codebook: CodebookState
    recent: list[str]
    memos: list[Memo]
    groups: list[str]
    passes: list[Pass]
    coders: list[str]
    barred: list[Barred]


def coding_state(study: Study, document_id: str, *, coder: str) -> CodingState:
    """Read the whole state of a document for a reader that just opened."""
    with study.read() as db:
        return CodingState(
            revision(db),
            codings.find_codings(db, document_id, coder=coder),
            _codebook(db, coder),
            codings.recent_codes(db, coder),
            find_coding_memos(db, document_id, coder=coder),
            find_groups(db),
            find_passes(db),
            [name for _, name in sorted(codings.find_coders(db).items())],
            find_barred(db, document_id),
        )


def codebook_state(study: Study, *, coder: str) -> CodebookState:
    """Read the code tree alone."""
    with study.read() as db:
        return _codebook(db, coder)


def _codebook(db: Database, coder: str) -> CodebookState:
    codes, categories = codebook.find_codes(db), codebook.find_categories(db)
    counts, synonyms = count_visible(db, coder=coder), codebook.find_synonyms(db)
    return CodebookState(codes, categories, counts, synonyms, find_links(db))


def code_counts(study: Study, code_ids: Iterable[str], *, coder: str) -> dict[str, int]:
    """Count the codings of some codes over the whole study, as far as a coder may see."""
    with study.read() as db:
        return count_some(db, code_ids, coder=coder)


def document_memos(study: Study, document_id: str, *, coder: str) -> list[Memo]:
    """List the memos on the codings of a document, oldest first."""
    with study.read() as db:
        return find_coding_memos(db, document_id, coder=coder)


_ANEW = ("passes", "barred", "anchor_checks")
"""Tables whose changes let others be seen: a reader reads everything anew then."""

TABLES = ("codings", "codes", "categories", "synonyms", "code_categories", "memos", *_ANEW)


class CodingChange(NamedTuple):
    """One change for readers that are open.

    Attributes:
        table: Where: `codings`, or what is read anew: the codebook, memos, passes, what is barred.
        coding_id: Of a coding of this document that was put or lost; None for all else.
        coding: The coding as it is now; None when it was lost.
        code_ids: The codes whose numbers of codings changed.
    """

    revision: int
    op_id: str | None
    table: str
    coding_id: str | None = None
    coding: Coding | None = None
    code_ids: frozenset[str | None] = frozenset()


def reads_anew(tables: Collection[str]) -> bool:
    """Tell whether what may be seen can be another after changes in some tables."""
    return not set(tables).isdisjoint(_ANEW)


def coding_changes(study: Study, document_id: str, *, since: int, coder: str) -> list[CodingChange]:
    """List what a coder may see of the changes after a revision, oldest first."""
    with study.read() as db:
        found = find_changes(db, since=since, tables=TABLES)
        names = codings.find_coders(db) if found else {}
        blind = blind_passes(db)
        left_out = codings.find_left_out(db, document_id)
    hidden = {coder_id: blind for coder_id, name in names.items() if name != coder}
    changes = [_change(change, document_id, names) for change in found]
    changes = [one._replace(coding=None) if one.coding_id in left_out else one for one in changes]
    return [one for one, change in zip(changes, found, strict=True) if _is_seen(change, hidden)]


def _is_seen(change: Change, hidden: Mapping[int, frozenset[int]]) -> bool:
    row = change.new or change.old or {}
    return change.table != "codings" or row["pass_id"] not in hidden.get(row["coder_id"], ())


def _change(change: Change, document_id: str, names: Mapping[int, str]) -> CodingChange:
    if change.table != "codings":
        return CodingChange(change.revision, change.op_id, change.table)
    rows = [row for row in (change.old, change.new) if row]
    code_ids = frozenset(row["code_id"] for row in rows)
    common = CodingChange(change.revision, change.op_id, "codings", code_ids=code_ids)
    if rows[0]["document_id"] != document_id:
        return common
    coding = _coding(change.new, names) if change.new else None
    return common._replace(coding_id=change.row_id, coding=coding)


_FIELDS = (
    *("document_id", "code_id", "start", "end", "text", "comment"),
    *("pass_id", "actor", "target", "perspective"),
)


def _coding(row: Row, names: Mapping[int, str]) -> Coding:
    values = {field: row[field] for field in _FIELDS}
    coder = names[int(str(row["coder_id"]))]
    return Coding(coding_id=row["id"], coder=coder, **values)  # type: ignore[arg-type]  # from our own trigger


def undo_state(study: Study, coder: str) -> tuple[bool, bool]:
    """Tell whether this coder can undo, and redo."""
    with study.read() as db:
        return can_undo(db, coder), can_redo(db, coder)


def pass_now(study: Study, kind: PassKind) -> int:
    """Give the pass that is coded in now; see `store.passes.current_pass`."""
    with study.read() as db:
        return current_pass(db, kind)
