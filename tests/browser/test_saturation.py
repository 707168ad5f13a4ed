"""The page Saturation: from the choice to a saved picture, and for those who cannot see it."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from browser.steps import go, log_in, violations
from conftest import PASSPHRASE
from kwalicode.model import Code, Coding, Document, Turn
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.study import create_study

TEXT = "Ik durfde niets te zeggen."
HELD = ("ab", "abc", "a", "b", "c", "a", "ab")


@pytest.fixture
def language():
    return "en"


@pytest.fixture
def study(folder):
    name = f"saturation {uuid4().hex[:8]}"
    with create_study(folder / name, PASSPHRASE, name=name) as study:
        with study.write("ana", "fill") as db:
            for code in "abc":
                add_code(db, Code(code, code, None, 0), coder="ana")
            for n, codes in enumerate(HELD):
                turns = (Turn(0, len(TEXT), f"respondent {n}"),)
                document = Document(f"d{n}", f"Gesprek {n}", "interview", "nl", TEXT, turns, 1)
                add_version(db, document, coder="ana", role_labels={})
                for code in codes:
                    add_coding(db, Coding(str(uuid4()), f"d{n}", code, "ana", 0, 2, "Ik"))
        yield study
    study.path.unlink()


def test_from_the_choice_to_a_picture_that_is_saved(page, address, study):
    log_in(page, address, study.path.stem, PASSPHRASE, language="en")
    go(page, "saturation")
    page.get_by_role("button", name="Store this choice and show the result").click()
    picture = page.get_by_role("region", name="Saturation")
    expect(picture.locator("svg title")).to_have_text("Saturation at 4+2; coverage 100%")
    assert violations(page) == {}
    # A table leaves the study by our own buttons alone: these scan it, Streamlit's own does not.
    page.get_by_test_id("stDataFrame").first.hover()
    page.get_by_role("button", name="Fullscreen").first.click()
    expect(page.get_by_role("button", name="Close fullscreen")).to_be_visible()
    expect(page.get_by_role("button", name="Download as CSV")).to_have_count(0)
    page.get_by_role("button", name="Close fullscreen").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as SVG").click()
    assert saved.value.suggested_filename == "saturation.svg"
    assert "4+2" in saved.value.path().read_text(encoding="utf-8")
    page.get_by_role("link", name="Overview").click()
    page.get_by_text("coverage 100%; the last 3 brought 0 new codes.").wait_for()
