"""A fresh study goes the whole way, in both languages: import, de-identify, code, quote."""

from io import BytesIO

import docx
import pytest
from playwright.sync_api import expect

from browser.steps import (
    READER,
    choose_document,
    drag_over,
    go,
    log_in,
    put_caret,
    say,
    selected,
    settle,
    shoot,
    unlock,
    wait_for_reader,
    wait_until_stored,
)
from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.store.codings import find_codings
from kwalicode.store.documents import find_documents, get_document
from kwalicode.store.key import open_key
from kwalicode.store.sources import find_sources, find_speakers
from kwalicode.store.study import open_study

TURNS = [
    ("Femke", "Hoe is het hier op de afdeling? 👩‍👩‍👧"),
    ("Marloes", "Nou, eh 🇳🇱 é, Henk Dijkstra schreeuwt veel. Dan durf ik niets meer te zeggen."),
    ("Femke", "Wat gebeurt er dan?"),
    (
        "Marloes",
        "Dan kijkt Jan naar zijn schoenen. Het hoort erbij, zei hij, en dat is Jans hypotheek die praat.",
    ),
    ("Femke", "En thuis?"),
    (
        "Marloes",
        "Thuis in Zwolle slaap ik slecht. Bel me maar op 06-12345678. Henk Dijkstra belt ook, 's avonds, in de Blauwe Kamer.",
    ),
    ("Femke", "Dank je wel."),
]
VTT = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Anna Peeters>What is it like to work here?

00:00:04.500 --> 00:00:09.000
<v Tom>Well, Rosalind Achterberg keeps an eye on things.

00:00:09.000 --> 00:00:13.000
<v Tom>I moved here from Leeds on 3 May 2019 and nobody asked me anything.
"""


def transcript_docx():
    document = docx.Document()
    for speaker, words in TURNS:
        document.add_paragraph().add_run(f"{speaker}: {words}")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def make_study(page, address, name, language):
    page.goto(address)
    page.get_by_text(say(language, "Make a new study")).wait_for()
    settle(page)  # the box may still be opening
    if not page.get_by_label(say(language, "Name of the study")).is_visible():
        page.get_by_text(say(language, "Make a new study")).click()
    form = page.get_by_test_id("stForm").last
    form.get_by_label(say(language, "Name of the study")).fill(name)
    form.get_by_label(say(language, "Your name")).fill("ana")
    form.get_by_label(say(language, "Passphrase of the study")).fill(PASSPHRASE)
    form.get_by_label(say(language, "Passphrase of the key file")).fill(KEY_PASSPHRASE)
    shoot(page, language, "01-start")
    form.get_by_role("button", name=say(language, "Make study")).click()
    page.get_by_role("heading", name=name).wait_for()
    shoot(page, language, "02-overview-empty")


def import_two_files(page, language):
    page.get_by_role("button", name=say(language, "Import sources")).click()
    page.locator("input[type=file]").set_input_files(
        [
            {
                "name": "Marloes.docx",
                "mimeType": "application/octet-stream",
                "buffer": transcript_docx(),
            },
            {"name": "tom.vtt", "mimeType": "text/vtt", "buffer": VTT.encode()},
            {"name": "kapot.pdf", "mimeType": "application/pdf", "buffer": b"no pdf"},
        ]
    )
    page.get_by_text("Henk Dijkstra schreeuwt").wait_for()
    page.get_by_text("kapot.pdf").last.wait_for()
    label, role = say(language, "Speaker"), say(language, "Role label")
    page.get_by_label(label).nth(1).fill("Marloes van den Berg")
    page.get_by_label(label).nth(1).press("Enter")
    page.get_by_text("Marloes van den Berg").first.wait_for()
    page.get_by_role("textbox", name=role).nth(1).fill("ambtenaar")
    page.get_by_role("textbox", name=role).nth(1).press("Enter")
    page.get_by_text(say(language, "All participants in these files signed the same form")).click()
    version = page.get_by_label(say(language, "Version of the form"))
    version.fill("1.0")
    version.press("Enter")
    shoot(page, language, "03-sources-preview")
    page.get_by_role("button", name=say(language, "Import {n} files", n=2)).click()
    page.get_by_text(say(language, "{n} files were imported.", n=2)).wait_for()
    shoot(page, language, "04-sources")


def review(page, language):
    go(page, "deidentify")
    page.get_by_role("button", name=say(language, "Look through all {n} raw sources", n=2)).click()
    page.locator(".kw-words").first.wait_for()
    choose_document(page, "Gesprek 1")
    shoot(page, language, "05-deidentify")
    mask_the_first_everywhere(page)
    mask_what_was_missed(page, language)
    page.reload()
    wait_for_reader(page)
    expect(page.locator(".kw-mark").filter(has_text="de Blauwe Kamer")).to_be_visible()
    refuse_and_undo(page)
    shoot(page, language, "06-deidentify-decided")
    page.get_by_role("button", name=say(language, "See the result")).click()
    page.get_by_role("dialog").get_by_text("schreeuwt veel").wait_for()
    shoot(page, language, "07-deidentify-result")
    page.keyboard.press("Escape")
    sign_off(page, language)
    choose_document(page, "Interview 1")
    sign_off(page, language)


def mask_the_first_everywhere(page):
    page.locator(".kw-text").focus()
    page.keyboard.press("n")
    page.keyboard.press("A")
    wait_until_stored(page)


def mask_what_was_missed(page, language):
    drag_over(page, "de Blauwe Kamer")
    page.locator(".kw-codebox input[type=checkbox]").check()
    page.locator(".kw-codebox input[type=text]").fill(say(language, "Place"))
    page.keyboard.press("Enter")
    wait_until_stored(page)


def refuse_and_undo(page):
    settle(page)
    open_findings = f"{READER}.marks.inOrder((mark) => mark.state === 'proposed').length"
    page.locator(".kw-text").focus()
    page.keyboard.press("n")
    before = page.evaluate(open_findings)
    page.keyboard.press("r")
    wait_until_stored(page)
    page.wait_for_function(f"() => {open_findings} < {before}")
    page.keyboard.press("Control+z")
    wait_until_stored(page)
    page.wait_for_function(f"() => {open_findings} === {before}")


def sign_off(page, language):
    page.get_by_role("button", name=say(language, "Sign off"), exact=True).first.click()
    dialog = page.get_by_role("dialog").filter(has_text=say(language, "Sign off"))
    dialog.get_by_role("button", name=say(language, "Sign off")).click()
    page.get_by_text(say(language, "Signed off."), exact=True).wait_for()


def code(page, language):
    go(page, "coding")
    page.get_by_role("heading", name=say(language, "Read and code")).wait_for()
    wait_for_reader(page)
    choose_document(page, "Gesprek 1")
    drag_over(page, "durf ik niets meer te zeggen")
    page.locator(".kw-codebox input").fill("zwijgen")
    shoot(page, language, "08-code-box")
    page.keyboard.press("Enter")
    wait_until_stored(page)
    put_caret(page, "Het hoort erbij")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    assert selected(page) == "Het hoort erbij"
    page.keyboard.press("v")
    wait_until_stored(page)
    page.reload()
    wait_for_reader(page)
    choose_document(page, "Gesprek 1")
    drag_over(page, "erbij, zei hij")
    page.keyboard.press("1")
    wait_until_stored(page)
    page.locator(".kw-depth-2").first.click()
    expect(page.locator(".kw-card")).to_be_visible()
    shoot(page, language, "09-coding")
    page.keyboard.press("Escape")


def a_leak_blocks_the_export(page, language):
    go(page, "coding")
    page.get_by_role("heading", name=say(language, "Read and code")).wait_for()
    choose_document(page, "Gesprek 1")
    settle(page)
    page.locator(".kw-text").focus()
    page.keyboard.press("n")
    page.keyboard.press("e")
    page.locator(".kw-card textarea").fill("Dat was Henk Dijkstra.")
    page.keyboard.press("Escape")
    wait_until_stored(page)
    go(page, "quotes")
    # Comments stand in a file of the team alone.
    page.get_by_text(say(language, "For the team alone: with respondent codes")).click()
    page.get_by_role("button", name=say(language, "Scan for leaks and write")).click()
    page.get_by_test_id("stAlert").filter(has_text="1").wait_for()
    assert page.get_by_role("button", name=say(language, "Save the file")).count() == 0
    shoot(page, language, "11-quotes-leak")


def quote(page, language):
    go(page, "quotes")
    scan = page.get_by_role("button", name=say(language, "Scan for leaks and write"))
    settle(page)
    scan.click()
    # One participant alone has this label, so somebody has to say why it may go out.
    page.get_by_role("button", name=say(language, "Look at labels")).click()
    page.get_by_role("button", name=say(language, "Let it stand")).click()
    reason = page.get_by_label(say(language, "Why may it go out?"))
    reason.fill("Wij zijn met velen.")
    reason.press("Enter")
    settle(page)
    page.get_by_role("button", name=say(language, "Accept with this reason")).click()
    settle(page)
    page.get_by_role("radio", name=say(language, "Export")).click()
    settle(page)
    scan.click()
    with page.expect_download() as download:
        page.get_by_role("button", name=say(language, "Save the file")).click()
    shoot(page, language, "10-quotes")
    return download.value.path().read_bytes()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_from_a_file_to_a_page_of_quotes(page, address, folder, language):
    name = f"Reis {language}"
    make_study(page, address, name, language)
    import_two_files(page, language)
    review(page, language)
    code(page, language)
    written = quote(page, language)
    a_leak_blocks_the_export(page, language)
    check_files(folder / name)
    text = "\n".join(p.text for p in docx.Document(BytesIO(written)).paragraphs)
    assert "durf ik niets meer te zeggen" in text
    assert "ambtenaar" in text
    assert not any(part in text for part in ("Marloes", "Dijkstra", "Zwolle", "Gesprek 1"))


def check_files(path):
    with open_study(path, PASSPHRASE) as study, open_key(study, KEY_PASSPHRASE) as key:
        with key.read() as db:
            raw = {source.title: source for source in find_sources(db)}
            speakers = find_speakers(db, raw["Gesprek 1"].source_id)
        assert set(raw) == {"Gesprek 1", "Interview 1"}
        assert raw["Gesprek 1"].text == "\n".join(words for _, words in TURNS)
        assert speakers["Marloes van den Berg"][0].role_label == "ambtenaar"
        with study.read() as db:
            ids = {str(row["title"]): str(row["id"]) for row in find_documents(db)}
            document = get_document(db, ids["Gesprek 1"])
            codings = find_codings(db, ids["Gesprek 1"])
    for name in ("Henk", "Dijkstra", "Zwolle", "06-12345678", "Blauwe Kamer", "Marloes"):
        assert name not in document.text
    for coding in codings:
        assert document.text[coding.start : coding.end] == coding.text
    assert sorted(coding.text for coding in codings) == [
        "Het hoort erbij",
        "durf ik niets meer te zeggen",
        "erbij, zei hij",
    ]


def test_the_key_file_is_asked_for_and_can_be_locked(page, address, folder):
    name = "Slot"
    make_study(page, address, name, "nl")
    page.get_by_role("button", name=say("nl", "Lock key file")).click()
    go(page, "sources")
    unlock(page, "verkeerde zin", language="nl")
    page.get_by_text("opent Slot.kwalikey niet").wait_for()
    unlock(page, KEY_PASSPHRASE, language="nl")
    page.get_by_text(say("nl", "Drop files here, or choose them")).wait_for()
    page.get_by_role("button", name=say("nl", "Close study")).click()
    page.get_by_text(say("nl", "Open a study")).wait_for()
    page.reload()
    page.get_by_text(say("nl", "Open a study")).wait_for()
    log_in(page, address, name, PASSPHRASE, language="nl")
    go(page, "sources")
    page.get_by_text(say("nl", "Passphrase of the key file")).wait_for()


def test_the_language_can_be_switched(page, address):
    page.goto(address)
    page.get_by_text("Een nieuwe studie maken").wait_for()
    page.get_by_role("radio", name="English").click()
    page.get_by_text("Make a new study").wait_for()
