"""What became of the codebook between two moments, as facts that a page puts into words."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import Literal, NamedTuple

from kwalicode.model import BETWEEN, Category, Code, Codebook, Relation, Theme, path_of
from kwalicode.store import past_codebook
from kwalicode.store.past_codebook import Flow
from kwalicode.store.past_merges import (
    Merge,
    find_category_merges,
    find_code_merges,
    find_theme_merges,
    made_before,
)
from kwalicode.store.study import Study

Kind = Literal[
    "new",
    "deleted",
    "merged",
    "split",
    "recoded",
    "renamed",
    "moved",
    "retired",
    "restored",
    "edited",
    "linked",
    "unlinked",
]
Part = Literal["code", "category", "theme", "relation", "coding"]


class Development(NamedTuple):
    """One thing that became of the codebook between two moments.

    Attributes:
        part: What it is about; `coding` for numbers of codings that came or went.
        name: What it was called at the end; of something that went, what it was called before.
        old: What it was before: its name, its place, or the strength of a relation.
        new: What it is after: the code it went up in, its place, or the strength of a relation.
        n: How many codings went along.
        fields: What was edited.
    """

    kind: Kind
    part: Part
    name: str
    old: str = ""
    new: str = ""
    n: int = 0
    fields: tuple[str, ...] = ()


def developments(study: Study, since: int, until: int) -> list[Development]:
    """List what became of the codebook between two revisions.

    What was made and taken away again in between is left out, and so is what was undone.

    Args:
        study: The study.
        since: Number of the last change before.
        until: Number of the last change after; not smaller.
    """
    with study.read() as db:
        before, after = (past_codebook.book_at(db, revision) for revision in (since, until))
        flows = past_codebook.coding_flows(db, since, until)
        merges = {
            "code": find_code_merges(db, before, after, since, until),
            "category": find_category_merges(db, before, after, since, until),
            "theme": find_theme_merges(db, before, after, since, until),
        }
        known_themes = made_before(db, "themes", since)
    names = _Names(before, after)
    return [
        *_of_codes(before, after, merges["code"], flows, names),
        *_of_categories(before, after, merges["category"], names),
        *_of_themes(before, after, merges["theme"], known_themes, names),
        *_of_relations(before, after, names),
        *_of_codings(flows),
    ]


class _Names:
    """Names of what is in one of two codebooks; the later one goes before."""

    def __init__(self, before: Codebook, after: Codebook) -> None:
        self.categories = before.paths() | after.paths()
        self.nodes: dict[tuple[str, str], str] = {}
        for book in (before, after):
            paths = book.paths()
            self.nodes |= {("category", i): path for i, path in paths.items()}
            self.nodes |= {("code", c.code_id): path_of(c, paths) for c in book.codes}

    def code(self, code_id: str) -> str:
        """Give the path of a code."""
        return self.nodes.get(("code", code_id), "")

    def category(self, category_id: str | None) -> str:
        """Give the path of a category, or nothing for none."""
        return self.categories.get(category_id or "", "")

    def relation(self, relation: Relation) -> str:
        """Give the two ends of a relation."""
        start = self.nodes.get((relation.from_kind, relation.from_id), "")
        return f"{start} → {self.nodes.get((relation.to_kind, relation.to_id), '')}"


def _of_codes(
    before: Codebook,
    after: Codebook,
    merges: Mapping[str, Merge],
    flows: Sequence[Flow],
    names: _Names,
) -> Iterator[Development]:
    old = {code.code_id: code for code in before.codes}
    new = {code.code_id: code for code in after.codes}
    for code_id in old.keys() - new.keys():
        yield _gone("code", names.code(code_id), merges.get(code_id), names.code)
    for code_id, code in new.items():
        if code_id not in old:
            yield Development("new", "code", names.code(code_id))
        else:
            yield from _of_code(old[code_id], code, names)
            yield from _links(before.also_in, after.also_in, code_id, code.name, names)
    for flow in flows:
        yield from _flow(flow, old.keys(), merges, names)


def _gone(part: Part, name: str, merge: Merge | None, name_of: Callable[[str], str]) -> Development:
    if merge and merge.into:
        return Development("merged", part, name, new=name_of(merge.into), n=merge.n)
    return Development("deleted", part, name, n=merge.n if merge else 0)


_TEXTS = (
    *("description", "include_when", "exclude_when", "example", "origin", "literature"),
    "valence",
)


def _of_code(old: Code, new: Code, names: _Names) -> Iterator[Development]:
    if old.name != new.name:
        yield Development("renamed", "code", new.name, old=old.name, new=new.name)
    if old.category_id != new.category_id:
        places = names.category(old.category_id), names.category(new.category_id)
        yield Development("moved", "code", new.name, *places)
    if old.is_retired != new.is_retired:
        yield Development("retired" if new.is_retired else "restored", "code", new.name)
    yield from _edited("code", new.name, old, new, _TEXTS)


def _edited(
    part: Part, name: str, old: object, new: object, fields: Sequence[str]
) -> Iterator[Development]:
    edited = tuple(field for field in fields if getattr(old, field) != getattr(new, field))
    if edited:
        yield Development("edited", part, name, fields=edited)


Links = Mapping[str, tuple[str, ...]]


def _links(
    before: Links, after: Links, code_id: str, name: str, names: _Names
) -> Iterator[Development]:
    was, now = before.get(code_id, ()), after.get(code_id, ())
    for category_id in now:
        if category_id not in was:
            yield Development("linked", "code", name, new=names.category(category_id))
    for category_id in was:
        if category_id not in now:
            yield Development("unlinked", "code", name, old=names.category(category_id))


def _flow(
    flow: Flow, known: Set[str], merges: Mapping[str, Merge], names: _Names
) -> Iterator[Development]:
    """Tell of codings that changed code for another reason than a merge."""
    is_recoded = flow.before and flow.after
    if not is_recoded or _is_merge(flow, merges):
        return
    start, end = names.code(str(flow.before)), names.code(str(flow.after))
    is_new = flow.after not in known
    yield Development("split" if is_new else "recoded", "code", end, old=start, n=flow.n)


def _is_merge(flow: Flow, merges: Mapping[str, Merge]) -> bool:
    merge = merges.get(str(flow.before))
    return merge is not None and merge.into == flow.after


def _of_categories(
    before: Codebook, after: Codebook, merges: Mapping[str, Merge], names: _Names
) -> Iterator[Development]:
    old = {one.category_id: one for one in before.categories}
    new = {one.category_id: one for one in after.categories}
    for category_id in old.keys() - new.keys():
        name = names.category(category_id)
        yield _gone("category", name, merges.get(category_id), names.category)
    for category_id, one in new.items():
        if category_id not in old:
            yield Development("new", "category", names.category(category_id))
        else:
            yield from _of_category(old[category_id], one, names)


def _of_category(old: Category, new: Category, names: _Names) -> Iterator[Development]:
    if old.name != new.name:
        yield Development("renamed", "category", new.name, old=old.name, new=new.name)
    if old.parent_id != new.parent_id:
        places = names.category(old.parent_id), names.category(new.parent_id)
        yield Development("moved", "category", new.name, *places)
    yield from _edited("category", new.name, old, new, ("description",))


def _of_themes(
    before: Codebook,
    after: Codebook,
    merges: Mapping[str, Merge],
    known: Set[str],
    names: _Names,
) -> Iterator[Development]:
    """A theme that was given up counts as retired, one that was taken up again as restored."""
    old = {theme.theme_id: theme for theme in before.themes}
    new = {theme.theme_id: theme for theme in after.themes}
    for theme_id in old.keys() - new.keys():
        if theme_id in merges:
            name = old[theme_id].name
            yield _gone("theme", name, merges[theme_id], lambda into: new[into].name)
        else:
            yield Development("retired", "theme", old[theme_id].name)
    for theme_id, theme in new.items():
        if theme_id not in old:
            yield Development("restored" if theme_id in known else "new", "theme", theme.name)
        else:
            yield from _of_theme(old[theme_id], theme, names)


def _of_theme(old: Theme, new: Theme, names: _Names) -> Iterator[Development]:
    if old.name != new.name:
        yield Development("renamed", "theme", new.name, old=old.name, new=new.name)
    yield from _edited(
        "theme", new.name, old, new, ("claim", "concept", "scope", "recommendations")
    )
    was = {*(("category", i) for i in old.category_ids), *(("code", i) for i in old.code_ids)}
    now = {*(("category", i) for i in new.category_ids), *(("code", i) for i in new.code_ids)}
    for node in sorted(now - was):
        yield Development("linked", "theme", new.name, new=names.nodes.get(node, ""))
    for node in sorted(was - now):
        yield Development("unlinked", "theme", new.name, old=names.nodes.get(node, ""))


def _of_relations(before: Codebook, after: Codebook, names: _Names) -> Iterator[Development]:
    old = {one.relation_id: one for one in before.relations}
    new = {one.relation_id: one for one in after.relations}
    for relation_id in old.keys() - new.keys():
        one = old[relation_id]
        yield Development("deleted", "relation", names.relation(one), old=one.type)
    for relation_id, one in new.items():
        was = old.get(relation_id)
        if was is None:
            yield Development("new", "relation", names.relation(one), new=one.type)
        else:
            fields = ("type", "strength", "note", "supports", "contradicts")
            yield from _edited("relation", names.relation(one), was, one, fields)


def _of_codings(flows: Sequence[Flow]) -> Iterator[Development]:
    n_new = sum(flow.n for flow in flows if flow.before is None)
    n_gone = sum(flow.n for flow in flows if flow.after is None)
    if n_new:
        yield Development("new", "coding", "", n=n_new)
    if n_gone:
        yield Development("deleted", "coding", "", n=n_gone)


def short(path: str) -> str:
    """Give the last name of a path."""
    return path.rsplit(BETWEEN, 1)[-1]
