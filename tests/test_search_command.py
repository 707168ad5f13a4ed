import pytest
from click.testing import CliRunner

from conftest import PASSPHRASE
from kwalicode.cli import cli
from kwalicode.store.codings import find_codings


@pytest.fixture
def search(study, document, monkeypatch):
    monkeypatch.setenv("KWALICODE_PASSPHRASE", PASSPHRASE)
    return lambda *arguments: CliRunner().invoke(cli, ["search", str(study.path), *arguments])


def test_document_place_and_sentence_are_printed(search, document):
    start = document.text.index("Echt")
    result = search("echt OF hoort")
    assert result.exit_code == 0, result.output
    assert result.stdout == (
        f"Gesprek 1\t{start}-{start + 10}\tEcht niet.\n"
        f"Gesprek 1\t{len(document.text) - 16}-{len(document.text)}\tHet hoort erbij.\n"
    )


def test_a_pattern_is_searched_and_all_of_it_coded(search, study):
    assert "Coded 3 passages." in search("--regex", r"nie\w+", "--code", "twijfel").stderr
    assert "Coded 1 passages." in search("durfde", "--turns", "--code", "fear").stderr
    with study.read() as db:
        texts = [coding.text for coding in find_codings(db, "d1")]
    assert texts == [
        "Ik durfde niets te zeggen 👩‍👩‍👧. Echt niet.",
        "Ik durfde niets te zeggen 👩‍👩‍👧.",
        "Echt niet.",
        "Waarom niet?",
    ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["(echt"], "bracket"),
        (["--regex", "(echt"], "cannot be read at character"),
        (["nergens", "--code", "fear"], "Choose what to code"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(search, arguments, says):
    result = search(*arguments)
    assert (result.exit_code, len(result.stderr.strip().splitlines())) == (1, 1)
    assert says in result.stderr
