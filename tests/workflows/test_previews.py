import pytest

from kwalicode.errors import InputError
from kwalicode.model import Speaker
from kwalicode.store.sources import find_speakers
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.documents import (
    correct_preview,
    find_files,
    preview_file,
    preview_paths,
    with_roles,
)
from workflows.conversations import interview


def test_a_preview_tells_who_speaks_in_order_of_appearance_and_who_asks():
    preview = interview("Marloes", "Tjeerd")
    marked = preview_file("x.txt", b"I: Hoe?\nR: Zo.\nI: En?\nR: Ja.\n")
    assert [s.label for s in preview.speakers] == ["Femke", "Marloes", "Tjeerd"]
    assert marked.speakers == (Speaker("I", is_interviewer=True), Speaker("R"))
    assert marked.transcript.kind == "interview"


def test_a_label_that_nobody_corrected_stays_as_it_was_read():
    preview = preview_file("x.txt", b"I: Hoe?\nR: Zo.\nI: En?\nR: Ja.\n")
    assert preview.speakers[0].is_interviewer
    assert correct_preview(preview, {}, language=preview.transcript.language) == preview


def test_two_labels_can_be_made_one_speaker(import_all, key):
    preview = interview("Marloes", "Marlies")
    one = Speaker(" Marloes ", role_label="ambtenaar")
    merged = correct_preview(
        preview,
        {"Femke": Speaker("Femke", is_interviewer=True), "Marloes": one, "Marlies": one},
        language="nl",
    )
    assert [s.label for s in merged.speakers] == ["Femke", "Marloes"]
    assert {t.speaker for t in merged.transcript.turns} == {"Femke", "Marloes"}
    (source_id,) = import_all(merged)
    with key.read() as db:
        speakers = find_speakers(db, source_id)
    assert speakers["Marloes"][0] == Speaker("Marloes", role_label="ambtenaar")


def test_who_asks_and_who_answers_made_one_speaker_is_one_in_every_turn():
    one = {
        "Femke": Speaker("Marloes", is_interviewer=True),
        "Marloes": Speaker("Marloes"),
    }
    merged = correct_preview(interview("Marloes"), one, language="nl")
    assert merged.speakers == (one["Femke"],)
    assert {(t.speaker, t.is_interviewer) for t in merged.transcript.turns} == {("Marloes", True)}


def test_an_empty_label_says_that_nobody_speaks_there(import_all, key, study):
    preview = interview("Marloes")
    corrected = correct_preview(
        preview, {"Femke": Speaker(" "), "Marloes": Speaker("Marloes")}, language="nl"
    )
    assert [s.label for s in corrected.speakers] == ["Marloes"]
    assert [t.speaker for t in corrected.transcript.turns] == ["", "Marloes", "", "Marloes"]
    assert corrected.transcript.text == preview.transcript.text
    (source_id,) = import_all(corrected)
    detect_findings(key, source_id, coder="ana")
    turns = sign_off(study, key, source_id, coder="ana").turns
    assert [t.speaker.split(" ")[0] for t in turns] == ["", "respondent", "", "respondent"]


def test_who_asks_can_be_corrected_before_the_import(import_all, pseudonyms):
    preview = interview("Marloes", "Tjeerd")
    speakers = {
        "Femke": Speaker("Femke"),
        "Marloes": Speaker("Marloes", is_interviewer=True),
        "Tjeerd": Speaker("Tjeerd"),
    }
    corrected = correct_preview(preview, speakers, language="en")
    assert {t.speaker for t in corrected.transcript.turns if t.is_interviewer} == {"Marloes"}
    (source_id,) = import_all(corrected)
    assert {label: series for label, (series, _) in pseudonyms(source_id).items()} == {
        "Femke": "respondent",
        "Marloes": "interviewer",
        "Tjeerd": "respondent",
    }


def test_a_role_label_goes_to_all_who_do_not_ask():
    preview = interview("Marloes", "Tjeerd")
    labelled = with_roles(preview, ["Femke"], "ambtenaar")
    assert labelled.speakers == (
        Speaker("Femke", is_interviewer=True),
        Speaker("Marloes", role_label="ambtenaar"),
        Speaker("Tjeerd", role_label="ambtenaar"),
    )
    assert labelled.transcript.language == preview.transcript.language


def test_without_labels_of_interviewers_those_who_were_recognised_stay():
    preview = preview_file("x.txt", b"I: Hoe?\nR: Zo.\nI: En?\nR: Ja.\n")
    assert with_roles(preview, (), "ambtenaar").speakers == (
        Speaker("I", is_interviewer=True),
        Speaker("R", role_label="ambtenaar"),
    )


def test_files_are_found_in_folders_and_what_cannot_be_read_is_told_by_file(tmp_path):
    raw = tmp_path / "raw"
    (raw / "later").mkdir(parents=True)
    (raw / "b.txt").write_bytes(interview("Marloes").content)
    (raw / "later" / "A.TXT").write_bytes(interview("Tjeerd").content)
    (raw / "kapot.pdf").write_bytes(b"no pdf")
    (raw / "beeld.png").write_bytes(b"x")
    found = find_files([raw])
    assert [path.name for path in found] == ["b.txt", "kapot.pdf", "A.TXT"]
    previews, unreadable = preview_paths(found)
    assert [preview.file_name for preview in previews] == ["b.txt", "A.TXT"]
    assert [path.name for path in unreadable] == ["kapot.pdf"]
    with pytest.raises(InputError, match="no file to import"):
        find_files([raw / "beeld.png"])
