"""Whom or what an accepted finding names: one pseudonym for one person, place or organisation."""

from kwalicode.workflows.naming import known_pseudonyms


def test_a_person_keeps_one_pseudonym_over_all_sources(bring, accept):
    first = bring("Daar zag Jan de Vries mij, en Jan lachte.")
    second = bring("Ik bel Jan de Vries wel.", "Dat is De Vries weer.")
    pseudonym = accept(first, "Jan de Vries")
    assert accept(first, "Jan") == pseudonym
    assert accept(second, "Jan de Vries") == pseudonym
    assert accept(second, "De Vries") == pseudonym


def test_a_place_keeps_one_pseudonym_in_all_its_forms(bring, accept):
    source_id = bring("Wij gaan naar Utrecht, en de Utrechtse markt is UTRECHT op zijn best.")
    pseudonym = accept(source_id, "Utrecht")
    assert accept(source_id, "Utrechtse") == accept(source_id, "UTRECHT") == pseudonym


def test_two_people_with_one_first_name_stay_two(bring, found, accept):
    source_id = bring("Daar zag ik Jan de Vries en Jan Bakker, en later Jan.", "Toen ging Jan weg.")
    first, second = accept(source_id, "Jan de Vries"), accept(source_id, "Jan Bakker")
    assert first != second
    # Which of them a bare 'Jan' is nobody can tell; he is not put on either.
    third = accept(source_id, "Jan")
    assert third not in {first, second}
    accept(source_id, "Jan")
    assert [finding.pseudonym for finding in found(source_id, "Jan")] == [third, third]


def test_one_first_name_in_one_source_stays_one_person_where_several_are_called_so(
    import_all, talk, bring, found, send
):
    import_all(talk("Een.", label="Roos"), talk("Twee.", label="Roos"))
    source_id = bring("Dat zei Roos, en Roos lachte, en Roos ging.", label="Tjeerd")
    assert send(source_id, "accept_all") == []
    mentions = [f.pseudonym for f in found(source_id, "Roos")]
    assert len(mentions) == 3
    assert len(set(mentions)) == 1
    assert mentions[0].series == "subject"


def test_a_mention_can_be_given_to_another_person_and_to_nobody_known(bring, found, send, accept):
    source_id = bring("Daar zag ik Jan de Vries en Jan Bakker, en later Jan.")
    first, second = accept(source_id, "Jan de Vries"), accept(source_id, "Jan Bakker")
    (mention,) = found(source_id, "Jan")
    mark = {"mark_id": mention.finding_id}
    assert send(source_id, "assign", **mark, pseudonym_id=second.pseudonym_id) == []
    assert found(source_id, "Jan")[0].pseudonym == second
    assert found(source_id, "Jan")[0].state == "accepted"
    assert send(source_id, "assign", **mark, pseudonym_id=None) == []
    fresh = found(source_id, "Jan")[0].pseudonym
    assert fresh.series == "subject"
    assert fresh not in {first, second}


def test_a_mention_of_unknown_kind_can_be_given_to_a_participant(
    bring, decide, found, send, release, key
):
    source_id = bring("Toen zei hij: de krullenbol en Zoltarra moeten komen.")
    (respondent,) = [p for p, names in known_pseudonyms(key) if "Marloes" in names]
    decide(source_id, "recode", "Zoltarra", code_id="name-like")
    (mention,) = found(source_id, "Zoltarra")
    assert mention.kind == "name-like"
    mark = {"mark_id": mention.finding_id}
    assert send(source_id, "assign", **mark, pseudonym_id=respondent.pseudonym_id) == []
    (mention,) = found(source_id, "Zoltarra")
    assert (mention.kind, mention.state, mention.pseudonym) == ("person", "accepted", respondent)
    text = release(source_id).text
    assert f"krullenbol en [respondent {respondent.number}] moeten" in text


def test_a_pseudonym_that_does_not_fit_cannot_be_given(bring, found, add, send):
    source_id = bring("Jan zag in Utrecht de krullenbol.", "Bel maar op 06-12345678, hoor.")
    add(source_id, "krullenbol")
    before = found(source_id)
    person = found(source_id, "krullenbol")[0].pseudonym.pseudonym_id
    other_kind = "This pseudonym stands for something of another kind; choose another one."
    no_numbers = "This kind of identifying text has no numbered pseudonyms."
    improper = "The page sent no proper 'pseudonym_id'; reload it."
    for surface, pseudonym_id, sentence in [
        ("Jan", 9999, "This pseudonym is not in the key file; choose another one."),
        ("Jan", "1", improper),
        ("Jan", -1, improper),
        ("Jan", 10**30, improper),
        ("Utrecht", person, other_kind),
        ("06-12345678", person, no_numbers),
        ("06-12345678", None, no_numbers),
    ]:
        mark_id = found(source_id, surface)[0].finding_id
        assert send(source_id, "assign", mark_id=mark_id, pseudonym_id=pseudonym_id) == [sentence]
    assert found(source_id) == before
