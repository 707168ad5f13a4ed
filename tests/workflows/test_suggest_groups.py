"""Groups of passages, groups of codes, and codes that may be one: taken and refused."""

import pytest

from kwalicode.errors import AccessError, ConflictError, InputError, UndefinedError
from kwalicode.model import Barred, Code, Coding, Document, Turn
from kwalicode.store.barred import add_barred
from kwalicode.store.categories import find_categories
from kwalicode.store.codebook import add_code, find_codes, find_synonyms
from kwalicode.store.codings import add_coding, find_codings
from kwalicode.store.documents import add_version
from kwalicode.store.history import undo
from kwalicode.store.pass_documents import limit_document
from kwalicode.store.passes import open_pass
from kwalicode.store.suggestions import Settings
from kwalicode.workflows.axial_acts import apply_axial
from kwalicode.workflows.suggestions.code_groups import (
    accept_code_group,
    propose_code_groups,
    refuse_code_group,
)
from kwalicode.workflows.suggestions.groups import (
    Source,
    code_passages,
    find_sources,
    group_passages,
    uncoded_passages,
)
from kwalicode.workflows.suggestions.kinds import account, choose_suggestions
from kwalicode.workflows.suggestions.same_codes import find_same_codes, keep_apart, merge_same_codes

ALL_ON = Settings(alike=True, codes="on demand", groups=True, code_groups=True, same_codes=True)
TALK = Source("", "", "nl", 1)


@pytest.fixture
def wanted(study, document):
    choose_suggestions(study, ALL_ON, coder="ana")
    return study


def add_said(study, kind):
    """Store a document with thirty things said, on two subjects, each by somebody else."""
    said = [
        ("De sfeer in het team is fijn", "De werkdruk is veel te hoog")[i % 2] for i in range(30)
    ]
    said = [f"{words}, elke {'dag' if i % 3 else 'week'}." for i, words in enumerate(said)]
    turns, start = [], 0
    for i, words in enumerate(said):
        turns.append(Turn(start, start + len(words), f"formulier {i}", is_interviewer=False))
        start += len(words) + 1
    with study.write("ana", "sign off") as db:
        text = "\n".join(said)
        found = Document("q1", "Open vraag", kind, "nl", text, tuple(turns), version=1)
        add_version(db, found, coder="ana", role_labels={})


@pytest.fixture
def answers(wanted):
    add_said(wanted, "survey answer")
    return wanted


def answered(study):
    return next(one for one in find_sources(study) if one.source == "q1")


def texts(study, source=TALK, coder="ana"):
    return [one.text for one in uncoded_passages(study, source, coder=coder)]


def code(study, words, code_id="fear", coder="ana", text=None, pass_id=1):
    document_id = "d1"
    with study.write(coder, "add") as db:
        text = db.execute("SELECT text FROM versions WHERE document_id = 'd1'").fetchone()[0]
        start = text.index(words)
        span = (start, start + len(words))
        made = Coding(
            f"{coder} {code_id} {words}", document_id, code_id, coder, *span, words, pass_id=pass_id
        )
        add_coding(db, made)


def test_what_has_no_code_is_what_participants_say_and_nobody_coded_or_barred(wanted, document):
    whole = "Ik durfde niets te zeggen 👩‍👩‍👧. Echt niet."
    assert texts(wanted) == [whole, "Het hoort erbij."]
    with wanted.write("ana", "open") as db:
        blind = open_pass(db, "open", "second reading", coder="ana", is_blind=True)
    code(wanted, "durfde", coder="bo", pass_id=blind)
    assert (texts(wanted), texts(wanted, coder="bo")) == (
        *([whole, "Het hoort erbij."], ["Het hoort erbij."]),
    )
    with wanted.write("ana", "bar") as db:
        start = document.text.index("hoort")
        bar = Barred("b", "d1", start, start + 5, "hoort", "analysis", "restriction")
        add_barred(db, bar, coder="ana")
    assert texts(wanted) == [whole]
    with pytest.raises(UndefinedError, match="words to go by: 1;"):
        group_passages(wanted, TALK, 3, coder="ana")


def test_a_group_is_coded_as_one_step_with_its_origin(answers):
    shares = []
    source = answered(answers)
    found = group_passages(answers, source, 2, coder="ana", progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert {"sfeer", "werkdruk"} <= {word for words in found.words for word in words}
    assert [len(found.members(i)) for i in range(2)] == [15, 15]
    n = code_passages(answers, found, found.members(0), "sfeer goed", coder="ana")
    assert n == 15
    assert len(texts(answers, source)) == 15
    with answers.read() as db:
        made = [one for one in find_codes(db) if one.name == "sfeer goed"]
        codings = find_codings(db, "q1")
    assert {one.code_id for one in codings} == {made[0].code_id}
    (row,) = {one[1:4] for one in account(answers, coder="ana").taken}
    assert (row[0], row[2]) == ("group", "2")
    undo(answers, "ana")
    assert len(texts(answers, source)) == 30
    with answers.read() as db:
        assert [one for one in find_codes(db) if one.name == "sfeer goed"] == []
    assert account(answers, coder="ana").taken == []


def test_what_somebody_coded_meanwhile_is_left_out_of_a_group(answers):
    source = answered(answers)
    found = group_passages(answers, source, 2, coder="ana")
    first, second = found.members(0)[:2]
    one = found.passages[first]
    with answers.write("bo", "add") as db:
        where = ("q1", "fear", "bo", one.start, one.end, one.text)
        add_coding(db, Coding("earlier", *where))
    assert code_passages(answers, found, [first, second], "work", coder="ana") == 1
    with pytest.raises(ConflictError, match="meanwhile"):
        code_passages(answers, found, [first, second], "work", coder="ana")
    assert len(account(answers, coder="ana").taken) == 1


def test_what_the_open_pass_leaves_out_is_coded_in_the_axial_one(wanted):
    add_said(wanted, "document")
    with wanted.write("ana", "limit") as db:
        limit_document(db, "q1", in_open_pass=False)
        axial = open_pass(db, "axial", "axial", coder="ana")
    found = group_passages(wanted, TALK, 2, coder="ana")
    code_passages(wanted, found, [len(found.passages) - 1], "work", coder="ana")
    with wanted.read() as db:
        assert [(one.code_id, one.pass_id) for one in find_codings(db, "q1")] == [("work", axial)]


def test_what_is_off_is_neither_computed_nor_stored(answers):
    found = group_passages(answers, answered(answers), 2, coder="ana")
    choose_suggestions(answers, Settings(), coder="ana")
    acts = (
        lambda: group_passages(answers, answered(answers), 2, coder="ana"),
        lambda: code_passages(answers, found, [0], "work", coder="ana"),
        lambda: propose_code_groups(answers, coder="ana"),
        lambda: accept_code_group(answers, "c", "Naam", ["work"], 0.5, coder="ana"),
        lambda: refuse_code_group(answers, ["work"], 0.5, coder="ana"),
        lambda: find_same_codes(answers, coder="ana"),
        lambda: merge_same_codes(answers, "fear", "work", 0.5, coder="ana"),
        lambda: keep_apart(answers, "fear", "work", 0.5, coder="ana"),
    )
    for act in acts:
        with pytest.raises(AccessError):
            act()
    choose_suggestions(answers, ALL_ON, coder="ana")
    with pytest.raises(InputError, match="Tick at least one"):
        code_passages(answers, found, [], "work", coder="ana")


@pytest.fixture
def alike_codes(wanted):
    """Two codes on the same words, and one elsewhere."""
    code(wanted, "Ik durfde niets", "fear")
    code(wanted, "durfde niets te zeggen", "silence")
    code(wanted, "Het hoort erbij", "work")
    return wanted


def test_codes_that_share_words_and_passages_become_a_category_in_part(alike_codes):
    (group,) = propose_code_groups(alike_codes, coder="ana")
    assert (group.code_ids, group.n_shared) == (("fear", "silence"), 1)
    assert "durven" in group.words
    operation = {"op": "accept_group", "category_id": "c1", "name": "Angst", "score": group.score}
    operation |= {"id": "op-1", "code_ids": ["fear"]}
    assert not apply_axial(alike_codes, [operation], coder="ana").refused
    with alike_codes.read() as db:
        assert {c.code_id: c.category_id for c in find_codes(db)}["fear"] == "c1"
    assert [one.name for one in account(alike_codes, coder="ana").taken] == ["Angst"]
    assert propose_code_groups(alike_codes, coder="ana") == []
    undo(alike_codes, "ana")
    with alike_codes.read() as db:
        assert find_categories(db) == []
    assert account(alike_codes, coder="ana").taken == []


def test_a_refused_group_does_not_come_back_but_its_refusal_can_be_undone(alike_codes):
    (group,) = propose_code_groups(alike_codes, coder="ana")
    operation = {"op": "refuse_group", "id": "op-1", "score": group.score}
    operation |= {"code_ids": list(group.code_ids)}
    assert not apply_axial(alike_codes, [operation], coder="ana").refused
    assert propose_code_groups(alike_codes, coder="ana") == []
    undo(alike_codes, "ana")
    assert propose_code_groups(alike_codes, coder="ana") == [group]


@pytest.mark.parametrize("sent", [{"code_ids": "fear", "score": 1}, {"code_ids": [], "score": "x"}])
def test_what_the_board_sends_amiss_is_refused(wanted, sent):
    operation = {"op": "refuse_group", "id": "op-1", **sent}
    ((_id, error),) = apply_axial(wanted, [operation], coder="ana").refused
    assert "sent no proper" in str(error)


def test_codes_of_nearly_one_name_are_merged_or_kept_apart_for_good(wanted):
    with wanted.write("ana", "add") as db:
        for name in ("bang voor gevolgen", "bang voor de gevolgen"):
            add_code(db, Code(name, name, None, 0), coder="ana")
    code(wanted, "Echt niet", "bang voor gevolgen")
    (pair,) = find_same_codes(wanted, coder="ana")
    kept, other = pair.kept.code_id, pair.other.code_id
    assert (kept, other) == ("bang voor gevolgen", "bang voor de gevolgen")
    assert pair.pair.reasons == ("names",)
    keep_apart(wanted, kept, other, pair.pair.score, coder="ana")
    assert find_same_codes(wanted, coder="ana") == []
    undo(wanted, "ana")
    assert merge_same_codes(wanted, other, kept, pair.pair.score, coder="ana") == 1
    with wanted.read() as db:
        assert find_synonyms(db)[other] == [kept]
    (one,) = account(wanted, coder="ana").taken
    assert (one.kind, one.name) == ("same code", other)
    undo(wanted, "ana")
    assert len(find_same_codes(wanted, coder="ana")) == 1


def test_an_empty_codebook_and_codes_without_segments_propose_nothing(study):
    choose_suggestions(study, ALL_ON, coder="ana")
    assert propose_code_groups(study, coder="ana") == find_same_codes(study, coder="ana") == []
    with study.write("ana", "add") as db:
        for name in ("?", "!!"):
            add_code(db, Code(name, name, None, 0), coder="ana")
    assert propose_code_groups(study, coder="ana") == find_same_codes(study, coder="ana") == []
