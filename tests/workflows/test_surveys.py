"""A survey comes in: what is kept, where, and what is kept out."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Attribute, Code, Coding
from kwalicode.store.attributes import add_attribute, find_attributes
from kwalicode.store.code_segments import count_uses
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding
from kwalicode.store.consents import require_consent
from kwalicode.store.documents import get_document
from kwalicode.store.prevalence import find_reach
from kwalicode.store.sources import find_sources
from kwalicode.store.surveys import find_forms, find_questions, find_surveys, reading_list
from kwalicode.store.voices import Voices
from kwalicode.text import normalise
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.overview import document_states, fold_surveys
from kwalicode.workflows.surveys.importing import (
    delete_survey,
    guess,
    import_survey,
    read_file,
    read_path,
)
from workflows.stored import cells, tables_with

SAMPLES = Path(__file__).parents[2] / "sample_data" / "survey"
STAFF, FORMER = SAMPLES / "staff-2022.csv", SAMPLES / "former-staff-2022.csv"


@pytest.fixture
def bring_in(study, key):
    """Import a file as it is guessed, or as given columns say otherwise."""

    def bring(file, *, origin="", survey="Medewerkers", changed=None, **more):
        read = file if isinstance(file, tuple) else read_path(file)
        mapping = guess(study, read, survey=survey, origin=origin)
        columns = tuple(
            replace(one, **(changed or {}).get(one.name, {})) for one in mapping.columns
        )
        mapping = replace(mapping, columns=columns, **more)
        return import_survey(study, key, read, mapping, coder="ana")

    return bring


def table(text):
    return read_file("x.csv", text.encode())


def answer(study):
    with study.read() as db:
        survey = find_surveys(db)[-1]
        return survey, find_questions(db, survey.survey_id), find_forms(db, survey.survey_id)


def test_what_identifies_and_rows_without_consent_are_stored_nowhere(study, key, bring_in):
    done = bring_in(STAFF)
    assert (done.n_rows, done.n_refused, done.n_answers) == (59, 3, 104)
    everything = b"\n".join(cell for file in (study, key) for _, cell in cells(file))
    for words in (b"192.0.2.", b"example.com", b"53.", b"Ik doe niet mee maar ik wil", b"R_"):
        assert words not in everything
    # What people say in their own words stands in the key file only until it is signed off.
    assert tables_with(study, "Samira") == set()
    assert tables_with(key, "Samira") == {"sources"}


def test_closed_answers_keep_kinds_of_missing_apart(study, bring_in):
    bring_in(STAFF)
    _, questions, forms = answer(study)
    said = [answers["Q5_1"] for _, _, answers in forms]
    kinds = {one["missing"] for one in said if isinstance(one, dict)}
    assert kinds == {"no answer", "refused", "don't know"}
    assert next(one for one in questions if one.name == "Q5_3").is_reversed
    ticked = [answers["Q6"] for _, _, answers in forms if isinstance(answers["Q6"], list)]
    assert ["Schreeuwen of intimideren", "Buitensluiten"] in ticked
    rounds = [answers["Q10"] for _, _, answers in forms]
    assert all(set(one) == {"1", "2"} for one in rounds)
    refused = [answers for _, _, answers in forms if answers.get("Wat is uw leeftijd?")]
    assert all(one["Wat is uw leeftijd?"] == {"missing": "refused"} for one in refused)


def test_two_versions_become_one_survey_whose_rows_know_their_version(study, bring_in):
    bring_in(STAFF, origin="medewerkers")
    before = answer(study)[1]
    bring_in(FORMER, origin="oud-medewerkers")
    survey, questions, forms = answer(study)
    assert survey.n_rows == {"medewerkers": 59, "oud-medewerkers": 8}
    assert questions == before  # the same questions in the past tense are no new ones
    former = [answers for _, origin, answers in forms if origin == "oud-medewerkers"]
    assert all("Q5_1" in answers for answers in former)


def test_pseudonyms_do_not_tell_the_order_of_the_file(study, key, bring_in):
    bring_in(STAFF)
    with key.read() as db:
        source = next(one for one in find_sources(db) if one.title.startswith("Wat maakt"))
    words = [source.text[turn.start : turn.end] for turn in source.turns]
    numbers = [int(turn.speaker.removeprefix("form ")) for turn in source.turns]
    table = read_path(STAFF).table
    consent, place = table.names.index("Q1"), table.names.index("Q7")
    in_file = [row[place] for row in table.rows if row[consent] == "Ja" and row[place]]
    assert sorted(words) == sorted(in_file)
    assert words != in_file
    assert numbers == sorted(numbers)


def sign_all(study, key):
    with key.read() as db:
        source_ids = [one.source_id for one in find_sources(db)]
    for source_id in source_ids:
        detect_findings(key, source_id, coder="ana")
        sign_off(study, key, source_id, coder="ana", look_elsewhere=False)
    return source_ids


SMALL = "toestemming;code;leeftijd;toelichting\n"
SMALL += "\n".join(
    f"ja;c{n};{20 + n};Ik zeg hier liever niets over nummer {w}"
    for n, w in enumerate(("een", "twee", "drie"))
)


def test_answers_are_read_under_their_question_and_each_counts_as_one(study, key, bring_in):
    with key.write("ana", "x") as db:
        require_consent(db, is_required=True)
    bring_in(table(SMALL))
    (source_id,) = sign_all(study, key)
    with study.write("ana", "x") as db:
        document = get_document(db, source_id)
        question, beside = reading_list(db, source_id)
        add_code(db, Code("c1", "zwijgen", None, 0), coder="ana")
        for n, turn in enumerate(document.turns[:2]):
            words = document.text[turn.start : turn.end]
            add_coding(db, Coding(f"k{n}", source_id, "c1", "ana", turn.start, turn.end, words))
        uses = count_uses(db, "c1", coder="ana")
        reach = find_reach(db, Voices(db), coder="ana")["c1"]
    assert (document.kind, question) == ("survey answer", "toelichting")
    assert sorted(beside.values()) == ["20", "21", "22"]
    assert {turn.speaker for turn in document.turns} == set(beside)
    assert (uses.n_documents, len(reach.documents), uses.n_participants) == (2, 2, 2)


def test_lists_of_answers_stand_together_under_their_survey(study, key, bring_in):
    bring_in(STAFF)
    states = document_states(study, key)
    (folded,) = fold_surveys(states)
    assert (folded.title, folded.n_lists, folded.state) == ("Medewerkers", 4, "raw")
    sign_all(study, key)
    assert {one.survey for one in document_states(study, None)} == {"Medewerkers"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("toestemming;code;a\nja;x;1\nja;x;2\n", "another row has the same code"),
        ("toestemming;datum\nja;2022-01-01\nja;2109-01-01\n", "lies in the future"),
        ("toestemming;a\nnee;1\nnee;2\n", "Say what in the column of consent says yes"),
        ("a;b\n1;2\n", "needs consent"),
        ("id;submitdate;seed;toestemming\n7;;1;ja\n7;;2;ja\n", "another row has the same id"),
    ],
)
def test_a_file_that_cannot_be_kept_leaves_nothing_behind(study, key, bring_in, text, why):
    with key.write("ana", "x", undoable=False) as db:
        require_consent(db, is_required=True)
    with pytest.raises(InputError, match=why):
        bring_in(table(text))
    with study.read() as db, key.read() as key_db:
        assert not find_surveys(db)
        assert not find_sources(key_db)
        assert not key_db.execute("SELECT count(*) FROM pseudonyms").fetchone()[0]


def test_own_words_and_addresses_cannot_pass_for_closed_answers(bring_in):
    told = "\n".join(f"Ik durf op dag {n} van dit jaar echt niets te zeggen" for n in range(60))
    with pytest.raises(InputError, match="people's own"):
        bring_in(table(f"vraag\n{told}\n"), changed={"vraag": {"use": "closed"}})
    with pytest.raises(InputError, match="people's own"):
        bring_in(table("x\njan@example.com\n"), changed={"x": {"use": "closed"}})


def test_the_same_file_and_known_codes_do_not_come_in_twice(bring_in):
    bring_in(table(SMALL))
    with pytest.raises(ConflictError, match="withdrawal codes"):
        bring_in(table(SMALL))
    with pytest.raises(ConflictError, match="in the study already"):
        bring_in(table(SMALL), changed={"code": {"use": "leave out"}})


def test_attributes_go_where_the_study_keeps_them(study, key, bring_in):
    with study.write("ana", "x") as db:
        add_attribute(db, Attribute("", "Leeftijd", "number", is_confidential=True))
        add_attribute(db, Attribute("", "Afdeling", is_forbidden=True))
    bring_in(table(SMALL), changed={"leeftijd": {"label": "leeftijd"}})
    assert tables_with(study, "22") == set()
    assert "confidential_values" in tables_with(key, "22")
    with study.read() as db:
        assert len(find_attributes(db)) == 2
    with pytest.raises(InputError, match="never collects"):
        bring_in(
            table("rol;afdeling\nstaf;ICT\n"),
            survey="y",
            changed={"afdeling": {"use": "attribute", "label": "afdeling"}},
        )


def test_a_survey_that_is_removed_leaves_nothing_of_its_rows(study, key, bring_in):
    bring_in(table(SMALL))
    sign_all(study, key)
    survey, _, forms = answer(study)
    delete_survey(study, key, survey.survey_id, coder="ana")
    for words in ("liever", "22", "c1", *(case_id for case_id, _, _ in forms)):
        assert tables_with(study, words) | tables_with(key, words) <= {"change_sets"}


@settings(max_examples=8)
@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30), min_size=1))
def test_every_answer_is_the_words_of_its_turn(answers):
    from kwalicode.model import SurveyColumn, SurveyMapping, SurveyTable
    from kwalicode.store.forms import Form
    from kwalicode.workflows.surveys.rows import read_respondents
    from kwalicode.workflows.surveys.sources import _transcript

    made = SurveyTable("plain", ["a"], ["a"], [{}], [{}], [[one] for one in answers], range(99))
    made = replace(made, numbers=range(1, len(answers) + 1))
    mapping = SurveyMapping("x", "", "nl", (SurveyColumn("a", "open", "a", "a"),))
    rows, _ = read_respondents(made, mapping, progress=lambda _share: None)
    told = [(Form(n, "", n), words) for n, row in enumerate(rows) for _, words in row.told]
    read = _transcript(told, "nl")
    spoken = [(turn.speaker, read.text[turn.start : turn.end]) for turn in read.turns]
    kept = [(f"form {n}", normalise(one).strip()) for n, one in enumerate(answers)]
    assert spoken == [(who, words) for who, words in kept if words]
