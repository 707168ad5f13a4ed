from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.cli import cli
from kwalicode.store.surveys import find_surveys

SAMPLES = Path(__file__).parents[1] / "sample_data" / "survey"


@pytest.fixture
def survey(study, key, monkeypatch):
    monkeypatch.setenv("KWALICODE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("KWALICODE_KEY_PASSPHRASE", KEY_PASSPHRASE)
    return lambda *arguments: CliRunner().invoke(cli, ["survey", *map(str, arguments)])


def test_a_survey_is_guessed_edited_and_imported_version_after_version(survey, study, tmp_path):
    for name, origin in (("staff", "nu"), ("former-staff", "vroeger")):
        file, mapping = SAMPLES / f"{name}-2022.csv", tmp_path / f"{name}.yaml"
        head = ["--name", "Medewerkers", "--origin", origin, "--study", study.path]
        result = survey("guess", file, mapping, *head)
        assert result.exit_code == 0, result.output
        result = survey("import", study.path, file, "--mapping", mapping)
        assert result.exit_code == 0, result.output
    assert "Imported 8 rows; 0 had no consent. 14 answers wait in 2 sources" in result.stdout
    with study.read() as db:
        (made,) = find_surveys(db)
    assert made.n_rows == {"nu": 59, "vroeger": 8}


def test_a_file_of_two_gigabytes_is_refused_unread(survey, tmp_path):
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(2_000_000_000)  # holds nothing on disk
    result = survey("guess", large)
    assert (result.exit_code, "larger than 100 MB" in result.stderr) == (1, True)


def test_a_mapping_of_another_file_is_refused(survey, study, tmp_path):
    mapping = tmp_path / "m.yaml"
    survey("guess", SAMPLES / "staff-2022.csv", mapping)
    result = survey("import", study.path, SAMPLES / "former-staff-2022.csv", "--mapping", mapping)
    assert result.exit_code == 1
    assert "is not the column that the mapping has there" in result.stderr
