"""Which codes stand together: a view of the page Explore."""

import streamlit as st

from kwalicode.analysis.cooccurrence import Together
from kwalicode.report.network_picture import MOST_CODES, Tie, draw_network
from kwalicode.store.study import Study
from kwalicode.ui.language import _, current_language, number
from kwalicode.ui.pages.explore.parts import (
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
    pairs,
    passages_together,
    together,
)
from kwalicode.workflows.leak_words import Words


def show_together(study: Study, found: Explored) -> None:
    """Show pairs, matrix and network."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        found = choose_rows(study, found)
        within = _choose_within()
        n_codes = st.number_input(
            _("In matrix and picture, at most"), 3, MOST_CODES, 15, key="explore_most", width=240
        )
    counted = together(found, within)
    listed = pairs(counted)
    if not listed:
        st.markdown(_("No two stand together in this way."))
        return
    words = {"pairs": _("Pairs"), "matrix": _("Matrix"), "network": _("Network")}
    view = choose_view(_("Form"), words, state_key="explore_together")
    if view == "pairs":
        _pairs(study, found, within, listed)
    elif view == "matrix":
        _matrix(study, found, within, counted, n_codes)
    else:
        _network(study, found, counted, listed, n_codes)


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


def _pairs(study: Study, found: Explored, within: Within, listed: list[Pair]) -> None:
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
    ]
    if len(listed) == MOST_PAIRS:
        notes.append(_("The {n} pairs with the highest C are shown.", n=number(MOST_PAIRS)))
    chosen = show_table(Shown(f"pairs-{within}", columns, rows, notes))
    if chosen:
        one = listed[chosen[0]]
        _behind(study, found, within, one.first, one.second)


def _behind(study: Study, found: Explored, within: Within, one: int, other: int) -> None:
    title = " + ".join(plain(found.names[place]) for place in dict.fromkeys((one, other)))
    show_segments(study, found, passages_together(found, within, one, other), title)


def _matrix(study: Study, found: Explored, within: Within, counted: Together, n_codes: int) -> None:
    codes = most_used(counted, n_codes).tolist()
    # Names may be equal in two categories; a number before each keeps columns apart.
    heads = [f"{place} {found.names[code]}" for place, code in enumerate(codes, 1)]
    rows = [
        [head, *(int(counted.counts[code, other]) for other in codes)]
        for head, code in zip(heads, codes, strict=True)
    ]
    notes = [_unit_note(within), _("On the diagonal: how often it stands, alone or not.")]
    chosen = show_table(Shown(f"matrix-{within}", [_("Name"), *heads], rows, notes))
    if chosen and chosen[1] in heads:
        _behind(study, found, within, codes[chosen[0]], codes[heads.index(chosen[1])])


def _network(
    study: Study, found: Explored, counted: Together, listed: list[Pair], n_codes: int
) -> None:
    codes = most_used(counted, n_codes).tolist()
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
        title = _("None of these stand together")
    each = [int(counted.counts[code, code]) for code in codes]
    svg, label = draw_network(names, each, ties, title), _("Network")
    show_named_picture(study, svg, Words([*names, title]), label=label, name="network")
    st.caption(_("The table beside it: Pairs and Matrix, above."))
