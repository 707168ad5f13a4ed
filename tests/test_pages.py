"""Every page opens in both languages, empty and filled, with and without the key file."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kwalicode import deid
from kwalicode.model import DeidSettings, Finding, IdentifierKind
from kwalicode.store.approvals import approvers
from kwalicode.store.codings import find_codings
from kwalicode.store.findings import KEPT, add_findings, find_findings
from kwalicode.store.settings import save_settings
from kwalicode.store.sources import get_source
from kwalicode.ui.parts import identifier_words, layer_word, recognizer_words
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.documents import import_documents, preview_file
from kwalicode.workflows.findings import LAYERS
from kwalicode.workflows.review import apply_review

PAGES = [
    *("overview", "sources", "surveys", "deidentify", "names", "participants", "rules", "privacy"),
    *("rights", "retention", "member_check"),
    *(
        "coding",
        "codebook",
        "axial",
        "themes",
        "memos",
        "search",
        "passes",
        "saturation",
        "agreement",
        "explore",
        "survey_statistics",
        "quotes",
        "methods",
        "public_records",
        "suggestions",
    ),
]


def open_page(name, study=None, key=None, language="nl", **state):
    def script(name):
        from kwalicode.ui import navigation
        from kwalicode.ui.session import shown_errors

        with shown_errors():
            getattr(navigation, name).page()

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


@pytest.mark.parametrize(
    "name",
    [
        *("sources", "surveys", "deidentify", "names", "participants", "member_check"),
        *("rules", "privacy"),
    ],
)
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


TALK = "Femke: Vraag {}?\nMarloes: Zoltarra belde, en toen Zoltarra weer, hoor. Ik had een depressie.\n"
DEV_SETS = Path(__file__).parents[1] / "benchmarks" / "deid"


@pytest.fixture
def sources(key):
    """Two conversations with a made-up name that was found twice in each, and an illness."""
    previews = [preview_file("x.txt", TALK.format(number).encode()) for number in range(2)]
    ids = import_documents(key, previews, coder="ana")
    for source_id in ids:
        detect_findings(key, source_id, coder="ana")
    return ids


def flag(key, source_id, words, kind, recognizer):
    with key.write("ana", "flag") as db:
        text = get_source(db, source_id).text
        start = text.index(words)
        found = Finding(start, start + len(words), kind, 0.5, recognizer)
        add_findings(db, source_id, text, [found])


def found(key, source_id, words):
    with key.read() as db:
        return [f for f in find_findings(db, source_id) if f.surface == words]


def open_review(study, key, source_id, language="en", coder="ana"):
    state = {"chosen_source": source_id, "coder": coder}
    return open_page("deidentify", study, key, language, **state)


def decide(study, key, source_id, **operation):
    operation = {"id": operation.get("op"), **operation}
    assert not apply_review(study, key, source_id, [operation], coder="ana").refused


def confirm(page):
    """Press the button in the dialog; the test app draws a dialog only with what opens it."""
    page.button(key="sign_off").click()
    page.button(key="confirm_sign_off").click().run()
    assert not page.exception


def says(page):
    return [part.value for part in (*page.warning, *page.info, *page.error)]


def test_a_review_tells_why_something_was_found_and_where_else_it_stands(study, key, sources):
    finding, _ = found(key, sources[0], "Zoltarra")
    full = sync_data(open_review(study, key, sources[0], "nl"))["full"]
    (mark,) = [mark for mark in full["marks"] if mark[0] == finding.finding_id]
    assert mark[4:7] == ["proposed", "", ""]
    rule, score, reason, is_sure = mark[7]
    assert (score, reason, is_sure) == (finding.score, "", 1)
    layer, words = full["rules"][rule]
    assert layer in {layer_word(name) for name in LAYERS}
    assert words == recognizer_words()[finding.recognizer]
    assert full["same"]["Zoltarra"] == [4, 2]


def test_a_review_tells_why_a_name_was_taken_for_somebody(study, key, sources):
    finding, _ = found(key, sources[0], "Zoltarra")
    decide(study, key, sources[0], op="recode", mark_id=finding.finding_id, code_id="person")
    decide(study, key, sources[0], op="accept", mark_id=finding.finding_id, everywhere=True)
    full = sync_data(open_review(study, key, sources[1]))["full"]
    text = found(key, sources[1], "Zoltarra")[0]
    (mark,) = [mark for mark in full["marks"] if mark[0] == text.finding_id]
    assert mark[4:6] == ["accepted", f"[subject {text.pseudonym.number}]"]
    reason, is_sure = mark[7][2:]
    assert (reason, is_sure) == (text.link_reason, int(text.is_link_sure))
    assert full["links"][reason]


def test_what_a_person_marked_is_of_no_layer(study, key, sources):
    for name in KEPT:
        flag(key, sources[0], "Vraag", IdentifierKind.PERSON, name)
        full = sync_data(open_review(study, key, sources[0], "nl"))["full"]
        assert full["rules"][f": {name}"] == ["", recognizer_words()[name]]


def test_the_sign_off_tells_what_stays_open_and_what_will_be_masked(study, key, sources):
    page = open_review(study, key, sources[0])
    page.button(key="sign_off").click().run()
    with key.read() as db:
        n_open = len([f for f in find_findings(db, sources[0]) if f.kind != "sensitive"])
    assert f"{n_open} findings are still open. They will all be masked, to be safe." in says(page)
    assert "1 flagged passage is not decided; it stays as it is." in says(page)
    confirm(page)
    assert not says(page)
    (flagged,) = found(key, sources[0], "depressie")
    assert flagged.state == "proposed"


def test_two_persons_sign_off_and_a_change_starts_that_again(study, key, sources):
    source_id = sources[0]
    with key.write("ana", "settings") as db:
        save_settings(db, DeidSettings(two_reviewers=True))
    page = open_review(study, key, source_id)
    page.button(key="sign_off").click().run()
    assert "A second person has to sign off too before this can be coded." in says(page)
    confirm(page)
    page = open_review(study, key, source_id)
    assert page.button(key="sign_off").disabled
    assert any(said.startswith("ana signed this off;") for said in says(page))
    finding, _ = found(key, source_id, "Zoltarra")
    decide(study, key, source_id, op="refuse", mark_id=finding.finding_id)
    page = open_review(study, key, source_id)
    assert not page.button(key="sign_off").disabled
    assert not any("signed this off" in said for said in says(page))
    sign_off(study, key, source_id, coder="ana")
    page = open_review(study, key, source_id, coder="bo")
    assert not page.button(key="sign_off").disabled
    page.button(key="sign_off").click().run()
    assert "ana signed off before; yours is the second." in says(page)
    confirm(page)
    with key.read() as db:
        assert approvers(db, source_id, 1) == ["ana", "bo"]
    assert "Signed off." in [part.value for part in page.markdown]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_rule_that_finds_something_has_words(language):
    """A rule without words in `recognizer_words` would be shown by its name in the code."""
    lines = (DEV_SETS / f"dev.{language}.jsonl").read_text(encoding="utf-8").splitlines()
    every = deid.Layers(special=True)
    names = {
        finding.recognizer
        for line in lines
        for finding in deid.detect(
            json.loads(line)["text"], language, known={}, refused=(), layers=every
        )
    }
    assert len(names) > 30
    assert names - set(recognizer_words()) == set()


def test_every_kind_and_layer_has_words():
    assert set(identifier_words()) == set(IdentifierKind)
    assert all(layer_word(layer) != "" for layer in LAYERS)
