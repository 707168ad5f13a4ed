import pytest

from kwalicode.errors import ConflictError
from kwalicode.model import Code, Coding
from kwalicode.store.codebook import add_code, delete_code, find_codes, rename_code
from kwalicode.store.codings import add_coding, find_codings, update_comment
from kwalicode.store.history import can_redo, can_undo, find_changes, redo, revision, undo


def code(study, coding_id, code_id="fear", *, start=0, coder="ana", end=None):
    with study.write(coder, "add") as db:
        text = "Hoe is het hier?"[start : end or 16]
        add_coding(db, Coding(coding_id, "d1", code_id, coder, start, end or 16, text))


def codings(study):
    with study.read() as db:
        return {coding.coding_id for coding in find_codings(db, "d1")}


def test_undo_and_redo_walk_back_and_forth(study, document):
    code(study, "c1"), code(study, "c2", "silence")
    assert undo(study, "ana")
    assert codings(study) == {"c1"}
    assert undo(study, "ana")
    assert codings(study) == set()
    assert redo(study, "ana")
    assert codings(study) == {"c1"}
    assert redo(study, "ana")
    assert codings(study) == {"c1", "c2"}
    assert not redo(study, "ana")
    assert undo(study, "ana")
    assert codings(study) == {"c1"}


def test_a_new_step_ends_what_could_be_redone(study, document):
    code(study, "c1")
    undo(study, "ana")
    code(study, "c2")
    assert not redo(study, "ana")
    assert codings(study) == {"c2"}


def test_each_coder_undoes_only_their_own_steps(study, document):
    code(study, "c1", coder="ana"), code(study, "c2", coder="bo")
    undo(study, "ana")
    assert codings(study) == {"c2"}


def test_a_deleted_code_comes_back_with_its_codings(study, document):
    code(study, "c1"), code(study, "c2", start=4)
    with study.write("ana", "delete code") as db:
        delete_code(db, "fear")
    assert codings(study) == set()
    undo(study, "ana")
    assert codings(study) == {"c1", "c2"}
    with study.read() as db:
        assert "fear" in {code.code_id for code in find_codes(db)}


def test_what_another_coder_changed_since_is_not_undone(study, document):
    with study.write("ana", "new code") as db:
        add_code(db, Code("joy", "joy", None, 0), coder="ana")
    with study.write("bo", "rename") as db:
        rename_code(db, "joy", "happiness")
    with pytest.raises(ConflictError, match="changed again since"):
        undo(study, "ana")
    with study.read() as db:
        assert "happiness" in {code.name for code in find_codes(db)}


def test_changes_since_a_revision_tell_what_happened(study, document):
    code(study, "c1")
    with study.read() as db:
        before = revision(db)
    with study.write("bo", "comment", op_id="op-1") as db:
        update_comment(db, "c1", "why?")
    with study.read() as db:
        (change,) = find_changes(db, since=before, tables=["codings"])
        assert revision(db) == change.revision
    assert (change.op_id, change.row_id, change.old["comment"]) == ("op-1", "c1", "")
    assert change.new["comment"] == "why?"


def test_a_step_that_changes_nothing_leaves_no_trace(study, document):
    with study.write("bo", "look") as db:
        find_codes(db)
    with study.read() as db:
        assert not can_undo(db, "bo")
        assert not can_redo(db, "bo")
        assert not db.execute("SELECT 1 FROM change_sets WHERE coder = 'bo'").fetchone()


def test_document_text_is_not_copied_into_history(study, document):
    with study.read() as db:
        rows = db.execute("SELECT coalesce(old, '') || coalesce(new, '') FROM changes").fetchall()
    assert not any("durfde" in row[0] for row in rows)
