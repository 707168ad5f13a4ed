"""What a person does in the app, as functions; words of the interface in both languages."""

from functools import cache
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from babel.messages.pofile import read_po
from playwright.sync_api import Page, expect

import kwalicode

ROOT = Path(__file__).parents[2]
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
}
READER = "document.querySelector('.kw:not([data-kind])')?.reader"


@cache
def _dutch() -> dict[str, str]:
    with (Path(kwalicode.__file__).parent / "locale" / "nl.po").open("rb") as file:
        messages = [message for message in read_po(file, locale="nl") if message.id]
    single = {m.id: str(m.string) for m in messages if isinstance(m.id, str)}
    counted = [m for m in messages if not isinstance(m.id, str)]
    return single | {m.id[form]: m.string[form] for m in counted for form in (0, 1)}


def say(language: str, sentence: str, **values: object) -> str:
    """Give a sentence of the interface in a language."""
    return (_dutch()[sentence] if language == "nl" else sentence).format(**values)


def shoot(page: Page, language: str, name: str) -> None:
    """Take a screenshot into a folder that git ignores."""
    folder = ROOT / "screenshots" / language
    folder.mkdir(parents=True, exist_ok=True)
    settle(page)
    page.screenshot(path=folder / f"{name}.png")


def log_in(
    page: Page, address: str, name: str, passphrase: str, *, language: str, coder: str = "ana"
) -> None:
    """Open a study by the start page."""
    page.goto(address)
    form = page.get_by_test_id("stForm").first
    study = form.get_by_test_id("stSelectbox").locator("input")
    study.fill(name)
    study.press("Enter")
    form.get_by_label(say(language, "Your name")).fill(coder)
    form.get_by_label(say(language, "Passphrase"), exact=True).fill(passphrase)
    form.get_by_role("button", name=say(language, "Open study")).click()
    page.get_by_test_id("stSidebarNav").wait_for()


def unlock(page: Page, passphrase: str, *, language: str) -> None:
    """Open the key file on a page that asks for it."""
    page.get_by_label(say(language, "Passphrase of the key file")).fill(passphrase)
    page.get_by_role("button", name=say(language, "Open key file")).click()


def go(page: Page, url_path: str) -> None:
    """Go to another page by the navigation."""
    page.get_by_test_id("stSidebarNav").locator(f'a[href$="/{url_path}"]').click()


def settle(page: Page) -> None:
    """Wait until the page is drawn: no script runs and nothing moves, three looks in a row."""
    page.evaluate("window.calm = 0")
    page.wait_for_function(
        """() => {
          const app = document.querySelector("[data-testid=stApp]");
          const waits = app?.dataset.testScriptState !== "notRunning";
          const fades = document.querySelector("[data-stale=true], [data-testid=stSkeleton]");
          const moves = document.getAnimations().some((one) => one.playState === "running");
          window.calm = waits || fades || moves ? 0 : window.calm + 1;
          return window.calm === 3;
        }""",
        polling=100,
    )


def choose_document(page: Page, title: str) -> None:
    """Choose a document or source in the list above the reader."""
    field = page.get_by_test_id("stSelectbox").locator("input").last  # the first may be a survey
    option = page.get_by_role("option").filter(has_text=title).first
    field.click()
    page.wait_for_timeout(300)
    if not option.is_visible():  # a list that opens while the page is still being drawn closes
        field.press("ArrowDown")
    option.click()
    page.locator(f".kw-text[aria-label='{title}']").wait_for()
    wait_for_reader(page)


def wait_for_reader(page: Page) -> None:
    """Wait until a text is shown and its marks are known."""
    page.wait_for_function(
        f"() => document.querySelectorAll('.kw-text').length === 1 && {READER}?.revision >= 0"
    )


def wait_until_stored(page: Page) -> None:
    """Wait until the app has acknowledged all that was done in the reader."""
    page.wait_for_function(f"() => {READER}.outbox.waiting.size === 0")


def refused(page: Page) -> str:
    """Give what the reader says went wrong."""
    return page.locator(".kw-alarm").inner_text()


def _where(page: Page, words: str) -> list[float]:
    """Give where words begin and end on the screen, once nothing moves any more."""
    before: list[float] | None = None
    for _ in range(200):
        page.wait_for_timeout(100)
        now = page.evaluate(
            """async ([reader, words]) => {
              await document.fonts.ready;
              const { text, view } = eval(reader) ?? {};
              if (!view) return null;  // the page is being drawn anew
              const start = text.string.indexOf(words);
              view.reveal(start);
              const rects = [...view.rangeOf(start, start + words.length).getClientRects()].filter((r) => r.width);
              const first = rects[0], last = rects.at(-1);
              return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
            }""",
            [READER, words],
        )
        if now and now == before:
            return now
        before = now
    raise AssertionError("The text did not come to rest in 20 seconds.")


def drag_over(page: Page, words: str) -> None:
    """Select words of the text with the mouse."""
    x0, y0, x1, y1 = _where(page, words)
    page.mouse.move(x0, y0)
    page.mouse.down()
    page.mouse.move((x0 + x1) / 2, (y0 + y1) / 2, steps=4)
    page.mouse.move(x1, y1, steps=4)
    page.mouse.up()
    expect(page.locator(".kw-codebox")).to_be_visible()


def put_caret(page: Page, words: str) -> None:
    """Click before words of the text, as someone does who goes on by keyboard."""
    x, y, *_ = _where(page, words)
    page.mouse.click(x, y)
    page.keyboard.press("Escape")


def selected(page: Page) -> str:
    """Give the words that the reader takes as selected."""
    segment = f"{READER}.segment"
    return page.evaluate(f"() => {segment} ? {READER}.text.string.slice(...{segment}) : ''")


def violations(page: Page, *, inside: str = "body") -> dict[str, list[str]]:
    """Give what axe finds against WCAG 2.2 AA, by rule."""
    settle(page)
    # The list of pages is Streamlit's own: headings between its items, which we cannot mend.
    context = {"include": [[inside]], "exclude": [["[data-testid='stSidebarNav']"]]}
    found = Axe().run(page, context=context, options=RULES).response["violations"]
    return {rule["id"]: [node["html"][:200] for node in rule["nodes"]] for rule in found}
