"""Descriptive statistics of closed questions, by one grouping variable (reference study, §5)."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from kwalicode.errors import UndefinedError

Values = NDArray[np.float64]
_ROUNDING = 1e-9
Test = Literal["t", "Welch", "ANOVA", "Welch ANOVA", "Kruskal-Wallis", "chi-square", "Fisher"]


class Summary(NamedTuple):
    """Mean, standard deviation (n - 1) and number of answers; what was not answered is left out.

    Attributes:
        deviation: None for one answer.
    """

    n: int
    mean: float
    deviation: float | None


class Tested(NamedTuple):
    """The outcome of a test.

    Attributes:
        statistic: t, F, H, chi-square; None for Fisher, which needs none.
        freedom: Degrees of freedom, two for F; empty for Fisher.
        p: Two-sided, exact to the digits of the distribution.
        effect: Hedges' g for two groups, eta squared, epsilon squared (Kruskal-Wallis), Cramer's
            V, or for Fisher the odds ratio; None where a cell is empty, as it has no value then.
    """

    test: Test
    statistic: float | None
    freedom: tuple[float, ...]
    p: float
    effect: float | None


def summary(values: Sequence[float]) -> Summary:
    """Describe the answers to one question.

    Raises:
        UndefinedError: There is no answer.

    >>> summary([4, 6])
    Summary(n=2, mean=5.0, deviation=1.4142135623730951)
    """
    if not len(values):
        raise UndefinedError("Nobody answered this question, so it has no mean.")
    found = np.asarray(values, dtype=float)
    deviation = float(found.std(ddof=1)) if len(found) > 1 else None
    return Summary(len(found), float(found.mean()), deviation)


def reversed_scores(values: Sequence[float], low: float, high: float) -> list[float]:
    """Turn the answers of an item that is worded the other way round: x becomes low + high - x.

    >>> reversed_scores([1, 4, 7], 1, 7)
    [7, 4, 1]
    """
    return [low + high - value for value in values]


def shares_in_three(values: Sequence[float], low: float, high: float) -> tuple[int, int, int]:
    """Count who disagrees, is neutral and agrees on a scale with a middle (W91).

    >>> shares_in_three([1, 3, 4, 5, 7, 7], 1, 7)
    (2, 1, 3)
    """
    middle = (low + high) / 2
    below, above = (sum(v < middle for v in values), sum(v > middle for v in values))
    return below, len(values) - below - above, above


def mentions(choices: Mapping[str, Sequence[bool]]) -> tuple[int, int]:
    """Count mentions and persons of a question with several answers: one person may tick many.

    Args:
        choices: Per option whether each person ticked it; all of one length.

    >>> mentions({"a": [True, False, True], "b": [True, False, False]})
    (3, 2)
    """
    ticked = np.array(list(choices.values()), dtype=bool)
    return int(ticked.sum()), int(ticked.any(axis=0).sum())


def cronbach_alpha(items: Values) -> float:
    """Give the internal consistency of a scale (Cronbach 1951, Psychometrika 16: 297).

    Args:
        items: Shape (persons, items), reversed items turned; persons with a gap are left out.

    Raises:
        UndefinedError: There are fewer than two items or persons, or all persons are alike.
    """
    whole = items[~np.isnan(items).any(axis=1)]
    n_persons, n_items = whole.shape
    if n_items < 2 or n_persons < 2:
        raise UndefinedError("Cronbach's alpha needs two items and two persons who answered all.")
    total = whole.sum(axis=1)
    if not _varies(total):
        raise UndefinedError("All persons have the same score, so alpha has no value.")
    own = whole.var(axis=0, ddof=1).sum()
    return float(n_items / (n_items - 1) * (1 - own / total.var(ddof=1)))


def alpha_without(items: Values) -> list[float | None]:
    """Give Cronbach's alpha of a scale without each of its items, in their order.

    Returns:
        None where the others are fewer than two, or their sum is the same for all persons.
    """
    return [_alpha_or_none(np.delete(items, place, axis=1)) for place in range(items.shape[1])]


def _alpha_or_none(items: Values) -> float | None:
    try:
        return cronbach_alpha(items)
    except UndefinedError:
        return None


def item_rest_correlations(items: Values) -> list[float | None]:
    """Give the correlation of each item with the sum of all others, over whole answers.

    Returns:
        None where the item, or the sum of the others, is the same for all persons.
    """
    whole = items[~np.isnan(items).any(axis=1)]
    total = whole.sum(axis=1)
    return [
        float(np.corrcoef(item, total - item)[0, 1])
        if _varies(item) and _varies(total - item)
        else None
        for item in whole.T
    ]


def _varies(values: Values) -> bool:
    """Tell whether not all are the same; sums of decimals such as 7.3 differ by their rounding."""
    return float(np.ptp(values)) > _ROUNDING


def compare_means(groups: Sequence[Sequence[float]], *, equal_spread: bool = False) -> Tested:
    """Test whether groups differ in their mean: t for two, ANOVA for more; Welch by default.

    Args:
        groups: The answers of each group, two at least with two answers each.
        equal_spread: Whether the groups are taken to have one variance.

    Raises:
        UndefinedError: A group is too small, or nobody in a group differs from the others.
    """
    data = _checked_groups(groups)
    vary = [_varies(group) for group in data]
    # Welch's F weighs each group by its spread; the others need some spread in any group.
    if not (all(vary) if len(data) > 2 and not equal_spread else any(vary)):
        raise UndefinedError(
            "The answers within a group do not differ, so the groups cannot be compared."
        )
    if len(data) == 2:
        found = stats.ttest_ind(*data, equal_var=equal_spread)
        test: Test = "t" if equal_spread else "Welch"
        return Tested(
            test, float(found.statistic), (float(found.df),), float(found.pvalue), _hedges_g(*data)
        )
    n, k = sum(map(len, data)), len(data)
    if equal_spread:
        result = stats.f_oneway(*data)
        freedom: tuple[float, ...] = (k - 1, n - k)
        return Tested(
            "ANOVA", float(result.statistic), freedom, float(result.pvalue), _eta_squared(data)
        )
    result = stats.f_oneway(*data, equal_var=False)
    freedom = (k - 1, _welch_freedom(data))
    return Tested(
        "Welch ANOVA", float(result.statistic), freedom, float(result.pvalue), _eta_squared(data)
    )


def compare_ranks(groups: Sequence[Sequence[float]]) -> Tested:
    """Test by ranks whether groups differ (Kruskal and Wallis 1952); effect: epsilon squared.

    Raises:
        UndefinedError: A group is too small, or all answers are alike.
    """
    data = _checked_groups(groups)
    found = stats.kruskal(*data)
    n = sum(map(len, data))
    statistic = float(found.statistic)
    return Tested(
        "Kruskal-Wallis", statistic, (len(data) - 1,), float(found.pvalue), statistic / (n - 1)
    )


def compare_shares(counts: Sequence[Sequence[int]]) -> Tested:
    """Test whether rows differ in how they spread: Fisher for 2 x 2, else chi-square.

    Args:
        counts: Persons, shape (groups, answers), without empty rows or columns.

    Raises:
        UndefinedError: A row or column is empty, or there is one only.
    """
    table = np.asarray(counts)
    if min(table.shape) < 2 or not table.sum(axis=0).all() or not table.sum(axis=1).all():
        raise UndefinedError("Two groups and two answers that were given are needed to compare.")
    if table.shape == (2, 2):
        ratio, p = stats.fisher_exact(table)
        return Tested("Fisher", None, (), float(p), float(ratio) if table.all() else None)
    statistic, p, freedom, _ = stats.chi2_contingency(table, correction=False)
    effect = float(np.sqrt(statistic / table.sum() / (min(table.shape) - 1)))
    return Tested("chi-square", float(statistic), (float(freedom),), float(p), effect)


def has_small_expected(counts: Sequence[Sequence[int]]) -> bool:
    """Tell whether over a fifth of the expected counts is below 5: chi-square is then a guess.

    The rule is Cochran's (1954, Biometrics 10: 417).

    >>> has_small_expected([[8, 2], [1, 5]]), has_small_expected([[30, 20], [25, 35]])
    (True, False)
    """
    expected = stats.contingency.expected_freq(np.asarray(counts))
    return bool((expected < 5).mean() > 0.2)


def share_interval(n: int, total: int) -> tuple[float, float]:
    """Give the interval of 95 % of a share after Wilson (1927), from 0 to 1.

    Raises:
        UndefinedError: The total is 0.
    """
    if not total:
        raise UndefinedError("There is no one to take a share of.")
    interval = stats.binomtest(n, total).proportion_ci(method="wilson")
    return float(interval.low), float(interval.high)


def _checked_groups(groups: Sequence[Sequence[float]]) -> list[Values]:
    data = [np.asarray(group, dtype=float) for group in groups]
    if len(data) < 2 or any(len(group) < 2 for group in data):
        raise UndefinedError("Two groups with two answers each are needed to compare.")
    if not _varies(np.concatenate(data)):
        raise UndefinedError("Everyone gave the same answer, so there is nothing to compare.")
    return data


def _hedges_g(one: Values, other: Values) -> float:
    n = len(one) + len(other) - 2
    pooled = ((len(one) - 1) * one.var(ddof=1) + (len(other) - 1) * other.var(ddof=1)) / n
    return float((one.mean() - other.mean()) / np.sqrt(pooled) * (1 - 3 / (4 * n - 1)))


def _eta_squared(data: Sequence[Values]) -> float:
    everyone = np.concatenate(data)
    between = sum(len(group) * (group.mean() - everyone.mean()) ** 2 for group in data)
    return float(between / ((everyone - everyone.mean()) ** 2).sum())


def _welch_freedom(data: Sequence[Values]) -> float:
    """The second degrees of freedom of Welch's F (1951, Biometrika 38: 330)."""
    weights = np.array([len(group) / group.var(ddof=1) for group in data])
    parts = (1 - weights / weights.sum()) ** 2 / (np.array([len(g) for g in data]) - 1)
    return float((len(data) ** 2 - 1) / (3 * parts.sum()))
