"""Codes and categories that become one, and segments that go to another code.

Nothing that hangs on what is given up is lost: it moves to what stays, and one undo brings all of
it back.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kwalicode.errors import ConflictError
from kwalicode.model import Code, NodeKind
from kwalicode.store.categories import find_categories, get_category, nest_categories
from kwalicode.store.codebook import (
    add_synonym,
    find_codes,
    find_synonyms,
    get_code,
    move_codes,
    update_code,
)
from kwalicode.store.files import Database
from kwalicode.store.joining import join_codings
from kwalicode.text import folded


class Recoded(NamedTuple):
    """How many codings got another code.

    Attributes:
        n_joined: Of these, how many an equal coding stood for already; the two became one.
    """

    n_moved: int
    n_joined: int


def merge_codes(db: Database, code_ids: Iterable[str], target_id: str) -> Recoded:
    """Let codes go up in another one, which keeps its name and place.

    Their codings, relations, themes, memos and further categories become those of the target;
    their names become its synonyms; fields that the target leaves empty are taken over.

    Raises:
        NotFoundError: One of the codes is gone.
        ConflictError: A code would go up in itself.
    """
    return _total(
        _merge_code(db, get_code(db, code_id), get_code(db, target_id)) for code_id in code_ids
    )


def _total(parts: Iterable[Recoded]) -> Recoded:
    counts = list(parts)
    return Recoded(sum(part.n_moved for part in counts), sum(part.n_joined for part in counts))


def _merge_code(db: Database, code: Code, target: Code) -> Recoded:
    if code.code_id == target.code_id:
        raise ConflictError("A code cannot be merged into itself; choose another one.")
    ids = [
        row[0]
        for row in db.execute("SELECT id FROM codings WHERE code_id = ?", [code.code_id]).fetchall()
    ]
    recoded = recode_codings(db, ids, target.code_id)
    update_code(db, _completed(target, code))
    for name in (code.name, *find_synonyms(db, code.code_id).get(code.code_id, ())):
        add_synonym(db, target.code_id, name)
    _move_nodes(db, "code", code.code_id, target.code_id)
    for table in ("theme_codes", "code_categories"):
        _move_rows(db, table, "code_id", code.code_id, target.code_id)
    db.execute(
        "DELETE FROM code_categories WHERE code_id = ? AND category_id = ?",
        [target.code_id, target.category_id],
    )
    db.execute("DELETE FROM codes WHERE id = ?", [code.code_id])
    return recoded


_FIELDS = ("description", "include_when", "exclude_when", "example", "literature", "valence")


def _completed(target: Code, other: Code) -> Code:
    missing = {name: getattr(other, name) for name in _FIELDS if not getattr(target, name)}
    return replace(target, **missing)


def merge_categories(db: Database, category_ids: Iterable[str], target_id: str) -> Recoded:
    """Let categories go up in another one, which keeps its name and place.

    Their codes and categories move along, and so do themes, relations and memos. Codes of one name
    become one code, see `merge_codes`; so do categories of one name.

    Raises:
        NotFoundError: One of the categories is gone.
        ConflictError: A category would go up in itself or in one that it holds.
    """
    parts = []
    for category_id in category_ids:
        _refuse_descendant(db, category_id, target_id)
        parts.append(_merge_category(db, category_id, target_id))
    return _total(parts)


def _refuse_descendant(db: Database, category_id: str, target_id: str) -> None:
    get_category(db, category_id)
    get_category(db, target_id)
    parents = {c.category_id: c.parent_id for c in find_categories(db)}
    above: str | None = target_id
    while above:
        if above == category_id:
            raise ConflictError(
                "A category cannot be merged into itself or into one that it holds; choose "
                "another one."
            )
        above = parents[above]


def _merge_category(db: Database, category_id: str, target_id: str) -> Recoded:
    parts = [*_merge_held(db, category_id, target_id)]
    parts += _merge_children(db, category_id, target_id)
    _move_nodes(db, "category", category_id, target_id)
    for table in ("theme_categories", "code_categories"):
        _move_rows(db, table, "category_id", category_id, target_id)
    db.execute(
        "DELETE FROM code_categories WHERE category_id = ?1 AND code_id IN "
        "(SELECT id FROM codes WHERE category_id = ?1)",
        [target_id],
    )
    # History tells by its last place where it went; `past_merges` reads it there.
    db.execute("UPDATE categories SET parent_id = ? WHERE id = ?", [target_id, category_id])
    db.execute("DELETE FROM categories WHERE id = ?", [category_id])
    return _total(parts)


def _merge_held(db: Database, category_id: str, target_id: str) -> Iterator[Recoded]:
    codes = find_codes(db)
    there = {folded(c.name): c.code_id for c in codes if c.category_id == target_id}
    for code in [code for code in codes if code.category_id == category_id]:
        same = there.get(folded(code.name))
        if same:
            yield merge_codes(db, [code.code_id], same)
        else:
            move_codes(db, [code.code_id], target_id)


def _merge_children(db: Database, category_id: str, target_id: str) -> Iterator[Recoded]:
    others = [c for c in find_categories(db) if c.category_id != category_id]
    there = {folded(c.name): c.category_id for c in others if c.parent_id == target_id}
    for child in [c for c in others if c.parent_id == category_id]:
        same = there.get(folded(child.name))
        if same:
            yield _merge_category(db, child.category_id, same)
        else:
            nest_categories(db, [child.category_id], target_id)


def delete_category(db: Database, category_id: str) -> None:
    """Remove a category; what it holds goes to the category above it.

    Raises:
        NotFoundError: It is gone.
        ConflictError: A code or category of the same name stands there already.
    """
    parent_id = get_category(db, category_id).parent_id
    held = [code.code_id for code in find_codes(db) if code.category_id == category_id]
    move_codes(db, held, parent_id)
    children = [c.category_id for c in find_categories(db) if c.parent_id == category_id]
    nest_categories(db, children, parent_id)
    db.execute("DELETE FROM categories WHERE id = ?", [category_id])


def recode_codings(db: Database, coding_ids: Sequence[str], code_id: str) -> Recoded:
    """Give codings another code; one that an equal one stands for already joins it.

    A comment, and what hangs on the coding, moves to the one that stays.

    Raises:
        NotFoundError: The code is gone.
    """
    get_code(db, code_id)
    chosen = json.dumps(list(coding_ids))
    doubles = db.execute(_DOUBLES, [chosen, code_id]).fetchall()
    join_codings(db, doubles)
    moved = db.execute(
        "UPDATE codings SET code_id = ? WHERE id IN (SELECT value FROM json_each(?)) "
        "AND code_id IS NOT ?",
        [code_id, chosen, code_id],
    )
    return Recoded(int(moved.rowcount) + len(doubles), len(doubles))


# Several of the chosen may be equal to each other where they have different codes: the first stays.
_DOUBLES = """
WITH chosen AS (SELECT codings.* FROM codings JOIN json_each(?1) ON codings.id = value
  WHERE code_id IS NOT ?2),
places AS (SELECT id, 1 AS is_chosen, document_id, start, "end", coder_id, pass_id FROM chosen
  UNION ALL SELECT id, 0, document_id, start, "end", coder_id, pass_id FROM codings
  WHERE code_id = ?2),
ranked AS (SELECT id, is_chosen, first_value(id) OVER same AS kept FROM places WINDOW same AS (
  PARTITION BY document_id, start, "end", coder_id, pass_id ORDER BY is_chosen, id))
SELECT id, kept FROM ranked WHERE is_chosen AND id <> kept"""


def _move_rows(db: Database, table: str, column: str, old: str, new: str) -> None:
    """Let rows point at another code or category; one that is there already stays as it is."""
    db.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE {column} = ?", [new, old])  # noqa: S608  names are ours


def _move_nodes(db: Database, kind: NodeKind, old: str, new: str) -> None:
    """Let relations and memos point at another code or category."""
    db.execute(
        "UPDATE memos SET target_id = ? WHERE target_kind = ? AND target_id = ?", [new, kind, old]
    )
    rows = db.execute(
        "SELECT id, from_kind, from_id, to_kind, to_id, type FROM relations "
        "WHERE (from_kind = ?1 AND from_id = ?2) OR (to_kind = ?1 AND to_id = ?2)",
        [kind, old],
    ).fetchall()
    for relation_id, *ends, type_ in rows:
        from_kind, from_id, to_kind, to_id = ends
        start = new if (from_kind, from_id) == (kind, old) else from_id
        end = new if (to_kind, to_id) == (kind, old) else to_id
        if (from_kind, start) != (to_kind, end):  # one with itself goes with what it was about
            _move_relation(db, relation_id, [from_kind, start, to_kind, end, type_])


def _move_relation(db: Database, relation_id: str, place: list[str]) -> None:
    same = db.execute(
        "SELECT id FROM relations WHERE from_kind = ? AND from_id = ? AND to_kind = ? "
        "AND to_id = ? AND type = ?",
        place,
    ).fetchone()
    if same:
        _move_rows(db, "relation_codings", "relation_id", relation_id, same[0])
        db.execute(
            "UPDATE memos SET target_id = ? WHERE target_kind = 'relation' AND target_id = ?",
            [same[0], relation_id],
        )
        _join_note(db, relation_id, same[0])
        db.execute("DELETE FROM relations WHERE id = ?", [relation_id])
    else:
        db.execute(
            "UPDATE relations SET from_kind = ?, from_id = ?, to_kind = ?, to_id = ?, type = ? "
            "WHERE id = ?",
            [*place, relation_id],
        )


def _join_note(db: Database, gone: str, kept: str) -> None:
    notes = [
        row[0]
        for row in db.execute(
            "SELECT note FROM relations WHERE id IN (?, ?) AND note <> '' ORDER BY id = ?",
            [gone, kept, gone],
        )
    ]
    note = "\n".join(dict.fromkeys(notes))
    db.execute("UPDATE relations SET note = ? WHERE id = ? AND note <> ?", [note, kept, note])
