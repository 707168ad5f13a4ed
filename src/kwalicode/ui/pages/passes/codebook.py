"""The codebook as it stood at an earlier moment, and what became of it since."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

import pandas as pd
import streamlit as st

from kwalicode.store.passes import Made
from kwalicode.store.past_codebook import PastCodebook
from kwalicode.ui.language import N_, _, current_language
from kwalicode.ui.pages.passes.words import (
    MOST,
    day_of,
    development_sections,
    made_lines,
    pass_title,
)
from kwalicode.ui.session import current_study
from kwalicode.workflows.differences import Development, developments
from kwalicode.workflows.passes import (
    PassesState,
    codebook_of_day,
    codebook_of_snapshot,
    revision_now,
    revision_of_day,
)

_BEGIN, _DAY, _NOW = "begin", "day", "now"


def show_codebook(state: PassesState) -> None:
    """Choose two moments and see what changed, or one and see the codebook as it stood."""
    words = {"changes": _("What changed"), "then": _("As it stood")}
    view = st.segmented_control(
        _("View"),
        list(words),
        format_func=words.__getitem__,
        default="changes",
        required=True,
        label_visibility="collapsed",
        key=f"passes_codebook_{current_language()}",
    )
    moments = _moments(state)
    if view == "changes":
        _changes(moments, {str(one.snapshot_id): one.revision for one in state.snapshots})
    else:
        _as_it_stood(moments)


def _moments(state: PassesState) -> dict[str, str]:
    """Name the moments that can be chosen, the newest first."""
    titles = {one.pass_id: pass_title(one) for one in state.passes}
    kept = {
        str(one.snapshot_id): _(
            "End of “{name}”, {day}", name=titles[one.pass_id], day=day_of(one.taken_at)
        )
        for one in reversed(state.snapshots)
    }
    return {_NOW: _("Now"), **kept, _DAY: _("The end of a day"), _BEGIN: _("The beginning")}


class _Chosen(NamedTuple):
    """A moment: the snapshot or word that was chosen, and the day where that is one."""

    moment: str
    day: date


def _choose(label: str, moments: Mapping[str, str], default: int, key: str) -> _Chosen:
    ids = list(moments)
    # A list whose words changed is another list: Streamlit would go on showing the old words.
    words = hash(tuple(moments.values()))
    moment = st.selectbox(
        label,
        ids,
        min(default, len(ids) - 1),
        format_func=moments.__getitem__,
        key=f"{key}-{words}",
    )
    today = datetime.now().astimezone().date()
    if moment != _DAY:
        return _Chosen(moment, today)
    form = "DD/MM/YYYY" if current_language() == "en" else "DD-MM-YYYY"
    chosen = st.date_input(_("Day"), today, max_value=today, format=form, key=f"{key}-day")
    return _Chosen(moment, chosen if isinstance(chosen, date) else today)


def _changes(moments: Mapping[str, str], snapshots: Mapping[str, int]) -> None:
    places = st.columns(2)
    with places[0]:
        since = _choose(_("From"), moments, 1 if len(moments) > 3 else len(moments) - 1, "since")
    with places[1]:
        until = _choose(_("Until"), moments, 0, "until")
    revisions = _revision(since, snapshots), _revision(until, snapshots)
    if revisions[0] > revisions[1]:
        st.info(_("The first moment is the later one; the changes are shown from early to late."))
    found = _developments(min(revisions), max(revisions))
    if not found:
        st.markdown(_("Nothing in the codebook changed between these two moments."))
        return
    name_all = len(found) > MOST and st.toggle(_("Name all of them"))
    for heading, lines in development_sections(found, most=len(found) if name_all else MOST):
        st.markdown(f"#### {heading}")
        st.markdown("\n".join(f"- {line}" for line in lines))
    st.caption(_("What was made and taken away again in between is left out."))


def _developments(since: int, until: int) -> list[Development]:
    """Work out the differences once for two moments; what lies in the past does not change."""
    study = current_study()
    key = (study.fingerprint, since, until)
    kept = st.session_state.get("passes_developments")
    if kept is None or kept[0] != key:
        kept = key, developments(study, since, until)
        st.session_state.passes_developments = kept
    found: list[Development] = kept[1]
    return found


def _revision(chosen: _Chosen, snapshots: Mapping[str, int]) -> int:
    study = current_study()
    if chosen.moment == _NOW:
        return revision_now(study)
    if chosen.moment == _DAY:
        return revision_of_day(study, chosen.day)
    return snapshots.get(chosen.moment, 0)


def _as_it_stood(moments: Mapping[str, str]) -> None:
    chosen = _choose(_("Moment"), {k: v for k, v in moments.items() if k != _BEGIN}, 1, "then")
    past, made = _past(chosen)
    book, n_codings = past.book, sum(past.counts.values())
    st.markdown(
        ", ".join(
            (
                N_("{n} category", "{n} categories", len(book.categories)),
                N_("{n} code", "{n} codes", len(book.codes)),
                N_("{n} coding", "{n} codings", n_codings),
                N_("{n} relation", "{n} relations", len(book.relations)),
                N_("{n} theme", "{n} themes", len(book.themes)),
            )
        )
        + "."
    )
    if made:
        st.caption(_("Of that pass until then: {made}.", made=", ".join(made_lines(made))))
    if book.codes:
        st.dataframe(
            _code_rows(past), hide_index=True, height="content" if len(book.codes) < 15 else 560
        )
    if book.themes:
        st.markdown(f"#### {_('Themes')}")
        rows = [{_("Theme"): theme.name, _("Claim"): theme.claim} for theme in book.themes]
        st.dataframe(rows, hide_index=True)


def _past(chosen: _Chosen) -> tuple[PastCodebook, Made | None]:
    """Read the codebook of a moment; of a snapshot also what had come of its pass."""
    study = current_study()
    if chosen.moment in {_NOW, _DAY}:
        return codebook_of_day(study, chosen.day), None
    return codebook_of_snapshot(study, int(chosen.moment))


def _code_rows(past: PastCodebook) -> pd.DataFrame:
    paths = past.book.paths()
    return pd.DataFrame(
        [
            {
                _("Code"): code.name,
                _("Category"): paths.get(code.category_id or "", ""),
                _("Codings"): past.counts.get(code.code_id, 0),
                _("Retired"): code.is_retired,
                _("Description"): code.description,
            }
            for code in past.book.codes
        ]
    )
