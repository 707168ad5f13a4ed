"""The codebook as a whole: read for a file, and filled from one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from uuid import uuid4

from kwalicode.model import Category, Codebook, Relation, Theme
from kwalicode.store.categories import add_category, find_categories, find_links, link_code, writer
from kwalicode.store.codebook import add_code, add_synonym, find_codes, find_synonyms
from kwalicode.store.files import Database
from kwalicode.store.relations import add_relation, find_relations
from kwalicode.store.themes import add_theme
from kwalicode.text import folded


def find_codebook(db: Database) -> Codebook:
    """Read categories, codes, themes that were not dropped, and relations."""
    return Codebook(
        tuple(parents_first(find_categories(db))),
        tuple(find_codes(db)),
        {code_id: tuple(names) for code_id, names in find_synonyms(db).items()},
        {code_id: tuple(ids) for code_id, ids in find_links(db).items()},
        tuple(_find_themes(db)),
        tuple(find_relations(db)),
    )


def parents_first(categories: Sequence[Category]) -> list[Category]:
    """Order categories so that each comes before what it holds."""
    inside: dict[str | None, list[Category]] = {}
    for category in categories:
        inside.setdefault(category.parent_id, []).append(category)
    ordered: list[Category] = []
    waiting = list(reversed(inside.get(None, [])))
    while waiting:
        category = waiting.pop()
        ordered.append(category)
        waiting += reversed(inside.get(category.category_id, []))
    return ordered


def _find_themes(db: Database) -> list[Theme]:
    links: dict[str, dict[str, list[str]]] = {}
    for kind in ("category", "code"):
        table = {"category": "theme_categories", "code": "theme_codes"}[kind]
        for theme_id, node_id in db.execute(
            f"SELECT theme_id, {kind}_id FROM {table} ORDER BY rowid"  # noqa: S608  names are ours
        ):
            links.setdefault(theme_id, {}).setdefault(kind, []).append(node_id)
    rows = db.execute(
        "SELECT id, name, claim, concept, scope, recommendations FROM themes "
        "WHERE NOT is_dropped ORDER BY position, name"
    )
    return [
        replace(
            Theme(*row),
            category_ids=tuple(links.get(row[0], {}).get("category", ())),
            code_ids=tuple(links.get(row[0], {}).get("code", ())),
        )
        for row in rows
    ]


class Added(NamedTuple):
    """How much of a codebook was new to the study."""

    n_categories: int
    n_codes: int
    n_themes: int
    n_relations: int


def add_codebook(db: Database, book: Codebook) -> Added:
    """Add what the study does not have of a codebook; what it has stays as it is.

    Categories are the same where their paths are, codes where their names and categories are,
    themes where their names are.

    Raises:
        KwalicodeError: As of `add_category` and `add_code`; nothing is added then.
    """
    ids = _Ids(db)
    n_categories = sum(ids.take_category(category) for category in book.categories)
    n_codes = ids.take_codes(book)
    for code_id, category_ids in book.also_in.items():
        for category_id in category_ids:
            link_code(db, ids.codes[code_id], ids.categories[category_id])
    n_themes = sum(_add_theme(db, theme, ids) for theme in book.themes)
    n_relations = sum(_add_relation(db, relation, ids) for relation in book.relations)
    return Added(n_categories, n_codes, n_themes, n_relations)


class _Ids:
    """Ids in the study of what the codebook names by ids of its own."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.categories: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        self.known = {(c.parent_id, folded(c.name)): c.category_id for c in find_categories(db)}

    def take_category(self, category: Category) -> bool:
        """Add a category that is new; tell whether it was."""
        parent_id = self.categories[category.parent_id] if category.parent_id else None
        key = (parent_id, folded(category.name))
        is_new = key not in self.known
        if is_new:
            self.known[key] = add_category(
                self.db,
                category.name,
                parent_id=parent_id,
                description=category.description,
                colour=category.colour,
            )
        self.categories[category.category_id] = self.known[key]
        return is_new

    def take_codes(self, book: Codebook) -> int:
        """Add the codes that are new with their other names; tell how many."""
        known = {(c.category_id, folded(c.name)): c.code_id for c in find_codes(self.db)}
        n_new = 0
        for code in book.codes:
            category_id = self.categories[code.category_id] if code.category_id else None
            key = (category_id, folded(code.name))
            if key not in known:
                n_new += 1
                known[key] = str(uuid4())
                stored = replace(code, code_id=known[key], category_id=category_id)
                add_code(self.db, stored, coder=writer(self.db))
                for name in book.synonyms.get(code.code_id, ()):
                    add_synonym(self.db, known[key], name)
            self.codes[code.code_id] = known[key]
        return n_new

    def of(self, kind: str) -> Mapping[str, str]:
        """Give the ids of one kind of node."""
        return self.codes if kind == "code" else self.categories


def _add_theme(db: Database, theme: Theme, ids: _Ids) -> bool:
    names = {folded(row[0]) for row in db.execute("SELECT name FROM themes")}
    if folded(theme.name) in names:
        return False
    stored = replace(
        theme,
        theme_id=str(uuid4()),
        category_ids=tuple(ids.categories[i] for i in theme.category_ids),
        code_ids=tuple(ids.codes[i] for i in theme.code_ids),
    )
    add_theme(db, stored)
    return True


def _add_relation(db: Database, relation: Relation, ids: _Ids) -> bool:
    start, end = (
        ids.of(relation.from_kind)[relation.from_id],
        ids.of(relation.to_kind)[relation.to_id],
    )
    is_known = db.execute(
        "SELECT 1 FROM relations WHERE from_kind = ? AND from_id = ? AND to_kind = ? "
        "AND to_id = ? AND type = ?",
        [relation.from_kind, start, relation.to_kind, end, relation.type],
    ).fetchone()
    if is_known:
        return False
    stored = replace(relation, relation_id=str(uuid4()), from_id=start, to_id=end)
    add_relation(db, stored, coder=writer(db))
    return True
