"""The differences of two coders in the text, and what they agree on after talking."""

import streamlit as st

from kwalicode.model import Coding
from kwalicode.ui.language import N_, _
from kwalicode.ui.pages.passes.double import Names, compared, show_side_by_side
from kwalicode.ui.parts import choose
from kwalicode.ui.session import current_coder, current_study, shown_errors
from kwalicode.workflows.agreement.agree import Agreement
from kwalicode.workflows.consensus import CONSENSUS, agree_on, agreed_codings
from kwalicode.workflows.double_coding import DoubleCoding, Pair

_WORDS = 60


def show_differences(found: Agreement) -> None:
    """Lay what two coders did side by side, and let them keep what they agree on."""
    if len(found.coders) != 2:
        st.markdown(_("Differences are laid side by side for two coders; choose two."))
        return
    first, second = found.choice.coders
    double = compared(found.choice.pass_id, (first, second))
    names = found.coders[0], found.coders[1]
    document_id = show_side_by_side(double, names)
    if CONSENSUS not in names:
        _resolve(double, names, document_id)


def _resolve(double: DoubleCoding, names: Names, document_id: str) -> None:
    study, coder = current_study(), current_coder()
    one = next(one for one in double.documents if one.document_id == document_id)
    agreed = agreed_codings(study, document_id, coder=coder)
    differing = [pair for pair in one.pairs if pair.verdict != "agreed"]
    waiting = [pair for pair in differing if not _is_resolved(pair, agreed)]
    st.subheader(_("Agree on a coding"))
    n_done = len(differing) - len(waiting)
    st.markdown(
        _(
            "Talk about a difference, then choose whose coding stands. It is kept as a coding of "
            "the coder '{consensus}' in the current pass. Both originals stay.",
            consensus=CONSENSUS,
        )
    )
    if n_done:
        st.caption(N_("{n} difference is resolved.", "{n} differences are resolved.", n_done))
    if not waiting:
        st.markdown(_("Nothing is left to agree on in this document."))
        return
    titles = {str(place): _title(pair, double, names) for place, pair in enumerate(waiting)}
    pair = waiting[int(choose(_("Difference"), titles, state_key="agreement_difference"))]
    with st.container(horizontal=True):
        for side, name, chosen in zip(("first", "second"), names, pair[1:], strict=True):
            label = _("Keep the coding of {coder}", coder=name)
            if st.button(label, disabled=chosen is None, key=f"agreement_keep_{side}") and chosen:
                with shown_errors():
                    agree_on(study, chosen, coder=coder)
                    st.rerun()


def _is_resolved(pair: Pair, agreed: list[Coding]) -> bool:
    """Tell whether what was agreed on has the place and code of one of the two."""
    kept = {(one.code_id, one.start, one.end) for one in agreed}
    sides = (one for one in (pair.first, pair.second) if one)
    return any((one.code_id, one.start, one.end) in kept for one in sides)


def _title(pair: Pair, double: DoubleCoding, names: Names) -> str:
    sides = [
        f"{name}: {_code(one, double)}"
        for name, one in zip(names, (pair.first, pair.second), strict=True)
    ]
    words = next(one for one in (pair.first, pair.second) if one).text
    cut = words if len(words) <= _WORDS else f"{words[:_WORDS]} …"
    return f"{' · '.join(sides)} · {cut}"


def _code(coding: Coding | None, double: DoubleCoding) -> str:
    if coding is None:
        return _("nothing")
    if coding.code_id is None:
        return _("a highlight without a code")
    return double.codes.get(coding.code_id, "")
