"""The page Passes in both languages, and the words for what became of the codebook."""

import pytest
from click.testing import CliRunner

from conftest import PASSPHRASE
from kwalicode.cli import cli
from kwalicode.model import Coding, Document, Theme
from kwalicode.store.codebook import rename_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.merging import merge_codes
from kwalicode.store.themes import add_theme
from kwalicode.ui.pages.passes import words as passes_words
from kwalicode.ui.pages.passes.words import MOST, and_list, development_sections
from kwalicode.workflows.differences import Development
from kwalicode.workflows.passes import (
    close_pass,
    open_pass,
    pass_documents,
    passes_state,
    set_blind,
)
from test_pages import open_page

VIEWS = ["passes", "codebook", "double", "documents"]


@pytest.fixture
def code_words(study, document):
    def code_words(coding_id, coder, code_id, start, pass_id=1):
        with study.write(coder, "add") as db:
            coding = Coding(
                coding_id, "d1", code_id, coder, start, start + 4, document.text[start : start + 4]
            )
            add_coding(db, coding, pass_id=pass_id)

    return code_words


@pytest.fixture
def doubled(study, code_words):
    """Two coders of one pass agree once, differ once, and code one segment alone."""
    code_words("a0", "ana", "fear", 0), code_words("b0", "bo", "fear", 2)
    code_words("a1", "ana", "work", 20), code_words("b1", "bo", "silence", 20)
    code_words("a2", "ana", "work", 40)


def shown(page):
    """All words of a page."""
    return "\n".join(
        [*(e.value for e in (*page.markdown, *page.caption, *page.info, *page.subheader))]
        + [e.proto.body for e in page.get("html")]
    )


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_on_an_empty_study(study, view, language):
    open_page("passes", study, language=language, passes_view=view)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_on_a_study_with_passes(study, doubled, view, language):
    close_pass(study, 1, coder="ana")
    open_pass(study, "axial", "axiaal", coder="bo", is_blind=True)
    open_page("passes", study, language=language, passes_view=view)


def test_the_passes_say_who_did_what(study, doubled):
    close_pass(study, 1, coder="cas")
    words = shown(open_page("passes", study, language="en"))
    assert "5 codings in 1 document, by ana and bo" in words
    assert "3 codes made" in words
    assert "Closed by cas" in words
    assert "None yet. What is done meanwhile belongs to “Open pass”." in words
    assert "All are closed." in words


def test_a_pass_is_made_blind_by_its_switch_and_that_is_taken_back_and_done_again(study, doubled):
    page = open_page("passes", study, language="en")
    page.toggle[0].set_value(True).run()
    assert passes_state(study).passes[0].is_blind
    undo = next(button for button in page.button if button.label == "Undo")
    undo.click().run()
    assert not passes_state(study).passes[0].is_blind
    assert "Undo" not in [button.label for button in page.button]
    next(button for button in page.button if button.label == "Redo").click().run()
    assert passes_state(study).passes[0].is_blind


def test_what_was_done_is_not_offered_to_be_taken_back_once_something_else_was(
    study, doubled, code_words
):
    page = open_page("passes", study, language="en")
    page.toggle[0].set_value(True).run()
    code_words("b2", "bo", "work", 30)
    assert "Undo" in [button.label for button in page.run().button]
    code_words("a3", "ana", "work", 30)
    assert "Undo" not in [button.label for button in page.run().button]


def test_a_pass_is_opened_again_by_its_button(study, document):
    close_pass(study, 1, coder="ana")
    page = open_page("passes", study, language="en")
    next(button for button in page.button if button.label == "Open again").click().run()
    assert passes_state(study).passes[0].closed_at == ""
    assert "is open again" in shown(page)


def test_what_changed_since_the_last_closing_is_said_in_words(study, doubled):
    close_pass(study, 1, coder="ana")
    with study.write("ana", "merge_codes") as db:
        merge_codes(db, ["silence"], "fear")
    with study.write("ana", "edit_code") as db:
        rename_code(db, "work", "werk")
    words = shown(open_page("passes", study, language="en", passes_view="codebook"))
    assert "**silence** merged into **fear**, 1 coding moved" in words
    assert "**work** renamed to **werk**" in words


def test_nothing_changed_is_said_too(study, document):
    close_pass(study, 1, coder="ana")
    words = shown(open_page("passes", study, language="en", passes_view="codebook"))
    assert "Nothing in the codebook changed" in words


def test_the_codings_of_two_coders_stand_side_by_side(study, doubled):
    page = open_page("passes", study, language="en", passes_view="double")
    words = shown(page)
    assert "**1 of 3 (33%)** segments" in words
    assert "<td>work</td><td>silence</td><td>Other code</td>" in words
    assert "Only ana" in words
    # The segment on which both agree is shown on demand, each word once.
    assert "<td>Agreed</td>" not in words
    page.toggle[0].set_value(True).run()
    assert "<i>Ho</i>e <i>is</i></td><td>fear</td><td>fear</td><td>Agreed</td>" in shown(page)


def test_names_and_words_are_never_read_as_marks(study, code_words, document):
    with study.write("ana", "rename") as db:
        rename_code(db, "fear", "<b>angst</b> *x*")
    code_words("a0", "ana", "fear", 0), code_words("b0", "bo", "work", 0)
    words = shown(open_page("passes", study, language="en", passes_view="double"))
    assert "&lt;b&gt;angst&lt;/b&gt; *x*" in words
    words = shown(open_page("passes", study, language="en", passes_view="codebook"))
    assert r"\<b\>angst\</b\> \*x\*" in words


def test_a_blind_pass_does_not_show_its_differences_before_it_is_closed(study, doubled):
    set_blind(study, 1, is_blind=True, coder="ana")
    words = shown(open_page("passes", study, language="en", passes_view="double"))
    assert "This pass is blind." in words
    assert "silence" not in words


def test_supporting_documents_are_kept_out_of_the_open_pass_by_choosing_them(study, document):
    with study.write("ana", "sign off") as db:
        letter = Document("d2", "Brief", "document", "nl", "Geachte leden", (), version=1)
        add_version(db, letter, coder="ana", role_labels={})
    page = open_page("passes", study, language="en", passes_view="documents")
    page.multiselect[0].select("d2").run()
    assert [one.in_open_pass for one in pass_documents(study)] == [True, False]


# The words for what became of the codebook.


@pytest.fixture
def lines(monkeypatch):
    """Say developments in English, without a session."""
    monkeypatch.setattr("streamlit.session_state", {"language": "en"})
    return lambda *found: [line for _, lines in development_sections(found) for line in lines]


def test_what_went_to_the_same_place_shares_a_sentence(lines):
    found = [
        Development("merged", "code", f"Macht > {name}", new="Macht > d", n=2) for name in "abc"
    ]
    assert lines(*found) == ["**a**, **b** and **c** merged into **d**, 6 codings moved"]
    found = [Development("moved", "code", name, old="Macht", new="Druk") for name in "ab"]
    assert lines(*found) == ["**a** and **b** moved from **Macht** to **Druk**"]


def test_equal_names_in_two_categories_are_both_said(lines):
    found = [Development("edited", "code", "zwijgen", fields=("valence",))] * 2
    assert lines(*found) == ["**zwijgen**: direction changed"] * 2


def test_many_names_are_counted_after_the_first(lines):
    found = [Development("new", "code", f"code {n:02}") for n in range(MOST + 3)]
    (line,) = lines(*found)
    assert line.startswith("**New (15):** code 00, code 01")
    assert line.endswith("code 11, and 3 more")
    found = [Development("renamed", "code", f"b{n:02}", old=f"a{n:02}") for n in range(MOST + 1)]
    assert lines(*found)[-1] == "and 1 more"
    ((_, named),) = development_sections(found, most=len(found))
    assert len(named) == len(found)


@pytest.mark.parametrize(
    ("development", "line"),
    [
        (("deleted", "code", "a", "", "", 3), "**Deleted (1):** a (3 codings)"),
        (("retired", "code", "a"), "**Retired (1):** a"),
        (("restored", "code", "a"), "**Back in use (1):** a"),
        (("merged", "category", "a", "", "b"), "**a** merged into **b**"),
        (("split", "code", "a", "b", "", 1), "**a** split off from **b**, 1 coding moved"),
        (("recoded", "code", "a", "b", "", 2), "2 codings moved from **b** to **a**"),
        (("renamed", "theme", "a", "b", "a"), "**b** renamed to **a**"),
        (("moved", "code", "a", "", "Macht"), "**a** put in **Macht**"),
        (("moved", "code", "a", "Macht", ""), "**a** taken out of **Macht**"),
        (("linked", "code", "a", "", "Macht"), "**a** now also stands under **Macht**"),
        (("unlinked", "code", "a", "Macht"), "**a** no longer stands under **Macht**"),
        (("linked", "theme", "a", "", "Macht"), "**a** now rests on **Macht**"),
        (("unlinked", "theme", "a", "Macht"), "**a** no longer rests on **Macht**"),
        (("new", "relation", "a → b", "", "hinders"), "**New (1):** a → b (hinders)"),
        (
            ("edited", "relation", "a → b", "", "", 0, ("strength", "supports")),
            "**a → b**: evidence and segments that support it changed",
        ),
        (("new", "coding", "", "", "", 1), "1 coding made"),
        (("deleted", "coding", "", "", "", 2), "2 codings removed or joined"),
    ],
)
def test_each_development_is_a_sentence(lines, development, line):
    assert lines(Development(*development)) == [line]


def test_names_are_listed_as_in_a_sentence(lines):
    assert [and_list(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        *("", "a", "a and b", "a, b and c")
    ]


def test_every_field_that_can_change_has_a_word(lines):
    from kwalicode.workflows import differences

    words = passes_words.field_words()
    assert set(differences._TEXTS) <= set(words)
    assert all(words.values())


# The command.


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setenv("KWALICODE_PASSPHRASE", PASSPHRASE)
    return lambda *arguments: CliRunner().invoke(cli, [str(a) for a in arguments])


def test_the_command_prints_the_passes_as_a_table(study, doubled, run):
    close_pass(study, 1, coder="cas")
    open_pass(study, "thematic", "derde", coder="bo", is_blind=True)
    with study.write("ana", "theme") as db:
        add_theme(db, Theme("t", "Angst", "Zo is het."))
    result = run("passes", study.path)
    assert result.exit_code == 0, result.output
    head, *rows = [line.split("\t") for line in result.output.splitlines()]
    first, second = (dict(zip(head, row, strict=True)) for row in rows)
    assert (first["pass"], first["kind"], first["coders"], first["codings"], first["codes"]) == (
        *("open", "open", "ana, bo", "5", "3"),
    )
    assert (second["pass"], second["blind"], second["closed"]) == ("derde", "yes", "")
