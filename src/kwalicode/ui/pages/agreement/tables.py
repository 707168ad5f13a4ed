"""The tables of the page Agreement."""

from collections.abc import Iterable, Mapping

import streamlit as st

from kwalicode.analysis.tallies import Measure
from kwalicode.errors import UndefinedError
from kwalicode.ui.language import N_, _, error_sentence, number, percent
from kwalicode.ui.pages.agreement.picture import show_dots
from kwalicode.ui.pages.agreement.words import (
    coefficient,
    interval_head,
    interval_said,
    measure_said,
    measure_words,
    value_said,
    why_said,
)
from kwalicode.ui.parts import choose
from kwalicode.ui.session import current_study
from kwalicode.workflows.agreement.agree import Agreement, code_groups
from kwalicode.workflows.agreement.numbers import CodeAgreement, Measured, Others
from kwalicode.workflows.agreement.passages import Passages

_MOST_ROWS = 14


def show_all_codes(found: Agreement) -> None:
    """Show every measure over all codes together, and the mean of the codes."""
    total, words = found.total, measure_words()
    _table(
        [
            {
                _("Measure"): words[measure],
                _("All codes"): value_said(measure, one.value),
                interval_head(found): interval_said(measure, one),
                _("Mean of the codes"): _mean(found, measure),
                **_without_suggestions(found, measure),
                _("What it asks"): measure_said(measure),
            }
            for measure, one in total.measures.items()
        ]
    )
    _say_why(total.measures.values())
    st.caption(
        _(
            "All codes: their tables added up, so common codes weigh more. Mean: each code weighs "
            "as much, and codes without a value are left out. Beside a number stands what drawing "
            "whole documents with return gives, 1,000 times."
        )
    )


def _without_suggestions(found: Agreement, measure: Measure) -> Mapping[str, str]:
    if not found.unaided:
        return {}
    value = found.unaided.total.measures[measure].value
    return {_("Without suggestions"): value_said(measure, value)}


def _mean(found: Agreement, measure: Measure) -> str:
    if measure not in found.means:
        return "–"
    value, n = found.means[measure]
    codes = N_("{n} code", "{n} codes", n)
    return _("{value} (of {codes})", value=value_said(measure, value), codes=codes)


def show_codes(found: Agreement) -> None:
    """Show a picture and a table of each code's main measures, and all there is of one code."""
    show_dots(found)
    _table([_code_row(found, code) for code in found.codes])
    st.caption(
        _("A dash: the number has no value for this code. Choose the code below to see why.")
    )
    titles = {code.code_id: code.name for code in found.codes}
    with st.container(width=360):
        code_id = choose(_("Code"), titles, state_key="agreement_code")
    code = next(one for one in found.codes if one.code_id == code_id)
    words = measure_words()
    _table(
        [
            {
                _("Measure"): words[measure],
                _("Value"): value_said(measure, one.value),
                interval_head(found): interval_said(measure, one),
            }
            for measure, one in code.measures.items()
        ]
    )
    _say_why(code.measures.values())


def _code_row(found: Agreement, code: CodeAgreement) -> dict[str, object]:
    shown: tuple[Measure, ...] = ("percent", "alpha", "ac1", "matched")
    if len(found.coders) == 2:
        shown = ("percent", "cohen", "alpha", "matched")
    words = measure_words()
    return {
        _("Code"): code.name,
        **_cells(found, code),
        **{words[one]: value_said(one, code.measures[one].value) for one in shown},
    }


def _cells(found: Agreement, code: CodeAgreement) -> Mapping[str, object]:
    """Give the 2 × 2 table of two coders; of more, how many gave the code to a unit."""
    if len(found.coders) != 2:
        return {
            N_("By {n} coder", "By {n} coders", k): n for k, n in enumerate(code.by_number) if k
        } | {_("By nobody"): code.by_number[0]}
    neither, _one, both = code.by_number
    first, second = code.by_coder
    return {
        _("Both"): both,
        _("Only {coder}", coder=found.coders[0]): first - both,
        _("Only {coder}", coder=found.coders[1]): second - both,
        _("Neither"): neither,
    }


def show_passages(found: Agreement) -> None:
    """Show the u-alpha family."""
    st.markdown(
        _(
            "Each coder drew passages freely. The u-alpha family (Krippendorff et al. 2016) "
            "compares where they lie and which code they got, as wholes. It needs codes that "
            "exclude each other: no two of them on the same words by the same coder."
        )
    )
    if isinstance(found.passages, UndefinedError):
        st.info(error_sentence(found.passages))
        return
    _family(found, found.passages)


def ask_category() -> str:
    """Let the user choose the codes whose passages are compared together; empty for all."""
    titles = {"": _("All codes"), **code_groups(current_study())}
    with st.container(width=360):
        return choose(_("Codes of a category"), titles, state_key="agreement_category")


def _family(found: Agreement, passages: Passages) -> None:
    rows: list[tuple[str, Measured, str]] = [
        (_("u-alpha"), passages.u, _("Passages, their codes and what is left uncoded")),
        (_("|u-alpha"), passages.binary, _("Coded at all, or not")),
        (_("cu-alpha"), passages.valued, _("Which code, where two coders both coded something")),
    ]
    _table(
        [
            {
                _("Measure"): name,
                _("Value"): coefficient(one.value),
                interval_head(found): interval_said(None, one),
                _("What it asks"): asks,
            }
            for name, one, asks in rows
        ]
    )
    _say_why(one for _name, one, _asks in rows)
    st.markdown(
        _("cu-alpha rests on {share} of the text (coverage).", share=percent(passages.coverage))
    )
    _table(
        [
            {
                _("Code"): found.codes[place].name,
                _("(k)u-alpha"): coefficient(one.value),
                interval_head(found): interval_said(None, one),
                _("Coverage"): percent(coverage),
            }
            for place, (one, coverage) in passages.by_code.items()
        ]
    )
    _say_why(one for one, _coverage in passages.by_code.values())
    st.caption(
        _(
            "(k)u-alpha: how well this code is told from the others, where two coders both coded. "
            "Coverage: the share of its passages on which that rests. From 200 draws of documents."
        )
    )


def show_others(found: Agreement) -> None:
    """Show what other programs would have reported of the same codings, and why."""
    others = found.total.others
    if others is None:
        st.markdown(_("Other programs compare two coders; choose two to see their numbers."))
        return
    st.markdown(
        "\n".join(
            f"- **{name}: {coefficient(kappa, 3)}.** {why}"
            for name, kappa, why in _programs(found, others)
        )
    )
    st.subheader(_("Per code"))
    _table(
        [
            {
                _("Code"): code.name,
                _("u-alpha"): coefficient(code.measures["u_alpha"].value),
                "NVivo": coefficient(code.others.nvivo),
                _("NVivo, texts twice as long"): coefficient(code.others.nvivo_longer),
                "QualCoder": coefficient(code.others.qualcoder),
            }
            for code in found.codes
            if code.others
        ]
    )


def _programs(found: Agreement, others: Others) -> list[tuple[str, float | None, str]]:
    n = number(len(found.codes))
    return [
        (
            "NVivo",
            others.nvivo,
            _(
                "Cohen's kappa over characters. Text that nobody coded counts as agreement, so it "
                "grows with the length of the text: {value} if every text were twice as long.",
                value=coefficient(others.nvivo_longer, 3),
            ),
        ),
        (
            _("NVivo, mean of its table"),
            others.nvivo_mean,
            _(
                "It gives one kappa per code and file; in their mean a short file weighs as much "
                "as a long one, and a file in which nobody used a code counts as 1."
            ),
        ),
        (
            "MAXQDA",
            others.maxqda,
            _(
                "Of segments that overlap enough. Its chance is one in the number of codes ({n}), "
                "so a larger codebook gives a higher kappa. It has none for one code.",
                n=n,
            ),
        ),
        (
            "QualCoder",
            others.qualcoder,
            _(
                "No kappa: it leaves out what nobody coded, and takes as chance the product of two "
                "chances where Cohen has their sum."
            ),
        ),
    ]


def _say_why(found: Iterable[Measured]) -> None:
    if why := why_said(found):
        st.caption(why)


def _table(rows: list[dict[str, object]]) -> None:
    st.dataframe(rows, hide_index=True, height="content" if len(rows) <= _MOST_ROWS else 500)
