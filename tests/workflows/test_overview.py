import pytest

from kwalicode.store.codebook import add_category
from kwalicode.workflows.coding import apply_coding
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.documents import import_documents, preview_file
from kwalicode.workflows.overview import STATES, document_states, study_figures
from kwalicode.workflows.review import apply_review, review_state

TALK = "Femke: Vraag {}?\nMarloes: Wij gaan naar Utrecht, hoor.\nFemke: En?\nMarloes: Nou ja.\n"


@pytest.fixture
def sources(study, key):
    """Four conversations, each one step further: raw, in review, de-identified, coded."""
    previews = [preview_file("x.txt", TALK.format(number).encode()) for number in range(4)]
    ids = import_documents(key, previews, coder="ana")
    for source_id in ids[1:]:
        detect_findings(key, source_id, coder="ana")
    for source_id in ids[2:]:
        sign_off(study, key, source_id, coder="ana")
    add = {"id": "op", "op": "add", "mark_id": "m", "code_id": "c", "start": 0, "end": 5}
    add |= {"text": "Vraag", "new_code": {"name": "vragen", "category_id": None}}
    assert apply_coding(study, ids[3], [add], coder="ana").stored
    return ids


def test_each_document_tells_how_far_it_is(study, key, sources):
    found = document_states(study, key)
    assert [state.document_id for state in found] == sources
    assert tuple(state.state for state in found) == STATES
    assert [state.needs_review for state in found] == [True, True, False, False]
    assert [state.is_in_study for state in found] == [False, False, True, True]
    assert [state.n_codings for state in found] == [0, 0, 0, 1]
    assert [state.title for state in found] == [f"Gesprek {number}" for number in range(1, 5)]
    assert {(s.kind, s.language, s.n_words) for s in found} == {("interview", "nl", 10)}


def test_findings_are_counted_by_what_was_decided(study, key, sources):
    raw, in_review, done, _ = document_states(study, key)
    findings = review_state(key, in_review.document_id, coder="ana").findings
    assert len(findings) > 0
    assert (raw.n_open, raw.n_decided) == (0, 0)
    assert (in_review.n_open, in_review.n_decided) == (len(findings), 0)
    assert (done.n_open, done.n_decided) == (0, len(findings))
    refuse = {"id": "op", "op": "refuse", "mark_id": findings[0].finding_id}
    apply_review(study, key, in_review.document_id, [refuse], coder="ana")
    in_review = document_states(study, key)[1]
    assert (in_review.n_open, in_review.n_decided) == (len(findings) - 1, 1)


def test_a_document_whose_review_was_opened_again_can_still_be_read(study, key, sources):
    mark_id = review_state(key, sources[3], coder="ana").findings[0].finding_id
    refuse = {"id": "op", "op": "refuse", "mark_id": mark_id}
    apply_review(study, key, sources[3], [refuse], coder="ana")
    state = document_states(study, key)[3]
    assert (state.state, state.is_in_study, state.needs_review) == ("in review", True, True)
    sign_off(study, key, sources[3], coder="ana")
    assert document_states(study, key)[3].state == "coded"


def test_without_the_key_file_only_what_is_in_the_study_is_listed_and_counted(study, key, sources):
    found = document_states(study, None)
    assert [state.document_id for state in found] == sources[2:]
    assert [state.state for state in found] == ["de-identified", "coded"]
    assert not any(state.needs_review for state in found)
    with study.write("ana", "category") as db:
        add_category(db, "Klimaat")
    figures = {"name": "Noorderhaven", "documents": 2, "categories": 1, "codes": 1, "codings": 1}
    # 'Utrecht' became '[plaats 3]' in both: eleven words each.
    assert study_figures(study) == figures | {"words": 22}
    assert [state.n_words for state in found] == [11, 11]


def test_an_empty_study_has_no_documents_and_no_figures_but_its_name(study, key):
    assert document_states(study, key) == document_states(study, None) == []
    figures = study_figures(study)
    assert figures.pop("name") == "Noorderhaven"
    assert set(figures.values()) == {0}
