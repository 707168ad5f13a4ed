"""All the sources of a study: a bundle, a survey, consent, a barred passage, a withdrawal."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from browser.steps import (
    ROOT,
    go,
    log_in,
    put_caret,
    settle,
    unlock,
    violations,
    wait_for_reader,
    wait_until_stored,
)
from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.model import Code
from kwalicode.store.barred import find_barred
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import find_codings
from kwalicode.store.documents import find_documents, get_document
from kwalicode.store.key import open_key
from kwalicode.store.reports import find_recipients
from kwalicode.store.sources import find_sources
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.documents import import_documents, preview_file
from kwalicode.workflows.study import create_both
from workflows.stored import tables_with

BUNDLE = ROOT / "sample_data" / "documents" / "bundle-01.txt"
SAID = ("Ik zeg hier niets.", "Ik ben soms bang.", "Bij ons kan alles gezegd worden.")
ROWS = "consent;e-mail;rol;Voelt u zich veilig? Licht toe.\n" + "".join(
    f"{'ja' if n else 'nee'};a{n}@example.com;staf;{words}\n"
    for n, words in enumerate(("Dit blijft eruit.", *SAID))
)
INTERVIEW = (
    "Femke: Hoe gaat het hier?\nMarloes: Niemand durfde mij tegen te spreken.\n"
    "Femke: En nu?\nMarloes: Het hoort erbij."
)


@pytest.fixture
def language():
    return "en"


@pytest.fixture
def study(folder):
    path = folder / f"sources {uuid4().hex[:8]}.kwali"
    with create_both(path, PASSPHRASE, KEY_PASSPHRASE, name=path.stem) as study:
        with study.write("ana", "code") as db:
            for number, name in enumerate(("zwijgen", "angst")):
                add_code(db, Code(name, name, None, number), coder="ana")
        with open_key(study, KEY_PASSPHRASE) as key:
            preview = preview_file("Marloes.txt", INTERVIEW.encode())
            (source_id,) = import_documents(key, [preview], coder="ana")
            detect_findings(key, source_id, coder="ana")
        yield study
    path.unlink()
    path.with_suffix(".kwalikey").unlink()


def press(page, label):
    page.get_by_role("button", name=label, exact=True).first.click()


def look_at(page, number):
    """Show one document of a bundle, to correct where it begins."""
    field = page.get_by_label("Document number")
    field.fill(str(number))
    field.press("Enter")


def import_a_bundle(page):
    """Split a file; one memo was cut in the wrong place, and one mail repeats another."""
    page.locator("input[type=file]").set_input_files(BUNDLE)
    press(page, "This file holds several documents")
    expect(page.get_by_text("1 document repeats another")).to_be_visible()
    look_at(page, 3)
    expect(page.get_by_role("button", name="Join with the document before")).to_be_enabled()
    press(page, "Join with the document before")
    expect(page.get_by_role("button", name="Import 5 documents")).to_be_visible()
    look_at(page, 2)
    begin = page.get_by_role("button", name="Let a document begin at the selected line")
    lines = page.get_by_test_id("stDataFrame").nth(1)
    expect(lines).to_contain_text("MEMO")
    settle(page)
    # A canvas, so by place: the box before the ninth row.
    lines.locator(".dvn-scroller").click(position={"x": 15, "y": 35 + 8 * 35 + 17})
    expect(begin).to_be_enabled()
    begin.click()
    expect(page.get_by_role("button", name="Import 6 documents")).to_be_visible()
    page.get_by_role("radio", name="Leave repeats out").click()
    press(page, "Import 6 documents")
    expect(page.get_by_text("5 files were imported.")).to_be_visible()


def check_bundle(study):
    with open_key(study, KEY_PASSPHRASE) as key, key.read() as db:
        texts = [source.text for source in find_sources(db) if source.kind == "document"]
    assert len(texts) == 5
    assert [text.startswith("MEMO") for text in texts] == [False, False, True, False, False]
    assert texts[1].endswith("Kees")


def import_a_survey(page):
    go(page, "surveys")
    uploader = page.get_by_test_id("stFileUploader").filter(has_text="Answers from Qualtrics")
    uploader.locator("input[type=file]").set_input_files(
        {"name": "answers.csv", "mimeType": "text/csv", "buffer": ROWS.encode()}
    )
    expect(page.get_by_text("1 row has no consent and will not be imported.")).to_be_visible()
    expect(page.get_by_text("Read as a table: 4 rows, 4 columns.")).to_be_visible()
    assert violations(page) == {}
    press(page, "Import 3 rows")
    expect(page.get_by_text("3 rows were imported. 1 row had no consent")).to_be_visible()


def sign_the_interview_off(page):
    go(page, "deidentify")
    page.locator(".kw-text[aria-label='Gesprek 1']").wait_for()
    press(page, "Sign off")
    page.get_by_role("dialog").get_by_role("button", name="Sign off").click()


def who_speaks(study):
    """Give the pseudonym of who was interviewed; its number is drawn by lot."""
    with open_key(study, KEY_PASSPHRASE) as key, key.read() as db:
        (recipient,) = find_recipients(db)
    return recipient.pseudonym


def consent_comes_first(page, pseudonym):
    """Nothing is signed off before consent is recorded."""
    sign_the_interview_off(page)
    refusal = page.get_by_role("dialog").get_by_test_id("stAlert")
    expect(refusal).to_contain_text(f"no consent to analysis is recorded of {pseudonym};")
    settle(page)
    page.keyboard.press("Escape")
    go(page, "participants")
    page.get_by_label("Version of the form").fill("1.0")
    page.get_by_label("Version of the form").press("Enter")
    press(page, "Record this consent")
    expect(page.get_by_text("Consent of 1 participant was recorded.")).to_be_visible()
    sign_the_interview_off(page)
    expect(page.get_by_text("Signed off.", exact=True)).to_be_visible()


def sign_the_answers_off(study):
    with open_key(study, KEY_PASSPHRASE) as key:
        with key.read() as db:
            source = next(one for one in find_sources(db) if one.kind == "survey answer")
        detect_findings(key, source.source_id, coder="ana")
        return sign_off(study, key, source.source_id, coder="ana")


def type_keys(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def bar_a_passage(page, study):
    """Code two turns, bar one, and see the counts change; what is barred cannot be coded."""
    put_caret(page, "Niemand durfde")
    type_keys(page, "t", "Enter")
    page.keyboard.type("zwijgen")
    page.keyboard.press("Enter")
    put_caret(page, "Het hoort")
    type_keys(page, "t", "1")
    wait_until_stored(page)
    page.keyboard.press("b")
    expect(page.locator(".kw-barred-analysis")).to_have_text("Het hoort erbij.")
    page.keyboard.press("h")
    expect(page.locator(".kw-message")).to_contain_text("cannot be coded")
    wait_until_stored(page)
    with study.read() as db:
        assert [one.bars for one in find_barred(db)] == ["analysis"]
    assert violations(page) == {}


def code_the_answers(page, study, document):
    """Code answer after answer by keyboard."""
    page.get_by_test_id("stSelectbox").locator("input").first.click()
    page.get_by_role("option", name="Questionnaire").click()
    expect(page.locator(".kw-question")).to_have_text("Voelt u zich veilig? Licht toe.")
    expect(page.locator(".kw-beside").first).to_have_text("staf")
    wait_for_reader(page)
    settle(page)
    page.locator(".kw-text").focus()
    type_keys(page, "j", "Enter")
    page.keyboard.type("zwijgen")
    type_keys(page, "Enter", "2", "j", "=", "j", "=")
    wait_until_stored(page)
    with study.read() as db:
        found = {(c.start, c.end, c.code_id) for c in find_codings(db, document.document_id)}
    spans = [(turn.start, turn.end) for turn in document.turns]
    assert found == {(*span, code) for span in spans for code in ("zwijgen", "angst")}


def withdraw(page, pseudonym):
    go(page, "rights")
    press(page, "See what goes")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("1 document")).to_be_visible()
    typed = dialog.get_by_label(f"Type {pseudonym} to be sure")
    typed.fill(pseudonym)
    typed.press("Enter")
    dialog.get_by_role("button", name="Withdraw for good").click()
    expect(page.get_by_text("The withdrawal is done")).to_be_visible()


def everything_is_gone(page, study):
    go(page, "coding")
    wait_for_reader(page)
    expect(page.get_by_text("Gesprek 1")).to_have_count(0)
    with study.read() as db:
        kinds = [get_document(db, str(one["id"])).kind for one in find_documents(db)]
    assert kinds == ["survey answer"]
    with open_key(study, KEY_PASSPHRASE) as key:
        for words in ("Niemand durfde", "Marloes", "Het hoort erbij"):
            assert tables_with(key, words) | tables_with(study, words) == set()


def n_codings(page, expected):
    go(page, "")
    expect(page.get_by_text(f"{expected} codings")).to_be_visible()


def test_sources_come_in_with_consent_and_a_participant_goes_out(page, address, study):
    log_in(page, address, study.path.stem, PASSPHRASE, language="en")
    go(page, "sources")
    unlock(page, KEY_PASSPHRASE, language="en")
    import_a_bundle(page)
    check_bundle(study)
    import_a_survey(page)
    pseudonym = who_speaks(study)
    consent_comes_first(page, pseudonym)
    answers = sign_the_answers_off(study)
    go(page, "coding")
    page.locator(".kw-text[aria-label='Gesprek 1']").wait_for()
    wait_for_reader(page)
    settle(page)
    bar_a_passage(page, study)
    code_the_answers(page, study, answers)
    n_codings(page, 7)  # six of the answers and two of the interview, one of which is barred
    withdraw(page, pseudonym)
    everything_is_gone(page, study)
    n_codings(page, 6)
