"""What a participant may ask for: to see what is held, and to be left out of the analysis."""

import json
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from kwalicode.errors import ConflictError, InputError
from kwalicode.report.dossier import dossier_html
from kwalicode.store.history import undo
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.documents import import_documents, preview_file, with_roles
from kwalicode.workflows.overview import document_states
from kwalicode.workflows.restriction import lift_restriction, restrict
from kwalicode.workflows.rights import dossier_file, rights_rows, write_dossier
from workflows.stored import quotable
from workflows.team import NAME, OWN


@pytest.fixture
def study(team_study):
    return team_study


@pytest.fixture
def key(team_key):
    return team_key


def n_codings(study, key):
    return [state.n_codings for state in document_states(study, key)]


def restricted(study, key):
    return {row.participant.pseudonym for row in rights_rows(study, key) if row.is_restricted}


def test_who_is_restricted_takes_no_part_until_the_restriction_is_lifted(study, key, person):
    assert restrict(study, person.pseudonym, coder="ana") == 3
    assert (n_codings(study, key), restricted(study, key)) == ([0, 1, 1], {person.pseudonym})
    assert {quote.text for quote in quotable(study)} == {"Iedereen lachte daar", "zette thee"}
    assert lift_restriction(study, person.pseudonym, coder="ana") == 3
    assert (n_codings(study, key), restricted(study, key)) == ([1, 2, 1], set())
    assert undo(study, "ana")
    assert restricted(study, key) == {person.pseudonym}
    assert undo(study, "ana")
    assert n_codings(study, key) == [1, 2, 1]


def test_a_later_interview_of_who_is_restricted_is_kept_out_from_its_sign_off(study, key, person):
    restrict(study, person.pseudonym, coder="ana")
    later = f"Femke: En nu?\n{NAME}: Nu werk ik ergens anders.\n{NAME}: Gelukkig maar.\n"
    preview = with_roles(preview_file("later.txt", later.encode()), ["Femke"], "ambtenaar")
    (source_id,) = import_documents(key, [preview], coder="ana")
    detect_findings(key, source_id, coder="ana")
    sign_off(study, key, source_id, coder="ana")
    with study.read() as db:
        texts = [
            row[0]
            for row in db.execute(
                "SELECT text FROM barred WHERE document_id = ? ORDER BY start", [source_id]
            )
        ]
    assert texts == ["Nu werk ik ergens anders.", "Gelukkig maar."]


def test_who_says_nothing_in_the_study_cannot_be_restricted(study):
    with pytest.raises(ConflictError, match="respondent 99 says nothing"):
        restrict(study, "respondent 99", coder="ana")


def test_the_dossier_holds_all_of_the_person_and_no_word_of_another(study, key, person):
    with ZipFile(BytesIO(dossier_file(study, key, person, language="nl"))) as zipped:
        assert zipped.namelist() == ["dossier.html", "dossier.json"]
        page, data = zipped.read("dossier.html").decode(), json.loads(zipped.read("dossier.json"))
    own = [
        NAME,
        *OWN,
        "zonder@example.org",
        "abc-123",
        "Sprak zacht.",
        "Die krullenbol.",
        "Zwijgen",
    ]
    assert [words for words in own if words not in page] == []
    others = ["Wij zaten", "zette thee", "Iedereen lachte", "Bakboord", "Nooitgedacht"]
    assert [words for words in others if words in page or words in json.dumps(data)] == []
    assert data["consents"] == [{"form": "1.0", "day": "2022-06-14", "analysis": 1, "quotes": 1}]
    assert [row["state"] for row in data["recruitment"]] == ["held"]
    assert {row["words"] for row in data["codings"]} == {
        "krullenbol van de derde verdieping",
        "gele laarzen",
    }
    assert {row["name"]: row["places"] for row in data["named by others"]} == {
        NAME: 1,
        "Zonderland": 1,
    }


def test_a_dossier_is_written_as_zip_alone(study, key, person, tmp_path):
    with pytest.raises(InputError, match="A dossier is written"):
        write_dossier(study, key, person, tmp_path / "dossier.pdf", language="nl")
    with pytest.raises(InputError, match="cannot be written"):
        write_dossier(study, key, person, tmp_path / "no" / "dossier.zip", language="nl")


def test_the_page_of_a_dossier_is_in_its_language_throughout():
    parts = {"register": [{"state": "approved", "words": "approved", "answers": {"a": 1}}]}
    pages = {
        language: dossier_html(parts, "Noord", language=language, made=date(2026, 11, 2))
        for language in ("nl", "en")
    }
    assert "<td>akkoord</td><td>approved</td>" in pages["nl"]
    assert "<td>approved</td><td>approved</td>" in pages["en"]
