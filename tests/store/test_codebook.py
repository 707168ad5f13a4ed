import pytest

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import Code, Coding, Theme
from kwalicode.store.codebook import (
    MAX_NAME,
    N_COLOURS,
    add_category,
    add_code,
    delete_code,
    find_categories,
    find_codes,
    get_code,
    move_code,
    next_colour,
    rename_code,
)
from kwalicode.store.codings import add_coding, find_codings
from kwalicode.store.themes import add_theme


@pytest.fixture
def db(study):
    """Inside one write of a coder."""
    with study.write("ana", "codebook") as db:
        yield db


def add(db, name, category_id=None, **more):
    add_code(db, Code(more.pop("code_id", name), name, category_id, 0, **more), coder="ana")


def test_a_code_comes_back_as_it_was_put(db):
    category_id = add_category(db, "Klimaat")
    code = Code("c", "het hoort erbij", category_id, 3, "als iets gewoon heet", "in vivo")
    add_code(db, code, coder="ana")
    assert get_code(db, "c") == code
    assert find_codes(db) == [code]


def test_codes_and_categories_keep_the_order_in_which_they_were_made(db):
    for name in ("zwijgen", "angst", "macht"):
        add(db, name)
        add_category(db, name.upper())
    assert [code.name for code in find_codes(db)] == ["zwijgen", "angst", "macht"]
    assert [category.name for category in find_categories(db)] == ["ZWIJGEN", "ANGST", "MACHT"]


def test_blanks_in_a_name_are_put_right(db):
    add(db, "  niet \t durven\n zeggen ", code_id="c")
    assert get_code(db, "c").name == "niet durven zeggen"


def test_a_name_that_is_empty_or_too_long_is_refused_everywhere(db):
    add(db, "angst", code_id="c")
    for act in (
        lambda name: add(db, name, code_id="d"),
        lambda name: rename_code(db, "c", name),
        lambda name: add_category(db, name),
        lambda name: add_theme(db, Theme("t", name, "Zo is het.")),
    ):
        for name in ("", " \n\t", "x" * (MAX_NAME + 1)):
            with pytest.raises(InputError, match="1 to 120 characters"):
                act(name)


def test_names_that_read_the_same_are_the_same_code(db):
    add(db, "een keer")
    for name in ("Één keer", "een  KEER", "e\u0301en keer"):
        with pytest.raises(ConflictError, match="stands there already"):
            add(db, name, code_id="d")


def test_one_name_may_stand_in_two_categories(db):
    for category in ("Klimaat", "Cultuur"):
        add(db, "angst", add_category(db, category), code_id=category)
    assert [code.name for code in find_codes(db)] == ["angst", "angst"]


def test_a_code_can_take_its_own_name_in_other_letters(db):
    add(db, "angst", code_id="c")
    rename_code(db, "c", "Angst")
    move_code(db, "c", None)
    assert get_code(db, "c").name == "Angst"


def test_a_code_that_leaves_its_category_keeps_its_colour(db):
    add_category(db, "Klimaat")
    category_id = add_category(db, "Cultuur")
    add(db, "angst", code_id="c")
    move_code(db, "c", category_id)
    move_code(db, "c", None)
    assert (get_code(db, "c").category_id, get_code(db, "c").colour) == (None, 1)


def test_colours_come_round_after_the_last_one(db):
    ids = [add_category(db, f"categorie {n}") for n in range(N_COLOURS + 1)]
    assert [c.colour for c in find_categories(db)] == [*range(N_COLOURS), 0]
    assert next_colour(db, ids[-2]) == N_COLOURS - 1
    assert next_colour(db, None) == 0


def test_a_code_that_is_gone_is_said_to_be(db):
    for act in (get_code, delete_code):
        with pytest.raises(NotFoundError, match="not in the codebook any more"):
            act(db, "gone")
    with pytest.raises(NotFoundError):
        rename_code(db, "gone", "angst")
    with pytest.raises(NotFoundError):
        move_code(db, "gone", None)


def test_a_deleted_category_leaves_its_codes(db):
    category_id = add_category(db, "Klimaat")
    add(db, "angst", category_id, code_id="c")
    db.execute("DELETE FROM categories WHERE id = ?", [category_id])
    assert get_code(db, "c").category_id is None


def test_a_deleted_code_leaves_the_codings_of_others_and_highlights(study, document):
    with study.write("ana", "code") as db:
        for place, code_id in enumerate(("fear", "silence", None)):
            add_coding(db, Coding(str(place), "d1", code_id, "ana", 0, 3, "Hoe"))
        delete_code(db, "fear")
        assert [coding.code_id for coding in find_codings(db, "d1")] == ["silence", None]


def test_a_theme_rests_on_its_categories(db):
    ids = [add_category(db, name) for name in ("Klimaat", "Cultuur")]
    theme = Theme("t", "Stilte houdt stand", "Wie zwijgt, blijft.", category_ids=tuple(ids))
    add_theme(db, theme)
    rows = db.execute("SELECT theme_id, category_id FROM theme_categories").fetchall()
    assert set(rows) == {("t", category_id) for category_id in ids}
    db.execute("DELETE FROM categories WHERE id = ?", [ids[0]])
    assert db.execute("SELECT category_id FROM theme_categories").fetchall() == [(ids[1],)]
