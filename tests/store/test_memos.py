import pytest

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import Coding, Relation, Theme
from kwalicode.store.categories import add_category
from kwalicode.store.codebook import delete_code
from kwalicode.store.codings import add_coding, delete_coding
from kwalicode.store.documents import delete_documents
from kwalicode.store.history import redo, undo
from kwalicode.store.memos import (
    Wanted,
    add_memo,
    delete_memo,
    find_memos,
    find_targets,
    find_writers,
    get_memo,
    mark_done,
    update_memo,
)
from kwalicode.store.passes import set_blind
from kwalicode.store.relations import add_relation
from kwalicode.store.themes import add_theme
from workflows.stored import tables_with


@pytest.fixture
def everything(study, document):
    """One of everything a memo can be about: name and words by kind."""
    with study.write("ana", "make") as db:
        category_id = add_category(db, "Zwijgen")
        add_theme(db, Theme("t1", "Angst regeert"))
        add_coding(db, Coding("m1", "d1", "fear", "ana", 0, 3, "Hoe"))
        ends = ("code", "fear", "category", category_id)
        add_relation(db, Relation("r1", *ends, "contributes to"), coder="ana")
    return {
        "study": ("", ""),
        "document": ("d1", "Gesprek 1"),
        "case": ("respondent 3", "respondent 3"),
        "category": (category_id, "Zwijgen"),
        "code": ("silence", "silence"),
        "coding": ("m1", "Hoe"),
        "theme": ("t1", "Angst regeert"),
        "relation": ("r1", "fear → Zwijgen"),
    }


@pytest.fixture
def write(study):
    def write(memo_id, target, text="Waarom eigenlijk?", kind="analytic", coder="ana"):
        with study.write(coder, "memo") as db:
            add_memo(db, memo_id, kind, target, text, coder=coder)

    return write


def listed(study, wanted=Wanted(), coder="ana"):  # noqa: B008
    with study.read() as db:
        return find_memos(db, wanted, coder=coder)


def ids(study, wanted=Wanted(), coder="ana"):  # noqa: B008
    return [placed.memo.memo_id for placed in listed(study, wanted, coder)]


def test_a_memo_can_be_about_anything_and_says_what(study, everything, write):
    for kind, (target_id, _) in everything.items():
        write(kind, (kind, target_id))
    found = {placed.memo.target_kind: placed for placed in listed(study)}
    assert {kind: placed.about for kind, placed in found.items()} == {
        kind: name for kind, (_, name) in everything.items()
    }
    coding = found["coding"]
    assert (coding.code, coding.document, coding.start) == ("fear", "Gesprek 1", 0)
    assert coding.memo.text == "Waarom eigenlijk?"


def test_everything_but_codings_can_be_chosen_from_a_list(study, everything):
    with study.read() as db:
        names = {kind: find_targets(db, kind) for kind in everything}
    assert names["study"] == names["coding"] == {}
    for kind in set(everything) - {"study", "coding"}:
        target_id, name = everything[kind]
        assert names[kind][target_id] == name


def test_newest_stand_first_and_filters_narrow_them(study, everything, write):
    write("a", ("study", ""), "Over de methode", "method", "bo")
    write("b", ("code", "fear"), "100% zeker?", "question")
    write("c", ("code", "silence"), "Al gevraagd", "question")
    with study.write("ana", "asked") as db:
        mark_done(db, "c", is_done=True)
        assert find_writers(db) == ["ana", "bo"]
    assert ids(study) == ["c", "b", "a"]
    assert ids(study, Wanted(kind="question")) == ["c", "b"]
    assert ids(study, Wanted(is_open=True)) == ["b"]
    assert ids(study, Wanted(coder="bo")) == ["a"]
    assert ids(study, Wanted(target_kind="code", target_id="fear")) == ["b"]
    assert ids(study, Wanted(words="METHODE")) == ["a"]
    assert ids(study, Wanted(words="0%")) == ["b"]
    assert ids(study, Wanted(words="_")) == []


def test_every_act_is_one_step_that_can_be_taken_back(study, everything, write):
    write("a", ("study", ""), "Eerst", "question")

    def text():
        with study.read() as db:
            memo = get_memo(db, "a")
        return memo.text, memo.kind, memo.is_done

    with study.write("ana", "asked") as db:
        mark_done(db, "a", is_done=True)
    with study.write("ana", "change") as db:
        update_memo(db, "a", "analytic", " Later ")
    assert text() == ("Later", "analytic", False)
    with study.write("ana", "delete") as db:
        delete_memo(db, "a")
    assert ids(study) == []
    undo(study, "ana")
    assert text() == ("Later", "analytic", False)
    undo(study, "ana")
    assert text() == ("Eerst", "question", True)
    undo(study, "ana")
    undo(study, "ana")
    assert ids(study) == []
    redo(study, "ana")
    assert text() == ("Eerst", "question", False)


def test_what_cannot_be_a_memo_is_refused(study, everything, write):
    write("a", ("study", ""))
    for target, text, kind, refused in (
        (("study", ""), " \n", "analytic", InputError),
        (("study", ""), "x" * 20_001, "analytic", InputError),
        (("study", ""), "x", "opinion", InputError),
        (("code", "nothing"), "x", "analytic", NotFoundError),
        (("study", "d1"), "x", "analytic", NotFoundError),
        (("planet", "d1"), "x", "analytic", NotFoundError),
    ):
        with pytest.raises(refused):
            write("b", target, text, kind)
    with pytest.raises(ConflictError):
        write("a", ("study", ""))
    with pytest.raises(InputError, match="Only a question"), study.write("ana", "asked") as db:
        mark_done(db, "a", is_done=True)
    with pytest.raises(NotFoundError, match="gone"), study.write("ana", "change") as db:
        update_memo(db, "b", "analytic", "x")
    assert ids(study) == ["a"]


def test_a_memo_outlives_its_coding_and_goes_with_its_code(study, everything, write):
    write("a", ("coding", "m1"))
    write("b", ("code", "silence"))
    with study.write("ana", "delete") as db:
        delete_coding(db, "m1")
        delete_code(db, "silence")
    (left,) = listed(study)
    assert (left.memo.memo_id, left.about) == ("a", None)
    undo(study, "ana")
    assert [placed.about for placed in listed(study)] == ["silence", "Hoe"]


def test_memos_on_codings_of_others_stay_hidden_while_a_pass_is_blind(study, everything, write):
    write("a", ("coding", "m1"))
    write("b", ("code", "fear"))
    with study.write("ana", "blind") as db:
        set_blind(db, 1, is_blind=True)
    assert ids(study, coder="ana") == ["b", "a"]
    assert ids(study, coder="bo") == ["b"]


def test_memos_on_a_document_go_with_it_out_of_history_too(study, everything, write):
    write("a", ("coding", "m1"), "Vliegenzwam een")
    write("b", ("document", "d1"), "Vliegenzwam twee")
    write("c", ("case", "respondent 3"), "Vliegenzwam drie")
    write("d", ("code", "fear"), "blijft")
    with study.write("ana", "remove", undoable=False) as db:
        delete_documents(db, ["d1"])
    assert ids(study) == ["d"]
    assert tables_with(study, "Vliegenzwam") == set()
