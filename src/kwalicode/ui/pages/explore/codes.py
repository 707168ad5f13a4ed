"""How often each code stands, in numbers, in words and as a picture: a view of the page Explore."""

from collections.abc import Mapping, Sequence

import streamlit as st

from kwalicode.report.pictures.count_bars import MOST_BARS, CountBar, draw_count_bars
from kwalicode.store.quantity_limits import Limits, find_limits, save_limits
from kwalicode.store.study import Study
from kwalicode.ui.language import N_, _, number
from kwalicode.ui.pages.explore.parts import (
    Shown,
    begun,
    choose_kind,
    choose_rows,
    show_named_picture,
    show_segments,
    show_table,
    unit_words,
)
from kwalicode.ui.pages.themes.words import quantity_words
from kwalicode.ui.parts import plain
from kwalicode.workflows.explore.counting import (
    Explored,
    Table,
    everything,
)
from kwalicode.workflows.explore.groups import compare, told_cells
from kwalicode.workflows.explore.segments import segments_of
from kwalicode.workflows.leak_words import Words
from kwalicode.workflows.theme_reach import quantity


def show_codes(study: Study, coder: str, found: Explored) -> None:
    """Show how often each code stands, in numbers and in words (W87).

    The team sees every number: it has the words behind it. A file withholds those of a few.
    """
    with st.container(horizontal=True):
        found = choose_rows(study, found)
        # Words of quantity are of interviews in the first place: a survey has many participants
        # who said one thing each, beside whom few say anything.
        kinds = {one.kind for one in found.documents}
        kind = choose_kind("interview" if "interview" in kinds else "")
    groups = everything(found, kind)
    units = unit_words()
    tables = {unit: compare(found, groups, unit) for unit in units}
    persons = tables["participants"]
    told = told_cells(found, groups, persons, "kind")
    order = by_frequency(tables["segments"])
    with study.read() as db:
        limits = find_limits(db)
    columns = [_("Name"), *(begun(units[unit]) for unit in units), _("In words")]
    words, n = quantity_words(), int(persons.of[0])
    rows = [
        [
            found.names[row],
            *(int(tables[unit].counts[row, 0]) for unit in units),
            words[quantity(int(persons.counts[row, 0]), n, limits)],
        ]
        for row in order
    ]
    in_file = for_file(rows, [bool(persons.withheld[row, 0]) for row in order])
    notes = (
        _(
            "All there are: participants {participants}, documents {documents} (each answer of a "
            "survey is one), coded segments {segments}. A segment that several coders gave a code "
            "is one.",
            participants=number(n),
            documents=number(int(tables["documents"].of[0])),
            segments=number(int(tables["segments"].of[0])),
        ),
        _(
            "In words: of the participants; 'a few' is at most {few}%, 'nearly all' at least "
            "{all}%.",
            few=limits.few,
            all=limits.nearly_all,
        ),
        team_note(groups.k),
    )
    key = "-".join(filter(None, ("codes", kind)))
    chosen = show_table(Shown(key, columns, rows, notes, told, in_file=in_file))
    if chosen:
        row = order[chosen[0]]
        show_segments(study, found, segments_of(found, groups, row, 0), plain(found.names[row]))
    with st.expander(_("As a picture")):
        _draw(study, found, persons, told)
    with st.expander(_("What the words mean")):
        _ask_limits(study, coder, limits)


def team_note(k: int) -> str:
    """Say that the team sees more than a file tells."""
    return _(
        "All numbers are for the team. In a file and in the picture those of fewer than {k} "
        "participants are withheld; this number is set on Quotes > Labels.",
        k=k,
    )


def for_file(rows: Sequence[Sequence[object]], withheld: Sequence[bool]) -> list[list[object]]:
    """Leave only the name of rows that are withheld: their words and documents tell the number."""
    return [
        [own[0], *[None] * (len(own) - 1)] if is_withheld else list(own)
        for own, is_withheld in zip(rows, withheld, strict=True)
    ]


def _draw(study: Study, found: Explored, table: Table, told: Mapping[str, int]) -> None:
    """Draw the codes that most participants say; the table above has all."""
    if not table.counts.any():
        st.markdown(_("There is no segment here."))
        return
    shown = [row for row in by_frequency(table) if not table.withheld[row, 0]]
    order, total = shown[:MOST_BARS], int(table.of[0])
    if not table.counts[order].any():
        st.markdown(_("Every number is of a few participants, so there is nothing to draw."))
        return
    bars = [
        CountBar(found.names[row].rpartition(" > ")[2], int(table.counts[row, 0])) for row in order
    ]
    n_alike = int((table.counts[:, 0] == bars[0].n).sum())
    title = _(
        "Said most: {name}, by {n} of {total} participants",
        name=_alike(bars[0].name, n_alike),
        n=number(bars[0].n),
        total=number(total),
    )
    axis = _("participants, of {total}", total=number(total))
    svg = draw_count_bars(bars, total, title=title, axis=axis)
    words = Words([title, *(one.name for one in bars)])
    label = _("How often")
    show_named_picture(study, svg, words, label=label, name="frequencies", told=told)


def _alike(name: str, n: int) -> str:
    """Name the first of some that are said as often; the picture shows which the others are."""
    if n == 1:
        return name
    return _("{name} and {others}", name=name, others=N_("{n} other", "{n} others", n - 1))


def _ask_limits(study: Study, coder: str, limits: Limits) -> None:
    st.markdown(_("Agree on these once; all pages and reports then mean the same by a word."))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        few = st.number_input(_("Few is at most (%)"), 1, 49, limits.few, width=180)
        most = st.number_input(
            _("Nearly all is at least (%)"), 51, 99, limits.nearly_all, width=180
        )
        if st.button(_("Store these limits"), disabled=(few, most) == limits):
            with study.write(coder, "agree on words of quantity", undoable=False) as db:
                save_limits(db, Limits(few, most), coder=coder)
            st.rerun()


def by_frequency(table: Table) -> list[int]:
    """Give the rows of a table, what stands most first."""
    totals = table.counts.sum(axis=1)
    return sorted(range(len(totals)), key=lambda row: -int(totals[row]))
