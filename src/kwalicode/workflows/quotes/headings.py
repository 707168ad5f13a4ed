"""The headings that quotes stand under in a file: themes, categories or codes, and their counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kwalicode.errors import NotFoundError
from kwalicode.model import Code, Codebook, Theme
from kwalicode.report.quotes.file import Grouping, place_of
from kwalicode.store.files import Database
from kwalicode.store.prevalence import codes_of_themes
from kwalicode.store.themes import find_themes
from kwalicode.store.whole_codebook import find_codebook
from kwalicode.text import folded
from kwalicode.workflows.quotes.export_material import Going, Material
from kwalicode.workflows.quotes.labels_groups import GroupedQuote, QuoteGroup


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which quotes are asked for.

    Attributes:
        only: Name of the one theme, category or code that is wanted; None for all.
        is_approved: Whether only quotes are wanted that the participant approved.
    """

    grouping: Grouping = "code"
    only: str | None = None
    is_approved: bool = False


class Heading(NamedTuple):
    """A theme, category or code with its quotes.

    Attributes:
        path: Its name, and before that of a code its category; names may be ''.
        groups: What its participants are counted of, from all quotes down to the heading.
        code_ids: Whose quotes stand here.
        claim: What a theme claims.
        is_against: Whether these are the counter-cases of the theme (W89).
        has_evidence: Whether more was said that may not be cited.
    """

    path: tuple[str, ...]
    groups: tuple[QuoteGroup, ...]
    quotes: tuple[Going, ...]
    code_ids: frozenset[str] = frozenset()
    claim: str = ""
    is_against: bool = False
    has_evidence: bool = False

    def printed(self) -> Iterator[GroupedQuote]:
        """Give each quote as it stands under this heading, in the order of printing."""
        category, code = (*self.path, "")[:2]
        for one in sorted(self.quotes, key=lambda one: place_of(one.order)):
            name = one.known_as(self.code_ids)
            quote = replace(one.quote, code=code, category=category, coding_id=name)
            yield GroupedQuote(quote, self.groups)


class _Node(NamedTuple):
    """What decides which quotes stand under a heading."""

    path: tuple[str, ...]
    groups: tuple[QuoteGroup, ...]
    code_ids: frozenset[str]
    coding_ids: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    claim: str = ""
    is_against: bool = False

    def holds(self, one: Going) -> bool:
        codings = {coding_id for coding_id, _code in one.codings}
        if codings & self.without:
            return False
        return bool(
            codings & self.coding_ids or {code for _id, code in one.codings} & self.code_ids
        )


def heading_names(db: Database, grouping: Grouping) -> list[str]:
    """List the names that one can be chosen of, in the order of the alphabet."""
    book = find_codebook(db)
    names: Iterable[str] = book.paths().values()
    if grouping == "theme":
        names = (one.name for one in book.themes)
    elif grouping == "code":
        names = (one.name for one in book.codes)
    return sorted(set(names), key=str.casefold)


def find_headings(
    db: Database, material: Material, grouping: Grouping, only: str | None
) -> list[Heading]:
    """Put quotes under headings, in the order of the codebook; what has none comes last.

    A quote stands under each heading that fits it, once. A heading without quotes is left out,
    unless something was said under it that may not be cited.

    Raises:
        NotFoundError: There is no theme, category or code of the name that was asked for.
    """
    nodes = list(_nodes(db, grouping, only))
    whole: QuoteGroup = ("all",) if only is None else ("all", *nodes[0].groups[-1])
    placed = _Placed(material.going)
    hidden = _Placed(material.evidence)
    headings = [
        Heading(
            node.path,
            (whole, *node.groups),
            placed.under(node),
            node.code_ids,
            node.claim,
            node.is_against,
            bool(hidden.under(node)),
        )
        for node in nodes
    ]
    left = tuple(one for one in material.going if one.order not in placed.seen)
    if left and only is None:
        path: tuple[str, ...] = ("", "") if grouping == "code" else ("",)
        kinds = ("category", "code") if grouping == "code" else (grouping,)
        headings.append(Heading(path, (whole, *((kind, "") for kind in kinds)), left))
    return [one for one in headings if one.quotes or one.has_evidence]


class _Placed:
    """Quotes by code and by coding, and which were put under a heading."""

    def __init__(self, quotes: Sequence[Going]) -> None:
        self.seen: set[str] = set()
        self._quotes = quotes
        self._by: dict[str, list[int]] = {}
        for number, one in enumerate(quotes):
            for key in {key for coding in one.codings for key in coding}:
                self._by.setdefault(key, []).append(number)

    def under(self, node: _Node) -> tuple[Going, ...]:
        keys = {*node.code_ids, *node.coding_ids}
        numbers = sorted({number for key in keys for number in self._by.get(key, ())})
        found = tuple(self._quotes[n] for n in numbers if node.holds(self._quotes[n]))
        self.seen.update(one.order for one in found)
        return found


def _nodes(db: Database, grouping: Grouping, only: str | None) -> Iterator[_Node]:
    book = find_codebook(db)
    if grouping == "theme":
        yield from _theme_nodes(db, only)
    elif grouping == "category":
        yield from _category_nodes(book, only)
    else:
        yield from _code_nodes(book, only)


def _code_nodes(book: Codebook, only: str | None) -> Iterator[_Node]:
    wanted = [one for one in book.codes if only is None or folded(one.name) == folded(only)]
    if not wanted and only is not None:
        raise NotFoundError("There is no code '{name}'; check the codebook.", name=only)
    paths = book.paths()
    homes: dict[str | None, list[Code]] = {}
    for code in wanted:
        homes.setdefault(code.category_id, []).append(code)
    for category_id in (*paths, None):
        for code in homes.get(category_id, ()):
            path = (paths.get(category_id or "", ""), code.name)
            groups = (("category", category_id or ""), ("code", code.code_id))
            yield _Node(path, groups, frozenset({code.code_id}))


def _category_nodes(book: Codebook, only: str | None) -> Iterator[_Node]:
    paths = book.paths()
    wanted = dict(paths)
    if only is not None:
        wanted = dict(_at_and_below(book, paths, only))
    inside: dict[str, set[str]] = {}
    for code in book.codes:
        for category_id in (code.category_id, *book.also_in.get(code.code_id, ())):
            inside.setdefault(category_id or "", set()).add(code.code_id)
    for category_id, path in wanted.items():
        groups = (("category", category_id),)
        yield _Node((path,), groups, frozenset(inside.get(category_id, ())))


def _at_and_below(book: Codebook, paths: Mapping[str, str], only: str) -> Iterator[tuple[str, str]]:
    """Give a category that is named by its path or name, and those below it."""
    found: set[str] = set()
    for one in book.categories:  # parents come first
        names = {folded(one.name), folded(paths[one.category_id])}
        if folded(only) in names or one.parent_id in found:
            found.add(one.category_id)
            yield one.category_id, paths[one.category_id]
    if not found:
        raise NotFoundError("There is no category '{name}'; check the codebook.", name=only)


def _theme_nodes(db: Database, only: str | None) -> Iterator[_Node]:
    themes = [one for one in find_themes(db) if not one.is_dropped]
    wanted = [one for one in themes if only is None or folded(one.name) == folded(only)]
    if not wanted and only is not None:
        raise NotFoundError("There is no theme '{name}'; look on the page Themes.", name=only)
    codes = codes_of_themes(db)
    for one in wanted:
        yield from _nodes_of_theme(one, codes.get(one.theme_id, frozenset()))


def _nodes_of_theme(theme: Theme, code_ids: frozenset[str]) -> Iterator[_Node]:
    path, against = (theme.name,), frozenset(theme.counter_cases)
    own, other = (("theme", theme.theme_id),), (("counter-cases", theme.theme_id),)
    yield _Node(path, own, code_ids, frozenset(theme.quotes), against, theme.claim)
    yield _Node((*path, ""), other, frozenset(), against, is_against=True)
