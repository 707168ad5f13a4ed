"""Retention: until when each class of data is kept, what is due, and terms that become longer."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from kwalicode.errors import InputError
from kwalicode.store.log import LogLine, add_log_line, find_log
from kwalicode.store.retention import (
    DataClass,
    Event,
    Retention,
    Term,
    get_retention,
    save_retention,
)
from kwalicode.store.study import Study

SOON_DAYS = 60
MAX_REASON = 300

DueState = Literal["waits", "kept", "soon", "overdue", "destroyed"]
"""Waits for the day it counts from; kept; due within 60 days; past its day; destroyed."""


@dataclass(frozen=True, slots=True)
class Due:
    """When a class of data has to be destroyed.

    Attributes:
        starts: The day the term counts from; None until it has come.
        due: The last day on which the data may be there; None likewise.
    """

    term: Term
    starts: date | None
    due: date | None
    state: DueState


@dataclass(frozen=True, slots=True)
class RetentionState:
    """The terms of a study, when each ends, and what was done for good."""

    retention: Retention
    dues: tuple[Due, ...]
    log: tuple[LogLine, ...]

    @property
    def overdue(self) -> tuple[Due, ...]:
        """What should be destroyed already."""
        return tuple(due for due in self.dues if due.state == "overdue")


def retention_state(study: Study, *, today: date | None = None) -> RetentionState:
    """Work out when each class of data has to be destroyed.

    Args:
        study: The study.
        today: The day to count from; the present one if left out.
    """
    with study.read() as db:
        retention, log = get_retention(db), find_log(db)
    day = today or present_day()
    dues = tuple(_due(retention, term, day) for term in retention.terms)
    return RetentionState(retention, dues, tuple(log))


def present_day() -> date:
    """Give the day it is here."""
    return datetime.now(UTC).astimezone().date()


def _due(retention: Retention, term: Term, today: date) -> Due:
    day = retention.published_on if term.event == "publication" else retention.collected_on
    starts = date.fromisoformat(day) if day else None
    due = months_after(starts, term.n_months) if starts else None
    return Due(term, starts, due, _state(term, due, today))


def _state(term: Term, due: date | None, today: date) -> DueState:
    if term.destroyed_on:
        return "destroyed"
    if due is None:
        return "waits"
    if due < today:
        return "overdue"
    return "soon" if (due - today).days <= SOON_DAYS else "kept"


def months_after(day: date, n_months: int) -> date:
    """Give the same day so many months later, or the last one of a shorter month.

    >>> months_after(date(2023, 1, 31), 1)
    datetime.date(2023, 2, 28)
    """
    year, month = divmod(day.month - 1 + n_months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def set_day(study: Study, event: Event, day: date | None, *, reason: str, coder: str) -> None:
    """Say when the study was published, or when the collection ended; None takes it back.

    Raises:
        InputError: Something would be kept longer by it, and no reason is given.
    """
    value = day.isoformat() if day else ""
    with study.read() as db:
        old = get_retention(db)
    new = (
        old._replace(published_on=value)
        if event == "publication"
        else old._replace(collected_on=value)
    )
    _save(study, old, new, reason=reason, coder=coder)


def set_terms(study: Study, terms: Iterable[Term], *, reason: str, coder: str) -> None:
    """Change how long classes of data are kept; a longer time needs a reason, which is logged.

    Raises:
        InputError: A term is no number of months, or no reason is given for a longer one.
    """
    with study.read() as db:
        old = get_retention(db)
    changed = {term.data: term for term in terms}
    kept = tuple(changed.get(term.data, term) for term in old.terms)
    _save(study, old, old._replace(terms=kept), reason=reason, coder=coder)


def _save(study: Study, old: Retention, new: Retention, *, reason: str, coder: str) -> None:
    reason = " ".join(reason.split())[:MAX_REASON]
    longer = [
        term.data
        for term, was in zip(new.terms, old.terms, strict=True)
        if _is_longer((new, term), (old, was))
    ]
    if longer and not reason:
        raise InputError("Data are kept longer by this; give the reason, which is kept too.")
    with study.write(coder, "retention", undoable=False) as db:
        save_retention(db, new)
        if longer:
            details = {"data": ", ".join(longer), "reason": reason}
            add_log_line(db, coder, "term", details)


def _is_longer(new: tuple[Retention, Term], old: tuple[Retention, Term]) -> bool:
    """Tell whether data are kept longer than promised; a day that had not come promised nothing."""
    today = present_day()
    was, now = _due(*old, today).due, _due(*new, today).due
    if was is None:
        return new[1].event == old[1].event and new[1].n_months > old[1].n_months
    return now is None or now > was


def mark_destroyed(study: Study, data: Iterable[DataClass], *, coder: str) -> None:
    """Note that classes of data are gone."""
    gone, today = set(data), present_day().isoformat()
    with study.write(coder, "destruction", undoable=False) as db:
        old = get_retention(db)
        terms = tuple(
            term._replace(destroyed_on=today) if term.data in gone else term for term in old.terms
        )
        save_retention(db, old._replace(terms=terms))
