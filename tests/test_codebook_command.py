import pytest
from click.testing import CliRunner

from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.cli import cli
from kwalicode.model import Coding
from kwalicode.store.codings import add_coding


@pytest.fixture
def run(study, key, document, monkeypatch):
    """Run a codebook command on a study with three codes, in its folder."""
    monkeypatch.chdir(study.path.parent)
    monkeypatch.setenv("KWALICODE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("KWALICODE_KEY_PASSPHRASE", KEY_PASSPHRASE)
    with study.write("ana", "code") as db:
        for number, code in enumerate(("fear", "silence")):
            add_coding(db, Coding(str(number), "d1", code, "ana", 0, 3, "Hoe"))

    def run(command, *arguments, coder=True):
        who = ["--coder", "ana"] if coder else []
        words = ["codebook", command, "study", *arguments, *who]
        return CliRunner().invoke(cli, [str(word) for word in words])

    return run


def listed(run):
    return run("list", coder=False).output.splitlines()


def test_codes_are_listed_renamed_moved_merged_and_retired(run, study):
    assert listed(run) == ["1\tfear", "1\tsilence", "0\twork"]
    assert run("rename", "fear", "angst").exit_code == 0
    (study.path.parent / "boek.yaml").write_text("categories: [{name: Stilte, codes: [rust]}]")
    assert "1 categories, 1 codes" in run("import", "boek.yaml").output
    assert "Moved 2 codes" in run("move", "angst", "work", "--to", "stilte").output
    assert "Moved 1 codings, 1 of which" in run("merge", "silence", "--into", "angst").output
    assert run("retire", "work").exit_code == 0
    assert listed(run) == ["1\tStilte > angst", "0\tStilte > work\tretired", "0\tStilte > rust"]
    assert "Took back" in run("undo").output
    assert "retired" not in run("list", coder=False).output


@pytest.mark.parametrize("ending", ["yaml", "csv", "xlsx"])
def test_an_exported_codebook_is_the_same_as_that_of_the_study(run, ending):
    assert run("start", "workplace-safety").exit_code == 0
    assert run("export", f"boek.{ending}", coder=False).exit_code == 0
    result = run("compare", f"boek.{ending}", coder=False)
    assert (result.exit_code, result.output) == (0, "The two are the same.\n")
    assert run("rename", "fear", "vrees").exit_code == 0
    result = run("compare", f"boek.{ending}", coder=False)
    assert result.exit_code == 1
    assert result.output == "code\tfear\tonly in the file\ncode\tvrees\tonly in the study\n"


def test_a_codebook_goes_out_as_a_word_document(run, study):
    assert run("export", "boek.docx", "--language", "en", coder=False).exit_code == 0
    assert (study.path.parent / "boek.docx").read_bytes().startswith(b"PK")


def test_a_codebook_goes_out_as_it_stood_on_a_day(run, study):
    for day, wanted in (("2020-01-31", b""), ("2999-12-31", b"codes:")):
        assert run("export", "boek.yaml", "--as-of", day, coder=False).exit_code == 0
        assert (study.path.parent / "boek.yaml").read_bytes()[:6] == wanted


def test_what_goes_wrong_is_said_in_one_sentence(run, study):
    (study.path.parent / "boek.csv").write_text("code\nx\nX\n")
    for arguments, says in (
        (["import", "boek.csv"], "Row 3, column code: this name stands twice"),
        (["start", "nothing"], "no codebook 'nothing'"),
        (["merge", "fear", "--into", "fear"], "cannot be merged into itself"),
        (["retire", "niets"], "has no 'niets'"),
    ):
        result = run(*arguments)
        assert result.exit_code == 1
        assert says in result.output
        assert len(result.output.strip().splitlines()) == 1
    assert listed(run) == ["1\tfear", "1\tsilence", "0\twork"]
