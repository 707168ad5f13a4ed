"""The page Codebook on a study: by mouse and by key, each act stored and taken back."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from browser.steps import go, log_in, unlock, violations
from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.model import Code, Coding, Document, Turn
from kwalicode.store.categories import add_category, find_categories
from kwalicode.store.codebook import add_code, find_codes, find_synonyms
from kwalicode.store.codings import add_coding, count_by_code, get_coding
from kwalicode.store.documents import add_version
from kwalicode.store.key import create_key
from kwalicode.store.merging import merge_categories
from kwalicode.store.study import create_study

TEXT = "Ik durfde niets te zeggen. Echt niet. Het hoort erbij, dacht ik toen."
BOOK = "document.querySelector('.kw-codebook')?.book"


@pytest.fixture
def language():
    return "en"


@pytest.fixture
def study(folder):
    name = f"codebook {uuid4().hex[:8]}"
    with (
        create_study(folder / name, PASSPHRASE, name=name) as study,
        create_key(study, KEY_PASSPHRASE) as key,
    ):
        turns = (Turn(0, len(TEXT), "respondent 1", False),)
        with study.write("ana", "fill", undoable=False) as db:
            made = Document("d1", "Gesprek 1", "interview", "nl", TEXT, turns, 1)
            add_version(db, made, coder="ana", role_labels={"respondent 1": "ambtenaar"})
            macht = add_category(db, "Macht", category_id="macht")
            add_category(db, "Stilte", category_id="stilte")
            for code in ("angst", "zwijgen", "werk"):
                add_code(db, Code(code, code, macht, 0), coder="ana")
            for number, (code, start, end) in enumerate(
                [("angst", 0, 25), ("zwijgen", 0, 25), ("zwijgen", 27, 36)]
            ):
                add_coding(db, Coding(str(number), "d1", code, "ana", start, end, TEXT[start:end]))
        yield study
    key.path.unlink()
    study.path.unlink()


@pytest.fixture
def book(page, address, study, language):
    log_in(page, address, study.path.stem, PASSPHRASE, language=language)
    go(page, "codebook")
    row(page, "angst").wait_for()
    return page


def row(page, name):
    return page.locator(".kw-codebook .kw-row > span", has_text=name).first


def stored(page):
    page.wait_for_function(f"() => {BOOK}?.outbox.waiting.size === 0")


def codes(study):
    with study.read() as db:
        return {code.name: code.category_id for code in find_codes(db)}


def test_codes_are_merged_by_key_found_by_their_old_name_and_brought_back(book, study):
    row(book, "angst").click()
    book.keyboard.press("Shift+ArrowDown")
    book.keyboard.press("j")
    expect(book.locator(".kwc-note")).to_contain_text("1 codings become codings of “zwijgen”")
    book.keyboard.press("Enter")
    stored(book)
    with study.read() as db:
        assert find_synonyms(db) == {"zwijgen": ["angst"]}
        assert count_by_code(db) == {"zwijgen": 2}
    book.locator(".kw-codebook input[type=search]").fill("angst")
    expect(row(book, "zwijgen")).to_contain_text("(also “angst”)")
    expect(book.locator(".kwc-history")).to_contain_text("“angst” was merged into it with 1 coding")
    row(book, "zwijgen").click()
    book.keyboard.press("Control+z")
    stored(book)
    assert set(codes(study)) == {"angst", "zwijgen", "werk"}


def test_codes_are_dragged_to_a_category_and_a_category_into_another(book, study):
    row(book, "angst").click()
    row(book, "werk").click(modifiers=["Control"])
    row(book, "werk").drag_to(row(book, "Stilte"))
    stored(book)
    assert codes(study) == {"angst": "stilte", "zwijgen": "macht", "werk": "stilte"}
    row(book, "Stilte").drag_to(row(book, "Macht"))
    stored(book)
    with study.read() as db:
        assert {c.name: c.parent_id for c in find_categories(db)} == {
            "Macht": None,
            "Stilte": "macht",
        }


def test_a_field_is_stored_when_it_is_left_and_a_code_made_by_key_gets_the_focus(book, study):
    row(book, "werk").click()
    book.keyboard.press("n")
    book.keyboard.type("druk")
    book.keyboard.press("Enter")
    stored(book)
    expect(book.locator(".kwc-heading")).to_contain_text("druk")
    book.get_by_label("Use when", exact=True).fill("Te veel werk.")
    book.get_by_label("Direction").select_option("decreases")
    stored(book)
    with study.read() as db:
        made = next(code for code in find_codes(db) if code.name == "druk")
    assert (made.category_id, made.include_when, made.valence) == (
        "macht",
        "Te veel werk.",
        "decreases",
    )
    book.get_by_label("Name", exact=True).fill("angst")
    book.keyboard.press("Enter")
    expect(book.locator(".kw-alarm")).to_contain_text("A code of this name stands there already")
    expect(book.get_by_label("Name", exact=True)).to_have_value("druk")


def test_the_segments_of_a_code_are_dealt_out_by_key(book, study):
    row(book, "zwijgen").click()
    expect(book.locator(".kwc-uses")).to_have_text("2 codings, 1 document, 1 participant")
    book.keyboard.press("s")
    book.get_by_label("Another code: type its name, Enter").fill("ontkennen")
    book.keyboard.press("Enter")
    book.keyboard.press("ArrowDown")
    book.keyboard.press("3")
    stored(book)
    with study.read() as db:
        names = {code.code_id: code.name for code in find_codes(db)}
        counts = {names[code_id]: n for code_id, n in count_by_code(db).items()}
    assert counts == {"angst": 1, "zwijgen": 1, "ontkennen": 1}


def test_a_codebook_file_comes_in_whole_or_not_at_all(book, study):
    book.get_by_role("button", name="Files").click()
    wrong = {"name": "boek.csv", "mimeType": "text/csv", "buffer": b"category,code\nA,x\nA,X\n"}
    book.locator("input[type=file]").set_input_files(wrong)
    book.get_by_role("button", name="Import what is new").click()
    expect(book.get_by_test_id("stAlert")).to_contain_text("Row 3, column code")
    assert "x" not in codes(study)
    right = wrong | {"buffer": b"category,code\nMacht,x\nNieuw,y\n"}
    book.locator("input[type=file]").set_input_files(right)
    expect(book.get_by_test_id("stAlert")).to_have_count(0)  # the new file has come up
    book.get_by_role("button", name="Import what is new").click()
    expect(row(book, "Nieuw")).to_be_visible()
    assert codes(study)["x"] == "macht"
    book.get_by_role("button", name="csv", exact=True).click()
    unlock(book, KEY_PASSPHRASE, language="en")
    with book.expect_download() as download:
        book.get_by_role("button", name="Save the file").click()
    assert b"Nieuw,y" in download.value.path().read_bytes()


def test_a_category_is_found_by_the_name_of_one_that_went_up_in_it(book, study):
    with study.write("ana", "merge_categories") as db:
        merge_categories(db, ["stilte"], "macht")
    book.get_by_role("searchbox").fill("stil")
    expect(row(book, "Macht")).to_contain_text("also “Stilte”")
    expect(row(book, "angst")).to_be_visible()


def test_all_segments_of_a_code_with_many_can_be_reached_when_it_is_split(book, study):
    with study.write("ana", "code") as db:
        for start in range(12):
            for end in range(start + 1, start + 18):
                words = TEXT[start:end]
                add_coding(db, Coding(f"{start}-{end}", "d1", "werk", "ana", start, end, words))
    row(book, "werk").click()
    expect(book.locator(".kwc-uses")).to_contain_text("204 codings")
    book.keyboard.press("s")
    segments = book.locator(".kwc-segments li")
    expect(segments).to_have_count(200)
    book.get_by_role("button", name="Later segments").click()
    expect(book.get_by_text("201 to 204 of 204")).to_be_visible()
    segments.last.focus()
    book.keyboard.press("1")
    stored(book)
    with study.read() as db:
        assert get_coding(db, "11-28").code_id == "angst"
    expect(segments).to_have_count(3)
    book.get_by_role("button", name="Earlier segments").click()
    expect(segments).to_have_count(200)


def test_the_page_is_accessible(book):
    row(book, "zwijgen").click()
    expect(book.locator(".kwc-uses")).to_be_visible()
    for act in ("look", "merge"):
        if act == "merge":
            book.keyboard.press("j")
        for theme in ("light", "dark"):
            book.emulate_media(color_scheme=theme)
            assert violations(book) == {}, (act, theme)
