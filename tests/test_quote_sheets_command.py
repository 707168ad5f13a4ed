"""`kwalicode quote-sheets`: sheets out, and the answers of those that came back."""

import io
import zipfile
from datetime import date

import docx
import pytest
from click.testing import CliRunner

from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.cli import cli
from kwalicode.workflows.quotes.sheets import Sending, send_sheets, sheet_standings
from test_quotes_sheets_page import quote_id  # noqa: F401

DAYS = (date(2026, 11, 2), date(2026, 11, 16))


@pytest.mark.usefixtures("quote_id")
def test_sheets_are_written_and_read_and_nothing_is_stored_of_a_file_that_is_none(
    study, key, monkeypatch
):
    monkeypatch.chdir(study.path.parent)
    monkeypatch.setenv("KWALICODE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("KWALICODE_KEY_PASSPHRASE", KEY_PASSPHRASE)
    (row,) = sheet_standings(study, DAYS[0])
    (code,) = send_sheets(study, key, [row.case_id], Sending("Ans", *DAYS), coder="ana")
    run = CliRunner().invoke(cli, ["quote-sheets", "study", "--output", "sheets.zip"])
    assert run.output.splitlines()[1].split("\t")[:4] == [row.case_id, "overdue", "0", "0 of 1"]
    with zipfile.ZipFile("sheets.zip") as zipped:
        (name,) = zipped.namelist()
        document = docx.Document(io.BytesIO(zipped.read(name)))
    document.tables[1].rows[-2].cells[1].text = "☒"
    document.save("answered.docx")
    refused = CliRunner().invoke(cli, ["quote-sheets", "study", "answered.docx", "sheets.zip"])
    assert refused.exit_code == 1
    assert sheet_standings(study, DAYS[0])[0].state == "waiting"
    run = CliRunner().invoke(cli, ["quote-sheets", "study", "answered.docx"])
    assert run.output.splitlines()[1].split("\t")[1:4] == ["answered", "0", "1 of 1"]
    assert code in name
