import pytest

from kwalicode.errors import NotFoundError
from kwalicode.model import Finding, IdentifierKind, Speaker, Transcript, Turn
from kwalicode.store.findings import add_findings, decide
from kwalicode.store.pseudonyms import (
    accepted_names,
    find_pseudonyms,
    get_pseudonym,
    names_by_pseudonym,
    new_pseudonym,
    refused_surfaces,
)
from kwalicode.store.sources import add_source

PERSON, PLACE = IdentifierKind.PERSON, IdentifierKind.PLACE


@pytest.fixture
def decided(db):
    """Put a finding over the whole text of a new source and decide about it."""

    def put(surface, kind, state, pseudonym=None, speakers=()):
        transcript = Transcript(surface, (Turn(0, len(surface)),), "nl", "document")
        n = db.execute("SELECT count(*) FROM sources").fetchone()[0]
        source_id = add_source(
            db,
            transcript,
            title=f"Document {n}",
            file=("x.txt", str(n).encode()),
            speakers=speakers,
            coder="ana",
        )
        found = Finding(0, len(surface), kind, 1.0, "reviewer")
        (finding_id,) = add_findings(db, source_id, surface, [found])
        decide(db, finding_id, state, pseudonym.pseudonym_id if pseudonym else None)

    return put


def test_numbers_are_drawn_in_blocks_of_ten_and_never_twice(db):
    numbers = [new_pseudonym(db, "subject").number for _ in range(25)]
    assert set(numbers[:10]) == set(range(1, 11))
    assert set(numbers[10:20]) == set(range(11, 21))
    assert set(numbers[20:]) <= set(range(21, 31))
    assert len(set(numbers)) == 25


def test_interviewers_are_numbered_in_order_and_each_series_for_itself(db):
    assert [new_pseudonym(db, "interviewer").number for _ in range(3)] == [1, 2, 3]
    assert new_pseudonym(db, "respondent").number <= 10


def test_a_pseudonym_comes_back_by_its_id(db):
    made = new_pseudonym(db, "place")
    assert get_pseudonym(db, made.pseudonym_id) == made
    with pytest.raises(NotFoundError, match="not in the key file"):
        get_pseudonym(db, made.pseudonym_id + 1)


def test_pseudonyms_in_use_are_listed_with_all_their_names(db, decided):
    person, place, _unused = (new_pseudonym(db, s) for s in ("subject", "place", "subject"))
    decided("Jan de Vries", PERSON, "accepted", person)
    decided("Jan", PERSON, "accepted", person)
    decided("Zwolle", PLACE, "accepted", place)
    decided("Roos", PERSON, "refused")
    assert find_pseudonyms(db) == [(place, {"Zwolle"}), (person, {"Jan de Vries", "Jan"})]
    assert names_by_pseudonym(db, ("subject",)) == {person.pseudonym_id: {"Jan de Vries", "Jan"}}


def test_a_respondent_is_known_by_the_label_and_by_what_others_call_them(db, decided):
    respondent = new_pseudonym(db, "respondent")
    speakers = [(Speaker("Marloes"), respondent.pseudonym_id)]
    decided("Marloes Zandstra", PERSON, "accepted", respondent, speakers)
    assert find_pseudonyms(db) == [(respondent, {"Marloes", "Marloes Zandstra"})]
    assert accepted_names(db) == {"Marloes": PERSON, "Marloes Zandstra": PERSON}


def test_a_surface_counts_as_refused_only_if_nobody_accepted_it(db, decided):
    decided("Roos", PERSON, "refused")
    decided("Roos", PERSON, "accepted", new_pseudonym(db, "subject"))
    decided("Veere", PLACE, "refused")
    decided("Goes", PLACE, "proposed")
    assert refused_surfaces(db) == {"Veere"}
    assert accepted_names(db) == {"Roos": PERSON}
