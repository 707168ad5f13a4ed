"""From choosing a document until its codings are painted, in an app that is open."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

from benchmarks.browser import chromium, new_page, open_study, wait_for_entries
from benchmarks.corpus import make_study
from benchmarks.figures import Figure, runs
from benchmarks.server import running_app

N_WORDS, N_ROUNDS = 10_000, 8
TARGETS = {134: "< 0.25 s", 600: "-", 1_100: "< 1 s", 4_000: "< 3 s"}

# The mouse goes down on the name of the document: that is when the user starts to wait.
NOTE_CHOICE = """() => {
  for (const name of ["kw-opened", "kw-painted", "chosen"]) performance.clearMarks(name);
  addEventListener("pointerdown", () => performance.mark("chosen"), { capture: true, once: true });
}"""
SINCE_CHOICE = """name => {
  const at = (name) => performance.getEntriesByName(name)[0].startTime;
  return (at(name) - at("chosen")) / 1000;
}"""


def measure() -> Iterator[Figure]:
    """Go round the documents with new browsers; each document is the first one in some rounds."""
    sizes = {f"{n:,} codings": n for n in TARGETS}
    painted: dict[str, list[float]] = {title: [] for title in sizes}
    with TemporaryDirectory() as folder:
        make_study(Path(folder) / "paint.kwali", {"no codings": 0} | sizes, n_words=N_WORDS).close()
        with running_app(Path(folder)) as (address, _), chromium() as browser:
            for n in range(N_ROUNDS):
                first = n % len(sizes)
                with new_page(browser) as page:
                    open_study(page, address, coder="bench")
                    wait_for_entries(page, "kw-painted", 1)
                    for title in [*sizes][first:] + [*sizes][:first]:
                        painted[title].append(seconds_until_painted(page, title))
    for (title, seconds), target in zip(painted.items(), TARGETS.values(), strict=True):
        yield Figure(f"{N_WORDS:,} words, {title}: chosen until painted", target, runs(seconds))


def seconds_until_painted(page: Page, title: str) -> float:
    """Choose a document as a user does."""
    page.get_by_role("combobox", name="Document").click()
    option = page.get_by_role("option", name=f"{title} · ")  # the share that is coded follows
    option.wait_for()
    page.evaluate(NOTE_CHOICE)
    option.click()
    wait_for_entries(page, "kw-painted", 1)
    return float(page.evaluate(SINCE_CHOICE, "kw-painted"))
