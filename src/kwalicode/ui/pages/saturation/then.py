"""Saturation by the codebook as it was when a pass was closed: a table of the page Saturation."""

import streamlit as st

from kwalicode.ui.language import _, number
from kwalicode.ui.pages.passes.words import day_of, pass_title
from kwalicode.ui.pages.saturation.words import rate_said, said
from kwalicode.ui.parts import choose
from kwalicode.ui.session import current_coder, current_study, shown_errors
from kwalicode.workflows.saturation.numbers import Summary
from kwalicode.workflows.saturation.state import Saturation
from kwalicode.workflows.saturation.then import (
    Gone,
    Moment,
    SaturationThen,
    moments,
    saturation_then,
)

_MOST_ROWS = 14


def show_then(found: Saturation) -> None:
    """Let the user choose a moment, and show its numbers beside those of now."""
    study = current_study()
    kept = {str(one.snapshot.snapshot_id): one for one in moments(study)}
    if not kept:
        st.markdown(
            _(
                "No pass was closed yet. When one is closed its codebook is kept, and the numbers "
                "by the codes of that day stand here beside those of now."
            )
        )
        return
    titles = {key: _title(one) for key, one in kept.items()}
    with st.container(width=420):
        moment = choose(_("Codebook as it was"), titles, state_key="saturation_moment")
    with shown_errors():
        at = kept[moment].snapshot.revision
        then = saturation_then(study, found.choice, at, coder=current_coder())
        _compare(then, found)


def _title(moment: Moment) -> str:
    closed = day_of(moment.snapshot.taken_at)
    return _("{name}, closed {day}", name=pass_title(moment.closed), day=closed)


def _compare(then: SaturationThen, now: Saturation) -> None:
    _table([_summed(_("then"), then.summary), _summed(_("now"), now.numbers.summary)])
    _went(then.gone)
    new = {one.title: one for one in now.interviews}
    columns = zip(then.titles, then.new_codes, then.cumulative, strict=True)
    _table(
        [
            {
                _("Title"): title,
                _("New codes then"): n_new,
                _("New codes now"): new[title].n_new_codes if title in new else None,
                _("Codes so far then"): n_codes,
                _("Codes so far now"): new[title].n_codes if title in new else None,
            }
            for title, n_new, n_codes in columns
        ]
    )
    st.caption(
        _(
            "Then: codings as they stood when the pass was closed, by the codes of that day. The "
            "order, and what may not be used, are those of now."
        )
    )


def _summed(when: str, summary: Summary) -> dict[str, object]:
    return {
        _("Codebook"): when,
        _("How many"): summary.n_interviews,
        _("Codes"): summary.n_codes,
        _("Coverage"): said(summary.coverage, is_share=True),
        _("Seen once, twice"): f"{number(summary.n_once)}, {number(summary.n_twice)}",
        _("Outcome"): rate_said(summary.rate),
    }


def _went(gone: tuple[Gone, ...]) -> None:
    if not gone:
        st.markdown(_("No code that stood in an interview then has gone since."))
        return
    _table(
        [
            {
                _("Code of then"): one.path,
                _("Stood in (number)"): one.n_interviews,
                _("Now in"): one.into or _("deleted"),
            }
            for one in gone
        ]
    )


def _table(rows: list[dict[str, object]]) -> None:
    st.dataframe(rows, hide_index=True, height="content" if len(rows) <= _MOST_ROWS else 500)
