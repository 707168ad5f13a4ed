import pytest

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
