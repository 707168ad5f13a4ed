import pytest

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import Code
from kwalicode.store.categories import (
    add_category,
    find_categories,
    find_links,
    get_category,
    link_code,
    nest_categories,
    order_categories,
    unlink_code,
    update_category,
)
from kwalicode.store.codebook import (
    MAX_FIELD,
    add_code,
    find_codes,
    find_synonyms,
    get_code,
    move_codes,
    order_codes,
    retire_codes,
    set_synonyms,
    update_code,
)
from kwalicode.store.history import undo


@pytest.fixture
def db(study):
    with study.write("ana", "codebook") as db:
        yield db


def tree(db):
    return {c.category_id: c.parent_id for c in find_categories(db)}


def test_categories_form_a_tree_without_a_cycle(db):
    a, b, c = (add_category(db, name) for name in "ABC")
    nest_categories(db, [b], a)
    nest_categories(db, [c], b)
    assert tree(db) == {a: None, b: a, c: b}
    for parent in (a, b, c):
        with pytest.raises(ConflictError, match="under itself or under one that it holds"):
            nest_categories(db, [a], parent)
    with pytest.raises(NotFoundError):
        nest_categories(db, [a], "gone")


def test_a_name_stands_once_under_one_category(db):
    a, b = add_category(db, "Macht"), add_category(db, "Druk")
    with pytest.raises(ConflictError, match="category of this name"):
        add_category(db, " macht ")
    under = add_category(db, "Macht", parent_id=b)
    with pytest.raises(ConflictError):
        nest_categories(db, [a], b)
    assert tree(db) == {a: None, b: None, under: b}


def test_codes_take_the_new_colour_of_their_category(db):
    from dataclasses import replace

    category_id = add_category(db, "Macht")
    add_code(db, Code("c", "angst", category_id, 0), coder="ana")
    update_category(db, replace(get_category(db, category_id), colour=7, description=" wie? "))
    assert (get_code(db, "c").colour, get_category(db, category_id).description) == (7, "wie?")


def test_codes_and_categories_take_the_order_that_is_asked(db):
    ids = [add_category(db, name) for name in "ABC"]
    for name in "abc":
        add_code(db, Code(name, name, None, 0), coder="ana")
    order_codes(db, ["c", "a", "b"])
    order_categories(db, [ids[2], ids[0], ids[1]])
    assert [code.name for code in find_codes(db)] == ["c", "a", "b"]
    assert [category.name for category in find_categories(db)] == ["C", "A", "B"]


def test_a_code_stands_under_several_categories_and_is_one_code(db):
    home, other = add_category(db, "Macht"), add_category(db, "Druk")
    add_code(db, Code("c", "angst", home, 0), coder="ana")
    for _ in range(2):
        link_code(db, "c", other)
        link_code(db, "c", home)
    assert find_links(db) == {"c": [other]}
    assert len(find_codes(db)) == 1
    move_codes(db, ["c"], other)
    assert find_links(db) == {}
    link_code(db, "c", home)
    unlink_code(db, "c", home)
    assert find_links(db) == {}


def test_many_codes_move_in_one_step(study):
    with study.write("ana", "make") as db:
        category_id = add_category(db, "Macht")
        for number in range(20):
            add_code(db, Code(str(number), f"code {number}", None, 0), coder="ana")
    with study.write("ben", "move") as db:
        move_codes(db, [str(number) for number in range(20)], category_id)
        row = db.execute("SELECT DISTINCT category_id, filed_by FROM codes").fetchall()
    assert row == [(category_id, "ben")]
    undo(study, "ben")
    with study.read() as db:
        assert {code.category_id for code in find_codes(db)} == {None}


def test_all_fields_of_a_code_come_back(db):
    code = Code("c", "angst", None, 3, "d", "theory", "i", "e", "x", "l", "ambivalent")
    add_code(db, Code("c", "bang", None, 0), coder="ana")
    update_code(db, code)
    retire_codes(db, ["c"], is_retired=True)
    from dataclasses import replace

    assert get_code(db, "c") == replace(code, is_retired=True)


def test_a_field_that_is_not_valid_is_refused(db):
    for wrong, says in (
        ({"origin": "hearsay"}, "'origin' is one of"),
        ({"valence": "up"}, "'valence' is one of"),
        ({"example": "x" * (MAX_FIELD + 1)}, "'example' may have"),
    ):
        with pytest.raises(InputError, match=says):
            add_code(db, Code("c", "angst", None, 0, **wrong), coder="ana")


def test_other_names_are_kept_once_and_never_as_the_name_itself(db):
    add_code(db, Code("c", "angst", None, 0), coder="ana")
    set_synonyms(db, "c", ["vrees", "VREES", " Angst ", ""])
    assert [len(names) for names in find_synonyms(db).values()] == [1]
    set_synonyms(db, "c", ["bang"])
    assert find_synonyms(db) == {"c": ["bang"]}
