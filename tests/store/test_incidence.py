"""Which code counts in which interview: once, where it may be seen, by the codebook of now."""

from uuid import uuid4

import pytest

from kwalicode.model import Barred, Code, Coding, Document, Turn
from kwalicode.store import incidence
from kwalicode.store.barred import add_barred
from kwalicode.store.categories import add_category, link_code
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.merging import merge_codes
from kwalicode.store.passes import set_blind
from kwalicode.store.prevalence import codes_of_categories

TEXT = "Ik zweeg. Ik ging weg."


@pytest.fixture
def talks(study):
    """Two interviews, one of them coded, and two answers to a survey."""
    with study.write("ana", "fill") as db:
        for name in ("a", "b", "c"):
            add_code(db, Code(name, name, None, 0), coder="ana")
        for place, kind in (("d1", "interview"), ("d2", "interview"), ("s", "survey answer")):
            turns = (Turn(0, 9, f"{place} one"), Turn(10, len(TEXT), f"{place} two"))
            document = Document(place, place, kind, "nl", TEXT, turns, 1)
            add_version(db, document, coder="ana", role_labels={})
    return study


def put(study, document_id, code_id, span=(0, 9), coder="ana"):
    with study.write(coder, "code") as db:
        words = TEXT[slice(*span)]
        add_coding(db, Coding(str(uuid4()), document_id, code_id, coder, *span, words))


def held(study, kind="interview", coder="ana"):
    with study.read() as db:
        found = incidence.find_occurrences(db, kind, coder=coder)
    return {unit: set(codes) for unit, codes in found.items()}


def test_a_code_counts_once_in_an_interview_whoever_gave_it_how_often(talks):
    put(talks, "d1", "a")
    put(talks, "d1", "a", (10, 22))
    put(talks, "d1", "a", coder="bo")
    put(talks, "d2", None)
    assert held(talks) == {"d1": {"a"}, "d2": set()}
    with talks.read() as db:
        coders = incidence.find_unit_coders(db, "interview", coder="ana")
    assert (len(coders["d1"]), len(coders["d2"])) == (2, 1)


def test_who_answered_a_survey_counts_not_its_document(talks):
    put(talks, "s", "a")
    put(talks, "s", "b", (5, 15))
    assert held(talks, "survey answer") == {"s one": {"a", "b"}, "s two": {"b"}}
    with talks.read() as db:
        units = incidence.find_units(db, "survey answer")
    assert [(unit.unit_id, unit.n_letters) for unit in units] == [("s one", 9), ("s two", 12)]


def test_what_is_barred_or_hidden_does_not_count(talks):
    put(talks, "d1", "a")
    put(talks, "d2", "b", coder="bo")
    with talks.write("ana", "bar") as db:
        barred = Barred("", "d1", 0, 2, "Ik", "analysis", "repeat")
        add_barred(db, barred, coder="ana")
        assert incidence.count_repeats(db, "interview") == 1
        set_blind(db, 1, is_blind=True)
    assert held(talks) == {}
    assert held(talks, coder="bo") == {"d2": {"b"}}


def test_merged_codes_count_as_the_one_they_became(talks):
    put(talks, "d1", "a")
    put(talks, "d2", "b")
    with talks.write("ana", "merge_codes") as db:
        merge_codes(db, ["b"], "a")
    assert held(talks) == {"d1": {"a"}, "d2": {"a"}}
    with talks.read() as db:
        assert incidence.count_merged_codes(db) == 1


def test_a_category_has_the_codes_below_it_and_those_linked_to_it(talks):
    with talks.write("ana", "sort") as db:
        top = add_category(db, "Boven", category_id="top")
        add_category(db, "Onder", category_id="below", parent_id=top)
        add_category(db, "Leeg", category_id="empty")
        add_code(db, Code("d", "d", "below", 0), coder="ana")
        link_code(db, "a", "below")
        found = codes_of_categories(db)
    assert found == {"top": {"a", "d"}, "below": {"a", "d"}}
