"""The axial pass as tables and forms, for those who cannot see a board or drag on it."""

from collections.abc import Mapping
from uuid import uuid4

import streamlit as st

from kwalicode.model import Relation
from kwalicode.store.relations import STRENGTHS, Node, Segment
from kwalicode.store.study import Study
from kwalicode.ui.components.board_labels import relation_words, strength_words
from kwalicode.ui.language import _, error_sentence
from kwalicode.workflows.axial import AxialState, axial_state, relation_segments
from kwalicode.workflows.axial_acts import apply_axial

_SAID = "axial_said"


def show_table(study: Study, coder: str) -> None:
    """Show codes and relations as tables, each with a form that changes them."""
    state = axial_state(study, coder=coder)
    said = st.session_state.pop(_SAID, "")
    if said:
        st.error(said, icon=":material/error:")
    codes, relations = st.tabs([_("Codes"), _("Relations")])
    with codes:
        _codes(study, coder, state)
    with relations:
        _relations(study, coder, state)


def _names(state: AxialState) -> dict[Node, str]:
    """Give the name of every node; a code with its category, since names repeat."""
    categories = {one.category_id: one.name for one in state.categories}
    named: dict[Node, str] = {("category", key): name for key, name in categories.items()}
    for card in state.cards:
        home = categories.get(card.code.category_id or "", _("In no category"))
        named["code", card.code.code_id] = f"{card.code.name} ({home})"
    return named


def _codes(study: Study, coder: str, state: AxialState) -> None:
    categories = {one.category_id: one.name for one in state.categories}
    n_relations: dict[str, int] = {}
    for one in state.relations:
        for end in (one.from_id, one.to_id):
            n_relations[end] = n_relations.get(end, 0) + 1
    rows = [
        {
            _("Code"): code.name,
            _("Category"): categories.get(code.category_id or "", ""),
            _("Also stands under"): ", ".join(categories.get(key, "") for key in also),
            _("Codings"): use.n_codings,
            _("Relations"): n_relations.get(code.code_id, 0),
            _("Example"): code.example or use.example,
        }
        for code, use, also in state.cards
    ]
    st.dataframe(rows, hide_index=True, height=360)
    _file_form(study, coder, state, categories)


def _file_form(study: Study, coder: str, state: AxialState, categories: Mapping[str, str]) -> None:
    names = {node[1]: name for node, name in _names(state).items() if node[0] == "code"}
    acts = {
        "file": _("put in category"),
        "link": _("put under a further category"),
        "unlink": _("take from under a category"),
        "none": _("take out of the category"),
        "group": _("make a category"),
        "merge_codes": _("merge into another code"),
    }
    chosen = st.multiselect(
        _("Codes"), list(names), format_func=names.__getitem__, placeholder=_("Choose")
    )
    act = st.selectbox(_("What to do"), list(acts), format_func=acts.__getitem__)
    operation: dict[str, object] = {"op": "file" if act == "none" else act, "code_ids": chosen}
    if act in {"file", "link", "unlink"}:
        operation["category_id"] = st.selectbox(
            _("Category"), list(categories), format_func=categories.__getitem__
        )
    if act == "group":
        operation |= {"category_id": str(uuid4()), "name": st.text_input(_("Name"))}
    if act == "merge_codes":
        others = [code_id for code_id in names if code_id not in chosen]
        operation["target_id"] = st.selectbox(_("Code"), others, format_func=names.__getitem__)
    if st.button(_("Do it"), type="primary", disabled=not chosen):
        _perform(study, coder, operation)


def _relations(study: Study, coder: str, state: AxialState) -> None:
    names, types, strengths = _names(state), relation_words(), strength_words()
    rows = [
        {
            _("From"): names.get((one.from_kind, one.from_id), ""),
            _("Type"): types.get(one.type, one.type),
            _("To"): names.get((one.to_kind, one.to_id), ""),
            _("Evidence"): strengths[one.strength],
            _("For"): len(one.supports),
            _("Against"): len(one.contradicts),
            _("Note"): one.note,
        }
        for one in state.relations
    ]
    if rows:
        st.dataframe(rows, hide_index=True, height="content" if len(rows) < 10 else 360)
    else:
        st.caption(_("No relation was drawn yet."))
    sentences = {"": _("New relation")} | {
        one.relation_id: " ".join(map(str, list(row.values())[:3]))
        for one, row in zip(state.relations, rows, strict=True)
    }
    chosen = st.selectbox(_("Relation"), list(sentences), format_func=sentences.__getitem__)
    relation = next((one for one in state.relations if one.relation_id == chosen), None)
    _relation_form(study, coder, state, relation)


def _relation_form(study: Study, coder: str, state: AxialState, relation: Relation | None) -> None:
    names, types, strengths = _names(state), relation_words(), strength_words()
    nodes = list(names)
    if len(nodes) < 2:
        return
    at = relation.relation_id if relation else "new"
    ends = _ends(relation) if relation else (nodes[0], nodes[1])
    chosen = [
        st.selectbox(
            label, nodes, nodes.index(end), format_func=names.__getitem__, key=f"{label}-{at}"
        )
        for label, end in zip((_("From"), _("To")), ends, strict=True)
    ]
    used = [*types, *({one.type for one in state.relations} - set(types))]
    kind = st.selectbox(
        _("Type"),
        used,
        used.index(relation.type) if relation else 0,
        format_func=lambda word: types.get(word, word),
        accept_new_options=True,
        key=f"type-{at}",
        help=_("Choose one, or type a relation in your own words."),
    )
    strength = st.selectbox(
        _("Evidence"),
        STRENGTHS,
        STRENGTHS.index(relation.strength if relation else "claimed"),
        format_func=strengths.__getitem__,
        key=f"strength-{at}",
    )
    note = st.text_area(_("Note"), relation.note if relation else "", key=f"note-{at}")
    cited = _cited(study, coder, (chosen[0], chosen[1]), relation)
    relation_id = relation.relation_id if relation else str(uuid4())
    operation = {"op": "change_relation" if relation else "relate", "relation_id": relation_id}
    with st.container(horizontal=True):
        if st.button(_("Save"), type="primary", key=f"save-{at}"):
            fields = {"from": list(chosen[0]), "to": list(chosen[1]), "cited": cited}
            said = {"type": kind or "", "strength": strength, "note": note}
            _perform(study, coder, {**operation, **fields, **said})
        if relation and st.button(_("Delete"), key=f"delete-{at}"):
            _perform(study, coder, {"op": "unrelate", "relation_id": relation_id})


def _ends(relation: Relation) -> tuple[Node, Node]:
    return (relation.from_kind, relation.from_id), (relation.to_kind, relation.to_id)


def _cited(
    study: Study, coder: str, ends: tuple[Node, Node], relation: Relation | None
) -> list[list[object]]:
    """Let segments be chosen for and against; gives those whose standing changes."""
    relation_id = relation.relation_id if relation else ""
    found, _total = relation_segments(study, ends, relation_id, words="", coder=coder)
    words = {one.coding_id: _segment(one) for one in found}
    before: dict[str, bool] = {}
    if relation:
        before = dict.fromkeys(relation.supports, True) | dict.fromkeys(relation.contradicts, False)
    now: dict[str, bool] = {}
    for supports, label in ((True, _("Speaks for it")), (False, _("Speaks against it"))):
        picked = st.multiselect(
            label,
            list(words),
            [key for key, side in before.items() if side is supports and key in words],
            format_func=words.__getitem__,
            placeholder=_("Choose"),
            key=f"cited-{supports}-{relation_id}-{ends}",
        )
        now |= dict.fromkeys(picked, supports)
    shown = {key: side for key, side in before.items() if key in words}
    changed = [key for key in {**shown, **now} if shown.get(key) != now.get(key)]
    return [[key, now.get(key)] for key in changed]


def _segment(segment: Segment) -> str:
    return f"{segment.text[:90]} ({segment.code}, {segment.document})"


def _perform(study: Study, coder: str, operation: Mapping[str, object]) -> None:
    outcome = apply_axial(study, [{"id": str(uuid4()), **operation}], coder=coder)
    if outcome.refused:
        st.session_state[_SAID] = error_sentence(outcome.refused[0][1])
    st.rerun()
