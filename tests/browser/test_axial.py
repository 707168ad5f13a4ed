"""The axial board, diagram and table: mouse, keys, other coders, pictures."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from browser.steps import go, log_in, settle, unlock, violations
from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.model import Code, Coding, Document, Turn
from kwalicode.store.categories import add_category, find_categories, find_links
from kwalicode.store.codebook import add_code, find_codes
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.key import create_key
from kwalicode.store.places import find_places
from kwalicode.store.relations import find_relations
from kwalicode.store.study import create_study
from kwalicode.workflows.axial_acts import apply_axial

TEXT = "Ik durfde niets te zeggen. Het werk stapelde zich op. Niemand vroeg wat."
WORDS = ("Ik durfde", "niets te zeggen", "Het werk", "stapelde zich", "Niemand")
CODES = ("angst", "zwijgen", "werkdruk", "drukte", "alleen")
BOARD = "document.querySelector('.kw-board').board"


@pytest.fixture
def study(folder):
    name = f"axial {uuid4().hex[:8]}"
    document = Document(
        "d1", "Gesprek 1", "interview", "nl", TEXT, (Turn(0, len(TEXT), "r", False),), 1
    )
    with (
        create_study(folder / name, PASSPHRASE, name=name) as study,
        create_key(study, KEY_PASSPHRASE) as key,
    ):
        with study.write("ana", "sign off") as db:
            add_version(db, document, coder="ana", role_labels={"r": "ambtenaar"})
            for category in ("Gevoel", "Omstandigheden"):
                add_category(db, category, category_id=category)
            for place, (code, words) in enumerate(zip(CODES, WORDS, strict=True)):
                add_code(db, Code(code, code, "Gevoel" if place < 2 else None, place), coder="ana")
                start = TEXT.index(words)
                span = (start, start + len(words), words)
                add_coding(db, Coding(str(uuid4()), "d1", code, "ana", *span))
        yield study
    key.path.unlink()
    study.path.unlink()


@pytest.fixture
def language():
    return "en"


@pytest.fixture
def board(page, address, study):
    log_in(page, address, study.path.stem, PASSPHRASE, language="en")
    go(page, "axial")
    card(page, "angst").wait_for()
    settle(page)
    return page


def card(page, code):
    return page.locator(f".kwb-card[data-node='code:{code}']").first


def head(page, category):
    return page.locator(f".kwb-head[data-instance='category:{category}']")


def drag(page, thing, x, y):
    settle(page)
    box = thing.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(x - 30, y, steps=4)
    page.mouse.move(x, y, steps=4)
    page.wait_for_timeout(60)
    page.mouse.up()


def drag_to(page, thing, target):
    settle(page)
    box = target.bounding_box()
    drag(page, thing, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def stored(page):
    """Wait until all that was done is stored and shown as the server has it."""
    page.wait_for_function(f"() => {BOARD}.outbox.waiting.size === 0")
    assert page.locator(".kw-alarm").inner_text() == ""


def homes(study):
    with study.read() as db:
        return {code.code_id: code.category_id for code in find_codes(db)}


def relations(study):
    with study.read() as db:
        return find_relations(db)


def test_with_the_mouse_cards_are_put_in_categories_laid_loose_and_merged(board, study):
    drag_to(board, card(board, "werkdruk"), head(board, "Omstandigheden"))
    stored(board)
    assert homes(study)["werkdruk"] == "Omstandigheden"
    settle(board)
    canvas = board.locator(".kwb-canvas").bounding_box()
    drag(board, card(board, "angst"), canvas["x"] + 200, canvas["y"] + canvas["height"] - 90)
    stored(board)
    with study.read() as db:
        assert list(find_places(db, "board")) == [("code", "angst")]
    assert homes(study)["angst"] is None
    board.keyboard.press("Control+z")
    stored(board)
    board.wait_for_function(f"() => {BOARD}.state.nodes.get('code:angst').category_id === 'Gevoel'")
    assert homes(study)["angst"] == "Gevoel"
    drag_to(board, card(board, "werkdruk"), card(board, "angst"))
    board.get_by_role("menuitem", name="Cancel").click()
    drag_to(board, card(board, "drukte"), card(board, "werkdruk"))
    board.get_by_role("menuitem", name="Merge into werkdruk").click()
    stored(board)
    assert "drukte" not in homes(study)
    assert card(board, "werkdruk").locator(".kwb-n").inner_text() == "2"


def test_the_board_works_by_keyboard_alone(board, study):
    card(board, "werkdruk").focus()
    board.keyboard.press("s")
    card(board, "drukte").focus()
    board.keyboard.press("s")
    board.keyboard.press("c")
    board.keyboard.type("Te veel")
    board.keyboard.press("Enter")
    stored(board)
    with study.read() as db:
        made = next(one.category_id for one in find_categories(db) if one.name == "Te veel")
    assert [code for code, home in homes(study).items() if home == made] == ["werkdruk", "drukte"]
    card(board, "alleen").focus()
    board.keyboard.press("Space")
    board.keyboard.press("ArrowRight")
    board.keyboard.press("Enter")
    stored(board)
    assert homes(study)["alleen"] == "Gevoel"
    board.keyboard.press("a")
    board.keyboard.type("omst")
    board.keyboard.press("Enter")
    stored(board)
    with study.read() as db:
        assert find_links(db) == {"alleen": ["Omstandigheden"]}
    assert board.locator(".kwb-card[data-node='code:alleen']").count() == 2
    assert "codes: 5 · codings: 5" in board.evaluate(
        f"() => {{ const b = {BOARD}; b.focus(null, null); return b.panel.box.textContent }}"
    )

    relation_by_keyboard(board, study)


def relation_by_keyboard(board, study):
    """Draw a relation with what speaks for and against it, look at it again and delete it."""
    card(board, "werkdruk").focus()
    board.keyboard.press("r")
    board.keyboard.type("zwij")
    board.keyboard.press("Enter")
    board.get_by_label("Type").select_option("hinders")
    board.get_by_label("Evidence").select_option("plausible")
    board.get_by_label("speaks for it: Het werk").click()
    board.get_by_label("speaks against it: niets te zeggen").click()
    board.get_by_role("button", name="Save", exact=True).click()
    stored(board)
    (relation,) = relations(study)
    assert (relation.from_id, relation.type, relation.to_id) == ("werkdruk", "hinders", "zwijgen")
    assert (relation.strength, len(relation.supports), len(relation.contradicts)) == (
        "plausible",
        1,
        1,
    )
    board.locator(".kwb-relation-row").click()
    assert board.get_by_label("speaks for it: Het werk").get_attribute("aria-pressed") == "true"
    board.get_by_role("button", name="Delete", exact=True).click()
    stored(board)
    assert relations(study) == []


def relate(study, from_id="werkdruk", to_id="zwijgen", coder="bo"):
    operation = {"id": str(uuid4()), "op": "relate", "relation_id": str(uuid4()), "note": ""}
    operation |= {"from": ["code", from_id], "to": ["code", to_id], "type": "contributes to"}
    assert not apply_axial(study, [operation | {"strength": "claimed"}], coder=coder).refused


def test_relations_of_others_come_in_and_the_diagram_is_kept_and_saved(board, study):
    relate(study)
    card(board, "werkdruk").get_by_text("relations: 1").wait_for(timeout=4000)
    relate(study, "angst")
    board.get_by_test_id("stButtonGroup").get_by_text("Diagram").click()
    node = board.locator(".kwb-node[data-node='code:angst']")
    node.wait_for()
    settle(board)
    box = node.bounding_box()
    drag(board, node, box["x"] + 120, box["y"] + 90)
    stored(board)
    node.focus()
    board.keyboard.press("Space")
    board.keyboard.press("ArrowDown")
    board.keyboard.press("Enter")
    stored(board)
    with study.read() as db:
        places = find_places(db, "diagram")
    assert {("code", "angst"), ("code", "zwijgen")} <= set(places), "the others stay where they are"
    board.get_by_role("button", name="Save the diagram as SVG").click()
    expect(board.locator(".kw-alarm")).to_contain_text("open that first")
    board.get_by_text("Open the key file to save the diagram").click()
    unlock(board, KEY_PASSPHRASE, language="en")
    board.locator(".kwb-node").first.wait_for()
    for kind, begin in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with board.expect_download() as saved:
            board.get_by_role("button", name=f"Save the diagram as {kind}").click()
        content = saved.value.path().read_bytes()
        assert content.startswith(begin)
        assert len(content) > 1500


def test_the_three_views_are_accessible(board, study):
    relate(study)
    problems = {}
    for view, shown in (
        ("Board", ".kwb-card"),
        ("Diagram", ".kwb-node"),
        ("Table", "[data-testid=stDataFrame]"),
    ):
        board.get_by_test_id("stButtonGroup").get_by_text(view).click()
        board.locator(shown).first.wait_for()
        problems[view] = violations(board)
    assert problems == {"Board": {}, "Diagram": {}, "Table": {}}
