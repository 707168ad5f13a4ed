"""Search by keyboard, code what is found, read on; write a memo."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from browser.steps import go, log_in, settle, shoot, violations
from conftest import PASSPHRASE
from kwalicode.model import Code, Document, Turn
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import find_codings
from kwalicode.store.documents import add_version
from kwalicode.store.memos import find_memos
from kwalicode.store.study import create_study

TEXT = "Ik durfde 👩‍👩‍👧 niets. Het werk ging door. Niemand vroeg wat. Ik durfde later wel."


@pytest.fixture
def study(folder):
    name = f"search {uuid4().hex[:8]}"
    turns = (Turn(0, len(TEXT), "respondent 1", False),)
    with create_study(folder / name, PASSPHRASE, name=name) as study:
        with study.write("ana", "sign off") as db:
            for number in (1, 2):
                title = f"Gesprek {number}"
                document = Document(f"d{number}", title, "interview", "nl", TEXT, turns, 1)
                add_version(db, document, coder="ana", role_labels={"respondent 1": "bode"})
            add_code(db, Code("silence", "zwijgen", None, 3), coder="ana")
        yield study
    study.path.unlink()


@pytest.fixture
def language():
    return "en"


def texts(study):
    with study.read() as db:
        return [(c.text, c.code_id) for number in "12" for c in find_codings(db, f"d{number}")]


def stand_on(page, item):
    """Put the focus on something that is not drawn again before a key is pressed."""
    settle(page)
    item.focus()


def test_what_is_found_is_chosen_coded_undone_and_opened_by_keyboard(page, address, study):
    log_in(page, address, study.path.stem, PASSPHRASE, language="en")
    go(page, "search")
    box = page.get_by_role("textbox", name="Search for")
    box.fill("durf*")
    box.press("Enter")
    items = page.locator(".kw-search li[data-n]")
    expect(items).to_have_count(4)
    assert page.locator(".kw-search mark").all_inner_texts() == ["durfde"] * 4
    stand_on(page, items.first)
    for key in (" ", "ArrowDown", "ArrowDown", " ", "c"):
        page.keyboard.press(key)
    expect(page.locator(".kws-count")).to_have_text("2 of 4 chosen")
    page.keyboard.type("Zwijgen")
    page.keyboard.press("Enter")
    expect(page.locator(".kws-says")).to_contain_text("2 passages coded")
    assert texts(study) == [("Ik durfde 👩‍👩‍👧 niets.", "silence")] * 2
    expect(page.locator(".kws-code")).to_have_count(2)
    assert violations(page, inside=".kw-search") == {}
    shoot(page, "en", "search")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".kws-code")).to_have_count(0)
    assert texts(study) == []
    stand_on(page, items.nth(3))
    page.keyboard.press(" ")
    page.keyboard.press("q")
    expect(page.locator(".kws-says")).to_contain_text("1 quote is new in the register")
    stand_on(page, items.nth(3))
    page.keyboard.press("Enter")
    page.locator(".kw-text[aria-label='Gesprek 2']").wait_for()
    go(page, "search")
    expect(items).to_have_count(4)


def test_a_memo_is_written_and_its_question_asked(page, address, study):
    log_in(page, address, study.path.stem, PASSPHRASE, language="en")
    go(page, "memos")
    page.get_by_role("button", name="Write a memo").click()
    dialog = page.get_by_role("dialog")
    choose(page, dialog, "Kind", "question to take along")
    choose(page, dialog, "About", "code")
    dialog.get_by_label("Memo", exact=True).fill("Who spoke up?")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Who spoke up?")).to_be_visible()
    expect(dialog).to_have_count(0)
    assert violations(page) == {}
    page.get_by_role("button", name="Mark as asked").click()
    expect(page.get_by_role("button", name="Ask again")).to_be_visible()
    with study.read() as db:
        (placed,) = find_memos(db, coder="ana")
    assert (placed.about, placed.memo.kind, placed.memo.is_done) == ("zwijgen", "question", True)
    shoot(page, "en", "memos")


def choose(page, dialog, label, option):
    box = dialog.get_by_role("combobox", name=label)
    box.click()
    page.get_by_role("option", name=option, exact=True).click()
