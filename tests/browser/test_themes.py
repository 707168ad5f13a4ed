"""The page Themes: from a new theme to a saved map, and for those who cannot see it."""

from dataclasses import replace
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from browser.steps import go, log_in, settle, unlock, violations
from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.model import Code, Coding, Document, Relation, Theme, Turn
from kwalicode.store.categories import add_category
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.key import create_key
from kwalicode.store.relations import add_relation
from kwalicode.store.study import create_study
from kwalicode.store.themes import add_theme, find_themes, get_theme, update_theme

TEXT = "Ik durfde niets te zeggen. Het werk stapelde zich op."
WORDS = {"angst": "Ik durfde", "werkdruk": "Het werk"}


@pytest.fixture
def language():
    return "en"


@pytest.fixture
def study(folder):
    name = f"themes {uuid4().hex[:8]}"
    document = Document(
        "d1", "Gesprek 1", "interview", "nl", TEXT, (Turn(0, len(TEXT), "r", False),), 1
    )
    with (
        create_study(folder / name, PASSPHRASE, name=name) as study,
        create_key(study, KEY_PASSPHRASE) as key,
    ):
        with study.write("ana", "sign off") as db:
            add_version(db, document, coder="ana", role_labels={"r": "ambtenaar"})
            for place, (code, words) in enumerate(WORDS.items()):
                home = add_category(db, f"Over {code}", category_id=f"over-{code}")
                add_code(db, Code(code, code, home, place), coder="ana")
                start = TEXT.index(words)
                span = (start, start + len(words), words)
                add_coding(db, Coding(str(uuid4()), "d1", code, "ana", *span))
            add_theme(db, Theme("t1", "Druk", "Werk gaat voor.", category_ids=("over-werkdruk",)))
            ends = ("category", "over-werkdruk", "category", "over-angst")
            add_relation(db, Relation("r1", *ends, "contributes to"), coder="ana")
        yield study
    key.path.unlink()
    study.path.unlink()


@pytest.fixture
def themes(page, address, study):
    log_in(page, address, study.path.stem, PASSPHRASE, language="en")
    go(page, "themes")
    page.get_by_role("heading", name="Themes").wait_for()
    return page


def stored(study):
    with study.read() as db:
        return {theme.name: theme for theme in find_themes(db)}


def press(page, name):
    settle(page)  # while a page is being drawn a button may be replaced under the mouse
    page.get_by_role("button", name=name, exact=True).first.click()


def choose(page, part):
    """Choose a view of the page, or a part of a theme."""
    page.get_by_test_id("stMain").get_by_test_id("stButtonGroup").get_by_text(part).click()


def test_from_a_new_theme_to_a_map_that_is_saved(themes, study):
    press(themes, "Make a theme")
    dialog = themes.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Name").fill("Stilte")
    dialog.get_by_role("button", name="Save").click()
    dialog.wait_for(state="detached")
    themes.get_by_role("textbox", name="Claim, in one sentence").fill("Wie zwijgt, blijft.")
    box = themes.get_by_role("combobox", name="Categories")
    box.click()
    themes.get_by_role("option", name="Over angst").click()
    settle(themes)
    themes.keyboard.press("Escape")
    press(themes, "Save")
    expect(themes.get_by_text("In 1 of 1 documents")).to_be_visible()
    assert stored(study)["Stilte"].category_ids == ("over-angst",)
    assert stored(study)["Stilte"].claim == "Wie zwijgt, blijft."
    choose(themes, "Quotes")
    press(themes, "Take as quote")
    expect(themes.get_by_text("1 quote chosen")).to_be_visible()
    press(themes, "Undo")
    expect(themes.get_by_text("0 quotes chosen")).to_be_visible()
    press(themes, "Redo")
    expect(themes.get_by_text("1 quote chosen")).to_be_visible()
    press(themes, "All themes")
    choose(themes, "Theme map")
    picture = themes.get_by_role("img", name="themes and relations")
    expect(picture.get_by_text("contributes to").first).to_be_visible()
    save_map(themes)


def save_map(themes):
    expect(themes.get_by_role("button", name="Save as SVG")).to_have_count(0)
    press(themes, "Scan for leaks to save the map")
    unlock(themes, KEY_PASSPHRASE, language="en")
    for kind, begin in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with themes.expect_download() as saved:
            press(themes, f"Save as {kind}")
        content = saved.value.path().read_bytes()
        assert content.startswith(begin)
        assert len(content) > 2000


def test_what_others_change_appears_but_not_over_what_is_being_written(themes, study):
    change(study, "bo", name="Werkdruk")
    expect(themes.get_by_role("heading", name="Werkdruk")).to_be_visible(timeout=10_000)
    press(themes, "Make a theme")
    name = themes.get_by_role("dialog").get_by_role("textbox", name="Name")
    name.fill("Half")
    change(study, "bo", claim="Werk gaat altijd voor.")
    themes.wait_for_timeout(3500)
    expect(name).to_have_value("Half")
    settle(themes)
    themes.keyboard.press("Escape")
    expect(themes.get_by_text("Werk gaat altijd voor.")).to_be_visible(timeout=10_000)
    press(themes, "Open")
    scope = themes.get_by_role("textbox", name="Scope: what it is not about")
    scope.fill("Niet over geld.")
    change(study, "bo", concept="druk")
    expect(themes.get_by_text("Someone changed this theme.")).to_be_visible(timeout=10_000)
    expect(scope).to_have_value("Niet over geld.")
    press(themes, "Save")
    expect(themes.get_by_role("textbox", name="Central concept")).to_have_value("druk")
    expect(themes.get_by_text("Someone changed this theme.")).to_have_count(0)
    assert (stored(study)["Werkdruk"].scope, stored(study)["Werkdruk"].concept) == (
        "Niet over geld.",
        "druk",
    )


def change(study, coder, **texts):
    with study.write(coder, "change") as db:
        theme = get_theme(db, "t1")
        update_theme(db, theme, replace(theme, **texts))


def test_the_page_is_accessible(themes):
    problems = {}
    for view in ("List", "Theme map"):
        choose(themes, view)
        problems |= {(view, rule): nodes for rule, nodes in violations(themes).items()}
    choose(themes, "List")
    press(themes, "Open")
    for part in ("Claim and basis", "Reach", "Quotes", "Counter-cases", "Review list"):
        choose(themes, part)
        problems |= {(part, rule): nodes for rule, nodes in violations(themes).items()}
    assert problems == {}
