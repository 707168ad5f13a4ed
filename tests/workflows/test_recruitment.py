"""The recruitment log with its funnel, the sampling matrix and the plan (W12-W16)."""

import pytest

from kwalicode.errors import InputError
from kwalicode.model import Attribute, Candidate, InterviewPlan, RecruitmentStep
from kwalicode.report.funnel import Branch, funnel_text
from kwalicode.store.attributes import add_attribute, set_values
from kwalicode.store.cases import ensure_cases
from kwalicode.store.history import undo
from kwalicode.workflows.recruitment import (
    CandidateRow,
    add_steps,
    delete_step,
    recruitment_funnel,
    recruitment_log,
    sampling,
    save_candidates,
    save_plan,
    save_targets,
)


def row(name, state=None, on_date="2022-06-20", reason="", **fields):
    return CandidateRow(Candidate("", name, **fields), state, on_date, reason)


def note(key, names, state, on_date, reason=""):
    ids = {one.name: one.candidate_id for one in recruitment_log(key).candidates}
    step = RecruitmentStep("", "", state, on_date, reason)
    add_steps(key, [ids[name] for name in names], step, coder="ana")


def test_the_log_of_the_reference_study_gives_its_own_numbers(key):
    """57 -> 15 + 37 + 5; 20 -> 16; 31 interviews, 35 persons; minus 1 -> 30 and 34 (L539-563)."""
    agreed = [f"gevraagd {n}" for n in range(15)]
    silent = [f"stil {n}" for n in range(37)]
    busy = [f"druk {n}" for n in range(5)]
    came = [f"zelf {n}" for n in range(20)]
    # Four of the 31 interviews were with two persons.
    groups = {"gevraagd 1", "gevraagd 2", "zelf 1", "zelf 2"}
    rows = [
        row(name, "approached", n_persons=2 if name in groups else 1)
        for name in (*agreed, *silent, *busy)
    ]
    rows += [
        row(name, route="self-registered", n_persons=2 if name in groups else 1) for name in came
    ]
    save_candidates(key, rows, coder="ana")
    note(key, agreed, "agreed", "2022-07-01")
    note(key, silent, "reminded", "2022-08-01")
    note(key, silent, "no answer", "2022-12-01")
    note(key, busy, "declined", "2022-07-15", "geen tijd")
    note(key, [*agreed, *came[:16]], "held", "2022-10-01")
    note(key, agreed[5:], "approved", "2023-02-01")
    note(key, ["gevraagd 0"], "withdrawn", "2022-11-01")
    funnel = recruitment_funnel(key)
    assert funnel.selected == Branch(n_held=15, n_no_answer=37, n_declined=5)
    assert (funnel.selected.n, funnel.self_registered.n, funnel.self_registered.n_held) == (
        *(57, 20, 16),
    )
    assert (funnel.n_interviews, funnel.n_persons) == (31, 35)
    assert funnel_text(funnel, language="nl").endswith(
        "blijven er 30 interviews met 34 personen over."
    )


def test_the_newest_state_counts_whatever_the_order_of_entry(key):
    save_candidates(key, [row("a", "held", "2022-10-01"), row("b", "agreed")], coder="ana")
    note(key, ["a"], "approached", "2022-06-01")
    note(key, ["b"], "withdrawn", "2022-07-01")
    funnel = recruitment_funnel(key)
    assert funnel.selected == Branch(n_held=1, n_withdrawn=1)
    assert funnel.n_withdrawn == 0


def test_a_new_state_in_the_table_is_added_to_the_log_and_undone_as_one_step(key):
    save_candidates(key, [row("a", "approached")], coder="ana")
    (candidate,) = recruitment_log(key).candidates
    changed = CandidateRow(candidate, "declined", "2022-06-20", "geen tijd")
    other = row("b", "approached", n_persons=3)
    save_candidates(key, [changed, other], coder="ana")
    steps = recruitment_log(key).steps[candidate.candidate_id]
    assert [(step.state, step.reason) for step in steps] == [
        ("approached", ""),
        ("declined", "geen tijd"),
    ]
    assert steps[1].on_date > "2022-06-20"  # the day of the state before is not that of the new one
    undo(key, "ana")
    log = recruitment_log(key)
    assert [one.name for one in log.candidates] == ["a"]
    assert [step.state for step in log.steps[candidate.candidate_id]] == ["approached"]
    delete_step(key, log.steps[candidate.candidate_id][0].step_id, coder="ana")
    assert recruitment_log(key).steps == {}


def test_saving_the_table_unchanged_notes_nothing(key):
    save_candidates(key, [row("a", "declined", reason="druk")], coder="ana")
    log = recruitment_log(key)
    (one,), (step,) = log.candidates, log.steps[log.candidates[0].candidate_id]
    save_candidates(key, [CandidateRow(one, step.state, step.on_date, step.reason)], coder="ana")
    assert recruitment_log(key) == log


@pytest.mark.parametrize(
    "bad",
    [row(" "), row("a", "held", "2109-01-01"), row("a", "held", "gisteren"), row("a", n_persons=0)],
)
def test_a_bad_row_stores_nothing(key, bad):
    with pytest.raises(InputError):
        save_candidates(key, [row("goed"), bad], coder="ana")
    assert recruitment_log(key).candidates == []


def test_the_sampling_matrix_shows_reached_and_thin_cells(study, key, document):
    with study.write("ana", "attributes") as db:
        side = add_attribute(
            db, Attribute("", "kant", "choice", ("ambtelijk", "politiek", "anders"))
        )
        ensure_cases(db, ["respondent 4"])
        set_values(db, {"respondent 3": {side: "ambtelijk"}, "respondent 4": {side: "politiek"}})
    save_targets(study, side, {"ambtelijk": 1, "politiek": 2, "anders": None}, coder="ana")
    found = sampling(study, key)
    ((_, cells),) = found.matrix
    assert [(one.value, one.target, one.n_reached, one.n_recorded) for one in cells] == [
        ("ambtelijk", 1, 1, 1),
        ("politiek", 2, 0, 1),
        ("anders", None, 0, 0),
    ]
    assert [one.is_thin for one in cells] == [False, True, True]
    assert [one.n_missing for one in cells] == [0, 2, 0]
    assert (found.n_interviewed, found.n_interviews) == (1, 1)
    undo(study, "ana")
    assert sampling(study, key).matrix[0][1][1].target is None


def test_a_plan_is_changed_with_a_reason_only_and_the_old_one_is_kept(study, key):
    save_plan(study, InterviewPlan(25, 25, ""), coder="ana")
    with pytest.raises(InputError, match="Say why"):
        save_plan(study, InterviewPlan(25, 32, " "), coder="ana")
    with pytest.raises(InputError, match="maximum"):
        save_plan(study, InterviewPlan(32, 25, "x"), coder="ana")
    save_plan(study, InterviewPlan(25, 32, "iedere vrijwilliger spreken"), coder="bo")
    plans = sampling(study, key).plans
    assert [(one.planned, one.maximum, one.reason, one.entered_by) for one in plans] == [
        (25, 25, "", "ana"),
        (25, 32, "iedere vrijwilliger spreken", "bo"),
    ]
