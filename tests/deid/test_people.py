import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwalicode.deid import base_name, link_person

JANS = {1: {"Jan Visser"}, 2: {"Jan de Vries"}}


@pytest.mark.parametrize(
    ("surface", "people", "person_id"),
    [
        ("Jan de Vries", JANS, 2),
        ("De Vries", JANS, 2),
        ("mevr. de Vries", {1: {"Anna de Vries"}, 2: {"Jan Visser"}}, 1),
        ("de heer Bakker", {1: {"Ingrid Bakker"}, 2: {"Piet Bakker"}}, 2),
        ("M. van den Berg", {1: {"Marloes", "Marloes van den Berg"}}, 1),
        ("Marloes", {1: {"Marloes van den Berg"}}, 1),
        ("Jans", {1: {"Jan Visser"}}, 1),
        ("Fatima's", {1: {"Fatima Bouzid"}}, 1),
        ("Jan Terpstra", {1: {"Jan"}}, 1),
        ("jan de vries", JANS, 2),
        ("Gert-Jan", {1: {"Gert-Jan Mulder"}}, 1),
        ("mr. de Vries", {1: {"Anna de Vries"}}, 1),
        ("Yildiz", {1: {"Ayşe Yıldız"}}, 1),
        ("Hendriksen", {1: {"Truus Hendrikson"}}, 1),
        ("Ingrid Smit-Bakker", {1: {"Ingrid Bakker"}}, 1),
        ("Thijs van ’t Hof", {1: {"Thijs van 't Hof"}}, 1),
    ],
)
def test_a_name_links_to_the_one_person_it_can_stand_for(surface, people, person_id):
    assert link_person(surface, people, language="nl").person_id == person_id


@pytest.mark.parametrize(
    ("surface", "people"),
    [
        ("Jan", JANS),
        ("Jan Terpstra", JANS),
        ("Jan Visser", {1: {"Jan", "Jan de Vries"}}),
        ("de Vries", {1: {"Jan de Vries"}, 2: {"Anna de Vries"}}),
        ("J. de Vries", {1: {"Jan de Vries"}, 2: {"Joke de Vries"}}),
        ("mevrouw de Vries", {1: {"Jan de Vries"}}),
        ("P. van den Berg", {1: {"Marloes van den Berg"}}),
        ("Roos", {1: {"Roel"}}),
        ("Gert-Jan", {1: {"Dirk-Jan"}}),
        ("Wil", {1: {"Wim"}}),
        ("Roos", {1: {"Interviewer"}, 2: {"R"}}),
        ("Roos", {}),
    ],
)
def test_a_name_that_fits_nobody_or_several_starts_a_person_of_its_own(surface, people):
    assert link_person(surface, people, language="nl").person_id is None


def test_two_jans_stay_two_and_a_bare_jan_keeps_the_number_it_got():
    people = {1: {"Jan Visser"}, 2: {"Jan de Vries"}, 3: {"Jan"}}
    assert link_person("Jan", people, language="nl").person_id == 3
    assert link_person("Jan Visser", people, language="nl").person_id == 1


@pytest.mark.parametrize(
    ("surface", "base"),
    [
        ("Jans", "Jan"),
        ("Jan's", "Jan"),
        ("Fatima’s", "Fatima"),
        ("Thijs", "Thijs"),
        ("Hans", "Hans"),
        ("Hendriks", "Hendriks"),
        ("Utrechtse", "Utrecht"),
        ("Zwols", "Zwolle"),
        ("Assen", "Assen"),
        ("Noorderhavense", "Noorderhaven"),
        ("RO", "RO"),
        ("", ""),
    ],
)
def test_the_base_of_a_name_has_no_genitive_and_no_ending_of_an_adjective(surface, base):
    assert base_name(surface) == base


JAN = {1: {"Jan de Vries"}}
IN_DOUBT, SURE = False, True


@pytest.mark.parametrize(
    ("surface", "people", "here", "expected"),
    [
        # Nobody of the key fits.
        ("Roos", JAN, {1}, (None, "new", SURE)),
        ("mevrouw de Vries", JAN, {1}, (None, "new", SURE)),
        ("Janneke de Vries", JAN, {1}, (None, "new", SURE)),
        # Exactly so: a full name is sure anywhere, one word only in its own document.
        ("Jan de Vries", JAN, set(), (1, "same name", SURE)),
        ("jan de vries", JAN, set(), (1, "same name", SURE)),
        ("Jan de Vries'", JAN, set(), (1, "same name", SURE)),
        ("Marloes", {1: {"Marloes"}}, {1}, (1, "same name", SURE)),
        ("Marloes", {1: {"Marloes"}}, set(), (1, "same name", IN_DOUBT)),
        # A part of the name, an initial, a title.
        ("Jan", JAN, {1}, (1, "one here", SURE)),
        ("Jan", JAN, set(), (1, "one in the study", IN_DOUBT)),
        ("De Vries", JAN, {1}, (1, "one here", SURE)),
        ("De Vries", JAN, set(), (1, "one in the study", IN_DOUBT)),
        ("J. de Vries", JAN, {1}, (1, "one here", SURE)),
        ("J. de Vries", JAN, set(), (1, "one in the study", IN_DOUBT)),
        ("dr. de Vries", JAN, {1}, (1, "one here", SURE)),
        ("Jan Terpstra", {1: {"Jan"}}, set(), (1, "one in the study", IN_DOUBT)),
        # A letter differs.
        ("Jansen", {1: {"Kees Janssen"}}, {1}, (1, "spelling", IN_DOUBT)),
        ("Jansen", {1: {"Kees Janssen"}}, set(), (1, "spelling", IN_DOUBT)),
        # Diminutives.
        ("Jantje", JAN, {1}, (1, "spelling", IN_DOUBT)),
        ("Jantje", JAN, set(), (1, "spelling", IN_DOUBT)),
        # Married names.
        ("mevrouw Smit-Bakker", {1: {"Ingrid Bakker"}}, {1}, (1, "one here", SURE)),
        ("mevrouw Bakker", {1: {"Ingrid Smit-Bakker"}}, set(), (1, "one in the study", IN_DOUBT)),
        ("Ingrid Smit-Bakker", {1: {"Ingrid Bakker"}}, set(), (1, "one in the study", SURE)),
        # Several fit.
        ("Jan", JANS, {1, 2}, (None, "several", IN_DOUBT)),
        ("Jan", JANS, set(), (None, "several", IN_DOUBT)),
        ("Marloes", {1: {"Marloes"}, 2: {"Marloes"}}, set(), (None, "several", IN_DOUBT)),
        # Whoever is in the same document goes first.
        ("Jan", JANS, {1}, (1, "one here", SURE)),
        ("De Vries", {1: {"Jan de Vries"}, 2: {"Anna de Vries"}}, {2}, (2, "one here", SURE)),
        ("Marloes", {1: {"Marloes"}, 2: {"Marloes"}}, {2}, (2, "same name", SURE)),
        # A title or an initial tells two of one family apart.
        (
            "meneer Dijkstra",
            {1: {"Henk Dijkstra"}, 2: {"Anna Dijkstra"}},
            {1, 2},
            (1, "one here", SURE),
        ),
        (
            "A. Dijkstra",
            {1: {"Henk Dijkstra"}, 2: {"Anna Dijkstra"}},
            {1, 2},
            (2, "one here", SURE),
        ),
    ],
)
def test_a_link_says_why_it_was_made_and_whether_somebody_has_to_confirm_it(
    surface, people, here, expected
):
    assert tuple(link_person(surface, people, language="nl", here=here)) == expected


def test_a_full_name_goes_to_its_own_person_though_another_one_is_in_the_document():
    people = {1: {"Jan de Vries"}, 2: {"Jan Bakker"}}
    link = link_person("Jan Bakker", people, language="nl", here={1})
    assert link == (2, "same name", True)


def test_every_name_that_a_person_joined_goes_on_standing_for_that_person():
    people = {1: {"Jan de Vries", "Quibbel", "mevrouw Bakker"}, 2: {"Anna Bakker"}}
    for name in ("Quibbel", "quibbel", "Jan de Vries"):
        assert link_person(name, people, language="nl").person_id == 1
    assert link_person("mevrouw Bakker", people, language="nl", here={1}).person_id == 1
    assert link_person("Anna Bakker", people, language="nl").person_id == 2


def test_an_english_title_tells_who_is_meant():
    people = {1: {"Emily Carter"}, 2: {"Oliver Carter"}}
    assert link_person("Mrs Carter", people, language="en", here={1, 2}).person_id == 1
    assert link_person("Mr Carter", people, language="en", here={1, 2}).person_id == 2


NAMES = ("Jan", "Jan de Vries", "J. de Vries", "De Vries", "Anna Bakker", "Bakker", "Roos")


@given(
    surface=st.sampled_from(NAMES),
    people=st.dictionaries(st.integers(1, 5), st.sets(st.sampled_from(NAMES), min_size=1)),
    data=st.data(),
)
def test_a_link_is_to_a_known_person_or_to_nobody_and_the_order_of_persons_does_not_matter(
    surface, people, data
):
    here = data.draw(st.sets(st.sampled_from(sorted(people)))) if people else set()
    link = link_person(surface, people, language="nl", here=here)
    turned = dict(reversed(people.items()))
    assert link == link_person(surface, turned, language="nl", here=here)
    assert (link.person_id is None) == (link.reason in {"new", "several"})
    assert link.person_id is None or link.person_id in people
    assert link.reason != "spelling" or not link.is_sure
