"""The page Agreement and its command, with two coders and three."""

import json

import pytest
from click.testing import CliRunner

from conftest import PASSPHRASE
from kwalicode.cli import cli
from kwalicode.model import Coding
from kwalicode.store.codings import add_coding
from kwalicode.store.suggestions import Suggested, Target, take
from kwalicode.workflows.agreement.agree import chosen
from kwalicode.workflows.consensus import agreed_codings
from kwalicode.workflows.passes import set_blind
from test_pages import open_page

VIEWS = ["all", "codes", "passages", "others", "differences"]
ROWS = [
    ("ana", "fear", 0, 7),
    ("ana", "work", 20, 30),
    ("bo", "fear", 2, 7),
    ("bo", "silence", 22, 30),
]


@pytest.fixture
def filled(study, document):
    """Two coders on one document: one code they share, one they do not."""
    with study.write("ana", "code") as db:
        for coder, code_id, start, end in ROWS:
            words = document.text[start:end]
            where = ("d1", code_id, coder, start, end, words)
            add_coding(db, Coding(f"{coder}-{code_id}", *where))
    return study


def said(page):
    told = [*page.markdown, *page.caption, *page.info, *page.get("html")]
    return " ".join(str(one.value) for one in told)


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_opens(filled, view):
    page = open_page("agreement", filled, agreement_view=view)
    assert not page.error


def test_the_table_of_a_code_and_its_numbers_stand_on_the_page(filled):
    page = open_page("agreement", filled, language="en", agreement_view="codes")
    table = page.dataframe[0].value.set_index("Code")
    assert table.loc["fear", ["Both", "Only ana", "Only bo"]].tolist() == [5, 2, 0]
    assert table.loc["work", "Matching segments (F1)"] == "0.00"


def test_agreement_without_suggestions_stands_beside_it(filled, run):
    with filled.write("bo", "take") as db:
        suggested = Suggested("code", "words", "1", 1.0)
        take(db, suggested, Target(coding_id="bo-fear"), coder="bo")
    page = open_page("agreement", filled, language="en", agreement_view="all")
    assert "Without 1 coding taken from suggestions alpha is" in said(page)
    table = page.dataframe[0].value.set_index("Measure")
    both, alone = table.loc["Krippendorff's alpha", ["All codes", "Without suggestions"]]
    assert float(both) > 0 > float(alone)
    assert run().output.splitlines()[3].startswith("all codes without suggestions (left out: 1)\t")


def test_a_number_without_a_value_says_why(filled):
    page = open_page("agreement", filled, language="en", agreement_view="codes")
    assert page.dataframe[1].value["Between documents"][0] == "–"
    assert "one document only" in said(page)


def test_a_difference_is_agreed_on_and_is_then_no_more_to_be_chosen(filled):
    page = open_page("agreement", filled, language="en", agreement_view="differences")
    keep = next(one for one in page.button if one.label == "Keep the coding of bo")
    keep.click().run()
    assert not page.exception
    (agreed,) = agreed_codings(filled, "d1", coder="ana")
    assert (agreed.code_id, agreed.start, agreed.end) == ("silence", 22, 30)
    assert "1 difference is resolved." in said(page)
    assert "Nothing is left to agree on" in said(page)


def test_a_blind_pass_tells_nothing_until_it_is_closed(filled):
    set_blind(filled, 1, is_blind=True, coder="ana")
    page = open_page("agreement", filled, language="en")
    assert "once it is closed" in said(page)
    assert not page.dataframe


def test_three_coders_have_no_table_of_two_and_one_coder_is_asked_for_another(filled, document):
    with filled.write("cas", "code") as db:
        add_coding(db, Coding("c", "d1", "fear", "cas", 0, 7, document.text[:7]))
    page = open_page("agreement", filled, language="en", agreement_view="codes")
    page.pills[0].set_value([1, 2, 3]).run()
    assert {"By 1 coder", "By 2 coders", "By 3 coders"} <= set(page.dataframe[0].value.columns)
    page.pills[0].set_value([1]).run()
    assert "Choose two coders or more." in said(page)


@pytest.fixture
def run(filled, monkeypatch):
    monkeypatch.chdir(filled.path.parent)
    monkeypatch.setenv("KWALICODE_PASSPHRASE", PASSPHRASE)
    return lambda *arguments: CliRunner().invoke(cli, ["agreement", "study", *arguments])


def test_the_command_prints_a_code_a_line(run):
    head, columns, total, *codes = run().output.splitlines()
    assert head.startswith("ana, bo: 1 documents")
    assert columns.split("\t")[:4] == ["code", *(f"characters by {k} of 2" for k in range(3))]
    assert total.split("\t")[0] == "all codes"
    assert [line.split("\t")[2:4] for line in codes] == [["2", "5"], ["8", "0"], ["10", "0"]]


def test_json_holds_every_number_and_the_sentence_where_there_is_none(run):
    found = json.loads(run("--json", "--unit", "turn").output)
    assert found["coders"] == ["ana", "bo"]
    interval = found["total"]["measures"]["percent"]["interval"]
    assert interval == {
        "undefined": "There is one document only, so nothing tells how sure this is."
    }


def test_a_coder_or_pass_that_is_not_there_is_said(run):
    assert "cas coded nothing in this pass" in run("--coders", "ana", "--coders", "cas").output
    assert "no such pass" in run("--pass", "tweede").output


def test_the_choice_for_the_methods_section_is_kept_with_who_made_it(filled):
    page = open_page("agreement", filled, language="en", agreement_unit="turn")
    tell = "Tell this in the methods section"
    next(one for one in page.button if one.label == tell).click().run()
    assert "The methods section tells: ana and bo · Turn · overlap 50%. ana," in said(page)
    assert tell not in [one.label for one in page.button]
    (made,) = chosen(filled, 1)
    assert (made.unit, made.share, made.chosen_by) == ("turn", 0.5, "ana")
    # Who comes back sees the choice, not the first unit.
    again = open_page("agreement", filled, language="en")
    assert "4 turns" in said(again)
