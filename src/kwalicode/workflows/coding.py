"""Read and code: what the reader asks for, stored one step at a time."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from kwalicode.model import Category, Code, Coding
from kwalicode.store import codebook, codings
from kwalicode.store.files import Database
from kwalicode.store.history import Change, can_redo, can_undo, find_changes, revision
from kwalicode.store.study import Study
from kwalicode.workflows.operations import (
    Act,
    Operation,
    Outcome,
    apply_operations,
    number_of,
    text_of,
)


def apply_coding(
    study: Study, document_id: str, operations: Sequence[Operation], *, coder: str
) -> Outcome:
    """Store what a coder did in the reader of one document; see `apply_operations`."""
    acts: dict[str, Act] = {
        "add": partial(_add, document_id=document_id, coder=coder),
        "remove": _remove,
        "recode": partial(_recode, coder=coder),
        "resize": _resize,
        "note": _note,
        "new_code": partial(_new_code, coder=coder),
        "rename_code": _rename_code,
        "delete_code": _delete_code,
        "move_code": _move_code,
    }
    return apply_operations(study, operations, acts, coder=coder)


def _add(db: Database, operation: Operation, *, document_id: str, coder: str) -> None:
    code_id = _code(db, operation, coder)
    mark_id, text = text_of(operation, "mark_id"), text_of(operation, "text")
    start, end = number_of(operation, "start"), number_of(operation, "end")
    codings.add_coding(db, Coding(mark_id, document_id, code_id, coder, start, end, text))


def _code(db: Database, operation: Operation, coder: str) -> str | None:
    if operation.get("code_id") is None:
        return None
    code_id = text_of(operation, "code_id")
    fresh = operation.get("new_code")
    if isinstance(fresh, Mapping):
        _add_code(db, code_id, fresh, coder)
    else:
        codebook.get_code(db, code_id)
    return code_id


def _new_code(db: Database, operation: Operation, *, coder: str) -> None:
    _add_code(db, text_of(operation, "code_id"), operation, coder)


def _add_code(db: Database, code_id: str, fields: Operation, coder: str) -> None:
    category_id = _optional(fields, "category_id")
    colour = codebook.next_colour(db, category_id)
    origin = "in vivo" if fields.get("in_vivo") else "data"
    code = Code(code_id, text_of(fields, "name"), category_id, colour, origin=origin)
    codebook.add_code(db, code, coder=coder)


def _remove(db: Database, operation: Operation) -> None:
    codings.delete_coding(db, text_of(operation, "mark_id"))


def _recode(db: Database, operation: Operation, *, coder: str) -> None:
    codings.recode(db, text_of(operation, "mark_id"), _code(db, operation, coder))


def _resize(db: Database, operation: Operation) -> None:
    start, end = number_of(operation, "start"), number_of(operation, "end")
    words = text_of(operation, "text")
    codings.resize(db, text_of(operation, "mark_id"), start, end, words)


def _note(db: Database, operation: Operation) -> None:
    codings.update_comment(db, text_of(operation, "mark_id"), text_of(operation, "note"))


def _rename_code(db: Database, operation: Operation) -> None:
    codebook.rename_code(db, text_of(operation, "code_id"), text_of(operation, "name"))


def _delete_code(db: Database, operation: Operation) -> None:
    codebook.delete_code(db, text_of(operation, "code_id"))


def _move_code(db: Database, operation: Operation) -> None:
    codebook.move_code(db, text_of(operation, "code_id"), _optional(operation, "category_id"))


def _optional(operation: Operation, field: str) -> str | None:
    return text_of(operation, field) if operation.get(field) is not None else None


class CodebookState(NamedTuple):
    """The code tree as the reader shows it.

    Attributes:
        counts: Number of codings per code id over the whole study.
    """

    codes: list[Code]
    categories: list[Category]
    counts: dict[str, int]


class CodingState(NamedTuple):
    """Everything the reader shows of one document beside its text.

    Attributes:
        revision: The newest change this state holds.
        recent: Codes this coder used last, newest first.
    """

    revision: int
    codings: list[Coding]
    codebook: CodebookState
    recent: list[str]


def coding_state(study: Study, document_id: str, *, coder: str) -> CodingState:
    """Read the whole state of a document for a reader that just opened."""
    with study.read() as db:
        return CodingState(
            revision(db),
            codings.find_codings(db, document_id),
            _codebook(db),
            codings.recent_codes(db, coder),
        )


def codebook_state(study: Study) -> CodebookState:
    """Read the code tree alone."""
    with study.read() as db:
        return _codebook(db)


def _codebook(db: Database) -> CodebookState:
    codes, categories = codebook.find_codes(db), codebook.find_categories(db)
    return CodebookState(codes, categories, codings.count_by_code(db))


class CodingChange(NamedTuple):
    """One change for readers that are open: a coding put or lost, or the codebook changed.

    Attributes:
        coding: The coding as it is now; None when it was lost.
        coding_id: None when the codebook changed.
        code_ids: The codes whose numbers of codings changed.
    """

    revision: int
    op_id: str | None
    coding_id: str | None
    coding: Coding | None
    code_ids: frozenset[str | None]


def coding_changes(study: Study, document_id: str, *, since: int) -> list[CodingChange]:
    """List what changed in a document or in the codebook after a revision, oldest first."""
    with study.read() as db:
        found = find_changes(db, since=since, tables=("codings", "codes", "categories"))
        names = codings.find_coders(db) if found else {}
    return [_change(change, document_id, names) for change in found]


def _change(change: Change, document_id: str, names: Mapping[int, str]) -> CodingChange:
    if change.table != "codings":
        return CodingChange(change.revision, change.op_id, None, None, frozenset())
    rows = [row for row in (change.old, change.new) if row]
    code_ids = frozenset(row["code_id"] for row in rows)
    here = change.new if change.new and change.new["document_id"] == document_id else None
    coding = _coding(here, names) if here else None
    return CodingChange(change.revision, change.op_id, change.row_id, coding, code_ids)


def _coding(row: Mapping[str, object], names: Mapping[int, str]) -> Coding:
    fields = ("id", "document_id", "code_id", "coder_id", "start", "end", "text", "comment")
    values = dict(zip(fields, (row[field] for field in fields), strict=True))
    coder = names[int(str(values.pop("coder_id")))]
    return Coding(coding_id=values.pop("id"), coder=coder, **values)  # type: ignore[arg-type]  # from our own trigger


def undo_state(study: Study, coder: str) -> tuple[bool, bool]:
    """Tell whether this coder can undo, and redo."""
    with study.read() as db:
        return can_undo(db, coder), can_redo(db, coder)
