from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import Code, Coding, Relation
from kwalicode.store.cards import Use, find_uses
from kwalicode.store.categories import add_category, link_code
from kwalicode.store.codebook import add_code, delete_code, move_code
from kwalicode.store.codings import add_coding
from kwalicode.store.history import redo, undo
from kwalicode.store.passes import open_pass, set_blind
from kwalicode.store.places import clear_places, find_places, put_places
from kwalicode.store.relations import (
    add_relation,
    cite,
    delete_relation,
    find_relations,
    find_segments,
    get_relation,
    update_relation,
)

FEAR = Relation("r1", "code", "fear", "code", "silence", "contributes to", "plausible")


@pytest.fixture
def drawn(study, document):
    """A relation from fear to silence."""
    with study.write("ana", "relate") as db:
        add_relation(db, FEAR, coder="ana")
    return FEAR


@pytest.fixture
def code(study, document):
    def code(coding_id, words, code_id, coder="ana"):
        with study.write(coder, "add") as db:
            start = document.text.index(words)
            span = (start, start + len(words), words)
            add_coding(db, Coding(coding_id, "d1", code_id, coder, *span))

    return code


def stored(study):
    with study.read() as db:
        return find_relations(db)


def test_a_relation_keeps_what_was_said_of_it(study, drawn):
    assert stored(study) == [drawn]
    changed = Relation("r1", "code", "silence", "code", "fear", "hinders", "supported", "Zie 3.")
    with study.write("ana", "change") as db:
        update_relation(db, changed)
    assert stored(study) == [changed]
    undo(study, "ana")
    assert stored(study) == [drawn]


def test_the_same_relation_is_drawn_once_and_of_another_type_as_well(study, drawn):
    def again(relation_id, type_):
        with study.write("ana", "relate") as db:
            add_relation(db, Relation(relation_id, *FEAR_ENDS, type_), coder="ana")

    with pytest.raises(ConflictError, match="drawn already"):
        again("r2", " contributes  to ")
    again("r3", "versterkt")
    assert [one.type for one in stored(study)] == ["contributes to", "versterkt"]


FEAR_ENDS = ("code", "fear", "code", "silence")


@pytest.mark.parametrize(
    ("fields", "error", "sentence"),
    [
        ((*FEAR_ENDS[:2], "code", "fear", "hinders"), InputError, "two different ends"),
        ((*FEAR_ENDS[:2], "code", "gone", "hinders"), NotFoundError, "not in the codebook"),
        (("theme", "fear", "code", "work", "hinders"), NotFoundError, "not in the codebook"),
        ((*FEAR_ENDS, "  "), InputError, "needs 1 to 60 characters"),
        ((*FEAR_ENDS, "x" * 61), InputError, "needs 1 to 60 characters"),
        ((*FEAR_ENDS, "hinders", "certain"), InputError, "no proper 'strength'"),
        ((*FEAR_ENDS, "hinders", "claimed", "x" * 4001), InputError, "at most 4000"),
    ],
)
def test_what_is_no_relation_is_refused_in_words(study, document, fields, error, sentence):
    with pytest.raises(error, match=sentence), study.write("ana", "relate") as db:
        add_relation(db, Relation("r9", *fields), coder="ana")
    assert stored(study) == []


def test_segments_speak_for_it_against_it_or_not_at_all(study, drawn, code):
    code("m1", "Ik durfde", "fear")
    code("m2", "Echt niet", "silence")
    for supports, seen in ((True, (("m1",), ())), (False, ((), ("m1",))), (None, ((), ()))):
        with study.write("ana", "cite") as db:
            cite(db, "r1", "m1", supports=supports)
            relation = get_relation(db, "r1")
        assert (relation.supports, relation.contradicts) == seen


def test_a_segment_of_neither_end_is_refused(study, drawn, code):
    code("m1", "Ik durfde", "work")
    for coding_id in ("m1", "gone"):
        with pytest.raises(InputError, match="neither end"), study.write("ana", "cite") as db:
            cite(db, "r1", coding_id, supports=True)


def test_a_category_speaks_with_all_codes_under_it_each_once(study, document, code):
    code("m1", "Ik durfde", "fear")
    code("m2", "Echt niet", "silence")
    with study.write("ana", "categories") as db:
        add_category(db, "Boven", category_id="boven")
        add_category(db, "Onder", category_id="onder", parent_id="boven")
        move_code(db, "fear", "onder")
        link_code(db, "fear", "boven")
        link_code(db, "silence", "onder")
        add_relation(
            db, Relation("r1", "category", "boven", "code", "work", "part of"), coder="ana"
        )
        cite(db, "r1", "m2", supports=True)
        ends = (("category", "boven"), ("code", "work"))
        found, total = find_segments(db, ends, "r1", words="", limit=9, coder="ana")
        few = find_segments(db, ends, "r1", words="", limit=1, coder="ana")
        searched = find_segments(db, ends, "", words="DURFDE", limit=9, coder="ana")
    assert [one.coding_id for one in found] == ["m2", "m1"], "what is cited comes first"
    assert (total, few[1], len(few[0])) == (2, 2, 1)
    assert [one.coding_id for one in searched[0]] == ["m1"]


def test_what_goes_takes_its_relations_and_places_along_and_comes_back_with_them(study, drawn):
    with study.write("ana", "place") as db:
        put_places(db, "board", {("code", "fear"): (1.5, -2.25)})
    with study.write("ana", "delete") as db:
        delete_code(db, "fear")
    with study.read() as db:
        assert (find_relations(db), find_places(db, "board")) == ([], {})
    undo(study, "ana")
    with study.read() as db:
        assert find_relations(db) == [drawn]
        assert find_places(db, "board") == {("code", "fear"): (1.5, -2.25)}


def test_a_deleted_relation_comes_back_with_its_segments(study, drawn, code):
    code("m1", "Ik durfde", "fear")
    with study.write("ana", "cite") as db:
        cite(db, "r1", "m1", supports=False)
    with study.write("ana", "delete") as db:
        delete_relation(db, "r1")
    undo(study, "ana")
    assert stored(study)[0].contradicts == ("m1",)
    with pytest.raises(NotFoundError, match="someone deleted it"), study.read() as db:
        get_relation(db, "r2")


PLACES = st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(first=PLACES, second=PLACES)
def test_any_place_can_be_undone_and_done_again(study, document, first, second):
    node = ("code", "fear")
    for place in (first, second):
        with study.write("ana", "place") as db:
            clear_places(db, "board")
            put_places(db, "board", {node: place})
    assert undo(study, "ana")
    with study.read() as db:
        assert find_places(db, "board")[node] == pytest.approx(first, abs=0.005)
    assert redo(study, "ana")
    with study.read() as db:
        assert find_places(db, "board")[node] == pytest.approx(second, abs=0.005)


def test_a_place_beyond_all_measure_is_refused(study, document):
    for x in (2e6, float("nan"), float("inf")):
        with pytest.raises(InputError, match="no proper 'place'"), study.write("a", "place") as db:
            put_places(db, "board", {("code", "fear"): (x, 0.0)})


def test_a_card_tells_how_often_a_code_was_used_and_for_what_first(study, code):
    code("m2", "Echt niet", "fear")
    code("m1", "Ik durfde", "fear", coder="bo")
    with study.read() as db:
        assert find_uses(db, coder="ana") == {"fear": Use(2, "Echt niet")}


def test_a_blind_pass_hides_the_work_of_others(study, document):
    with study.write("ana", "pass") as db:
        blind = open_pass(db, "open", "blind", coder="ana")
        set_blind(db, blind, is_blind=True)
        add_code(db, Code("x", "x", None, 0), coder="ana")
        for coder, words in (("ana", "Ik durfde"), ("bo", "Echt niet")):
            start = document.text.index(words)
            span = (start, start + len(words), words)
            add_coding(db, Coding(str(uuid4()), "d1", "x", coder, *span), pass_id=blind)
        ends = (("code", "x"), ("code", "fear"))
        seen = [
            (
                find_uses(db, coder=coder)["x"].n_codings,
                find_segments(db, ends, "", words="", limit=9, coder=coder)[1],
            )
            for coder in ("ana", "bo")
        ]
    assert seen == [(1, 1), (1, 1)]
