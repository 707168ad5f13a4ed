"""Themes that become one, and one that becomes two; nothing that hangs on them is lost."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Theme
from kwalicode.store.files import Database
from kwalicode.store.prevalence import codes_of_themes
from kwalicode.store.relations import Node
from kwalicode.store.summaries import move_summaries
from kwalicode.store.themes import (
    TEXTS,
    add_theme,
    get_theme,
    link_nodes,
    nodes_of,
    unlink_nodes,
    update_theme,
)


def merge_themes(db: Database, theme_ids: Iterable[str], target_id: str) -> None:
    """Let themes go up in another one, which keeps its name and place.

    Links, quotes, counter-cases, summaries and memos join those of the target. Claims and other
    texts are put side by side, one a line: which claim holds for all of it a person must say.

    Raises:
        NotFoundError: One of the themes is gone.
        ConflictError: A theme would go up in itself.
    """
    for theme_id in theme_ids:
        theme, target = get_theme(db, theme_id), get_theme(db, target_id)
        if theme_id == target_id:
            raise ConflictError("A theme cannot be merged into itself; choose another one.")
        link_nodes(db, target_id, nodes_of(theme))
        _move_codings(db, theme_id, target_id, [*theme.quotes, *theme.counter_cases])
        db.execute(
            "UPDATE memos SET target_id = ? WHERE target_kind = 'theme' AND target_id = ?",
            [target_id, theme_id],
        )
        move_summaries(db, theme_id, target_id)
        db.execute("DELETE FROM themes WHERE id = ?", [theme_id])
        # History tells by the next change where it went, also where no text of the target changes.
        db.execute("UPDATE themes SET position = position WHERE id = ?", [target_id])
        update_theme(db, target, _joined(target, theme))


def _joined(target: Theme, theme: Theme) -> Theme:
    texts: dict[str, Any] = {}
    for field in TEXTS:
        lines = (*getattr(target, field).split("\n"), *getattr(theme, field).split("\n"))
        texts[field] = "\n".join(dict.fromkeys(line for line in lines if line.strip()))
    return replace(target, **texts)


def _move_codings(db: Database, old: str, new: str, coding_ids: Iterable[str]) -> None:
    for coding_id in coding_ids:
        db.execute(
            "UPDATE OR IGNORE theme_codings SET theme_id = ? WHERE theme_id = ? AND coding_id = ?",
            [new, old, coding_id],
        )


def split_theme(db: Database, theme_id: str, nodes: Iterable[Node], new: Theme) -> None:
    """Let a part of a theme become a theme of its own.

    The chosen categories and codes move; so do quotes and counter-cases under codes that the old
    theme does not rest on any more.

    Args:
        db: Inside a write.
        theme_id: The theme that is split.
        nodes: What moves: some of what the theme was linked to, not all of it.
        new: The theme that is made; what it rests on is `nodes`.

    Raises:
        NotFoundError: The theme is gone.
        InputError: Nothing moves, or nothing stays, or the new name cannot be used.
        ConflictError: Another theme has the new name.
    """
    theme = get_theme(db, theme_id)
    linked, chosen = nodes_of(theme), set(nodes)
    moved = [node for node in linked if node in chosen]
    if not moved or len(moved) == len(linked):
        raise InputError(
            "A split needs something that goes to the new theme and something that stays; choose "
            "again."
        )
    add_theme(db, replace(new, category_ids=(), code_ids=()))
    link_nodes(db, new.theme_id, moved)
    unlink_nodes(db, theme_id, moved)
    codes = codes_of_themes(db)
    gone = codes.get(new.theme_id, frozenset()) - codes.get(theme_id, frozenset())
    marked = [*theme.quotes, *theme.counter_cases]
    code_of = dict(
        db.execute(
            "SELECT coding_id, code_id FROM theme_codings JOIN codings "
            "ON codings.id = coding_id WHERE theme_id = ?",
            [theme_id],
        ).fetchall()
    )
    going = [coding_id for coding_id in marked if code_of.get(coding_id) in gone]
    _move_codings(db, theme_id, new.theme_id, going)
