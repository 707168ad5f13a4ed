"""The view of the page Quotes that looks at labels: what do they and the numbers give away?"""

import streamlit as st

from kwalicode.store.exports import LabelRules, find_exports, get_label_rules
from kwalicode.store.history import revision
from kwalicode.store.study import Study
from kwalicode.ui.language import _, current_language
from kwalicode.ui.pages.quotes.labels_found import day_of, show_findings
from kwalicode.ui.session import current_coder, current_study, shown_errors
from kwalicode.ui.undo import undo_buttons
from kwalicode.workflows.quotes.export_files import collect_export
from kwalicode.workflows.quotes.headings import Wanted
from kwalicode.workflows.quotes.labels import (
    LabelFindings,
    choose_label_rules,
    label_findings,
)

_FOUND = "labels_found"


def show_labels() -> None:
    """Look at all quotes that may go out, and mend what gives too much away."""
    study, coder = current_study(), current_coder()
    findings = _findings(study, _choose(study, coder), coder)
    show_findings(study, findings, coder)
    if findings.labels:
        _all_labels(findings)
    else:
        st.markdown(_("No quote has a role label yet, so labels give nothing away."))
    _rules(study, coder)
    _exports(study)


def _choose(study: Study, coder: str) -> Wanted:
    """Let the user choose which export is looked at; first the one that was asked for."""
    words = {
        Wanted("theme"): _("by theme"),
        Wanted("category"): _("by category"),
        Wanted("code"): _("by code"),
    }
    asked = st.session_state.get("wanted_export")  # of the view Export
    first = asked[0] if asked else Wanted(st.session_state.get("export_grouping", "code"))
    words = {first: words.get(first, _("as chosen there")), **words}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            _("Quotes in the export"),
            list(words),
            format_func=words.__getitem__,
            help=_("Participants are counted under each heading of the file."),
            key=f"labels_wanted_{hash(first)}_{current_language()}",
            width=220,
        )
        undo_buttons(study, coder)
    return chosen


def _findings(study: Study, wanted: Wanted, coder: str) -> LabelFindings:
    """Give what was found; what was found before is used again until somebody changes the study."""
    with study.read() as db:
        mark = (study.fingerprint, revision(db), len(find_exports(db)), get_label_rules(db), wanted)
    made: tuple[object, LabelFindings] | None = st.session_state.get(_FOUND)
    if made is None or made[0] != mark:
        quotes = collect_export(study, wanted, coder=coder).printed()
        made = st.session_state[_FOUND] = (mark, label_findings(study, quotes))
    return made[1]


def _all_labels(findings: LabelFindings) -> None:
    with st.expander(_("All labels beside quotes"), icon=":material/label:"):
        st.caption(
            _(
                "Counted: participants whose words are in the study and who could be named so; a "
                "quote without a label always passes."
            )
        )
        st.dataframe(
            [
                {_("Role label"): one.label, _("Participants"): one.n, _("Quotes"): one.n_quotes}
                for one in findings.labels
            ],
            hide_index=True,
        )


def _rules(study: Study, coder: str) -> None:
    with study.read() as db:
        rules = get_label_rules(db)
    with st.expander(_("How many must share a label"), icon=":material/tune:"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            k = st.number_input(
                _("Participants per label"),
                3,
                100,
                rules.k,
                help=_(
                    "The same number holds on Themes, Saturation, Explore and Methods: smaller "
                    "groups are put together there, smaller counts withheld."
                ),
                width=180,
            )
            share = st.number_input(
                _("Quotes of a theme by one (%)"), 1, 100, round(100 * rules.share), width=220
            )
            least = st.number_input(_("From so many quotes"), 1, 100, rules.least_quotes, width=180)
            in_row = st.number_input(_("In a row at most"), 1, 100, rules.in_row, width=180)
        # A third is kept as it is while nobody changes the percentage it is shown as.
        part = rules.share if share == round(100 * rules.share) else share / 100
        wanted = LabelRules(k, part, least, in_row)
        with shown_errors():
            if st.button(_("Store these rules"), disabled=wanted == rules, key="labels_rules"):
                choose_label_rules(study, wanted, coder=coder)
                st.rerun()


def _exports(study: Study) -> None:
    with study.read() as db:
        exports = find_exports(db)
    if not exports:
        return
    kinds = {"survey table": _("survey table"), "quotes": _("quotes"), "counts": _("counts")}
    with st.expander(_("Earlier exports"), icon=":material/history:"):
        st.caption(_("Every new export is compared with the numbers of all of these."))
        st.dataframe(
            [
                {
                    _("Date"): day_of(one.exported_at),
                    _("Exported by"): one.exported_by,
                    _("Kind"): kinds[one.kind],
                    _("Numbers told"): sum("|\0" not in name for name in one.cells),
                    _("Reason"): one.reason,
                }
                for one in reversed(exports)
            ],
            hide_index=True,
            width="stretch",
        )
