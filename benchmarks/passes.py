"""A large study: every page of the passes, merging, searching; and dragging on the axial board."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import CDPSession, Page

from benchmarks.browser import chromium, log_in, new_page
from benchmarks.figures import Figure, Spent, runs, runs_spent, spent
from benchmarks.large import BOARD, LARGE, make_large
from benchmarks.server import processor_seconds, running_app
from kwalicode.store.codebook import find_codes
from kwalicode.store.history import undo
from kwalicode.store.search import EVERYWHERE, Where
from kwalicode.store.study import Study
from kwalicode.workflows.codebook import merge_codes
from kwalicode.workflows.search import search_study

N_ROUNDS, N_MOVES = 3, 120
REST_MS = 1_500  # a page comes to rest before the next one is asked for
LONG_MS = 25.0  # a frame that was drawn late: one and a half of sixty a second
# What stands on a page once it is drawn, and how many of these; after a comma: a view of it.
PAGES = {
    "Codebook": (".kwc-side [role='treeitem']", 1),
    "Axial": (".kwb-card", 1),
    "Axial, Diagram": (".kwb-node", 1),
    "Axial, Table": ("[data-testid='stDataFrame'] canvas", 1),
    "Axial, Board": (".kwb-card", 1),
    "Themes": (".kw-theme", 12),
    "Memos": ("[data-testid='stMain'] article", 25),
    "Search": ("input[placeholder^='For instance']", 1),
    "Passes": ("[data-testid='stMain'] h4", 3),
    "Read and code": (".kw-words", 1),
}
# From the mouse going down until the frame after all of it stands there.
NOTE_DRAWN = """([wanted, n]) => {
  window.drawn = null;
  addEventListener("pointerdown", ({ timeStamp }) => {
    const look = () => {
      const there = document.querySelectorAll(wanted).length >= n;
      requestAnimationFrame(there ? (now) => (window.drawn = (now - timeStamp) / 1000) : look);
    };
    requestAnimationFrame(look);
  }, { capture: true, once: true });
}"""
NOTE_FRAMES = """() => {
  const frames = (window.frameTimes = []);
  const note = (now) => (frames.push(now), (window.noting = requestAnimationFrame(note)));
  window.noting = requestAnimationFrame(note);
}"""
FRAMES = "() => (cancelAnimationFrame(window.noting), window.frameTimes)"
# A place on the element that lies nearest to the middle of the canvas; away from all edges, where
# the view would begin to move by itself.
IN_SIGHT = """wanted => {
  const rectOf = (one) => one.getBoundingClientRect();
  const canvas = rectOf(document.querySelector(".kwb-canvas"));
  const [x, y] = [canvas.left + canvas.width / 2, canvas.top + canvas.height / 2];
  const away = (rect) => Math.hypot(rect.left - x, rect.top - y);
  const rects = [...document.querySelectorAll(wanted)].map(rectOf);
  const [{ left, top }] = rects.sort((one, other) => away(one) - away(other));
  return [left + 8, top + 5];
}"""


def measure() -> Iterator[Figure]:
    """Make the studies and work in them."""
    with TemporaryDirectory() as name:
        large, small = Path(name) / "large", Path(name) / "board"
        large.mkdir()
        small.mkdir()
        with make_large(large / "large", LARGE) as study:
            yield from searched(study)
            yield from merged(study)
        yield from opened(large)
        make_large(small / "board", BOARD).close()
        yield from dragged(small)


def searched(study: Study) -> Iterator[Figure]:
    """Search by words and by patterns, with and without a filter."""
    with study.read() as db:
        code = find_codes(db)[0]
    coded = Where(coded_with=code.code_id)
    queries = (
        ("words", "denk", EVERYWHERE),
        ("a phrase", '"denk team"', EVERYWHERE),
        ("words near each other", "bang* NEAR/5 geld", EVERYWHERE),
        ("a rare word", "zoltarra", EVERYWHERE),
        (f"words coded with one of {LARGE.n_big:,} codings", "denk", coded),
        ("a pattern", r"bang.{0,40}geld", EVERYWHERE),
        ("a pattern that is nowhere", "xyzzy", EVERYWHERE),
    )
    for what, query, where in queries:
        is_pattern = what.startswith("a pattern")
        search = partial(search_study, study, query, where, is_pattern=is_pattern, coder="bench")
        n = len(search().results)
        times = [spent(search) for _ in range(N_ROUNDS)]
        target = "< 3 s" if is_pattern else "< 200 ms"
        yield Figure(f"search for {what}: {n:,} passages", target, runs_spent(times))


def merged(study: Study) -> Iterator[Figure]:
    """Merge two large codes and take it back, again and again."""
    with study.read() as db:
        target, code = (one.code_id for one in find_codes(db)[:2])
    merge = partial(merge_codes, study, [code], target, coder="bench")
    took_back = partial(undo, study, "bench")
    times = [(spent(merge), spent(took_back)) for _ in range(N_ROUNDS)]
    merges, undos = zip(*times, strict=True)
    what = f"merge a code of {LARGE.n_big:,} codings into another one"
    yield Figure(what, "< 1 s", runs_spent(merges))
    yield Figure("... undo of it", "< 1 s", runs_spent(undos))


def opened(folder: Path) -> Iterator[Figure]:
    """Go round the pages twice in each of some browsers that have seen nothing before."""
    first: dict[str, list[Spent]] = {name: [] for name in PAGES}
    again: dict[str, list[Spent]] = {name: [] for name in PAGES}
    with running_app(folder) as (address, app), chromium() as browser:
        for _ in range(N_ROUNDS):
            with new_page(browser) as page:
                log_in(page, address, coder="bench")
                for times in (first, again):
                    for name in PAGES:
                        page.wait_for_timeout(REST_MS)
                        before = processor_seconds(app)
                        clock = seconds_until_drawn(page, name)
                        times[name].append(Spent(clock, processor_seconds(app) - before))
    for name in PAGES:
        yield Figure(f"{name}: click until drawn", "< 2 s", runs_spent(first[name]))
        yield Figure("... seen before", "-", runs_spent(again[name]))


def seconds_until_drawn(page: Page, name: str) -> float:
    """Go to a page by its link, or to a view of the page that is open."""
    page.evaluate(NOTE_DRAWN, list(PAGES[name]))
    view = name.partition(", ")[2]
    if not view:
        page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
    else:
        page.get_by_test_id("stButtonGroup").get_by_text(view, exact=True).first.click()
    page.wait_for_function("window.drawn", polling=50)
    return float(page.evaluate("window.drawn"))


def dragged(folder: Path) -> Iterator[Figure]:
    """Drag on the board and in the diagram."""
    with running_app(folder) as (address, _), chromium() as browser, new_page(browser) as page:
        log_in(page, address, coder="bench")
        for name, things in {
            "Axial": {"a card": ".kwb-card", "a category with its cards": ".kwb-head"},
            "Axial, Diagram": {"a box with its arrows": ".kwb-node"},
        }.items():
            page.wait_for_timeout(REST_MS)
            drawn = runs([seconds_until_drawn(page, name)])
            yield Figure(f"{BOARD.n_codes} codes, page {name}: first paint", "< 2 s", drawn)
            page.wait_for_timeout(REST_MS)
            page.get_by_text("⤢").click()  # all of it in view, so that much is drawn
            for what, wanted in things.items():
                place = page.evaluate(IN_SIGHT, wanted)
                yield Figure(f"... drag {what}", "60 frames/s", frames(page, place))


def frames(page: Page, place: Sequence[float]) -> str:
    """Drag from a place and write how often was drawn, and what one frame took."""
    x, y = place
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.mouse.move(x, y)
    page.mouse.down()
    before = busy(devtools)
    page.evaluate(NOTE_FRAMES)
    for n in range(1, N_MOVES + 1):
        page.mouse.move(x + 3 * n % 300 - 150, y + 2 * n % 200 - 100)
    at = page.evaluate(FRAMES)
    after = busy(devtools)
    page.keyboard.press("Escape")
    page.mouse.up()
    devtools.detach()
    gaps = [later - earlier for earlier, later in pairwise(at)]
    script, all_work = (
        1000 * (after[key] - before[key]) / len(gaps) for key in ("ScriptDuration", "TaskDuration")
    )
    return (
        f"{1000 * len(gaps) / sum(gaps):.0f} frames/s, {sum(gap > LONG_MS for gap in gaps)} of "
        f"{len(gaps)} late; a frame: script {script:.1f} ms, all work of the page {all_work:.1f} ms"
    )


def busy(devtools: CDPSession) -> dict[str, float]:
    """Give what the page has kept its thread busy with, in seconds of processor."""
    return {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}
