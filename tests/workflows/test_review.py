import re

import pytest

from kwalicode.errors import InputError
from kwalicode.store.findings import find_findings
from kwalicode.store.sources import get_source
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.documents import import_documents, preview_file, with_roles
from kwalicode.workflows.review import apply_review, known_pseudonyms, review_state

LINE = "Daar zag Jan de Vries mij, en Jan lachte, in Utrecht, met de krullenbol."


@pytest.fixture
def bring(key):
    """Import one conversation in which Marloes says each of some lines, and look through it."""
    counter = iter(range(1000))

    def give(*lines):
        said = [f"Femke: Vraag {next(counter)}?\nMarloes: {s}\n" for s in (*lines, "Nou ja.")]
        preview = with_roles(preview_file("x.txt", "".join(said).encode()), ["Femke"], "ambtenaar")
        (source_id,) = import_documents(key, [preview], coder="ana")
        detect_findings(key, source_id, coder="ana")
        return source_id

    return give


@pytest.fixture
def found(key):
    """Give the findings of a source in reading order, or those of one surface."""

    def give(source_id, surface=None):
        with key.read() as db:
            everything = find_findings(db, source_id)
        return [f for f in everything if surface in {None, f.surface}]

    return give


@pytest.fixture
def send(study, key):
    """Send one operation as the page does and return the error sentences of what was refused."""
    counter = iter(range(1000))

    def send(source_id, act, coder="ana", **fields):
        operation = {"id": f"{source_id} {next(counter)}", "op": act, **fields}
        outcome = apply_review(study, key, source_id, [operation], coder=coder)
        assert len(outcome.stored) + len(outcome.refused) == 1
        return [str(error) for _, error in outcome.refused]

    return send


@pytest.fixture
def add(key, send):
    """Mark words by hand."""
    counter = iter(range(1000))

    def add(source_id, words, kind="person", **more):
        with key.read() as db:
            start = get_source(db, source_id).text.index(words)
        span = {"start": start, "end": start + len(words), "text": words}
        mark = {"mark_id": f"hand {next(counter)}", "code_id": kind}
        return send(source_id, "add", **{**mark, **span, **more})

    return add


@pytest.fixture
def accept(found, send):
    """Accept the first open finding of a surface and give its pseudonym."""

    def accept(source_id, surface, **more):
        waiting = [f for f in found(source_id, surface) if f.state == "proposed"]
        assert send(source_id, "accept", mark_id=waiting[0].finding_id, **more) == []
        return found(source_id, surface)[0].pseudonym

    return accept


def states(findings):
    return [finding.state for finding in findings]


def test_words_marked_by_hand_are_accepted_at_once(bring, found, add):
    source_id = bring(LINE)
    assert add(source_id, "krullenbol") == []
    (finding,) = found(source_id, "krullenbol")
    assert (finding.state, finding.kind, finding.recognizer) == ("accepted", "person", "reviewer")
    assert finding.pseudonym.series == "subject"


def test_words_marked_by_hand_take_the_place_of_what_lay_under_them(bring, found, add):
    source_id = bring(LINE)
    add(source_id, "Jan de Vries mij")
    (finding,) = found(source_id, "Jan de Vries mij")
    assert found(source_id, "Jan de Vries") == []
    assert not [f for f in found(source_id) if f.start < finding.end <= f.end and f != finding]


def test_words_marked_everywhere_are_accepted_as_whole_words_in_all_sources(bring, found, add):
    first, second = bring(LINE), bring("De krullenbol zag krullenbollen. Een krullenbol!", "Krul.")
    add(first, "krullenbol", everywhere=True)
    assert states(found(first, "krullenbol")) == ["accepted"]
    assert states(found(second, "krullenbol")) == ["accepted"] * 2
    with_number = {f.pseudonym for s in (first, second) for f in found(s, "krullenbol")}
    assert len(with_number) == 1


def test_marking_everywhere_leaves_longer_names_whole(bring, found, add):
    first = bring("De vries lachte, de vries zong.")
    second = bring("Dat zei de krul, en zijn vries, en Jan de Vries nog.")
    add(second, "de krul, en zijn vries")
    add(first, "vries", everywhere=True)
    assert states(found(first, "vries")) == ["accepted"] * 2
    assert states(found(second, "de krul, en zijn vries")) == ["accepted"]
    assert states(found(second, "Jan de Vries")) == ["proposed"]
    assert found(second, "vries") == []


def test_a_finding_can_be_accepted_and_refused_and_accepted_again(bring, found, send):
    source_id = bring(LINE)
    (finding,) = found(source_id, "Utrecht")
    for act, state in [("accept", "accepted"), ("refuse", "refused"), ("accept", "accepted")]:
        assert send(source_id, act, mark_id=finding.finding_id) == []
        (now,) = found(source_id, "Utrecht")
        assert (now.state, now.pseudonym is not None) == (state, state == "accepted")


def test_accepting_everywhere_reaches_what_was_not_found_and_what_was_refused(
    bring, found, send, accept
):
    first, second = bring(LINE), bring("Wij gaan naar Utrecht, hoor.", "In Utrecht dus.")
    send(second, "refuse", mark_id=found(second, "Utrecht")[0].finding_id)
    pseudonym = accept(first, "Utrecht", everywhere=True)
    assert {f.pseudonym for f in found(second, "Utrecht")} == {pseudonym}
    assert states(found(second, "Utrecht")) == ["accepted"] * 2


def test_refusing_is_here_only_unless_everywhere_is_asked(bring, found, send):
    first, second = bring(LINE), bring("Wij gaan naar Utrecht, hoor.", "In Utrecht dus.")
    send(second, "refuse", mark_id=found(second, "Utrecht")[0].finding_id)
    assert states(found(second, "Utrecht")) == ["refused", "proposed"]
    assert states(found(first, "Utrecht")) == ["proposed"]
    send(second, "refuse", mark_id=found(second, "Utrecht")[1].finding_id, everywhere=True)
    assert states(found(first, "Utrecht") + found(second, "Utrecht")) == ["refused"] * 3


def test_another_kind_brings_another_pseudonym_and_decides_nothing(bring, found, send, accept):
    source_id = bring(LINE)
    mark_id = found(source_id, "Utrecht")[0].finding_id
    send(source_id, "recode", mark_id=mark_id, code_id="department")
    (finding,) = found(source_id, "Utrecht")
    assert (finding.kind, finding.state, finding.pseudonym) == ("department", "proposed", None)
    send(source_id, "recode", mark_id=mark_id, code_id="place")
    place = accept(source_id, "Utrecht")
    assert send(source_id, "recode", mark_id=mark_id, code_id="organisation") == []
    (finding,) = found(source_id, "Utrecht")
    assert (finding.kind, finding.state) == ("organisation", "accepted")
    assert finding.pseudonym.series == "organisation" != place.series
    send(source_id, "recode", mark_id=mark_id, code_id="date")
    assert found(source_id, "Utrecht")[0].pseudonym is None


def test_accept_all_accepts_what_is_open_in_this_source_only(bring, found, send):
    first, second = bring(LINE), bring("Wij gaan naar Utrecht, hoor.")
    send(first, "refuse", mark_id=found(first, "Jan")[0].finding_id)
    assert send(first, "accept_all") == []
    assert {f.surface: f.state for f in found(first)}["Jan"] == "refused"
    assert set(states(found(first))) == {"accepted", "refused"}
    assert set(states(found(second))) == {"proposed"}


def test_a_person_keeps_one_pseudonym_over_all_sources(bring, send, accept):
    first, second = bring(LINE), bring("Ik bel Jan de Vries wel.", "Dat is De Vries weer.")
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


def test_a_mention_can_be_given_to_another_person_and_to_nobody_known(bring, found, send, accept):
    source_id = bring("Daar zag ik Jan de Vries en Jan Bakker, en later Jan.")
    first, second = accept(source_id, "Jan de Vries"), accept(source_id, "Jan Bakker")
    (mention,) = found(source_id, "Jan")
    mark = {"mark_id": mention.finding_id}
    assert send(source_id, "assign", **mark, pseudonym_id=second.pseudonym_id) == []
    assert found(source_id, "Jan")[0].pseudonym == second
    assert states(found(source_id, "Jan")) == ["accepted"]
    assert send(source_id, "assign", **mark, pseudonym_id=None) == []
    fresh = found(source_id, "Jan")[0].pseudonym
    assert fresh.series == "subject"
    assert fresh not in {first, second}


def test_a_mention_can_be_given_to_a_participant(bring, found, send, study, key):
    source_id = bring("Toen zei hij: de krullenbol en Zoltarra moeten komen.")
    (respondent,) = [p for p, names in known_pseudonyms(key) if "Marloes" in names]
    mark_id = found(source_id, "Zoltarra")[0].finding_id
    send(source_id, "assign", mark_id=mark_id, pseudonym_id=respondent.pseudonym_id)
    text = sign_off(study, key, source_id, coder="ana").text
    assert f"krullenbol en [respondent {respondent.number}] moeten" in text


def test_undo_and_redo_take_back_and_repeat_a_decision_in_every_source(bring, found, send, accept):
    first, second = bring(LINE), bring("Wij gaan naar Utrecht, hoor.")
    before = found(first), found(second)
    accept(first, "Utrecht", everywhere=True)
    after = found(first), found(second)
    assert send(first, "undo") == []
    assert (found(first), found(second)) == before
    assert send(first, "redo") == []
    assert (found(first), found(second)) == after != before


def test_undo_brings_back_what_words_marked_by_hand_took_the_place_of(
    bring, found, add, send, study, key
):
    source_id = bring(LINE)
    before = found(source_id)
    add(source_id, "Jan de Vries mij")
    send(source_id, "undo")
    assert found(source_id) == before
    assert "mij, en" in sign_off(study, key, source_id, coder="ana").text


def test_each_reviewer_undoes_only_their_own_decisions(bring, found, send, key):
    source_id = bring(LINE)
    for coder, surface in (("ana", "Utrecht"), ("bo", "Jan")):
        mark_id = found(source_id, surface)[0].finding_id
        send(source_id, "refuse", coder, mark_id=mark_id)
    send(source_id, "undo", "ana")
    assert states(found(source_id, "Utrecht") + found(source_id, "Jan")) == ["proposed", "refused"]
    assert [review_state(key, source_id, coder=c)[2:] for c in ("ana", "bo", "cas")] == [
        (False, True),
        (True, False),
        (False, False),
    ]


def test_what_the_page_shows_is_the_newest_revision(bring, found, send, key):
    source_id = bring(LINE)
    before = review_state(key, source_id, coder="ana")
    assert before.findings == found(source_id)
    send(source_id, "accept_all")
    after = review_state(key, source_id, coder="ana")
    assert after.revision > before.revision
    assert after.findings == found(source_id) != before.findings


def test_a_decision_that_arrives_twice_is_stored_once(bring, found, study, key):
    source_id = bring(LINE)
    mark = {"mark_id": "m1", "code_id": "person", "start": 0, "end": 5, "text": "Vraag"}
    operation = {"id": "op-1", "op": "add", **mark}
    for _ in range(2):
        outcome = apply_review(study, key, source_id, [operation], coder="ana")
        assert (outcome.stored, outcome.refused) == (["op-1"], [])
    assert len(found(source_id, "Vraag")) == 1


SPAN = {"mark_id": "x", "code_id": "person", "start": 0, "end": 5, "text": "Vraag"}
OTHERS = r"The words at -?\d+ to -?\d+ are others than those selected; reload the page."
NO_PROPER = "The page sent no proper '{}'; reload it."
GONE = "This finding is gone; reload the page."


NONSENSE = [
    ({"op": "explode"}, "The page asked for something this version does not know; reload it."),
    ({"op": None}, NO_PROPER.format("op")),
    ({"op": "add"}, NO_PROPER.format("start")),
    ({"op": "add", **SPAN, "text": "vraag"}, OTHERS),
    ({"op": "add", **SPAN, "end": 6}, OTHERS),
    ({"op": "add", **SPAN, "start": 5, "end": 0, "text": ""}, OTHERS),
    ({"op": "add", **SPAN, "start": 3, "end": 3, "text": ""}, OTHERS),
    ({"op": "add", **SPAN, "start": -5, "end": -1}, OTHERS),
    ({"op": "add", **SPAN, "start": "0"}, NO_PROPER.format("start")),
    ({"op": "add", **SPAN, "end": True}, NO_PROPER.format("end")),
    ({"op": "add", **SPAN, "end": 4.5}, NO_PROPER.format("end")),
    ({"op": "add", **SPAN, "mark_id": 7}, NO_PROPER.format("mark_id")),
    (
        {"op": "add", **SPAN, "code_id": "wizard"},
        "This kind of identifying text is not known; reload the page.",
    ),
    ({"op": "add", **SPAN, "code_id": None}, NO_PROPER.format("code_id")),
    *[({"op": act, "mark_id": "gone"}, GONE) for act in ("accept", "refuse", "assign")],
    *[({"op": act}, NO_PROPER.format("mark_id")) for act in ("accept", "refuse", "recode")],
    ({"op": "recode", "mark_id": "gone", "code_id": "person"}, GONE),
    ({"op": "refuse", "mark_id": "gone", "everywhere": True}, GONE),
    ({"op": "accept", "mark_id": "gone", "everywhere": True}, GONE),
]


def test_what_makes_no_sense_is_refused_in_one_sentence_and_the_next_one_done(
    bring, found, study, key
):
    source_id = bring(LINE)
    before = found(source_id)
    bad = [{"id": str(place), **operation} for place, (operation, _) in enumerate(NONSENSE)]
    sound = {"id": "sound", "op": "accept", "mark_id": before[0].finding_id}
    outcome = apply_review(study, key, source_id, [*bad, sound], coder="ana")
    assert [op_id for op_id, _ in outcome.refused] == [operation["id"] for operation in bad]
    for (operation, sentence), (_, error) in zip(NONSENSE, outcome.refused, strict=True):
        assert re.fullmatch(sentence, str(error)), operation
    assert outcome.stored == ["sound"]
    assert found(source_id)[1:] == before[1:]
    assert found(source_id)[0].state == "accepted"


def test_a_pseudonym_that_does_not_fit_cannot_be_given(bring, found, send):
    source_id = bring(LINE, "Bel maar op 06-12345678, hoor.")
    before = found(source_id)
    name, phone = ({"mark_id": found(source_id, s)[0].finding_id} for s in ("Jan", "06-12345678"))
    assert [
        send(source_id, "assign", **name, pseudonym_id=9999),
        send(source_id, "assign", **name, pseudonym_id="1"),
        send(source_id, "assign", **phone),
    ] == [
        ["This pseudonym is not in the key file; choose another one."],
        [NO_PROPER.format("pseudonym_id")],
        ["This kind of identifying text has no numbered pseudonyms."],
    ]
    assert found(source_id) == before


def test_a_finding_that_another_reviewer_overlaid_is_gone(bring, found, add, send):
    source_id = bring(LINE)
    (finding,) = found(source_id, "Jan de Vries")
    add(source_id, "Jan de Vries mij")
    assert send(source_id, "accept", "bo", mark_id=finding.finding_id) == [GONE]


def test_a_review_of_an_outbox_without_ids_is_refused_whole(bring, study, key):
    source_id = bring(LINE)
    with pytest.raises(InputError, match="no proper 'id'"):
        apply_review(study, key, source_id, [{"op": "accept_all"}], coder="ana")
