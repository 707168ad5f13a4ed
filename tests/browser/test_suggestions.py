"""Suggestions from the first switch to the last: taken, refused, traced, undone, switched off."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from browser.steps import READER, go, log_in, put_caret, say, settle, wait_until_stored
from conftest import PASSPHRASE
from kwalicode.model import Code, Coding, Document, Turn
from kwalicode.store.categories import find_categories
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding, find_codings
from kwalicode.store.documents import add_version
from kwalicode.store.study import create_study
from kwalicode.workflows.suggestions.kinds import account

SAID = [
    ("shout", "De manager schreeuwde tegen mij in de vergadering."),
    ("shout", "Mijn leidinggevende schreeuwt als het niet lukt."),
    ("shout", "In de gang schreeuwde de directeur weer."),
    ("silent", "Ik zweeg in het overleg, want praten heeft geen zin."),
    ("silent", "Iedereen zwijgt zodra de directie binnenkomt."),
    ("silent", "Toen zweeg ik en dacht aan mijn contract."),
    ("", "Gisteren schreeuwde de manager tegen de stagiair."),
    ("", "De directeur schreeuwde in de vergadering om koffie."),
    ("", "Zwijgen in het overleg, dat doet iedereen."),
]
LANGUAGE = "nl"


def add_talk(db, document_id, ending):
    said = [(code, words.replace(".", ending)) for code, words in SAID]
    turns, start = [], 0
    for _code, words in said:
        turns.append(Turn(start, start + len(words), "respondent 1"))
        start += len(words) + 1
    text = "\n".join(words for _code, words in said)
    title = f"Gesprek {document_id}"
    document = Document(document_id, title, "interview", "nl", text, tuple(turns), version=1)
    add_version(db, document, coder="ana", role_labels={})
    for (code, words), turn in zip(said, turns, strict=True):
        for one in {"silent": ("silent", "afraid"), "shout": ("shout",)}.get(code, ()):
            where = (document_id, one, "ana", turn.start, turn.end, words)
            add_coding(db, Coding(str(uuid4()), *where))


@pytest.fixture
def study(folder):
    name = f"suggestions {uuid4().hex[:8]}"
    with create_study(folder / name, PASSPHRASE, name=name) as study:
        with study.write("ana", "make", undoable=False) as db:
            for place, (code, words) in enumerate(
                {"shout": "schreeuwen", "silent": "zwijgen", "afraid": "bang zijn"}.items()
            ):
                add_code(db, Code(code, words, None, place), coder="ana")
            add_talk(db, "1", ".")
            add_talk(db, "2", ", weet ik nog.")
        yield study
    study.path.unlink()


def word(sentence, **values):
    return say(LANGUAGE, sentence, **values)


def view(page, name):
    page.get_by_test_id("stButtonGroup").get_by_text(word(name), exact=True).click()
    settle(page)


def switch(page, name):
    page.get_by_test_id("stCheckbox").filter(has_text=word(name)).click()
    settle(page)


def propose_codes_for(page, when):
    field = page.get_by_test_id("stSelectbox").filter(has_text=word("Codes for a segment"))
    field.locator("input").click()
    page.get_by_role("option", name=word(when)).click()
    settle(page)


def kinds(study):
    return [one.kind for one in account(study, coder="ana").taken]


def test_suggestions_are_taken_refused_traced_undone_and_switched_off(page, address, study):
    log_in(page, address, study.path.stem, PASSPHRASE, language=LANGUAGE)
    go(page, "suggestions")
    switch(page, "More like this")
    switch(page, "Groups of codes")
    propose_codes_for(page, "when the coder asks")
    like_a_code(page)
    in_the_reader(page, study)
    on_the_board(page, study)
    go(page, "suggestions")
    view(page, "Settings")
    switch(page, "More like this")
    switch(page, "Groups of codes")
    propose_codes_for(page, "off")
    nothing_is_offered(page)


def like_a_code(page):
    """Take one, refuse the next, look both up and take back what was taken."""
    view(page, "More like this")
    quote = page.locator("[data-testid=stMain] .kw-quote")
    expect(quote).to_be_visible()
    settle(page)
    page.get_by_role("combobox", name=word("Like which segment")).click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    # Keys work at once: the list that was chosen in has given the focus away.
    passage = page.get_by_role("region", name=word("Passage to take or refuse"))
    expect(passage).to_be_focused()
    for key in "tx":
        expect(quote.locator("mark").first).to_be_visible()
        settle(page)  # a key finds its button once the page is drawn
        shown = quote.text_content()
        page.keyboard.press(key)
        expect(quote).not_to_have_text(shown)
    settle(page)
    view(page, "Taken")
    said = page.get_by_test_id("stMain")
    expect(said).to_contain_text("1 suggestie is overgenomen, geweigerd: 1.")
    choose_first_row(page)
    expect(said).to_contain_text("words and pieces of words, Rocchio, versie 2")
    page.get_by_role("button", name=word("Take it back")).click()
    expect(said).to_contain_text("0 suggesties zijn overgenomen, geweigerd: 1.")


def in_the_reader(page, study):
    """Take the first code that is proposed for a sentence."""
    go(page, "coding")
    proposals = ask_in_reader(page)
    expect(proposals).to_contain_text("zwijgen")
    page.wait_for_function(f"() => performance.now() - {READER}.proposals.since > 500")
    page.keyboard.press("1")
    wait_until_stored(page)
    assert kinds(study) == ["code"]
    with study.read() as db:
        assert [one.text for one in find_codings(db, "1")][-1] == SAID[-1][1]


def on_the_board(page, study):
    """Make a category of a proposed group, and undo that."""
    go(page, "axial")
    page.get_by_role("button", name=word("Propose groups")).click()
    page.locator(".kwb-head[data-instance^='ghost:']").click()
    page.get_by_role("button", name=word("Make a category")).click()
    page.keyboard.type("Angst")
    page.keyboard.press("Enter")
    expect(page.locator(".kwb-head[data-instance^='category:']")).to_contain_text("Angst")
    wait_for(page, lambda: kinds(study) == ["code group", "code"])
    page.keyboard.press("Control+z")
    wait_for(page, lambda: kinds(study) == ["code"])
    with study.read() as db:
        assert find_categories(db) == []


def nothing_is_offered(page):
    """Look on the page, in the reader and on the board."""
    view(page, "More like this")
    expect(page.get_by_role("button", name=word("Go to the settings"))).to_be_visible()
    expect(page.locator("[data-testid=stMain] .kw-quote")).to_have_count(0)
    go(page, "coding")
    proposals = ask_in_reader(page)
    expect(page.locator(".kw-message")).to_contain_text(
        word(
            "Codes are not proposed in this study; that is switched on under Suggestions, Settings."
        )
    )
    expect(proposals).to_be_hidden()
    go(page, "axial")
    page.locator(".kwb-card").first.wait_for()
    expect(page.get_by_role("button", name=word("Propose groups"))).to_have_count(0)


def choose_first_row(page):
    settle(page)
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    page.mouse.click(box["x"] + 15, box["y"] + 52)


def ask_in_reader(page):
    """Ask which codes fit the last sentence of the first talk."""
    page.wait_for_function(f"() => {READER}?.revision >= 0")
    settle(page)
    put_caret(page, "Zwijgen in het")
    page.keyboard.press("s")
    page.keyboard.press("c")
    return page.locator(".kw-proposals")


def wait_for(page, holds):
    """Wait until something is stored."""
    for _turn in range(100):
        if holds():
            return
        page.wait_for_timeout(100)
    assert holds()
