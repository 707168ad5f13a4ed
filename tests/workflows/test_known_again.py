"""Who speaks in several files keeps one pseudonym."""

from kwalicode.workflows.documents import with_roles
from workflows.conversations import interview


def test_a_full_name_keeps_its_pseudonym_in_every_file(import_all, pseudonyms):
    ids = import_all(interview("Marloes Zandstra"), interview("Tjeerd", "Marloes Zandstra"))
    (later,) = import_all(interview("MARLOES ZANDSTRA", words="Later nog eens."))
    first, second = map(pseudonyms, ids)
    assert first["Marloes Zandstra"] == second["Marloes Zandstra"]
    assert pseudonyms(later)["MARLOES ZANDSTRA"] == first["Marloes Zandstra"]


def test_an_interviewer_keeps_the_pseudonym_by_label_alone(import_all, pseudonyms):
    previews = [
        with_roles(interview(name, asks=asks), [asks], "")
        for name, asks in [("Marloes", "Femke"), ("Tjeerd", "Femke"), ("Wytske", "Sanne")]
    ]
    first, second, third = map(pseudonyms, import_all(*previews))
    assert first["Femke"] == second["Femke"] == ("interviewer", 1)
    assert third["Sanne"] == ("interviewer", 2)


def test_two_respondents_with_one_first_name_stay_two(import_all, pseudonyms):
    first, second = import_all(interview("Marloes"), interview("Marloes", words="Anders."))
    assert pseudonyms(first)["Marloes"] != pseudonyms(second)["Marloes"]


def test_a_respondent_is_never_taken_for_an_interviewer_of_that_name(import_all, pseudonyms):
    previews = [
        with_roles(interview("Tjeerd", asks="Femke Hoekstra"), ["Femke Hoekstra"], ""),
        with_roles(interview("Femke Hoekstra", asks="Sanne"), ["Sanne"], ""),
    ]
    first, second = map(pseudonyms, import_all(*previews))
    assert first["Femke Hoekstra"][0] == "interviewer"
    assert second["Femke Hoekstra"][0] == "respondent"


def test_two_speakers_of_one_file_never_share_a_pseudonym(import_all, pseudonyms):
    import_all(interview("Jan de Vries"))
    (source_id,) = import_all(interview("Jan de Vries", "J. de Vries", "Jan Vries"))
    found = pseudonyms(source_id)
    assert len(found) == len(set(found.values())) == 4


def test_numbers_of_respondents_do_not_follow_the_order_of_import(import_all, pseudonyms):
    names = ["Aafke", "Bouke", "Chantal", "Doutzen", "Eelco", "Folkert", "Gosse", "Hylke", "Ids"]
    ids = import_all(*(interview(f"{name} Zandstra") for name in [*names, "Jisca"]))
    numbers = [
        pseudonyms(i)[f"{n} Zandstra"][1] for i, n in zip(ids, [*names, "Jisca"], strict=True)
    ]
    assert sorted(numbers) == list(range(1, 11))
    assert numbers != sorted(numbers)  # by chance once in 3.6 million runs
