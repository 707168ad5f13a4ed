"""Every page opens in both languages, empty and filled, with and without the key file."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from kwalicode.store.codings import find_codings

PAGES = ["overview", "sources", "deidentify", "coding", "quotes"]


def open_page(name, study=None, key=None, language="nl", **state):
    def script(name):
        from importlib import import_module

        from kwalicode.ui.session import shown_errors

        with shown_errors():
            import_module(f"kwalicode.ui.pages.{name}").page()

    app = AppTest.from_function(script, kwargs={"name": name}, default_timeout=30)
    app.session_state["language"] = language
    app.session_state["coder"] = "ana"
    if study:
        app.session_state["study"] = study
    if key:
        app.session_state["key"] = key
    for field, value in state.items():
        app.session_state[field] = value
    app.run()
    assert not app.exception, app.exception
    return app


def sync_data(app):
    """What the reader is told, from the hidden mount."""
    found = [json.loads(e.proto.json) for e in app.get("bidi_component")]
    return next(data for data in found if data["kind"] == "sync")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_page_opens_on_an_empty_study(study, key, name, language):
    open_page(name, study, key, language)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_page_opens_on_a_coded_document(study, key, document, name, language):
    open_page(name, study, key, language)


@pytest.mark.parametrize("name", ["sources", "deidentify"])
def test_a_page_with_raw_text_asks_for_the_key_file(study, key, name):
    page = open_page(name, study)
    assert "sleutelbestand" in page.text_input[0].label
    page.text_input[0].set_value("wrong passphrase")
    page.button[0].click().run()
    assert "opent study.kwalikey niet" in page.error[0].value


def test_the_start_page_offers_to_make_a_study(tmp_path, monkeypatch):
    monkeypatch.setenv("KWALICODE_FOLDER", str(tmp_path))
    page = open_page("start", language="en")
    assert {"Make study", "Open the demo study"} <= {button.label for button in page.button}


def test_an_outbox_is_stored_and_acknowledged(study, key, document):
    page = open_page("coding", study, key)
    assert [code["name"] for code in sync_data(page)["full"]["codes"]] == [
        "fear",
        "silence",
        "work",
    ]
    operation = {"id": "op-1", "op": "add", "mark_id": "m1", "code_id": "fear"}
    operation |= {"start": 0, "end": 3, "text": "Hoe"}
    revision = sync_data(page)["revision"]
    outbox = {"ops": [operation], "revision": revision, "n": 1}
    page.session_state["sync-d1-1"] = {"outbox": outbox}
    page.run()
    answer = sync_data(page)
    assert answer["ack"] == ["op-1"]
    assert [(row[2], row[3][0]) for row in answer["changes"]] == [("mark", "m1")]
    assert answer["counts"] == {"fear": 1}
    with study.read() as db:
        assert [coding.text for coding in find_codings(db, "d1")] == ["Hoe"]


def test_a_refused_operation_says_why_in_the_language_of_the_page(study, key, document):
    page = open_page("coding", study, key, "nl")
    page.session_state["sync-d1-1"] = {"outbox": {"ops": [{"id": "o", "op": "no"}], "revision": 1}}
    page.run()
    assert sync_data(page)["refused"] == [
        ["o", "De pagina vroeg iets dat deze versie niet kent; laad haar opnieuw."]
    ]


def test_the_language_follows_the_browser(study, key):
    page = open_page("overview", study, key, "en")
    assert "This study is empty" in page.markdown[0].value
