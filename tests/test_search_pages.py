"""Search and Memos as pages: what is asked, shown and done, without a browser."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from kwalicode.store.codings import find_codings
from kwalicode.store.memos import find_memos
from kwalicode.workflows.memos import write_memo


def open_page(name, study, language="en", **state):
    def script(name):
        from kwalicode.ui import navigation
        from kwalicode.ui.session import shown_errors

        with shown_errors():
            getattr(navigation, name).page()

    app = AppTest.from_function(script, kwargs={"name": name}, default_timeout=30)
    for field, value in {"language": language, "coder": "ana", "study": study, **state}.items():
        app.session_state[field] = value
    app.run()
    assert not app.exception, app.exception
    return app


def shown(app):
    """What the list of results is told."""
    (element,) = app.get("bidi_component")
    return json.loads(element.proto.json)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["search", "memos"])
def test_the_pages_open_on_an_empty_study(study, name, language):
    open_page(name, study, language)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("mode", ["words", "pattern"])
def test_search_first_shows_what_can_be_typed(study, document, language, mode):
    page = open_page("search", study, language, search_mode=mode)
    assert any("| `" in block.value for block in page.markdown)
    assert not page.get("bidi_component")


def test_results_show_what_was_found_in_its_sentence(study, document):
    page = open_page("search", study, search_query="niets")
    assert "**1** passage in 1 document" in {block.value for block in page.markdown}
    (row,) = shown(page)["rows"]
    assert row["pieces"] == [["Ik durfde ", 0], ["niets", 1], [" te zeggen 👩‍👩‍👧.", 0]]
    assert (row["before"], row["after"]) == ("", " Echt niet.")
    assert [name for name, _ in shown(page)["names"]] == ["fear", "silence", "work"]


def test_what_cannot_be_searched_is_said(study, document):
    page = open_page("search", study, search_query="(niets")
    assert "bracket" in page.error[0].value


def test_what_is_asked_is_done_once_however_often_it_comes(study, document):
    page = open_page("search", study, search_query="niets OF niet")
    places = [[row["document_id"], *row["sentence"]] for row in shown(page)["rows"]]
    ask = {"id": "a1", "what": "code", "code": "new code", "places": places}
    for n in range(2):
        page.session_state["search_results"] = {"ask": {**ask, "n": n}}
        page.run()
        assert shown(page)["done"]["says"] == "3 passages coded with “new code”."
    with study.read() as db:
        assert len(find_codings(db, "d1")) == 3
    assert {name for name, _ in shown(page)["codes"].values()} == {"new code"}
    page.session_state["search_results"] = {"ask": {"id": "a2", "what": "undo"}}
    page.run()
    with study.read() as db:
        assert find_codings(db, "d1") == []


@pytest.mark.parametrize("places", [None, [], [["d1", 0]], [["d1", "x", 3]], [["d9", 0, 3]], 7])
def test_what_cannot_be_coded_is_said_in_the_list(study, document, places):
    page = open_page("search", study, search_query="niets")
    ask = {"id": "a1", "what": "code", "code": "fear", "places": places}
    page.session_state["search_results"] = {"ask": ask}
    page.run()
    assert not page.exception
    assert shown(page)["done"]["error"].endswith(".")


def test_memos_are_listed_changed_and_taken_back(study, document):
    write_memo(study, "question", ("code", "fear"), "Why <b>fear</b>?", coder="ana")
    write_memo(study, "method", ("study", ""), "By telephone", coder="bo")
    page = open_page("memos", study)
    cards = [element.proto.body for element in page.get("html")]
    assert "By telephone" in cards[0]
    assert "Why &lt;b&gt;fear&lt;/b&gt;?" in cards[1]
    press(page, "Mark as asked")
    press(page, "Delete", at=0)
    with study.read() as db:
        (left,) = find_memos(db, coder="ana")
    assert left.memo.is_done
    press(page, "Undo")
    with study.read() as db:
        assert len(find_memos(db, coder="ana")) == 2


def press(page, label, at=0):
    [button for button in page.button if button.label == label][at].click().run()
    assert not page.exception, page.exception


def test_filters_show_some_memos(study, document):
    write_memo(study, "question", ("code", "fear"), "Why?", coder="ana")
    write_memo(study, "method", ("study", ""), "By telephone", coder="bo")
    page = open_page("memos", study)
    page.checkbox(key="memo_open").check().run()
    assert [element.proto.body.count("Why?") for element in page.get("html")] == [1]
    page.text_input(key="memo_words").set_value("nowhere").run()
    assert not page.get("html")


def test_a_file_of_memos_waits_for_the_key_file(study, key, document):
    write_memo(study, "question", ("code", "fear"), "Why?", coder="ana")
    page = open_page("memos", study)
    press(page, "Write a sheet of questions")
    assert any("key file" in t.label for t in page.text_input)
    assert not page.get("download_button")
    page = open_page("memos", study, key=key)
    press(page, "Write a sheet of questions")
    assert "Nothing was found" in page.success[0].value
    assert page.get("download_button")
