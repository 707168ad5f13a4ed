"""Counts of the page Explore on a real study, each against what was put in."""

from datetime import date

import pytest

from kwalicode.errors import ConflictError, InputError, NotFoundError, UndefinedError
from kwalicode.model import Attribute, Barred, Code, Coding, Document, Theme, Turn
from kwalicode.store.attributes import add_attribute, set_values
from kwalicode.store.barred import add_barred
from kwalicode.store.categories import add_category
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.exports import LabelRules, set_label_rules
from kwalicode.store.history import undo
from kwalicode.store.passes import set_blind
from kwalicode.store.summaries import find_summaries
from kwalicode.store.theme_merging import merge_themes
from kwalicode.store.themes import add_theme
from kwalicode.store.withdrawn import delete_case
from kwalicode.workflows.explore.counting import (
    count,
    everything,
    explore,
    of_kind,
)
from kwalicode.workflows.explore.framework import framework, summarise
from kwalicode.workflows.explore.groups import (
    by_attribute,
    by_document,
    by_kind,
    by_participant,
    by_period,
    by_role,
    compare,
    nearly_same,
    shared,
    told_cells,
)
from kwalicode.workflows.explore.levels import by_category, by_theme
from kwalicode.workflows.explore.period import brought
from kwalicode.workflows.explore.segments import find_segments, segments_of
from kwalicode.workflows.explore.together import of_few, pairs, passages_together, together
from kwalicode.workflows.explore.words import count_words, find_lines
from kwalicode.workflows.restriction import restrict
from workflows.stored import tables_with

N = 16
ASKED, SAID = "Hoe is het?", "Ik durfde niets te zeggen."
START = len(ASKED) + 1


@pytest.fixture
def talks(study):
    """Sixteen interviews, half of them of service A, and a question that three people answered.

    Code 'angst' stands in ten interviews of A and B and in two answers, 'stil' in one.
    """
    with study.write("ana", "make", undoable=False) as db:
        for number in range(1, N + 1):
            text = f"{ASKED}\n{SAID}"
            turns = (
                Turn(0, len(ASKED), "interviewer", is_interviewer=True),
                Turn(START, len(text), f"respondent {number}"),
            )
            document = Document(
                f"d{number}", f"Gesprek {number}", "interview", "nl", text, turns, 1
            )
            add_version(
                db,
                document,
                coder="ana",
                role_labels={f"respondent {number}": "raad" if number == 1 else "ambtenaar"},
            )
            dated = f"2022-09-{number + 12}"
            db.execute("UPDATE documents SET dated = ? WHERE id = ?", [dated, f"d{number}"])
        text = "Bang.\nNee.\nBang hoor."
        turns = (Turn(0, 5, "form 1"), Turn(6, 10, "form 2"), Turn(11, 21, "form 3"))
        add_version(
            db,
            Document("s", "Vraag 1", "survey answer", "nl", text, turns, 1),
            role_labels={},
            coder="ana",
        )
        for place, name in enumerate(("angst", "stil")):
            add_code(db, Code(name, name, None, place), coder="ana")
        for number in range(1, 11):
            _put(db, f"d{number}", "angst", START, START + 9, "ana")
        _put(db, "d1", "angst", START, START + 9, "bo")  # the same passage: once
        _put(db, "d1", "angst", START + 3, START + 9, "ana")
        _put(db, "d1", "stil", START, START + 2, "ana")
        _put(db, "s", "angst", 0, 5, "ana")
        _put(db, "s", "angst", 11, 15, "ana")
        add_attribute(db, Attribute("dienst", "dienst", "text"))
        add_attribute(db, Attribute("team", "team", "text"))
        services = {number: "A" if number <= 9 else "B" for number in range(1, N + 1)}
        set_values(
            db, {f"respondent {n}": {"dienst": one, "team": one} for n, one in services.items()}
        )
        set_values(db, {"respondent 9": {"team": "B"}})
        set_values(db, {f"form {n}": {"dienst": "A", "team": "A"} for n in (1, 2, 3)})
    return study


def _put(db, document_id, code_id, start, end, coder):
    text = db.execute("SELECT text FROM versions WHERE document_id = ?", [document_id]).fetchone()[
        0
    ]
    coding_id = f"{document_id}-{code_id}-{start}-{coder}"
    add_coding(db, Coding(coding_id, document_id, code_id, coder, start, end, text[start:end]))


def row(found, table, name="angst"):
    return table.counts[found.names.index(name)].tolist()


def test_each_unit_has_its_count_and_its_denominator(talks):
    found = explore(talks, coder="ana")
    expected = {"participants": (12, 19), "documents": (12, 19), "segments": (13, 14)}
    for unit, (n, of) in expected.items():
        table = count(found, everything(found), unit)
        assert (row(found, table), table.of.tolist()) == ([n], [of])
    kinds = compare(found, by_kind(found), "documents")
    assert (row(found, kinds), kinds.of.tolist()) == ([10, 2], [16, 3])


def test_segments_behind_a_number_are_those_that_were_counted(talks):
    found = explore(talks, coder="ana")
    angst, kinds = found.names.index("angst"), by_kind(found)
    passages = segments_of(found, kinds, angst, 1)
    segments = find_segments(talks, found, passages)
    assert [(one.title, one.pseudonyms, one.words) for one in segments] == [
        ("Vraag 1", ("form 1",), "Bang."),
        ("Vraag 1", ("form 3",), "Bang"),
    ]
    assert (
        len(segments_of(found, kinds, angst, 0)) == row(found, compare(found, kinds, "segments"))[0]
    )


def test_barred_passages_and_those_of_a_blind_pass_count_nowhere(talks):
    with talks.write("ana", "bar", undoable=False) as db:
        words = "Bang."
        add_barred(db, Barred("b", "s", 0, 5, words, "analysis", "member check"), coder="ana")
        set_blind(db, 1, is_blind=True)
    found = explore(talks, coder="bo")
    assert row(found, count(found, everything(found), "participants")) == [1]
    found = explore(talks, coder="ana")
    assert row(found, count(found, everything(found), "participants")) == [11]
    words = {one.lemma: one.n_times for one in count_words(talks, kind="survey answer").words}
    assert words["bang"] == 1
    assert [one.title for one in find_lines(talks, "bang")] == ["Vraag 1"]


def test_who_is_restricted_is_in_no_denominator(talks):
    found = explore(talks, coder="ana")
    (before,) = count(found, everything(found), "participants").of
    restrict(talks, "respondent 2", coder="ana")
    found = explore(talks, coder="ana")
    assert count(found, everything(found), "participants").of.tolist() == [before - 1]


def test_a_document_of_which_nothing_may_be_used_is_in_no_denominator(talks):
    restrict(talks, "respondent 2", coder="ana")
    restrict(talks, "form 2", coder="ana")
    found = explore(talks, coder="ana")
    table = compare(found, by_kind(found), "documents")
    assert (row(found, table), table.of.tolist()) == ([9, 2], [15, 2])
    assert len(by_document(found).labels) == 15
    assert by_period(found, "2022-09-15").of_documents.tolist()[:3] == [0, -1, 1]


def test_groups_of_participants_withhold_small_cells_and_what_gives_them_away(talks):
    found = explore(talks, coder="ana")
    groups = by_attribute(talks, found, "dienst")
    assert groups.labels == (("A",), ("B",))
    for unit in ("participants", "segments", "documents"):
        table = compare(found, groups, unit)
        assert table.withheld.all()  # 'angst': 11 and 1; 'stil': 1 and 0
        assert [one.n_groups for one in shared(table)] == [None, None]
    assert nearly_same(talks, found, groups) == ["team"]  # one participant is elsewhere


def test_small_groups_are_put_together_and_one_group_is_no_comparison(talks):
    found = explore(talks, coder="ana")
    with pytest.raises(UndefinedError, match="Fewer than two groups have 7"):
        by_role(found)  # one of the council, three without a role
    with pytest.raises(InputError, match="cannot be compared by"):
        by_attribute(talks, found, "gone")
    with talks.write("ana", "one value", undoable=False) as db:
        set_values(db, {name: {"dienst": "A"} for name in found.turns.pseudonyms})
    with pytest.raises(UndefinedError, match="Fewer than two groups have 7"):
        by_attribute(talks, explore(talks, coder="ana"), "dienst")


def test_kinds_of_source_and_periods_withhold_what_tells_of_a_few_as_roles_do(talks):
    set_k(talks, 3)
    found = explore(talks, coder="ana")
    kinds = by_kind(found)
    for unit in ("participants", "documents", "segments"):
        assert compare(found, kinds, unit).withheld.all()  # 'angst': 10 and 2; 'stil': 1 and 0
    assert told_cells(found, kinds, compare(found, kinds, "documents"), "kind") == {
        "counts|@interview|": 16,
        "counts|@survey answer|": 3,
    }
    periods = by_period(found, "2022-09-20")
    table = compare(found, periods, "documents")
    assert table.withheld[found.names.index("angst")].tolist() == [False, True, True]  # 7, 3, 2
    told = told_cells(found, periods, table, "period")
    assert told["counts|period|before 2022-09-20|angst"] == 7
    assert told["counts|period|after 2022-09-20, undated 2022-09-20|angst"] == 5
    assert not any(cell.endswith("|stil") for cell in told)
    whole = everything(found)
    table = compare(found, whole, "participants")
    assert told_cells(found, whole, table, "kind") == {"counts||": 19, "counts|||angst": 12}
    for each in (by_participant, by_document):  # for the team only
        assert not compare(found, each(found), "segments").withheld.any()


def test_of_a_kind_in_which_a_few_speak_not_even_their_silence_is_told(talks):
    set_k(talks, 4)  # three filled in the survey, and one of the roles below is none of them
    with talks.write("ana", "make", undoable=False) as db:
        db.execute("DELETE FROM codings WHERE document_id = 's'")
        made = Document("r", "Nota", "document", "nl", "Bang.", (Turn(0, 5, ""),), 1)
        add_version(db, made, coder="ana", role_labels={})
        _put(db, "r", "angst", 0, 4, "ana")
    found = explore(talks, coder="ana")
    table = compare(found, by_kind(found), "documents")
    angst = found.names.index("angst")
    # Nobody speaks in the report, so its number is of no one: interviews, reports, answers.
    assert table.counts[angst].tolist() == [10, 1, 0]
    assert table.withheld[angst].tolist() == [True, False, True]


def test_groups_and_cells_follow_the_number_that_the_study_lets_be_told(talks):
    set_k(talks, 3)
    found = explore(talks, coder="ana")
    groups = by_role(found)
    assert groups.labels == (("ambtenaar",), ("", "raad"))
    table = compare(found, groups, "participants")
    # 'angst': one of the council and two respondents; 'stil': one in all.
    assert (row(found, table), table.of.tolist()) == ([9, 3], [15, 4])
    assert table.withheld.tolist() == [[False, False], [True, True]]
    set_k(talks, 4)
    found = explore(talks, coder="ana")
    assert compare(found, by_role(found), "segments").withheld.all()


def test_what_is_said_in_one_kind_of_source_is_counted_with_its_own_denominators(talks):
    set_k(talks, 3)
    with talks.write("ana", "roles", undoable=False) as db:
        db.execute("UPDATE cases SET role_label = 'raad' WHERE pseudonym LIKE 'respondent 1_'")
    found = of_kind(explore(talks, coder="ana"), "interview")
    expected = {"participants": (10, 16), "documents": (10, 16), "segments": (11, 12)}
    for unit, (n, of) in expected.items():
        table = count(found, everything(found), unit)
        assert (row(found, table), table.of.tolist()) == ([n], [of])
    groups = by_role(found)  # who only filled in the survey is in no group
    assert groups.labels == (("ambtenaar",), ("raad",))
    assert groups.of_cases.tolist().count(-1) == 3
    angst = found.names.index("angst")
    behind = find_segments(talks, found, segments_of(found, everything(found), angst, 0))
    assert {one.title for one in behind} == {f"Gesprek {n}" for n in range(1, 11)}
    answers = of_kind(explore(talks, coder="ana"), "survey answer")
    assert len(by_document(answers).labels) == len(by_participant(answers).labels) == 0
    with pytest.raises(UndefinedError, match="both sides"):
        by_period(answers, "2022-09-20")
    assert brought(answers, None).n_undated == 1


def set_k(study, k):
    with study.write("ana", "rules", undoable=False) as db:
        set_label_rules(db, LabelRules(k=k))


def test_a_passage_with_two_codes_of_a_category_counts_once_for_it(talks):
    with talks.write("ana", "file", undoable=False) as db:
        add_category(db, "gevoel", category_id="c")
        db.execute("UPDATE codes SET category_id = 'c'")
        _put(db, "d1", "stil", START, START + 9, "bo")  # where 'angst' stands too
    found = by_category(talks, explore(talks, coder="ana"))
    assert found.names == ("gevoel",)
    table = count(found, everything(found), "segments")
    assert row(found, table, "gevoel") == [14] == table.of.tolist()


def test_sources_of_the_day_of_an_event_come_after_it(talks):
    found = explore(talks, coder="ana")
    table = compare(found, by_period(found, "2022-09-20"), "documents")
    assert (row(found, table), table.of.tolist()) == ([7, 3, 2], [7, 9, 3])
    assert table.withheld.all()  # nobody may be told of three and two, nor of the one of 'stil'
    with pytest.raises(UndefinedError, match="both sides"):
        by_period(found, "2021-01-01")


def test_each_dated_source_stands_on_the_line_of_time_with_what_it_brings(talks):
    with talks.write("ana", "make", undoable=False) as db:
        db.execute("UPDATE documents SET dated = '' WHERE id = 'd16'")
    found = explore(talks, coder="ana")
    angst = brought(found, found.names.index("angst"))
    assert (len(angst.days), angst.n_undated) == (15, 2)  # one interview, and the survey
    assert dict(zip(angst.days, angst.numbers, strict=True))[date(2022, 9, 13)] == 2
    assert sum(angst.numbers) == 11
    assert sum(brought(found, None).numbers) == 12


@pytest.mark.parametrize(("within", "n"), [("overlap", 1), ("turn", 1), ("document", 1)])
def test_codes_stand_together_and_their_passages_are_found(talks, within, n):
    found = explore(talks, coder="ana")
    (pair,) = pairs(together(found, within))
    assert (found.names[pair.first], found.names[pair.second]) == ("angst", "stil")
    assert pair.n == n
    passages = passages_together(found, within, pair.first, pair.second)
    segments = find_segments(talks, found, passages)
    assert {one.title for one in segments} == {"Gesprek 1"}
    assert "Ik" in {one.words for one in segments}


def test_what_stands_together_in_the_words_of_a_few_is_for_the_team(talks):
    set_k(talks, 3)
    with talks.write("ana", "code", undoable=False) as db:
        for n in (2, 3):
            _put(db, f"d{n}", "stil", START + 10, START + 14, "ana")
    found = explore(talks, coder="ana")
    for within, n in (("document", 3), ("turn", 3), ("overlap", 1)):
        counted = together(found, within)
        assert int(counted.counts[0, 1]) == n
        assert of_few(found, counted).tolist() == [[False, n == 1], [n == 1, False]]
    set_k(talks, 4)
    found = explore(talks, coder="ana")
    assert of_few(found, together(found, "document")).tolist() == [[False, True], [True, True]]


def test_without_codings_all_counts_are_empty(study):
    found = explore(study, coder="ana")
    assert count(found, everything(found), "participants").counts.shape == (0, 1)
    assert pairs(together(found, "turn")) == []


def test_a_summary_is_stored_undone_joined_with_its_theme_and_gone_with_who_withdraws(talks):
    with talks.write("ana", "themes", undoable=False) as db:
        add_theme(db, Theme("t", "Angst", code_ids=("angst",)))
        add_theme(db, Theme("u", "Stilte"))
    themes = by_theme(talks, explore(talks, coder="ana"))
    matrix = framework(talks, themes)
    assert [themes.turns.pseudonyms[case] for case in matrix.cases[-2:]] == [
        "respondent 15",
        "respondent 16",
    ]
    assert matrix.n_segments[:, 0].tolist() == [2, 0]
    cell = (themes.turns.case_ids[matrix.cases[0]], "t")
    summarise(talks, {cell: " Durft niet. "}, {}, coder="ana")
    with pytest.raises(ConflictError, match="Someone else"):
        summarise(talks, {cell: "Anders"}, {}, coder="bo")
    with pytest.raises(InputError, match="at most 4000"):
        summarise(talks, {cell: "x" * 4001}, {cell: "Durft niet."}, coder="bo")
    with pytest.raises(NotFoundError, match="gone"):
        summarise(talks, {("nobody", "t"): "x"}, {}, coder="bo")
    summarise(talks, {cell: ""}, {cell: "Durft niet."}, coder="ana")
    assert undo(talks, "ana")
    summarise(talks, {(cell[0], "u"): "Zwijgt."}, {}, coder="ana")
    with talks.write("ana", "merge") as db:
        merge_themes(db, ["u"], "t")
        assert find_summaries(db) == {cell: "Durft niet.\nZwijgt."}
    assert tables_with(talks, "Durft") == {"summaries", "changes"}
    with talks.write("ana", "withdraw", undoable=False) as db:
        db.execute("DELETE FROM turns WHERE case_id = ?", [cell[0]])
        delete_case(db, cell[0])
    assert tables_with(talks, "Durft") == set()


@pytest.mark.parametrize("by", [by_participant, by_document])
def test_each_participant_or_interview_is_a_column_for_the_team(talks, by):
    found = explore(talks, coder="ana")
    assert row(found, count(found, by(found), "segments")) == [2, *[1] * 9, *[0] * 6]
