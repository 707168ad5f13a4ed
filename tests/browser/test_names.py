"""Names, lists and rules, privacy report: what a person does there, from the first doubt to a file."""

import re

import pytest
from playwright.sync_api import expect

from browser.steps import go, log_in, say, settle, unlock, violations
from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.store.documents import document_text
from kwalicode.store.findings import find_findings
from kwalicode.store.key import create_key
from kwalicode.store.sources import get_source
from kwalicode.store.study import create_study, open_study
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.documents import import_documents, preview_file, with_roles
from kwalicode.workflows.review import apply_review
from kwalicode.workflows.subjects import find_subjects

TALKS = (
    "Femke: Who was there?\nMarloes: Wilma Zoltarra was there, and Quibbel laughed a lot.\n",
    "Femke: And then?\nMarloes: Then I saw Zoltarra again.\n",
)
NAMES = (("Wilma Zoltarra", "Quibbel"), ("Zoltarra",))
LIST = "name;kind;level\nXyrqwoltsen;person;\nadviser;function;broad\n"


@pytest.fixture
def language():
    return "en"


@pytest.fixture(scope="module")
def ids(folder):
    """Make a study of two talks, both signed off; 'Zoltarra' in the second one is in doubt."""
    with (
        create_study(folder / "names", PASSPHRASE, name="Names") as study,
        create_key(study, KEY_PASSPHRASE) as key,
    ):
        previews = [
            with_roles(preview_file("x.txt", talk.encode()), ["Femke"], "clerk") for talk in TALKS
        ]
        source_ids = import_documents(key, previews, coder="ana")
        for source_id, names in zip(source_ids, NAMES, strict=True):
            detect_findings(key, source_id, coder="ana")
            review(study, key, source_id, names)
            sign_off(study, key, source_id, coder="ana")
        assert sum(subject.in_doubt for subject in find_subjects(key)) == 1
    return source_ids


def review(study, key, source_id, names):
    """Refuse whatever was found and mark the names by hand."""
    with key.read() as db:
        text = get_source(db, source_id).text
        found = find_findings(db, source_id)
    operations = [
        {"id": f"{source_id} {f.start}", "op": "refuse", "mark_id": f.finding_id} for f in found
    ]
    for name in names:
        span = {"start": text.index(name), "end": text.index(name) + len(name), "text": name}
        mark = {"mark_id": f"{source_id} {name}", "code_id": "person"}
        operations.append({"id": f"{source_id} {name}", "op": "add", **mark, **span})
    assert not apply_review(study, key, source_id, operations, coder="ana").refused


def choose(page, label, option):
    """Choose in a list with a label."""
    settle(page)
    page.get_by_label(label, exact=True).first.click()
    page.get_by_role("option").filter(has_text=option).first.click()


def text_of(folder, source_id):
    with open_study(folder / "names.kwali", PASSPHRASE) as study, study.read() as db:
        return document_text(db, source_id)


def press(page, label):
    settle(page)
    page.get_by_role("button", name=label, exact=True).click()


def test_names_are_confirmed_joined_described_and_shown_so_in_a_new_text(
    page, address, folder, ids, language, tmp_path
):
    log_in(page, address, "names", PASSPHRASE, language=language)
    go(page, "names")
    unlock(page, KEY_PASSPHRASE, language=language)
    confirm_and_join(page)
    describe(page)
    show_descriptions(page)
    assert re.search(
        r"\[[Aa] colleague\] was there, and \[that colleague\] laughed", text_of(folder, ids[0])
    )
    add_a_list(page, tmp_path)
    report(page, tmp_path)


def confirm_and_join(page):
    expect(page.get_by_text("1 waits for confirmation.")).to_be_visible()
    expect(page.get_by_text("the only one in the study whom it fits").first).to_be_visible()
    press(page, "This is right")
    expect(page.get_by_text("Everything is confirmed.")).to_be_visible()
    join_quibbel(page)
    press(page, "Undo")
    expect(joined(page)).to_have_count(0)
    join_quibbel(page)


def join_quibbel(page):
    settle(page)
    page.get_by_test_id("stSelectbox").locator("input").first.click()
    page.get_by_role("option").filter(has_text="Quibbel").click()
    # The choices below belong to the one before until the page was drawn again.
    expect(page.get_by_text(re.compile("^Quibbel 1 place"))).to_be_visible()
    choose(page, "Is the same as", "Wilma Zoltarra")
    press(page, "Join")
    expect(joined(page)).to_be_visible()


def joined(page):
    """The card of one person with all three names."""
    card = page.get_by_test_id("stMarkdown").filter(has_text="Quibbel 1 place")
    return card.filter(has_text="Wilma Zoltarra 1 place")


def describe(page):
    page.get_by_role("textbox", name="Described as").fill("colleague of Quibbel")
    press(page, "Keep this description")
    expect(page.get_by_text("A description must not hold a name of the key")).to_be_visible()
    page.get_by_role("textbox", name="Described as").fill("colleague")
    press(page, "Keep this description")
    expect(page.get_by_text("must not hold a name")).to_have_count(0)
    choose(page, "Someone else is called", "Zoltarra")
    expect(page.get_by_role("button", name="Separate", exact=True)).to_be_visible()


def show_descriptions(page):
    go(page, "rules")
    expect(page.get_by_role("heading", name="Lists and rules")).to_be_visible()
    choose(page, "Person", "its description")
    press(page, "Keep these rules")
    expect(page.get_by_text("The rules are kept.")).to_be_visible()
    # The first talk is in review again since the join; the second one followed older rules.
    expect(page.get_by_text("1 document was signed off by other rules")).to_be_visible()
    press(page, "Sign off again")
    expect(page.get_by_text("was signed off by other rules")).to_have_count(0)
    go(page, "deidentify")
    settle(page)
    page.get_by_test_id("stSelectbox").locator("input").first.click()
    page.get_by_role("option").filter(has_text="1").first.click()
    press(page, "Sign off")
    page.get_by_role("dialog").get_by_role("button", name="Sign off", exact=True).click()
    expect(page.get_by_text("Signed off.").first).to_be_visible()


def add_a_list(page, tmp_path):
    go(page, "rules")
    page.get_by_text("Add a list from a file").click()
    (tmp_path / "list.csv").write_text(LIST.replace("function", "colour"), encoding="utf-8")
    page.locator("input[type=file]").set_input_files(tmp_path / "list.csv")
    press(page, "Add these names")
    expect(page.get_by_text("Line 3 of the list says no known kind")).to_be_visible()
    (tmp_path / "better.csv").write_text(LIST, encoding="utf-8")
    page.locator("input[type=file]").set_input_files(tmp_path / "better.csv")
    expect(page.get_by_text("better.csv").first).to_be_visible()
    press(page, "Add these names")
    expect(page.get_by_text("2 names were added.")).to_be_visible()
    press(page, "Keep this list")
    expect(page.get_by_text("The list holds 2 names now.")).to_be_visible()


def report(page, tmp_path):
    go(page, "privacy")
    press(page, "Scan for leaks")
    expect(page.get_by_text("Nothing was found in the documents of this study.")).to_be_visible()
    with page.expect_download() as waiting:
        press(page, "Save the report")
    waiting.value.save_as(tmp_path / "report.md")
    written = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert written.startswith("# Account of the de-identification: Names")
    assert not re.search("Zoltarra|Quibbel|Marloes", written)


def test_the_pages_on_names_are_accessible(page, address, ids, language):
    log_in(page, address, "names", PASSPHRASE, language=language)
    go(page, "names")
    unlock(page, KEY_PASSPHRASE, language=language)
    problems = {}
    titles = {"names": "Names", "rules": "Lists and rules", "privacy": "Privacy report"}
    for name, title in titles.items():
        go(page, name)
        expect(page.get_by_role("heading", name=say(language, title)).first).to_be_visible()
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            problems[f"{name} {theme}"] = violations(page)
    assert {name: found for name, found in problems.items() if found} == {}
