"""Quotes go the whole way: picked, adapted, checked, shown to their participant, exported."""

import io

import docx
import pytest
from playwright.sync_api import expect

from browser.steps import go, log_in, settle, unlock, violations
from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.model import Code, Coding, Document, IdentifierKind, ListedName, Turn
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.exports import LabelRules, find_exports, set_label_rules
from kwalicode.store.key import create_key
from kwalicode.store.listed import add_listed
from kwalicode.store.quote_register import find_registered
from kwalicode.store.study import create_study

NAME = "quotes"
SAID = {
    "ambtenaar": (
        "Het gebaar was van [subject 1] die weer dat gebaar maakte.",
        "Niemand zei er iets van.",
        "Iedereen keek naar de koffie.",
    ),
    "teamleider": ("Daarna werd het stil op de gang.",),
}
FILE = "quotes.docx"


@pytest.fixture
def language():
    return "en"


@pytest.fixture
def study(folder):
    """Four participants with one coded sentence each; one label is borne by a single one."""
    lines = [(label, line) for label, own in SAID.items() for line in own]
    text = "\n".join(line for _label, line in lines)
    turns = [
        Turn(
            text.index(line), text.index(line) + len(line), f"respondent {n}", is_interviewer=False
        )
        for n, (_label, line) in enumerate(lines, 1)
    ]
    labels = {f"respondent {n}": label for n, (label, _line) in enumerate(lines, 1)}
    document = Document("d1", "Gesprek 1", "interview", "nl", text, tuple(turns), 1)
    with create_study(folder / NAME, PASSPHRASE, name=NAME) as study:
        with study.write("ana", "sign off") as db:
            add_version(db, document, coder="ana", role_labels=labels)
            add_code(db, Code("c", "zwijgen", None, 0), coder="ana")
            set_label_rules(db, LabelRules(k=3))
            for number, turn in enumerate(turns):
                place = (turn.start, turn.end, text[turn.start : turn.end])
                add_coding(db, Coding(f"k{number}", "d1", "c", "ana", *place))
        with create_key(study, KEY_PASSPHRASE) as key, key.write("ana", "list") as db:
            add_listed(db, [ListedName(0, "Zoltarra", IdentifierKind.PERSON)])
        yield study


def press(page, label):
    page.get_by_role("button", name=label, exact=True).click()
    settle(page)


def view(page, name):
    group = page.get_by_test_id("stMain").get_by_test_id("stButtonGroup").first
    group.get_by_text(name, exact=True).click()
    settle(page)


def choose(page, label, option):
    field = page.get_by_label(label, exact=True)
    wanted = page.get_by_role("option", name=option, exact=True)
    field.click()
    page.wait_for_timeout(300)
    if not wanted.is_visible():  # a list that opens while the page is still being drawn closes
        field.press("ArrowDown")
    wanted.click()
    settle(page)


def tick(page, row, *, shows):
    """Tick the box of a row of the first table, a canvas, so by place; row -1 is all of them."""
    table = page.get_by_test_id("stDataFrame").first
    expect(table).to_contain_text(shows)
    table.locator(".dvn-scroller").click(position={"x": 16, "y": 35 * (row + 1) + 17})
    settle(page)


def replace(page, first, last, words, *, kind="Person"):
    """Put words in the place of those of the original from one word to another."""
    pills = page.get_by_test_id("stMain").get_by_test_id("stButtonGroup")
    for word in dict.fromkeys((first, last)):
        pills.get_by_role("button", name=word, exact=True).first.click()
        settle(page)
    if kind != "Person":
        choose(page, "Kind", kind)
    field = page.get_by_label("Role, such as 'colleague'" if kind == "Person" else "Words for it")
    field.fill(words)
    field.press("Enter")
    settle(page)
    press(page, "Replace")


def pick_and_adapt(page):
    view(page, "Register")
    choose(page, "Code", "zwijgen")
    tick(page, -1, shows=SAID["teamleider"][0])
    press(page, "Make 4 quotes")
    expect(page.get_by_text("4 quotes in the register")).to_be_visible()
    tick(page, 0, shows="candidate")
    expect(page.get_by_role("heading", name="Checks")).to_be_visible()
    settle(page)
    unlock(page, KEY_PASSPHRASE, language="en")
    expect(page.get_by_text("No open hit: this quote may be exported.")).to_be_visible()
    replace(page, "[subject 1]", "die", "collega")
    page.get_by_text("[een collega]").first.wait_for()
    assert violations(page) == {}


def settle_a_leak(page):
    """Plant a name of the key inside a word that stands there twice; it is found, and taken back."""
    replace(page, "gebaar", "gebaar", "gebaar van de Zoltarramotie", kind="Event")
    expect(page.get_by_text("Het [gebaar van de Zoltarramotie] was van")).to_be_visible()
    expect(page.get_by_text("1 open hit: not exported.")).to_be_visible()
    expect(page.get_by_text("a name of the key file inside a word")).to_be_visible()
    page.get_by_role("button", name="Take back").first.click()
    expect(page.get_by_text("No open hit: this quote may be exported.")).to_be_visible()
    press(page, "Back to the list")
    press(page, "Check all")
    expect(page.get_by_text("No quote has an open hit.")).to_be_visible()


def merge_labels(page):
    view(page, "Labels")
    expect(
        page.get_by_text("1 label or number tells of fewer than 3 participants.")
    ).to_be_visible()
    press(page, "Merge")
    expect(page.get_by_text("Every label is shared by 3 participants")).to_be_visible()


def object_to_a_quote(page):
    """Send a sheet, fill it in as a participant does, and take it back in."""
    view(page, "Member check")
    tick(page, 0, shows="respondent 1")
    page.get_by_label("Answer to (name and address)").fill("Ans, ans@example.org")
    press(page, "Make 1 sheet")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the sheet").click()
    sheet = docx.Document(saved.value.path())
    table = sheet.tables[1]
    table.rows[-2].cells[3].text = "☒"
    table.rows[-1].cells[1].text = "Iemand maakte weer dat gebaar."
    file = io.BytesIO()
    sheet.save(file)
    page.get_by_text("Sheets that came back").click()
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    page.locator("input[type=file]").set_input_files(
        {"name": FILE, "mimeType": media, "buffer": file.getvalue()}
    )
    press(page, "Store these answers")
    expect(page.get_by_text("1 quote is objected to.")).to_be_visible()
    press(page, "Take over as a paraphrase")
    expect(page.get_by_text("1 is to be asked again.")).to_be_visible()


def exported(page):
    view(page, "Export")
    press(page, "Scan for leaks and write")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the file").click()
    file = docx.Document(saved.value.path())
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in file.paragraphs] + cells)


def test_quotes_are_picked_adapted_checked_objected_to_and_exported(page, address, study):
    log_in(page, address, NAME, PASSPHRASE, language="en")
    go(page, "quotes")
    pick_and_adapt(page)
    settle_a_leak(page)
    merge_labels(page)
    object_to_a_quote(page)
    text = exported(page)
    assert "Iemand maakte weer dat gebaar." in text
    assert SAID["teamleider"][0] in text
    assert not [word for word in ("Zoltarra", "subject", "teamleider") if word in text]
    with study.read() as db:
        assert sorted(one.state for one in find_registered(db)) == [*["candidate"] * 3, "changed"]
        assert len(find_exports(db)) == 1
