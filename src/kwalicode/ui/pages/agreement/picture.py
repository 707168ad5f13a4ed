"""Agreement of each code as a picture: the alpha of each with its interval."""

import streamlit as st

from kwalicode.errors import UndefinedError
from kwalicode.report.pictures.dot_plot import MOST_ROWS, Dot, DotWords, draw_dots
from kwalicode.ui.language import N_, _, number
from kwalicode.ui.pages.agreement.words import TENTATIVE, coefficient, has_interval
from kwalicode.ui.pages.explore.parts import show_named_picture
from kwalicode.ui.session import current_study
from kwalicode.workflows.agreement.agree import Agreement
from kwalicode.workflows.agreement.numbers import CodeAgreement
from kwalicode.workflows.leak_words import Words

_FIRM = 0.8


def show_dots(found: Agreement) -> None:
    """Draw the alpha of each code that has one, the highest first; a table stands below."""
    valued = [(code, dot) for code in found.codes if (dot := _dot(code))]
    if not valued:
        st.markdown(_("No code has a value of alpha, so there is nothing to draw."))
        return
    dots = sorted((dot for _code, dot in valued), key=lambda dot: (-dot.value, dot.name))
    n_enough = sum(dot.value >= TENTATIVE for dot in dots)
    words = DotWords(
        _(
            "Alpha of {least} or more: {n} of {codes}",
            n=number(n_enough),
            codes=N_("{n} code", "{n} codes", len(dots)),
            least=number(TENTATIVE),
        ),
        _("Krippendorff's alpha, with its interval of 95%")
        if has_interval(found)
        else _("Krippendorff's alpha, with what lies between documents"),
        coefficient(0.5)[1],
        ((TENTATIVE, number(TENTATIVE)), (_FIRM, number(_FIRM))),
    )
    shown = dots[-MOST_ROWS:]
    scanned = Words([words.title, *(dot.name for dot in shown)])
    label = _("Agreement per code")
    show_named_picture(
        current_study(), draw_dots(shown, words), scanned, label=label, name="agreement"
    )
    st.caption("  \n".join(_notes(len(found.codes) - len(dots), len(dots) - len(shown))))


def _dot(code: CodeAgreement) -> Dot | None:
    value, interval = code.measures["alpha"]
    if isinstance(value, UndefinedError):
        return None
    ends = None if isinstance(interval, UndefinedError) else interval
    # As many decimals as the threshold has: 0.666 is below it, which 0.67 would hide.
    return Dot(code.name, value, ends, coefficient(value, 3))


def _notes(n_without: int, n_left_out: int) -> list[str]:
    notes = [
        _(
            "A full dot: {least} or more, which Krippendorff asks for tentative conclusions; for "
            "firm ones {firm}. A dot without a line has no interval.",
            least=number(TENTATIVE),
            firm=number(_FIRM),
        )
    ]
    if n_without:
        notes.append(
            N_(
                "{n} code has no value and is not drawn.",
                "{n} codes have no value and are not drawn.",
                n_without,
            )
        )
    if n_left_out:
        notes.append(_("The {n} lowest are drawn; the table has all.", n=number(MOST_ROWS)))
    return notes
