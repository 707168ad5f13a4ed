"""The passes of a study; how they are closed and taken back is told in `test_three_passes`."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.steps import go, log_in, say, shoot, violations
from conftest import PASSPHRASE
from kwalicode.model import Coding
from kwalicode.store.codings import add_coding
from kwalicode.store.merging import merge_codes
from kwalicode.workflows.passes import close_pass, passes_state


@pytest.fixture
def language():
    return "en"


@pytest.fixture
def served(study, document, folder):
    """A study in which two coders coded one document."""
    with study.write("bo", "add") as db:
        for coding_id, coder, code_id, start in [
            ("a", "ana", "fear", 0),
            ("b", "bo", "fear", 2),
            ("c", "bo", "silence", 20),
        ]:
            words = document.text[start : start + 6]
            add_coding(db, Coding(coding_id, "d1", code_id, coder, start, start + 6, words))
    # Both files of the journal have to come along, so that what was written last does too.
    for path in study.path.parent.glob(f"{study.path.name}*"):
        shutil.copy2(path, Path(folder) / path.name.replace("study", "passes"))
    with type(study)(Path(folder) / "passes.kwali", study._raw_key) as served:
        yield served


def button(page, language, sentence):
    return page.get_by_role("button", name=say(language, sentence), exact=True)


def view(page, language, sentence, expected):
    """Choose a view, wait for what it says, and give what axe finds in it."""
    page.get_by_text(say(language, sentence), exact=True).first.click()
    expect(page.get_by_text(expected).first).to_be_visible()
    return violations(page)


def test_a_second_pass_is_opened_blind(page, address, served, language):
    log_in(page, address, "passes", PASSPHRASE, language=language)
    go(page, "passes")
    button(page, language, "Open a pass").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(say(language, "Name")).fill("Second reading")
    dialog.get_by_text("Blind: coders").click()
    dialog.get_by_role("button", name=say(language, "Open this pass"), exact=True).click()
    expect(page.get_by_text("Second reading", exact=True)).to_be_visible()
    (_, second) = passes_state(served).passes
    assert (second.name, second.is_blind, second.opened_by) == ("Second reading", True, "ana")
    shoot(page, language, "passes")


def test_what_changed_and_where_coders_differ_is_shown(page, address, served, language):
    close_pass(served, 1, coder="ana")
    with served.write("bo", "merge_codes") as db:
        merge_codes(db, ["silence"], "fear")
    log_in(page, address, "passes", PASSPHRASE, language=language)
    go(page, "passes")
    merged = "silence merged into fear, 1 coding moved"
    problems = [
        view(page, language, "Side by side", "3 codings in 1 document, by ana and bo"),
        view(page, language, "Codebook through time", merged),
        view(page, language, "As it stood", "0 categories, 3 codes, 3 codings"),
        view(page, language, "Double coding", "1 of 2 (50%)"),
        view(page, language, "Documents", say(language, "Number of codings in each pass")),
    ]
    assert problems == [{}] * 5
