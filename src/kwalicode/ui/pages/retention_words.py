"""Words of the page Retention, and the warning that other pages show."""

from collections.abc import Sequence
from datetime import date

from kwalicode.store.log import LogLine
from kwalicode.ui.language import N_, _, day
from kwalicode.workflows.retention import Due


def data_word(data: str) -> str:
    """Name a class of data."""
    words = {
        "contact": _("Contact data"),
        "consents": _("Consents"),
        "key file": _("Key file"),
        "research data": _("Research data"),
    }
    return words[data]


def event_word(event: str) -> str:
    """Name what a term counts from."""
    return {"publication": _("publication"), "collection": _("end of the collection")}[event]


def due_state_word(state: str) -> str:
    """Name how far a term is."""
    words = {
        "waits": _("has not begun"),
        "kept": _("kept"),
        "soon": _("due soon"),
        "overdue": _("overdue"),
        "destroyed": _("destroyed"),
    }
    return words[state]


def due_words(due: Due) -> str:
    """Say when a class of data has to go."""
    term = due.term
    if due.state == "destroyed":
        return _("destroyed on {day}", day=_day(term.destroyed_on))
    if due.due is None:
        return N_(
            "{n} month after {event}",
            "{n} months after {event}",
            term.n_months,
            event=event_word(term.event),
        )
    until = day(due.due)
    if due.state == "overdue":
        return _("overdue since {day}", day=until)
    return _("until {day}", day=until)


def _day(text: str) -> str:
    return day(date.fromisoformat(text))


def overdue_sentence(overdue: Sequence[Due]) -> str:
    """Say what should be gone already."""
    names = ", ".join(data_word(due.term.data).lower() for due in overdue)
    return _("Kept longer than promised: {data}. Destroy it, or say why it stays.", data=names)


def act_word(act: str) -> str:
    """Name an act that nobody can take back."""
    words = {
        "withdrawal": _("withdrawal"),
        "destruction": _("destruction"),
        "term": _("longer term"),
        "disclosure": _("disclosure"),
    }
    return words.get(act, act)


def act_details(line: LogLine) -> str:
    """Say what an act was about, in words."""
    details = line.details
    if line.act == "withdrawal":
        n_documents, n_cut = int(details.get("documents", 0)), int(details.get("in part", 0))
        gone = N_("{n} document removed", "{n} documents removed", n_documents)
        cut = N_("{n} changed", "{n} changed", n_cut)
        how = {
            "delete all": _("Delete everything"),
            "strip": _("Stop, and strip what identifies"),
        }.get(str(details.get("policy")), "")
        return f"{how}: {gone}, {cut}"
    if line.act == "disclosure":
        n = int(details.get("documents", 0))
        return N_("{n} document made public", "{n} documents made public", n)
    data = ", ".join(data_word(name) for name in str(details.get("data", "")).split(", ") if name)
    reason = details.get("reason", "")
    return f"{data}: {reason}" if reason else data
