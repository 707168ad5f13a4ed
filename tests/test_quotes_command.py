"""`kwalicode quotes`: the register, and its open hits without a word of them."""

import pytest
from click.testing import CliRunner

from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.cli import cli
from kwalicode.model import Coding
from kwalicode.model.quotes import QuoteChange
from kwalicode.store.codings import add_coding
from kwalicode.workflows import quote_register as register
from kwalicode.workflows.quote_picking import list_quotes, make_quote


@pytest.fixture
def run(study, key, document, monkeypatch):
    monkeypatch.chdir(study.path.parent)
    monkeypatch.setenv("KWALICODE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("KWALICODE_KEY_PASSPHRASE", KEY_PASSPHRASE)
    start = document.text.index("Echt niet")
    with study.write("ana", "code") as db:
        add_coding(db, Coding("1", "d1", "fear", "ana", start, start + 9, "Echt niet"))
    make_quote(study, ["1"], coder="ana")
    return lambda *arguments: CliRunner().invoke(cli, ["quotes", "study", *arguments])


def test_the_register_is_printed_and_checked(run):
    assert run().output.splitlines() == [
        "state\tstyle\trole label\tquote",
        "candidate\trunning\tambtenaar\tEcht niet",
    ]
    assert run("--state", "approved").output.splitlines() == ["state\tstyle\trole label\tquote"]
    assert run("--check").output == "Checked 1 quotes; no hit is open.\n"
    assert "choose one of candidate, adapted" in run("--state", "klaar").output


def test_an_open_hit_fails_and_is_told_by_place_not_by_its_words(run, study):
    quote_id = list_quotes(study)[0].quote_id
    register.adapt(study, quote_id, QuoteChange(0, 4, "in Utrecht", "grammar"), coder="ana")
    result = run("--check")
    assert result.exit_code == 1
    assert "quote 1\tplace\ttext\t4-11" in result.output
    assert "1 hits in 1 quotes are open" in result.output
    assert "Utrecht" not in result.output
