"""`kwalicode saturation`: of a study, and of a plain table with all that can be wrong in one."""

import json

import pytest
from click.testing import CliRunner

from conftest import PASSPHRASE
from kwalicode.cli import cli
from kwalicode.model import Coding
from kwalicode.store.codings import add_coding

# Insects: 15 interviews and 18 codes, from the package novelqualcodes; new codes per interview.
NEW = [5, 4, 3, 1, 1, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0]


@pytest.fixture
def run(study, document, monkeypatch):
    monkeypatch.chdir(study.path.parent)
    monkeypatch.setenv("KWALICODE_PASSPHRASE", PASSPHRASE)
    with study.write("ana", "fill") as db:
        add_coding(db, Coding("1", "d1", "fear", "ana", 17, 20, document.text[17:20]))
    return lambda *arguments: CliRunner().invoke(cli, ["saturation", *arguments, "--coder", "ana"])


@pytest.fixture
def of_table(tmp_path):
    def of_table(text, *more):
        path = tmp_path / "table.csv"
        path.write_text(text, encoding="utf-8")
        return CliRunner().invoke(cli, ["saturation", "--incidence", str(path), *more])

    return of_table


def test_a_study_says_its_numbers_only_after_a_choice_was_stored(run):
    refused = run("study")
    assert refused.exit_code == 1
    assert "choose a setting" in refused.output
    chosen = run("study", "--choose", "4", "3", "0", "--json")
    found = json.loads(chosen.output)
    assert (found["choice"]["run_length"], found["choice"]["threshold"]) == (3, 0)
    assert found["choice"]["chosen_by"] == "ana"
    assert found["numbers"]["new_codes"] == [1]
    assert "At least two interviews" in found["numbers"]["summary"]["coverage"]["undefined"]
    assert "new codes per interview\t1\n" in run("study").output


def test_a_plain_table_gives_the_published_stop_and_says_it_was_re_opened(of_table):
    codes = [number for number, new in enumerate(NEW) for _ in range(new)]
    rows = [
        ",".join([f"i{n}", *("1" if first == n else "0" for first in codes)]) for n in range(15)
    ]
    head = ",".join(["interview", *(f"c{k}" for k in range(18))])
    result = of_table("\n".join([head, *rows]))
    assert "new information rate, base 4, run 2, at most 5%\t8+2, re-opened at interview 11" in (
        result.output
    )
    assert "codes seen once (Q1)\t18\n" in result.output


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("i,a\n1,veel\n2,1\n", "Row 2, column 2: a cell holds a whole number"),
        ("i,a\n1,-1\n2,1\n", "Row 2, column 2: a cell holds a whole number"),
        ("i,a\n1,\n2,1\n", "Row 2, column 2: a cell holds a whole number"),
        ("i,a\n1,1\n", "a row for each of two or more interviews"),
        ("i,a,a\n1,1,0\n2,1,0\n", "needs a name of its own"),
        ("i,a\n1,0\n2,0\n", "No interview holds a code yet"),
        ("i," + ",".join(f"c{n}" for n in range(10_000)) + "\n1,0\n", "2000 columns"),
        ("", "empty"),
    ],
)
def test_a_table_that_cannot_be_counted_is_refused_in_one_sentence(of_table, text, sentence):
    result = of_table(text)
    assert result.exit_code == 1
    assert sentence in result.output
    assert result.output.count("\n") == 1


def test_a_study_and_a_table_at_once_are_refused(run):
    assert "one of the two" in run().output
