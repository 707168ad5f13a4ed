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
from kwalicode.report.pictures.network import Tie, draw_network
from kwalicode.store.attributes import add_attribute
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.exports import LabelRules, set_label_rules
from kwalicode.store.facts import update_document_facts
from kwalicode.store.quantity_limits import Limits, find_limits, save_limits
from kwalicode.store.summaries import find_summaries, set_summary
from kwalicode.store.themes import add_theme
from kwalicode.ui.pages.explore.codes import for_file
from kwalicode.workflows.exports import remember_counts
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
    with filled.write("ana", "make") as db:
        make_six(db)
        for n in range(3):
            place = (2 * n, 2 * n + 1)
            add_coding(db, Coding(f"silence{n}", "d9", "silence", "ana", *place, "x"))
    state = {"explore_view": "together", "explore_together": form}
    page = open_page("explore", filled, language="en", **state)
    if form == "matrix":
        assert "share a character" in said(page)
        return
    assert page.get("bidi_component")
    scan = "Scan for leaks to save the picture"
    assert scan not in [one.label for one in page.button]  # for the team, with all
    page.toggle[0].set_value(True).run()
    assert page.get("bidi_component")
    assert scan in [one.label for one in page.button]


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


def test_tables_by_role_count_interviews_until_another_source_is_chosen(filled):
    with filled.write("ana", "make") as db:
        make_six(db)
    page = open_page("explore", filled, language="en", explore_view="compare")
    choose(page, "Grouped by", "role")
    assert page.dataframe[0].value.columns[1].endswith("(4)")
    assert "fewer than 3 participants" in said(page)
    assert "This number is set on Quotes > Labels." in said(page)
    assert "in these sources only: interview." in said(page)
    choose(page, "Sources", "survey answer")
    assert "Fewer than two groups have 3" in page.error[0].value
    choose(page, "Grouped by", "kind")
    assert "Sources" not in [box.label for box in page.selectbox]


def make_six(db):
    """A talk of six, of whom three say 'fear', in a study that lets three be told."""
    people = {f"resp {n}": "griffier" if n < 3 else "raad" for n in range(6)}
    text = "\n".join("x" for _ in people)
    turns = tuple(Turn(2 * n, 2 * n + 1, who) for n, who in enumerate(people))
    made = Document("d9", "Gesprek 9", "interview", "nl", text, turns, 1)
    add_version(db, made, coder="ana", role_labels=people)
    for n in range(3):
        add_coding(db, Coding(f"fear{n}", "d9", "fear", "ana", 2 * n, 2 * n + 1, "x"))
    set_label_rules(db, LabelRules(k=3))


def test_the_team_sees_a_small_total_that_neither_file_nor_picture_tells(filled, key):
    with filled.write("ana", "make") as db:
        make_six(db)
    page = open_page("explore", filled, key, "en")
    assert [row[:2] for row in page.dataframe[0].value.values.tolist()] == [
        ["fear", 4],
        ["silence", 1],
    ]
    assert "fewer than 3 participants are withheld" in said(page)
    assert "Write the table as a file first" in said(page)
    next(one for one in page.button if one.label == "Write the table").click().run()
    assert [one.label for one in page.get("download_button")] == ["Save the file"]
    told = {"counts|@interview|": 7, "counts|@interview||fear": 4}
    remember_counts(filled, told, coder="ana")  # as that button does
    page.run()
    assert "Write the table as a file first" not in said(page)
    assert for_file([["fear", 4, "half"], ["silence", 1, "one"]], [False, True]) == [
        ["fear", 4, "half"],
        ["silence", None, None],
    ]


def choose(page, label, value):
    next(box for box in page.selectbox if box.label == label).set_value(value).run()
    assert not page.exception


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

    hidden = ["code, participants\tof 1", "fear\twithheld", "silence\twithheld"]
    assert run().stdout.splitlines() == hidden
    assert run().stderr.startswith("numbers of fewer than 7 participants")
    with filled.write("ana", "make") as db:
        make_six(db)
    assert run().stdout.splitlines() == ["code, participants\tof 7", "fear\t4", "silence\twithheld"]
    assert run("--by", "source", "--unit", "documents").stdout.splitlines() == [
        "code, documents\tinterview (2)",
        "fear\t2",
        "silence\twithheld",
    ]
    assert run("--sources", "answers").output.splitlines()[0] == "code, participants\tof 0"
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
        make_six(db)
        update_document_facts(db, {"d9": Facts(dated="2022-06-02")})
        add_coding(db, Coding("fear9", "d2", "fear", "ana", 0, 6, text))
        for n in range(2):  # in all three of after
            who = {f"late {n}": "raad"}
            late = Document(f"l{n}", f"Later {n}", "interview", "nl", text, (Turn(0, 6, *who),), 1)
            add_version(db, late, coder="ana", role_labels=who)
            add_coding(db, Coding(f"late{n}", f"l{n}", "fear", "ana", 0, 6, text))
            update_document_facts(db, {f"l{n}": Facts(dated="2022-10-02")})
    page = open_page("explore", filled, language="en", explore_view="compare")
    next(box for box in page.selectbox if box.label == "Grouped by").set_value("period").run()
    assert "Choose the day of the event" in said(page)
    page.date_input[0].set_value(date(2022, 9, 28)).run()
    assert not page.exception
    assert "A bar is a source" in said(page)
    next(box for box in page.selectbox if box.label == "In the picture").set_value("fear").run()
    assert not page.exception
    (picture,) = page.get("bidi_component")
    assert "fear: 2 of 2 documents before 28 September 2022, 3 of 3 documents since" in str(
        picture.proto
    )
    next(box for box in page.selectbox if box.label == "In the picture").set_value("silence").run()
    assert "For the team only: few participants say this" in said(page)
    (picture,) = page.get("bidi_component")
    assert "silence: withheld before 28 September 2022, withheld since" in str(picture.proto)
