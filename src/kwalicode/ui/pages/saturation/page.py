"""Page: is it enough? How far the interviews are from bringing nothing new (W84)."""

import streamlit as st

from kwalicode.analysis.saturation import NewInformation
from kwalicode.model import Language
from kwalicode.report.pictures.saturation import SaturationCurves, SaturationWords, draw_saturation
from kwalicode.report.saturation_sentence import saturation_sentences
from kwalicode.ui.components.theme_map import show_picture
from kwalicode.ui.language import LANGUAGES, _, current_language, number
from kwalicode.ui.pages.saturation.setting import ask_setting, say_choices, show_off
from kwalicode.ui.pages.saturation.tables import show_tables
from kwalicode.ui.pages.saturation.words import (
    caveat_lines,
    finding,
    headlines,
    kind_words,
    setting_said,
)
from kwalicode.ui.parts import go_to
from kwalicode.ui.session import current_coder, current_study
from kwalicode.workflows.saturation.state import Saturation, saturation, tracker
from kwalicode.workflows.saturation.told import told

_PICTURE = 1000


def page() -> None:
    """Show the numbers once somebody chose how they are judged."""
    study, coder = current_study(), current_coder()
    st.title(_("Saturation"))
    st.markdown(_("Is it enough? What each interview brought, and what one more would bring."))
    state = tracker(study, coder=coder)
    if not state.is_on:
        show_off(study, coder)
    elif not any(state.units.values()):
        _empty()
    elif not state.choices:
        st.markdown(
            _(
                "First choose how saturation is judged. The choice is stored with your name and "
                "the time before a result is shown, so that nobody can say it was made to fit."
            )
        )
        ask_setting(study, state, coder)
    else:
        _results(saturation(study, coder=coder))
        with st.expander(_("How it is judged, and by whom that was chosen")):
            say_choices(state)
            ask_setting(study, state, coder)


def _empty() -> None:
    st.markdown(
        _("Nothing is coded yet. As soon as there are codings, this page counts what is new.")
    )
    if st.button(_("Read and code"), type="primary"):
        go_to("coding")


def _results(found: Saturation) -> None:
    summary = found.numbers.summary
    st.markdown(
        _(
            "{n} {kind} · {codes} codes · {setting}",
            n=f"**{number(summary.n_interviews)}**",
            kind=kind_words()[found.choice.kind],
            codes=f"**{number(summary.n_codes)}**",
            setting=setting_said(found.choice),
        )
    )
    st.markdown("  \n".join(headlines(found)))
    st.caption(
        _(
            "This is saturation of codes. Whether each code is understood in full (saturation of "
            "meaning, Hennink et al. 2017) is for you to judge; no formula can."
        )
    )
    key = f"saturation-{current_study().fingerprint[:12]}-{current_language()}"
    label = _("Saturation")
    with st.container(width=_PICTURE):
        show_picture(key, _picture(found), label=label, name=label.lower(), may_save=True)
    show_tables(found)
    st.subheader(_("What disturbs these numbers"))
    st.markdown("\n".join(f"- {line}" for line in caveat_lines(found.caveats)))
    st.subheader(_("For the methods section"))
    order: list[Language] = sorted(LANGUAGES, key=lambda one: one != current_language())
    for language in order:
        st.caption(LANGUAGES[language])
        text = saturation_sentences(told(found), language=language)
        st.code(text, language=None, wrap_lines=True)


def _picture(found: Saturation) -> str:
    numbers, rate = found.numbers, found.numbers.summary.rate
    curves = SaturationCurves(
        numbers.new_codes,
        numbers.cumulative,
        numbers.expected,
        numbers.low,
        numbers.high,
        numbers.ahead,
        rate.reached_at if isinstance(rate, NewInformation) else None,
        rate.notation if isinstance(rate, NewInformation) else "",
    )
    words = SaturationWords(
        finding(found),
        kind_words()[found.choice.kind],
        _("number of codes"),
        _("new codes"),
        _("codes so far, in this order"),
        _("over all orders, with 95%"),
        _("if you go on"),
    )
    return draw_saturation(curves, words)
