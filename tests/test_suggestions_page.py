"""The page Suggestions: what is off shows nothing; groups are made, read and coded."""

from time import sleep

import pytest
from streamlit.testing.v1 import AppTest

from kwalicode.model import Coding, Document, Turn
from kwalicode.store.codings import add_coding, find_codings
from kwalicode.store.documents import add_version
from kwalicode.store.suggestions import Settings
from kwalicode.ui.pages.suggestions.job import Job
from kwalicode.workflows.suggestions.kinds import account, choose_suggestions, suggestion_settings
from test_axial_page import labelled, told
from test_pages import open_page

ALL_ON = Settings(alike=True, codes="on demand", groups=True, code_groups=True, same_codes=True)
VIEWS = ("alike", "groups", "code_groups", "same_codes", "taken", "settings")


@pytest.fixture
def answers(study, document):
    """Thirty answers on two things, and two codes on the same words."""
    said = [("De sfeer in het team is fijn", "De werkdruk is te hoog")[i % 2] for i in range(30)]
    turns, start = [], 0
    for i, words in enumerate(said):
        turns.append(Turn(start, start + len(words), f"formulier {i}", is_interviewer=False))
        start += len(words) + 1
    text = "\n".join(said)
    found = Document("q1", "Open vraag", "survey answer", "nl", text, tuple(turns), version=1)
    with study.write("ana", "make", undoable=False) as db:
        add_version(db, found, coder="ana", role_labels={})
        at = document.text.index("Ik durfde niets")
        for code in ("fear", "silence"):
            add_coding(db, Coding(code, "d1", code, "ana", at, at + 15, "Ik durfde niets"))
    choose_suggestions(study, ALL_ON, coder="ana")
    return study


def make_groups(page):
    """Click, and look again until what is made beside the page is there."""
    labelled(page.button, "Make groups").click().run()
    for _turn in range(30):
        if not labelled_all(page.button, "Stop"):
            return
        page.run()


def labelled_all(widgets, label):
    return [widget for widget in widgets if widget.label == label]


def chosen_view(study, view, language="en"):
    return open_page("suggestions", study, language=language, suggestions_view=view)


def test_each_view_opens_in_dutch(answers):
    page = chosen_view(answers, VIEWS[0], "nl")
    for view in VIEWS[1:]:
        page.session_state["suggestions_view"] = view
        assert not page.run().exception


def test_what_is_off_says_how_to_switch_it_on(study, document):
    assert [one.label for one in open_page("suggestions", study, language="en").toggle] == [
        *("More like this", "Groups of passages", "Groups of codes", "Codes that may be one"),
    ]
    page = chosen_view(study, "groups")
    assert "off in this study" in page.info[0].value
    assert len(page.slider) == 0
    page.button[0].click().run()
    labelled(page.toggle, "Groups of passages").set_value(True).run()
    assert suggestion_settings(study) == Settings(groups=True)


def test_what_another_session_chose_is_not_taken_back_by_looking(study, document):
    page = chosen_view(study, "settings")
    choose_suggestions(study, Settings(alike=True, codes="on demand"), coder="bo")
    page.run()
    assert suggestion_settings(study) == Settings(alike=True, codes="on demand")
    labelled(page.toggle, "Groups of codes").set_value(True).run()
    assert suggestion_settings(study) == Settings(alike=True, codes="on demand", code_groups=True)


def test_groups_are_made_beside_the_page_and_say_how_firm_they_are(answers):
    page = chosen_view(answers, "groups")
    labelled(page.selectbox, "Group").select(1).run()
    labelled(page.slider, "Number of groups").set_value(2).run()
    make_groups(page)
    table = page.dataframe[0].value
    assert table["Passages"].tolist() == [15, 15, 0]
    assert "stable (1)" in set(table["Stable"])


def test_long_work_tells_how_far_it_is_and_can_be_stopped():
    def make(tell):
        for step in range(10_000):
            tell(step / 10_000)
            sleep(0.01)

    job = Job("mark", make)
    assert not job.is_done(within=0.2)
    assert 0 < job.share < 1
    assert job.seconds_left() > 10
    job.stop()
    assert job.is_done(within=10)
    assert job.made is None
    assert job.error is not None


def test_a_stop_is_told_at_once_and_other_work_may_begin_beside_a_long_step():
    def page():
        from threading import Event

        import streamlit as st

        from kwalicode.ui.pages.suggestions.job import computed

        mark = st.text_input("mark", "long")
        step = Event()
        made = computed(
            "job",
            mark,
            lambda _tell: step.wait(60) if mark == "long" else "made",
            says="working",
        )
        st.markdown(f"result: {made}")

    app = AppTest.from_function(page, default_timeout=30)
    app.session_state["language"] = "en"
    app.run()
    labelled(app.button, "Stop").click().run()
    assert [one.value for one in app.markdown] == ["Stopped.", "result: None"]
    app.text_input[0].set_value("short").run()
    assert [one.value for one in app.markdown] == ["result: made"]


def test_too_many_groups_and_too_little_text_are_said_in_words(answers):
    page = chosen_view(answers, "groups")
    make_groups(page)
    assert page.info[0].value.startswith("Texts with words to go by: 1;")
    labelled(page.selectbox, "Group").select(1).run()
    make_groups(page)
    assert (
        page.info[0].value
        == "There are 2 different texts, fewer than 8 groups; choose fewer groups."
    )


def test_a_proposed_group_of_codes_becomes_a_category_that_is_listed_and_taken_back(answers):
    page = chosen_view(answers, "code_groups")
    labelled(page.text_input, "Name of the category").input("Angst").run()
    labelled(page.button, "Make a category").click().run()
    (one,) = account(answers, coder="ana").taken
    assert (one.kind, one.name) == ("code group", "Angst")
    page = chosen_view(answers, "taken")
    assert page.dataframe[0].value["Code or category"].tolist() == ["Angst"]
    labelled(page.button, "Undo").click().run()
    assert account(answers, coder="ana").taken == []


def test_the_board_is_told_the_proposed_groups_where_the_study_wants_them(answers):
    page = open_page("axial", answers, language="en")
    key = f"sync-{told(page)['key']}"
    assert key.endswith("-groups")
    ask = {"n": "a", "what": "groups"}
    page.session_state[key] = {"outbox": {"ops": [], "revision": 1, "ask": ask}}
    page.run()
    ((_id, words, reasons, code_ids, _score),) = told(page)["reply"]["groups"]
    assert ("durven" in words, code_ids) == (True, ["fear", "silence"])
    assert reasons.startswith("1 passage has two of these codes · likeness")
    choose_suggestions(answers, ALL_ON._replace(code_groups=False), coder="ana")
    assert not told(open_page("axial", answers, language="en"))["key"].endswith("-groups")


def test_codes_on_the_same_words_are_merged_by_a_click(answers):
    with answers.write("ana", "add", undoable=False) as db:
        for word in ("Echt niet", "Het hoort"):
            at = "Hoe is het hier?\nIk durfde niets te zeggen 👩‍👩‍👧. Echt niet.\nWaarom niet?\nHet hoort".index(
                word
            )
            for code in ("fear", "silence"):
                span = (at, at + len(word))
                add_coding(db, Coding(f"{code} {word}", "d1", code, "ana", *span, word))
    page = chosen_view(answers, "same_codes")
    assert "same passages: 100%" in page.caption[0].value
    labelled(page.button, "Merge into “silence”").click().run()
    with answers.read() as db:
        assert {one.code_id for one in find_codings(db, "d1")} == {"silence"}
