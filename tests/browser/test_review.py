"""A whole interview is reviewed by keys alone: in each order of the list, in both languages."""

from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from browser.steps import (
    READER,
    go,
    log_in,
    say,
    settle,
    shoot,
    unlock,
    violations,
    wait_for_reader,
    wait_until_stored,
)
from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.model import DeidSettings
from kwalicode.store.documents import find_documents, get_document
from kwalicode.store.findings import decide, find_findings
from kwalicode.store.key import create_key
from kwalicode.store.pseudonyms import new_pseudonym
from kwalicode.store.settings import save_settings
from kwalicode.store.sources import find_sources
from kwalicode.store.study import create_study
from kwalicode.workflows.deidentify import detect_findings
from kwalicode.workflows.documents import import_documents, preview_file

INTERVIEWS = Path(__file__).parents[2] / "sample_data" / "interviews"
FILES = {"nl": ("nl-03.md", "nl-06.txt"), "en": ("en-01.txt", "en-02.srt")}
MOST_TABS, MOST_KEYS = 60, 400
TALK = "Femke: Wie was dat?\nMarloes: Zoltarra de Wit belde op 3 mei 2019, vanuit Zwolle.\n"
DOUBT = "{n} name has to be confirmed: it may stand for someone else."


@pytest.fixture
def opened(folder, language):
    """A new study with its key file, both open here beside the app."""
    name = f"Nalezen {uuid4().hex[:8]}"
    with (
        create_study(folder / name, PASSPHRASE, name=name) as study,
        create_key(study, KEY_PASSPHRASE) as key,
    ):
        yield study, key
    for file in (study, key):
        file.path.unlink()


def tab_to(page, selector):
    """Press Tab until something that fits has the focus."""
    settle(page)
    for _ in range(MOST_TABS):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"The Tab key does not reach {selector}")


def press_button(page, name):
    """Press a button by Enter, once the Tab key can be on it."""
    button = page.get_by_role("button", name=name, exact=True).last
    button.wait_for()
    settle(page)
    button.focus()
    page.keyboard.press("Enter")


def focused(page):
    """The words and the state of the finding that has the focus, and how many are open."""
    return page.evaluate(
        f"""() => {{
          const reader = {READER}, mark = reader.marks.byId.get(reader.focused);
          const n = reader.marks.inOrder((one) => one.state === "proposed").length;
          return mark
            ? [reader.text.slice(mark.start, mark.end), mark.codeId, mark.state, n]
            : ["", "", "", n];
        }}"""
    )


def n_open(page):
    return focused(page)[-1]


def order(page):
    return page.locator(".kw-orders [aria-pressed=true]").inner_text()


def import_and_look_through(page, language):
    go(page, "sources")
    unlock(page, KEY_PASSPHRASE, language=language)
    files = [INTERVIEWS / name for name in FILES[language]]
    page.locator("input[type=file]").set_input_files(files)
    press_button(page, say(language, "Import {n} files", n=2))
    page.get_by_text(say(language, "{n} files were imported.", n=2)).wait_for()
    page.goto(page.url.replace("/sources", "/deidentify"))
    press_button(page, say(language, "Look through all {n} raw sources", n=2))
    page.locator(".kw-words").first.wait_for()
    wait_for_reader(page)


def decide_in_the_order_of_the_text(page):
    page.keyboard.press("n")
    before = n_open(page)
    page.keyboard.press("a")
    second = focused(page)
    assert (second[2], second[3]) == ("proposed", before - 1), "the next one has the focus at once"
    page.keyboard.press("r")
    page.keyboard.press("n")
    page.keyboard.press("Control+z")
    assert focused(page)[:3] == second[:3], "what was taken back has the focus again"
    page.keyboard.press("Control+Shift+Z")
    page.keyboard.press("Control+z")
    wait_until_stored(page)
    assert focused(page)[:3] == second[:3]
    page.keyboard.press("p")
    assert focused(page)[2] == "proposed", "what is decided is passed over"


def decide_by_risk(page):
    kinds = []
    for _ in range(8):
        kinds.append(focused(page)[1])
        page.keyboard.press("a")
    assert {"person"} <= set(kinds) <= {"person", "address", "postcode", "phone", "email", "number"}
    page.keyboard.press("o")
    page.keyboard.press("o")
    page.keyboard.press("o")
    page.keyboard.press("p")
    assert focused(page)[1] == "sensitive", "what is sensitive comes last of all that is open"
    page.keyboard.press("r")
    wait_until_stored(page)


def decide_by_name(page, key):
    """One key a name: what is masked is masked in the other interview too."""
    words, kind, *_ = focused(page)
    page.keyboard.press("R")
    wait_until_stored(page)
    with key.read() as db:
        same = [
            finding.state
            for source in find_sources(db)
            for finding in find_findings(db, source.source_id)
            if finding.surface == words
        ]
    assert set(same) == {"refused"}, kind
    page.keyboard.press("Control+z")
    assert focused(page)[0] == words
    n_keys = 0
    while n_open(page) and n_keys < MOST_KEYS:
        page.keyboard.press("a" if focused(page)[2] == "proposed" else "n")
        n_keys += 1
        if not n_open(page):  # what was masked everywhere may have left a part of something longer
            wait_until_told(page)
    return n_keys


def wait_until_told(page):
    """Wait until all is stored and the reader shows what came of it."""
    wait_until_stored(page)
    page.wait_for_function(f"() => {READER}.outbox.revision !== null")


def sign_off_by_keys(page, language):
    page.keyboard.press("S")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=say(language, "Sign off")).wait_for()
    tab_to(page, ".st-key-confirm_sign_off button")
    page.keyboard.press("Enter")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_interview_is_reviewed_by_keys_alone(page, address, opened, language):
    study, key = opened
    log_in(page, address, study.path.stem, PASSPHRASE, language=language)
    import_and_look_through(page, language)
    tab_to(page, ".kw-text")
    n_found, problems = n_open(page), {}
    for act in (decide_in_the_order_of_the_text, decide_by_risk, lambda _page: None):
        act(page)
        problems[order(page)] = violations(page, inside=".kw-side" if problems else "body")
        page.keyboard.press("o")
    assert problems == {say(language, word): {} for word in ("Text", "Risk", "Names")}
    page.keyboard.press("o")
    page.keyboard.press("o")
    assert order(page) == say(language, "Names")
    shoot(page, language, "12-review-by-name")
    assert decide_by_name(page, key) < n_found, "a name is decided once"
    sign_off_by_keys(page, language)
    page.get_by_text(say(language, "Signed off."), exact=True).wait_for()
    check_what_is_in_the_study(study, key)


def check_what_is_in_the_study(study, key):
    with study.read() as db:
        (row,) = find_documents(db)
        document = get_document(db, row["id"])
    with key.read() as db:
        decided = find_findings(db, document.document_id)
    assert len(document.text.split()) > 2_500
    assert {finding.state for finding in decided} <= {"accepted", "refused"}
    names = {f.surface for f in decided if f.state == "accepted" and f.kind == "person"}
    assert names
    assert not [name for name in names if f" {name} " in document.text]


@pytest.fixture
def reviewing(page, address, opened):
    """A short conversation that was looked through, on the page, with its two files."""
    study, key = opened
    (source_id,) = import_documents(key, [preview_file("x.txt", TALK.encode())], coder="ana")
    detect_findings(key, source_id, coder="ana")
    log_in(page, address, study.path.stem, PASSPHRASE, language="nl")
    go(page, "deidentify")
    unlock(page, KEY_PASSPHRASE, language="nl")
    wait_for_reader(page)
    return page, key, source_id


def test_the_first_of_two_persons_waits_and_a_change_starts_that_again(reviewing):
    page, key, _ = reviewing
    with key.write("ana", "settings") as db:
        save_settings(db, DeidSettings(two_reviewers=True))
    tab_to(page, ".kw-text")
    sign_off_by_keys(page, "nl")
    button = page.locator(".st-key-sign_off button").first
    expect(button).to_be_disabled()
    # The sign-off looked through the text again: wait until the reader has those findings.
    page.wait_for_function(
        f"() => {READER}.marks.inOrder().every((mark) => mark.state === 'accepted')"
    )
    tab_to(page, ".kw-text")
    page.keyboard.press("f")
    page.keyboard.press("n")
    page.keyboard.press("r")
    wait_until_stored(page)
    expect(button).to_be_enabled()


def test_a_name_in_doubt_says_so_and_shows_the_way_to_the_names(reviewing):
    page, key, source_id = reviewing
    tab_to(page, ".kw-text")
    page.keyboard.press("n")
    page.keyboard.press("a")
    wait_until_stored(page)
    with key.write("ana", "doubt") as db:
        (finding,) = [f for f in find_findings(db, source_id) if f.state == "accepted"]
        person = finding.pseudonym or new_pseudonym(db, "subject")
        decide(
            db,
            finding.finding_id,
            "accepted",
            person.pseudonym_id,
            reason="several",
            is_sure=False,
        )
    page.reload()
    wait_for_reader(page)
    settle(page)
    page.keyboard.press("Escape")
    tab_to(page, ".kw-text")
    page.keyboard.press("f")
    page.keyboard.press("n")
    item = page.locator(".kw-findings .kw-focused small")
    expect(item).to_contain_text(say("nl", "to be confirmed"))
    page.keyboard.press("m")
    expect(page.locator(".kw-doubt")).to_have_text(say("nl", "Somebody has to confirm this."))
    page.keyboard.press("Escape")
    page.keyboard.press("S")
    dialog = page.get_by_role("dialog").filter(has_text=say("nl", "Sign off"))
    dialog.get_by_text(say("nl", DOUBT, n=1)).wait_for()
    settle(page)
    dialog.get_by_role("button", name=say("nl", "To the names")).press("Enter")
    page.get_by_role("heading", name=say("nl", "Names")).wait_for()
