"""What went from the codebook between two moments, and what it went up in.

A merge and a deletion both take a row away. Where the codings, or what a category held, went in the
same step tells them apart.
"""

from collections.abc import Mapping
from typing import NamedTuple

from kwalicode.model import Codebook
from kwalicode.store.files import Database
from kwalicode.store.history import REDO, UNDO


class Lost(NamedTuple):
    """A row of the codebook that went between two revisions.

    Attributes:
        name: What it was called last.
        change_set_id: The step that took it away for the last time.
        act: What that step was; of a step that was done again, what it was at first.
    """

    name: str
    change_set_id: int
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
    went = {i: Merge(_category_into(db, i, one), 0) for i, one in lost.items()}
    gone = {category.category_id for category in before.categories} - kept
    return {i: Merge(_end(i, went, kept), 0) for i in gone if i in went}


def _category_into(db: Database, category_id: str, lost: Lost) -> str:
    """A category that is deleted gives what it holds away too, so the act tells the two apart."""
    if not lost.act.startswith("merge"):
        return ""
    places = (
        *(("codes", "category_id"), ("categories", "parent_id")),
        *(("theme_categories", "category_id"), ("code_categories", "category_id")),
    )
    for table, column in places:
        moved = moved_in_step(db, lost.change_set_id, table, column)
        for into in moved.get(category_id, {}):
            if into:
                return into
    return ""


def find_theme_merges(
    db: Database, before: Codebook, after: Codebook, since: int, until: int
) -> dict[str, Merge]:
    """Tell where each theme of an earlier codebook went, by id; one given up is not in it."""
    kept = {theme.theme_id for theme in after.themes}
    lost = find_lost(db, "themes", since, until)
    went = {i: Merge(_theme_into(db, one), 0) for i, one in lost.items()}
    gone = {theme.theme_id for theme in before.themes} - kept
    return {i: Merge(_end(i, went, kept), 0) for i in gone if i in went}


def _theme_into(db: Database, lost: Lost) -> str:
    """A merge writes to the one theme that stays; its texts, or what it rests on, change."""
    if not lost.act.startswith("merge"):
        return ""
    row = db.execute(
        "SELECT iif(table_name = 'themes', row_id, json_extract(new, '$.theme_id')) FROM changes "
        "WHERE change_set_id = ? AND new IS NOT NULL AND table_name IN "
        "('themes', 'theme_categories', 'theme_codes', 'theme_codings') ORDER BY id DESC LIMIT 1",
        [lost.change_set_id],
    ).fetchone()
    return str(row[0]) if row else ""


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
        "SELECT row_id, max(changes.id), json_extract(old, '$.name'), change_set_id FROM changes "
        "WHERE table_name = ? AND new IS NULL AND id > ? AND id <= ? GROUP BY row_id",
        [table, since, until],
    ).fetchall()
    return {row[0]: Lost(str(row[2]), row[3], _act(db, row[3])) for row in rows}


def _act(db: Database, change_set_id: int) -> str:
    """Give what a step did; undo and redo point at the step they take back."""
    sql = "SELECT act, undoes FROM change_sets WHERE id = ?"
    act, undoes = db.execute(sql, [change_set_id]).fetchone()
    while act in {UNDO, REDO} and undoes:
        act, undoes = db.execute(sql, [undoes]).fetchone()
    return str(act)


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
