"""The page Survey statistics and its command: a table, its file, and what is asked before."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.cli import cli
from kwalicode.store.exports import find_exports
from kwalicode.store.survey_settings import get_rules
from kwalicode.workflows.surveys.importing import guess, import_survey, read_path
from test_pages import open_page

SAMPLES = Path(__file__).parents[1] / "sample_data" / "survey"


@pytest.fixture
def filled(study, key):
    file = read_path(SAMPLES / "staff-2022.csv")
    import_survey(study, key, file, guess(study, file, survey="Staf"), coder="ana")
    return study


def said(page):
    return " ".join(one.value for one in [*page.markdown, *page.caption, *page.warning])


def picture(page):
    return next(
        data for one in page.get("bidi_component") if "svg" in (data := json.loads(one.proto.json))
    )


def press(page, label):
    next(one for one in page.button if one.label == label).click().run()
    assert not page.exception


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", ["means", "shares", "counts", "mentions", "scale", "joint"])
def test_each_table_opens_in_both_languages(filled, kind, language):
    page = open_page("survey_statistics", filled, language=language, statistics_kind=kind)
    # There are no themes yet; the page says so instead of a table.
    assert bool(page.dataframe) == (kind != "joint")
    assert bool(page.error) == (kind == "joint")


def test_without_a_survey_the_page_leads_to_the_import(study):
    page = open_page("survey_statistics", study, language="en")
    assert "There is no survey yet." in said(page)
    assert [one.label for one in page.button] == ["Surveys"]


def test_a_table_is_chosen_written_and_compared_with_the_one_before(filled, key):
    page = open_page("survey_statistics", filled, key, language="en")
    group = next(one for one in page.selectbox if one.label == "By group")
    group.set_value("Wat is uw leeftijd?").run()
    rows = page.dataframe[0].value
    assert [*rows.columns[-3:]] == ["Mean", "SD", "n"]
    assert r"Significance level\: p \< 0.1" in said(page)
    # Until the ledger knows of it the picture, which shows the same numbers, cannot be saved.
    assert not picture(page)["may_save"]
    press(page, "Write the table")
    assert picture(page)["may_save"]
    with filled.read() as db:
        (first,) = find_exports(db)
    # Of the answers one is taken back, which both tables together would tell.
    with filled.write("ana", "less") as db:
        db.execute(
            "DELETE FROM survey_rows WHERE id = (SELECT min(id) FROM survey_rows "
            "WHERE answers NOT LIKE '%missing%')"
        )
    press(page, "Write the table")
    assert "differs by fewer than 7 persons" in said(page)
    reason = next(one for one in page.text_input if one.label == "Why may it be written?")
    reason.set_value("the first was thrown away").run()
    press(page, "Write it with this reason")
    with filled.read() as db:
        assert [one.cells == first.cells for one in find_exports(db)] == [True, False]


def test_an_answer_that_names_somebody_leaves_in_no_table(filled, key, monkeypatch, tmp_path):
    with filled.write("ana", "typed") as db:
        answers = "json_set(answers, '$.Q5_1', 'bel mij op 06-12345678')"
        db.execute(f"UPDATE survey_rows SET answers = {answers}")  # noqa: S608  ours
    page = open_page("survey_statistics", filled, key, language="en", statistics_kind="counts")
    question = next(one for one in page.selectbox if one.label == "Question")
    question.set_value("Q5_1").run()
    press(page, "Write the table")
    assert "holds identifying text, so nothing was written" in page.error[0].value
    monkeypatch.setenv("KWALICODE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("KWALICODE_KEY_PASSPHRASE", KEY_PASSPHRASE)
    asked = ["survey", "table", str(filled.path), "counts", "Q5_1", "--write"]
    ran = CliRunner().invoke(cli, [*asked, str(tmp_path / "t.csv")])
    assert (ran.exit_code, "hold identifying text" in ran.stderr) == (1, True)
    with filled.read() as db:
        assert find_exports(db) == []


def test_the_rules_are_of_the_study_and_stand_under_the_table(filled):
    page = open_page("survey_statistics", filled, language="en")
    field = next(one for one in page.number_input if one.label == "Significance level")
    field.set_value(0.05).run()
    press(page, "Store these rules")
    with filled.read() as db:
        assert get_rules(db).level == 0.05


def test_the_command_prints_a_table_and_writes_it(filled, tmp_path, monkeypatch):
    monkeypatch.setenv("KWALICODE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("KWALICODE_KEY_PASSPHRASE", KEY_PASSPHRASE)

    def run(*arguments):
        return CliRunner().invoke(cli, ["survey", "table", str(filled.path), *arguments])

    printed = run("means", "Q5_1", "Q5_3", "--lang", "en")
    assert printed.exit_code == 0, printed.output
    assert "(reverse coded)\t2." in printed.stdout
    out = tmp_path / "t.csv"
    written = run("shares", "Q5_1", "--by", "Wat is uw leeftijd?", "--write", str(out))
    assert written.stdout == "Wrote t.csv; the leak scan found no name of the key file.\n"
    rows = list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0][2:] == ["oneens (%)", "neutraal (%)", "eens (%)", "n"]
    assert "ends in" not in written.stderr
    refused = run("means", "Q5_1", "--write", str(tmp_path / "t.pdf"))
    assert (refused.exit_code, ".docx, .xlsx, .csv" in refused.stderr) == (1, True)
