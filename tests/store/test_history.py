from collections import Counter
from dataclasses import replace

import pytest

from kwalicode.errors import ConflictError
from kwalicode.model import Code, Coding
from kwalicode.store.codebook import add_code, delete_code, find_codes, rename_code
from kwalicode.store.codings import add_coding, delete_coding, find_codings, update_comment
from kwalicode.store.documents import add_version
from kwalicode.store.history import (
    REDO,
    UNDO,
    can_redo,
    can_undo,
    close_steps,
    find_changes,
    forget_rows,
    forget_words,
    redo,
    redo_step,
    revision,
    rows_touched,
    undo,
    undo_step,
)


@pytest.fixture
def other(study, document):
    """A second document of the same text."""
    second = replace(document, document_id="d2", title="Gesprek 2")
    with study.write("ana", "sign off") as db:
        add_version(db, second, coder="ana", role_labels={})
    return second


def code(study, coding_id, code_id="fear", *, start=0, coder="ana", document_id="d1"):
    with study.write(coder, "add") as db:
        text = "Hoe is het hier?"[start:]
        add_coding(db, Coding(coding_id, document_id, code_id, coder, start, 16, text))


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


def test_a_step_is_taken_back_and_done_again_inside_a_write_that_does_more(study, document):
    code(study, "c1")
    with study.write("ana", UNDO) as db:
        assert undo_step(db, "ana")
        assert find_codings(db, "d1") == []
        assert [row["id"] for row in rows_touched(db, "codings")] == ["c1"]
    with study.write("ana", REDO) as db:
        assert redo_step(db, "ana")
        assert not redo_step(db, "ana")
    assert codings(study) == {"c1"}


def test_the_rows_a_write_has_touched_are_given_as_they_are_or_were(study, document):
    code(study, "c1"), code(study, "c2", "silence"), code(study, "c3", "work")
    with study.write("ana", "several") as db:
        assert rows_touched(db, "codings") == []
        update_comment(db, "c2", "why?")
        delete_coding(db, "c3")
        rename_code(db, "fear", "terror")
        touched = rows_touched(db, "codings")
        assert [(row["id"], row["comment"]) for row in touched] == [("c2", "why?"), ("c3", "")]
        assert [row["name"] for row in rows_touched(db, "codes")] == ["terror"]


def test_a_step_that_was_closed_can_be_neither_undone_nor_redone_by_anyone(study, document):
    for coding_id, coder, start in [("c1", "bo", 0), ("c2", "cas", 4), ("c3", "bo", 7)]:
        code(study, coding_id, coder=coder, start=start)
    undo(study, "bo")
    with study.read() as db:
        assert [can_undo(db, "bo"), can_redo(db, "bo"), can_undo(db, "cas")] == [True] * 3
    with study.write("ana", "close", undoable=False) as db:
        close_steps(db, "codings", "document_id", "d1")
        assert [can_undo(db, "bo"), can_redo(db, "bo"), can_undo(db, "cas")] == [False] * 3
    assert not any([undo(study, "bo"), redo(study, "bo"), undo(study, "cas")])
    assert codings(study) == {"c1", "c2"}


def test_steps_elsewhere_and_later_steps_stay_open(study, document, other):
    code(study, "c1", coder="bo"), code(study, "c2", document_id="d2", coder="cas")
    with study.write("ana", "close", undoable=False) as db:
        close_steps(db, "codings", "document_id", "d1")
    code(study, "c3", start=4, coder="bo")
    assert undo(study, "bo")
    assert not undo(study, "bo")
    assert undo(study, "cas")
    assert codings(study) == {"c1"}
    with study.read() as db:
        assert find_codings(db, "d2") == []


def kept(study, words):
    """The ids of the rows that history keeps with some words, and how many times."""
    with study.read() as db:
        return Counter(
            change.row_id
            for change in find_changes(db, since=0, tables=["codings"])
            for row in (change.old, change.new)
            if row and words in row["text"]
        )


def test_words_that_are_forgotten_are_gone_from_history_and_the_rest_of_it_stays(
    study, document, other
):
    code(study, "c1"), code(study, "c2", "silence"), code(study, "c3", document_id="d2")
    with study.write("ana", "remove") as db:
        update_comment(db, "c1", "why?")
        delete_coding(db, "c2")
    assert kept(study, "het hier") == {"c1": 3, "c2": 2, "c3": 1}
    with study.write("ana", "forget", undoable=False) as db:
        before = find_changes(db, since=0, tables=["codings"])
        forget_words(db, "codings", "document_id", "d1", words="text")
        after = find_changes(db, since=0, tables=["codings"])
    assert kept(study, "het hier") == {"c3": 1}
    assert [without_text(change) for change in after] == [without_text(c) for c in before]
    # Where there was no row before or after, there is none now.
    assert [(c.old is None, c.new is None) for c in after] == [
        (True, False),
        (True, False),
        (True, False),
        (False, False),
        (False, True),
    ]


def without_text(change):
    rows = [row and {**row, "text": ""} for row in (change.old, change.new)]
    return change._replace(old=rows[0], new=rows[1])


def test_rows_that_are_forgotten_are_not_in_history_at_all(study, document, other):
    code(study, "c1"), code(study, "c2", "silence"), code(study, "c3", document_id="d2")
    with study.write("ana", "remove") as db:
        delete_coding(db, "c2")
        forget_rows(db, "codings", "document_id", "d1")
        changes = find_changes(db, since=0, tables=["codings", "codes"])
        assert [c.row_id for c in changes if c.table == "codings"] == ["c3"]
        assert [c.row_id for c in changes if c.table == "codes"] == ["fear", "silence", "work"]


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
