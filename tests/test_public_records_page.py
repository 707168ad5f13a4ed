"""The page Public records: what is ready is written as one zip; what leaks is shown."""

import pytest

from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.documents import import_documents, preview_file, with_roles
from test_pages import open_page


@pytest.fixture
def bring(key):
    def bring(*lines):
        said = "".join(f"Femke: Vraag?\nMarloes: {line}\n" for line in (*lines, "Nou ja."))
        preview = with_roles(preview_file("x.txt", said.encode()), ["Femke"], "ambtenaar")
        (source_id,) = import_documents(key, [preview], coder="ana")
        detect_findings(key, source_id, coder="ana")
        return source_id

    return bring


@pytest.fixture
def sign(study, key):
    return lambda source_id: sign_off(study, key, source_id, coder="ana")


def test_an_empty_study_says_what_comes_first(study, key):
    page = open_page("public_records", study, key, "en")
    assert "There are no documents yet." in page.markdown[1].value
    assert [button.label for button in page.button] == ["Sources"]


def test_documents_that_are_signed_off_are_written_and_can_be_saved(study, key, bring, sign):
    sign(bring("Toen zei Henk Dijkstra niets."))
    bring("Nog niet gezien.")
    page = open_page("public_records", study, key, "en")
    assert "1 of 2 documents is not signed off" in page.markdown[1].value
    page.button[-1].click().run()
    assert not page.exception
    assert "Documents: 0 disclosed in full, 1 in part, 0 not." in page.success[0].value
    assert page.get("download_button")
    page = page.run()
    assert page.success, "what was written stays until something changes"


def test_what_leaks_is_shown_and_a_person_may_let_it_stay(study, key, bring, sign):
    source = bring("Beste Marieke,\nDag.")
    with key.write("ana", "refuse") as db:
        db.execute("UPDATE findings SET state = 'refused' WHERE surface = 'Marieke'")
    sign(source)
    page = open_page("public_records", study, key, "en")
    page.button[-1].click().run()
    assert "1 place may identify somebody" in page.error[0].value
    (_file, document, kind, words), *_ = page.dataframe[-1].value.values.tolist()
    assert (document, kind) == ("Gesprek 1", "name of who is addressed")
    assert words.endswith("Beste Marieke,")
    page.button[-1].click().run()
    assert page.success
    assert not page.error
