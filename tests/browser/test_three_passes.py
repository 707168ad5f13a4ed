"""From open codes to three themes through the real pages, each step taken back and done again."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.steps import (
    READER,
    drag_over,
    go,
    log_in,
    settle,
    wait_for_reader,
    wait_until_stored,
)
from conftest import PASSPHRASE
from kwalicode.model import Code, Coding, Document, Turn
from kwalicode.store.categories import find_categories
from kwalicode.store.codebook import add_code, find_codes, find_synonyms
from kwalicode.store.codings import add_coding, find_codings
from kwalicode.store.documents import add_version
from kwalicode.store.passes import find_passes
from kwalicode.store.relations import find_relations
from kwalicode.store.snapshots import find_snapshots, get_snapshot
from kwalicode.store.study import Study, create_study
from kwalicode.store.themes import find_themes

TEXT = (
    "Ik durfde niets te zeggen. Ik hield mijn mond. Het werk stapelde zich op. "
    "Niemand vroeg hoe het ging. Alleen mijn collega kwam langs."
)
WORDS = {
    "angst": "Ik durfde niets",
    "zwijgen": "niets te zeggen",
    "mond houden": "Ik hield mijn mond",
    "werkdruk": "Het werk stapelde zich op",
    "collega": "Alleen mijn collega kwam langs",
}
BOOK = "document.querySelector('.kw-codebook')?.book"
BOARD = "document.querySelector('.kw-board')?.board"
GROUPS = {
    "Stilte": ("angst", "mond houden"),
    "Werk": ("werkdruk", "niet gevraagd"),
    "Steun": ("collega",),
}
CLAIMS = {
    "Zwijgen loont": ("Wie zwijgt, houdt rust.", "Stilte"),
    "Werk gaat voor": ("Het werk verdringt het gesprek.", "Werk"),
    "Elkaar dragen": ("Collega's vangen op wat blijft liggen.", "Steun"),
}


@pytest.fixture
def language():
    return "en"


@pytest.fixture
def study(folder):
    name = f"passes {uuid4().hex[:8]}"
    turns = (Turn(0, len(TEXT), "respondent 1", False),)
    with create_study(folder / name, PASSPHRASE, name=name) as study:
        with study.write("ana", "fill", undoable=False) as db:
            made = Document("d1", "Gesprek 1", "interview", "nl", TEXT, turns, 1)
            add_version(db, made, coder="ana", role_labels={"respondent 1": "ambtenaar"})
            for place, (code, words) in enumerate(WORDS.items()):
                add_code(db, Code(code, code, None, place), coder="ana")
                start = TEXT.index(words)
                span = (start, start + len(words), words)
                add_coding(db, Coding(f"on {code}", "d1", code, "ana", *span))
        yield study
    study.path.unlink()


class Stored(NamedTuple):
    """All of the study file that the three passes make."""

    codings: object
    codes: object
    synonyms: object
    categories: object
    relations: object
    themes: object
    passes: object
    snapshots: object


def stored(study: Study) -> Stored:
    with study.read() as db:
        return Stored(
            find_codings(db, "d1"),
            find_codes(db),
            find_synonyms(db),
            find_categories(db),
            find_relations(db),
            find_themes(db),
            find_passes(db),
            find_snapshots(db),
        )


Back = tuple[Callable[[], None], Callable[[], None]]
"""How to take the last step back, and how to do it again."""


class Journey:
    """A researcher who looks, after each step, at what the study file holds."""

    def __init__(self, page: Page, study: Study) -> None:
        self.page, self.study = page, study

    def step(self, act: Callable[[], None], back: Back | None = None) -> Stored:
        """Do something, take it back and do it again; the study file follows exactly.

        Without a way back it is only done.
        """
        before = stored(self.study)
        settle(self.page)
        act()
        self.until(lambda now: now != before)
        after = stored(self.study)
        if back:
            undo, redo = back
            undo()
            self.until(lambda now: now == before)
            redo()
            self.until(lambda now: now == after)
        return after

    def until(self, condition: Callable[[Stored], bool]) -> None:
        for _ in range(400):
            if condition(stored(self.study)):
                return
            self.page.wait_for_timeout(50)
        shown = self.page.get_by_test_id("stMain").inner_text()
        raise AssertionError(f"{shown}\n\n{stored(self.study)}")

    def press(self, name: str) -> None:
        """Press a button of the page, not of a notice beside it, once it can be pressed."""
        self.press_in(self.page.get_by_test_id("stMain"), name)

    def answer(self, name: str) -> None:
        """Press a button of the question the page asks, and wait until that is gone."""
        dialog = self.page.get_by_role("dialog")
        self.press_in(dialog, name)
        dialog.wait_for(state="detached")

    def press_in(self, place: Locator, name: str) -> None:
        button = place.get_by_role("button", name=name, exact=True)
        expect(button).to_be_enabled(timeout=10_000)
        button.click()

    @property
    def buttons(self) -> Back:
        """The way back by the buttons of the page."""
        return partial(self.press, "Undo"), partial(self.press, "Redo")


@pytest.fixture
def journey(page, address, study):
    log_in(page, address, study.path.stem, PASSPHRASE, language="en")
    return Journey(page, study)


def keys(page: Page, component: str) -> Back:
    """Give the way back by the keys of a component, each until all that was sent is acknowledged."""

    def press(keys: str) -> None:
        page.keyboard.press(keys)
        acknowledged(page, component)

    return partial(press, "Control+z"), partial(press, "Control+Shift+Z")


def test_open_codes_become_three_themes_and_every_step_can_be_taken_back(journey):
    code_and_merge(journey)
    (first,) = close_the_pass(journey, "Open pass")
    assert {code.name for code in first.codes} == {*WORDS, "niet gevraagd"} - {"zwijgen"}
    open_a_pass(journey, "Axial pass")
    group(journey)
    relate(journey)
    close_the_pass(journey, "Axial pass")
    open_a_pass(journey, "Thematic pass")
    make_themes(journey)
    books = close_the_pass(journey, "Thematic pass")
    assert [len(book.codes) for book in books] == [5, 5, 5]
    assert [len(book.categories) for book in books] == [0, 3, 3]
    assert [len(book.relations) for book in books] == [0, 1, 1]
    assert [[theme.name for theme in book.themes] for book in books] == [[], [], [*CLAIMS]]


def code_and_merge(journey: Journey) -> None:
    """Code a stretch in the reader; join two codes that mean the same in the codebook."""
    page = journey.page
    go(page, "coding")
    wait_for_reader(page)
    drag_over(page, "Niemand vroeg hoe het ging")

    def code() -> None:
        page.keyboard.press("Enter")
        page.keyboard.type("niet gevraagd")
        page.keyboard.press("Enter")
        wait_until_stored(page)
        page.keyboard.press("Escape")

    after = journey.step(code, keys(page, READER))
    assert ("niet gevraagd", "Niemand vroeg hoe het ging") in said(after)

    go(page, "codebook")
    rows = page.locator(".kw-codebook .kw-row > span")
    rows.filter(has_text="zwijgen").first.click()
    page.keyboard.press("Shift+ArrowDown")

    def merge() -> None:
        page.keyboard.press("j")
        expect(page.locator(".kwc-note")).to_contain_text("become codings of")
        page.keyboard.press("Enter")
        acknowledged(page, BOOK)

    after = journey.step(merge, keys(page, BOOK))
    assert after.synonyms == {"mond houden": ["zwijgen"]}
    assert [text for code, text in said(after) if code == "mond houden"] == [
        WORDS["zwijgen"],
        WORDS["mond houden"],
    ]


def said(state: Stored) -> list[tuple[str, str]]:
    names = {code.code_id: code.name for code in state.codes}
    return [(names[coding.code_id], coding.text) for coding in state.codings]


def card(page: Page, code: str) -> Locator:
    return page.locator(f".kwb-card[title='{code}']").first


def acknowledged(page: Page, component: str) -> None:
    """Wait until all that was done in a component is acknowledged."""
    page.wait_for_function(f"() => {component}?.outbox.waiting.size === 0")


def group(journey: Journey) -> None:
    """Put the codes in three categories on the board."""
    page = journey.page
    go(page, "axial")
    card(page, "angst").wait_for()
    for category, codes in GROUPS.items():

        def gather(category=category, codes=codes) -> None:
            for code in codes:
                card(page, code).focus()
                page.keyboard.press("s")
            page.keyboard.press("c")
            page.keyboard.type(category)
            page.keyboard.press("Enter")
            acknowledged(page, BOARD)

        after = journey.step(gather, keys(page, BOARD) if category == "Stilte" else None)
        made = next(one for one in after.categories if one.name == category)
        inside = {code.name for code in after.codes if code.category_id == made.category_id}
        assert inside == set(codes)


def relate(journey: Journey) -> None:
    """Draw a relation with what speaks for it and against it."""
    page = journey.page

    def draw() -> None:
        card(page, "werkdruk").focus()
        page.keyboard.press("r")
        page.keyboard.type("angst")
        page.keyboard.press("Enter")
        page.get_by_label("Evidence").select_option("plausible")
        page.get_by_label(f"speaks for it: {WORDS['werkdruk']}").click()
        page.get_by_label(f"speaks against it: {WORDS['angst']}").click()
        page.get_by_role("button", name="Save", exact=True).click()
        acknowledged(page, BOARD)

    (relation,) = journey.step(draw, keys(page, BOARD)).relations
    ends = (relation.from_id, relation.to_id)
    assert (*ends, relation.strength) == ("werkdruk", "angst", "plausible")
    assert (relation.supports, relation.contradicts) == (("on werkdruk",), ("on angst",))


def make_themes(journey: Journey) -> None:
    """Make themes with a claim, and let each rest on a category."""
    page = journey.page
    go(page, "themes")
    for name, (claim, category) in CLAIMS.items():

        def make(name=name, claim=claim) -> None:
            journey.press("Make a theme")
            dialog = page.get_by_role("dialog")
            dialog.get_by_role("textbox", name="Name").fill(name)
            dialog.get_by_role("textbox", name="Claim, in one sentence").fill(claim)
            journey.answer("Save")

        def link(category=category) -> None:
            page.get_by_role("combobox", name="Categories").click()
            page.get_by_role("option", name=category).click()
            settle(page)
            page.keyboard.press("Escape")
            journey.press("Save")

        back = journey.buttons if name == "Zwijgen loont" else None
        assert journey.step(make, back).themes[-1].claim == claim
        after = journey.step(link, back)
        home = next(one.category_id for one in after.categories if one.name == category)
        assert after.themes[-1].category_ids == (home,)
        journey.press("All themes")


def open_a_pass(journey: Journey, name: str) -> None:
    def begin() -> None:
        journey.press("Open a pass")
        journey.answer("Open this pass")

    after = journey.step(begin, journey.buttons if name == "Axial pass" else None)
    assert (after.passes[-1].name, after.passes[-1].closed_at) == (name, "")


def close_the_pass(journey: Journey, name: str):
    """Close a pass on its page; give the codebook of each snapshot there is then."""
    go(journey.page, "passes")

    def close() -> None:
        journey.press("Close")
        journey.answer("Close this pass")

    after = journey.step(close, journey.buttons)
    assert after.passes[-1].closed_by == "ana"
    with journey.study.read() as db:
        return [get_snapshot(db, one.snapshot_id)[0].book for one in after.snapshots]
