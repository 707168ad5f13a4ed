"""The page Explore and `kwalicode counts`: what a researcher sees and clicks."""

from datetime import date

import pytest
from click.testing import CliRunner
from lxml import etree

from conftest import PASSPHRASE
from kwalicode.cli import cli
from kwalicode.errors import InputError
from kwalicode.model import Attribute, Coding, Document, Facts, Theme, Turn
from kwalicode.report.count_tables import counts_csv
from kwalicode.report.network_picture import Tie, draw_network
from kwalicode.store.attributes import add_attribute
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.facts import update_document_facts
from kwalicode.store.quantity_limits import Limits, find_limits, save_limits
from kwalicode.store.summaries import find_summaries, set_summary
from kwalicode.store.themes import add_theme
from kwalicode.workflows.theme_reach import quantity
from test_pages import open_page

VIEWS = ["codes", "compare", "together", "words", "framework"]


@pytest.fixture
def filled(study, document):
    """Two codes on words that overlap, one of them in a theme; an attribute."""
    with study.write("ana", "make") as db:
        for code_id in ("fear", "silence"):
            add_coding(db, Coding(code_id, "d1", code_id, "ana", 18, 27, document.text[18:27]))
        add_theme(db, Theme("t", "Deelnemer", code_ids=("fear",)))
        add_attribute(db, Attribute("a", "dienst", "text"))
    return study


def said(page):
    return " ".join(e.value for e in [*page.markdown, *page.caption, *page.subheader])


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_each_view_opens(filled, view, language):
    open_page("explore", filled, language=language, explore_view=view)


@pytest.mark.parametrize("form", ["matrix", "network"])
def test_codes_that_stand_together_are_drawn(filled, form):
    state = {"explore_view": "together", "explore_together": form}
    page = open_page("explore", filled, language="en", **state)
    assert "share a character" in said(page) if form == "matrix" else page.get("bidi_component")


def test_a_count_says_its_unit_and_denominator_and_its_word(filled):
    page = open_page("explore", filled, language="en")
    row = page.dataframe[0].value.iloc[0]
    assert row.tolist() == ["fear", 1, 1, 1, "all"]
    assert "participants 1, documents 1" in said(page)


def test_the_words_of_quantity_follow_what_the_team_agreed_on(filled):
    page = open_page("explore", filled, language="en")
    page.number_input[0].set_value(45).run()
    next(one for one in page.button if one.label == "Store these limits").click().run()
    assert "'a few' is at most 45%" in said(page)
    with filled.read() as db:
        assert find_limits(db) == Limits(45, 90)
    with pytest.raises(InputError, match="51 and 99%"), filled.write("ana", "agree") as db:
        save_limits(db, Limits(20, 50), coder="ana")
    assert [quantity(n, 20, Limits(45, 95)) for n in (9, 10, 18, 19)] == [
        *("few", "half", "most", "nearly all"),
    ]


def test_a_click_on_a_number_shows_its_segments(filled):
    page = open_page("explore", filled, language="en")
    key = page.dataframe[0].proto.id.split("-", 2)[2]
    page.session_state[key] = {"selection": {"rows": [], "columns": [], "cells": [(0, "Segments")]}}
    page.run()
    assert not page.exception
    assert [one.value for one in page.subheader] == ["fear"]
    assert "durfde" in "".join(e.proto.body for e in page.get("html"))


def test_groups_too_small_to_compare_get_a_sentence(filled):
    page = open_page("explore", filled, language="en", explore_view="compare")
    page.selectbox[1].set_value("a").run()
    assert "nothing can be compared" in page.error[0].value
    page.selectbox[1].set_value("period").run()
    assert "Choose the day" in said(page)


def test_summaries_of_the_framework_are_shown(filled):
    with filled.write("ana", "summarise") as db:
        case_id = db.execute("SELECT id FROM cases WHERE NOT is_interviewer").fetchone()[0]
        set_summary(db, (case_id, "t"), "Durft niet.", before="", coder="ana")
    page = open_page("explore", filled, language="nl", explore_view="framework")
    assert page.dataframe[0].value.iloc[0].tolist() == ["respondent 3", "Durft niet."]
    next(one for one in page.button if one.icon == ":material/undo:").click().run()
    with filled.read() as db:
        assert find_summaries(db) == {}


def test_a_picture_and_a_table_are_safe_whatever_a_code_is_called():
    names = ["=1+1", "<b> & \x00", "c" * 99]
    svg = draw_network(names, [9, 4, 1], [Tie(0, 1, 3), Tie(1, 2, 0)], "Wat & hoe")
    texts = [one.text for one in etree.fromstring(svg.encode()).iter("{*}text")]
    assert {"=1+1 (9)", "<b> &  (4)", "3"} <= set(texts)
    table = counts_csv(["Name", "n"], [["=1+1", 2], ["x", "withheld"]], ["-note"])
    assert table.decode("utf-8-sig").splitlines() == [
        "Name,n",
        "'=1+1,2",
        "x,withheld",
        "",
        "'-note",
    ]


def test_counts_are_printed_with_unit_and_denominator(filled, monkeypatch):
    monkeypatch.chdir(filled.path.parent)
    monkeypatch.setenv("KWALICODE_PASSPHRASE", PASSPHRASE)

    def run(*more):
        return CliRunner().invoke(cli, ["counts", "study", *more, "--coder", "ana"])

    assert run().output.splitlines() == ["code, participants\tof 1", "fear\t1", "silence\t1"]
    assert run("--by", "source", "--unit", "documents").output.splitlines() == [
        "code, documents\tinterview (1)",
        "fear\t1",
        "silence\t1",
    ]
    assert "Fewer than two groups" in run("--by", "Dienst").output
    assert "There is no attribute 'leeftijd'" in run("--by", "leeftijd").output


def test_before_and_after_an_event_is_drawn_and_says_what_it_found(filled):
    with filled.write("ana", "make") as db:
        text = "Niets."
        after = Document("d2", "Gesprek 2", "interview", "nl", text, (Turn(0, 6, "resp 9"),), 1)
        add_version(db, after, coder="ana", role_labels={"resp 9": "ambtenaar"})
        update_document_facts(
            db, {"d1": Facts(dated="2022-06-01"), "d2": Facts(dated="2022-10-01")}
        )
    page = open_page("explore", filled, language="en", explore_view="compare")
    next(box for box in page.selectbox if box.label == "Grouped by").set_value("period").run()
    assert "Choose the day of the event" in said(page)
    page.date_input[0].set_value(date(2022, 9, 28)).run()
    assert not page.exception
    assert "A bar is a source" in said(page)
    next(box for box in page.selectbox if box.label == "In the picture").set_value("fear").run()
    assert not page.exception
    (picture,) = page.get("bidi_component")
    assert "fear: 1 of 1 documents before 28 September 2022, 0 of 1 documents since" in str(
        picture.proto
    )
