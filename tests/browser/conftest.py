"""The real app in a process of its own and a real browser in front of it."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from benchmarks.server import running_app
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from browser.steps import ROOT

CHROMIUM = shutil.which("chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Keep a picture of the page that a test failed on, and tell what stood there."""
    report = yield
    page = item.funcargs.get("page")
    if report.failed and page:
        name = re.sub(r"\W+", "-", item.name)
        with suppress(Error):  # a page that is gone shows nothing
            page.screenshot(path=ROOT / "screenshots" / "failed" / f"{name}.png")
            report.sections.append((page.url, page.locator("body").inner_text()))
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        says = "Chromium is missing: browser tests did not run (apt install chromium)."
        (pytest.fail if os.environ.get("KWALICODE_BROWSER") == "required" else pytest.skip)(says)
    expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("studies")


@pytest.fixture(scope="session")
def address(folder) -> Iterator[str]:
    with running_app(folder) as (address, _process):
        yield address


@pytest.fixture
def language() -> str:
    return "nl"


@pytest.fixture(scope="session")
def contexts(browser) -> dict[str, BrowserContext]:
    """One browser profile a language: what is cached stays, so that pages open fast."""
    locales = {"nl": "nl-NL", "en": "en-GB"}
    return {
        language: browser.new_context(viewport={"width": 1280, "height": 800}, locale=locale)
        for language, locale in locales.items()
    }


@pytest.fixture
def page(contexts, address, language) -> Iterator[Page]:
    """A page that fails the test on a script error, or on a request to anywhere but the app."""
    context = contexts[language]
    context.clear_cookies()
    page = context.new_page()
    page.set_default_timeout(20_000)
    # A press while the page is being drawn may be lost, as Streamlit replaces what was pressed.
    page.add_locator_handler(page.locator("[data-test-script-state=running]"), lambda: None)
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: problems.extend(_outside(request.url, address)))
    yield page
    page.close()
    assert problems == []


def _outside(url: str, address: str) -> list[str]:
    inside = (address, address.replace("http", "ws"), "data:", "blob:")
    return [] if url.startswith(inside) else [f"request to {url}"]
