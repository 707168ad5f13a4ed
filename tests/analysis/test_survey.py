"""Statistics of closed questions against R's own data sets and the reference study's tables."""

import numpy as np
import pytest

from kwalicode.analysis import survey
from kwalicode.errors import UndefinedError

# R: datasets::sleep and datasets::PlantGrowth (4.2.2); results of t.test, oneway.test and others.
SLEEP = (
    [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0],
    [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
)
PLANTS = (
    [4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14],
    [4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69],
    [6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26],
)
# R: datasets::attitude, 30 departments and 7 items.
ATTITUDE = np.array([
    43, 51, 30, 39, 61, 92, 45, 63, 64, 51, 54, 63, 73, 47, 71, 70, 68, 69, 76, 86, 48, 61, 63, 45, 47, 54, 84, 35,
    81, 78, 56, 66, 71, 83, 47, 43, 55, 49, 44, 54, 49, 34, 58, 67, 42, 56, 66, 68, 35, 71, 75, 50, 55, 70, 66, 41,
    72, 82, 72, 67, 71, 83, 31, 67, 61, 45, 47, 62, 80, 41, 64, 53, 53, 58, 58, 67, 34, 67, 60, 47, 39, 59, 74, 41,
    69, 62, 57, 42, 55, 63, 25, 68, 83, 83, 45, 59, 77, 35, 77, 77, 54, 72, 79, 77, 46, 81, 90, 50, 72, 60, 54, 36,
    74, 85, 64, 69, 79, 79, 63, 65, 60, 65, 75, 55, 80, 60, 65, 70, 46, 57, 75, 85, 46, 50, 58, 68, 54, 64, 78, 52,
    50, 40, 33, 34, 43, 64, 33, 64, 61, 52, 62, 66, 80, 41, 53, 66, 52, 50, 63, 80, 37, 40, 37, 42, 58, 50, 57, 49,
    63, 54, 42, 48, 66, 75, 33, 66, 77, 66, 63, 88, 76, 72, 78, 75, 58, 74, 80, 78, 49, 48, 57, 44, 45, 51, 83, 38,
    85, 85, 71, 71, 77, 74, 55, 82, 82, 39, 59, 64, 78, 39,
], dtype=float).reshape(30, 7)  # fmt: skip


def test_two_groups_are_compared_as_t_test_of_r_does():
    pooled = survey.compare_means(SLEEP, equal_spread=True)
    assert (pooled.statistic, pooled.p) == pytest.approx((-1.860813, 0.079187), abs=5e-7)
    welch = survey.compare_means(SLEEP)
    assert welch.test == "Welch"
    assert (*welch.freedom, welch.p) == pytest.approx((17.776474, 0.079394), abs=5e-7)


def test_more_groups_are_compared_as_anova_and_kruskal_wallis_of_r_do():
    anova = survey.compare_means(PLANTS, equal_spread=True)
    found = (anova.statistic, *anova.freedom, anova.p, anova.effect)
    assert found == pytest.approx((4.846088, 2, 27, 0.015910, 0.264148), abs=5e-7)
    welch = survey.compare_means(PLANTS)
    found = (welch.statistic, *welch.freedom, welch.p)
    assert found == pytest.approx((5.180972, 2, 17.128, 0.017393), abs=5e-4)
    ranks = survey.compare_ranks(PLANTS)
    assert (ranks.statistic, ranks.p) == pytest.approx((7.988229, 0.018424), abs=5e-7)


def test_effects_and_tests_of_the_printed_means_of_the_reference_study_come_back():
    # Table B2, item 1 (W19): rows are made that have just these means, deviations and numbers.
    groups = [rows(5.24, 1.37, 177), rows(3.71, 1.92, 38)]
    assert survey.summary(groups[0]) == pytest.approx((177, 5.24, 1.37))
    welch = survey.compare_means(groups)
    assert (welch.statistic, *welch.freedom) == pytest.approx((4.6640, 45.42), abs=5e-3)
    assert welch.effect == pytest.approx(1.0299, abs=5e-4)


def rows(mean, deviation, n):
    values = np.linspace(-1, 1, n)
    return mean + deviation * (values - values.mean()) / values.std(ddof=1)


def test_small_tables_are_compared_by_fisher_and_larger_ones_by_chi_square():
    fisher = survey.compare_shares([[8, 2], [1, 5]])
    assert (fisher.effect, fisher.p) == pytest.approx((20, 0.034965), abs=5e-7)
    assert survey.compare_shares([[8, 0], [1, 5]]).effect is None
    # Agresti 2007, table 2.5: gender by party, chi-square 30.1 with 2 degrees of freedom.
    party = survey.compare_shares([[762, 327, 468], [484, 239, 477]])
    assert (party.statistic, *party.freedom) == pytest.approx((30.07, 2), abs=5e-3)


@pytest.mark.parametrize("n", [3, 6, 7, 9])
def test_equal_answers_in_decimals_do_not_differ_by_their_rounding(n):
    groups = [[7.3] * n, [6.1] * n]
    for equal_spread in (True, False):
        with pytest.raises(UndefinedError, match="do not differ"):
            survey.compare_means(groups, equal_spread=equal_spread)
    with pytest.raises(UndefinedError, match="the same answer"):
        survey.compare_ranks([groups[0], groups[0]])
    with pytest.raises(UndefinedError, match="the same score"):
        survey.cronbach_alpha(np.full((n, 3), 7.3))


def test_alpha_and_what_it_is_without_each_item_are_those_of_psych_in_r():
    assert survey.cronbach_alpha(ATTITUDE) == pytest.approx(0.843143, abs=5e-7)
    without = [0.809760, 0.796917, 0.827848, 0.803031, 0.795387, 0.863872, 0.840465]
    assert survey.alpha_without(ATTITUDE) == pytest.approx(without, abs=5e-7)
    rest = [0.671262, 0.742110, 0.560711, 0.714445, 0.786276, 0.265034, 0.460811]
    assert survey.item_rest_correlations(ATTITUDE) == pytest.approx(rest, abs=5e-7)
    gap = np.vstack([ATTITUDE, [[np.nan, 1, 2, 3, 4, 5, 6]]])
    assert survey.cronbach_alpha(gap) == survey.cronbach_alpha(ATTITUDE)


def test_shares_have_the_interval_of_wilson():
    assert survey.share_interval(9, 30) == pytest.approx((0.166647, 0.478758), abs=5e-7)
    assert survey.share_interval(0, 6) == pytest.approx((0, 0.390334), abs=5e-7)


@pytest.mark.parametrize(
    "act",
    [
        lambda: survey.summary([]),
        lambda: survey.compare_means([[1, 2], [3]]),
        lambda: survey.compare_means([[2, 2], [2, 2]]),
        lambda: survey.compare_ranks([[1, 2]]),
        lambda: survey.compare_shares([[1, 0], [3, 0]]),
        lambda: survey.cronbach_alpha(np.ones((5, 3))),
        lambda: survey.share_interval(0, 0),
    ],
)
def test_what_has_no_value_is_said_instead_of_given_as_nan(act):
    with pytest.raises(UndefinedError):
        act()
