import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from kwalicode.errors import InputError
from kwalicode.workflows.review import apply_review

LINE = "Daar zag Jan de Vries mij, en Jan lachte, in Utrecht, met de krullenbol."
SPAN = {"mark_id": "x", "code_id": "person", "start": 0, "end": 5, "text": "Vraag"}
OTHERS = r"The words at -?\d+ to -?\d+ are others than those selected; reload the page."
NO_PROPER = "The page sent no proper '{}'; reload it."
GONE = "This finding is gone; reload the page."


@pytest.fixture
def deliver(study, key):
    """Let an outbox arrive and return what became of it."""
    return lambda source_id, outbox: apply_review(study, key, source_id, outbox, coder="ana")


def test_a_decision_that_arrives_twice_is_stored_once(bring, found, deliver):
    source_id = bring(LINE)
    operation = {"id": "op-1", "op": "add", **SPAN}
    for outbox in ([operation], [operation, operation]):
        outcome = deliver(source_id, outbox)
        assert (outcome.stored, outcome.refused) == (["op-1"] * len(outbox), [])
    assert len(found(source_id, "Vraag")) == 1


def test_a_decision_that_arrives_in_many_threads_at_once_is_stored_once(bring, found, deliver):
    source_id = bring(LINE)
    operation = {"id": "op-1", "op": "add", **SPAN}
    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(lambda _: deliver(source_id, [operation]), range(6)))
    assert outcomes == [(["op-1"], [])] * 6
    assert len(found(source_id, "Vraag")) == 1


def test_two_marks_of_one_id_are_not_both_stored(bring, found, raw, send):
    source_id = bring(LINE)
    assert send(source_id, "add", **SPAN) == []
    before = found(source_id)
    other = SPAN | {"start": 6, "end": 7, "text": raw(source_id)[6]}
    assert send(source_id, "add", **other) == [
        "This does not fit what is stored any more, so nothing was stored; reload the page."
    ]
    assert found(source_id) == before


NONSENSE = [
    ({"op": "explode"}, "The page asked for something this version does not know; reload it."),
    ({"op": None}, NO_PROPER.format("op")),
    ({"op": "add"}, NO_PROPER.format("start")),
    ({"op": "add", **SPAN, "text": "vraag"}, OTHERS),
    ({"op": "add", **SPAN, "end": 6}, OTHERS),
    ({"op": "add", **SPAN, "start": 5, "end": 0, "text": ""}, OTHERS),
    ({"op": "add", **SPAN, "start": 3, "end": 3, "text": ""}, OTHERS),
    ({"op": "add", **SPAN, "start": 9000, "end": 9001, "text": ""}, OTHERS),
    ({"op": "add", **SPAN, "end": 9000}, OTHERS),
    ({"op": "add", **SPAN, "start": -5, "end": -1}, NO_PROPER.format("start")),
    ({"op": "add", **SPAN, "end": -1}, NO_PROPER.format("end")),
    ({"op": "add", **SPAN, "start": 10**30, "end": 10**30 + 1}, NO_PROPER.format("start")),
    ({"op": "add", **SPAN, "end": 10**30}, NO_PROPER.format("end")),
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
    bring, found, deliver
):
    source_id = bring(LINE)
    before = found(source_id)
    bad = [{"id": str(place), **operation} for place, (operation, _) in enumerate(NONSENSE)]
    sound = {"id": "sound", "op": "accept", "mark_id": before[0].finding_id}
    outcome = deliver(source_id, [*bad, sound])
    assert [op_id for op_id, _ in outcome.refused] == [operation["id"] for operation in bad]
    for (operation, sentence), (_, error) in zip(NONSENSE, outcome.refused, strict=True):
        assert re.fullmatch(sentence, str(error)), operation
    assert outcome.stored == ["sound"]
    assert found(source_id)[1:] == before[1:]
    assert found(source_id)[0].state == "accepted"


def test_a_finding_that_another_reviewer_overlaid_is_gone(bring, found, add, send):
    source_id = bring(LINE)
    (finding,) = found(source_id, "Jan de Vries")
    add(source_id, "Jan de Vries mij")
    assert send(source_id, "accept", "bo", mark_id=finding.finding_id) == [GONE]


@pytest.mark.parametrize(
    ("outbox", "says"),
    [
        ([{"op": "accept_all"}], "no proper 'id'"),
        ([{"id": 7, "op": "accept_all"}], "no proper 'id'"),
        ([{"id": "op-1", "op": "accept_all"}, None], "something that is no operation"),
        (["accept_all"], "something that is no operation"),
    ],
)
def test_an_outbox_with_something_that_has_no_id_is_refused_whole(
    bring, found, deliver, outbox, says
):
    source_id = bring(LINE)
    before = found(source_id)
    with pytest.raises(InputError, match=says):
        deliver(source_id, outbox)
    assert found(source_id) == before
