"""A respondent of a survey withdraws by code; the answers of all others stay (W33)."""

import pytest

from kwalicode.model import Code, Coding
from kwalicode.store.barred import find_barred
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import get_document
from kwalicode.store.sources import find_sources, get_source
from kwalicode.store.surveys import find_forms, find_surveys
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.restriction import restrict
from kwalicode.workflows.surveys.importing import guess, import_survey, read_file
from kwalicode.workflows.withdrawal.withdraw import find_by_code, preview_withdrawal, withdraw
from workflows.decrypted import decrypted

ANSWERS = {
    "groen-17": "Ik verstopte de sleutels achter de droogbloemen.",
    "blauw-4": "Men groette mij nooit in de lift.",
    "rood-99": "Er hing een briefje over mij op het prikbord.",
}
FILE = "toestemming,code,Wat maakte u mee?,Voelt u zich veilig?\n" + "".join(
    f'ja,{code},"{words}",nooit\n' for code, words in ANSWERS.items()
)


@pytest.fixture
def source_id(study, key):
    """One question with three answers, signed off, two of them coded by one coder."""
    read = read_file("antwoorden.csv", FILE.encode())
    mapping = guess(study, read, survey="Medewerkers")
    assert [one.use for one in mapping.columns] == ["consent", "code", "open", "closed"]
    assert import_survey(study, key, read, mapping, coder="ana").n_rows == 3
    with key.read() as db:
        (source,) = find_sources(db)
    detect_findings(key, source.source_id, coder="ana")
    document = sign_off(study, key, source.source_id, coder="ana")
    with study.write("bo", "code") as db:
        add_code(db, Code("c", "sfeer", None, 0), coder="bo")
        for number, words in enumerate(("achter de droogbloemen", "op het prikbord")):
            start = document.text.index(words)
            span = (start, start + len(words), words)
            add_coding(db, Coding(f"m{number}", source.source_id, "c", "bo", *span))
    return source.source_id


def test_one_answer_goes_and_the_others_stay_where_they_were(study, key, source_id, coded):
    person = find_by_code(key, "groen-17")
    preview = preview_withdrawal(study, key, person)
    assert (preview.n_documents, preview.n_cut, preview.n_turns) == (0, 1, 1)
    assert (preview.n_codings, preview.n_answers, preview.n_consents) == (1, 1, 1)
    withdraw(study, key, person, coder="ana")
    stored = decrypted(study) + decrypted(key)
    assert [w for w in ("groen-17", "droogbloemen", "sleutels") if w.encode() in stored] == []
    with study.read() as db:
        (survey,) = find_surveys(db)
        assert len(find_forms(db, survey.survey_id)) == 2
        document = get_document(db, source_id)
    said = {document.text[turn.start : turn.end] for turn in document.turns}
    assert said == {ANSWERS["blauw-4"], ANSWERS["rood-99"]}
    assert coded(source_id) == ["op het prikbord"]
    with key.read() as db:
        assert get_source(db, source_id).review_number == document.version


def test_who_is_restricted_before_the_sign_off_is_kept_out_by_it(study, key):
    read = read_file("antwoorden.csv", FILE.encode())
    import_survey(study, key, read, guess(study, read, survey="Medewerkers"), coder="ana")
    restrict(study, find_by_code(key, "groen-17").pseudonym, coder="ana")
    with key.read() as db:
        (source,) = find_sources(db)
    detect_findings(key, source.source_id, coder="ana")
    sign_off(study, key, source.source_id, coder="ana")
    with study.read() as db:
        assert [one.text for one in find_barred(db)] == [ANSWERS["groen-17"]]


def test_when_the_last_one_withdraws_the_document_goes(study, key, source_id):
    for code in ANSWERS:
        withdraw(study, key, find_by_code(key, code), coder="ana")
    with key.read() as db:
        assert find_sources(db) == []
    stored = decrypted(study) + decrypted(key)
    assert [words for words in ANSWERS.values() if words.encode() in stored] == []
