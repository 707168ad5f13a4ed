"""Before and after an event: the line of time of the page Explore (W85)."""

from datetime import date

import streamlit as st

from kwalicode.report.pictures.period import DatedSource, PeriodWords, draw_period
from kwalicode.store.study import Study
from kwalicode.ui.components.theme_map import show_picture
from kwalicode.ui.language import N_, _, current_language, day, number
from kwalicode.ui.pages.explore.parts import PICTURE, show_named_picture
from kwalicode.workflows.explore.counting import Explored, Groups, Table
from kwalicode.workflows.explore.groups import compare, told_cells
from kwalicode.workflows.explore.period import brought
from kwalicode.workflows.leak_words import Words
from kwalicode.workflows.told_sums import AFTER, BEFORE

_MOST_LETTERS, _MOST_NAME = 60, 32


def ask_event() -> tuple[str, str]:
    """Let the user choose the day of an event, and say what it was.

    Returns:
        Its ISO date, empty where none was chosen, and its name.
    """
    # A widget's own state is lost with the page; day and name are kept under other names.
    state = st.session_state
    chosen = st.date_input(
        _("Day of the event"),
        value=state.get("explore_event"),
        key=f"explore_day_{current_language()}",
        format="DD/MM/YYYY",
        width=180,
    )
    name = st.text_input(
        _("What happened"),
        value=state.get("explore_event_name", ""),
        max_chars=_MOST_LETTERS,
        key=f"explore_event_name_{current_language()}",
        width=260,
    )
    state.explore_event, state.explore_event_name = chosen, name
    return (chosen.isoformat() if chosen else ""), name.strip()


def show_period(study: Study, found: Explored, groups: Groups, event: str, name: str) -> None:
    """Draw what each source brings, with the event between them.

    Args:
        study: The study.
        found: What was read.
        groups: Documents before and after, see `by_period`.
        event: ISO date of the event.
        name: What happened; may be empty.
    """
    row = _ask_row(found)
    sources = brought(found, row)
    if not sources.days:
        st.markdown(_("No source has a date, so there is nothing to draw."))
        return
    when = date.fromisoformat(event)
    table = compare(found, groups, "segments" if row is None else "documents")
    before, after = (_side(groups, table, side, row) for side in (BEFORE, AFTER))
    words = PeriodWords(
        _title(found, row, (before, after), when),
        f"{name} · {day(when)}" if name else day(when),
        _("before: {count}", count=before),
        _("after: {count}", count=after),
        _("segments per source"),
    )
    dated = [DatedSource(*one) for one in zip(sources.days, sources.numbers, strict=True)]
    svg, label = draw_period(dated, when, words), _("Before and after")
    if row is not None and table.withheld[row].any():
        key = f"period-{study.fingerprint[:12]}-{current_language()}"
        with st.container(width=PICTURE):
            show_picture(key, svg, label=label, name="", may_save=False)
        st.caption(
            _(
                "For the team only: few participants say this on one side, and who counts the "
                "bars knows how many."
            )
        )
    else:
        told = told_cells(found, groups, table, "period")
        texts = Words([words.title, words.event])
        show_named_picture(study, svg, texts, label=label, name="period", told=told)
    _say(sources.n_undated)


def _ask_row(found: Explored) -> int | None:
    names = {"": _("all that is coded"), **dict(zip(found.ids, found.names, strict=True))}
    chosen = st.selectbox(
        _("In the picture"),
        list(names),
        format_func=names.__getitem__,
        key=f"explore_period_{current_language()}_{hash(found.ids)}",
        width=420,
    )
    return found.ids.index(chosen) if chosen else None


def _side(groups: Groups, table: Table, side: str, row: int | None) -> str:
    """Say in how many documents of a side it stands, or how many segments all codes have there."""
    place = groups.labels.index((side,))
    if row is None:
        return number(int(table.of[place]))
    if table.withheld[row, place]:
        return _("withheld")
    n, total = int(table.counts[row, place]), int(table.of[place])
    return _("{n} of {total} documents", n=number(n), total=number(total))


def _title(found: Explored, row: int | None, sides: tuple[str, str], when: date) -> str:
    before, after = sides
    if row is None:
        return _(
            "{before} coded segments before {day}, {after} since",
            before=before,
            after=after,
            day=day(when),
        )
    name = found.names[row].rpartition(" > ")[2]
    return _(
        "{what}: {before} before {day}, {after} since",
        what=name if len(name) <= _MOST_NAME else f"{name[: _MOST_NAME - 1]}…",
        before=before,
        after=after,
        day=day(when),
    )


def _say(n_undated: int) -> None:
    lines = [
        _(
            "A bar is a source, or those of one day on each other; a ring is a source in which it "
            "does not stand. Documents: each answer of a survey is one. The table below has the "
            "numbers."
        )
    ]
    if n_undated:
        lines.append(
            N_(
                "{n} source without a date is not drawn.",
                "{n} sources without a date are not drawn.",
                n_undated,
            )
        )
    st.caption("  \n".join(lines))
