"""The diagram of the axial pass: boxes, arrows, and the picture of them for a publication."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from kwalicode.model import NodeKind
from kwalicode.report.pictures.arrows import LINES, Box, DiagramArrow
from kwalicode.report.pictures.diagram import DiagramNode, DiagramWords, draw_diagram, place_boxes
from kwalicode.store.key import Key
from kwalicode.store.places import DIAGRAM
from kwalicode.store.relations import Node
from kwalicode.store.study import Study
from kwalicode.workflows.axial import AxialState, axial_state
from kwalicode.workflows.leak_words import Words, Written, written

Note = Callable[[NodeKind, int], str]


class Diagram(NamedTuple):
    """What a diagram shows; all categories are in it, and the codes that have a relation.

    Attributes:
        arrows: By the id of their relation.
        boxes: By the key of their node.
    """

    nodes: list[DiagramNode]
    arrows: dict[str, DiagramArrow]
    boxes: dict[str, Box]

    def only(self, keys: Iterable[str], relation_ids: Iterable[str]) -> "Diagram":
        """Give the diagram with no more than these nodes and relations."""
        shown, drawn = set(keys), set(relation_ids)
        return Diagram(
            [node for node in self.nodes if node.key in shown],
            {i: arrow for i, arrow in self.arrows.items() if i in drawn},
            {key: box for key, box in self.boxes.items() if key in shown},
        )

    def words(self, title: str) -> Words:
        """Give all that the picture would show."""
        labels = (arrow.label for arrow in self.arrows.values())
        return Words([title, *(node.name for node in self.nodes), *labels])

    def draw(self, words: DiagramWords) -> str:
        """Draw it as SVG."""
        return draw_diagram(self.nodes, list(self.arrows.values()), self.boxes, words)


def make_diagram(state: AxialState, types: Mapping[str, str], note: Note) -> Diagram:
    """Make the diagram of all categories and relations.

    Args:
        state: What there is, and where nodes were put by hand.
        types: Words of types of relations that are known, by the English word.
        note: Gives the words under a category for its codes, under a code for its codings.
    """
    arrows = {
        one.relation_id: DiagramArrow(
            key_of((one.from_kind, one.from_id)),
            key_of((one.to_kind, one.to_id)),
            one.type,
            one.strength,
            types.get(one.type, one.type),
        )
        for one in state.relations
    }
    nodes = _nodes(state, {end for arrow in arrows.values() for end in arrow[:2]}, note)
    kept = {key_of(node): place for node, place in state.places[DIAGRAM].items()}
    return Diagram(nodes, arrows, place_boxes(nodes, list(arrows.values()), kept))


def key_of(node: Node) -> str:
    """Give the key of a node in a diagram."""
    return ":".join(node)


def _nodes(state: AxialState, linked: set[str], note: Note) -> list[DiagramNode]:
    inside: dict[str, int] = {}
    for card in state.cards:
        for category_id in {card.code.category_id, *card.also} - {None}:
            inside[str(category_id)] = inside.get(str(category_id), 0) + 1
    nodes = []
    for category in state.categories:
        said = note("category", inside.get(category.category_id, 0))
        key = key_of(("category", category.category_id))
        nodes.append(DiagramNode(key, category.name, said, category.colour, is_category=True))
    for code, use, _also in state.cards:
        key = key_of(("code", code.code_id))
        if key in linked:
            said = note("code", use.n_codings)
            nodes.append(DiagramNode(key, code.name, said, code.colour, is_category=False))
    return nodes


def export_diagram(study: Study, key: Key, *, coder: str) -> Written:
    """Draw the whole diagram as SVG, in English, unless a name in it leaks.

    Raises:
        LeakError: Identifying text was found.
    """
    diagram = make_diagram(axial_state(study, coder=coder), {}, _in_english)
    title = "Relations between codes and categories"
    strengths = {one: one for one in LINES}
    words = DiagramWords(title, "category", "code", types={}, strengths=strengths)
    return written(key, diagram.words(title), diagram.draw(words).encode())


def _in_english(kind: NodeKind, n: int) -> str:
    what = "code" if kind == "category" else "coding"
    return f"{n} {what}" if n == 1 else f"{n} {what}s"
