"""Chromium on the app, in English, because the words of the code are English."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.corpus import PASSPHRASE

TIMEOUT_MS = 60_000


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the Chromium of this machine."""
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or "chromium"
        with playwright.chromium.launch(executable_path=program, args=["--no-sandbox"]) as browser:
            yield browser


@contextmanager
def new_page(browser: Browser) -> Iterator[Page]:
    """Open a tab of a browser that has seen nothing before."""
    with browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900}) as context:
        context.set_default_timeout(TIMEOUT_MS)
        yield context.new_page()


def log_in(page: Page, address: str, *, coder: str) -> None:
    """Open the only study by the start page."""
    page.goto(address)
    page.get_by_label("Your name").first.fill(coder)
    page.get_by_label("Passphrase", exact=True).first.fill(PASSPHRASE)
    page.get_by_role("button", name="Open study").click()
    page.get_by_test_id("stSidebarNav").wait_for()


def open_study(page: Page, address: str, *, coder: str) -> None:
    """Log in and go to Read and code."""
    log_in(page, address, coder=coder)
    page.get_by_role("link", name="Read and code").click()
    page.locator(".kw-text").wait_for()


def wait_for_entries(page: Page, name: str, n: int) -> None:
    """Wait until the reader has noted something this often."""
    page.wait_for_function(
        "([name, n]) => performance.getEntriesByName(name).length >= n",
        arg=[name, n],
        polling=50,  # milliseconds; the default looks at every frame and takes part in its time
    )


def durations(page: Page, name: str) -> list[float]:
    """Give the seconds of everything the reader measured under a name."""
    script = "name => performance.getEntriesByName(name).map(entry => entry.duration / 1000)"
    return list(page.evaluate(script, name))
