"""Codebooks as YAML: the form of the files in `codebooks/`.

Read from the events of the parser, so that every value keeps its place; anchors and references,
which can make a file point into itself, are refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from kwalicode.errors import InputError
from kwalicode.formats.codebook_draft import (
    CATEGORY_FIELDS,
    CODE_FIELDS,
    RELATION_FIELDS,
    THEME_FIELDS,
    Draft,
    Fields,
    Value,
)
from kwalicode.model import Codebook, NodeKind

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Ten thousand codes with all their fields take half of it.
_MAX_DEPTH, _MAX_EVENTS = 30, 500_000
_PARTS = ("themes", "categories", "codes", "relations")
_ENDS = ("from_code", "from_category", "to_code", "to_category")


class _Items(NamedTuple):
    items: list[Any]
    row: int
    column: int


class _Entry(NamedTuple):
    fields: dict[str, Any]
    row: int
    column: int
    keys: Mapping[str, Value] = {}


def read_yaml(text: str) -> Codebook:
    """Read a codebook; see `read_codebook` for what can go wrong."""
    try:
        root = _root(_limited(yaml.parse(text, Loader=_LOADER)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _no_yaml(*((mark.line, mark.column) if mark else (0, 0))) from error
    except yaml.YAMLError as error:
        place = getattr(error, "position", 0) or 0
        raise _no_yaml(text.count("\n", 0, place), 0) from error
    draft = Draft()
    book = _entry(root, _PARTS)
    for node in _items(book, "categories"):
        _read_category(draft, node, None)
    for node in _items(book, "codes"):
        _read_code(draft, node, None)
    for node in _items(book, "themes"):
        theme = _entry(node, (*THEME_FIELDS, "categories", "codes"), needs="name")
        draft.add_theme(
            _values(theme, THEME_FIELDS),
            categories=_names(theme, "categories"),
            codes=_names(theme, "codes"),
        )
    for node in _items(book, "relations"):
        _read_relation(draft, node)
    return draft.finish()


def _no_yaml(row: int, column: int) -> InputError:
    return InputError(
        "Row {row}, column {column}: this is not written as YAML asks; mend the file there.",
        row=row + 1,
        column=column + 1,
    )


def _read_category(draft: Draft, node: Any, parent_id: str | None) -> None:
    entry = _entry(node, (*CATEGORY_FIELDS, "codes", "categories"), needs="name")
    category_id = draft.add_category(_values(entry, CATEGORY_FIELDS), parent_id)
    for code in _items(entry, "codes"):
        _read_code(draft, code, category_id)
    for child in _items(entry, "categories"):
        _read_category(draft, child, category_id)


def _read_code(draft: Draft, node: Any, category_id: str | None) -> None:
    if isinstance(node, Value):
        draft.add_code({"name": node}, category_id)
        return
    entry = _entry(node, (*CODE_FIELDS, "synonyms", "also_in"), needs="name")
    draft.add_code(
        _values(entry, CODE_FIELDS),
        category_id,
        synonyms=_names(entry, "synonyms"),
        also_in=_names(entry, "also_in"),
    )


def _read_relation(draft: Draft, node: Any) -> None:
    entry = _entry(node, (*_ENDS, *RELATION_FIELDS), needs="type")
    fields = _values(entry, (*_ENDS, *RELATION_FIELDS))
    draft.add_relation(fields, _end(entry, fields, "from"), _end(entry, fields, "to"))


def _end(entry: _Entry, fields: Fields, side: str) -> tuple[NodeKind, Value]:
    kinds: tuple[NodeKind, ...] = ("code", "category")
    given = [(kind, fields[f"{side}_{kind}"]) for kind in kinds if f"{side}_{kind}" in fields]
    if len(given) != 1:
        raise InputError(
            "Row {row}, column {column}: a relation needs one '{side}_code' or '{side}_category'; "
            "mend the file.",
            row=entry.row,
            column=entry.column,
            side=side,
        )
    return given[0]


# ---------- from events to values, items and entries

Events = Iterator[Any]


def _limited(events: Events) -> Events:
    for number, event in enumerate(events):
        if number > _MAX_EVENTS:
            raise InputError(
                "Row {row}, column {column}: from here on the file holds more than any codebook "
                "needs; split it.",
                row=event.start_mark.line + 1,
                column=event.start_mark.column + 1,
            )
        yield event


def _root(events: Events) -> Any:
    for event in events:
        if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            break
    else:
        return _Entry({}, 1, 1)
    return _Entry({}, 1, 1) if isinstance(event, yaml.StreamEndEvent) else _node(events, event, 0)


def _node(events: Events, event: Any, depth: int) -> Any:
    row, column = event.start_mark.line + 1, event.start_mark.column + 1
    if isinstance(event, yaml.AliasEvent) or depth > _MAX_DEPTH:
        raise InputError(
            "Row {row}, column {column}: the file points into itself or lies too deep; write the "
            "names out.",
            row=row,
            column=column,
        )
    if isinstance(event, yaml.ScalarEvent):
        is_null = event.implicit[0] and event.value in {"~", "null"}
        return Value("" if is_null else event.value, row, column)
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(inner := next(events), yaml.SequenceEndEvent):
            items.append(_node(events, inner, depth + 1))
        return _Items(items, row, column)
    keys: dict[str, Value] = {}
    return _Entry(_pairs(events, depth, keys), row, column, keys)


def _pairs(events: Events, depth: int, keys: dict[str, Value]) -> dict[str, Any]:
    pairs: dict[str, Any] = {}
    while not isinstance(inner := next(events), yaml.MappingEndEvent):
        key = _node(events, inner, depth + 1)
        if not isinstance(key, Value) or key.text in pairs:
            raise InputError(
                "Row {row}, column {column}: this field stands here twice or is no word; mend the "
                "file.",
                row=key.row,
                column=key.column,
            )
        keys[key.text] = key
        pairs[key.text] = _node(events, next(events), depth + 1)
    return pairs


def _entry(node: Any, allowed: Sequence[str], *, needs: str = "") -> _Entry:
    if not isinstance(node, _Entry) or (needs and needs not in node.fields):
        raise InputError(
            "Row {row}, column {column}: here should stand fields such as '{field}: ...'; look at "
            "codebooks/template.yaml.",
            row=node.row,
            column=node.column,
            field=needs or allowed[0],
        )
    for field, key in node.keys.items():
        if field not in allowed:
            raise InputError(
                "Row {row}, column {column}: '{field}' is no field of a codebook; take it out or "
                "use {allowed}.",
                row=key.row,
                column=key.column,
                field=field[:40],
                allowed=", ".join(allowed),
            )
    return node


def _items(entry: _Entry, field: str) -> list[Any]:
    node = entry.fields.get(field, _Items([], 0, 0))
    if isinstance(node, Value) and not node.text:
        return []
    if not isinstance(node, _Items):
        raise _no_list(node)
    return node.items


def _names(entry: _Entry, field: str) -> list[Value]:
    items = _items(entry, field)
    for item in items:
        if not isinstance(item, Value):
            raise _no_list(item)
    return items


def _no_list(node: Any) -> InputError:
    return InputError(
        "Row {row}, column {column}: here should stand a list, each line of it beginning with "
        "'- '; mend the file.",
        row=node.row,
        column=node.column,
    )


def _values(entry: _Entry, fields: Sequence[str]) -> dict[str, Value]:
    found = {field: entry.fields[field] for field in fields if field in entry.fields}
    for field, node in found.items():
        if not isinstance(node, Value):
            raise InputError(
                "Row {row}, column {column}: '{field}' takes one text; mend the file.",
                row=node.row,
                column=node.column,
                field=field,
            )
    return found
