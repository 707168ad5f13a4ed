"""Apply a code: painted and stored in Chromium, stored for twenty coders at once."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from playwright.sync_api import Page

from benchmarks.browser import chromium, durations, new_page, open_study, wait_for_entries
from benchmarks.coders import twenty_coders
from benchmarks.corpus import PASSPHRASE, make_study
from benchmarks.figures import Figure, p50_p95, timed
from benchmarks.server import memory_mb, running_app
from kwalicode.store.codebook import find_codes
from kwalicode.store.codings import find_codings
from kwalicode.store.documents import document_text, find_documents
from kwalicode.store.study import Study
from kwalicode.store.study import open_study as open_file
from kwalicode.workflows.coding import apply_coding

N_CODINGS, N_WORDS, N_TIMES = 600, 10_000, 100


def measure() -> Iterator[Figure]:
    """Measure in a document of 10,000 words with 600 codings."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "coding.kwali"
        with make_study(path, {"interview": N_CODINGS}, n_words=N_WORDS) as study:
            yield without_browser(study)
        yield from in_the_browser(path)
        yield from at_once(path)


def without_browser(study: Study) -> Figure:
    """Store codings through the function that the page calls."""
    with study.read() as db:
        document_id = str(find_documents(db)[0]["id"])
        text, code_id = document_text(db, document_id), find_codes(db)[0].code_id
    places = iter(range(N_TIMES))

    def apply() -> None:
        start = next(places)
        operation = {"id": str(uuid4()), "op": "add", "mark_id": str(uuid4()), "code_id": code_id}
        operation |= {"start": start, "end": start + 60, "text": text[start : start + 60]}
        assert apply_coding(study, document_id, [operation], coder="bench").stored

    return Figure("apply a code, in Python alone", "-", p50_p95(timed(apply, n_runs=N_TIMES)))


def in_the_browser(path: Path) -> Iterator[Figure]:
    """Select words and press the number of a recent code, again and again."""
    before = n_codings(path)
    with (
        running_app(path.parent) as (address, _),
        chromium() as browser,
        new_page(browser) as page,
    ):
        open_study(page, address, coder="bench")
        wait_for_entries(page, "kw-painted", 1)
        page.locator(".kw-words").first.click()
        for number in range(1, N_TIMES + 1):
            code_some_words(page, words=3 + number % 6, digit=1 + number % 9)
            wait_for_entries(page, "kw-store", number)
        painted, stored = durations(page, "kw-paint"), durations(page, "kw-store")
    assert n_codings(path) - before == N_TIMES
    yield Figure("apply a code in Chromium: painted", "< 60 ms p95", p50_p95(painted))
    yield Figure("apply a code in Chromium: stored", "< 200 ms p95", p50_p95(stored))


def code_some_words(page: Page, *, words: int, digit: int) -> None:
    """Select the words that follow the last selection and give them a recent code."""
    page.keyboard.press("ArrowRight")
    for _ in range(words):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press(str(digit))


def at_once(path: Path) -> Iterator[Figure]:
    """Let twenty coders work in one document and count what was kept."""
    before = n_codings(path)
    with running_app(path.parent) as (address, app):
        stored = asyncio.run(twenty_coders(address))
        megabytes = memory_mb(app)
    lost = len(stored) - (n_codings(path) - before)
    yield Figure("apply a code, 20 coders at once: stored", "< 200 ms p95", p50_p95(stored))
    yield Figure("... lost", "none", f"{lost} of {len(stored)}")
    yield Figure("... memory of the server", "-", f"{megabytes:.0f} MB")


def n_codings(path: Path) -> int:
    """Count the rows in the file itself."""
    with open_file(path, PASSPHRASE) as study, study.read() as db:
        return sum(len(find_codings(db, str(row["id"]))) for row in find_documents(db))
