"""Categories of the codebook: a tree, and codes that stand under several of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import uuid4

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import Category
from kwalicode.store.files import Database, add_row, now
from kwalicode.store.passes import current_pass
from kwalicode.text import folded

MAX_NAME = 120
N_COLOURS = 12

_FIELDS = "id, name, parent_id, colour, description"


def add_category(
    db: Database,
    name: str,
    *,
    category_id: str = "",
    parent_id: str | None = None,
    description: str = "",
    colour: int | None = None,
) -> str:
    """Store a new category at the end of the codebook and return its id.

    Args:
        db: Inside a write.
        name: Unique under its parent.
        category_id: Chosen by the caller, or made here.
        parent_id: The category it stands under, if any.
        description: What belongs in it.
        colour: Slot 0 to 11 of the palette; the next one if left out.

    Raises:
        ConflictError: A category of this name stands there already.
        InputError: The name is empty or longer than 120 characters.
        NotFoundError: The parent is gone.
    """
    name = checked_name(name)
    if parent_id:
        get_category(db, parent_id)
    _refuse_double(db, name, parent_id)
    position = db.execute("SELECT coalesce(max(position) + 1, 0) FROM categories").fetchone()[0]
    category_id = category_id or str(uuid4())
    add_row(
        db,
        "categories",
        id=category_id,
        name=name,
        parent_id=parent_id,
        colour=(position if colour is None else colour) % N_COLOURS,
        position=position,
        description=description.strip(),
        pass_id=current_pass(db, "axial"),
        created_by=writer(db),
        created_at=now(),
    )
    return category_id


def update_category(db: Database, category: Category) -> None:
    """Store the name, colour, description and parent of a category.

    A category that changes colour gives it to its codes.

    Raises:
        NotFoundError: The category or its new parent is gone.
        ConflictError: It would stand under itself, or another one of its name stands there.
        InputError: As of `add_category`.
    """
    stored = get_category(db, category.category_id)
    name, colour = checked_name(category.name), category.colour % N_COLOURS
    _refuse_cycle(db, category.category_id, category.parent_id)
    _refuse_double(db, name, category.parent_id, but=category.category_id)
    description = category.description.strip()
    if stored == replace(category, name=name, colour=colour, description=description):
        return
    db.execute(
        "UPDATE categories SET name = ?, parent_id = ?, colour = ?, description = ? WHERE id = ?",
        [name, category.parent_id, colour, description, category.category_id],
    )
    if colour != stored.colour:
        db.execute(
            "UPDATE codes SET colour = ? WHERE category_id = ?", [colour, category.category_id]
        )


def nest_categories(db: Database, category_ids: Iterable[str], parent_id: str | None) -> None:
    """Put categories under another one, or on top; raises as `update_category` does."""
    for category_id in category_ids:
        update_category(db, replace(get_category(db, category_id), parent_id=parent_id))


def order_categories(db: Database, category_ids: Sequence[str]) -> None:
    """Let some categories of one parent stand in this order, in the places they have together."""
    places = dict(db.execute("SELECT id, position FROM categories").fetchall())
    free = sorted(places[category_id] for category_id in category_ids if category_id in places)
    known = (category_id for category_id in category_ids if category_id in places)
    for category_id, position in zip(known, rising(free), strict=True):
        if places[category_id] != position:
            db.execute("UPDATE categories SET position = ? WHERE id = ?", [position, category_id])


def get_category(db: Database, category_id: str) -> Category:
    """Read one category.

    Raises:
        NotFoundError: It is not in the codebook, for instance because someone deleted it.
    """
    row = db.execute(f"SELECT {_FIELDS} FROM categories WHERE id = ?", [category_id]).fetchone()  # noqa: S608
    if not row:
        raise NotFoundError("This category is not in the codebook any more; choose another one.")
    return Category(*row)


def find_categories(db: Database) -> list[Category]:
    """List the categories in the order of the codebook, those of a parent in their own order."""
    rows = db.execute(f"SELECT {_FIELDS} FROM categories ORDER BY position, name")  # noqa: S608
    return [Category(*row) for row in rows]


def category_names(db: Database) -> dict[str, str]:
    """Give the names of all categories by id, of deleted ones the last name they had."""
    gone = db.execute(
        "SELECT row_id, json_extract(old, '$.name') FROM changes "
        "WHERE table_name = 'categories' AND new IS NULL ORDER BY id"
    ).fetchall()
    return dict(gone) | {c.category_id: c.name for c in find_categories(db)}


def colour_of_category(db: Database, category_id: str | None) -> int | None:
    """Give the colour of a category, or None where there is no such category."""
    row = db.execute("SELECT colour FROM categories WHERE id = ?", [category_id]).fetchone()
    return int(row[0]) if row else None


def link_code(db: Database, code_id: str, category_id: str) -> None:
    """Let a code stand under one more category than the one it is at home in.

    Under its home, or where it stands already, nothing changes.

    Raises:
        NotFoundError: The category is gone.
    """
    get_category(db, category_id)
    db.execute(
        "INSERT INTO code_categories(id, code_id, category_id, pass_id, created_by, created_at) "
        "SELECT ?1, id, ?2, ?3, ?4, ?5 FROM codes WHERE id = ?6 AND category_id IS NOT ?2 "
        "ON CONFLICT DO NOTHING",
        [str(uuid4()), category_id, current_pass(db, "axial"), writer(db), now(), code_id],
    )


def unlink_code(db: Database, code_id: str, category_id: str) -> None:
    """Take a code from under a category that is not its home."""
    db.execute(
        "DELETE FROM code_categories WHERE code_id = ? AND category_id = ?", [code_id, category_id]
    )


def find_links(db: Database) -> dict[str, list[str]]:
    """Give the other categories that codes stand under, by code id."""
    found: dict[str, list[str]] = {}
    for code_id, category_id in db.execute(
        "SELECT code_id, category_id FROM code_categories ORDER BY rowid"
    ):
        found.setdefault(code_id, []).append(category_id)
    return found


def checked_name(name: str) -> str:
    """Give a name with its blanks put right.

    Raises:
        InputError: It is empty or longer than 120 characters.
    """
    name = " ".join(name.split())
    if not name or len(name) > MAX_NAME:
        raise InputError("A name needs 1 to {most} characters; choose another one.", most=MAX_NAME)
    return name


def rising(numbers: Iterable[int]) -> list[int]:
    """Let numbers in order grow with each step.

    >>> rising([1, 4, 4, 9])
    [1, 4, 5, 9]
    """
    grown: list[int] = []
    for number in numbers:
        grown.append(max(number, grown[-1] + 1) if grown else number)
    return grown


def writer(db: Database) -> str:
    """Give who makes the present write."""
    row = db.execute("SELECT coder FROM change_sets ORDER BY id DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def _refuse_cycle(db: Database, category_id: str, parent_id: str | None) -> None:
    parents = dict(db.execute("SELECT id, parent_id FROM categories").fetchall())
    if parent_id and parent_id not in parents:
        raise NotFoundError("This category is not in the codebook any more; choose another one.")
    above = parent_id
    while above:
        if above == category_id:
            raise ConflictError(
                "A category cannot stand under itself or under one that it holds; choose another "
                "place."
            )
        above = parents[above]


def _refuse_double(db: Database, name: str, parent_id: str | None, *, but: str = "") -> None:
    rows = db.execute(
        "SELECT name FROM categories WHERE parent_id IS ? AND id <> ?", [parent_id, but]
    )
    if folded(name) in {folded(row[0]) for row in rows}:
        raise ConflictError("A category of this name stands there already; choose another name.")
