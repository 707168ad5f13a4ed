"""The axial pass: what the board, the diagram and the table show (W08, W94)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kwalicode.model import Category, Code, Relation
from kwalicode.store import categories, codebook, places, relations
from kwalicode.store.cards import Use, find_uses
from kwalicode.store.files import Database
from kwalicode.store.history import Change, find_changes, revision
from kwalicode.store.places import BOARD, DIAGRAM, Place
from kwalicode.store.relations import Ends, Node, Segment
from kwalicode.store.study import Study

MAX_SEGMENTS = 200


class Card(NamedTuple):
    """A code as it lies on the board.

    Attributes:
        also: Ids of the categories it stands under besides its own.
    """

    code: Code
    use: Use
    also: tuple[str, ...]


class AxialState(NamedTuple):
    """All that the three views show.

    Attributes:
        revision: The newest change this state holds.
        places: Where nodes were put by hand, by board.
    """

    revision: int
    cards: list[Card]
    categories: list[Category]
    relations: list[Relation]
    places: Mapping[str, Mapping[Node, Place]]


def axial_state(study: Study, *, coder: str) -> AxialState:
    """Read the board at once; retired codes are left out unless they still have codings."""
    with study.read() as db:
        return _state(db, coder)


def _state(db: Database, coder: str) -> AxialState:
    uses, links = find_uses(db, coder=coder), categories.find_links(db)
    cards = [
        Card(code, uses.get(code.code_id, Use()), tuple(links.get(code.code_id, ())))
        for code in codebook.find_codes(db)
    ]
    return AxialState(
        revision(db),
        [card for card in cards if card.use.n_codings or not card.code.is_retired],
        categories.find_categories(db),
        relations.find_relations(db),
        {board: places.find_places(db, board) for board in (BOARD, DIAGRAM)},
    )


class AxialChanges(NamedTuple):
    """What changed since a revision, and the state as it is now.

    Attributes:
        code_ids: Codes that are new, gone or otherwise than they were.
        category_ids: The same of categories.
        relation_ids: The same of relations.
        has_moved: Whether a node stands elsewhere on a board.
    """

    state: AxialState
    code_ids: frozenset[str]
    category_ids: frozenset[str]
    relation_ids: frozenset[str]
    has_moved: bool


# Where a changed row tells which node looks different.
_NODE_OF = {
    "codes": ("code", "id"),
    "code_categories": ("code", "code_id"),
    "codings": ("code", "code_id"),
    "categories": ("category", "id"),
    "relations": ("relation", "id"),
    "relation_codings": ("relation", "relation_id"),
    "board_places": ("place", "id"),
}


def axial_changes(study: Study, *, since: int, coder: str) -> AxialChanges | None:
    """Tell what changed on the board after a revision; None where nothing did."""
    with study.read() as db:
        changes = find_changes(db, since=since, tables=_NODE_OF)
        if not changes:
            return None
        touched = _touched(changes)
        return AxialChanges(
            _state(db, coder),
            frozenset(touched["code"]),
            frozenset(touched["category"]),
            frozenset(touched["relation"]),
            bool(touched["place"]),
        )


def _touched(changes: Sequence[Change]) -> dict[str, set[str]]:
    touched: dict[str, set[str]] = {kind: set() for kind, _ in _NODE_OF.values()}
    for change in changes:
        kind, column = _NODE_OF[change.table]
        rows = (row for row in (change.old, change.new) if row)
        touched[kind] |= {str(row[column]) for row in rows if row[column] is not None}
    return touched


def relation_segments(
    study: Study, ends: Ends, relation_id: str, *, words: str, coder: str
) -> tuple[list[Segment], int]:
    """List segments that could speak for or against a relation; see `find_segments`."""
    with study.read() as db:
        return relations.find_segments(
            db, ends, relation_id, words=words, limit=MAX_SEGMENTS, coder=coder
        )
