"""A passage is barred and lifted in the reader, and a coding is placed on other words."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.steps import (
    choose_document,
    go,
    log_in,
    put_caret,
    say,
    settle,
    shoot,
    violations,
    wait_for_reader,
    wait_until_stored,
)
from conftest import PASSPHRASE, TEXT
from kwalicode.model import Coding
from kwalicode.store.anchor_checks import add_check, find_checks
from kwalicode.store.codings import add_coding, get_coding

WORDS = "Ik durfde niets te zeggen"


@pytest.fixture
def language():
    return "en"


@pytest.fixture
def served(study, document, folder):
    """A study with one coding, whose words a correction changed."""
    start = TEXT.index(WORDS)
    with study.write("ana", "add") as db:
        add_coding(db, Coding("c1", "d1", "fear", "ana", start, start + len(WORDS), WORDS))
        add_check(db, "c1", "d1", "Ik durfde nooit iets te zeggen", is_lost=False)
    # Both files of the journal have to come along, so that what was written last does too.
    for path in study.path.parent.glob(f"{study.path.name}*"):
        shutil.copy2(path, Path(folder) / path.name.replace("study", "checked"))
    with type(study)(Path(folder) / "checked.kwali", study._raw_key) as served:
        yield served


def press(page, words, *keys):
    """Select the turn that begins with words, and press keys."""
    settle(page)
    put_caret(page, words)
    for key in ("t", *keys):
        page.keyboard.press(key)


def test_words_are_barred_lifted_and_a_coding_is_placed(page, address, served, language):
    log_in(page, address, "checked", PASSPHRASE, language=language)
    go(page, "coding")
    choose_document(page, "Gesprek 1")
    press(page, "Het hoort", "b")
    hatched = page.locator(".kw-barred-analysis")
    expect(hatched).to_have_text("Het hoort erbij.")
    wait_until_stored(page)
    page.reload()
    wait_for_reader(page)
    expect(hatched).to_have_text("Het hoort erbij.")  # though no coding stands there
    press(page, "Het hoort", "b")
    expect(hatched).to_have_count(0)
    page.keyboard.press("Shift+B")
    expect(page.locator(".kw-barred-quotes")).to_have_count(1)
    page.keyboard.press("h")  # what is barred from quotes alone can be coded
    expect(page.locator(".kw-mark", has_text="Het hoort erbij.")).to_have_count(1)
    wait_until_stored(page)
    go(page, "member-check")
    page.get_by_text(say(language, "Codings to check ({n})", n=1)).click()
    expect(page.get_by_text(say(language, "Words before"))).to_be_visible()
    assert not violations(page)
    shoot(page, language, "member-check")
    page.get_by_role("button", name=say(language, "Choose words in the reader")).click()
    asks = page.get_by_text("and press w")
    expect(asks).to_be_visible()
    press(page, "Hoe is het", "w")
    expect(asks).to_have_count(0)
    with served.read() as db:
        assert find_checks(db, coder="ana") == []
        assert get_coding(db, "c1").text == TEXT.split("\n")[0]
