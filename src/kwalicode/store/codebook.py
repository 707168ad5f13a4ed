"""Codes and categories of the study; themes come with their categories."""

from uuid import uuid4

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import Category, Code
from kwalicode.store.files import Database, add_row, now
from kwalicode.text import folded

MAX_NAME = 120
N_COLOURS = 12


def add_code(db: Database, code: Code, *, coder: str) -> None:
    """Store a new code at the end of its category; the id is chosen by the caller.

    Raises:
        ConflictError: A code of this name stands in the category already.
        InputError: The name is empty or longer than 120 characters.
    """
    position = db.execute("SELECT count(*) FROM codes").fetchone()[0]
    name = _checked_name(code.name)
    _refuse_double(db, name, code.category_id)
    add_row(
        db,
        "codes",
        id=code.code_id,
        name=name,
        name_key=folded(name),
        category_id=code.category_id,
        colour=code.colour % N_COLOURS,
        description=code.description,
        origin=code.origin,
        position=position,
        created_by=coder,
        created_at=now(),
    )


def next_colour(db: Database, category_id: str | None) -> int:
    """Give the colour for a new code: that of its category, or the least used one."""
    if category_id:
        row = db.execute("SELECT colour FROM categories WHERE id = ?", [category_id]).fetchone()
        if row:
            return int(row[0])
    return int(db.execute("SELECT count(*) FROM codes").fetchone()[0]) % N_COLOURS


def rename_code(db: Database, code_id: str, name: str) -> None:
    """Give a code another name; its codings stay. Raises as `add_code` does."""
    code = get_code(db, code_id)
    name = _checked_name(name)
    _refuse_double(db, name, code.category_id, but=code_id)
    db.execute(
        "UPDATE codes SET name = ?, name_key = ? WHERE id = ?", [name, folded(name), code_id]
    )


def move_code(db: Database, code_id: str, category_id: str | None) -> None:
    """Put a code in a category, or in none; it takes the colour of the category."""
    code = get_code(db, code_id)
    _refuse_double(db, code.name, category_id, but=code_id)
    colour = next_colour(db, category_id) if category_id else code.colour
    db.execute(
        "UPDATE codes SET category_id = ?, colour = ? WHERE id = ?",
        [category_id, colour, code_id],
    )


def delete_code(db: Database, code_id: str) -> None:
    """Remove a code and its codings."""
    get_code(db, code_id)
    db.execute("DELETE FROM codes WHERE id = ?", [code_id])


def get_code(db: Database, code_id: str) -> Code:
    """Read one code.

    Raises:
        NotFoundError: It is not in the codebook, for instance because someone deleted it.
    """
    found = [code for code in find_codes(db) if code.code_id == code_id]
    if not found:
        raise NotFoundError("This code is not in the codebook any more; choose another one.")
    return found[0]


def find_codes(db: Database) -> list[Code]:
    """List the codes in the order of the codebook."""
    rows = db.execute(
        "SELECT id, name, category_id, colour, description, origin FROM codes "
        "ORDER BY position, name"
    )
    return [Code(*row) for row in rows]


def find_categories(db: Database) -> list[Category]:
    """List the categories in the order of the codebook."""
    rows = db.execute("SELECT id, name, parent_id, colour FROM categories ORDER BY position, name")
    return [Category(*row) for row in rows]


def add_category(db: Database, name: str) -> str:
    """Store a new category at the end of the codebook and return its id."""
    position = db.execute("SELECT count(*) FROM categories").fetchone()[0]
    category_id = str(uuid4())
    colour = position % N_COLOURS
    name = _checked_name(name)
    add_row(db, "categories", id=category_id, name=name, colour=colour, position=position)
    return category_id


def add_theme(db: Database, name: str, *, claim: str, category_ids: list[str]) -> str:
    """Store a theme with the categories it rests on and return its id."""
    position = db.execute("SELECT count(*) FROM themes").fetchone()[0]
    theme_id = str(uuid4())
    add_row(db, "themes", id=theme_id, name=_checked_name(name), claim=claim, position=position)
    for category_id in category_ids:
        link_id = str(uuid4())
        add_row(db, "theme_categories", id=link_id, theme_id=theme_id, category_id=category_id)
    return theme_id


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > MAX_NAME:
        raise InputError("A name needs 1 to {most} characters; choose another one.", most=MAX_NAME)
    return name


def _refuse_double(db: Database, name: str, category_id: str | None, *, but: str = "") -> None:
    found = db.execute(
        "SELECT 1 FROM codes WHERE coalesce(category_id, '') = ? AND name_key = ? AND id <> ?",
        [category_id or "", folded(name), but],
    ).fetchone()
    if found:
        raise ConflictError("A code of this name stands there already; choose another name.")
