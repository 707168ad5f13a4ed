"""Answers to a questionnaire come in, and are coded one after another by keyboard."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from browser.steps import go, log_in, unlock, violations, wait_for_reader, wait_until_stored
from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.model import Code
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import find_codings
from kwalicode.store.key import open_key
from kwalicode.store.sources import find_sources
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.study import create_both

SAID = ("Ik zeg hier niets.", "Ik ben soms bang.", "Bij ons kan alles gezegd worden.")
ROWS = "consent;e-mail;rol;Voelt u zich veilig? Licht toe.\n" + "".join(
    f"{'ja' if n else 'nee'};a{n}@example.com;staf;{words}\n"
    for n, words in enumerate(("Dit blijft eruit.", *SAID))
)


@pytest.fixture
def study(folder):
    path = folder / f"survey {uuid4().hex[:8]}.kwali"
    with create_both(path, PASSPHRASE, KEY_PASSPHRASE, name=path.stem) as study:
        with study.write("ana", "code") as db:
            for number, name in enumerate(("zwijgen", "angst")):
                add_code(db, Code(name, name, None, number), coder="ana")
        yield study
    path.unlink()
    path.with_suffix(".kwalikey").unlink()


@pytest.fixture
def language():
    return "en"


def sign_all(study):
    with open_key(study, KEY_PASSPHRASE) as key:
        with key.read() as db:
            (source,) = find_sources(db)
        detect_findings(key, source.source_id, coder="ana")
        return sign_off(study, key, source.source_id, coder="ana")


def test_a_survey_is_mapped_imported_and_coded_by_keyboard(page, address, study):
    log_in(page, address, study.path.stem, PASSPHRASE, language="en")
    go(page, "surveys")
    unlock(page, KEY_PASSPHRASE, language="en")
    page.locator("input[type=file]").set_input_files(
        {"name": "answers.csv", "mimeType": "text/csv", "buffer": ROWS.encode()}
    )
    expect(page.get_by_text("1 row has no consent and will not be imported.")).to_be_visible()
    expect(page.get_by_text("Read as a table: 4 rows, 4 columns.")).to_be_visible()
    assert violations(page) == {}
    page.get_by_role("button", name="Import 3 rows").click()
    expect(page.get_by_text("3 rows were imported. 1 row had no consent")).to_be_visible()
    document = sign_all(study)
    go(page, "coding")
    wait_for_reader(page)
    expect(page.locator(".kw-question")).to_have_text("Voelt u zich veilig? Licht toe.")
    expect(page.locator(".kw-beside").first).to_have_text("staf")
    page.locator(".kw-text").focus()
    for key in ("j", "Enter"):
        page.keyboard.press(key)
    page.keyboard.type("zwijgen")
    for key in ("Enter", "2", "j", "=", "j", "="):
        page.keyboard.press(key)
    wait_until_stored(page)
    with study.read() as db:
        found = {(c.start, c.end, c.code_id) for c in find_codings(db, document.document_id)}
    spans = [(turn.start, turn.end) for turn in document.turns]
    assert found == {(*span, code) for span in spans for code in ("zwijgen", "angst")}
