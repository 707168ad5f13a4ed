"""Tables that are edited on the page Participants: typed, kept, taken back."""

import pytest

from browser.steps import go, log_in, say, settle, unlock
from kwalicode.store.key import open_key
from kwalicode.store.study import open_study
from kwalicode.workflows.participants import participants_state
from kwalicode.workflows.study import create_both

PASSPHRASE, KEY_PASSPHRASE = "correct horse", "battery staple"
TABLE = b"naam;leeftijd;kant\nAnnelies Zandstra;41;ambtelijk\nBo Wiersum;29;ambtelijk\n"


@pytest.fixture
def language():
    return "en"


def press(page, label, **values):
    page.get_by_role("button", name=say("en", label, **values), exact=True).click()


def type_in_cell(page, table, words, *, right=0):
    """Type in a cell of the first row; a table is a canvas, so by place and by keyboard."""
    settle(page)
    table.locator(".dvn-scroller").click(position={"x": 50, "y": 52})
    settle(page)  # where the click adds a row, the page is drawn again
    for _ in range(right):
        page.keyboard.press("ArrowRight")
    editor = page.locator("#portal").locator("textarea, input").first
    if not editor.is_visible():  # a new row opens by itself
        page.keyboard.press("Enter")
    editor.fill(words)
    editor.press("Enter")
    page.wait_for_timeout(500)  # what was typed is sent a moment later
    settle(page)


def test_participants_are_imported_edited_and_the_edit_is_taken_back(page, address, folder):
    name = "Deelnemers"
    path = folder / f"{name}.kwali"
    create_both(path, PASSPHRASE, KEY_PASSPHRASE, name=name).close()
    log_in(page, address, name, PASSPHRASE, language="en")
    go(page, "participants")
    unlock(page, KEY_PASSPHRASE, language="en")
    page.locator("input[type=file]").set_input_files(
        [{"name": "x.csv", "mimeType": "text/csv", "buffer": TABLE}]
    )
    press(page, "Import this table")
    page.get_by_text(say("en", "{n} participants were read from the table.", n=2)).wait_for()
    table = page.get_by_test_id("stDataFrame").first
    type_in_cell(page, table, "Anneke Zandstra", right=1)
    press(page, "Keep {n} change", n=1)
    page.get_by_text(say("en", "{n} participant was changed.", n=1)).wait_for()
    with open_study(path, PASSPHRASE) as study, open_key(study, KEY_PASSPHRASE) as key:
        names = {row.participant.name for row in participants_state(study, key).rows}
        assert names & {"Anneke Zandstra"}
        press(page, "Undo")
        page.get_by_text(say("en", "{n} participant was changed.", n=1)).wait_for(state="hidden")
        names = {row.participant.name for row in participants_state(study, key).rows}
        assert names == {"Annelies Zandstra", "Bo Wiersum"}
    page.get_by_role("radio", name=say("en", "Recruitment")).click()
    page.get_by_role("heading", name=say("en", "Who was approached or came forward")).wait_for()
    type_in_cell(page, page.get_by_test_id("stDataFrame").first, "Iemand")
    press(page, "Keep this list")
    page.get_by_text(say("en", "The list holds {n} row now.", n=1)).wait_for()
    page.get_by_text("1 person or group was approached: 1 is undecided yet.").wait_for()
