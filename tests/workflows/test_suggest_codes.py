import pytest

from kwalicode.errors import InputError
from kwalicode.model import Code, Coding, Document, Turn
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version, document_text
from kwalicode.store.history import undo
from kwalicode.store.suggestions import Settings, find_refused_segments
from kwalicode.ui.components.coding import coding_answer, proposed_answer
from kwalicode.workflows.coding import apply_coding
from kwalicode.workflows.suggestions.codes import propose_codes
from kwalicode.workflows.suggestions.kinds import account, choose_suggestions

FEAR = [f"Ik was bang om {word} te zeggen." for word in ("iets", "nee", "alles", "dat", "het")]
COFFEE = [f"Wij drinken koffie {word} de kantine." for word in ("in", "bij", "naast", "om", "uit")]
NEW = "Zij was ook bang en zei nee."


@pytest.fixture
def talks(study):
    """Two interviews with two codes, each on five segments; the last line has none."""
    choose_suggestions(study, Settings(codes="on demand"), coder="ana")
    with study.write("ana", "sign off") as db:
        for code_id in ("zoltar", "koffie"):
            add_code(db, Code(code_id, code_id, None, 0), coder="ana")
        for n in (0, 1):
            lines = [*FEAR[n::2], *COFFEE[n::2], NEW]
            text = "\n".join(lines)
            turn = Turn(0, len(text), f"respondent {n}")
            document = Document(
                f"talk{n}", f"Gesprek {n}", "interview", "nl", text, (turn,), version=1
            )
            add_version(db, document, coder="ana", role_labels={})
            for line in lines[:-1]:
                start = text.index(line)
                code_id = "zoltar" if line in FEAR else "koffie"
                span = (start, start + len(line))
                add_coding(db, Coding(line, f"talk{n}", code_id, "ana", *span, line))
    start = text.index(NEW)
    return {"start": start, "end": start + len(NEW), "text": NEW}


def proposed(study, place, coder="ana"):
    return propose_codes(study, "talk1", place["start"], place["end"], coder=coder)


def send(study, op, code_id, place, **more):
    operation = {"op": op, "id": f"{op} {code_id}", "code_id": code_id, "mark_id": code_id, **place}
    return apply_coding(study, "talk1", [{**operation, **more}], coder="ana")


def test_codes_come_in_the_order_of_their_names_with_their_reasons(study, talks):
    found = proposed(study, talks)
    assert found.n_codes == 2
    assert [one.code_id for one in found.proposals] == ["zoltar"]
    (one,) = found.proposals
    assert one.example == "Ik was bang om nee te zeggen."
    assert one.title == "Gesprek 1"
    assert set(one.words) <= {"bang", "nee", "zeggen"}
    assert one.words


def test_a_new_coding_counts_at_once_and_not_on_its_own_words(study, talks):
    before = proposed(study, talks)
    assert send(study, "add", "koffie", talks).refused == []
    assert [one.code_id for one in proposed(study, talks).proposals] == ["zoltar"]
    with study.read() as db:
        start = document_text(db, "talk0").index(NEW)
    elsewhere = propose_codes(study, "talk0", start, start + len(NEW), coder="ana")
    assert "koffie" in [one.code_id for one in elsewhere.proposals]
    assert undo(study, "ana")
    assert proposed(study, talks) == before


def test_a_proposal_that_is_taken_keeps_its_origin_and_goes_as_one_step(study, talks):
    assert send(study, "add", "zoltar", talks, suggested=2.123456789012345678).refused == []
    (taken,) = account(study, coder="ana").taken
    assert (taken.kind, taken.coding_id, taken.decided_by) == ("code", "zoltar", "ana")
    again = send(study, "add", "zoltar", talks, suggested=2.1, id="again", mark_id="again")
    assert len(again.refused) == 1
    assert undo(study, "ana")
    assert account(study, coder="ana").taken == []


def test_a_proposal_that_is_refused_does_not_come_back_there(study, talks):
    assert send(study, "refuse_code", "zoltar", talks, suggested=2.1).refused == []
    assert proposed(study, talks).proposals == []
    with study.read() as db:
        assert [one.code_id for one in find_refused_segments(db, ["code"])] == ["zoltar"]


@pytest.mark.parametrize("score", [None, "2", True, float("nan")])
def test_a_score_that_is_no_number_is_refused(study, talks, score):
    outcome = send(study, "add", "zoltar", talks, suggested=score)
    assert [type(error) for _id, error in outcome.refused] == [InputError]
    assert account(study, coder="ana").taken == []


def test_what_is_off_is_not_computed_and_the_reader_is_told(study, talks):
    ask = {"id": "a", "start": talks["start"], "end": talks["end"]}
    assert proposed_answer(study, "talk1", "ana", ask)["proposed"]["rows"]
    assert coding_answer(study, "talk1", "ana", "open", None)["codes_for"] == "on demand"
    choose_suggestions(study, Settings(), coder="ana")
    answer = proposed_answer(study, "talk1", "ana", ask)["proposed"]
    assert (answer["rows"], bool(answer["error"])) == ([], True)
    assert coding_answer(study, "talk1", "ana", "open", None)["codes_for"] == "off"
    assert len(send(study, "add", "zoltar", talks, suggested=2.1).refused) == 1


@pytest.mark.parametrize("ask", [{}, {"id": "a"}, {"id": "a", "start": 9, "end": 5}, {"id": 3}])
def test_nonsense_from_the_browser_is_answered_in_words(study, talks, ask):
    assert proposed_answer(study, "talk1", "ana", ask)["proposed"]["error"]
