"""The axial pass as rows for the browser, and its diagram as boxes and as a picture."""

from collections.abc import Iterable, Mapping
from typing import Any

from kwalicode.model import Category, NodeKind, Relation
from kwalicode.report.pictures.diagram import DiagramWords
from kwalicode.store.places import BOARD, DIAGRAM
from kwalicode.ui.components.board_labels import relation_words, strength_words
from kwalicode.ui.language import N_, _, percent
from kwalicode.workflows.axial import AxialChanges, AxialState, Card
from kwalicode.workflows.axial_diagram import Diagram, key_of, make_diagram
from kwalicode.workflows.suggestions.code_groups import ProposedGroup

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


def group_rows(groups: Iterable[ProposedGroup]) -> Rows:
    """Tell of the proposed groups what the board shows."""
    return [
        [str(n), ", ".join(one.words), group_reasons(one), list(one.code_ids), one.score]
        for n, one in enumerate(groups)
    ]


def group_reasons(one: ProposedGroup) -> str:
    """Say why codes are proposed as a group."""
    shared = N_(
        "{n} passage has two of these codes", "{n} passages have two of these codes", one.n_shared
    )
    likeness = _("likeness {share}", share=percent(one.score))
    return f"{shared} · {likeness}" if one.n_shared else likeness


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
        board: [[key_of(node), *place] for node, place in state.places[board].items()]
        for board in (BOARD, DIAGRAM)
    }


def axial_diagram(state: AxialState) -> Diagram:
    """Make a diagram, its words in the language of the session."""
    return make_diagram(state, relation_words(), _note)


def _note(kind: NodeKind, n: int) -> str:
    return (
        N_("{n} code", "{n} codes", n) if kind == "category" else N_("{n} coding", "{n} codings", n)
    )


def _boxes(state: AxialState) -> Rows:
    diagram = axial_diagram(state)
    notes = {node.key: node.note for node in diagram.nodes}
    return [
        [key, box.x, box.y, box.width, box.height, list(box.lines), notes[key]]
        for key, box in diagram.boxes.items()
    ]


def picture_diagram(state: AxialState, keys: Iterable[str], relation_ids: Iterable[str]) -> Diagram:
    """Make the diagram of the nodes and relations that are shown."""
    return axial_diagram(state).only(keys, relation_ids)


def draw_picture(diagram: Diagram, title: str) -> str:
    """Draw a diagram for publication as SVG."""
    words = DiagramWords(
        title, _("category"), _("code"), types=relation_words(), strengths=strength_words()
    )
    return diagram.draw(words)
