"""Which codes stand together: a view of the page Explore."""

from collections.abc import Sequence

import streamlit as st

from kwalicode.analysis.cooccurrence import Whole
from kwalicode.analysis.crosstabs import Flags
from kwalicode.report.pictures.network import MOST_CODES, Tie, draw_network
from kwalicode.store.study import Study
from kwalicode.ui.components.theme_map import show_picture
from kwalicode.ui.language import _, current_language, number
from kwalicode.ui.pages.explore.codes import team_note
from kwalicode.ui.pages.explore.parts import (
    PICTURE,
    Shown,
    begun,
    choose_rows,
    show_named_picture,
    show_segments,
    show_table,
)
from kwalicode.ui.parts import choose_view, plain
from kwalicode.workflows.explore.counting import Explored
from kwalicode.workflows.explore.together import (
    MOST_PAIRS,
    Pair,
    Within,
    most_used,
    of_few,
    pairs,
    passages_together,
    together,
)
from kwalicode.workflows.leak_words import Words


def show_together(study: Study, found: Explored) -> None:
    """Show pairs, matrix and network; the team sees numbers of a few, files do not tell them."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        found = choose_rows(study, found, with_categories=False)  # one holds the other
        within = _choose_within()
        n_codes = st.number_input(
            _("In matrix and picture, at most"), 3, MOST_CODES, 15, key="explore_most", width=240
        )
    counted = together(found, within)
    listed, few = pairs(counted), of_few(found, counted)
    if not listed:
        st.markdown(_("No two stand together in this way."))
        return
    words = {"pairs": _("Pairs"), "matrix": _("Matrix"), "network": _("Network")}
    view = choose_view(_("Form"), words, state_key="explore_together")
    if view == "pairs":
        _pairs(study, found, within, listed, few)
    elif view == "matrix":
        _matrix(study, found, within, counted.counts, few, most_used(counted, n_codes).tolist())
    else:
        _network(study, found, counted.counts, listed, few, most_used(counted, n_codes).tolist())


def _choose_within() -> Within:
    words: dict[Within, str] = {
        "overlap": _("on words that overlap"),
        "turn": _("in one turn"),
        "document": _("in one document"),
    }
    return st.selectbox(
        _("Together"),
        list(words),
        format_func=words.__getitem__,
        key=f"explore_within_{current_language()}",
        width=240,
    )


def _unit_note(within: Within) -> str:
    return {
        "overlap": _(
            "Counted: stretches of a code that share a character or more with one of the other. "
            "Segments of one code that overlap or touch are one stretch."
        ),
        "turn": _("Counted: turns of participants in which both stand."),
        "document": _("Counted: documents in which both stand, each answer of a survey as one."),
    }[within]


def _pairs(study: Study, found: Explored, within: Within, listed: list[Pair], few: Flags) -> None:
    columns = [
        _("First"),
        _("Second"),
        _("Together"),
        _("First in all"),
        _("Second in all"),
        "C",
    ]
    rows = [
        [
            found.names[one.first],
            found.names[one.second],
            one.n,
            one.n_first,
            one.n_second,
            round(one.coefficient, 3),
        ]
        for one in listed
    ]
    notes = [
        _unit_note(within),
        _("C = together / (first + second − together): 0 is never together, 1 always."),
        team_note(found.k),
    ]
    if len(listed) == MOST_PAIRS:
        notes.append(_("The {n} pairs with the highest C are shown.", n=number(MOST_PAIRS)))
    in_file = [_told(row, one, few) for row, one in zip(rows, listed, strict=True)]
    chosen = show_table(Shown(f"pairs-{within}", columns, rows, notes, in_file=in_file))
    if chosen:
        one = listed[chosen[0]]
        _behind(study, found, within, one.first, one.second)


def _told(row: Sequence[object], one: Pair, few: Flags) -> list[object]:
    """Leave out of a row what is of a few; the coefficient would give any of the others back."""
    first, second, together, n_first, n_second, coefficient = row
    ends = (few[one.first, one.first], few[one.second, one.second])
    is_few = bool(few[one.first, one.second])
    return [
        *(first, second),
        *(None if is_few else together, None if ends[0] else n_first),
        *(None if ends[1] else n_second, None if is_few or any(ends) else coefficient),
    ]


def _behind(study: Study, found: Explored, within: Within, one: int, other: int) -> None:
    title = " + ".join(plain(found.names[place]) for place in dict.fromkeys((one, other)))
    show_segments(study, found, passages_together(found, within, one, other), title)


def _matrix(
    study: Study, found: Explored, within: Within, counts: Whole, few: Flags, codes: list[int]
) -> None:
    # Names may be equal in two categories; a number before each keeps columns apart.
    heads = [f"{place} {found.names[code]}" for place, code in enumerate(codes, 1)]
    rows = [
        [head, *(int(counts[code, other]) for other in codes)]
        for head, code in zip(heads, codes, strict=True)
    ]
    in_file = [
        [head, *(None if few[code, other] else int(counts[code, other]) for other in codes)]
        for head, code in zip(heads, codes, strict=True)
    ]
    diagonal = _("On the diagonal: how often it stands, alone or not.")
    notes = [_unit_note(within), diagonal, team_note(found.k)]
    columns = [_("Name"), *heads]
    chosen = show_table(Shown(f"matrix-{within}", columns, rows, notes, in_file=in_file))
    if chosen and chosen[1] in heads:
        _behind(study, found, within, codes[chosen[0]], codes[heads.index(chosen[1])])


def _network(
    study: Study,
    found: Explored,
    counts: Whole,
    listed: list[Pair],
    few: Flags,
    codes: list[int],
) -> None:
    """Draw the network; to be saved it is drawn without what few participants say."""
    is_for_file = st.toggle(
        _("As it may be saved: without what fewer than {k} participants say", k=found.k),
        key=f"explore_for_file_{current_language()}",
    )
    if is_for_file:
        codes = [code for code in codes if not few[code, code]]
        listed = [one for one in listed if not few[one.first, one.second]]
    if not codes:
        st.markdown(_("Every number is of a few participants, so there is nothing to draw."))
        return
    label = _("Network")
    places = {code: place for place, code in enumerate(codes)}
    ties = sorted(
        (
            Tie(places[one.first], places[one.second], one.n)
            for one in listed
            if one.first in places and one.second in places
        ),
        key=lambda tie: -tie.n,
    )
    names = [found.names[code].rpartition(" > ")[2] for code in codes]
    if ties:
        best = ties[0]
        title = _(
            "{one} and {other} stand together most: {n} times",
            one=begun(names[best.first]),
            other=names[best.second],
            n=number(best.n),
        )
    else:
        title = label if is_for_file else _("None of these stand together")
    each = [int(counts[code, code]) for code in codes]
    svg = draw_network(names, each, ties, title)
    if is_for_file:
        show_named_picture(study, svg, Words([*names, title]), label=label, name="network")
    else:
        key = f"network-{study.fingerprint[:12]}-{current_language()}"
        with st.container(width=PICTURE):
            show_picture(key, svg, label=label, name="", may_save=False)
    st.caption(_("The table beside it: Pairs and Matrix, above."))
