"""Codes of the study: their fields, their places and their old names."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any, get_args
from uuid import uuid4

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import Code, Origin, Valence
from kwalicode.store.categories import (
    MAX_NAME,
    N_COLOURS,
    add_category,
    checked_name,
    colour_of_category,
    find_categories,
    rising,
    writer,
)
from kwalicode.store.files import Database, add_row, now
from kwalicode.store.passes import current_pass
from kwalicode.text import folded

__all__ = [
    "MAX_NAME",
    "N_COLOURS",
    "add_category",
    "add_code",
    "add_named_code",
    "add_synonym",
    "code_origin",
    "delete_code",
    "find_categories",
    "find_code_named",
    "find_codes",
    "find_synonyms",
    "get_code",
    "move_code",
    "move_codes",
    "next_colour",
    "order_codes",
    "rename_code",
    "retire_codes",
    "set_synonyms",
    "update_code",
]

MAX_FIELD = 10_000

_FIELDS = (
    "id, name, category_id, colour, description, origin, include_when, exclude_when, example, "
    "literature, valence, is_retired"
)
_TEXTS = ("description", "include_when", "exclude_when", "example", "literature")


def add_code(db: Database, code: Code, *, coder: str) -> None:
    """Store a new code at the end of its category; the id is chosen by the caller.

    Raises:
        ConflictError: A code of this name stands in the category already.
        InputError: The name is empty or longer than 120 characters, or a field is not valid.
    """
    code = _checked(code)
    _refuse_double(db, code.name, code.category_id)
    position = db.execute("SELECT coalesce(max(position) + 1, 0) FROM codes").fetchone()[0]
    moment = now()
    add_row(
        db,
        "codes",
        **_row(code),
        position=position,
        created_by=coder,
        created_at=moment,
        filed_in=current_pass(db, "open"),
        filed_by=coder,
        filed_at=moment,
    )


def next_colour(db: Database, category_id: str | None) -> int:
    """Give the colour for a new code: that of its category, or the least used one."""
    colour = colour_of_category(db, category_id)
    if colour is not None:
        return colour
    return int(db.execute("SELECT count(*) FROM codes").fetchone()[0]) % N_COLOURS


def add_named_code(db: Database, name: str, *, coder: str) -> str:
    """Store a new code under no category, in the next colour, and return its id; see `add_code`."""
    code = Code(str(uuid4()), name, None, next_colour(db, None))
    add_code(db, code, coder=coder)
    return code.code_id


def update_code(db: Database, code: Code) -> None:
    """Store all fields of a code but its category, for which see `move_codes`.

    Raises:
        NotFoundError: The code is gone.
        ConflictError: Another code of this name stands in its category.
        InputError: As of `add_code`.
    """
    stored = get_code(db, code.code_id)
    code = _checked(replace(code, category_id=stored.category_id))
    _refuse_double(db, code.name, code.category_id, but=code.code_id)
    if code == stored:
        return
    row = _row(code)
    pairs = ", ".join(f"{name} = ?" for name in row)
    db.execute(f"UPDATE codes SET {pairs} WHERE id = ?", [*row.values(), code.code_id])  # noqa: S608  names are ours


def rename_code(db: Database, code_id: str, name: str) -> None:
    """Give a code another name; its codings stay. Raises as `update_code` does."""
    update_code(db, replace(get_code(db, code_id), name=name))


def move_code(db: Database, code_id: str, category_id: str | None) -> None:
    """Put a code in a category, or in none; it takes the colour of the category.

    Raises:
        NotFoundError: The code is gone.
        ConflictError: A code of this name stands there already.
    """
    code = get_code(db, code_id)
    if code.category_id == category_id:
        return
    _refuse_double(db, code.name, category_id, but=code_id)
    colour = next_colour(db, category_id) if category_id else code.colour
    db.execute(
        "UPDATE codes SET category_id = ?, colour = ?, filed_in = ?, filed_by = ?, filed_at = ? "
        "WHERE id = ?",
        [category_id, colour, current_pass(db, "axial"), writer(db), now(), code_id],
    )
    # Where it is at home now it needs no second place.
    db.execute(
        "DELETE FROM code_categories WHERE code_id = ? AND category_id = ?", [code_id, category_id]
    )


def move_codes(db: Database, code_ids: Iterable[str], category_id: str | None) -> None:
    """Put many codes in one category; raises as `move_code` does."""
    for code_id in code_ids:
        move_code(db, code_id, category_id)


def order_codes(db: Database, code_ids: Sequence[str]) -> None:
    """Let some codes of one category stand in this order, in the places they have together."""
    places = dict(db.execute("SELECT id, position FROM codes").fetchall())
    free = sorted(places[code_id] for code_id in code_ids if code_id in places)
    for code_id, position in zip((i for i in code_ids if i in places), rising(free), strict=True):
        if places[code_id] != position:
            db.execute("UPDATE codes SET position = ? WHERE id = ?", [position, code_id])


def retire_codes(db: Database, code_ids: Iterable[str], *, is_retired: bool) -> None:
    """Offer codes no more, or again; their codings stay as they are."""
    for code_id in code_ids:
        update_code(db, replace(get_code(db, code_id), is_retired=is_retired))


def delete_code(db: Database, code_id: str) -> None:
    """Remove a code and its codings."""
    get_code(db, code_id)
    db.execute("DELETE FROM codes WHERE id = ?", [code_id])


def get_code(db: Database, code_id: str) -> Code:
    """Read one code.

    Raises:
        NotFoundError: It is not in the codebook, for instance because someone deleted it.
    """
    row = db.execute(f"SELECT {_FIELDS} FROM codes WHERE id = ?", [code_id]).fetchone()  # noqa: S608
    if not row:
        raise NotFoundError("This code is not in the codebook any more; choose another one.")
    return _code(row)


def code_origin(db: Database, code_id: str) -> tuple[str, str]:
    """Give who made a code, and when: ISO 8601, UTC; both empty for one that is gone."""
    row = db.execute("SELECT created_by, created_at FROM codes WHERE id = ?", [code_id]).fetchone()
    return (row[0], row[1]) if row else ("", "")


def find_code_named(db: Database, name: str, category_id: str | None) -> Code | None:
    """Give the code of this name in a category, if there is one."""
    row = db.execute(
        f"SELECT {_FIELDS} FROM codes WHERE coalesce(category_id, '') = ? AND name_key = ?",  # noqa: S608
        [category_id or "", folded(name)],
    ).fetchone()
    return _code(row) if row else None


def find_codes(db: Database) -> list[Code]:
    """List the codes in the order of the codebook, retired ones too."""
    rows = db.execute(f"SELECT {_FIELDS} FROM codes ORDER BY position, name")  # noqa: S608
    return [_code(row) for row in rows]


def find_synonyms(db: Database, code_id: str | None = None) -> dict[str, list[str]]:
    """Give the other names of all codes, or of one, by code id."""
    rows = db.execute(
        "SELECT code_id, name FROM synonyms WHERE ?1 IS NULL OR code_id = ?1 ORDER BY rowid",
        [code_id],
    )
    found: dict[str, list[str]] = {}
    for owner, name in rows:
        found.setdefault(owner, []).append(name)
    return found


def add_synonym(db: Database, code_id: str, name: str) -> None:
    """Let a code be found by another name too; one it has already is kept once."""
    name = checked_name(name)
    db.execute(
        "INSERT INTO synonyms(id, code_id, name, name_key) SELECT ?1, id, ?3, ?4 FROM codes "
        "WHERE id = ?2 AND name_key <> ?4 ON CONFLICT DO NOTHING",
        [str(uuid4()), code_id, name, folded(name)],
    )


def set_synonyms(db: Database, code_id: str, names: Iterable[str]) -> None:
    """Let a code have these other names and no more."""
    wanted = {folded(name): name for name in names if name.strip()}
    kept = db.execute("SELECT id, name_key FROM synonyms WHERE code_id = ?", [code_id]).fetchall()
    for row_id, key in kept:
        if wanted.pop(key, None) is None:
            db.execute("DELETE FROM synonyms WHERE id = ?", [row_id])
    for name in wanted.values():
        add_synonym(db, code_id, name)


def _code(row: Sequence[Any]) -> Code:
    return replace(Code(*row), is_retired=bool(row[-1]))


def _row(code: Code) -> dict[str, object]:
    row: dict[str, object] = {"id": code.code_id, "name_key": folded(code.name)}
    row |= {name: value for name, value in asdict(code).items() if name != "code_id"}
    return row | {"is_retired": int(code.is_retired)}


def _checked(code: Code) -> Code:
    for field in _TEXTS:
        if len(getattr(code, field)) > MAX_FIELD:
            raise InputError(
                "'{field}' may have {most} characters; shorten it.", field=field, most=MAX_FIELD
            )
    for field, allowed in (("origin", get_args(Origin)), ("valence", get_args(Valence))):
        if getattr(code, field) not in allowed:
            raise InputError(
                "'{field}' is one of {allowed}; choose one of these.",
                field=field,
                allowed=", ".join(repr(one) for one in allowed),
            )
    texts = {field: getattr(code, field).strip() for field in _TEXTS}
    return replace(code, name=checked_name(code.name), colour=code.colour % N_COLOURS, **texts)


def _refuse_double(db: Database, name: str, category_id: str | None, *, but: str = "") -> None:
    found = db.execute(
        "SELECT 1 FROM codes WHERE coalesce(category_id, '') = ? AND name_key = ? AND id <> ?",
        [category_id or "", folded(name), but],
    ).fetchone()
    if found:
        raise ConflictError("A code of this name stands there already; choose another name.")
