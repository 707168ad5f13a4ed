import subprocess
import sys

import pytest
from click.testing import CliRunner

from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.cli import cli
from kwalicode.workflows.coding import apply_coding
from kwalicode.workflows.deidentify import sign_off
from kwalicode.workflows.overview import document_states

INTERVIEW = """Femke: Hoe gaat het hier op de afdeling?
Marloes: Nou, eh, Henk Dijkstra schreeuwt veel, en ik kom uit Zwolle.
Femke: Wat gebeurt er dan?
Marloes: Dan durf ik niets meer te zeggen. Mijn nummer is 06-12345678.
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in an empty folder with the passphrases set."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KWALICODE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("KWALICODE_KEY_PASSPHRASE", KEY_PASSPHRASE)
    return lambda *arguments: CliRunner().invoke(cli, [str(a) for a in arguments])


@pytest.fixture
def imported(run, key, tmp_path):
    """A folder with a study and its key file, in which one interview was imported."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "marloes.txt").write_text(INTERVIEW, encoding="utf-8")
    assert "Imported 1 of 1" in run("import", "study", "raw", "--role", "ambtenaar").output
    return tmp_path


@pytest.fixture
def code_words(study, key):
    """Sign off the one document and put a new code on some of its words."""

    def code_words(words):
        (state,) = document_states(study, key)
        text = sign_off(study, key, state.document_id, coder="ana").text
        start = text.index(words)
        fresh = {"name": "zwijgen", "category_id": None}
        operation = {"id": "op", "op": "add", "mark_id": "m", "code_id": "c", "new_code": fresh}
        operation |= {"start": start, "end": start + len(words), "text": words}
        assert apply_coding(study, state.document_id, [operation], coder="ana").stored

    return code_words


def test_the_whole_way_from_the_command_line(run, imported, code_words):
    result = run("deidentify", "study")
    assert result.exit_code == 0, result.output
    assert "Gesprek 1\tin review" in result.output
    code_words("durf ik niets meer te zeggen")
    assert "codings\t1" in run("info", "study").output
    result = run("export", "quotes", "study", "quotes.csv")
    assert (result.exit_code, "tell of fewer than 7" in result.output) == (1, True)
    result = run("export", "quotes", "study", "quotes.csv", "--inside")
    assert result.exit_code == 0, result.output
    written = (imported / "quotes-niet-voor-publicatie.csv").read_text(encoding="utf-8-sig")
    assert "durf ik niets meer te zeggen" in written
    assert "ambtenaar" in written


def test_a_leak_blocks_the_export_and_names_the_place_not_the_name(
    run, imported, code_words, study
):
    run("deidentify", "study")
    code_words("durf ik niets meer te zeggen")
    with study.write("ana", "leak") as db:
        db.execute("UPDATE codings SET text = 'dat was Henk Dijkstra'")
    result = run("export", "quotes", "study", "quotes.docx")
    assert result.exit_code == 1
    assert "nothing was written" in result.output
    assert "Gesprek 1 (zwijgen)" in result.output
    assert "Dijkstra" not in result.output
    assert not (imported / "quotes.docx").exists()


def test_a_scan_tells_how_many_leaks_each_document_has_and_none_of_the_words(
    run, imported, code_words, study
):
    run("deidentify", "study")
    code_words("durf ik niets meer te zeggen")
    result = run("scan", "study")
    assert (result.exit_code, result.stdout) == (0, "Gesprek 1\t0\n")
    with study.write("ana", "leak") as db:
        db.execute("UPDATE versions SET text = replace(text, 'durf ik', 'Dijkstra')")
    result = run("scan", "study")
    assert (result.exit_code, result.stdout) == (1, "Gesprek 1\t1\n")
    assert "Dijkstra" not in result.output


def test_the_privacy_report_is_written_in_the_language_asked_for(run, imported, code_words):
    run("deidentify", "study")
    code_words("durf ik niets meer te zeggen")
    for language, heading in (("nl", "# Verantwoording van"), ("en", "# Account of")):
        result = run("privacy-report", "study", "report.md", "--lang", language)
        assert result.exit_code == 0, result.output
        written = (imported / "report.md").read_text(encoding="utf-8")
        assert written.startswith(heading)
        assert "Gesprek 1" in written
        assert not {"Dijkstra", "Zwolle", "Marloes"} & set(written.split())


def test_one_unreadable_file_stops_the_whole_import(run, imported):
    (imported / "raw" / "kapot.pdf").write_bytes(b"no pdf")
    (imported / "raw" / "nieuw.txt").write_text(INTERVIEW + "Femke: Dank je.\n", encoding="utf-8")
    (imported / "raw" / "marloes.txt").unlink()
    result = run("import", "study", "raw")
    assert result.exit_code == 1
    assert "Nothing was imported" in result.output
    assert "Imported 1 of 2" in run("import", "study", "raw", "--skip-unreadable").output


def test_a_file_that_is_in_the_study_is_not_imported_twice(run, imported):
    result = run("import", "study", "raw")
    assert (result.exit_code, "in the study already, as 'Gesprek 1'" in result.output) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["info", "nowhere"], "There is no file nowhere.kwali"),
        (["new", "study"], "study.kwali exists already"),
        (["export", "quotes", "study", "quotes.exe"], ".docx, .odt, .html"),
        (["export", "quotes", "study", "quotes.csv", "--code", "niets"], "no code 'niets'"),
        (["export", "quotes", "study", "quotes.csv"], "no quotes to write"),
        (["scan", "nowhere"], "There is no file nowhere.kwali"),
        (["privacy-report", "study", "report.pdf"], "is written as .md"),
        (["privacy-report", "study", "nowhere/report.md"], "report.md cannot be written"),
    ],
)
def test_what_goes_wrong_is_said_in_one_sentence(run, key, arguments, says):
    result = run(*arguments)
    assert result.exit_code == 1
    assert says in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_the_key_file_may_lie_on_another_disk(run, tmp_path):
    (tmp_path / "stick").mkdir()
    (tmp_path / "marloes.txt").write_text(INTERVIEW, encoding="utf-8")
    key = ["--key", tmp_path / "stick" / "study.kwalikey"]
    assert run("new", "study", *key).exit_code == 0
    assert not (tmp_path / "study.kwalikey").exists()
    assert "Imported 1 of 1" in run("import", "study", "marloes.txt", *key).output
    assert "There is no file study.kwalikey" in run("deidentify", "study").output
    assert "in review" in run("deidentify", "study", *key).output


def test_help_loads_no_heavy_package():
    heavy = "{'streamlit', 'spacy', 'pandas', 'presidio_analyzer', 'sqlite_utils'}"
    program = f"import sys, kwalicode.cli; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
