from itertools import count

import pytest

from kwalicode.model import Coding
from kwalicode.store.categories import add_category, find_categories, find_links
from kwalicode.store.codebook import find_codes, find_synonyms, move_code, retire_codes
from kwalicode.store.codings import add_coding
from kwalicode.store.history import redo, undo
from kwalicode.workflows.axial import axial_changes, axial_state, relation_segments
from kwalicode.workflows.axial_acts import apply_axial

FEAR, SILENCE, WORK, FELT, DONE = (
    *(["code", "fear"], ["code", "silence"], ["code", "work"]),
    *(["category", "felt"], ["category", "done"]),
)
RELATION = {"relation_id": "r1", "from": FEAR, "to": WORK, "type": "hinders", "note": ""}
RELATION |= {"strength": "claimed"}
NO_PROPER = "The page sent no proper '{}'; reload it."


@pytest.fixture
def send(study):
    """Send one operation as the board does; give the sentences of what was refused."""
    number = count()

    def send(act, coder="ana", **fields):
        operation = {"id": f"op-{next(number)}", "op": act, **fields}
        outcome = apply_axial(study, [operation], coder=coder)
        assert len(outcome.stored) + len(outcome.refused) == 1
        return [str(error) for _, error in outcome.refused]

    return send


@pytest.fixture
def board(study, document):
    """Three codes, fear in the category felt; one coding each of fear and silence."""
    with study.write("ana", "categories", undoable=False) as db:
        for category_id in ("felt", "done"):
            add_category(db, category_id, category_id=category_id)
        move_code(db, "fear", "felt")
        for coding_id, words, code in (("m1", "Ik durfde", "fear"), ("m2", "Echt", "silence")):
            start = document.text.index(words)
            add_coding(db, Coding(coding_id, "d1", code, "ana", start, start + len(words), words))
    return study


def codes(study):
    with study.read() as db:
        return {code.code_id: code.category_id for code in find_codes(db)}


def shown(study):
    """All that the board shows, without the number of the revision."""
    return axial_state(study, coder="ana")[1:]


ACTS = [
    ("file", {"code_ids": ["silence", "work"], "category_id": "done"}),
    ("file", {"code_ids": ["fear"], "category_id": None, "places": [[*FEAR, 3, -4.5]]}),
    ("link", {"code_ids": ["fear", "work"], "category_id": "done"}),
    ("group", {"code_ids": ["fear", "work"], "category_id": "new", "name": "Klem"}),
    ("nest", {"category_id": "felt", "parent_id": "done"}),
    ("rename", {"node": FEAR, "name": "vrees"}),
    ("rename", {"node": FELT, "name": "Gevoel"}),
    ("merge_codes", {"code_ids": ["fear", "work"], "target_id": "silence"}),
    ("place", {"board": "diagram", "places": [[*FEAR, 1, 2], [*FELT, 3, 4]]}),
    ("relate", RELATION | {"cited": [["m1", False]]}),
]


@pytest.mark.parametrize(("act", "fields"), ACTS)
def test_each_act_is_one_step_that_can_be_undone_and_done_again(board, send, act, fields):
    before = shown(board)
    assert send(act, **fields) == []
    after = shown(board)
    assert after != before
    assert undo(board, "ana")
    assert shown(board) == before
    assert redo(board, "ana")
    assert shown(board) == after


def test_a_code_under_several_categories_counts_once(board, send):
    send("link", code_ids=["fear"], category_id="done")
    cards = {card.code.code_id: card for card in axial_state(board, coder="ana").cards}
    assert (cards["fear"].code.category_id, cards["fear"].also) == ("felt", ("done",))
    assert sum(card.use.n_codings for card in cards.values()) == 2
    assert send("link", code_ids=["fear"], category_id="felt") == []
    with board.read() as db:
        assert find_links(db) == {"fear": ["done"]}


def test_a_further_place_can_be_moved_and_taken_away(board, send):
    send("group", code_ids=[], category_id="new", name="Klem")
    send("link", code_ids=["fear"], category_id="done")
    send("link", code_ids=["fear"], category_id="new", instead_of="done")
    with board.read() as db:
        assert find_links(db) == {"fear": ["new"]}
    send("unlink", code_ids=["fear"], category_id="new")
    with board.read() as db:
        assert find_links(db) == {}
    assert codes(board)["fear"] == "felt"


def test_cards_that_are_filed_lie_loose_no_more(board, send):
    send("place", board="board", places=[[*WORK, 10, 20]])
    send("file", code_ids=["work"], category_id="done")
    assert axial_state(board, coder="ana").places["board"] == {}


def test_merged_codes_keep_their_codings_names_and_relations(board, send):
    send("relate", **RELATION)
    send("merge_codes", code_ids=["fear"], target_id="silence")
    state = axial_state(board, coder="ana")
    assert {card.code.code_id: card.use.n_codings for card in state.cards} == {
        "silence": 2,
        "work": 0,
    }
    assert [(one.from_id, one.to_id) for one in state.relations] == [("silence", "work")]
    with board.read() as db:
        assert find_synonyms(db) == {"silence": ["fear"]}


def test_a_relation_is_changed_with_its_segments_in_one_step(board, send):
    send("relate", **RELATION, cited=[["m1", True]])
    assert send("change_relation", **RELATION | {"to": SILENCE}, cited=[["m2", False]]) == []
    (relation,) = axial_state(board, coder="ana").relations
    assert (relation.to_id, relation.supports, relation.contradicts) == (
        "silence",
        ("m1",),
        ("m2",),
    )
    segments, total = relation_segments(
        board, (("code", "fear"), ("code", "silence")), "r1", words="", coder="ana"
    )
    assert ([one.coding_id for one in segments], total) == (["m1", "m2"], 2)


def test_two_coders_who_cite_different_segments_lose_nothing(board, send):
    send("relate", **RELATION | {"to": SILENCE})
    for coder, cited in (("ana", ["m1", True]), ("bo", ["m2", True])):
        assert send("change_relation", coder, **RELATION | {"to": SILENCE}, cited=[cited]) == []
    assert axial_state(board, coder="ana").relations[0].supports == ("m1", "m2")


@pytest.mark.parametrize(
    ("act", "fields", "sentence"),
    [
        ("file", {"code_ids": ["gone"], "category_id": None}, "This code is not in the codebook"),
        ("file", {"code_ids": ["fear"], "category_id": "gone"}, "This category is not in the"),
        ("file", {"code_ids": "fear", "category_id": None}, NO_PROPER.format("code_ids")),
        ("file", {"code_ids": [3], "category_id": None}, NO_PROPER.format("code_ids")),
        ("link", {"code_ids": ["gone"], "category_id": "felt"}, "This code is not in the codebook"),
        ("link", {"code_ids": ["fear"], "category_id": "gone"}, "This category is not in the"),
        ("group", {"code_ids": [], "category_id": "n", "name": " "}, "A name needs 1 to 120"),
        ("nest", {"category_id": "felt", "parent_id": "felt"}, "A category cannot stand under"),
        ("rename", {"node": ["theme", "x"], "name": "y"}, NO_PROPER.format("node")),
        ("rename", {"node": None, "name": "y"}, NO_PROPER.format("node")),
        ("rename", {"node": ["code", {}], "name": "y"}, NO_PROPER.format("node")),
        ("merge_codes", {"code_ids": ["fear"], "target_id": "fear"}, "A code cannot be merged"),
        ("place", {"board": "wall", "places": []}, NO_PROPER.format("board")),
        ("place", {"board": "board", "places": [[*FEAR, "x", 2]]}, NO_PROPER.format("places")),
        ("place", {"board": "board", "places": [[*FEAR, 1e400, 2]]}, NO_PROPER.format("places")),
        ("place", {"board": "board", "places": [["code", "gone", 1, 2]]}, "This code or category"),
        ("place", {"board": "board", "places": [7]}, NO_PROPER.format("places")),
        ("relate", RELATION | {"from": WORK}, "A relation needs two different ends"),
        ("relate", RELATION | {"cited": [["m2", True]]}, "This segment is coded with neither"),
        ("relate", RELATION | {"cited": ["m1"]}, NO_PROPER.format("cited")),
        ("relate", RELATION | {"strength": "proven"}, NO_PROPER.format("strength")),
        ("change_relation", RELATION, "This relation is gone"),
        ("burn", {}, "The page asked for something this version does not know"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words_and_changes_nothing(
    board, send, act, fields, sentence
):
    before = shown(board)
    (said,) = send(act, **fields)
    assert said.startswith(sentence)
    assert shown(board) == before


def test_others_are_told_what_changed_and_no_more(board, send):
    since = axial_state(board, coder="bo").revision
    assert axial_changes(board, since=since, coder="bo") is None
    send("relate", **RELATION, cited=[["m1", True]])
    changes = axial_changes(board, since=since, coder="bo")
    assert (changes.code_ids, changes.relation_ids, changes.has_moved) == (set(), {"r1"}, False)
    since = changes.state.revision
    send("link", code_ids=["work"], category_id="felt")
    send("rename", node=FELT, name="Gevoel")
    send("place", board="board", places=[[*DONE, 1, 1]])
    changes = axial_changes(board, since=since, coder="bo")
    assert (changes.code_ids, changes.category_ids) == ({"work"}, {"felt"})
    assert changes.has_moved
    with board.write("cas", "code") as db:
        add_coding(db, Coding("m3", "d1", "work", "cas", 0, 3, "Hoe"))
    since = changes.state.revision
    assert axial_changes(board, since=since, coder="bo").code_ids == {"work"}


def test_retired_codes_lie_on_the_board_only_while_they_have_codings(board):
    with board.write("ana", "retire") as db:
        retire_codes(db, ["fear", "work"], is_retired=True)
    cards = axial_state(board, coder="ana").cards
    assert [card.code.code_id for card in cards] == ["fear", "silence"]
    with board.read() as db:
        assert len(find_categories(db)) == 2
