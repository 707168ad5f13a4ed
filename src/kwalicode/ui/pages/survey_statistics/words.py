"""Words of the page Survey statistics."""

from collections.abc import Mapping

from kwalicode.report.surveys.numbers import TableKind
from kwalicode.ui.language import _
from kwalicode.workflows.surveys.parts import TestChoice


def kind_words() -> Mapping[str, str]:
    """Name each kind of table; see `TableKind`."""
    return {
        "means": _("Means"),
        "shares": _("Disagree to agree"),
        "counts": _("One question"),
        "mentions": _("Several answers"),
        "scale": _("Scale"),
        "joint": _("Themes and score"),
    }


def test_words(kind: TableKind) -> Mapping[TestChoice, str]:
    """Name each way to compare groups in a kind of table."""
    is_means = kind == "means"
    return {
        "welch": _("Welch, the standard") if is_means else _("Fisher or chi-square"),
        "one spread": _("t or ANOVA, one spread"),
        "ranks": _("Kruskal-Wallis, by ranks"),
        "none": _("no test"),
    }
