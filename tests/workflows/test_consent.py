"""Nothing goes into the study without consent, and nothing is quoted beyond it (W30)."""

import pytest

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Consent
from kwalicode.store.barred import find_barred
from kwalicode.store.documents import find_documents
from kwalicode.store.key import open_key
from kwalicode.workflows.consent import (
    is_consent_required,
    record_consent,
    record_for_sources,
    require_consent,
    take_back_consent_step,
)
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.documents import preview_file, with_roles
from kwalicode.workflows.participants import participants_state
from kwalicode.workflows.study import create_both
from workflows.stored import quotable

SIGNED = Consent("1.0, 14 juni 2022", "2022-06-14")


@pytest.fixture
def asked(key):
    require_consent(key, is_required=True, coder="ana")


def only_id(study, key):
    (row,) = participants_state(study, key).rows
    return row.participant.pseudonym_id


def test_a_new_study_asks_for_consent_and_an_older_one_does_not(tmp_path, key):
    with (
        create_both(tmp_path / "nieuw", "correct horse", "battery staple", name="x") as new,
        open_key(new, "battery staple") as new_key,
    ):
        assert is_consent_required(new_key)
    assert not is_consent_required(key)


def test_a_source_without_consent_is_not_signed_off(study, key, asked, bring):
    source_id = bring("Ik werk hier.")
    with pytest.raises(ConflictError, match=r"'Gesprek 1' .* of respondent \d+; record it"):
        sign_off(study, key, source_id, coder="ana")
    with study.read() as db:
        assert find_documents(db) == []
    refused = Consent("1.0", "2022-06-14", covers_analysis=False)
    record_consent(study, key, [only_id(study, key)], refused, coder="ana")
    with pytest.raises(ConflictError, match="no consent to analysis"):
        sign_off(study, key, source_id, coder="ana")
    assert record_for_sources(study, key, [source_id], SIGNED, coder="ana") == 1
    assert sign_off(study, key, source_id, coder="ana") is not None


def test_everybody_in_a_group_interview_has_to_agree(study, key, asked, import_all):
    text = "Femke: Hoe gaat het?\nMarloes: Goed.\nJoris: Matig.\nFemke: Waarom?\nJoris: Druk.\n"
    (source_id,) = import_all(with_roles(preview_file("x.txt", text.encode()), ["Femke"], ""))
    detect_findings(key, source_id, coder="ana")
    one, two = (row.participant for row in participants_state(study, key).rows)
    record_consent(study, key, [one.pseudonym_id], SIGNED, coder="ana")
    with pytest.raises(ConflictError, match=f"of {two.pseudonym};"):
        sign_off(study, key, source_id, coder="ana")
    record_consent(study, key, [two.pseudonym_id], SIGNED, coder="ana")
    sign_off(study, key, source_id, coder="ana")


def test_a_document_in_which_no_participant_speaks_needs_no_consent(study, key, asked, import_all):
    (source_id,) = import_all(preview_file("brief.txt", b"Geachte leden, hierbij het besluit.\n"))
    detect_findings(key, source_id, coder="ana")
    assert sign_off(study, key, source_id, coder="ana") is not None


def test_whoever_does_not_agree_to_quotes_is_coded_but_not_quoted(study, key, bring, release, code):
    source_id = bring("Ik werk hier.")
    no_quotes = Consent("1.0", "2022-06-14", covers_quotes=False)
    record_consent(study, key, [only_id(study, key)], no_quotes, coder="ana")
    release(source_id)
    code(source_id, "werk")
    assert quotable(study) == []
    with study.read() as db:
        assert {(one.bars, one.reason) for one in find_barred(db)} == {("quotes", "consent")}
    record_consent(study, key, [only_id(study, key)], SIGNED, coder="ana")
    assert [quote.text for quote in quotable(study)] == ["werk"]
    take_back_consent_step(study, key, coder="ana")
    assert quotable(study) == []


def test_consent_taken_back_bars_what_was_said_from_analysis(study, key, bring, release, code):
    source_id = bring("Ik werk hier.")
    release(source_id)
    code(source_id, "werk")
    gone = Consent("1.0", "2022-06-14", covers_analysis=False)
    record_consent(study, key, [only_id(study, key)], gone, coder="ana")
    with study.read() as db:
        assert [row["n_codings"] for row in find_documents(db)] == [0]


@pytest.mark.parametrize(
    "consent", [Consent(" ", "2022-06-14"), Consent("1", "2109-01-01"), Consent("1", "ooit")]
)
def test_a_consent_without_form_or_day_is_refused(study, key, bring, consent):
    bring("Ik werk hier.")
    with pytest.raises(InputError):
        record_consent(study, key, [only_id(study, key)], consent, coder="ana")
    assert participants_state(study, key).rows[0].consent is None
