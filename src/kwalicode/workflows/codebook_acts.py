"""What the page Codebook asks for, each act one step of history."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Category, Code
from kwalicode.store import categories, codebook, merging
from kwalicode.store.files import Database
from kwalicode.store.study import Study
from kwalicode.workflows.operations import Act, Operation, Outcome, apply_operations, text_of

MAX_AT_ONCE = 5_000


def apply_codebook(study: Study, operations: Sequence[Operation], *, coder: str) -> Outcome:
    """Store what someone did on the page Codebook; see `apply_operations`."""
    acts: dict[str, Act] = {
        "new_code": partial(_new_code, coder=coder),
        "new_category": _new_category,
        "edit_code": _edit_code,
        "edit_category": _edit_category,
        "move": _move,
        "merge_codes": _merge_codes,
        "merge_categories": _merge_categories,
        "retire": _retire,
        "link": _link,
        "unlink": _unlink,
        "delete": _delete,
        "recode": partial(_recode, coder=coder),
    }
    return apply_operations(study, operations, acts, coder=coder)


def _new_code(db: Database, operation: Operation, *, coder: str) -> None:
    category_id = _optional(operation, "category_id")
    colour = codebook.next_colour(db, category_id)
    code = Code(text_of(operation, "code_id"), text_of(operation, "name"), category_id, colour)
    codebook.add_code(db, code, coder=coder)


def _new_category(db: Database, operation: Operation) -> None:
    """Make a category; codes and categories that were chosen go into it in the same step."""
    category_id = categories.add_category(
        db,
        text_of(operation, "name"),
        category_id=text_of(operation, "category_id"),
        parent_id=_optional(operation, "parent_id"),
    )
    codebook.move_codes(db, _ids(operation, "code_ids"), category_id)
    categories.nest_categories(db, _ids(operation, "category_ids"), category_id)


_EDITABLE = frozenset(
    (
        *("name", "description", "include_when", "exclude_when", "example"),
        *("literature", "origin", "valence", "colour"),
    )
)


def _edit_code(db: Database, operation: Operation) -> None:
    code = codebook.get_code(db, text_of(operation, "code_id"))
    fields = _fields(operation, "fields")
    before = _fields(operation, "before")
    synonyms = fields.pop("synonyms", None)
    _refuse_newer(before, code)
    codebook.update_code(db, replace(code, **_allowed(fields, _EDITABLE)))
    if isinstance(synonyms, str):
        codebook.set_synonyms(db, code.code_id, synonyms.split("\n"))


def _edit_category(db: Database, operation: Operation) -> None:
    category = categories.get_category(db, text_of(operation, "category_id"))
    _refuse_newer(_fields(operation, "before"), category)
    allowed = frozenset({"name", "description", "colour"})
    fields = _allowed(_fields(operation, "fields"), allowed)
    categories.update_category(db, replace(category, **fields))


def _refuse_newer(before: Mapping[str, Any], stored: Code | Category) -> None:
    """Refuse an edit of a field that someone else changed while it was being edited."""
    for field, value in before.items():
        if getattr(stored, field, value) != value:
            raise ConflictError(
                "Someone changed this field meanwhile; look at the new text and save yours again."
            )


def _allowed(fields: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    for field, value in fields.items():
        kind = int if field == "colour" else str
        if field not in names or not isinstance(value, kind):
            raise InputError("The page sent no proper '{field}'; reload it.", field=field[:40])
    return dict(fields)


def _move(db: Database, operation: Operation) -> None:
    """Put codes and categories under a category, or on top; before one of them where it says so."""
    parent_id = _optional(operation, "parent_id")
    code_ids, category_ids = _ids(operation, "code_ids"), _ids(operation, "category_ids")
    codebook.move_codes(db, code_ids, parent_id)
    categories.nest_categories(db, category_ids, parent_id)
    before = _optional(operation, "before")
    if before:
        codes = [c.code_id for c in codebook.find_codes(db) if c.category_id == parent_id]
        codebook.order_codes(db, _put_before(codes, code_ids, before))
        siblings = [
            c.category_id for c in categories.find_categories(db) if c.parent_id == parent_id
        ]
        categories.order_categories(db, _put_before(siblings, category_ids, before))


def _put_before(ids: Sequence[str], moved: Sequence[str], before: str) -> list[str]:
    """Give the ids with some of them put before one, which is not among them.

    >>> _put_before(["a", "b", "c"], ["c"], "a")
    ['c', 'a', 'b']
    """
    if before not in ids or before in moved:
        return list(ids)
    rest = [one for one in ids if one not in set(moved)]
    place = rest.index(before)
    return [*rest[:place], *(one for one in moved if one in ids), *rest[place:]]


def _merge_codes(db: Database, operation: Operation) -> None:
    merging.merge_codes(db, _ids(operation, "code_ids"), text_of(operation, "target_id"))


def _merge_categories(db: Database, operation: Operation) -> None:
    ids, target_id = _ids(operation, "category_ids"), text_of(operation, "target_id")
    merging.merge_categories(db, ids, target_id)


def _retire(db: Database, operation: Operation) -> None:
    ids = _ids(operation, "code_ids")
    codebook.retire_codes(db, ids, is_retired=operation.get("is_retired") is not False)


def _link(db: Database, operation: Operation) -> None:
    for code_id in _ids(operation, "code_ids"):
        codebook.get_code(db, code_id)
        categories.link_code(db, code_id, text_of(operation, "category_id"))


def _unlink(db: Database, operation: Operation) -> None:
    for code_id in _ids(operation, "code_ids"):
        categories.unlink_code(db, code_id, text_of(operation, "category_id"))


def _delete(db: Database, operation: Operation) -> None:
    for code_id in _ids(operation, "code_ids"):
        codebook.delete_code(db, code_id)
    for category_id in _ids(operation, "category_ids"):
        merging.delete_category(db, category_id)


def _recode(db: Database, operation: Operation, *, coder: str) -> None:
    """Give segments of a code another one, which may be new: a code is split this way."""
    code_id = text_of(operation, "code_id")
    if operation.get("name"):
        _new_code(db, operation, coder=coder)
    merging.recode_codings(db, _ids(operation, "coding_ids"), code_id)


def _optional(operation: Operation, field: str) -> str | None:
    return text_of(operation, field) if operation.get(field) else None


def _fields(operation: Operation, field: str) -> dict[str, Any]:
    value = operation.get(field) or {}
    if not isinstance(value, Mapping):
        raise InputError("The page sent no proper '{field}'; reload it.", field=field)
    return {str(name): content for name, content in value.items()}


def _ids(operation: Operation, field: str) -> list[str]:
    value = operation.get(field) or []
    is_proper = isinstance(value, Sequence) and not isinstance(value, str)
    if not is_proper or not all(isinstance(one, str) for one in value) or len(value) > MAX_AT_ONCE:
        raise InputError("The page sent no proper '{field}'; reload it.", field=field)
    return list(dict.fromkeys(value))
