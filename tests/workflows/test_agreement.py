"""Agreement of the coders of a study: who may be compared, where, and in which unit."""

import pytest

from kwalicode.errors import AccessError, ConflictError, InputError, UndefinedError
from kwalicode.model import Barred, Code, Coding, Document, Turn
from kwalicode.store.agreement import ComparedDocument, Marked
from kwalicode.store.agreement_choice import Choice
from kwalicode.store.barred import add_barred
from kwalicode.store.categories import add_category
from kwalicode.store.codebook import add_code, move_code
from kwalicode.store.codings import add_coding, coder_id, find_codings
from kwalicode.store.documents import add_version
from kwalicode.store.history import undo
from kwalicode.store.suggestions import Suggested, Target, take
from kwalicode.workflows.agreement.agree import agreement, code_groups
from kwalicode.workflows.agreement.units import cut_into_units
from kwalicode.workflows.consensus import CONSENSUS, agree_on, agreed_codings
from kwalicode.workflows.methods.coding import agreed
from kwalicode.workflows.passes import close_pass, open_pass, set_blind

LINE = 100
TEXT = "\n".join("a" * (LINE - 1) for _ in range(10))  # ten turns, 999 letters
TURNS = tuple(Turn(i, i + LINE - 1, "respondent 1") for i in range(0, 10 * LINE, LINE))


@pytest.fixture
def coded(study):
    """A study of two codes and two documents of ten turns."""
    with study.write("ana", "make") as db:
        for name in ("fear", "work"):
            add_code(db, Code(name, name, None, 0), coder="ana")
    for number in (1, 2):
        add_document(study, f"d{number}")
    return study


def add_document(study, document_id, kind="interview", text=TEXT, turns=TURNS):
    with study.write("ana", "sign off") as db:
        made = Document(document_id, document_id, kind, "nl", text, turns, version=1)
        add_version(db, made, coder="ana", role_labels={})


def code(study, coder, *rows, pass_id=1):
    """Add codings of rows (document, code, start, end)."""
    with study.write(coder, "code") as db:
        for document_id, code_id, start, end in rows:
            coding_id = f"{coder}-{document_id}-{code_id}-{start}-{pass_id}"
            where = (document_id, code_id, coder, start, end, TEXT[start:end])
            add_coding(db, Coding(coding_id, *where), pass_id=pass_id)
        return coder_id(db, coder)


def two_coders(study):
    ana = code(study, "ana", ("d1", "fear", 0, 50), ("d1", "work", 100, 150), ("d2", "fear", 0, 50))
    bo = code(study, "bo", ("d1", "fear", 25, 50), ("d2", "work", 900, 950))
    return ana, bo


def test_the_tables_of_a_code_are_counted_in_the_unit_that_was_chosen(coded):
    coders = two_coders(coded)
    tables = {}
    for unit in ("character", "turn", "paragraph", "document"):
        found = agreement(coded, Choice(1, coders, unit), n_resamples=20)
        fear = next(one for one in found.codes if one.code_id == "fear")
        tables[unit] = found.n_units, fear.by_number, fear.by_coder
    assert tables == {
        "character": (1998, (1898, 75, 25), (100, 25)),
        "turn": (20, (18, 1, 1), (2, 1)),
        "paragraph": (20, (18, 1, 1), (2, 1)),
        "document": (2, (0, 1, 1), (2, 1)),
    }


def test_codings_taken_from_suggestions_are_left_out_of_a_second_number(coded):
    coders = two_coders(coded)
    assert agreement(coded, Choice(1, coders), n_resamples=20).unaided is None
    with coded.write("bo", "take") as db:
        suggested = Suggested("code", "words", "1", 1.0)
        take(db, suggested, Target(coding_id="bo-d1-fear-25-1"), coder="bo")
    found = agreement(coded, Choice(1, coders, "turn"), n_resamples=20)
    assert found.total.by_number == (36, 3, 1)  # fear in the first turn of d1 by both
    assert found.unaided.n_codings == 1
    assert found.unaided.total.by_number == (36, 4, 0)
    assert found.unaided.total.measures["alpha"].value < found.total.measures["alpha"].value


def test_all_codes_together_add_up_the_tables_of_each(coded):
    found = agreement(coded, Choice(1, two_coders(coded), "turn"))
    assert found.total.by_number == (36, 3, 1)
    assert found.total.measures["percent"].value == pytest.approx(37 / 40)
    # Work: both gave it once, never to the same turn, so the codes weigh alike in the mean.
    values = [one.measures["cohen"].value for one in found.codes]
    assert found.means["cohen"] == (pytest.approx(sum(values) / 2), 2)
    low, high = found.total.measures["percent"].interval
    assert low <= 37 / 40 <= high


def test_the_methods_section_tells_no_interval_of_95_percent_from_two_documents(coded):
    two_coders(coded)
    (found,) = agreed(coded)
    assert (found.n_documents, found.alpha is None, found.interval) == (2, False, None)


def test_what_only_one_of_them_coded_and_other_passes_are_left_out(coded):
    second = open_pass(coded, "open", "tweede", coder="ana")
    add_document(coded, "d3")
    ana, bo = two_coders(coded)
    code(coded, "ana", ("d3", "fear", 0, 900))
    code(coded, "bo", ("d1", "fear", 300, 700), pass_id=second)
    found = agreement(coded, Choice(1, (ana, bo)))
    assert (found.n_documents, found.n_left_out, found.coders) == (2, 1, ("ana", "bo"))
    assert found.total.by_coder == (150, 75)


def test_a_blind_pass_is_compared_once_it_is_closed(coded):
    coders = two_coders(coded)
    set_blind(coded, 1, is_blind=True, coder="ana")
    with pytest.raises(AccessError, match="until this pass is closed"):
        agreement(coded, Choice(1, coders))
    close_pass(coded, 1, coder="ana")
    assert agreement(coded, Choice(1, coders)).was_blind


def test_barred_words_are_no_place_to_agree_in(coded):
    coders = two_coders(coded)
    with coded.write("ana", "bar") as db:
        barred = Barred("", "d1", 40, 200, TEXT[40:200], "analysis", "member check")
        add_barred(db, barred, coder="ana")
    code(coded, "ana", ("d1", "fear", 250, 300)), code(coded, "bo", ("d1", "fear", 250, 300))
    found = agreement(coded, Choice(1, coders))
    # What touches the barred words is gone, and so are their 160 letters.
    assert found.n_units == 1998 - 160
    fear = next(one for one in found.codes if one.code_id == "fear")
    assert (fear.by_number[2], fear.by_coder) == (50, (100, 50))
    assert agreement(coded, Choice(1, coders, "turn")).n_units == 19


def test_each_answer_of_a_survey_is_a_text_of_its_own_and_is_drawn_by_who_answered(coded):
    turns = tuple(Turn(i * LINE, i * LINE + LINE - 1, f"respondent {i + 1}") for i in range(10))
    add_document(coded, "q1", "survey answer", turns=turns)
    add_document(coded, "q2", "survey answer", turns=turns)
    for document_id in ("q1", "q2"):
        ana = code(coded, "ana", (document_id, "fear", 10, 20), (document_id, "fear", 510, 520))
        bo = code(coded, "bo", (document_id, "fear", 15, 20))
    found = agreement(coded, Choice(1, (ana, bo), "document"))
    assert (found.n_texts, found.n_units, found.n_clusters) == (20, 20, 10)
    assert found.codes[0].by_number == (16, 2, 2)


def test_three_coders_are_compared_without_cohen_and_without_other_programs(coded):
    ana, bo = two_coders(coded)
    cas = code(coded, "cas", ("d1", "fear", 0, 50), ("d2", "fear", 0, 40))
    found = agreement(coded, Choice(1, (ana, bo, cas)))
    assert "two coders" in str(found.total.measures["cohen"].value)
    assert found.total.others is None
    assert found.total.by_number == (3796, 110, 65, 25)


def test_codes_that_share_words_have_no_unitizing_alpha_until_a_category_parts_them(coded):
    ana, bo = two_coders(coded)
    assert set(agreement(coded, Choice(1, (ana, bo))).passages.by_code) == {0, 1}
    code(coded, "ana", ("d1", "work", 10, 30))
    found = agreement(coded, Choice(1, (ana, bo))).passages
    assert isinstance(found, UndefinedError)
    assert "another one: 1" in str(found)
    with coded.write("ana", "file") as db:
        add_category(db, "Klimaat", category_id="k")
        move_code(db, "fear", "k")
    assert code_groups(coded) == {"k": "Klimaat"}
    found = agreement(coded, Choice(1, (ana, bo), category_id="k"))
    fear = next(one for one in found.codes if one.code_id == "fear")
    assert found.passages.u.value == pytest.approx(fear.measures["u_alpha"].value)
    # One code alone: nothing can be told about which code they chose.
    assert "Too little" in str(found.passages.valued.value)


def test_one_document_has_numbers_but_no_interval(coded):
    ana = code(coded, "ana", ("d1", "fear", 0, 50))
    bo = code(coded, "bo", ("d1", "fear", 0, 40))
    alpha = agreement(coded, Choice(1, (ana, bo))).total.measures["alpha"]
    assert alpha.value == pytest.approx(0.88, abs=0.01)
    assert "one document only" in str(alpha.interval)


def test_one_coder_and_nothing_shared_are_said_in_a_sentence(coded):
    ana = code(coded, "ana", ("d1", "fear", 0, 50))
    bo = code(coded, "bo", ("d2", "fear", 0, 50))
    with pytest.raises(UndefinedError, match="two coders at least"):
        agreement(coded, Choice(1, (ana, ana)))
    with pytest.raises(UndefinedError, match="no document in which all"):
        agreement(coded, Choice(1, (ana, bo)))
    with pytest.raises(InputError, match="overlap"):
        agreement(coded, Choice(1, (ana, bo), share=0))
    with pytest.raises(InputError, match="unit"):
        agreement(coded, Choice(1, (ana, bo), "sentence"))


def test_a_segment_between_two_paragraphs_touches_none():
    document = ComparedDocument("d", "interview", "ab\n\n\ncd", [], [], [Marked(7, "fear", 3, 4)])
    found = cut_into_units([document], "paragraph", {7: 0}, {"fear": 0})
    assert (found.n_units.tolist(), len(found.marks.text)) == ([2], 0)


def test_what_is_agreed_on_stands_beside_both_originals_and_can_be_undone(coded):
    two_coders(coded)
    second = open_pass(coded, "open", "tweede", coder="ana")
    with coded.read() as db:
        before = find_codings(db, "d1")
    chosen = next(one for one in before if one.coder == "bo")
    agree_on(coded, chosen, coder="ana")
    (found,) = agreed_codings(coded, "d1", coder="ana")
    assert (found.coder, found.code_id, found.start, found.end) == (CONSENSUS, "fear", 25, 50)
    assert found.pass_id == second
    with coded.read() as db:
        assert [one for one in find_codings(db, "d1") if one.coder != CONSENSUS] == before
    undo(coded, "ana")
    assert agreed_codings(coded, "d1", coder="ana") == []
    set_blind(coded, second, is_blind=True, coder="ana")
    with pytest.raises(ConflictError, match="blind"):
        agree_on(coded, chosen, coder="ana")
