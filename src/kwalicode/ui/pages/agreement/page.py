"""Page: how far do coders agree, and where do they differ?"""

from collections.abc import Sequence

import streamlit as st

from kwalicode.errors import UndefinedError
from kwalicode.model import Pass
from kwalicode.store.agreement_choice import UNITS, Choice
from kwalicode.ui.language import N_, _, number
from kwalicode.ui.pages.agreement.choice import show_choice
from kwalicode.ui.pages.agreement.differences import show_differences
from kwalicode.ui.pages.agreement.tables import (
    ask_category,
    show_all_codes,
    show_codes,
    show_others,
    show_passages,
)
from kwalicode.ui.pages.agreement.words import (
    TENTATIVE,
    caveat_lines,
    coefficient,
    has_interval,
    interval_said,
    unit_said,
    unit_words,
    units_counted,
)
from kwalicode.ui.pages.passes.words import and_list, pass_title
from kwalicode.ui.parts import choose, choose_view, go_to, plain
from kwalicode.ui.session import current_study, shown_errors
from kwalicode.workflows.agreement.agree import Agreement, Unaided, agreement, chosen
from kwalicode.workflows.consensus import CONSENSUS
from kwalicode.workflows.double_coding import pass_coders
from kwalicode.workflows.passes import PassesState, passes_state, revision_now


def page() -> None:
    """Choose who is compared and by which unit; then the numbers and the differences."""
    st.title(_("Agreement"))
    st.markdown(_("How far do coders agree, and where do they differ?"))
    doubled = _doubled(passes_state(current_study()))
    if not doubled:
        st.markdown(
            _(
                "When two coders code the same documents in one pass, this page tells how far they "
                "agree. Make a pass blind to let them work without seeing each other."
            )
        )
        if st.button(_("Passes"), type="primary", icon=":material/history:"):
            go_to("passes")
        return
    choice = _ask(doubled)
    if choice is None:
        return
    with shown_errors():
        _results(_counted(choice))


def _doubled(state: PassesState) -> list[Pass]:
    """Give the passes in which two coders or more coded, newest first."""
    made = state.made
    several = [
        one for one in state.passes if one.pass_id in made and len(made[one.pass_id].coders) > 1
    ]
    return several[::-1]


def _ask(doubled: Sequence[Pass]) -> Choice | None:
    titles = {str(one.pass_id): pass_title(one) for one in doubled}
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        pass_id = int(choose(_("Pass"), titles, state_key="agreement_pass"))
    one = next(one for one in doubled if one.pass_id == pass_id)
    if one.is_blind and not one.closed_at:
        st.markdown(_("This pass is blind. Who agrees with whom is told once it is closed."))
        return None
    coders = pass_coders(current_study(), pass_id)
    people = [coder_id for coder_id, name in coders.items() if name != CONSENSUS]
    made = chosen(current_study(), pass_id)
    before = made[-1] if made else Choice(pass_id, tuple(people[:2]))
    with right:
        compared = st.pills(
            _("Coders"),
            list(coders),
            selection_mode="multi",
            default=[coder_id for coder_id in before.coders if coder_id in coders],
            format_func=coders.__getitem__,
            # Another coder makes it another list: a choice of who is gone would be kept else.
            key=f"agreement_coders_{pass_id}_{'_'.join(map(str, coders))}",
        )
    st.session_state.setdefault("agreement_unit", before.unit)
    unit = choose_view(_("Unit"), unit_words(), state_key="agreement_unit")
    known = next(one for one in UNITS if one == unit)
    st.caption(unit_said(known))
    if len(compared) < 2:
        st.markdown(_("Choose two coders or more."))
        return None
    return Choice(pass_id, tuple(compared), known, _ask_share(before.share))


def _ask_share(before: float) -> float:
    share = st.slider(
        _("Two segments match from an overlap of (%)"),
        *(10, 100, round(100 * before), 5),
        width=360,
        help=_("The words that both have, of the words that both take together."),
        key="agreement_share",
    )
    return float(share) / 100


def _results(found: Agreement) -> None:
    st.markdown(_compared(found))
    st.markdown(_finding(found))
    if found.unaided:
        st.markdown(_without_suggestions(found, found.unaided))
    show_choice(found)
    words = {
        "all": _("All codes"),
        "codes": _("Per code"),
        "passages": _("Passages"),
        "others": _("Other programs"),
        "differences": _("Differences"),
    }
    view = choose_view(_("Table"), words, state_key="agreement_view")
    if view == "passages":
        show_passages(_counted(found.choice._replace(category_id=ask_category())))
    else:
        show = {"all": show_all_codes, "codes": show_codes, "others": show_others}
        show.get(view, show_differences)(found)
    st.subheader(_("What disturbs these numbers"))
    st.markdown("\n".join(f"- {line}" for line in caveat_lines(found)))


def _compared(found: Agreement) -> str:
    return _(
        "{documents} coded by {coders} · {codes} · {units}",
        coders=plain(and_list(found.coders)),
        documents=N_("{n} document", "{n} documents", found.n_documents),
        codes=N_("{n} code", "{n} codes", len(found.codes)),
        units=units_counted(found.choice.unit, found.n_units),
    )


def _finding(found: Agreement) -> str:
    """Say the number that holds for any number of coders, and where it lies."""
    alpha = found.total.measures["alpha"]
    values = [one.measures["alpha"].value for one in found.codes]
    told = [one for one in values if not isinstance(one, UndefinedError)]
    low = [one for one in told if one < TENTATIVE]
    value = f"**{coefficient(alpha.value)}**"
    if isinstance(alpha.interval, UndefinedError):
        first = _("Krippendorff's alpha over all codes is {value}.", value=value)
    elif has_interval(found):
        first = _(
            "Krippendorff's alpha over all codes is {value} (95%: {interval}).",
            value=value,
            interval=interval_said("alpha", alpha),
        )
    else:
        first = _(
            "Krippendorff's alpha over all codes is {value} (between documents: {interval}).",
            value=value,
            interval=interval_said("alpha", alpha),
        )
    second = _(
        "Of {codes} with a value {n} lie below {least}, which Krippendorff takes as the least for "
        "tentative conclusions.",
        n=number(len(low)),
        codes=N_("{n} code", "{n} codes", len(told)),
        least=number(TENTATIVE),
    )
    return f"{first} {second}"


def _without_suggestions(found: Agreement, unaided: Unaided) -> str:
    """Say the same number by what coders found themselves; who took a proposal saw it first."""
    alpha = unaided.total.measures["alpha"]
    first = N_(
        "Without {n} coding taken from suggestions alpha is {value} ({unit}).",
        "Without {n} codings taken from suggestions alpha is {value} ({unit}).",
        unaided.n_codings,
        value=f"**{coefficient(alpha.value)}**",
        unit=units_counted(found.choice.unit, found.n_units),
    )
    return f"{first} " + _("Who took one might have given the same code unaided.")


def _counted(choice: Choice) -> Agreement:
    """Count once, until something in the study changes."""
    study = current_study()
    moment = study.fingerprint, revision_now(study)
    kept = st.session_state.get("agreement_counted")
    if kept is None or kept[0] != moment:
        kept = moment, {}
        st.session_state.agreement_counted = kept
    counted: dict[Choice, Agreement] = kept[1]
    if choice not in counted:
        counted[choice] = agreement(study, choice)
    return counted[choice]
