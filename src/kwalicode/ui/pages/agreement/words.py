"""Words for agreement: units, measures, and numbers with their interval."""

from collections.abc import Iterable, Mapping

from babel.numbers import format_decimal, format_percent

from kwalicode.analysis.tallies import Measure
from kwalicode.errors import UndefinedError
from kwalicode.store.agreement_choice import Unit
from kwalicode.ui.language import N_, _, current_language, error_sentence
from kwalicode.workflows.agreement.agree import FEW_DOCUMENTS, LEAST_DOCUMENTS, Agreement
from kwalicode.workflows.agreement.numbers import Measured

TENTATIVE = 0.667
"""What Krippendorff asks of alpha for tentative conclusions."""
_ROUNDING = 1e-9


def unit_words() -> Mapping[str, str]:
    """Name the units."""
    return {
        "character": _("Character"),
        "turn": _("Turn"),
        "paragraph": _("Paragraph"),
        "document": _("Document"),
    }


def unit_said(unit: Unit) -> str:
    """Explain a unit."""
    return {
        "character": _(
            "Every letter is a unit: where a segment begins and ends counts, and long segments "
            "weigh more than short ones. Most letters are coded by nobody, so percent is high for "
            "every rare code."
        ),
        "turn": _(
            "Every turn of a speaker is a unit: a code is given to it when a segment touches it. "
            "Where a segment begins and ends does not count."
        ),
        "paragraph": _(
            "Every paragraph is a unit: a code is given to it when a segment touches it. Where a "
            "segment begins and ends does not count."
        ),
        "document": _(
            "Every document is a unit, and of a survey every answer: a code is given to it or not, "
            "however often. This asks whether the coders draw the same from a whole document."
        ),
    }[unit]


def units_counted(unit: Unit, n: int) -> str:
    """Count units."""
    if unit == "character":
        return N_("{n} character", "{n} characters", n)
    if unit == "turn":
        return N_("{n} turn", "{n} turns", n)
    if unit == "paragraph":
        return N_("{n} paragraph", "{n} paragraphs", n)
    return N_("{n} document or answer", "{n} documents or answers", n)


def measure_words() -> Mapping[Measure, str]:
    """Name the measures."""
    return {
        "percent": _("Percent"),
        "holsti": _("Holsti"),
        "cohen": _("Cohen's kappa"),
        "fleiss": _("Fleiss' kappa"),
        "brennan_prediger": _("Brennan-Prediger"),
        "alpha": _("Krippendorff's alpha"),
        "ac1": _("Gwet's AC1"),
        "u_alpha": _("u-alpha"),
        "matched": _("Matching segments (F1)"),
    }


def measure_said(measure: Measure) -> str:
    """Say in a cell what a measure asks."""
    return {
        "percent": _("Same judgement, of all units and pairs of coders"),
        "holsti": _("Given by all coders, of what each gave on average; uncoded text is left out"),
        "cohen": _("Beyond chance, by how often each of two coders gives the code"),
        "fleiss": _("Beyond chance, by how often all together give it"),
        "brennan_prediger": _("Beyond a chance of one half, however rare the code"),
        "alpha": _("As Fleiss, corrected for few units"),
        "ac1": _("Beyond chance, and stable for rare codes"),
        "u_alpha": _("Passages as wholes: where they lie, in characters"),
        "matched": _("Segments that overlap enough, of all segments"),
    }[measure]


def coefficient(value: float | UndefinedError | None, n_decimals: int = 2) -> str:
    """Write a coefficient with its decimals; a dash where it has no value.

    What is below 1 is never written as 1, for that says that coders differ nowhere.
    """
    if value is None or isinstance(value, UndefinedError):
        return "–"
    form, most = "0." + "0" * n_decimals, 1 - 10**-n_decimals
    is_nearly = value < 1 - _ROUNDING and round(value, n_decimals) >= 1
    # Without the nought a small negative number would be written as minus zero.
    told = most if is_nearly else round(value, n_decimals) + 0.0
    written = str(format_decimal(told, form, locale=current_language()))
    return f"> {written}" if is_nearly else written


def value_said(measure: Measure, value: float | UndefinedError) -> str:
    """Write the value of a measure; percent as a percentage with one decimal."""
    if measure != "percent" or isinstance(value, UndefinedError):
        return coefficient(value)
    form = "#,##0.0\u00a0%" if current_language() == "nl" else "#,##0.0%"
    return str(format_percent(round(value, 3), form, locale=current_language()))


def interval_said(measure: Measure | None, found: Measured) -> str:
    """Write an interval; a dash where there is none. `measure` is None for the u-alpha family."""
    if isinstance(found.interval, UndefinedError):
        return "–"
    low, high = (value_said(measure or "alpha", one) for one in found.interval)
    return _("{low} to {high}", low=low, high=high)


def has_interval(found: Agreement) -> bool:
    """Tell whether there are documents enough to call what they give an interval of 95 %."""
    return found.n_clusters >= LEAST_DOCUMENTS


def interval_head(found: Agreement) -> str:
    """Name the column of intervals by what they are."""
    return _("Interval of 95%") if has_interval(found) else _("Between documents")


def why_said(found: Iterable[Measured]) -> str:
    """Say why some numbers or intervals are a dash; empty where none is."""
    whys = [
        error_sentence(number)
        for one in found
        for number in one
        if isinstance(number, UndefinedError)
    ]
    return " ".join(["–:", *dict.fromkeys(whys)]) if whys else ""


def caveat_lines(found: Agreement) -> list[str]:
    """Say what disturbs the numbers."""
    lines = [
        (
            not found.was_blind,
            _(
                "This pass was not blind: the coders could see each other's codings, which makes "
                "agreement look higher."
            ),
        ),
        (
            found.n_left_out > 0,
            N_(
                "{n} document was coded by only some of them and is left out.",
                "{n} documents were coded by only some of them and are left out.",
                found.n_left_out,
            ),
        ),
        (
            1 < found.n_clusters < LEAST_DOCUMENTS,
            _(
                "{n} documents are too few for an interval of 95%. 'Between documents' says what "
                "numbers these documents give when they are drawn as wholes, and no more.",
                n=found.n_clusters,
            ),
        ),
        (
            LEAST_DOCUMENTS <= found.n_clusters < FEW_DOCUMENTS,
            _(
                "The intervals rest on {n} documents, drawn as wholes, and are too narrow: in a "
                "simulation those of five held the true value 81 times in 100, those of ten 87 "
                "times.",
                n=found.n_clusters,
            ),
        ),
        (
            True,
            _(
                "Reflexive thematic analysis does not ask for agreement (Braun and Clarke 2021). "
                "There the differences are what is worth talking about."
            ),
        ),
    ]
    return [line for holds, line in lines if holds]
