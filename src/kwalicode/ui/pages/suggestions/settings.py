"""Two views of the page Suggestions: which kinds the study wants, and what was taken."""

from collections.abc import Mapping
from datetime import datetime

import streamlit as st

from kwalicode.store.study import Study
from kwalicode.store.suggestions import CodesFor, Kind, Settings, Taken
from kwalicode.suggest.embeddings import local_model
from kwalicode.ui.language import LANGUAGES, N_, _, current_language, day, number
from kwalicode.ui.parts import go_to, plain
from kwalicode.ui.session import shown_errors
from kwalicode.ui.undo import undo_buttons
from kwalicode.workflows.suggestions.kinds import (
    account,
    choose_suggestions,
    suggestion_settings,
    take_back,
)

VIEW = "suggestions_view"
_MOST = 500


def kind_words() -> Mapping[Kind, str]:
    """Name the kinds of suggestions."""
    return {
        "alike": _("More like this"),
        "code": _("Codes for a segment"),
        "group": _("Groups of passages"),
        "code group": _("Groups of codes"),
        "same code": _("Codes that may be one"),
    }


def show_settings(study: Study, coder: str) -> None:
    """Let the team choose which kinds the study wants."""
    settings = suggestion_settings(study)
    st.markdown(
        _(
            "Each kind is off until somebody switches it on, for all who work in this study. What "
            "is off is not computed and not shown; what was taken stays and is still listed."
        )
    )
    chosen = Settings(
        alike=_toggle(
            "alike",
            settings.alike,
            _("From a segment or a code to passages without a code that are most like it."),
        ),
        codes=_choose_codes(settings.codes),
        groups=_toggle(
            "group",
            settings.groups,
            _("Passages or open answers without a code, grouped by their words."),
        ),
        code_groups=_toggle(
            "code group",
            settings.code_groups,
            _("Codes that share words and passages, for the axial pass; on the board too."),
        ),
        same_codes=_toggle(
            "same code",
            settings.same_codes,
            _("Codes with nearly the same name, passages or words."),
        ),
    )
    if chosen != settings:
        choose_suggestions(study, chosen, coder=coder)
        st.rerun()
    with shown_errors():
        models = [one.name for one in map(local_model, LANGUAGES) if one]
        if models:
            st.caption(
                _("Models of what words mean, on this computer: {names}.", names=", ".join(models))
            )
    st.caption(
        _(
            "Texts never leave this computer. Only de-identified text is read, passages that may "
            "not be used are left out, and every suggestion that is taken keeps its origin."
        )
    )


def _toggle(kind: Kind, value: bool, says: str) -> bool:  # noqa: FBT001  of a widget
    with st.container(gap=None):
        # What another session chose is another switch: this one must not go on saying the old.
        key = f"suggestions_on_{kind}_{value}_{current_language()}"
        is_on = st.toggle(kind_words()[kind], value=value, key=key)
        st.caption(says)
    return is_on


def _choose_codes(value: CodesFor) -> CodesFor:
    words: dict[CodesFor, str] = {
        "off": _("off"),
        "after own choice": _("after the coder's own choice"),
        "on demand": _("when the coder asks"),
    }
    with st.container(gap=None):
        chosen: CodesFor = st.selectbox(
            kind_words()["code"],
            list(words),
            index=list(words).index(value),
            format_func=words.__getitem__,
            key=f"suggestions_codes_{value}_{current_language()}",
            width=320,
        )
        st.caption(
            _("While reading, up to three codes by what this team coded before; judgement first.")
        )
    return chosen


def show_taken(study: Study, coder: str) -> None:
    """List what was taken, with its origin, and let it be taken back."""
    found = account(study, coder=coder)
    words = kind_words()
    with st.container(horizontal=True, vertical_alignment="center"):
        n_refused = sum(one.n_refused for one in found.tallies.values())
        n_taken = N_("{n} suggestion was taken", "{n} suggestions were taken", len(found.taken))
        st.markdown(f"{n_taken}, {_('refused: {n}', n=number(n_refused))}.", width="stretch")
        undo_buttons(study, coder)
    if not found.taken:
        st.caption(_("As soon as one is taken, it stands here with who took it, when and why."))
        return
    rows = [_row(one, words) for one in found.taken[:_MOST]]
    event = st.dataframe(
        rows,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"suggestions_taken_{found.taken[0].suggestion_id}_{current_language()}",
    )
    chosen = event["selection"]["rows"]
    if chosen and chosen[0] < len(found.taken):
        _one(study, coder, found.taken[chosen[0]])
    else:
        st.caption(
            _(
                "Choose a row to read it, go to it, or take it back; by keyboard, go to it with "
                "the arrows and press Shift and Space."
            )
        )


def _row(one: Taken, words: Mapping[Kind, str]) -> dict[str, object]:
    return {
        _("Kind"): words[one.kind],
        _("Code or category"): one.name,
        _("Where"): one.title,
        _("Words"): one.text,
        _("Taken by"): one.decided_by,
        _("On"): day(datetime.fromisoformat(one.decided_at)),
        _("Score"): round(one.score, 2),
    }


def _one(study: Study, coder: str, one: Taken) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain(one.name)}** {plain(one.text)}")
        engine = _("By: {engine}, version {version}", engine=one.engine, version=one.version)
        st.caption(f"{plain(engine)} · {_('score')} {number(round(one.score, 2))}")
        with st.container(horizontal=True):
            if one.document_id and st.button(
                _("Go to it in the reader"), icon=":material/arrow_forward:"
            ):
                st.session_state.chosen_document = one.document_id
                st.session_state.reader_goto = one.start
                go_to("coding")
            if st.button(_("Take it back"), icon=":material/undo:"):
                with shown_errors():
                    take_back(study, one.suggestion_id, coder=coder)
                    st.rerun()
