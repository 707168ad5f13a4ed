"""The page Participants in both languages, and the commands beside it."""

import pytest
from click.testing import CliRunner

from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.cli import cli
from kwalicode.model import Candidate, InterviewPlan, Role
from kwalicode.store.consents import find_consents
from kwalicode.workflows.case_columns import preview_case_table
from kwalicode.workflows.case_tables import import_case_table
from kwalicode.workflows.consent import is_consent_required, require_consent
from kwalicode.workflows.documents import import_documents, preview_file
from kwalicode.workflows.participants import participants_state, role_use, save_roles
from kwalicode.workflows.recruitment import CandidateRow, save_candidates, save_plan
from test_pages import open_page

CSV = b"""naam;kant;leidinggevend;leeftijd;begonnen;functie
Annelies Zandstra;ambtelijk;ja;41;1-3-2012;griffier
Bo Wiersum;politiek;nee;29,5;2020-01-31;Kamerlid
Cas Terpstra;ambtelijk;;;;griffier
"""
VIEWS = ["participants", "recruitment", "sampling", "roles"]


@pytest.fixture
def filled(study, key):
    """Three participants of a table, one who speaks, two candidates, a plan and a label."""
    import_case_table(study, key, preview_case_table(study, "x.csv", CSV), coder="ana")
    talk = b"Femke: Hoe gaat het?\nMarloes: Goed.\nFemke: Waarom?\nMarloes: Rust.\n"
    import_documents(key, [preview_file("x.txt", talk)], coder="ana")
    rows = [
        CandidateRow(Candidate("", "a"), "held", "2022-06-14", ""),
        CandidateRow(Candidate("", "b"), "declined", "2022-06-14", "druk"),
    ]
    save_candidates(key, rows, coder="ana")
    save_plan(study, InterviewPlan(25, 32, "ruimte"), coder="ana")
    roles = [Role(one.role_id, one.name, "ambtenaar") for one in role_use(study).roles]
    save_roles(study, roles, coder="ana")


def shown(page):
    parts = (*page.markdown, *page.caption, *page.warning, *page.error, *page.subheader)
    return "\n".join(part.value for part in parts)


def press(page, label):
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception, page.exception


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_on_an_empty_study(study, key, view):
    open_page("participants", study, key, participants_view=view)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_on_a_study_with_participants(study, key, filled, view, language):
    open_page("participants", study, key, language, participants_view=view)


def test_the_page_tells_whose_consent_is_missing_records_it_and_takes_it_back(study, key, filled):
    require_consent(key, is_required=True, coder="cas")
    page = open_page("participants", study, key, "en")
    assert "4 participants. Without a recorded consent to analysis: 4." in shown(page)
    assert "cannot be signed off" in shown(page)
    page.text_input(key="consent_version").set_value("1.0").run()
    press(page, "Record this consent")
    assert "Consent of 4 participants was recorded." in shown(page)
    with key.read() as db:
        assert {one.form_version for one in find_consents(db).values()} == {"1.0"}
    press(page, "Undo")
    with key.read() as db:
        assert find_consents(db) == {}
    assert "Undo" not in [button.label for button in page.button]


def test_the_rule_for_consent_is_switched_on_the_page(study, key, filled):
    page = open_page("participants", study, key, "en")
    next(t for t in page.toggle if t.label.startswith("Ask for consent")).set_value(True).run()
    assert is_consent_required(key)


def test_the_recruitment_view_tells_the_funnel(study, key, filled):
    words = shown(open_page("participants", study, key, "en", participants_view="recruitment"))
    assert "2 persons or groups were approached: 1 agreed and 1 declined." in words


def test_the_sampling_view_names_the_plan_and_its_reason(study, key, filled):
    words = shown(open_page("participants", study, key, "en", participants_view="sampling"))
    assert "Planned: 25, at most 32." in words
    assert "ruimte" in words


def test_the_roles_view_points_out_a_small_group(study, key, filled):
    words = shown(open_page("participants", study, key, "en", participants_view="roles"))
    assert "- **ambtenaar**: 3 participants" in words
    assert "Fewer than 7 participants share a label: ambtenaar." in words


# The commands.


@pytest.fixture
def run(study, key, monkeypatch):
    monkeypatch.setenv("KWALICODE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("KWALICODE_KEY_PASSPHRASE", KEY_PASSPHRASE)

    def run(*arguments):
        done = CliRunner().invoke(cli, [str(a) for a in arguments])
        assert done.exit_code == 0, done.output
        return done.output

    return run


def test_the_commands_import_list_and_record_consent(study, key, run, tmp_path):
    table = tmp_path / "mensen.csv"
    table.write_bytes(CSV)
    said = run("participants", "import", study.path, table, "--confidential", "leeftijd")
    assert said.startswith("Read 0 known and 3 new participants from mensen.csv.")
    run("participants", "consent", study.path, "--form", "1.0", "--day", "14-6-2022", "--no-quotes")
    head, *rows = [
        line.split("\t") for line in run("participants", "list", study.path).splitlines()
    ]
    assert head[:5] == ["participant", "role", "role label", "consent", "recruitment"]
    assert {row[3] for row in rows} == {"2022-06-14"}
    assert {row[1] for row in rows} == {"griffier", "Kamerlid"}
    assert "Zandstra" not in str(rows)
    row = participants_state(study, key).rows[0]
    assert row.consent
    assert not row.consent.covers_quotes


def test_the_funnel_is_printed_and_written(study, key, filled, run, tmp_path):
    assert run("funnel", study.path).startswith("2 personen of groepen zijn benaderd: 1 stemde in")
    run("funnel", study.path, tmp_path / "f.svg", "--language", "en")
    assert "Approached: 2" in (tmp_path / "f.svg").read_text()
