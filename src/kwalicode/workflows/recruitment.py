"""Recruitment: the log of who was approached, the funnel, and who is still missing (W12-W16)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from kwalicode.errors import InputError
from kwalicode.model import (
    Attribute,
    Candidate,
    InterviewPlan,
    RecruitmentState,
    RecruitmentStep,
    Target,
)
from kwalicode.report.funnel import Branch, Funnel
from kwalicode.store import attributes, candidates, cases
from kwalicode.store.key import Key
from kwalicode.store.participants import find_confidential
from kwalicode.store.study import Study
from kwalicode.workflows.attributes import EARLIEST_YEAR, read_date

MOST_INTERVIEWS = 100_000
_SPOKEN: frozenset[RecruitmentState] = frozenset(
    ("held", "report sent", "checked", "quotes sent", "approved")
)
_PLANNED: frozenset[RecruitmentState] = frozenset(("agreed", "scheduled"))


class RecruitmentLog(NamedTuple):
    """The candidates with what happened, by candidate id, the newest step last."""

    candidates: list[Candidate]
    steps: Mapping[str, Sequence[RecruitmentStep]]


def recruitment_log(key: Key) -> RecruitmentLog:
    """Read the recruitment log."""
    with key.read() as db:
        return RecruitmentLog(candidates.find_candidates(db), candidates.find_steps(db))


class CandidateRow(NamedTuple):
    """A row of the table of candidates as somebody filled it in.

    Attributes:
        state: The newest state; None where nothing was noted.
        on_date: The day of that state; '' for today.
    """

    candidate: Candidate
    state: RecruitmentState | None
    on_date: str
    reason: str


def save_candidates(key: Key, rows: Sequence[CandidateRow], *, coder: str) -> None:
    """Make the candidates exactly these, as one step; a new state or day is added to the log.

    Raises:
        InputError: A row has no name, no person, or a day that is none.
    """
    log = recruitment_log(key)
    before = {one.candidate_id: one for one in log.candidates}
    kept = {row.candidate.candidate_id for row in rows}
    with key.write(coder, "candidates") as db:
        for candidate_id in before.keys() - kept:
            candidates.delete_candidate(db, candidate_id)
        for number, row in enumerate(rows, start=1):
            candidate_id = row.candidate.candidate_id
            if before.get(candidate_id) != row.candidate:
                candidate_id = candidates.put_candidate(db, row.candidate)
            step = _new_step(row, candidate_id, log.steps.get(candidate_id, ()), number)
            candidates.add_steps(db, [step] if step else [], coder=coder)


def _new_step(
    row: CandidateRow, candidate_id: str, steps: Sequence[RecruitmentStep], number: int
) -> RecruitmentStep | None:
    if row.state is None:
        return None
    on_date = row.on_date
    if steps:
        last = steps[-1]
        if (row.state, on_date, row.reason) == (last.state, last.on_date, last.reason):
            return None
        if row.state != last.state and on_date == last.on_date:
            on_date = ""  # the day that stands there is that of the state before
    return RecruitmentStep("", candidate_id, row.state, _day(on_date, number), row.reason)


def add_steps(
    key: Key,
    candidate_ids: Sequence[str],
    step: RecruitmentStep,
    *,
    coder: str,
) -> None:
    """Note that the same happened with some candidates, as one step of history.

    Raises:
        InputError: The day is none.
    """
    on_date = _day(step.on_date, 1)
    with key.write(coder, "recruitment") as db:
        steps = [
            RecruitmentStep("", candidate_id, step.state, on_date, step.reason)
            for candidate_id in candidate_ids
        ]
        candidates.add_steps(db, steps, coder=coder)


def delete_step(key: Key, step_id: str, *, coder: str) -> None:
    """Take a step that was noted by mistake out of the log."""
    with key.write(coder, "recruitment") as db:
        candidates.delete_step(db, step_id)


def _day(text: str, number: int) -> str:
    today = datetime.now(UTC).astimezone().date()
    day = read_date(text) if text else today
    if day is None or not EARLIEST_YEAR <= day.year <= today.year + 1:
        raise InputError(
            "Row {row}: this is no day from {earliest} to {latest}; write one such as 2022-06-14.",
            row=number,
            earliest=EARLIEST_YEAR,
            latest=today.year + 1,
        )
    return day.isoformat()


def recruitment_funnel(key: Key) -> Funnel:
    """Count the funnel from the log: 57 approached, 15 agreed, 37 did not answer ... (W14).

    An interview that was held counts as such, whatever happened afterwards; one that was withdrawn
    after that is taken off at the end. Of a candidate who was not interviewed, the newest state
    counts.
    """
    log = recruitment_log(key)
    outcomes = {
        one.candidate_id: _outcome(log.steps.get(one.candidate_id, ())) for one in log.candidates
    }
    held = [one for one in log.candidates if outcomes[one.candidate_id] == "n_held"]
    lost = [one for one in held if log.steps[one.candidate_id][-1].state == "withdrawn"]
    branches = {
        route: Branch(
            **Counter(outcomes[one.candidate_id] for one in log.candidates if one.route == route)
        )
        for route in candidates.ROUTES
    }
    return Funnel(
        branches["selected"],
        branches["self-registered"],
        sum(one.n_persons for one in held),
        len(lost),
        sum(one.n_persons for one in lost),
    )


def _outcome(steps: Sequence[RecruitmentStep]) -> str:
    """Give the part of a branch that a candidate belongs to."""
    if any(step.state in _SPOKEN for step in steps):
        return "n_held"
    last = steps[-1].state if steps else "approached"
    if last in _PLANNED:
        return "n_planned"
    names = {"no answer": "n_no_answer", "declined": "n_declined", "withdrawn": "n_withdrawn"}
    return names.get(last, "n_waiting")


class Cell(NamedTuple):
    """A value of an attribute in the sampling matrix.

    Attributes:
        target: How many interviewed participants are wanted; None where nothing is.
        n_reached: Participants with this value who speak in an interview of the study.
        n_recorded: All participants with this value.
    """

    value: str
    target: int | None
    n_reached: int
    n_recorded: int

    @property
    def n_missing(self) -> int:
        """How many are missing to the target."""
        return max(0, (self.target or 0) - self.n_reached)

    @property
    def is_thin(self) -> bool:
        """Whether fewer than wanted were reached, or nobody though the value is known (W13)."""
        return self.n_missing > 0 or self.n_reached == 0


class Sampling(NamedTuple):
    """Who was reached, by attribute, one attribute at a time (W57).

    Attributes:
        matrix: Each attribute with its values.
        n_interviewed: Participants who speak in an interview of the study.
        n_interviews: The interviews in the study.
        plans: How many interviews were planned; the newest plan last.
    """

    matrix: list[tuple[Attribute, list[Cell]]]
    n_interviewed: int
    n_interviews: int
    plans: list[InterviewPlan]


def sampling(study: Study, key: Key) -> Sampling:
    """Count who was reached: attributes with a choice or yes and no, and those with targets."""
    with study.read() as db:
        collected = [one for one in attributes.find_attributes(db) if not one.is_forbidden]
        values = attributes.find_values(db)
        targets = attributes.find_targets(db)
        spoke = cases.interviewed(db)
        n_interviews = cases.count_interviews(db)
        plans = attributes.find_plans(db)
    with key.read() as db:
        confidential = find_confidential(db)
    matrix = []
    for attribute in collected:
        own = {
            case_id: held[attribute.attribute_id]
            for found in (values, confidential)
            for case_id, held in found.items()
            if attribute.attribute_id in held
        }
        wanted = {one.value: one.n for one in targets if one.attribute_id == attribute.attribute_id}
        if wanted or attribute.type in {"choice", "yes/no"}:
            matrix.append((attribute, _cells(attribute, own, wanted, spoke)))
    return Sampling(matrix, len(spoke), n_interviews, plans)


def _cells(
    attribute: Attribute, own: Mapping[str, str], wanted: Mapping[str, int], spoke: set[str]
) -> list[Cell]:
    named = attribute.choices if attribute.type == "choice" else ()
    if attribute.type == "yes/no":
        named = ("yes", "no")
    recorded = Counter(own.values())
    reached = Counter(value for case_id, value in own.items() if case_id in spoke)
    return [
        Cell(value, wanted.get(value), reached[value], recorded[value])
        for value in dict.fromkeys((*named, *sorted(recorded), *wanted))
    ]


def save_targets(
    study: Study, attribute_id: str, targets: Mapping[str, int | None], *, coder: str
) -> None:
    """Make the targets of an attribute exactly these, as one step.

    Raises:
        InputError: A target is below 0 or above what any study has.
    """
    if any(n is not None and not 0 <= n <= MOST_INTERVIEWS for n in targets.values()):
        raise InputError("A target is a number from 0 to {most}.", most=MOST_INTERVIEWS)
    with study.write(coder, "targets") as db:
        wanted = [Target(attribute_id, value, n) for value, n in targets.items() if n is not None]
        attributes.set_targets(db, attribute_id, wanted)


def save_plan(study: Study, plan: InterviewPlan, *, coder: str) -> None:
    """Keep how many interviews are planned and at most, with the reason (W16).

    Raises:
        InputError: The maximum is below the plan, or a change has no reason.
    """
    reason = " ".join(plan.reason.split())
    if not 0 < plan.planned <= plan.maximum <= MOST_INTERVIEWS:
        raise InputError("The maximum must be the planned number of interviews, or more.")
    with study.write(coder, "interview plan", undoable=False) as db:
        if attributes.find_plans(db) and not reason:
            raise InputError("Say why the number of interviews changes; the reason is kept.")
        attributes.add_plan(db, InterviewPlan(plan.planned, plan.maximum, reason), coder=coder)
