"""`kwalicode quotes`: the register, and its open hits without a word of them."""

import pytest
from click.testing import CliRunner

from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.cli import cli
from kwalicode.model import Coding
from kwalicode.model.quotes import QuoteChange
from kwalicode.store.codings import add_coding
from kwalicode.workflows.quotes import register
from kwalicode.workflows.quotes.picking import list_quotes, make_quote


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


@pytest.fixture
def export(run, study):
    """Export quotes whose label nobody is known by."""
    with study.write("ana", "label") as db:
        db.execute("UPDATE cases SET role_label = ''")
        db.execute("UPDATE quotes SET role_label = ''")
    return lambda *arguments: CliRunner().invoke(cli, ["export", "quotes", "study", *arguments])


def test_the_register_is_printed_and_checked(run):
    assert run().output.splitlines() == [
        "state\tstyle\trole label\tquote",
        "candidate\trunning\tambtenaar\tEcht niet",
    ]
    assert run("--state", "approved").output.splitlines() == ["state\tstyle\trole label\tquote"]
    assert run("--check").output == "Checked 1 quote; no hit is open.\n"
    assert "choose one of candidate, adapted" in run("--state", "klaar").output


def test_an_open_hit_fails_and_is_told_by_place_not_by_its_words(run, study):
    quote_id = list_quotes(study)[0].quote_id
    register.adapt(study, quote_id, QuoteChange(0, 4, "in Utrecht", "grammar"), coder="ana")
    result = run("--check")
    assert result.exit_code == 1
    assert "quote 1\tplace\ttext\t4-11" in result.output
    assert "open hits (1, with 1 checked)" in result.output
    assert "Utrecht" not in result.output


def test_quotes_are_exported_as_they_were_asked_for(export, study):
    folder = study.path.parent
    assert export("q.html").output == "Wrote 1 quote to q.html; the leak scan found nothing.\n"
    assert "Leeswijzer" in (folder / "q.html").read_text(encoding="utf-8")
    export("q.md", "--by", "category", "--no-introduction", "--lang", "en")
    assert "How to read" not in (folder / "q.md").read_text(encoding="utf-8")
    assert "no theme 'niets'" in export("q.md", "--by", "theme", "--only", "niets").output
    assert "None of these quotes was approved" in export("q.md", "--approved").output
    inside = export("q.odt", "--code", "fear", "--inside").output
    assert "q-niet-voor-publicatie.odt" in inside
    assert {one.name for one in folder.glob("q*")} == {
        *("q.html", "q.md", "q-niet-voor-publicatie.odt"),
    }
