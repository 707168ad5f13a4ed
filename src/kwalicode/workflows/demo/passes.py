"""What came of the three passes of the demo study: codes, relations, themes, memos (W80).

The content is data: `book` is the codebook as its YAML has it, `told` is
`sample_data/demo/passes.yaml`.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, get_args
from uuid import uuid4

from kwalicode.model import Code, MemoKind, NodeKind, Relation, Theme
from kwalicode.store.agreement_choice import Choice
from kwalicode.store.categories import add_category, link_code
from kwalicode.store.codebook import add_code, move_codes
from kwalicode.store.coding_details import update_details
from kwalicode.store.memos import add_memo, mark_done
from kwalicode.store.merging import merge_codes
from kwalicode.store.passes import FIRST_PASS, set_blind
from kwalicode.store.relations import Node, add_relation, cite
from kwalicode.store.study import Study
from kwalicode.store.themes import Role, add_theme, mark_coding
from kwalicode.workflows.agreement.agree import choose
from kwalicode.workflows.double_coding import pass_coders
from kwalicode.workflows.passes import close_pass, open_pass

ROLES: Sequence[Role] = get_args(Role)

Ids = dict[tuple[str, str], str]
"""Ids by kind and name; a coding is named by its file and code, such as 'nl-02 zwijgen'."""


def add_open_codes(study: Study, book: Any, told: Any, *, coders: Sequence[str]) -> Ids:
    """Put the codes of the open pass in a study, none filed yet, and let coders work blind."""
    ids: Ids = {}
    names = [
        (str(name), colour, coders[0])
        for colour, category in enumerate(book["categories"])
        for name in category["codes"]
    ]
    own = [(str(name), colour, coders[1]) for colour, name in enumerate(told["merged"])]
    with study.write(coders[0], "demo codes", undoable=False) as db:
        set_blind(db, FIRST_PASS, is_blind=True)
        for name, colour, coder in (*names, *own):
            fields = told["codes"].get(name, {})
            ids["code", name] = str(uuid4())
            add_code(db, Code(ids["code", name], name, None, colour, **fields), coder=coder)
    return ids


def go_through_passes(
    study: Study, book: Any, told: Any, ids: Ids, *, coders: Sequence[str]
) -> None:
    """Close the open pass, group and relate the codes in an axial one, and come to themes.

    Args:
        study: The study with its codings.
        book: The codebook.
        told: What came of the passes.
        ids: Of codes, documents and codings; what is made is added.
        coders: The first leads, the second draws the relations.
    """
    lead, other = coders[:2]
    _tell_who_did_what(study, told, ids, coder=lead)
    # Chosen before the pass is closed, so before anyone can see how far they agree.
    compared = tuple(pass_coders(study, FIRST_PASS))
    choose(study, Choice(FIRST_PASS, compared, "turn"), coder=lead)
    close_pass(study, FIRST_PASS, coder=lead)
    # A pass that is called like its kind has that name in the language of the reader.
    axial = open_pass(study, "axial", "axial", coder=lead)
    _group(study, book, told, ids, coder=lead)
    _relate(study, told, ids, coder=other)
    close_pass(study, axial, coder=lead)
    open_pass(study, "thematic", "thematic", coder=lead)
    _make_themes(study, book, told, ids, coder=lead)
    for number, memo in enumerate(told["memos"]):
        _write_memo(study, memo, ids, coder=coders[number % len(coders)])


def _tell_who_did_what(study: Study, told: Any, ids: Ids, *, coder: str) -> None:
    with study.write(coder, "demo codings", undoable=False) as db:
        for place, (actor, target, perspective) in told["told"].items():
            coding_id = ids["coding", place]
            update_details(db, coding_id, actor=actor, target=target, perspective=perspective)


def _group(study: Study, book: Any, told: Any, ids: Ids, *, coder: str) -> None:
    with study.write(coder, "demo categories", undoable=False) as db:
        for category in book["categories"]:
            name = category["name"]
            category_id = ids["category", name] = add_category(db, name)
            move_codes(db, [ids["code", str(code)] for code in category["codes"]], category_id)
        for name, categories in told["also_under"].items():
            for category in categories:
                link_code(db, ids["code", name], ids["category", category])
    # A step of its own: what went up in what is told by it.
    with study.write(coder, "merge_codes", undoable=False) as db:
        for name, into in told["merged"].items():
            merge_codes(db, [ids["code", name]], ids["code", into])


def _relate(study: Study, told: Any, ids: Ids, *, coder: str) -> None:
    with study.write(coder, "demo relations", undoable=False) as db:
        for drawn in told["relations"]:
            relation_id = ids["relation", f"{drawn['from']} → {drawn['to']}"] = str(uuid4())
            (from_kind, from_id), (to_kind, to_id) = (
                _node(ids, drawn[end]) for end in ("from", "to")
            )
            relation = Relation(relation_id, from_kind, from_id, to_kind, to_id, drawn["type"])
            known = {"strength": drawn["strength"], "note": drawn.get("note", "")}
            add_relation(db, replace(relation, **known), coder=coder)
            for side in ("supports", "contradicts"):
                for place in drawn.get(side, ()):
                    cite(db, relation_id, ids["coding", place], supports=side == "supports")


def _node(ids: Ids, name: str) -> Node:
    kind: NodeKind = "code" if ("code", name) in ids else "category"
    return kind, ids[kind, name]


def _make_themes(study: Study, book: Any, told: Any, ids: Ids, *, coder: str) -> None:
    with study.write(coder, "demo themes", undoable=False) as db:
        for theme in book["themes"]:
            fields = dict(told["themes"].get(theme["name"], {}))
            marked = {role: fields.pop(role, ()) for role in ROLES}
            theme_id = ids["theme", theme["name"]] = str(uuid4())
            under = tuple(ids["category", name] for name in theme["categories"])
            made = Theme(theme_id, theme["name"], theme["claim"], category_ids=under)
            add_theme(db, replace(made, **fields))
            for role, places in marked.items():
                for place in places:
                    mark_coding(db, theme_id, ids["coding", place], role)


def _write_memo(study: Study, memo: Any, ids: Ids, *, coder: str) -> None:
    target_kind, name = memo["about"]
    target_id = ids[target_kind, name] if name else ""
    was_asked, memo_id = memo["kind"] == "asked", str(uuid4())
    kind: MemoKind = "question" if was_asked else memo["kind"]
    with study.write(coder, "demo memo", undoable=False) as db:
        add_memo(db, memo_id, kind, (target_kind, target_id), memo["text"], coder=coder)
        if was_asked:
            mark_done(db, memo_id, is_done=True)
