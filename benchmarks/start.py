"""How long until something is there to work with, and how much memory it takes."""

import http.client
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from playwright.sync_api import Page

from benchmarks.browser import chromium, new_page
from benchmarks.figures import Figure, runs, timed
from benchmarks.server import PROGRAM, free_port, memory_mb, running_app

PAGES = ("Sources", "De-identify", "Read and code", "Quotes", "Overview")


def measure() -> Iterator[Figure]:
    """Measure the command, the first page and the memory of the demo study."""
    helped = timed(lambda: subprocess.run([PROGRAM, "--help"], check=True, capture_output=True))  # noqa: S603
    yield Figure("`kwalicode --help`, whole process", "< 0.5 s", runs(helped))
    with TemporaryDirectory() as folder:
        yield from first_page(Path(folder))
    with TemporaryDirectory() as folder:
        yield memory(Path(folder))


def first_page(folder: Path) -> Iterator[Figure]:
    """Start the app for a browser that sees it for the first time, and then once more."""
    answered, first, again = [], [], []
    with chromium() as browser:
        for _ in range(3):
            port = free_port()
            with new_page(browser) as page:
                for drawn in (first, again):
                    began = time.perf_counter()
                    with running_app(folder, port=port) as (address, _):
                        ask(address)
                        answered.append(time.perf_counter() - began)
                        show_start(page, address)
                        drawn.append(time.perf_counter() - began)
    yield Figure("`kwalicode serve` until HTTP answers", "-", runs(answered))
    yield Figure("... until the start page is drawn, new browser", "< 3 s", runs(first))
    yield Figure("... the same, browser that was here before", "-", runs(again))


def ask(address: str) -> None:
    """Fetch the page without a browser."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    connection.request("GET", "/")
    assert connection.getresponse().status == 200
    connection.close()


def show_start(page: Page, address: str) -> None:
    """Wait for the last part of the start page."""
    page.goto(address, wait_until="commit")
    page.get_by_role("button", name="Open the demo study").wait_for()


def memory(folder: Path) -> Figure:
    """Make the demo study in the app, see every page and read the memory of the server."""
    with running_app(folder) as (address, app), chromium() as browser, new_page(browser) as page:
        show_start(page, address)
        page.get_by_role("button", name="Open the demo study").click()
        for name in PAGES:
            page.get_by_role("link", name=name).click()
            page.wait_for_timeout(3_000)  # more than any page takes to be drawn
        megabytes = f"{memory_mb(app):.0f} MB"
    return Figure("memory of the server, demo made and every page seen", "< 400 MB", megabytes)
