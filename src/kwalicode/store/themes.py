"""Themes: claims that rest on categories and codes, and the segments for and against them (W08)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, get_args
from uuid import uuid4

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import Theme
from kwalicode.store.categories import checked_name, rising, writer
from kwalicode.store.files import Database, add_row, now
from kwalicode.store.passes import COUNTED, QUOTABLE, current_pass
from kwalicode.store.relations import Node, require_node
from kwalicode.text import folded

Role = Literal["quote", "counter-case"]

TEXTS = ("claim", "concept", "scope", "recommendations")
MAX_TEXT = 10_000

_LINKS: Mapping[str, tuple[str, str]] = {
    "category": ("theme_categories", "category_id"),
    "code": ("theme_codes", "code_id"),
}


def add_theme(db: Database, theme: Theme) -> None:
    """Store a new theme, last of all, with what it rests on; the id is chosen by the caller.

    It belongs to the present thematic pass. Quotes and counter-cases are added by `mark_coding`.

    Raises:
        ConflictError: Another theme has this name.
        InputError: The name is empty or longer than 120 characters, or a text is too long.
        NotFoundError: A category or code is gone.
    """
    row = _checked(db, theme)
    position = db.execute("SELECT coalesce(max(position) + 1, 0) FROM themes").fetchone()[0]
    is_dropped = int(theme.is_dropped)
    add_row(db, "themes", **row, is_dropped=is_dropped, position=position, **_made(db))
    link_nodes(db, theme.theme_id, nodes_of(theme))


def _made(db: Database) -> dict[str, object]:
    pass_id = current_pass(db, "thematic")
    return {"pass_id": pass_id, "created_by": writer(db), "created_at": now()}


def nodes_of(theme: Theme) -> list[Node]:
    """Give the categories and codes that a theme was linked to, as nodes."""
    categories: list[Node] = [("category", one) for one in theme.category_ids]
    return [*categories, *(("code", one) for one in theme.code_ids)]


def update_theme(db: Database, before: Theme, after: Theme) -> None:
    """Store the name and texts of a theme that its writer changed.

    Args:
        db: Inside a write.
        before: As its writer saw it.
        after: As it should be; what is the same as before is left as it is stored.

    Raises:
        NotFoundError: The theme is gone.
        ConflictError: Someone else changed the same text since, or another theme has the name.
        InputError: As of `add_theme`.
    """
    stored = get_theme(db, after.theme_id)
    wanted = {
        name: getattr(after, name)
        for name in ("name", *TEXTS)
        if getattr(after, name) != getattr(before, name)
    }
    for name, value in wanted.items():
        if getattr(stored, name) not in {getattr(before, name), value}:
            raise ConflictError(
                "Someone changed the same text of this theme meanwhile, so yours was not saved; "
                "put the two together."
            )
    row = _checked(db, replace(stored, **wanted))
    if wanted:
        pairs = ", ".join(f"{name} = ?" for name in row)
        db.execute(f"UPDATE themes SET {pairs} WHERE id = ?", [*row.values(), after.theme_id])  # noqa: S608  names are ours


def drop_theme(db: Database, theme_id: str, *, is_dropped: bool) -> None:
    """Give a theme up, keeping all of it for the history, or bring it back.

    Raises:
        NotFoundError: The theme is gone.
    """
    if get_theme(db, theme_id).is_dropped != is_dropped:
        db.execute("UPDATE themes SET is_dropped = ? WHERE id = ?", [int(is_dropped), theme_id])


def order_themes(db: Database, theme_ids: Sequence[str]) -> None:
    """Let some themes stand in this order, in the places they have together."""
    places = dict(db.execute("SELECT id, position FROM themes").fetchall())
    known = [theme_id for theme_id in theme_ids if theme_id in places]
    free = rising(sorted(places[theme_id] for theme_id in known))
    for theme_id, position in zip(known, free, strict=True):
        if places[theme_id] != position:
            db.execute("UPDATE themes SET position = ? WHERE id = ?", [position, theme_id])


def link_nodes(db: Database, theme_id: str, nodes: Iterable[Node]) -> None:
    """Let a theme rest on categories and codes too; a link that is there already stays.

    Raises:
        NotFoundError: One of them is gone.
    """
    made = _made(db)
    for kind, node_id in nodes:
        require_node(db, kind, node_id)
        table, column = _LINKS[kind]
        db.execute(
            f"INSERT INTO {table}(id, theme_id, {column}, pass_id, created_by, created_at) "  # noqa: S608  names are ours
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [str(uuid4()), theme_id, node_id, *made.values()],
        )


def unlink_nodes(db: Database, theme_id: str, nodes: Iterable[Node]) -> None:
    """Let a theme rest on categories and codes no more."""
    for kind, node_id in nodes:
        table, column = _LINKS[kind]
        db.execute(
            f"DELETE FROM {table} WHERE theme_id = ? AND {column} = ?",  # noqa: S608  names are ours
            [theme_id, node_id],
        )


def mark_coding(db: Database, theme_id: str, coding_id: str, role: Role | None) -> None:
    """Let a segment be a quote of a theme, a counter-case (W89), or neither any more.

    Raises:
        NotFoundError: The theme or the coding is gone.
        InputError: Its words may not be quoted.
    """
    get_theme(db, theme_id)
    row = db.execute(f"SELECT {QUOTABLE} FROM codings WHERE id = ?", [coding_id]).fetchone()  # noqa: S608
    if not row:
        raise NotFoundError("This coding is gone; someone removed it.")
    if role == "quote" and not row[0]:
        raise InputError("This passage may not be quoted; choose another one.")
    key = [theme_id, coding_id]
    if role is None:
        db.execute("DELETE FROM theme_codings WHERE theme_id = ? AND coding_id = ?", key)
        return
    db.execute(
        "INSERT INTO theme_codings(id, theme_id, coding_id, role, created_by, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (theme_id, coding_id) DO UPDATE "
        "SET role = excluded.role WHERE role <> excluded.role",
        [str(uuid4()), *key, role, writer(db), now()],
    )


def themes_without_claim(db: Database) -> list[str]:
    """Give the names of the themes that make no claim yet (W08); those given up need none."""
    rows = db.execute(
        "SELECT name FROM themes WHERE trim(claim) = '' AND NOT is_dropped ORDER BY position, name"
    )
    return [row[0] for row in rows]


def get_theme(db: Database, theme_id: str) -> Theme:
    """Read one theme.

    Raises:
        NotFoundError: It is gone, for instance because someone merged it into another one.
    """
    found = _find(db, "WHERE id = ?", [theme_id])
    if not found:
        raise NotFoundError("This theme is not in the study any more; choose another one.")
    return found[0]


def find_themes(db: Database) -> list[Theme]:
    """List all themes in their order, also those that were dropped."""
    return _find(db, "", [], shown=f"AND {COUNTED}")


def _find(db: Database, where: str, values: Sequence[str], *, shown: str = "") -> list[Theme]:
    rows = db.execute(
        "SELECT id, name, claim, concept, scope, recommendations, is_dropped FROM themes "  # noqa: S608  no values
        f"{where} ORDER BY position, name",
        list(values),
    ).fetchall()
    categories, codes = (_grouped(db, query, ()) for query in _NODES)
    segments = _SEGMENTS.format(shown=shown)
    quotes, counter_cases = (_grouped(db, segments, (role,)) for role in get_args(Role))
    return [
        replace(
            Theme(*row[:-1]),
            category_ids=tuple(categories.get(row[0], ())),
            code_ids=tuple(codes.get(row[0], ())),
            quotes=tuple(quotes.get(row[0], ())),
            counter_cases=tuple(counter_cases.get(row[0], ())),
            is_dropped=bool(row[-1]),
        )
        for row in rows
    ]


# Links in the order of the codebook, segments in reading order: undo cannot disturb these.
_SEGMENTS = (
    "SELECT theme_id, coding_id FROM theme_codings JOIN codings ON codings.id = coding_id "
    "JOIN documents ON documents.id = document_id WHERE role = ? {shown} "
    'ORDER BY documents.position, start, "end", coding_id'
)
_NODES = (
    "SELECT theme_id, category_id FROM theme_categories "
    "JOIN categories ON categories.id = category_id ORDER BY position, name, category_id",
    "SELECT theme_id, code_id FROM theme_codes "
    "JOIN codes ON codes.id = code_id ORDER BY position, name, code_id",
)


def _grouped(db: Database, query: str, values: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for theme_id, value in db.execute(query, list(values)):
        found.setdefault(theme_id, []).append(value)
    return found


def _checked(db: Database, theme: Theme) -> dict[str, str]:
    name = checked_name(theme.name)
    others = db.execute("SELECT name FROM themes WHERE id <> ?", [theme.theme_id])
    if folded(name) in {folded(row[0]) for row in others}:
        raise ConflictError("There is a theme of this name already; choose another name.")
    texts = {field: str(getattr(theme, field)).strip() for field in TEXTS}
    if any(len(text) > MAX_TEXT for text in texts.values()):
        raise InputError("A text of a theme may have {most} characters; shorten it.", most=MAX_TEXT)
    return {"id": theme.theme_id, "name": name, **texts}
