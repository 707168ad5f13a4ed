"""Several coders in one study at once: each sees what the others do, and nobody loses anything."""

from uuid import uuid4

import pytest

from kwalicode.errors import ConflictError, InputError
from kwalicode.store.codebook import add_category, add_synonym, find_codes, retire_codes
from kwalicode.store.codings import get_coding
from kwalicode.store.memos import update_memo
from kwalicode.store.passes import blind_passes, open_pass, set_blind
from kwalicode.workflows.coding import (
    apply_coding,
    coding_changes,
    coding_state,
    document_memos,
    pass_now,
)
from kwalicode.workflows.passes import limit_documents


@pytest.fixture
def do(study, document):
    """Send one operation as the reader of a coder does; give what went wrong."""

    def send(act, coder="ana", **fields):
        operation = {"id": str(uuid4()), "op": act, **fields}
        refused = apply_coding(study, "d1", [operation], coder=coder).refused
        return [error for _, error in refused]

    return send


@pytest.fixture
def add(do, document):
    """Let a coder put a code on words."""

    def put(words, mark_id="m1", coder="ana", **more):
        start = document.text.index(words)
        span = {"start": start, "end": start + len(words), "text": words}
        return do("add", coder, **{"mark_id": mark_id, "code_id": "fear", **span, **more})

    return put


def coding(study, coding_id="m1"):
    with study.read() as db:
        return get_coding(db, coding_id)


def name_of(study, code_id):
    with study.read() as db:
        return next(code.name for code in find_codes(db) if code.code_id == code_id)


def seen(study, coder):
    state = coding_state(study, "d1", coder=coder)
    return {one.coding_id for one in state.codings}, state.codebook.counts


def test_two_who_comment_on_one_coding_at_the_same_time_lose_nothing(study, do, add):
    add("Echt niet")
    assert do("note", "ana", mark_id="m1", note="van ana", was="") == []
    assert do("note", "bo", mark_id="m1", note="van bo", was="") == []
    assert coding(study).comment == "van ana\nvan bo"
    assert do("note", "bo", mark_id="m1", note="samen", was="van ana\nvan bo") == []
    assert coding(study).comment == "samen"
    assert do("note", "ana", mark_id="m1", note="", was="samen") == []
    assert coding(study).comment == ""


def test_two_who_change_different_things_of_one_code_both_have_their_way(study, do):
    assert do("rename_code", "bo", code_id="fear", name="vrees", was="fear") == []
    with study.write("bo", "category") as db:
        category_id = add_category(db, "Gevolgen")
    assert do("move_code", "ana", code_id="fear", category_id=category_id) == []
    with study.read() as db:
        (code,) = [code for code in find_codes(db) if code.code_id == "fear"]
    assert (code.name, code.category_id) == ("vrees", category_id)


def test_a_name_that_someone_changed_meanwhile_is_not_overwritten_unseen(study, do):
    assert do("rename_code", "bo", code_id="fear", name="vrees", was="fear") == []
    (error,) = do("rename_code", "ana", code_id="fear", name="angst", was="fear")
    assert isinstance(error, ConflictError)
    assert "fear" not in str(error)
    assert name_of(study, "fear") == "vrees"
    assert do("rename_code", "ana", code_id="fear", name="angst", was="vrees") == []
    assert name_of(study, "fear") == "angst"


def test_what_is_coded_belongs_to_the_pass_that_was_chosen(study, do, add):
    with study.write("ana", "open") as db:
        axial = open_pass(db, "axial", "Axial 1", coder="ana")
        second = open_pass(db, "open", "Open 2", coder="ana")
    assert (pass_now(study, "open"), pass_now(study, "axial")) == (second, axial)
    add("Echt niet", pass_kind="axial")
    add("Echt niet", "m2")
    assert (coding(study).pass_id, coding(study, "m2").pass_id) == (axial, second)
    (error,) = add("durfde", "m3", pass_kind="circular")
    assert isinstance(error, InputError)


def test_a_document_kept_out_of_the_open_pass_is_coded_in_another_one(study, do, add):
    with study.write("ana", "kind", undoable=False) as db:
        db.execute("UPDATE documents SET kind = 'document'")
    limit_documents(study, ["d1"], coder="ana")
    (error,) = add("Echt niet")
    assert isinstance(error, InputError)
    assert add("Echt niet", pass_kind="thematic") == []


def test_blind_coders_see_their_own_codings_until_the_pass_is_open_again(study, do, add):
    with study.write("ana", "open") as db:
        blind = open_pass(db, "open", "second reading", coder="ana", is_blind=True)
        assert blind_passes(db) == {blind}
    since = coding_state(study, "d1", coder="ana").revision
    add("Echt niet", "m1", "ana")
    add("durfde", "m2", "bo")
    do("memo", "bo", memo_id="x", mark_id="m2", kind="analytic", text="denkt bo")
    assert seen(study, "ana") == ({"m1"}, {"fear": 1})
    assert seen(study, "bo") == ({"m2"}, {"fear": 1})
    changes = coding_changes(study, "d1", since=since, coder="ana")
    assert [one.coding_id for one in changes if one.table == "codings"] == ["m1"]
    assert document_memos(study, "d1", coder="ana") == []
    with study.write("ana", "show") as db:
        set_blind(db, blind, is_blind=False)
    assert seen(study, "ana") == ({"m1", "m2"}, {"fear": 2})
    changes = coding_changes(study, "d1", since=changes[-1].revision, coder="ana")
    assert [one.table for one in changes] == ["passes"]


def test_a_memo_on_a_coding_is_one_step_and_told_to_others(study, do, add):
    add("Echt niet")
    since = coding_state(study, "d1", coder="bo").revision
    assert do("memo", memo_id="x", mark_id="m1", kind="question", text=" Waarom? ") == []
    assert [one.table for one in coding_changes(study, "d1", since=since, coder="bo")] == ["memos"]
    (memo,) = coding_state(study, "d1", coder="bo").memos
    assert (memo.kind, memo.text, memo.coder, memo.target_id) == (
        "question",
        "Waarom?",
        "ana",
        "m1",
    )
    assert do("undo") == []
    assert document_memos(study, "d1", coder="bo") == []
    assert do("redo") == []
    with study.write("bo", "memo") as db:
        update_memo(db, "x", "analytic", "Daarom.")
    assert [memo.text for memo in document_memos(study, "d1", coder="ana")] == ["Daarom."]


@pytest.mark.parametrize(
    "fields",
    [
        {"op": "memo"},
        {"op": "memo", "memo_id": "x", "mark_id": "m1", "kind": "poem", "text": "x"},
        {"op": "memo", "memo_id": "x", "mark_id": "m1", "kind": "method", "text": " "},
        {"op": "memo", "memo_id": "x", "mark_id": "gone", "kind": "method", "text": "x"},
        {"op": "details", "mark_id": "m1", "actor": "a", "target": "b", "perspective": "dreamt"},
        {"op": "details", "mark_id": "m1", "actor": "a", "target": 3, "perspective": ""},
        {"op": "details", "mark_id": "gone", "actor": "a", "target": "b", "perspective": ""},
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_stored(study, do, add, fields):
    add("Echt niet")
    before = coding_state(study, "d1", coder="ana")
    assert len(do(fields.pop("op"), **fields)) == 1
    assert coding_state(study, "d1", coder="ana") == before


def test_actor_target_and_perspective_travel_to_other_readers(study, do, add):
    add("Echt niet")
    since = coding_state(study, "d1", coder="bo").revision
    fields = {"actor": "bestuur", "target": "staf", "perspective": "witnessed"}
    assert do("details", mark_id="m1", **fields) == []
    (change,) = coding_changes(study, "d1", since=since, coder="bo")
    assert change.coding == coding(study)
    assert (change.coding.actor, change.coding.target) == ("bestuur", "staf")
    assert change.coding.perspective == "witnessed"
    assert coding_state(study, "d1", coder="bo").groups == ["bestuur", "staf"]


def test_old_names_and_retired_codes_come_with_the_tree(study, document):
    with study.write("ana", "codebook") as db:
        add_synonym(db, "fear", "monddood")
        retire_codes(db, ["work"], is_retired=True)
    book = coding_state(study, "d1", coder="ana").codebook
    assert book.synonyms == {"fear": ["monddood"]}
    assert [code.code_id for code in book.codes if code.is_retired] == ["work"]
