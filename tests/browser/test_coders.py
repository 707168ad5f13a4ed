"""Several coders and passes in the reader: filters, memos, whole turns, who sees what when."""

import time
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from browser.steps import (
    READER,
    drag_over,
    go,
    log_in,
    put_caret,
    refused,
    selected,
    settle,
    violations,
    wait_for_reader,
    wait_until_stored,
)
from conftest import PASSPHRASE
from kwalicode.model import Code, Coding, Document, Turn
from kwalicode.store.categories import add_category, link_code, unlink_code
from kwalicode.store.codebook import add_code, add_synonym, find_codes, move_codes, retire_codes
from kwalicode.store.coding_details import find_coding_memos
from kwalicode.store.codings import add_coding, find_codings
from kwalicode.store.documents import add_version
from kwalicode.store.memos import add_memo
from kwalicode.store.study import create_study

WORDS = [
    "Hoe gaat het daar toe?",
    "Ik durfde niets te zeggen. Echt niet.\nHet hoort erbij, dacht ik toen.",
    "En de anderen?",
    "Omdat wie iets zegt, die is de volgende.",
]
TEXT = "\n".join(WORDS)


@pytest.fixture
def study(folder):
    name = f"coders {uuid4().hex[:8]}"
    turns, start = [], 0
    for place, words in enumerate(WORDS):
        name_of = "respondent 3" if place % 2 else "interviewer 1"
        turns.append(Turn(start, start + len(words), name_of, place % 2 == 0))
        start += len(words) + 1
    document = Document("d1", "Gesprek 1", "interview", "nl", TEXT, tuple(turns), 1)
    with create_study(folder / name, PASSPHRASE, name=name) as study:
        with study.write("ana", "sign off") as db:
            add_version(db, document, coder="ana", role_labels={"respondent 3": "ambtenaar"})
            for place, code in enumerate(("angst", "zwijgen", "werk")):
                add_code(db, Code(code, code, None, place), coder="ana")
        yield study
    study.path.unlink()


@pytest.fixture
def read(page, contexts, address, study):
    """Open the reader as a coder, each in a browser profile of their own."""
    opened = []

    def as_coder(coder):
        if coder == "ana":
            reading = page
        else:
            opened.append(contexts["nl"].browser.new_context(locale="nl-NL"))
            reading = opened[-1].new_page()
        log_in(reading, address, study.path.stem, PASSPHRASE, language="nl", coder=coder)
        go(reading, "coding")
        wait_for_reader(reading)
        settle(reading)
        return reading

    yield as_coder
    for context in opened:
        context.close()


def put(study, words, code_id, coder):
    start = TEXT.index(words)
    coding_id = uuid4().hex
    with study.write(coder, "code") as db:
        span = (start, start + len(words))
        add_coding(db, Coding(coding_id, "d1", code_id, coder, *span, words))
    return coding_id


def stored(study):
    with study.read() as db:
        return [(coding.code_id, coding.text, coding.coder) for coding in find_codings(db, "d1")]


def names(study):
    with study.read() as db:
        return {code.code_id: code.name for code in find_codes(db)}


def open_form(page, name):
    page.get_by_role("treeitem").filter(has_text=name).focus()
    page.keyboard.press("F2")


def test_two_who_change_one_code_see_each_other_and_lose_nothing(read, study):
    ana, bo = read("ana"), read("bo")
    open_form(ana, "angst")
    open_form(bo, "angst")
    bo.locator(".kw-edit input").fill("vrees")
    bo.keyboard.press("Enter")
    wait_until_stored(bo)
    since = time.monotonic()
    expect(ana.locator(".kw-edit input")).to_have_value("vrees", timeout=3500)
    assert time.monotonic() - since < 3.5
    expect(ana.locator(".kw-edit [role=status]")).to_contain_text("vrees")
    ana.locator(".kw-edit input").fill("vrees en angst")
    ana.keyboard.press("Enter")
    wait_until_stored(ana)
    assert refused(ana) == ""
    assert names(study)["angst"] == "vrees en angst"
    expect(bo.get_by_role("treeitem").filter(has_text="vrees en angst")).to_be_visible()


def test_two_who_code_at_once_see_all_of_it(read, study):
    ana, bo = read("ana"), read("bo")
    for page, digit in ((ana, "1"), (bo, "2")):
        drag_over(page, "Echt niet")
        page.keyboard.press(digit)
    for page in (ana, bo):
        wait_until_stored(page)
        expect(page.locator(".kw-name")).to_have_count(2)
    assert sorted(stored(study)) == [("angst", "Echt niet", "ana"), ("zwijgen", "Echt niet", "bo")]
    expect(ana.locator(".kw-name small")).to_have_text("B")
    expect(bo.locator(".kw-name small")).to_have_text("A")


def test_a_memo_is_written_by_key_and_stands_in_the_margin_of_the_other(read, study):
    put(study, "Echt niet", "angst", "ana")
    ana, bo = read("ana"), read("bo")
    put_caret(ana, "Hoe gaat")
    ana.keyboard.press("n")
    ana.keyboard.press("m")
    ana.keyboard.type("Vraag dit ook aan x1 en v2.")
    ana.locator(".kw-memo-form select").select_option("question")
    assert violations(ana, inside=".kw-card") == {}
    ana.locator(".kw-memo-form textarea").press("Control+Enter")
    wait_until_stored(ana)
    with study.read() as db:
        (memo,) = find_coding_memos(db, "d1", coder="ana")
    assert (memo.kind, memo.text) == ("question", "Vraag dit ook aan x1 en v2.")
    expect(bo.locator(".kw-name em")).to_have_text(memo.text)
    ana.keyboard.press("Control+z")
    wait_until_stored(ana)
    expect(bo.locator(".kw-name em")).to_have_count(0)
    expect(ana.locator(".kw-name em")).to_have_count(0)


def test_a_memo_is_changed_asked_and_deleted_in_the_card_and_taken_back_by_key(read, study):
    coding_id = put(study, "Echt niet", "angst", "ana")
    with study.write("bo", "memo") as db:
        add_memo(db, "n1", "question", ("coding", coding_id), "Wie dan?", coder="bo")
    ana = read("ana")
    ana.locator(".kw-mark").first.click()
    memo = ana.locator(".kw-memos li")
    memo.get_by_role("button", name="Gesteld").click()
    expect(memo).to_contain_text(", gesteld, bo")
    memo.get_by_role("button", name="Wijzigen").click()
    form = ana.locator(".kw-memo-form textarea")
    expect(form).to_have_value("Wie dan?")
    form.fill("Wie nog meer?")
    ana.locator(".kw-memo-form").get_by_role("button", name="Bewaren").click()
    expect(memo.locator("p")).to_have_text("Wie nog meer?")
    assert violations(ana, inside=".kw-card") == {}
    memo.get_by_role("button", name="Verwijderen").click()
    expect(memo).to_have_count(0)
    wait_until_stored(ana)
    seen = []
    for key in ("", *["Control+z"] * 3):
        if key:
            ana.keyboard.press(key)
            wait_until_stored(ana)
        with study.read() as db:
            found = find_coding_memos(db, "d1", coder="ana")
        seen.append([(one.text, one.is_done, one.coder) for one in found])
    asked = [("Wie nog meer?", True, "bo"), ("Wie dan?", True, "bo"), ("Wie dan?", False, "bo")]
    assert seen == [[], *[[one] for one in asked]]
    expect(ana.locator(".kw-name em")).to_have_text("Wie dan?")


def test_a_code_stands_in_the_tree_under_its_further_categories_too(read, study):
    with study.write("ana", "link") as db:
        for name in ("Klimaat", "Macht"):
            add_category(db, name, category_id=name)
        move_codes(db, ["angst"], "Klimaat")
        link_code(db, "angst", "Macht")
    put(study, "Echt niet", "angst", "ana")
    ana = read("ana")
    rows = ana.locator("[data-code=angst]")
    expect(rows).to_have_count(2)
    expect(rows.nth(1)).to_contain_text("staat ook hier")
    expect(ana.locator("[data-category=Macht] > .kw-row b")).to_have_text("1")
    rows.nth(1).focus()
    assert violations(ana, inside=".kw-side") == {}
    drag_over(ana, "de volgende")
    rows.nth(1).locator(".kw-row").click()
    wait_until_stored(ana)
    assert ("angst", "de volgende", "ana") in stored(study)
    expect(ana.locator("[data-category=Macht] > .kw-row b")).to_have_text("2")
    with study.write("bo", "unlink") as db:
        unlink_code(db, "angst", "Macht")
    expect(rows).to_have_count(1, timeout=3500)


def test_a_memo_that_was_begun_is_still_there_when_its_card_opens_again(read, study):
    put(study, "Echt niet", "angst", "ana")
    ana = read("ana")
    put_caret(ana, "Hoe gaat")
    ana.keyboard.press("n")
    ana.keyboard.press("m")
    ana.keyboard.type("halverwege")
    ana.keyboard.press("Escape")
    ana.keyboard.press("m")
    expect(ana.locator(".kw-memo-form textarea")).to_have_value("halverwege")


def test_who_did_what_to_whom_is_filled_in_by_keyboard(read, study):
    put(study, "Echt niet", "angst", "ana")
    ana = read("ana")
    put_caret(ana, "Hoe gaat")
    ana.keyboard.press("n")
    ana.keyboard.press("e")
    ana.keyboard.type("navragen")
    ana.keyboard.press("Tab")
    ana.keyboard.press("Enter")
    ana.keyboard.press("Tab")
    ana.keyboard.type("bestuur")
    ana.keyboard.press("Tab")
    ana.keyboard.type("staf")
    ana.keyboard.press("Tab")
    ana.locator(".kw-card details select").select_option("heard")
    ana.keyboard.press("Escape")
    wait_until_stored(ana)
    with study.read() as db:
        (coding,) = find_codings(db, "d1")
    assert (coding.actor, coding.target, coding.perspective) == ("bestuur", "staf", "heard")
    assert coding.comment == "navragen"


def test_whole_turns_and_paragraphs_are_coded_by_one_key(read, study):
    ana = read("ana")
    drag_over(ana, "anderen")
    ana.keyboard.press("2")
    ana.keyboard.press("Escape")
    put_caret(ana, "Echt")
    ana.keyboard.press("P")
    wait_until_stored(ana)
    put_caret(ana, "die is")
    ana.keyboard.press("T")
    wait_until_stored(ana)
    assert stored(study) == [
        ("zwijgen", "Ik durfde niets te zeggen. Echt niet.", "ana"),
        ("zwijgen", "anderen", "ana"),
        ("zwijgen", WORDS[3], "ana"),
    ]
    put_caret(ana, "Hoe gaat")
    ana.keyboard.press("u")
    assert selected(ana) == "Het hoort erbij, dacht ik toen."
    ana.keyboard.press("T")
    wait_until_stored(ana)
    expect(ana.locator(".kw-share")).to_contain_text("100 %")


def test_a_filter_hides_says_so_and_keys_pass_by_what_is_hidden(read, study):
    put(study, "Ik durfde niets", "angst", "ana")
    put(study, "Echt niet", "zwijgen", "bo")
    put(study, "die is de volgende", "angst", "bo")
    ana = read("ana")
    put_caret(ana, "Hoe gaat")
    ana.keyboard.press("f")
    coder = ana.locator(".kw-filter select").nth(1)
    assert coder.locator("option").count() == 3
    coder.select_option("ana")
    expect(ana.locator(".kw-hidden")).to_contain_text("2")
    expect(ana.locator(".kw-name")).to_have_count(1)
    assert violations(ana, inside=".kw") == {}
    ana.keyboard.press("Escape")
    expect(ana.locator(".kw-hidden")).to_be_visible()
    for _ in range(2):
        ana.keyboard.press("n")
        assert ana.evaluate(f"{READER}.marks.byId.get({READER}.focused).coder") == "ana"
    put(study, "zeggen", "werk", "bo")
    expect(ana.locator(".kw-hidden")).to_contain_text("3")
    ana.keyboard.press("F")
    expect(ana.locator(".kw-name")).to_have_count(4)
    expect(ana.locator(".kw-filter")).to_be_hidden()


def test_retired_codes_are_shown_but_not_offered_and_old_names_are_found(read, study):
    put(study, "Echt niet", "werk", "ana")
    with study.write("ana", "codebook") as db:
        retire_codes(db, ["werk"], is_retired=True)
        add_synonym(db, "angst", "monddood")
    ana = read("ana")
    expect(ana.locator(".kw-name")).to_have_text("werk")
    expect(ana.locator(".kw-retired")).to_contain_text("werk")
    drag_over(ana, "Ik durfde")
    assert "werk" not in " ".join(ana.locator(".kw-codebox li").all_inner_texts())
    ana.locator(".kw-retired .kw-row").click()
    ana.keyboard.press("Enter")
    ana.keyboard.type("mondd")
    expect(ana.locator(".kw-codebox li").first).to_contain_text("angst")
    ana.keyboard.press("Enter")
    wait_until_stored(ana)
    assert stored(study) == [("angst", "Ik durfde", "ana"), ("werk", "Echt niet", "ana")]
