import pytest

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import Code, Coding, Document, Theme
from kwalicode.store.categories import add_category, link_code
from kwalicode.store.codebook import add_code, find_codes, move_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.pass_documents import find_pass_documents, limit_document, offered_documents
from kwalicode.store.passes import (
    MAX_NAME,
    VISIBLE,
    Made,
    blind_passes,
    count_made,
    current_pass,
    find_passes,
    get_pass,
    mark_closed,
    open_pass,
    rename_pass,
    reopen_pass,
    set_blind,
)
from kwalicode.store.themes import add_theme


@pytest.fixture
def db(study, document):
    """Inside one write of a coder, with a document and three codes."""
    with study.write("ana", "passes") as db:
        yield db


def code(db, coding_id, coder, pass_id=1, code_id="fear", start=0):
    coding = Coding(coding_id, "d1", code_id, coder, start, start + 3, TEXT[start : start + 3])
    add_coding(db, coding, pass_id=pass_id)


TEXT = "Hoe is het hier?\nIk durfde niets te zeggen"


def test_a_study_begins_with_one_open_pass_that_nobody_opened(db):
    (first,) = find_passes(db)
    assert (first.pass_id, first.kind, first.opened_by, first.closed_at) == (1, "open", "", "")


def test_a_pass_keeps_who_opened_and_who_closed_it_and_when(db):
    pass_id = open_pass(db, "axial", "  axiaal  1 ", coder="ana")
    mark_closed(db, pass_id, coder="bo")
    found = get_pass(db, pass_id)
    assert (found.kind, found.name, found.opened_by, found.closed_by) == (
        *("axial", "axiaal 1", "ana", "bo"),
    )
    assert found.opened_at <= found.closed_at
    reopen_pass(db, pass_id)
    assert (get_pass(db, pass_id).closed_by, get_pass(db, pass_id).closed_at) == ("", "")


def test_what_is_made_belongs_to_the_newest_pass_of_its_kind_that_is_not_closed(db):
    assert [current_pass(db, kind) for kind in ("open", "axial", "thematic")] == [1, 1, 1]
    second = open_pass(db, "open", "tweede", coder="ana")
    axial = open_pass(db, "axial", "axiaal", coder="ana")
    assert [current_pass(db, kind) for kind in ("open", "axial", "thematic")] == [second, axial, 1]
    mark_closed(db, second, coder="ana")
    assert current_pass(db, "open") == 1
    mark_closed(db, 1, coder="ana")
    assert current_pass(db, "open") == second


def test_a_pass_is_not_closed_or_reopened_twice(db):
    with pytest.raises(ConflictError, match="open already"):
        reopen_pass(db, 1)
    mark_closed(db, 1, coder="ana")
    with pytest.raises(ConflictError, match="closed already"):
        mark_closed(db, 1, coder="ana")


@pytest.mark.parametrize("name", ["", "  ", "x" * (MAX_NAME + 1)])
def test_a_name_that_is_empty_or_too_long_is_refused(db, name):
    with pytest.raises(InputError, match="1 to 80 characters"):
        open_pass(db, "open", name, coder="ana")
    with pytest.raises(InputError, match="1 to 80 characters"):
        rename_pass(db, 1, name)


def test_two_passes_have_two_names_and_a_pass_may_keep_its_own(db):
    open_pass(db, "open", "tweede", coder="ana")
    with pytest.raises(ConflictError, match="of this name already"):
        rename_pass(db, 1, "tweede")
    rename_pass(db, 1, "eerste")
    rename_pass(db, 1, "eerste")
    assert get_pass(db, 1).name == "eerste"


def test_a_pass_that_is_not_there_or_of_no_kind_is_refused(db):
    with pytest.raises(NotFoundError, match="not in the study"):
        set_blind(db, 99, is_blind=True)
    with pytest.raises(InputError, match="open, axial or thematic"):
        open_pass(db, "selective", "x", coder="ana")


def test_what_came_of_each_pass_is_counted(db):
    axial, thematic = (open_pass(db, kind, kind, coder="ana") for kind in ("axial", "thematic"))
    code(db, "c1", "bo"), code(db, "c2", "Ana", start=4), code(db, "c3", "bo", axial)
    category_id = add_category(db, "Klimaat")
    other = add_category(db, "Macht")
    move_code(db, "fear", category_id)
    link_code(db, "fear", other)
    add_theme(db, Theme("t", "Angst regeert", "Zo is het.", category_ids=(category_id,)))
    made = count_made(db)
    assert made[1][:4] == (("Ana", "bo"), 2, 1, 3)
    found = made[axial]
    assert (found.coders, found.n_codings, found.n_categories, found.n_filed) == (("bo",), 1, 2, 2)
    assert made.get(thematic, Made()).n_codings == 0


def test_a_code_counts_for_the_pass_it_was_made_in_wherever_it_is_filed_later(db):
    second = open_pass(db, "open", "tweede", coder="ana")
    axial = open_pass(db, "axial", "axiaal", coder="ana")
    add_code(db, Code("joy", "joy", None, 0), coder="ana")
    move_code(db, "joy", add_category(db, "Klimaat"))
    made = count_made(db)
    assert (made[1].n_codes, made[second].n_codes, made[axial].n_codes) == (3, 1, 0)
    assert made[axial].n_filed == 1
    assert len(find_codes(db)) == 4


def seen(db, coder):
    rows = db.execute(f"SELECT id FROM codings WHERE {VISIBLE} ORDER BY id", [coder])  # noqa: S608  names are ours
    return [row[0] for row in rows]


def test_in_a_blind_pass_each_coder_sees_their_own_codings_and_all_earlier_ones(db):
    second = open_pass(db, "open", "blind", coder="ana", is_blind=True)
    code(db, "a1", "ana"), code(db, "b1", "bo"), code(db, "c1", "cas")
    code(db, "a2", "ana", second, start=4), code(db, "b2", "bo", second, start=4)
    assert blind_passes(db) == {second}
    assert seen(db, "ana") == ["a1", "a2", "b1", "c1"]
    assert seen(db, "bo") == ["a1", "b1", "b2", "c1"]
    assert seen(db, "nobody yet") == ["a1", "b1", "c1"]
    mark_closed(db, second, coder="ana")
    assert seen(db, "bo") == ["a1", "a2", "b1", "b2", "c1"]
    reopen_pass(db, second)
    assert seen(db, "bo") == ["a1", "b1", "b2", "c1"]
    set_blind(db, second, is_blind=False)
    assert blind_passes(db) == frozenset()
    assert seen(db, "bo") == ["a1", "a2", "b1", "b2", "c1"]


def test_a_supporting_document_may_be_kept_out_of_the_open_pass(db):
    letter = Document("d2", "Brief", "document", "nl", "Geachte leden", (), version=1)
    add_version(db, letter, coder="ana", role_labels={})
    assert offered_documents(db, "open") == {"d1", "d2"}
    limit_document(db, "d2", in_open_pass=False)
    assert offered_documents(db, "open") == {"d1"}
    assert offered_documents(db, "axial") == offered_documents(db, "thematic") == {"d1", "d2"}
    code(db, "c1", "ana")
    assert [(d.title, d.in_open_pass, d.n_codings) for d in find_pass_documents(db)] == [
        ("Gesprek 1", True, {1: 1}),
        ("Brief", False, {}),
    ]
    with pytest.raises(InputError, match="always take part"):
        limit_document(db, "d1", in_open_pass=False)
    with pytest.raises(NotFoundError, match="not in the study"):
        limit_document(db, "d9", in_open_pass=False)
