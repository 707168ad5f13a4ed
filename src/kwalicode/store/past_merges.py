"""What went from the codebook between two moments, and what it went up in.

A merge and a deletion both take a row away. Where the codings, the category or the next change went
in the same step tells them apart.
"""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kwalicode.model import Codebook
from kwalicode.store.files import Database
from kwalicode.store.history import REDO, UNDO, revision


class Lost(NamedTuple):
    """A row of the codebook that went between two revisions.

    Attributes:
        name: What it was called last.
        revision: The change that took it away for the last time.
        change_set_id: The step of that change.
        first_id: That step, or the one that it takes back or does again.
        act: What was done in that first step.
    """

    name: str
    revision: int
    change_set_id: int
    first_id: int
    act: str


class Merge(NamedTuple):
    """Into what something went up, and how many codings went along; no id where it was deleted."""

    into: str
    n: int


def find_code_merges(
    db: Database, before: Codebook, after: Codebook, since: int, until: int
) -> dict[str, Merge]:
    """Tell where each code of an earlier codebook went that a later one does not have, by id."""
    kept = {code.code_id for code in after.codes}
    gone = {code.code_id for code in before.codes} - kept
    lost = find_lost(db, "codes", since, until)
    steps = {one.change_set_id for one in lost.values()}
    moves = {step: moved_in_step(db, step, "codings", "code_id") for step in steps}
    named = {step: named_in_step(db, step) for step in steps}
    went: dict[str, Merge] = {}
    for code_id, one in lost.items():
        moved = moves[one.change_set_id].get(code_id, {})
        into = max((i for i in moved if i), key=moved.__getitem__, default="")
        into = into or named[one.change_set_id].get(one.name, "")
        went[code_id] = Merge(into, sum(moved.values()))
    return {i: Merge(_end(i, went, kept), went[i].n) for i in gone if i in went}


def find_category_merges(
    db: Database, before: Codebook, after: Codebook, since: int, until: int
) -> dict[str, Merge]:
    """Tell where each category of an earlier codebook went, by id; no codings are counted."""
    kept = {category.category_id for category in after.categories}
    lost = find_lost(db, "categories", since, until)
    went = {i: Merge(into, 0) for i, into in _categories_into(db, lost).items()}
    gone = {category.category_id for category in before.categories} - kept
    return {i: Merge(_end(i, went, kept), 0) for i in gone if i in went}


def find_former_names(db: Database) -> dict[str, list[str]]:
    """Give the names of the categories that went up in each category that is there, by its id."""
    kept = {row[0] for row in db.execute("SELECT id FROM categories")}
    found = find_lost(db, "categories", 0, revision(db))
    lost = {i: one for i, one in found.items() if i not in kept}
    went = {i: Merge(into, 0) for i, into in _categories_into(db, lost).items()}
    names: dict[str, list[str]] = {}
    for category_id, one in lost.items():
        into = _end(category_id, went, kept)
        if into:
            names.setdefault(into, []).append(one.name)
    return names


def _categories_into(db: Database, lost: Mapping[str, Lost]) -> dict[str, str]:
    """A merge puts a category under the one it goes up in before it goes; else ''."""
    merged = [one.revision for one in lost.values() if one.act.startswith("merge")]
    rows = db.execute(
        "SELECT row_id, json_extract(old, '$.parent_id') FROM changes "
        "JOIN json_each(?) ON changes.id = value",
        [json.dumps(merged)],
    )
    return dict.fromkeys(lost, "") | {row[0]: row[1] or "" for row in rows}


def find_theme_merges(
    db: Database, before: Codebook, after: Codebook, since: int, until: int
) -> dict[str, Merge]:
    """Tell where each theme of an earlier codebook went, by id; one given up is not in it."""
    kept = {theme.theme_id for theme in after.themes}
    lost = find_lost(db, "themes", since, until)
    went = {i: Merge(_theme_into(db, i, one), 0) for i, one in lost.items()}
    gone = {theme.theme_id for theme in before.themes} - kept
    return {i: Merge(_end(i, went, kept), 0) for i in gone if i in went}


def _theme_into(db: Database, theme_id: str, lost: Lost) -> str:
    """A merge writes to the theme that stays as soon as the other one went."""
    if not lost.act.startswith("merge"):
        return ""
    row = db.execute(_THEME_INTO, [lost.first_id, theme_id]).fetchone()
    return str(row[0]) if row else ""


_THEME_INTO = """
SELECT row_id FROM changes WHERE change_set_id = ?1 AND table_name = 'themes'
AND new IS NOT NULL AND id > (SELECT id FROM changes WHERE change_set_id = ?1
  AND table_name = 'themes' AND row_id = ?2 AND new IS NULL)
ORDER BY id LIMIT 1"""


def made_before(db: Database, table: str, revision: int) -> frozenset[str]:
    """Give the ids of the rows that were made up to a revision, also of those that are gone."""
    rows = db.execute(
        "SELECT row_id FROM changes WHERE table_name = ? AND old IS NULL AND id <= ?",
        [table, revision],
    )
    return frozenset(row[0] for row in rows)


def _end(lost_id: str, went: Mapping[str, Merge], kept: set[str]) -> str:
    """Follow what went up in something that itself went up in something else."""
    into, seen = went[lost_id].into, {lost_id}
    while into and into not in kept and into in went and into not in seen:
        seen.add(into)
        into = went[into].into
    return into if into in kept else ""


def find_lost(db: Database, table: str, since: int, until: int) -> dict[str, Lost]:
    """Give the rows of a table that were taken away between two revisions, by id."""
    rows = db.execute(
        "SELECT row_id, json_extract(old, '$.name'), max(changes.id), change_set_id FROM changes "
        "WHERE table_name = ? AND new IS NULL AND id > ? AND id <= ? GROUP BY row_id",
        [table, since, until],
    ).fetchall()
    first = _first_steps(db, [row[3] for row in rows])
    return {row[0]: Lost(str(row[1]), row[2], row[3], *first[row[3]]) for row in rows}


def _first_steps(db: Database, change_set_ids: Iterable[int]) -> dict[int, tuple[int, str]]:
    """Follow undo and redo to the step they began with; give its id and act by id of the last."""
    rows = db.execute(_FIRST, [json.dumps(list(change_set_ids)), UNDO, REDO])
    return {last: (first, act) for last, first, act in rows}


_FIRST = """
WITH RECURSIVE steps(last, id, act, undoes, depth) AS (
  SELECT id, id, act, undoes, 0 FROM change_sets WHERE id IN (SELECT value FROM json_each(?1))
  UNION ALL SELECT last, change_sets.id, change_sets.act, change_sets.undoes, depth + 1 FROM steps
  JOIN change_sets ON change_sets.id = steps.undoes WHERE steps.act IN (?2, ?3))
SELECT last, id, act FROM steps ORDER BY depth"""


Moves = Mapping[str, Mapping[str, int]]


def moved_in_step(db: Database, change_set_id: int, table: str, column: str) -> Moves:
    """Count the rows whose column went from one value to another in a step, by old, then new.

    A row that was taken away, because an equal one stood there already, counts under ''.
    """
    found: dict[str, dict[str, int]] = {}
    path = f"$.{column}"
    for before, after, n in db.execute(
        "SELECT json_extract(old, ?1), json_extract(new, ?1), count(DISTINCT row_id) FROM changes "
        "WHERE change_set_id = ?2 AND table_name = ?3 AND old IS NOT NULL GROUP BY 1, 2",
        [path, change_set_id, table],
    ):
        if before and before != after:
            found.setdefault(before, {})[after or ""] = n
    return found


def named_in_step(db: Database, change_set_id: int) -> dict[str, str]:
    """Give the codes that got another name as a synonym in a step, by that name."""
    rows = db.execute(
        "SELECT json_extract(new, '$.name'), json_extract(new, '$.code_id') FROM changes "
        "WHERE change_set_id = ? AND table_name = 'synonyms' AND new IS NOT NULL",
        [change_set_id],
    )
    return dict(rows.fetchall())
