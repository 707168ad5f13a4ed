"""What a coder can do in the reader; each act is done inside one transaction."""

from collections.abc import Mapping
from functools import partial
from typing import cast, get_args

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Code, Coding, MemoKind, PassKind
from kwalicode.store import codebook, codings
from kwalicode.store.coding_details import update_details
from kwalicode.store.files import Database
from kwalicode.store.memos import add_memo, delete_memo, get_memo, mark_done, update_memo
from kwalicode.store.pass_documents import takes_part
from kwalicode.store.passes import current_pass
from kwalicode.workflows.barring import barring_acts
from kwalicode.workflows.operations import Act, Operation, number_of, text_of
from kwalicode.workflows.quotes.picking import quote_act
from kwalicode.workflows.suggestions.origins import keep_origin, refuse_code


def coding_acts(document_id: str, coder: str) -> dict[str, Act]:
    """Give what each kind of operation does in one document."""
    return {
        "add": partial(_add, document_id=document_id, coder=coder),
        "remove": _remove,
        "recode": partial(_recode, coder=coder),
        "resize": _resize,
        "note": _note,
        "details": _details,
        "memo": partial(_memo, coder=coder),
        "change_memo": _change_memo,
        "mark_memo": _mark_memo,
        "delete_memo": _delete_memo,
        "refuse_code": partial(refuse_code, document_id=document_id, coder=coder),
        "new_code": partial(_new_code, coder=coder),
        "rename_code": _rename_code,
        "delete_code": _delete_code,
        "move_code": _move_code,
        "quote": partial(quote_act, document_id=document_id, coder=coder),
        **barring_acts(document_id, coder),
    }


def _add(db: Database, operation: Operation, *, document_id: str, coder: str) -> None:
    code_id = _code(db, operation, coder)
    mark_id, text = text_of(operation, "mark_id"), text_of(operation, "text")
    start, end = number_of(operation, "start"), number_of(operation, "end")
    pass_id = _pass(db, operation, document_id)
    coding = Coding(mark_id, document_id, code_id, coder, start, end, text, pass_id=pass_id)
    codings.add_coding(db, coding)
    if "suggested" in operation:
        keep_origin(db, operation, coder=coder)


def _pass(db: Database, operation: Operation, document_id: str) -> int:
    """Give the pass that is open now for what is coded in the kind of pass that was chosen."""
    kind = operation.get("pass_kind", "open")
    if kind not in get_args(PassKind):
        raise InputError("A pass is open, axial or thematic; choose one of these.")
    if not takes_part(db, document_id, kind):
        raise InputError("This document takes no part in the open pass; choose another pass.")
    return current_pass(db, kind)


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
    mark_id, note = text_of(operation, "mark_id"), text_of(operation, "note")
    stored = codings.get_coding(db, mark_id).comment
    if _is_other(operation, stored) and stored != note.strip():
        note = f"{stored}\n{note}"  # what someone else wrote meanwhile stays
    codings.update_comment(db, mark_id, note)


def _details(db: Database, operation: Operation) -> None:
    fields = {name: text_of(operation, name) for name in ("actor", "target", "perspective")}
    update_details(db, text_of(operation, "mark_id"), **fields)


def _memo(db: Database, operation: Operation, *, coder: str) -> None:
    kind = cast(MemoKind, text_of(operation, "kind"))  # checked where it is stored
    memo_id, text = text_of(operation, "memo_id"), text_of(operation, "text")
    add_memo(db, memo_id, kind, ("coding", text_of(operation, "mark_id")), text, coder=coder)


def _change_memo(db: Database, operation: Operation) -> None:
    memo_id, text = text_of(operation, "memo_id"), text_of(operation, "text").strip()
    stored = get_memo(db, memo_id).text
    if _is_other(operation, stored) and stored != text:
        text = f"{stored}\n{text}"  # what someone else wrote meanwhile stays
    update_memo(db, memo_id, cast(MemoKind, text_of(operation, "kind")), text)


def _mark_memo(db: Database, operation: Operation) -> None:
    mark_done(db, text_of(operation, "memo_id"), is_done=operation.get("is_done") is True)


def _delete_memo(db: Database, operation: Operation) -> None:
    delete_memo(db, text_of(operation, "memo_id"))


def _rename_code(db: Database, operation: Operation) -> None:
    code_id, name = text_of(operation, "code_id"), text_of(operation, "name")
    if _is_other(operation, codebook.get_code(db, code_id).name):
        raise ConflictError(
            "Someone renamed this code meanwhile; look at its new name and rename it again if "
            "you still want to."
        )
    codebook.rename_code(db, code_id, name)


def _is_other(operation: Operation, stored: str) -> bool:
    """Tell whether something is not any more what the coder saw when they changed it."""
    return "was" in operation and bool(stored) and stored != operation["was"]


def _delete_code(db: Database, operation: Operation) -> None:
    codebook.delete_code(db, text_of(operation, "code_id"))


def _move_code(db: Database, operation: Operation) -> None:
    codebook.move_code(db, text_of(operation, "code_id"), _optional(operation, "category_id"))


def _optional(operation: Operation, field: str) -> str | None:
    return text_of(operation, field) if operation.get(field) is not None else None
