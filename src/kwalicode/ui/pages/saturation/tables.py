"""The tables of the page Saturation."""

from datetime import date

import streamlit as st

from kwalicode.analysis.saturation import NewInformation
from kwalicode.errors import UndefinedError
from kwalicode.store.exports import get_label_rules
from kwalicode.ui.language import _, day, error_sentence, number
from kwalicode.ui.pages.saturation.meaning import show_meaning
from kwalicode.ui.pages.saturation.then import show_then
from kwalicode.ui.pages.saturation.words import kind_words, rate_said, said, share, stop_said
from kwalicode.ui.parts import choose_view
from kwalicode.ui.session import current_study
from kwalicode.workflows.saturation.numbers import Setting, Summary
from kwalicode.workflows.saturation.state import Saturation

_MOST_ROWS = 14


def show_tables(found: Saturation) -> None:
    """Let the user choose a table and show it."""
    words = {
        "interviews": _("Per interview"),
        "settings": _("Settings"),
        "estimates": _("Estimates"),
        "once": _("Seen once"),
        "categories": _("By category"),
        "groups": _("By group"),
        "then": _("Codebook then"),
        "meaning": _("Meaning"),
    }
    show = {
        "interviews": _interviews,
        "settings": _settings,
        "estimates": _estimates,
        "once": _once,
        "categories": _categories,
        "groups": _groups,
        "then": show_then,
        "meaning": show_meaning,
    }
    show[choose_view(_("Table"), words, state_key="saturation_table")](found)


def _table(rows: list[dict[str, object]]) -> None:
    st.dataframe(rows, hide_index=True, height="content" if len(rows) <= _MOST_ROWS else 500)


def _interviews(found: Saturation) -> None:
    numbers = found.numbers
    columns = zip(found.interviews, numbers.expected, numbers.low, numbers.high, strict=True)
    _table(
        [
            {
                _("Title"): one.title,
                _("Date"): day(date.fromisoformat(one.dated)) if one.dated else "",
                _("New codes"): one.n_new_codes,
                _("Codes so far"): one.n_codes,
                _("Over all orders (95%)"): (
                    f"{number(round(expected, 1))} ({number(low)} – {number(high)})"
                ),
                _("New categories"): one.n_new_categories,
                _("New themes"): one.n_new_themes,
            }
            for one, expected, low, high in columns
        ]
    )
    st.caption(
        _(
            "Over all orders: how many codes so many interviews hold on average in whichever order "
            "(Mao Tau), and between which numbers 95% of 1,000 orders lie that were drawn by lot."
        )
    )


def _settings(found: Saturation) -> None:
    choice = found.choice
    chosen = Setting(*choice[:3], found.numbers.summary.rate)
    listed = found.numbers.settings
    is_standard = any(one[:3] == chosen[:3] for one in listed)
    _table(
        [
            {
                _("Base"): one.base_size,
                _("Run"): one.run_length,
                _("Threshold"): share(one.threshold),
                _("Outcome"): rate_said(one.rate),
                _("Re-opened at"): _reopened(one.rate),
                _("Chosen"): _("chosen") if one[:3] == chosen[:3] else "",
            }
            for one in (listed if is_standard else (chosen, *listed))
        ]
    )
    rate = found.numbers.summary.rate
    if isinstance(rate, NewInformation):
        st.markdown(
            _("The runs of the chosen setting, by the {n} codes of the base", n=rate.n_base_codes)
        )
        _table(
            [
                {
                    _("Run"): f"{run.first} – {run.last}",
                    _("New codes"): run.n_new,
                    _("Share"): share(run.ratio),
                }
                for run in rate.runs
            ]
        )


def _reopened(rate: NewInformation | UndefinedError) -> str:
    return str(rate.reopened_at or "") if isinstance(rate, NewInformation) else ""


def _estimates(found: Saturation) -> None:
    numbers, summary = found.numbers, found.numbers.summary
    chao2 = numbers.chao2
    at_least = (
        error_sentence(chao2)
        if isinstance(chao2, UndefinedError)
        else _(
            "at least {n} ({low} to {high})",
            n=number(round(chao2.value, 1)),
            low=number(round(chao2.low, 1)),
            high=number(round(chao2.high, 1)),
        )
    )
    rows = (
        (_("Coverage (Chao and Jost 2012)"), said(summary.coverage, is_share=True)),
        (_("Codes seen once, Q1"), number(summary.n_once)),
        (_("Codes seen twice, Q2"), number(summary.n_twice)),
        (_("Codes seen"), number(summary.n_codes)),
        (_("Occurrences of codes in interviews, U"), number(numbers.n_occurrences)),
        (_("Chao2, with 95% interval"), at_least),
        (_("First jackknife"), said(numbers.first_jackknife)),
        (_("Second jackknife"), said(numbers.second_jackknife)),
        (_("ICE (up to ten interviews)"), said(numbers.ice)),
        (_("New codes in the next {n}", n=numbers.n_next), said(numbers.next_codes)),
    )
    _table([{_("Figure"): name, _("Value"): value} for name, value in rows])


def _once(found: Saturation) -> None:
    if not found.once:
        st.markdown(_("Every code stands in two or more, so there is no tail."))
        return
    _table([{_("Code"): one.path, _("Where"): one.title} for one in found.once])


def _categories(found: Saturation) -> None:
    rows: list[dict[str, object]] = [
        {_("Category"): one.path, _("Codes"): one.n_codes, _("Ten and three"): stop_said(one.point)}
        for one in found.categories
    ]
    if not rows:
        st.markdown(_("No category holds a code that occurs."))
        return
    _table(rows)
    st.caption(
        _(
            "After ten, the first three in a row without a new code of the category (Francis et "
            "al. 2010)."
        )
    )


def _groups(found: Saturation) -> None:
    if found.by_role:
        _table(
            [
                {
                    _("Role"): ", ".join(label or _("no role") for label in one.role_labels),
                    _("Participants"): one.n_participants,
                    **_summed(one.summary),
                }
                for one in found.by_role
            ]
        )
    else:
        st.markdown(_("There are too few participants to tell roles apart."))
    with current_study().read() as db:
        k = get_label_rules(db).k
    st.caption(
        _(
            "Roles of fewer than {k} participants are put together; where that leaves one group, "
            "none is told apart. This number is set on Quotes > Labels.",
            k=k,
        )
    )
    if found.by_kind:
        st.markdown(f"**{_('Other sources')}**")
        words = kind_words()
        _table([{_("Source"): words[kind], **_summed(one)} for kind, one in found.by_kind])


def _summed(summary: Summary) -> dict[str, object]:
    return {
        _("How many"): summary.n_interviews,
        _("Codes"): summary.n_codes,
        _("Coverage"): said(summary.coverage, is_share=True),
        _("Seen once, twice"): f"{summary.n_once}, {summary.n_twice}",
        _("Outcome"): rate_said(summary.rate),
    }
