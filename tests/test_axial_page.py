"""The page Axial: its table, and what the board is told."""

import json

import pytest
from lxml import etree

from kwalicode.model import Coding
from kwalicode.store.categories import add_category
from kwalicode.store.codebook import find_codes, rename_code
from kwalicode.store.codings import add_coding
from kwalicode.store.relations import find_relations
from kwalicode.workflows.axial_acts import apply_axial
from test_pages import open_page

RELATION = {
    "op": "relate",
    "relation_id": "r1",
    "type": "hinders",
    "note": "",
    "strength": "claimed",
}
RELATION |= {"from": ["code", "fear"], "to": ["category", "felt"], "cited": [["m1", True]]}


@pytest.fixture
def board(study, document):
    """A category, a coding, and a relation that it speaks for."""
    with study.write("ana", "make") as db:
        add_category(db, "Gevoel", category_id="felt")
        add_coding(db, Coding("m1", "d1", "fear", "ana", 0, 3, "Hoe"))
    assert not apply_axial(study, [{"id": "op-0", **RELATION}], coder="ana").refused
    return study


def told(page):
    found = [json.loads(e.proto.json) for e in page.get("bidi_component")]
    return next(data for data in found if data["kind"] == "sync")


def sync_key(page):
    return f"sync-{told(page)['key']}"


def labelled(widgets, label):
    return next(widget for widget in widgets if widget.label == label)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("view", ["board", "diagram", "table"])
def test_each_view_opens(board, view, language):
    open_page("axial", board, language=language, axial_view=view)


def test_without_codes_the_page_says_what_it_is_for(study):
    page = open_page("axial", study, language="en")
    assert "There is no code yet" in page.markdown[0].value
    assert [button.label for button in page.button] == ["Read and code"]


def test_the_board_is_told_everything_and_then_what_changed(board):
    page = open_page("axial", board, language="en")
    answer = told(page)
    assert answer["full"]
    assert answer["codes"][0][1][:4] == ["fear", None, 0, 1]
    assert answer["relations"][0][1][:3] == [["code", "fear"], ["category", "felt"], "hinders"]
    operation = {"id": "op-1", "op": "file", "code_ids": ["work"], "category_id": "felt"}
    box = {"ops": [operation], "revision": answer["revision"], "n": 1}
    page.session_state[sync_key(page)] = {"outbox": box}
    page.run()
    answer = told(page)
    assert (answer["ack"], answer["full"]) == (["op-1"], False)
    assert [(row[0], row[1][1]) for row in answer["codes"]] == [("work", "felt")]
    assert answer["relations"] == []


def test_the_diagram_holds_what_has_a_relation_and_is_drawn_as_svg(board, key):
    page = open_page("axial", board, key, language="en", axial_view="diagram")
    answer = told(page)
    assert {row[0] for row in answer["boxes"]} == {"category:felt", "code:fear"}
    nodes = [["code", "fear"], ["category", "felt"]]
    ask = {"n": "a", "what": "picture", "nodes": nodes, "relation_ids": ["r1"]}
    page.session_state[sync_key(page)] = {"outbox": {"ops": [], "revision": 1, "ask": ask}}
    page.run()
    reply = told(page)["reply"]
    texts = {one.text for one in etree.fromstring(reply["svg"]).iter("{*}text")}
    assert {"fear", "Gevoel", "hinders", "1 coding", "0 codes", "claimed"} <= texts
    assert (reply["n"], reply["says"]) == ("a", "")
    with board.write("ana", "leak") as db:
        rename_code(db, "fear", "fear@example.org")
    page.run()
    assert "fear@example.org" in told(page)["reply"]["refused"]
    del page.session_state["key"]
    page.run()
    assert "open that first" in told(page)["reply"]["refused"]
    assert "key file" in page.text_input[0].label


def test_segments_are_told_when_they_are_asked_for(board):
    page = open_page("axial", board, language="en")
    ends = [["code", "fear"], ["code", "work"]]
    ask = {"n": "a", "what": "segments", "ends": ends, "relation_id": "r1", "words": ""}
    page.session_state[sync_key(page)] = {"outbox": {"ops": [], "revision": 1, "ask": ask}}
    page.run()
    reply = told(page)["reply"]
    assert (reply["total"], reply["segments"][0][:3]) == (1, ["m1", "fear", "Hoe"])


def test_codes_are_filed_in_the_table(board):
    page = open_page("axial", board, language="en", axial_view="table")
    labelled(page.multiselect, "Codes").select("work").run()
    labelled(page.button, "Do it").click().run()
    with board.read() as db:
        assert {c.code_id: c.category_id for c in find_codes(db)}["work"] == "felt"


def test_what_the_table_cannot_do_is_said_in_words(board):
    page = open_page("axial", board, language="en", axial_view="table")
    labelled(page.multiselect, "Codes").select("work").run()
    labelled(page.selectbox, "What to do").select("group").run()
    labelled(page.button, "Do it").click().run()
    assert page.error[0].value.startswith("A name needs 1 to 120 characters")


def test_relations_are_drawn_changed_and_deleted_in_the_table(board):
    page = open_page("axial", board, language="en", axial_view="table")
    labelled(page.selectbox, "To").select(("code", "silence")).run()
    labelled(page.button, "Save").click().run()
    with board.read() as db:
        assert [one.to_id for one in find_relations(db)] == ["felt", "silence"]
    labelled(page.selectbox, "Relation").select("r1").run()
    labelled(page.multiselect, "Speaks for it").set_value([]).run()
    labelled(page.multiselect, "Speaks against it").select("m1").run()
    labelled(page.button, "Save").click().run()
    with board.read() as db:
        changed = find_relations(db)[0]
    assert (changed.supports, changed.contradicts) == ((), ("m1",))
    labelled(page.button, "Delete").click().run()
    with board.read() as db:
        assert [one.to_id for one in find_relations(db)] == ["silence"]
