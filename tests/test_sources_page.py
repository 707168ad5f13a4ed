"""The preview of a bundle, the repeats and the facts on the page Sources."""

from streamlit.testing.v1 import AppTest

from kwalicode.store.facts import find_facts
from kwalicode.store.sources import find_sources
from kwalicode.workflows.bundles import import_bundle, open_bundle
from kwalicode.workflows.documents import import_documents, preview_file
from kwalicode.workflows.repeats import list_repeats
from test_pages import open_page
from workflows.test_bundles import BUNDLE


def open_preview(key, name, content):
    def script(name, content):
        from io import BytesIO

        import streamlit as st

        from kwalicode.ui.pages.sources.bundles import show_bundle
        from kwalicode.ui.session import shown_errors

        with shown_errors():
            show_bundle(st.session_state.key, "f1", name, BytesIO(content))

    app = AppTest.from_function(script, kwargs={"name": name, "content": content})
    app.session_state["language"], app.session_state["coder"] = "en", "ana"
    app.session_state["key"] = key
    app.run(timeout=30)
    assert not app.exception, app.exception
    return app


def press(app, label):
    next(button for button in app.button if button.label == label).click()
    app.run(timeout=30)
    assert not app.exception, app.exception


def test_boundaries_are_corrected_and_the_bundle_is_imported(key):
    app = open_preview(key, "stukken.txt", BUNDLE)
    assert "4 documents" in app.markdown[0].value
    app.number_input[0].set_value(3).run(timeout=30)
    press(app, "Join with the document before")
    assert "3 documents" in app.markdown[0].value
    press(app, "Import 3 documents")
    with key.read() as db:
        assert len(find_sources(db)) == 3


def test_what_is_no_bundle_is_told_in_one_sentence(key):
    app = open_preview(key, "verhaal.txt", b"Een verhaal.\n\nMet een einde.")
    assert "Nothing in this file tells where one document ends" in app.error[0].value


def test_how_an_interview_was_held_is_entered_with_its_facts(study, key):
    text = b"V: Hoe is het?\nA: Ik durfde niets.\nV: En toen?\nA: Niets.\n"
    (source_id,) = import_documents(key, [preview_file("a.txt", text)], coder="ana")

    def script(source_id):
        import streamlit as st

        from kwalicode.ui.pages.sources.facts import edit_facts

        edit_facts(st.session_state.study, st.session_state.key, [source_id])

    app = AppTest.from_function(script, kwargs={"source_id": source_id})
    state = {"language": "en", "coder": "ana", "study": study, "key": key}
    for name, value in state.items():
        app.session_state[name] = value
    app.run(timeout=30)
    fields = {one.label: one for one in (*app.text_input, *app.selectbox)}
    fields["Length in minutes"].set_value("75")
    fields["Held"].set_value("video")
    fields["Field notes made"].set_value("no")
    press(app, "Save")
    with key.read() as db:
        facts = find_facts(db)[source_id]
    assert (facts.minutes, facts.held, facts.recorded, facts.noted) == (75, "video", "", "no")
    fields = {one.label: one for one in app.text_input}
    fields["Length in minutes"].set_value("anderhalf uur")
    press(app, "Save")
    assert "is no number of whole minutes" in app.error[0].value


def test_a_repeat_is_decided_on_the_page(study, key):
    import_bundle(key, open_bundle("stukken.txt", BUNDLE), coder="ana")
    page = open_page("sources", study, key, "en")
    choice = page.segmented_control(key=f"repeat_{list_repeats(key)[0].repeat_id}")
    choice.set_value("keep both").run(timeout=30)
    assert [pair.decision for pair in list_repeats(key)] == ["keep both"]
    with key.read() as db:
        assert {facts.type for facts in find_facts(db).values()} == {"e-mail", "notitie", "agenda"}
