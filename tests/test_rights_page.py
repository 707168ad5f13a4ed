"""The pages Rights and Retention, and the commands that do the same."""

import json
from datetime import date
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.cli import cli
from kwalicode.store.log import find_log
from kwalicode.store.sources import find_sources
from kwalicode.store.survey_answers import count_respondents
from kwalicode.store.surveys import find_surveys
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.documents import import_documents, preview_file, with_roles
from kwalicode.workflows.retention import retention_state, set_day
from kwalicode.workflows.rights import rights_rows
from kwalicode.workflows.surveys.importing import guess, import_survey, read_file
from test_pages import open_page, says

TALK = (
    "Femke: Hoe gaat het?\nMarloes: De kastanjes vielen op mijn hoed.\n"
    "Femke: En toen?\nMarloes: Toen niets meer.\n"
)


@pytest.fixture
def person(study, key):
    """Someone whose one interview was signed off."""
    preview = with_roles(preview_file("x.txt", TALK.encode()), ["Femke"], "ambtenaar")
    (source_id,) = import_documents(key, [preview], coder="ana")
    detect_findings(key, source_id, coder="ana")
    sign_off(study, key, source_id, coder="ana")
    return rights_rows(study, key)[0].participant


def press(page, label):
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def test_a_restriction_is_set_and_lifted_on_the_page(study, key, person):
    page = press(open_page("rights", study, key, "en"), "Keep out of the analysis")
    assert "● restricted" in page.selectbox[0].options[0]
    assert rights_rows(study, key)[0].is_restricted
    page = press(page, "Lift the restriction")
    assert "● restricted" not in page.selectbox[0].options[0]


def test_a_withdrawal_shows_what_goes_and_asks_for_the_pseudonym(study, key, person):
    page = open_page("rights", study, key, "en")
    page.button(key="withdraw").click().run()
    shown = "\n".join(part.value for part in page.markdown)
    assert f"What goes of **{person.pseudonym}**" in shown
    assert "- 1 document\n- 2 turns" in shown
    assert page.button(key="confirm_withdrawal").disabled
    typed = next(one for one in page.text_input if one.label.startswith("Type"))
    # The test app draws a dialog only with what opens it.
    page.button(key="withdraw").click()
    typed.set_value(person.pseudonym).run()
    page.button(key="withdraw").click()
    page.button(key="confirm_withdrawal").click().run()
    assert not page.exception
    with key.read() as db:
        assert find_sources(db) == []
    with study.read() as db:
        assert [line.act for line in find_log(db)] == ["withdrawal"]


def test_a_code_that_nobody_has_is_said_so(study, key):
    page = open_page("rights", study, key, "en")
    page.text_input[0].set_value("nope")
    press(page, "See what goes")
    assert says(page) == ["No answers have this code; check it, or they are gone already."]


def test_a_respondent_is_kept_out_of_survey_statistics_by_code(study, key):
    lines = [f"ja,code-{n},{n % 5 + 1}" for n in range(8)]
    content = "\n".join(["toestemming,code,Voelt u zich veilig?", *lines]).encode()
    read = read_file("antwoorden.csv", content)
    import_survey(study, key, read, guess(study, read, survey="Staf"), coder="ana")
    with study.read() as db:
        (survey,) = find_surveys(db)
    for label, n in (("Keep out of the analysis", 7), ("Lift the restriction", 8)):
        page = open_page("rights", study, key, "en")
        page.text_input[0].set_value("code-3")
        press(page, label)
        assert [one.value for one in page.success]
        with study.read() as db:
            assert count_respondents(db, survey.survey_id) == n


def test_what_is_overdue_is_said_on_retention_and_overview(study, key):
    set_day(study, "publication", date(2020, 1, 1), reason="", coder="ana")
    for name in ("retention", "overview"):
        page = open_page(name, study, key, "en")
        (warning,) = page.warning
        assert warning.value.startswith("Kept longer than promised: contact data, consents")
    page = open_page("retention", study, key, "en")
    next(one for one in page.number_input if one.label == "Contact data, months").set_value(900)
    assert not retention_state(study).log


def test_a_longer_term_without_reason_is_refused_on_the_page(study, key):
    set_day(study, "publication", date(2020, 1, 1), reason="", coder="ana")
    page = open_page("retention", study, key, "en")
    next(one for one in page.number_input if one.label == "Contact data, months").set_value(120)
    press(page, "Keep these terms")
    assert [said for said in says(page) if "give the reason" in said]
    next(one for one in page.text_input if one.key == "terms_reason").set_value("A complaint.")
    page = press(page, "Keep these terms")
    assert retention_state(study).dues[0].due == date(2030, 1, 1)


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KWALICODE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("KWALICODE_KEY_PASSPHRASE", KEY_PASSPHRASE)
    return lambda *arguments, typed="": CliRunner().invoke(cli, list(arguments), input=typed)


def test_a_dossier_is_written_and_a_withdrawal_asked_for_by_command(
    study, key, person, run, tmp_path
):
    done = run("dossier", "study", person.pseudonym, "dossier.zip")
    assert done.exit_code == 0, done.output
    with ZipFile(tmp_path / "dossier.zip") as zipped:
        said = json.loads(zipped.read("dossier.json"))["said"]
    assert [row["words"] for row in said] == ["De kastanjes vielen op mijn hoed.\nToen niets meer."]
    who = ("--participant", person.pseudonym)
    assert run("withdraw", "study", *who, typed="n\n").exit_code == 1
    with key.read() as db:
        assert len(find_sources(db)) == 1
    done = run("withdraw", "study", *who, "--yes")
    assert "Removed 1 documents and 0 codings" in done.output
    with key.read() as db:
        assert find_sources(db) == []
    done = run("withdraw", "study", *who, "--yes")
    assert (done.exit_code, "Nobody takes part under this" in done.output) == (1, True)
    assert "Give either" in run("withdraw", "study").output
    assert "No answers have this code" in run("withdraw", "study", "--code", "x").output


def test_retention_is_told_and_the_key_file_destroyed_by_command(study, key, run):
    assert run("retention", "study").output.splitlines()[0] == "contact\t-\twaits"
    set_day(study, "publication", date(2020, 1, 1), reason="", coder="ana")
    done = run("retention", "study")
    assert (done.exit_code, done.output.splitlines()[0]) == (1, "contact\t2020-02-01\toverdue")
    assert "Type the name" in run("destroy", "study", "key file", typed="x\n").output
    assert key.path.exists()
    done = run("destroy", "study", "key file", typed="Noorderhaven\n")
    assert "The certificate is study - key-file" in done.output
    assert not key.path.exists()
