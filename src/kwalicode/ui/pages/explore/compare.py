"""How often codes stand in groups: a view of the page Explore."""

from collections.abc import Mapping

import streamlit as st

from kwalicode.store.study import Study
from kwalicode.ui.language import _, current_language, number
from kwalicode.ui.pages.explore.codes import by_frequency
from kwalicode.ui.pages.explore.parts import (
    Shown,
    choose_kind,
    choose_rows,
    choose_unit,
    show_segments,
    show_table,
)
from kwalicode.ui.pages.explore.period import ask_event, show_period
from kwalicode.ui.parts import kind_word, plain
from kwalicode.ui.session import shown_errors
from kwalicode.workflows.explore.counting import (
    Explored,
    Groups,
    Table,
    Unit,
    of_kind,
)
from kwalicode.workflows.explore.groups import (
    Shared,
    by_attribute,
    by_document,
    by_kind,
    by_participant,
    by_period,
    by_role,
    compare,
    find_groupings,
    nearly_same,
    shared,
    told_cells,
)
from kwalicode.workflows.explore.segments import segments_of
from kwalicode.workflows.told_sums import AFTER, BEFORE, UNDATED


def show_comparison(study: Study, found: Explored) -> None:
    """Show how often each code stands in each group, one grouping at a time (W57, W86)."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        found = choose_rows(study, found)
        by = _choose_grouping(study)
        found = of_kind(found, _choose_sources(found, by))
        unit = choose_unit()
        event, happened = ask_event() if by == "period" else ("", "")
    with shown_errors():
        groups = _groups(study, found, by, event)
        if by == "period" and len(groups.labels):
            show_period(study, found, groups, event, happened)
        if len(groups.labels):
            _table(study, found, groups, unit, by)


def _choose_sources(found: Explored, by: str) -> str:
    """Let the user choose whose words count; a survey has many beside whom few say anything."""
    if by == "kind":
        return ""
    is_personal = by not in {"period", "participant", "document"}
    has_interviews = any(one.kind == "interview" for one in found.documents)
    return choose_kind("interview" if is_personal and has_interviews else "")


def _choose_grouping(study: Study) -> str:
    words = {
        "kind": _("kind of source"),
        "role": _("role"),
        "period": _("before and after a day"),
        "participant": _("participant"),
        "document": _("document"),
        **{one.key: one.name for one in find_groupings(study)},
    }
    return str(
        st.selectbox(
            _("Grouped by"),
            list(words),
            format_func=words.__getitem__,
            key=f"explore_by_{current_language()}",
            width=240,
        )
    )


def _groups(study: Study, found: Explored, by: str, event: str) -> Groups:
    if by == "period" and not event:
        st.markdown(_("Choose the day of the event; sources of that day count as after it."))
        return Groups(())
    if by == "period":
        return by_period(found, event)
    ways = {
        "kind": by_kind,
        "role": by_role,
        "participant": by_participant,
        "document": by_document,
    }
    return ways[by](found) if by in ways else by_attribute(study, found, by)


def _table(study: Study, found: Explored, groups: Groups, unit: Unit, by: str) -> None:
    table = compare(found, groups, unit)
    labels = _labels(groups, table, by)
    order = by_frequency(table)
    is_shared = by not in {"participant", "document"} and len(labels) > 1
    columns = [_("Name"), *labels, *([_("Stands in")] if is_shared else [])]
    spread = [_said(one, labels) for one in shared(table)]
    rows = [
        [
            found.names[row],
            *(
                None if withheld else int(n)
                for n, withheld in zip(table.counts[row], table.withheld[row], strict=True)
            ),
            *([spread[row]] if is_shared else []),
        ]
        for row in order
    ]
    told = told_cells(found, groups, table, by)
    chosen = show_table(
        Shown(
            "-".join(filter(None, (by[:12], found.kind, unit))),
            columns,
            rows,
            _notes(study, found, groups, unit),
            told,
        )
    )
    if chosen and chosen[1] in labels:
        row, group = order[chosen[0]], labels.index(chosen[1])
        if table.withheld[row, group]:
            st.markdown(_("This number is withheld, and so are its segments."))
            return
        title = f"{plain(found.names[row])} · {plain(chosen[1])}"
        show_segments(study, found, segments_of(found, groups, row, group), title)


def _labels(groups: Groups, table: Table, by: str) -> list[str]:
    """Name each group with how many there are in it."""
    return [
        f"{', '.join(_group_word(label, by) for label in own)} ({number(int(n))})"
        for own, n in zip(groups.labels, table.of, strict=True)
    ]


def _group_word(label: str, by: str) -> str:
    if by == "kind":
        return kind_word(label)
    if by == "period":
        return _period_words()[label]
    return label or (_("no role") if by == "role" else _("not known"))


def _period_words() -> Mapping[str, str]:
    return {BEFORE: _("before"), AFTER: _("after"), UNDATED: _("undated")}


def _said(one: Shared, labels: list[str]) -> str:
    if one.n_groups is None:
        return _("withheld")
    if one.only is not None:
        return _("only {group}", group=labels[one.only].rpartition(" (")[0])
    if one.n_groups == len(labels):
        return _("all groups")
    return _("{n} of {total} groups", n=one.n_groups, total=len(labels))


def _notes(study: Study, found: Explored, groups: Groups, unit: Unit) -> list[str]:
    notes = {
        "participants": _("Counted: participants who say it; between brackets all of the group."),
        "documents": _(
            "Counted: documents it stands in, each answer of a survey as one; between brackets "
            "all of the group."
        ),
        "segments": _(
            "Counted: segments of the code; between brackets all coded segments of the group. A "
            "long interview has more of them."
        ),
    }
    own = [notes[unit]]
    if found.kind:
        own.append(_("Counted in these sources only: {kind}.", kind=kind_word(found.kind)))
    if groups.k:
        own.append(
            _(
                "✕ is withheld: fewer than {k} participants, or a number that would give these "
                "away. Groups of fewer than {k} are put together. This number is set on Quotes > "
                "Labels.",
                k=groups.k,
            )
            if groups.of_cases is not None
            else _(
                "✕ is withheld: fewer than {k} participants, or a number that would give these "
                "away. Of a column of fewer than {k} participants nothing is told. This number is "
                "set on Quotes > Labels.",
                k=groups.k,
            )
        )
        others = nearly_same(study, found, groups)
        if others:
            own.append(
                _(
                    "Do not publish this beside a table by {names}: the two together tell of a "
                    "few participants.",
                    names=", ".join(others),
                )
            )
    else:
        own.append(_for_the_team(groups))
    return own


def _for_the_team(groups: Groups) -> str:
    if groups.of_cases is None:
        return _("For the team only: a column is one document.")
    return _("For the team only: a column is one person. Who only answered a survey is left out.")
