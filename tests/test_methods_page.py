"""The page Methods: text in either language, checklists with a way on, files; and its command."""

import pytest
from click.testing import CliRunner

from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.cli import cli
from kwalicode.model import Attribute, Target
from kwalicode.store.attributes import add_attribute, set_targets
from test_pages import open_page


def words(page):
    return "\n".join(one.value for one in page.markdown)


def press(page, label):
    next(one for one in page.button if one.label == label).click().run()
    assert not page.exception, page.exception


def test_the_text_has_a_language_of_its_own(study, key, document):
    page = open_page("methods", study, key, language="en")
    assert "The material holds one interview." in words(page)
    page = open_page("methods", study, key, language="en", methods_language_en="nl")
    assert "Het materiaal omvat één interview." in words(page)
    assert page.title[0].value == "Methods"


def test_the_checklists_say_what_is_missing_and_where_to_fill_it_in(study, key, document):
    page = open_page("methods", study, key, language="en", methods_view="COREQ")
    assert "**32**" in words(page)
    labels = {one.key: one.label for one in page.button if (one.key or "").startswith("methods_")}
    assert labels["methods_22"] == "Saturation"
    assert labels["methods_16"] == "Participants"
    assert "methods_27" not in labels  # software is told by the program itself
    page = open_page("methods", study, key, language="en", methods_view="SRQR")
    assert "**S21**" in words(page)


def test_a_locked_key_file_is_said_and_asked_for_before_a_file_is_written(study, key, document):
    page = open_page("methods", study, language="en")
    assert "Without the key file" in page.info[0].value
    press(page, "Write .md")
    assert not page.get("download_button")
    page = open_page("methods", study, key, language="en")
    assert not page.info
    press(page, "Write .docx")
    assert len(page.get("download_button")) == 1


def test_what_changed_elsewhere_is_told_at_once(study, key, document):
    page = open_page("methods", study, key, language="en")
    assert "There were targets" not in words(page)
    with study.write("bo", "target") as db:
        attribute_id = add_attribute(db, Attribute("", "side", "yes/no"))
        set_targets(db, attribute_id, [Target(attribute_id, "yes", 3)])
    page.run()
    assert "There were targets for side." in words(page)


@pytest.fixture
def run(study, key, document, monkeypatch):
    monkeypatch.chdir(study.path.parent)
    monkeypatch.setenv("KWALICODE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("KWALICODE_KEY_PASSPHRASE", KEY_PASSPHRASE)
    return lambda *more: CliRunner().invoke(cli, ["report", "methods", "study", *more])


def test_the_command_prints_the_draft_or_writes_it_after_a_scan(run, study):
    assert run("--language", "en").output.startswith("# Methods and reporting\n")
    result = run("--output", "methods.docx")
    assert result.output == "Wrote methods.docx; the leak scan found no name of the key file.\n"
    assert (study.path.parent / "methods.docx").read_bytes()[:2] == b"PK"
    assert "choose one of these" in run("--output", "methods.pdf").output


def test_without_its_key_file_the_draft_is_printed_with_what_is_missing(run, key):
    key.path.unlink()
    result = run()
    assert result.exit_code == 0
    assert "Beschrijf hoe de gegevens zijn gede-identificeerd." in result.output
    assert run("--output", "methods.md").exit_code == 1
