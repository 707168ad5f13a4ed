"""The axial pass as rows for the browser, and its diagram as boxes and as a picture."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from kwalicode.model import Category, Relation
from kwalicode.report.arrows import Box, DiagramArrow
from kwalicode.report.diagram import (
    DiagramNode,
    DiagramWords,
    draw_diagram,
    place_boxes,
)
from kwalicode.store.places import BOARD, DIAGRAM
from kwalicode.store.relations import Node
from kwalicode.ui.components.board_labels import relation_words, strength_words
from kwalicode.ui.language import N_, _
from kwalicode.workflows.axial import AxialChanges, AxialState, Card

Rows = list[list[Any]]


def state_rows(state: AxialState, view: str) -> dict[str, Any]:
    """Tell all of it."""
    return {
        "revision": state.revision,
        "full": True,
        "codes": [[card.code.code_id, _card(card)] for card in state.cards],
        "categories": [[one.category_id, _category(one)] for one in state.categories],
        "relations": [[one.relation_id, _relation(one)] for one in state.relations],
        "places": _places(state),
        "boxes": _boxes(state) if view == DIAGRAM else None,
    }


def change_rows(changes: AxialChanges, view: str) -> dict[str, Any]:
    """Tell what is otherwise than it was: rows by id, None for what is gone."""
    state = changes.state
    cards = {card.code.code_id: _card(card) for card in state.cards}
    categories = {one.category_id: _category(one) for one in state.categories}
    relations = {one.relation_id: _relation(one) for one in state.relations}
    return {
        "revision": state.revision,
        "full": False,
        "codes": _of(changes.code_ids, cards),
        "categories": _of(changes.category_ids, categories),
        "relations": _of(changes.relation_ids, relations),
        "places": _places(state) if changes.has_moved else None,
        "boxes": _boxes(state) if view == DIAGRAM else None,
    }


def no_rows(revision: int) -> dict[str, Any]:
    """Tell that nothing changed since a revision."""
    empty: dict[str, Any] = {"codes": [], "categories": [], "relations": []}
    return {"revision": revision, "full": False, **empty, "places": None, "boxes": None}


def _of(ids: Iterable[str], rows: Mapping[str, list[Any]]) -> Rows:
    return [[one, rows.get(one)] for one in sorted(ids)]


def _card(card: Card) -> list[Any]:
    code, use = card.code, card.use
    example = code.example or use.example
    shown = [code.name, code.category_id, code.colour, use.n_codings, example]
    return [*shown, list(card.also), code.description, code.is_retired]


def _category(category: Category) -> list[Any]:
    return [category.name, category.parent_id, category.colour, category.description]


def _relation(relation: Relation) -> list[Any]:
    ends = [[relation.from_kind, relation.from_id], [relation.to_kind, relation.to_id]]
    said = [relation.type, relation.strength, relation.note]
    return [*ends, *said, list(relation.supports), list(relation.contradicts)]


def _places(state: AxialState) -> dict[str, Rows]:
    return {
        board: [[_key(node), *place] for node, place in state.places[board].items()]
        for board in (BOARD, DIAGRAM)
    }


def _key(node: Node) -> str:
    return ":".join(node)


class Diagram(NamedTuple):
    """What a diagram shows; all categories are in it, and the codes that have a relation."""

    nodes: list[DiagramNode]
    arrows: dict[str, DiagramArrow]
    boxes: dict[str, Box]


def axial_diagram(state: AxialState) -> Diagram:
    """Make a diagram, its words in the language of the session."""
    words = relation_words()
    arrows = {
        one.relation_id: DiagramArrow(
            _key((one.from_kind, one.from_id)),
            _key((one.to_kind, one.to_id)),
            one.type,
            one.strength,
            words.get(one.type, one.type),
        )
        for one in state.relations
    }
    nodes = _nodes(state, {end for arrow in arrows.values() for end in arrow[:2]})
    kept = {_key(node): place for node, place in state.places[DIAGRAM].items()}
    return Diagram(nodes, arrows, place_boxes(nodes, list(arrows.values()), kept))


def _nodes(state: AxialState, linked: set[str]) -> list[DiagramNode]:
    inside: dict[str, int] = {}
    for card in state.cards:
        for category_id in {card.code.category_id, *card.also} - {None}:
            inside[str(category_id)] = inside.get(str(category_id), 0) + 1
    nodes = []
    for category in state.categories:
        n = inside.get(category.category_id, 0)
        note = N_("{n} code", "{n} codes", n)
        key = _key(("category", category.category_id))
        nodes.append(DiagramNode(key, category.name, note, category.colour, is_category=True))
    for code, use, _also in state.cards:
        key = _key(("code", code.code_id))
        if key in linked:
            note = N_("{n} coding", "{n} codings", use.n_codings)
            nodes.append(DiagramNode(key, code.name, note, code.colour, is_category=False))
    return nodes


def _boxes(state: AxialState) -> Rows:
    diagram = axial_diagram(state)
    notes = {node.key: node.note for node in diagram.nodes}
    return [
        [key, box.x, box.y, box.width, box.height, list(box.lines), notes[key]]
        for key, box in diagram.boxes.items()
    ]


def draw_picture(
    state: AxialState, title: str, keys: Iterable[str], relation_ids: Iterable[str]
) -> str:
    """Draw the diagram for publication with the nodes and relations that are shown, as SVG."""
    diagram = axial_diagram(state)
    shown, drawn = set(keys), set(relation_ids)
    words = DiagramWords(
        title, _("category"), _("code"), types=relation_words(), strengths=strength_words()
    )
    return draw_diagram(
        [node for node in diagram.nodes if node.key in shown],
        [arrow for relation_id, arrow in diagram.arrows.items() if relation_id in drawn],
        {key: box for key, box in diagram.boxes.items() if key in shown},
        words,
    )
