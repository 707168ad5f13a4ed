"""Who is who: links with their reasons, and what a person says of them."""

import re

import pytest

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.workflows.review import is_signed_off
from kwalicode.workflows.subjects import (
    MAX_DESCRIPTION,
    confirm,
    describe,
    find_subjects,
    join,
    likely_others,
    link_doubts,
    proposed_description,
    separate,
    undo_naming,
)


@pytest.fixture
def who(key):
    """Give the one subject that has a name."""

    def who(name):
        (found,) = [s for s in find_subjects(key) if name in {use.name for use in s.names}]
        return found

    return who


@pytest.fixture
def number(who):
    """Give the id of the pseudonym of a name."""
    return lambda name: who(name).pseudonym.pseudonym_id


@pytest.fixture
def names(key):
    """Give the names of every subject that has several."""
    return lambda: {
        frozenset(use.name for use in s.names) for s in find_subjects(key) if len(s.names) > 1
    }


@pytest.fixture
def is_done(study, key):
    """Tell of each source whether its newest review is signed off."""
    return lambda *ids: [is_signed_off(study, key, source_id) for source_id in ids]


@pytest.fixture
def two_talks(bring, add):
    """Two conversations: in the one 'Wilma Zoltarra' is named, in the other 'Zoltarra' alone."""
    first, second = bring("Daar zat Wilma Zoltarra."), bring("Daar zat Zoltarra, en Quibbel ook.")
    add(first, "Wilma Zoltarra")
    add(second, "Zoltarra")
    add(second, "Quibbel")
    return first, second


def link(subject, name):
    return next((u.reason, u.is_sure) for u in subject.names if u.name == name)


def test_a_link_to_another_document_waits_with_its_reason_and_stands_first(
    two_talks, key, who, number
):
    assert number("Wilma Zoltarra") == number("Zoltarra")
    subject = who("Zoltarra")
    assert link(subject, "Zoltarra") == ("one in the study", False)
    assert link(subject, "Wilma Zoltarra") == ("new", True)
    assert subject.in_doubt
    assert find_subjects(key)[0] == subject
    assert [link_doubts(key, source_id) for source_id in two_talks] == [0, 1]


def test_a_name_in_the_same_document_needs_no_confirmation(bring, add, who, key):
    source_id = bring("Daar lachte Zoltarra, die Wilma Zoltarra.")
    add(source_id, "Wilma Zoltarra")
    add(source_id, "Zoltarra")
    assert link(who("Zoltarra"), "Zoltarra") == ("one here", True)
    assert link_doubts(key, source_id) == 0


def test_how_often_and_in_how_many_documents_a_name_stands_is_counted(bring, add, who):
    add(bring("Zoltarra zag Zoltarra, en zoltarra zei."), "Zoltarra", everywhere=True)
    add(bring("Daar kwam Zoltarra."), "Zoltarra")
    counts = {use.name: (use.n_places, use.n_documents) for use in who("Zoltarra").names}
    assert counts["Zoltarra"] == (3, 2)
    assert who("Zoltarra").n_places == sum(n for n, _ in counts.values())


def test_who_speaks_stands_among_the_subjects_with_the_own_label(bring, who):
    bring("Niets.", label="Marloes")
    marloes = who("Marloes")
    assert (marloes.speaks, marloes.n_places, marloes.in_doubt) == (True, 0, False)
    assert marloes.pseudonym.series == "respondent"


def test_two_with_one_first_name_stay_two_over_documents(bring, add, number):
    first, second = bring("Daar zat Jan de Vries."), bring("Daar zat Jan Bakker, ja Jan.")
    add(first, "Jan de Vries")
    add(second, "Jan Bakker")
    assert number("Jan de Vries") != number("Jan Bakker")
    add(bring("En Jan was er."), "Jan")
    assert number("Jan") not in {number("Jan de Vries"), number("Jan Bakker")}


def test_the_reasons_of_places_and_organisations_are_told_too(bring, add, who):
    first, second = bring("Dat was in Zoltardam."), bring("Ook in Zoltardam, hoor.")
    add(first, "Zoltardam", "place")
    assert link(who("Zoltardam"), "Zoltardam") == ("new", True)
    add(second, "Zoltardam", "place")
    assert who("Zoltardam").n_places == 2


def test_what_was_confirmed_waits_no_more_and_opens_no_document(
    two_talks, key, number, who, release, is_done
):
    for source_id in two_talks:
        release(source_id)
    confirm(key, number("Zoltarra"), coder="ana")
    assert not who("Zoltarra").in_doubt
    assert link(who("Zoltarra"), "Zoltarra") == ("one in the study", True)
    assert link_doubts(key, two_talks[1]) == 0
    assert is_done(*two_talks) == [True, True]


def mark(text, before):
    return re.search(rf"{before} (\[subject \d+\])", text)[1]


def test_joined_names_open_their_documents_and_the_next_sign_off_writes_the_one_number(
    study, key, *, two_talks, number, names, release, is_done
):
    first, second = two_talks
    old = mark(release(second).text, "en")
    release(first)
    kept = number("Wilma Zoltarra")
    join(study, key, number("Quibbel"), kept, coder="ana")
    assert is_done(first, second) == [True, False]
    assert frozenset({"Wilma Zoltarra", "Zoltarra", "Quibbel"}) in names()
    text = release(second).text
    assert mark(text, "en") == mark(text, "zat") != old
    assert is_done(first, second) == [True, True]


def test_a_joined_name_is_taken_for_the_same_person_from_then_on(
    study, key, *, two_talks, bring, add, number
):
    join(study, key, number("Quibbel"), number("Wilma Zoltarra"), coder="ana")
    add(bring("Dat zei Quibbel."), "Quibbel")
    assert number("Quibbel") == number("Wilma Zoltarra")


def test_a_separated_name_opens_its_documents_and_gets_a_number_of_its_own(
    study, key, *, two_talks, number, who, release, is_done
):
    first, second = two_talks
    old = mark(release(first).text, "zat")
    assert mark(release(second).text, "zat") == old
    new_id = separate(study, key, number("Zoltarra"), "Zoltarra", coder="ana")
    assert number("Zoltarra") == new_id != number("Wilma Zoltarra")
    assert link(who("Zoltarra"), "Zoltarra") == ("by hand", True)
    assert is_done(first, second) == [True, False]
    new = mark(release(second).text, "zat")
    assert new == f"[subject {who('Zoltarra').pseudonym.number}]" != old


def test_a_name_that_was_separated_from_a_participant_is_somebody_spoken_about(
    study, key, bring, *, add, number, who
):
    source_id = bring("Ja, dat zei Marloes zelf.", label="Marloes Zoltarra")
    add(source_id, "Marloes")
    assert number("Marloes") == number("Marloes Zoltarra")
    separate(study, key, number("Marloes"), "Marloes", coder="ana")
    assert who("Marloes").pseudonym.series == "subject"
    assert who("Marloes Zoltarra").pseudonym.series == "respondent"
    # And may be joined with her again.
    join(study, key, number("Marloes"), number("Marloes Zoltarra"), coder="ana")
    assert who("Marloes").speaks


def test_every_step_is_taken_back(study, key, two_talks, *, number, who, names):
    before, doubts = names(), who("Zoltarra")
    zoltarra, quibbel = number("Zoltarra"), number("Quibbel")
    for act in (
        lambda: confirm(key, zoltarra, coder="ana"),
        lambda: join(study, key, quibbel, zoltarra, coder="ana"),
        lambda: separate(study, key, zoltarra, "Zoltarra", coder="ana"),
        lambda: describe(key, zoltarra, "collega", coder="ana"),
    ):
        act()
        undo_naming(study, key, coder="ana")
        assert (names(), who("Zoltarra"), number("Quibbel")) == (before, doubts, quibbel)


def test_a_step_that_is_taken_back_opens_the_documents_signed_off_with_it(
    study, key, *, two_talks, number, release, is_done
):
    first, second = two_talks
    release(first), release(second)
    join(study, key, number("Quibbel"), number("Zoltarra"), coder="ana")
    joined = release(second).text
    undo_naming(study, key, coder="ana")
    assert is_done(first, second) == [True, False]
    text = release(second).text
    assert mark(text, "en") != mark(joined, "en")
    assert mark(text, "zat") == mark(joined, "zat")


def test_what_somebody_else_changed_since_is_not_taken_back(study, key, two_talks, number):
    zoltarra = number("Zoltarra")
    describe(key, zoltarra, "collega", coder="ana")
    describe(key, zoltarra, "leidinggevende", coder="bo")
    with pytest.raises(ConflictError, match="changed again since"):
        undo_naming(study, key, coder="ana")


def test_who_speaks_keeps_the_own_number_and_kinds_do_not_mix(
    study, key, two_talks, bring, *, add, number, names
):
    add(bring("Dat was in Zoltardam.", label="Tjeerd"), "Zoltardam", "place")
    before = names()
    with pytest.raises(InputError, match="keeps the own number"):
        join(study, key, number("Tjeerd"), number("Quibbel"), coder="ana")
    for one, other in (("Zoltardam", "Quibbel"), ("Quibbel", "Zoltardam")):
        with pytest.raises(InputError, match="of another kind"):
            join(study, key, number(one), number(other), coder="ana")
    with pytest.raises(NotFoundError):
        join(study, key, 999, number("Quibbel"), coder="ana")
    assert names() == before


def test_a_name_that_was_given_away_already_cannot_be_separated(study, key, two_talks, number):
    zoltarra = number("Zoltarra")
    separate(study, key, zoltarra, "Zoltarra", coder="bo")
    known = len(find_subjects(key))
    with pytest.raises(NotFoundError, match="given to someone else already"):
        separate(study, key, zoltarra, "Zoltarra", coder="ana")
    assert len(find_subjects(key)) == known


def test_whom_somebody_may_be_joined_with_starts_with_those_who_share_a_name(
    study, key, bring, add, who
):
    source_id = bring("Daar zaten Jan Zoltarra, Wilma Zoltarra en Quibbel, in Zoltardam.")
    for name in ("Jan Zoltarra", "Wilma Zoltarra", "Quibbel"):
        add(source_id, name)
    add(source_id, "Zoltardam", "place")
    subjects = find_subjects(key)
    others = likely_others(who("Jan Zoltarra"), subjects)
    assert others[0] == who("Wilma Zoltarra")
    assert who("Quibbel") in others
    assert who("Zoltardam") not in others
    assert who("Jan Zoltarra") not in others
    assert likely_others(who("Zoltardam"), subjects) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("collega", "collega"),
        ("  mijn   leidinggevende ", "mijn leidinggevende"),
        ("een gemeente\nin het oosten", "een gemeente in het oosten"),
        ("x" * MAX_DESCRIPTION, "x" * MAX_DESCRIPTION),
        ("", ""),
    ],
)
def test_a_description_is_kept_in_one_line(key, two_talks, number, who, *, typed, kept):
    describe(key, number("Quibbel"), typed, coder="ana")
    assert who("Quibbel").pseudonym.description == kept


@pytest.mark.parametrize(
    "typed", ["x" * (MAX_DESCRIPTION + 1), "[collega]", "collega]", "de", "mijn", "The"]
)
def test_a_description_that_would_not_read_is_refused(key, two_talks, number, who, typed):
    with pytest.raises(InputError):
        describe(key, number("Quibbel"), typed, coder="ana")
    assert who("Quibbel").pseudonym.description == ""


def test_something_general_is_proposed_for_a_place_and_nothing_for_a_person(bring, add, who):
    source_id = bring("Daar zat Zoltarra, in Borne, en in Zoltarrawens.")
    add(source_id, "Borne", "place")
    add(source_id, "Zoltarra")
    assert proposed_description(who("Borne"), "nl") == "een gemeente in het oosten"
    assert proposed_description(who("Borne"), "en").startswith("a municipality in the east")
    assert proposed_description(who("Zoltarra"), "nl") == ""
