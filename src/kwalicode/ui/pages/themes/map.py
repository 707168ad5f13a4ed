"""The map of themes on the page Themes, and the same as tables."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import streamlit as st

from kwalicode.model import Relation
from kwalicode.report.pictures.arrows import LINES, DiagramArrow
from kwalicode.report.pictures.diagram import DiagramNode, DiagramWords
from kwalicode.report.pictures.theme_map import MapTheme, draw_theme_map
from kwalicode.store.categories import find_links
from kwalicode.store.relations import Node, find_relations
from kwalicode.store.study import Study
from kwalicode.ui.components.board_labels import relation_words, strength_words
from kwalicode.ui.components.theme_map import show_theme_map
from kwalicode.ui.language import N_, _, current_language
from kwalicode.ui.leaks import asked_for, is_clear
from kwalicode.ui.pages.themes.words import prevalence
from kwalicode.ui.session import current_key, required_key
from kwalicode.workflows.leak_words import theme_map_words
from kwalicode.workflows.themes import ListedTheme, ThemesState


def show_map(study: Study, state: ThemesState) -> None:
    """Show the themes that were not dropped, with the relations between what they rest on."""
    kept = [one for one in state.themes if not one.theme.is_dropped]
    with study.read() as db:
        relations, links = find_relations(db), find_links(db)
    if not kept:
        st.markdown(_("All themes were dropped, so there is nothing to draw."))
        return
    top = st.container()
    with top:
        clicked = st.button(_("Scan for leaks to save the map"), icon=":material/shield:")
        what = asked_for("map" if clicked else None, "theme_map_asked")
        may_save = bool(what and current_key() and is_clear(theme_map_words(study)))
    svg = draw_map(state, kept, relations, links)
    show_theme_map(f"{study.fingerprint[:12]}-{current_language()}", svg, may_save=may_save)
    st.caption(
        _("A relation of a code that is not on the map is drawn at the category it stands under.")
    )
    _tables(state, kept, relations)
    # Last, because nothing is drawn after the question for the key file.
    if what and not current_key():
        with top:
            required_key(for_file=True)


def draw_map(
    state: ThemesState,
    kept: list[ListedTheme],
    relations: list[Relation],
    links: Mapping[str, Sequence[str]],
) -> str:
    """Draw the map as SVG, in the language of the session; `links` are further places of codes."""
    title = _("Themes and relations")
    words = DiagramWords(
        title, _("category"), _("code"), types=relation_words(), strengths=strength_words()
    )
    homes: dict[Node, int] = {}
    for listed in kept:
        for node in _nodes(listed):
            homes[node] = homes.get(node, 0) + 1
    inside = Counter(code.category_id for code in state.codes)
    inside.update(category_id for also in links.values() for category_id in also)
    themes = [
        MapTheme(
            listed.theme.theme_id,
            listed.theme.name,
            listed.theme.claim,
            prevalence(listed, state),
            tuple(_items(state, listed, homes, inside)),
        )
        for listed in kept
    ]
    return draw_theme_map(themes, list(_arrows(state, relations, homes)), words)


def _nodes(listed: ListedTheme) -> list[Node]:
    categories: list[Node] = [("category", one) for one in listed.theme.category_ids]
    return [*categories, *(("code", one) for one in listed.theme.code_ids)]


def _items(
    state: ThemesState,
    listed: ListedTheme,
    homes: dict[Node, int],
    inside: Mapping[str | None, int],
) -> Iterator[DiagramNode]:
    categories = {one.category_id: one for one in state.categories}
    codes = {one.code_id: one for one in state.codes}
    for kind, node_id in _nodes(listed):
        is_category = kind == "category"
        thing = categories[node_id] if is_category else codes[node_id]
        reach = state.reach.get(node_id)
        notes = [
            N_("{n} code", "{n} codes", inside.get(node_id, 0))
            if is_category
            else N_("{n} participant", "{n} participants", len(reach.cases) if reach else 0)
        ]
        if homes[kind, node_id] > 1:
            notes.append(N_("in {n} themes", "in {n} themes", homes[kind, node_id]))
        key = f"{kind}:{node_id}"
        yield DiagramNode(key, thing.name, ", ".join(notes), thing.colour, is_category=is_category)


def _arrows(
    state: ThemesState, relations: list[Relation], shown: dict[Node, int]
) -> Iterator[DiagramArrow]:
    """Give the relations as arrows; of several that come to the same, the strongest."""
    words = relation_words()
    best: dict[tuple[Node, Node, str], Relation] = {}
    order = list(LINES)
    for relation in relations:
        start = _place(state, (relation.from_kind, relation.from_id), shown)
        end = _place(state, (relation.to_kind, relation.to_id), shown)
        if start and end and start != end:
            key = (start, end, relation.type)
            other = best.get(key)
            if not other or order.index(relation.strength) < order.index(other.strength):
                best[key] = relation
    for (start, end, type_), relation in best.items():
        label = words.get(type_, type_)
        yield DiagramArrow(":".join(start), ":".join(end), type_, relation.strength, label)


def _place(state: ThemesState, node: Node, shown: dict[Node, int]) -> Node | None:
    """Give where a node stands on the map: itself, or the nearest category above it."""
    parents = {one.category_id: one.parent_id for one in state.categories}
    homes = {one.code_id: one.category_id for one in state.codes}
    place: Node | None = node
    while place and place not in shown:
        above = homes.get(place[1]) if place[0] == "code" else parents.get(place[1])
        place = ("category", above) if above else None
    return place


def _tables(state: ThemesState, kept: list[ListedTheme], relations: list[Relation]) -> None:
    names: dict[Node, str] = {("category", one.category_id): one.name for one in state.categories}
    names |= {("code", one.code_id): one.name for one in state.codes}
    st.markdown(f"**{_('The same as tables')}**")
    rows = [
        {
            _("Theme"): one.theme.name,
            _("Claim"): one.theme.claim,
            _("Rests on"): ", ".join(names[node] for node in _nodes(one)),
            _("Documents"): len(one.reach.documents),
            _("Participants"): len(one.reach.cases),
            _("Segments"): len(one.reach.segments),
        }
        for one in kept
    ]
    st.dataframe(rows, hide_index=True, height="content" if len(rows) < 12 else 400)
    types, strengths = relation_words(), strength_words()
    homes: dict[Node, list[str]] = {}
    for listed in kept:
        for node in _nodes(listed):
            homes.setdefault(node, []).append(listed.theme.name)
    shown = dict.fromkeys(homes, 1)
    rows = []
    for relation in relations:
        ends: list[Node] = [
            (relation.from_kind, relation.from_id),
            (relation.to_kind, relation.to_id),
        ]
        places = [_place(state, end, shown) for end in ends]
        if all(places):
            themes = [", ".join(homes[place]) for place in places if place]
            rows.append(
                {
                    _("From"): names[ends[0]],
                    _("Type"): types.get(relation.type, relation.type),
                    _("To"): names[ends[1]],
                    _("Evidence"): strengths[relation.strength],
                    _("Theme of the first"): themes[0],
                    _("Theme of the second"): themes[1],
                }
            )
    if rows:
        st.dataframe(rows, hide_index=True, height="content" if len(rows) < 12 else 400)
    else:
        st.caption(_("No relation runs between what the themes rest on."))
