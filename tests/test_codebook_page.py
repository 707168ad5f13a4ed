"""The page Codebook opens on an empty study and on one with codes, and offers to start."""

import pytest
from streamlit.testing.v1 import AppTest

from kwalicode.model import Code
from kwalicode.store.codebook import add_code
from kwalicode.store.codebook import rename_code as rename_stored
from kwalicode.workflows.codebook import (
    find_code,
    merge_codes,
    move_codes,
    rename_code,
    retire_codes,
)
from kwalicode.workflows.codebook_files import import_codebook, read_shipped, study_codebook
from test_pages import open_page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_opens_with_codes(study, document, language):
    page = open_page("codebook", study, language=language)
    assert [button.label for button in page.button] == ["yaml", "csv", "xlsx", "docx"]


def test_a_codebook_file_waits_for_the_key_file_and_for_a_person_who_looks(study, key, document):
    with study.write("ana", "make") as db:
        add_code(db, Code("g", "Gerard Timmermans", None, 0), coder="ana")
    page = open_page("codebook", study, language="en")
    page.button(key="export_.csv").click().run()
    assert "is scanned for the names" in page.markdown[-1].value
    assert not page.get("download_button")
    page = open_page("codebook", study, key=key, language="en", codebook_asked=".csv")
    assert "In 1 text something looks like a name" in page.warning[0].value
    assert not page.get("download_button")
    page.checkbox[0].check().run()
    assert page.get("download_button")
    with study.write("ana", "leak") as db:
        rename_stored(db, "g", "gerard@example.org")
    page.run()
    assert "1 text holds identifying text" in page.error[0].value
    assert not page.get("download_button")


def test_an_empty_study_is_offered_the_shipped_codebooks(study):
    page = open_page("codebook", study, language="en")
    assert [button.label for button in page.button] == ["Start from this"] * 3
    page.button[1].click().run()
    assert not page.exception
    assert len(study_codebook(study).categories) == 7
    assert "Start from this" not in {button.label for button in page.button}


def test_the_history_of_a_code_is_told_in_words(study):
    import_codebook(study, *read_shipped("workplace-safety"), coder="ana")
    code_id = find_code(study, "zwijgen")
    rename_code(study, code_id, "stil zijn", coder="ben")
    merge_codes(study, [find_code(study, "wegkijken")], code_id, coder="ana")
    move_codes(study, [code_id], None, coder="ben")
    retire_codes(study, [code_id], is_retired=True, coder="ben")

    def script(study, code_id):
        import streamlit as st

        from kwalicode.ui.pages.codebook_words import detail_words
        from kwalicode.workflows.codebook import code_detail

        for line in detail_words(code_detail(study, code_id, coder="ana")):
            st.text(line)

    kwargs = {"study": study, "code_id": code_id}
    app = AppTest.from_function(script, kwargs=kwargs, default_timeout=30)
    app.session_state["language"] = "en"
    lines = [text.value.rpartition(" on ")[0] for text in app.run().text]
    assert lines == [
        "Retired, by ben",
        "Moved out of “Omgang”, by ben",
        "“wegkijken” was merged into it with 0 codings, by ana",
        "Changed: direction, by ana",
        "Renamed from “zwijgen” to “stil zijn”, by ben",
        "Made as “zwijgen”, by ana",
    ]
