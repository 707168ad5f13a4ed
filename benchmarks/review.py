"""Review in Chromium: 10,000 words with 1,000 findings, every key until it is painted."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

from benchmarks.browser import chromium, durations, log_in, new_page, wait_for_entries
from benchmarks.corpus import KEY_PASSPHRASE, PASSPHRASE, turns
from benchmarks.figures import Figure, p50_p95
from benchmarks.server import running_app
from kwalicode.model import Finding, IdentifierKind
from kwalicode.store.findings import add_findings
from kwalicode.store.key import Key, create_key
from kwalicode.store.sources import get_source, mark_detected
from kwalicode.store.study import create_study
from kwalicode.workflows.documents import import_documents, preview_file

N_WORDS, N_FINDINGS, N_NAMES, N_KEYS = 10_000, 1_000, 300, 40
KEYS = {"n": "next finding", "a": "mask", "r": "leave", "A": "mask everywhere", "Control+z": "undo"}
TARGET = "< 100 ms p95"

# From the key that goes down until the frame after it was painted.
NOTE_KEYS = """() => addEventListener("keydown", (event) => {
  if (event.key === "Control") return;
  const start = event.timeStamp, channel = new MessageChannel();
  channel.port1.onmessage = () => performance.measure("key", { start, end: performance.now() });
  requestAnimationFrame(() => channel.port2.postMessage(0));
}, { capture: true })"""


def measure() -> Iterator[Figure]:
    """Press each key many times in each order of the list."""
    with TemporaryDirectory() as folder:
        make_review(Path(folder))
        with (
            running_app(Path(folder)) as (address, _),
            chromium() as browser,
            new_page(browser) as page,
        ):
            open_review(page, address)
            wait_for_entries(page, "kw-painted", 1)
            page.evaluate(NOTE_KEYS)
            page.locator(".kw-text").focus()
            for order in ("text", "risk", "name"):
                yield from in_one_order(page, order)
            yield Figure("change the order of the list", "< 300 ms", switched(page))
            stored = p50_p95(durations(page, "kw-store"))
            yield Figure("a decision until it is stored", "-", stored)


def open_review(page: Page, address: str) -> None:
    """Log in and go to the review."""
    log_in(page, address, coder="bench")
    page.get_by_role("link", name="De-identify").click()
    page.get_by_label("Passphrase of the key file").fill(KEY_PASSPHRASE)
    page.get_by_role("button", name="Open key file").click()


def in_one_order(page: Page, order: str) -> Iterator[Figure]:
    """Press each key a number of times, then go to the next order."""
    for key, what in KEYS.items():
        page.evaluate("performance.clearMeasures('key')")
        for n in range(1, N_KEYS + 1):
            page.keyboard.press(key)
            wait_for_entries(page, "key", n)
        yield Figure(f"list by {order}: {what}", TARGET, p50_p95(durations(page, "key")))
    page.keyboard.press("o")


def switched(page: Page) -> str:
    """Go round the orders and tell how long each change takes."""
    page.evaluate("performance.clearMeasures('key')")
    for n in range(1, 13):
        page.keyboard.press("o")
        wait_for_entries(page, "key", n)
    return p50_p95(durations(page, "key"))


def make_review(folder: Path) -> None:
    """Make a study with one source whose findings are all open."""
    with (
        create_study(folder / "review", PASSPHRASE, name="review") as study,
        create_key(study, KEY_PASSPHRASE) as key,
    ):
        preview = preview_file("gesprek.txt", conversation().encode())
        (source_id,) = import_documents(key, [preview], coder="bench")
        add_all(key, source_id)


def conversation() -> str:
    """Write a conversation in which every eighth word is a made-up name."""
    chance = random.Random(3)  # noqa: S311  no secret
    syllables = ("zol", "tar", "ra", "quib", "bel", "mor", "vin", "dex", "lu", "pam")
    names = ["".join(chance.choices(syllables, k=3)).capitalize() + str(n) for n in range(N_NAMES)]
    lines = []
    for speaker, words in turns(N_WORDS, seed=5):
        spoken = [
            chance.choice(names) if place % 8 == 7 else word
            for place, word in enumerate(words.split())
        ]
        lines.append(f"{speaker}: {' '.join(spoken)}")
    return "\n".join(lines)


def add_all(key: Key, source_id: str) -> None:
    """Let every name be an open finding, of all kinds and degrees of sureness."""
    chance = random.Random(4)  # noqa: S311  no secret
    kinds = list(IdentifierKind)
    with key.write("bench", "find", undoable=False) as db:
        text = get_source(db, source_id).text
        places = [match.span() for match in re.finditer(r"[A-Z]\w+\d+", text)][:N_FINDINGS]
        found = [
            Finding(*place, chance.choice(kinds), chance.choice((0.3, 0.5, 0.7, 0.9)), "name")
            for place in places
        ]
        add_findings(db, source_id, text, found)
        mark_detected(db, source_id)
