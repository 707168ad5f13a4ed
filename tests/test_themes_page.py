"""The page Themes: a list, one theme, the map; each act of a person."""

import json

import pytest
from lxml import etree

from kwalicode.model import Coding, Relation, Theme
from kwalicode.store import themes
from kwalicode.store.categories import add_category
from kwalicode.store.codebook import move_code
from kwalicode.store.codings import add_coding
from kwalicode.store.relations import add_relation
from kwalicode.workflows.quotes.picking import list_quotes
from test_pages import open_page

TABS = ["claim", "reach", "quotes", "counter", "review"]


@pytest.fixture
def filled(study, document):
    """Two themes, one of them without a claim, with codings and a relation between them."""
    with study.write("ana", "make") as db:
        for name in ("Klimaat", "Macht"):
            add_category(db, name, category_id=name)
        move_code(db, "fear", "Klimaat")
        move_code(db, "silence", "Macht")
        words = document.text[18:27]
        for code_id in ("fear", "silence"):
            add_coding(db, Coding(code_id, "d1", code_id, "ana", 18, 27, words))
        themes.add_theme(db, Theme("t1", "Angst <b>", "Wie *zwijgt*.", category_ids=("Klimaat",)))
        themes.add_theme(db, Theme("t2", "Werk", category_ids=("Macht",)))
        ends = Relation("r", "code", "fear", "category", "Macht", "hinders")
        add_relation(db, ends, coder="ana")
    return study


def stored(study, theme_id="t1"):
    with study.read() as db:
        return themes.get_theme(db, theme_id)


def press(page, label):
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def field(page, label):
    widgets = [*page.text_input, *page.text_area, *page.multiselect]
    return next(widget for widget in widgets if widget.label == label)


def said(page):
    return " ".join(e.value for e in [*page.markdown, *page.caption, *page.get("html")])


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("view", ["list", "map", "recommendations"])
def test_each_view_opens(filled, view, language):
    open_page("themes", filled, language=language, themes_view=view)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("tab", TABS)
def test_each_part_of_a_theme_opens(filled, tab, language):
    for theme_id in ("t1", "t2"):
        open_page("themes", filled, language=language, theme_tab=tab, theme_open=theme_id)


def test_without_themes_the_page_says_what_a_theme_is(study):
    page = open_page("themes", study, language="en")
    assert "more than a topic" in said(page)
    assert [button.label for button in page.button] == ["Make a theme", "Read and code first"]


def test_the_list_tells_claims_and_reach_in_words(filled):
    page = open_page("themes", filled, language="en")
    text = "".join(e.proto.body for e in page.get("html"))
    assert "Angst &lt;b&gt;" in text
    assert "In 1 of 1 documents, 1 of 1 participants (all), 1 segment" in text
    assert "No claim yet." in text
    assert "**1** without a claim" in said(page)


def test_a_theme_is_written_linked_and_taken_back(filled):
    page = open_page("themes", filled, language="en", theme_open="t1")
    field(page, "Claim, in one sentence").set_value("Wie zwijgt, blijft.")
    field(page, "Scope: what it is not about").set_value("Niet over geld.")
    field(page, "Categories").set_value([])
    field(page, "Codes besides these").set_value(["work"])
    press(page, "Save")
    found = stored(filled)
    assert (found.claim, found.scope) == ("Wie zwijgt, blijft.", "Niet over geld.")
    assert (found.category_ids, found.code_ids) == ((), ("work",))
    press(page, "Undo")
    assert stored(filled).claim == "Wie *zwijgt*."
    assert field(page, "Claim, in one sentence").value == "Wie *zwijgt*."
    press(page, "Redo")
    assert stored(filled) == found


def test_what_could_not_be_saved_is_shown_again(filled):
    page = open_page("themes", filled, language="en", theme_open="t1")
    with filled.write("bo", "change") as db:
        theme = themes.get_theme(db, "t1")
        themes.update_theme(db, theme, Theme("t1", theme.name, "Van Bo."))
    field(page, "Claim, in one sentence").set_value("Van Ana.")
    press(page, "Save")
    assert "meanwhile" in page.error[0].value
    assert page.code[0].value == "Van Ana."
    assert stored(filled).claim == "Van Bo."


def test_a_segment_is_taken_as_quote_and_as_counter_case(filled):
    page = open_page("themes", filled, language="en", theme_open="t1", theme_tab="quotes")
    press(page, "Take as quote")
    assert stored(filled).quotes == ("fear",)
    assert "**1** quote chosen" in said(page)
    assert "from 1 participant" in said(page)
    press(page, "Make quote")
    assert len(list_quotes(filled)) == 1
    press(page, "Take as counter-case")
    assert stored(filled).counter_cases == ("fear",)
    page = open_page("themes", filled, language="en", theme_open="t1", theme_tab="counter")
    press(page, "Take out")
    assert stored(filled).counter_cases == ()


def test_a_theme_is_dropped_and_brought_back(filled):
    page = open_page("themes", filled, language="en", theme_open="t1")
    press(page, "Drop this theme")
    assert stored(filled).is_dropped
    assert "**1** theme" in said(page)
    press(page, "Bring back")
    assert not stored(filled).is_dropped


def test_themes_change_places(filled):
    page = open_page("themes", filled, language="en")
    press(page, "Down")
    with filled.read() as db:
        assert [theme.name for theme in themes.find_themes(db)] == ["Werk", "Angst <b>"]


def test_the_review_list_tells_what_to_do(filled):
    page = open_page("themes", filled, language="en", theme_open="t2", theme_tab="review")
    assert "Say in one sentence what the theme claims" in said(page)
    assert "It rests on one participant" in said(page)


def test_a_relation_of_a_code_is_drawn_at_its_category(filled):
    page = open_page("themes", filled, language="en", themes_view="map")
    (data,) = (json.loads(e.proto.json) for e in page.get("bidi_component"))
    picture = etree.fromstring(data["svg"].encode())
    texts = [one.text for one in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert texts.count("hinders") == 2  # on the arrow and in the legend
    assert "Angst <b>" in texts
    row = page.dataframe[1].value.iloc[0].to_dict()
    assert (row["From"], row["To"]) == ("fear", "Macht")
    assert (row["Theme of the first"], row["Theme of the second"]) == ("Angst <b>", "Werk")


def test_recommendations_of_all_themes_stand_in_one_table(filled):
    with filled.write("ana", "change") as db:
        theme = themes.get_theme(db, "t2")
        text = "Meldpunt | kort | structuur"
        themes.update_theme(db, theme, Theme("t2", "Werk", recommendations=text))
    page = open_page("themes", filled, language="en", themes_view="recommendations")
    row = page.dataframe[0].value.iloc[0].to_list()
    assert row == ["Werk", "Meldpunt", "kort", "structuur"]
