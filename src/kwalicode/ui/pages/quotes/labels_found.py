"""What labels and numbers of an export give away: shown, mended, or accepted with a reason."""

from datetime import datetime
from typing import Literal

import streamlit as st

from kwalicode.store.study import Study
from kwalicode.ui.language import N_, _, day, number
from kwalicode.ui.parts import plain
from kwalicode.ui.session import shown_errors
from kwalicode.workflows.quotes.labels import (
    FailingLabel,
    FoundDifference,
    LabelFindings,
    accept_differences,
    accept_label,
)
from kwalicode.workflows.quotes.labels_merge import apply_merge
from kwalicode.workflows.quotes.labels_reuse import Reused

_MOST_SHOWN = 100


def show_findings(study: Study, findings: LabelFindings, coder: str) -> None:
    """Show what stands in the way of an export, what mends it, and what a person should look at."""
    if findings.blocks:
        st.warning(
            N_(
                "{n} label or number tells of fewer than {k} participants.",
                "{n} labels or numbers tell of fewer than {k} participants.",
                findings.n_open,
                k=findings.k,
            ),
            icon=":material/group_off:",
        )
    elif findings.labels:
        st.success(
            _("Every label is shared by {k} participants or more, or was accepted.", k=findings.k),
            icon=":material/groups:",
        )
    for one in findings.failing:
        with st.container(border=True):
            _failing(study, one, coder)
    if findings.failing:
        says = _("Another label? Choose it on the page Participants, under Roles, or at the quote.")
        st.caption(says)
    if findings.differences:
        _differences(study, findings, coder)
    _warnings(findings)


def _failing(study: Study, one: FailingLabel, coder: str) -> None:
    said = N_(
        "{n} participant in the study could be named so",
        "{n} participants in the study could be named so",
        one.n,
    )
    beside = N_("beside {n} quote", "beside {n} quotes", one.n_quotes)
    st.markdown(f"**{plain(one.label)}** · {said} · {beside}")
    if one.accepted:
        st.caption(_("Accepted: {reason}", reason=plain(one.accepted)))
    st.markdown(_mended(one))
    with st.container(horizontal=True), shown_errors():
        label = _("Merge") if one.merge.into else _("Leave the label out")
        kind: Literal["primary", "secondary"] = "secondary" if one.accepted else "primary"
        if st.button(label, type=kind, key=f"labels_merge_{one.label}"):
            apply_merge(study, one.merge, coder=coder)
            st.rerun()
        if not one.accepted:
            with st.popover(_("Let it stand"), icon=":material/warning:"):
                reason = _ask_reason(one.label)
                if st.button(_("Accept with this reason"), key=f"labels_accept_{one.label}"):
                    accept_label(study, one, reason, coder=coder)
                    st.rerun()


def _mended(one: FailingLabel) -> str:
    changed = N_(
        "{n} participant gets another label.",
        "{n} participants get another label.",
        one.merge.n_changed,
    )
    if not one.merge.into:
        says = _("All together are too few, so only leaving the label out mends it.")
        return f"{says} {changed}"
    names = ", ".join(f"'{plain(label)}'" for label in one.merge.labels)
    says = _(
        "Smallest merge: {names} → '{into}'; {n} participants then share that label.",
        names=names,
        into=plain(one.merge.into),
        n=number(one.merge.n),
    )
    return f"{says} {changed}"


def _ask_reason(name: str) -> str:
    return st.text_input(
        _("Why may it go out?"),
        placeholder=_("It is kept with the export"),
        key=f"labels_reason_{name}",
    )


def _differences(study: Study, findings: LabelFindings, coder: str) -> None:
    st.subheader(_("Told together with earlier exports"), anchor=False)
    st.markdown(
        _(
            "These numbers differ by fewer than {k} participants from those of an earlier export. "
            "Who has both files learns of these few.",
            k=findings.k,
        )
    )
    today = day(datetime.now().astimezone())
    st.dataframe(
        [_difference(one, today) for one in findings.differences[:_MOST_SHOWN]],
        hide_index=True,
        width="stretch",
    )
    if all(one.accepted for one in findings.differences):
        return
    with st.container(horizontal=True, vertical_alignment="bottom"), shown_errors():
        reason = _ask_reason("differences")
        if st.button(_("Accept all with this reason")):
            accept_differences(study, findings.differences, reason, coder=coder)
            st.rerun()


def _difference(one: FoundDifference, today: str) -> dict[str, str | int]:
    told = one.told
    return {
        _("Number of participants"): cell_words(one.cell),
        _("Differs by"): told.n,
        _("Earlier export"): f"{day_of(told.exported_at)} · {told.exported_by}",
        _("This one"): today,
        _("Accepted"): one.accepted,
    }


def day_of(moment: str) -> str:
    """Write the day of a moment of the ledger in full."""
    return day(datetime.fromisoformat(moment).astimezone())


def cell_words(cell: str) -> str:
    """Say in words what was counted in a cell of the ledger."""
    kind, *names = cell.split("|")
    if kind == "all":
        return _("all quotes")
    words = {"label": _("label"), "code": _("code")}
    words |= dict.fromkeys(("category", "theme", "counter-cases"), _("heading"))
    shown = " · ".join(filter(None, names))
    return f"{words[kind]}: {shown}" if kind in words else cell.replace("|", " · ")


def _warnings(findings: LabelFindings) -> None:
    if findings.over_quoted:
        st.subheader(_("One participant speaks often"), anchor=False)
        st.caption(_("Whoever knows them may recognise them in so many quotes. Inside only."))
        st.dataframe(
            [
                {
                    _("Theme"): one.theme,
                    _("Participant"): one.pseudonym,
                    _("Quotes of theirs"): one.n,
                    _("Quotes of the theme"): one.of,
                    _("In a row"): one.in_row,
                }
                for one in findings.over_quoted
            ],
            hide_index=True,
            width="stretch",
        )
    if findings.reused:
        st.subheader(_("The same words told differently"), anchor=False)
        st.caption(_("Who puts both beside each other sees what was masked, or who speaks."))
        st.dataframe(
            [_reused(one) for one in findings.reused[:_MOST_SHOWN]],
            hide_index=True,
            width="stretch",
        )


def _reused(one: Reused) -> dict[str, str]:
    differs = _("words") if one.what == "words" else _("role label")
    earlier = _("exported on {day}", day=day_of(one.exported_at)) if one.exported_at else ""
    return {
        _("Quote"): one.first,
        _("Told elsewhere"): one.second or earlier,
        _("Differs in"): differs,
        _("Source"): one.document,
    }
