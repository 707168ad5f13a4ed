from uuid import uuid4

import pytest

from kwalicode.errors import ConflictError, InputError
from kwalicode.workflows.coding import apply_coding, coding_changes, coding_state, undo_state


@pytest.fixture
def do(study, document):
    """Send one operation as the reader does and return what became of it."""

    def send(act, /, coder="ana", **fields):
        operation = {"id": str(uuid4()), "op": act, **fields}
        return apply_coding(study, "d1", [operation], coder=coder)

    return send


def add(document, words, code_id="fear", mark_id="m1", **more):
    start = document.text.index(words)
    span = {"start": start, "end": start + len(words), "text": words}
    return {"mark_id": mark_id, "code_id": code_id, **span, **more}


def marks(study):
    state = coding_state(study, "d1", coder="ana")
    return {c.coding_id: (c.code_id, c.text, c.comment) for c in state.codings}


def test_an_operation_that_arrives_twice_is_stored_once(study, document):
    operation = {"id": "op-1", "op": "add", **add(document, "Echt niet")}
    for _ in range(2):
        assert apply_coding(study, "d1", [operation], coder="ana").stored == ["op-1"]
    assert len(marks(study)) == 1


def test_a_removed_coding_does_not_come_back_when_its_operation_arrives_late(study, document, do):
    operation = {"id": "op-1", "op": "add", **add(document, "Echt niet")}
    apply_coding(study, "d1", [operation], coder="ana")
    do("remove", mark_id="m1")
    apply_coding(study, "d1", [operation], coder="ana")
    assert marks(study) == {}


def test_a_new_code_and_its_first_coding_are_one_step(study, document, do):
    fresh = {"name": "het hoort erbij", "category_id": None, "in_vivo": True}
    do("add", **add(document, "Het hoort erbij", code_id="new", new_code=fresh))
    state = coding_state(study, "d1", coder="ana")
    (code,) = [code for code in state.codebook.codes if code.code_id == "new"]
    assert (code.name, code.origin) == ("het hoort erbij", "in vivo")
    do("undo")
    state = coding_state(study, "d1", coder="ana")
    assert "new" not in {code.code_id for code in state.codebook.codes}
    assert state.codings == []
    do("redo")
    assert marks(study) == {"m1": ("new", "Het hoort erbij", "")}


def test_recode_resize_comment_and_remove(study, document, do):
    do("add", **add(document, "Echt niet"))
    do("recode", mark_id="m1", code_id="work")
    start = document.text.index("niets")
    do("resize", mark_id="m1", start=start, end=start + 5, text="niets")
    do("note", mark_id="m1", note=" telling ")
    assert marks(study) == {"m1": ("work", "niets", "telling")}
    do("remove", mark_id="m1")
    assert marks(study) == {}
    assert undo_state(study, "ana") == (True, False)


def test_a_memo_is_changed_asked_and_deleted_and_each_is_taken_back(study, document, do):
    def memos():
        return [(m.kind, m.text, m.is_done) for m in coding_state(study, "d1", coder="ana").memos]

    memo = {"mark_id": "m1", "memo_id": "n1"}
    do("add", **add(document, "Echt niet"))
    do("memo", **memo, kind="analytic", text="Wie?")
    do("change_memo", **memo, kind="question", text=" Wie niet? ", was="Wie?")
    do("mark_memo", **memo, is_done=True)
    seen = [memos()]
    do("delete_memo", **memo)
    seen.append(memos())
    for _ in range(3):
        do("undo")
        seen.append(memos())
    done, changed, begun = ("question", "Wie niet?", True), ("question", "Wie niet?", False), "Wie?"
    assert seen == [[done], [], [done], [changed], [("analytic", begun, False)]]
    do("change_memo", coder="bo", **memo, kind="analytic", text="Wie wel?", was="Wie?")
    do("change_memo", **memo, kind="analytic", text="Wanneer?", was="Wie?")
    assert memos() == [("analytic", "Wie wel?\nWanneer?", False)]
    (_, error) = do("mark_memo", **memo, is_done=True).refused[0]
    assert "Only a question" in str(error)


def test_the_code_tree_can_be_changed_from_the_reader(study, document, do):
    do("new_code", code_id="joy", name="joy", category_id=None)
    do("rename_code", code_id="joy", name="happiness")
    do("delete_code", code_id="fear")
    names = {c.name for c in coding_state(study, "d1", coder="ana").codebook.codes}
    assert names == {"happiness", "silence", "work"}


def test_an_uncoded_highlight_is_kept(study, document, do):
    do("add", **add(document, "Echt niet", code_id=None))
    assert marks(study) == {"m1": (None, "Echt niet", "")}


@pytest.mark.parametrize(
    "fields",
    [
        {"op": "explode"},
        {"op": "add"},
        {"op": "add", "mark_id": "x", "code_id": "nowhere", "start": 0, "end": 3, "text": "Hoe"},
        {"op": "add", "mark_id": "x", "code_id": "fear", "start": "0", "end": 3, "text": "Hoe"},
        {"op": "add", "mark_id": "x", "code_id": "fear", "start": 0, "end": 3, "text": "hoe"},
        {"op": "recode", "mark_id": "gone", "code_id": "fear"},
        {"op": "rename_code", "code_id": "fear", "name": " "},
        {"op": "add", "mark_id": "x", "code_id": "fear", "start": -3, "end": 3, "text": "Hoe"},
        {
            "op": "add",
            "mark_id": "x",
            "code_id": "fear",
            "start": 10**30,
            "end": 10**31,
            "text": "",
        },
        {"op": "add", "mark_id": "x", "code_id": "f\x00", "start": 0, "end": 3, "text": "Hoe"},
        {"op": "move_code", "code_id": "fear", "category_id": "gone"},
        {"op": "new_code", "code_id": "fear", "name": "joy", "category_id": None},
        {"op": "new_code", "code_id": "joy", "name": "joy", "category_id": "gone"},
    ],
)
def test_an_operation_that_makes_no_sense_is_refused_and_the_next_one_done(study, document, fields):
    sound = {"id": "sound", "op": "add", **add(document, "Echt niet")}
    outcome = apply_coding(study, "d1", [{"id": "bad", **fields}, sound], coder="ana")
    assert [op_id for op_id, _ in outcome.refused] == ["bad"]
    assert outcome.stored == ["sound"]
    assert list(marks(study)) == ["m1"]


def test_two_marks_of_one_id_are_not_both_stored(study, document, do):
    assert do("add", **add(document, "Echt niet")).refused == []
    ((_, error),) = do("add", **add(document, "durfde")).refused
    assert isinstance(error, ConflictError)
    assert marks(study) == {"m1": ("fear", "Echt niet", "")}


def test_an_outbox_without_ids_is_refused_whole(study, document):
    with pytest.raises(InputError):
        apply_coding(study, "d1", [{"op": "undo"}], coder="ana")


def test_changes_tell_another_reader_all_it_missed(study, document, do):
    before = coding_state(study, "d1", coder="bo").revision
    do("add", **add(document, "Echt niet"))
    do("new_code", code_id="joy", name="joy", category_id=None)
    do("add", coder="bo", **add(document, "hoort", mark_id="m2"))
    do("remove", mark_id="m1")
    changes = coding_changes(study, "d1", since=before, coder="bo")
    assert [(c.coding_id, c.coding.coder if c.coding else None) for c in changes] == [
        ("m1", "ana"),
        (None, None),
        ("m2", "bo"),
        ("m1", None),
    ]
    assert changes[-1].code_ids == {"fear"}
    assert coding_changes(study, "d1", since=changes[-1].revision, coder="bo") == []
