"""What is done on the axial board, in its diagram and table, each act one step of history."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from math import isfinite
from typing import get_args

from kwalicode.errors import InputError
from kwalicode.model import NodeKind, Relation
from kwalicode.store import categories, codebook, merging, places, relations
from kwalicode.store.files import Database
from kwalicode.store.places import BOARD, DIAGRAM, Place
from kwalicode.store.relations import Node
from kwalicode.store.study import Study
from kwalicode.workflows.operations import Act, Operation, Outcome, apply_operations, text_of
from kwalicode.workflows.suggestions.code_groups import code_group_acts

MAX_NODES = 5000


def apply_axial(study: Study, operations: Sequence[Operation], *, coder: str) -> Outcome:
    """Store what a coder did on the board, in the diagram or the table; see `apply_operations`."""
    acts: dict[str, Act] = {
        "file": _file,
        "link": _link,
        "unlink": _unlink,
        "group": _group,
        "nest": _nest,
        "rename": _rename,
        "merge_codes": _merge_codes,
        "place": _place,
        "unplace": _unplace,
        "relate": partial(_relate, coder=coder),
        "change_relation": _change_relation,
        "unrelate": _unrelate,
        **code_group_acts(coder),
    }
    return apply_operations(study, operations, acts, coder=coder)


def _file(db: Database, operation: Operation) -> None:
    """Put codes in a category, or in none and at a place on the board."""
    category_id, code_ids = _optional(operation, "category_id"), _texts(operation, "code_ids")
    if category_id:
        categories.get_category(db, category_id)
    codebook.move_codes(db, code_ids, category_id)
    places.clear_places(db, BOARD, [("code", code_id) for code_id in code_ids])
    places.put_places(db, BOARD, _places(operation))


def _link(db: Database, operation: Operation) -> None:
    """Let codes stand under a further category, `instead_of` another one they stood under."""
    before = _optional(operation, "instead_of")
    for code_id in _texts(operation, "code_ids"):
        codebook.get_code(db, code_id)
        if before:
            categories.unlink_code(db, code_id, before)
        categories.link_code(db, code_id, text_of(operation, "category_id"))


def _unlink(db: Database, operation: Operation) -> None:
    for code_id in _texts(operation, "code_ids"):
        categories.unlink_code(db, code_id, text_of(operation, "category_id"))


def _group(db: Database, operation: Operation) -> None:
    """Make a category around codes, or an empty one."""
    category_id, name = text_of(operation, "category_id"), text_of(operation, "name")
    parent_id = _optional(operation, "parent_id")
    categories.add_category(db, name, category_id=category_id, parent_id=parent_id)
    _file(db, operation)


def _nest(db: Database, operation: Operation) -> None:
    parent_id = _optional(operation, "parent_id")
    categories.nest_categories(db, [text_of(operation, "category_id")], parent_id)


def _rename(db: Database, operation: Operation) -> None:
    kind, node_id = node_of(operation.get("node"))
    name = text_of(operation, "name")
    if kind == "code":
        codebook.rename_code(db, node_id, name)
    else:
        category = categories.get_category(db, node_id)
        categories.update_category(db, replace(category, name=name))


def _merge_codes(db: Database, operation: Operation) -> None:
    merging.merge_codes(db, _texts(operation, "code_ids"), text_of(operation, "target_id"))


def _place(db: Database, operation: Operation) -> None:
    places.put_places(db, _board(operation), _places(operation))


def _unplace(db: Database, operation: Operation) -> None:
    places.clear_places(db, _board(operation))


def _relate(db: Database, operation: Operation, *, coder: str) -> None:
    relations.add_relation(db, _relation(operation), coder=coder)
    _cite(db, operation)


def _change_relation(db: Database, operation: Operation) -> None:
    relations.update_relation(db, _relation(operation))
    _cite(db, operation)


def _unrelate(db: Database, operation: Operation) -> None:
    relations.delete_relation(db, text_of(operation, "relation_id"))


def _cite(db: Database, operation: Operation) -> None:
    relation_id = text_of(operation, "relation_id")
    for item in _list(operation, "cited"):
        if not (isinstance(item, list) and len(item) == 2 and isinstance(item[0], str)):
            raise _improper("cited")
        supports = item[1] if isinstance(item[1], bool) else None
        relations.cite(db, relation_id, item[0], supports=supports)


def _relation(operation: Operation) -> Relation:
    (from_kind, from_id), (to_kind, to_id) = (node_of(operation.get(f)) for f in ("from", "to"))
    return Relation(
        text_of(operation, "relation_id"),
        from_kind,
        from_id,
        to_kind,
        to_id,
        type=text_of(operation, "type"),
        strength=text_of(operation, "strength"),  # type: ignore[arg-type]  # checked by the store
        note=text_of(operation, "note"),
    )


def _board(operation: Operation) -> str:
    board = text_of(operation, "board")
    if board not in {BOARD, DIAGRAM}:
        raise _improper("board")
    return board


def _places(operation: Operation) -> dict[Node, Place]:
    found: dict[Node, Place] = {}
    for item in _list(operation, "places"):
        if not (isinstance(item, list) and len(item) == 4):
            raise _improper("places")
        x, y = item[2:]
        if not all(isinstance(n, int | float) and isfinite(n) for n in (x, y)):
            raise _improper("places")
        found[node_of(item[:2])] = (float(x), float(y))
    return found


def node_of(value: object) -> Node:
    """Read a node that the browser sent as `[kind, id]`.

    Raises:
        InputError: It is none.
    """
    if not (isinstance(value, list) and len(value) == 2 and isinstance(value[1], str)):
        raise _improper("node")
    kind = next((kind for kind in get_args(NodeKind) if kind == value[0]), None)
    if kind is None:
        raise _improper("node")
    return kind, value[1]


def _texts(operation: Operation, field: str) -> list[str]:
    values = _list(operation, field)
    if not all(isinstance(value, str) for value in values):
        raise _improper(field)
    return [str(value) for value in values]


def _list(operation: Operation, field: str) -> list[object]:
    values = operation.get(field, [])
    if not isinstance(values, list) or len(values) > MAX_NODES:
        raise _improper(field)
    return values


def _optional(operation: Operation, field: str) -> str | None:
    return text_of(operation, field) if operation.get(field) is not None else None


def _improper(field: str) -> InputError:
    return InputError("The page sent no proper '{field}'; reload it.", field=field)
