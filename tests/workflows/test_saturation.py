"""Saturation of a study: what counts, in which order, what is said beside the numbers."""

from uuid import uuid4

import pytest

from kwalicode.errors import InputError, NotFoundError, UndefinedError
from kwalicode.model import Barred, Code, Coding, Document, Facts, Theme, Turn
from kwalicode.store.barred import add_barred
from kwalicode.store.categories import add_category
from kwalicode.store.codebook import add_code, delete_code
from kwalicode.store.codings import add_coding, delete_coding, find_codings
from kwalicode.store.documents import add_version
from kwalicode.store.exports import LabelRules, set_label_rules
from kwalicode.store.facts import update_document_facts
from kwalicode.store.memos import Wanted, find_memos
from kwalicode.store.merging import merge_codes
from kwalicode.store.passes import FIRST_PASS
from kwalicode.store.saturation import Choice, find_choices
from kwalicode.store.themes import add_theme
from kwalicode.workflows.passes import close_pass
from kwalicode.workflows.restriction import restrict
from kwalicode.workflows.saturation.acts import choose, judge, switch
from kwalicode.workflows.saturation.state import light, saturation, tracker
from kwalicode.workflows.saturation.then import Gone, moments, saturation_then

CODES = "abcdef"


@pytest.fixture
def fill(study):
    """Add interviews, each with some of six codes and one participant of a role."""

    def fill(*interviews, roles=()):
        with study.write("ana", "fill") as db:
            for category in ("Een", "Twee"):
                add_category(db, category, category_id=category)
            for place, name in enumerate(CODES):
                home = "Een" if place < 3 else "Twee"
                add_code(db, Code(name, name, home, 0), coder="ana")
            for n, codes in enumerate(interviews):
                who, text = f"respondent {n}", "Ja. " * (100 if n == 0 else 10)
                document = Document(
                    f"d{n}", f"Gesprek {n}", "interview", "nl", text, (Turn(0, len(text), who),), 1
                )
                role = {who: roles[n] if roles else "ambtenaar"}
                add_version(db, document, coder="ana", role_labels=role)
                for code in codes:
                    coding = Coding(str(uuid4()), f"d{n}", code, "ana", 0, 3, "Ja.")
                    add_coding(db, coding)
        return study

    return fill


def test_where_no_code_was_seen_once_nothing_is_claimed_of_what_was_not_seen(fill):
    study = fill("abc", "abc", "abc")
    choose(study, Choice(), coder="ana")
    numbers = saturation(study, coder="ana").numbers
    # Chao2 would give 'at least 3 (3 to 3)' and no new code in the next ones.
    for one in (numbers.chao2, numbers.next_codes):
        assert isinstance(one, UndefinedError)
        assert "does not prove" in str(one)
    assert (numbers.ahead, numbers.summary.coverage) == ((), 1.0)


def test_no_number_is_shown_before_somebody_chose_how_it_is_judged(fill):
    study = fill("abc", "abd")
    with pytest.raises(InputError, match="chosen before it is shown"):
        saturation(study, coder="ana")
    assert light(study, coder="ana") is None
    choose(study, Choice(), coder="ana")
    first = saturation(study, coder="ana")
    assert (first.is_first, first.choice.chosen_by, first.choice[:3]) == (True, "ana", (4, 2, 0.05))
    choose(study, Choice(1, 1, 0.5), coder="bo")
    assert saturation(study, coder="ana").is_first is False
    with study.read() as db:
        assert [one.chosen_by for one in find_choices(db)] == ["ana", "bo"]


def test_a_tracker_that_is_off_tells_nothing(fill):
    study = fill("abc", "abd")
    choose(study, Choice(), coder="ana")
    switch(study, is_on=False, coder="ana")
    assert (tracker(study, coder="ana").is_on, light(study, coder="ana")) == (False, None)
    with pytest.raises(InputError, match="switch the tracker on"):
        saturation(study, coder="ana")


@pytest.mark.parametrize(
    "choice", [Choice(0), Choice(run_length=21), Choice(threshold=1.1), Choice(order="size")]
)
def test_a_setting_outside_its_range_is_refused(study, choice):
    with pytest.raises(InputError, match="choose other settings"):
        choose(study, choice, coder="ana")


def test_a_study_without_codes_has_no_saturation(fill):
    study = fill()
    choose(study, Choice(), coder="ana")
    with pytest.raises(UndefinedError, match="no interview to count"):
        saturation(study, coder="ana")


def test_the_numbers_are_those_worked_out_by_hand(fill):
    study = fill("ab", "abc", "bd", "a")
    with study.write("ana", "theme") as db:
        add_theme(db, Theme("t", "Druk", code_ids=("d",)))
    choose(study, Choice(2, 2, 0.4), coder="ana")
    found = saturation(study, coder="ana")
    numbers, summary = found.numbers, found.numbers.summary
    # a in 3 interviews, b in 3, c and d in one: Q1 = 2, Q2 = 0, U = 8, T = 4.
    assert (summary.n_codes, summary.n_once, summary.n_twice, numbers.n_occurrences) == (4, 2, 0, 8)
    # The unseen share is 2 of 8, times 3 of 3 + 2.
    assert summary.coverage == pytest.approx(0.85)
    # 4 + 3/4 * 2 * 1 / 2, and 4 + 2 * 3/4
    assert numbers.chao2.value == pytest.approx(4.75)
    assert numbers.first_jackknife == pytest.approx(5.5)
    # a and b are missed by one of four, c and d by three of four
    assert numbers.expected[0] == pytest.approx(2)
    # Three codes in the base of two, one in the run: 1/3
    assert summary.rate.notation == "2+2"
    assert summary.rate.runs[0].ratio == pytest.approx(1 / 3)
    told = [(one.n_new_codes, one.n_new_categories, one.n_new_themes) for one in found.interviews]
    assert told == [(2, 1, 0), (1, 0, 0), (1, 1, 1), (0, 0, 0)]
    assert [(one.path, one.title) for one in found.once] == [
        ("Een > c", "Gesprek 1"),
        ("Twee > d", "Gesprek 2"),
    ]
    assert [(one.path, one.n_codes) for one in found.categories] == [("Een", 3), ("Twee", 1)]
    assert light(study, coder="ana") == (summary.coverage, 3, 2, "interview")


def test_interviews_stand_by_date_as_imported_or_as_the_team_wants(fill):
    study = fill("a", "ab", "abc")
    with study.write("ana", "date") as db:
        days = {"d1": "2022-09-28", "d2": "2022-06-01"}
        update_document_facts(db, {key: Facts(dated=day) for key, day in days.items()})

    def order(**chosen):
        choose(study, Choice(**chosen), coder="ana")
        return [one.title[-1] for one in saturation(study, coder="ana").interviews]

    assert order(order="date") == ["2", "1", "0"]
    assert saturation(study, coder="ana").caveats.n_undated == 1
    assert order(order="import") == ["0", "1", "2"]
    assert order(order="own", own_order=("d1", "gone", "d0")) == ["1", "0", "2"]


def test_what_disturbs_the_numbers_is_told(fill):
    study = fill("ab", "a", "", "a")
    with study.write("bo", "code") as db:
        add_coding(db, Coding("x", "d1", "b", "bo", 0, 3, "Ja."))
    choose(study, Choice(), coder="ana")
    caveats = saturation(study, coder="ana").caveats
    assert (caveats.n_interviews, caveats.n_uncoded, caveats.is_undated) == (3, 1, True)
    assert (caveats.n_coders, caveats.n_partly) == (2, 2)
    assert caveats.longest == ("Gesprek 0", 10.0, 0)


def test_roles_of_few_participants_are_not_told_apart(fill):
    roles = ["ambtenaar"] * 8 + ["Kamerlid"] * 3 + ["griffier"] * 4
    study = fill(*(["ab"] * 8 + ["abc"] * 7), roles=roles)
    choose(study, Choice(), coder="ana")
    found = saturation(study, coder="ana").by_role
    assert [(one.role_labels, one.n_participants, one.summary.n_codes) for one in found] == [
        (("ambtenaar",), 8, 2),
        (("Kamerlid", "griffier"), 7, 3),
    ]
    with study.write("ana", "rules") as db:
        set_label_rules(db, LabelRules(k=3))
    found = saturation(study, coder="ana").by_role
    assert [one.n_participants for one in found] == [8, 4, 3]


def test_where_all_roles_together_are_one_group_none_is_told(fill):
    study = fill(*["ab"] * 9, roles=["ambtenaar"] * 6 + ["Kamerlid"] * 3)
    choose(study, Choice(), coder="ana")
    assert saturation(study, coder="ana").by_role == ()


def test_whether_a_code_is_understood_is_a_judgement_with_a_memo(fill):
    study = fill("ab", "a")
    choose(study, Choice(), coder="ana")
    judge(study, "a", is_understood=True, why="Niets nieuws in de laatste drie.", coder="bo")
    judge(study, "b", is_understood=False, why="", coder="ana")
    codes = saturation(study, coder="ana").codes
    assert [(one.path, one.n_interviews, one.judgement[:2]) for one in codes] == [
        ("Een > a", 2, (True, "bo")),
        ("Een > b", 1, (False, "ana")),
    ]
    with study.read() as db:
        ((memo, *_),) = find_memos(db, Wanted(target_kind="code", target_id="a"), coder="ana")
    assert (memo.kind, memo.coder) == ("analytic", "bo")
    judge(study, "a", is_understood=None, why="", coder="ana")
    assert saturation(study, coder="ana").codes[0].judgement is None
    with pytest.raises(NotFoundError):
        judge(study, "gone", is_understood=True, why="", coder="ana")


def test_the_numbers_can_be_told_by_the_codebook_as_it_was_when_a_pass_was_closed(fill):
    study = fill("ab", "ac", "d")
    choose(study, Choice(2, 1, 0.0), coder="ana")
    before = saturation(study, coder="ana").numbers
    close_pass(study, FIRST_PASS, coder="ana")
    with study.write("ana", "merge_codes") as db:
        merge_codes(db, ["c"], "b")
        merge_codes(db, ["b"], "a")
    with study.write("ana", "delete_code") as db:
        delete_code(db, "d")
    assert saturation(study, coder="ana").numbers.cumulative == (1, 1)
    (moment,) = moments(study)
    then = saturation_then(study, Choice(2, 1, 0.0), moment.snapshot.revision, coder="ana")
    assert (then.titles, then.new_codes) == (("Gesprek 0", "Gesprek 1", "Gesprek 2"), (2, 1, 1))
    assert then.summary == before.summary
    assert then.gone == (
        Gone("Een > b", "a", 1),
        Gone("Een > c", "a", 1),
        Gone("Twee > d", "", 1),
    )


def test_who_is_restricted_is_not_told_as_not_coded_yet(fill):
    study = fill("ab", "cd", "", "ab")
    choose(study, Choice(), coder="ana")
    restrict(study, "respondent 1", coder="ana")
    found = saturation(study, coder="ana")
    assert found.numbers.new_codes == (2, 0)
    assert (found.caveats.n_uncoded, found.caveats.n_kept_out) == (1, 1)


def test_what_is_barred_now_counts_in_no_earlier_codebook(fill):
    study = fill("ab", "c")
    close_pass(study, FIRST_PASS, coder="ana")
    (moment,) = moments(study)
    with study.write("ana", "bar") as db:
        for one in find_codings(db, "d0")[:1]:
            delete_coding(db, one.coding_id)
        add_barred(db, Barred("b", "d0", 0, 3, "Ja.", "analysis", "repeat"), coder="ana")
    then = saturation_then(study, Choice(), moment.snapshot.revision, coder="ana")
    assert then.titles == ("Gesprek 1",)


def test_nothing_is_told_of_a_moment_without_codings_nor_of_respondents(fill):
    study = fill("ab")
    with pytest.raises(UndefinedError, match="Nothing was coded yet"):
        saturation_then(study, Choice(), 0, coder="ana")
    with pytest.raises(InputError, match="Respondents of a survey"):
        saturation_then(study, Choice(kind="survey answer"), 0, coder="ana")
