"""WCAG 2.2 AA on every page, by axe, light and dark; and what axe cannot see."""

import pytest
from playwright.sync_api import expect

from browser.steps import choose_document, go, say, settle, shoot, violations, wait_for_reader
from kwalicode.workflows.demo.make import create_demo

PAGES = [
    *("overview", "sources", "surveys", "deidentify", "names", "participants", "member-check"),
    *("rights", "rules", "privacy", "retention"),
    *("coding", "codebook", "axial", "themes", "memos", "search", "passes", "suggestions"),
    *("saturation", "explore", "survey-statistics", "agreement"),
    *("quotes", "methods", "public-records"),
]


@pytest.fixture(scope="module")
def demo(folder):
    create_demo(folder, progress=lambda _share: None).close()


# Each language and each theme once: four rounds of all pages take minutes and find no more.
@pytest.fixture(params=[("nl", "light"), ("en", "dark")], ids=["nl-light", "en-dark"])
def look(request):
    return request.param


@pytest.fixture
def language(look):
    return look[0]


@pytest.fixture
def theme(look):
    return look[1]


def show(page, name):
    if name != "overview":
        go(page, name)
    if name == "deidentify":
        choose_document(page, "Document 3")
    if name == "coding":
        wait_for_reader(page)
    here = page.locator(f'[data-testid="stSidebarNav"] a[href$="/{name}"]')
    if name != "overview":
        expect(here).to_have_attribute("aria-current", "page")
    settle(page)


def test_pages_are_accessible(page, address, demo, language, theme):
    page.emulate_media(color_scheme=theme)
    page.goto(address)
    page.get_by_role("button", name=say(language, "Open the demo study")).wait_for()
    problems = {"start": violations(page)}
    page.get_by_role("button", name=say(language, "Open the demo study")).click()
    page.get_by_test_id("stSidebarNav").wait_for()
    for name in PAGES:
        show(page, name)
        shoot(page, language, f"demo-{theme}-{name}")
        problems[name] = violations(page)
    assert {name: found for name, found in problems.items() if found} == {}
